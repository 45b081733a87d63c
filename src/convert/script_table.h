/*
 * script_table.h - which script a character belongs to: constants that convert/compile/classes.c
 * makes from data/opencc (conversion.md 6.1). Seen by script.c, and by their compiler, alone.
 */
#ifndef CONVERT_SCRIPT_TABLE_H
#define CONVERT_SCRIPT_TABLE_H

#include <stdint.h>

enum {
	SCRIPT_LIMIT = 0x32400, /* characters from here on are in no dictionary */
	SCRIPT_PAGE = 64,	/* characters of a page */
	SCRIPT_PAGES = SCRIPT_LIMIT / SCRIPT_PAGE,
};

extern const uint16_t script_page[SCRIPT_PAGES]; /* where the classes of each page begin */
extern const unsigned char script_class_table[]; /* SCRIPT_HANS_ONLY… (script.h) */
/*
 * The same of what begins with two bytes of three, A and B: B * 256 + A, which is how a processor
 * loads them, less 0x8000.
 */
enum { SCRIPT_THREES = 1 << 14 };
extern const uint16_t script_three[SCRIPT_THREES];

#endif
