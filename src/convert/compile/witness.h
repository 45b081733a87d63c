/*
 * witness.h - the characters by which the engine finds the words that matter (struct engine.near).
 * Most words of the dictionaries become what their characters become one by one; for each other one
 * a character is chosen, so that all these together are rare in any text. How often a character is
 * met is guessed from the words that have it.
 */
#ifndef CONVERT_COMPILE_WITNESS_H
#define CONVERT_COMPILE_WITNESS_H

#include "convert/compile/map.h"

enum { WITNESS_LIMIT = 0x10000 }; /* characters of three bytes end here */

struct witnesses {
	/* of each word a witness and its neighbour, in the order of the text, and a third character
	 * before or after them; empty: there is none */
	str (*near)[3];
	int n;
	uint64_t letter[2]; /* struct engine.letter */
};

/*
 * Choose witnesses for all WORDS (keys of one character or more), and set TABLE_WITNESS in ENTRY,
 * which is table_entry by code point and has TABLE_RARE already. USE: by code point, the words of
 * all dictionaries that have it.
 */
void witnesses_choose(struct arena *a, const struct dict *words, const uint32_t *use,
		      uint32_t *entry, struct witnesses *out);

#endif
