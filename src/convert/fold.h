/*
 * fold.h - one character for all shapes of it: 臺, 檯 and 颱 are taken for 台, 裡 and 裏 for 里.
 * For finding and comparing, never for printing: 干 and 乾 are one here. Constants that
 * convert/compile/fold.c makes from data/opencc.
 */
#ifndef CONVERT_FOLD_H
#define CONVERT_FOLD_H

#include <stdint.h>

enum {
	FOLD_LIMIT = 0x10000, /* characters from here on are themselves */
	FOLD_PAGE = 64,	      /* characters of a page */
	FOLD_PAGES = FOLD_LIMIT / FOLD_PAGE,
	FOLD_HAN = 0x4E00,     /* most of a text is from here on, */
	FOLD_HAN_END = 0xA000, /* below this one */
};

extern const uint16_t fold_page[FOLD_PAGES];   /* the number of each page */
extern const uint16_t fold_table[][FOLD_PAGE]; /* 0: the character itself */
/* What characters from FOLD_HAN on are taken for, at one look. */
extern const uint16_t fold_han[FOLD_HAN_END - FOLD_HAN];

static inline uint32_t
fold_character(uint32_t cp)
{
	uint16_t to = cp < FOLD_LIMIT ? fold_table[fold_page[cp / FOLD_PAGE]][cp % FOLD_PAGE] : 0;

	return to ? to : cp;
}

#endif
