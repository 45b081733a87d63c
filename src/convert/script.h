/* script.h - which script a character belongs to. Seen by convert/ alone. */
#ifndef CONVERT_SCRIPT_H
#define CONVERT_SCRIPT_H

#include "base/str.h"
#include "convert/convert.h"
#include "convert/script_table.h"

/* Bits; none: the character is the same in both scripts, or in no dictionary. */
enum {
	SCRIPT_HANS_ONLY = 1,  /* Traditional text does not have it: 报 */
	SCRIPT_HANT_ONLY = 2,  /* Simplified text does not have it: 報 */
	SCRIPT_HANS_DOUBT = 4, /* Simplified text has it, but some words have another one: 藉 */
	SCRIPT_HANT_DOUBT = 8, /* Traditional text has it, but some words have another one: 后 */
};

static inline unsigned
script_class(uint32_t cp)
{
	if (cp >= SCRIPT_LIMIT)
		return 0;
	return script_class_table[script_page[cp / SCRIPT_PAGE] + cp % SCRIPT_PAGE];
}

/* The class of what only SCRIPT has. */
static inline unsigned
script_native(enum script script)
{
	return script == SCRIPT_HANS ? SCRIPT_HANS_ONLY : SCRIPT_HANT_ONLY;
}

/* And of what only the other one has. */
static inline unsigned
script_foreign(enum script script)
{
	return script == SCRIPT_HANS ? SCRIPT_HANT_ONLY : SCRIPT_HANS_ONLY;
}

/* The class of what SCRIPT has, though not in all words. */
static inline unsigned
script_doubt(enum script script)
{
	return script == SCRIPT_HANS ? SCRIPT_HANS_DOUBT : SCRIPT_HANT_DOUBT;
}

#endif
