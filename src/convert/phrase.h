/*
 * phrase.h - which words of a region a conversion used (软件 to 軟體), for the list that editors
 * read. Converts for the comparison alone. Seen by convert/ alone.
 */
#ifndef CONVERT_PHRASE_H
#define CONVERT_PHRASE_H

#include "convert/engine.h"

/* The bytes FROM to TO of the text, a word, became those of a region. */
struct phrase_use {
	ptrdiff_t from, to;
	str became;
};

/*
 * The words of TEXT that REGIONAL converts otherwise than PLAIN, the same way without phrases, in
 * order; returns how many. A byte of TEXT that is not UTF-8 is a character.
 */
int phrase_uses(struct arena *a, const struct engine *plain, const struct engine *regional,
		str text, struct phrase_use **use);

#endif
