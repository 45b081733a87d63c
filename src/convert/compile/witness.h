/*
 * witness.h - the pairs of characters by which the engine finds the words that matter (struct
 * engine.near). Most words of the dictionaries become what their characters become one by one; for
 * each other one a witness is chosen, two neighbours in it, and the witnesses are sorted into
 * classes, so that few neighbours in any text are of one class.
 */
#ifndef CONVERT_COMPILE_WITNESS_H
#define CONVERT_COMPILE_WITNESS_H

#include "convert/compile/map.h"

enum { WITNESS_LIMIT = 0x10000 }; /* characters of three bytes end here */

struct witnesses {
	/* of each word its witness, and a third character behind or before it; empty: there is
	 * none. Not of words whose witness begins with a letter */
	str (*near)[3];
	int n;
};

/*
 * Choose witnesses for all WORDS (keys of one character or more), and set their classes in ENTRY,
 * which is table_entry by code point and has TABLE_RARE already. USE: by code point, how often
 * text has it.
 */
void witnesses_choose(struct arena *a, const struct dict *words, const uint32_t *use,
		      uint32_t *entry, struct witnesses *out);

#endif
