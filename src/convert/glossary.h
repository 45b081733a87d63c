/*
 * glossary.h - house terms as a table that finds the longest one at a place
 * of a text. glossary_read is in convert.h. Seen by convert/ alone.
 */
#ifndef CONVERT_GLOSSARY_H
#define CONVERT_GLOSSARY_H

#include "convert/convert.h"

struct glossary_index {
	/* In order of FROM; of equal ones the first of the file. */
	struct glossary_key {
		str from, to;
		int prefix; /* the longest other key that FROM begins with; -1: none */
	} * key;
	int n;
	uint64_t first[1024]; /* bit per first code point, modulo 65,536 */
};

/* N terms as they stand in FROM, and as they are to stand in TO. The texts are TERM's. */
void glossary_index(struct arena *a, const struct glossary_term *term, int n, enum script from,
		    enum script to, struct glossary_index *out);
/* The longest key that TEXT begins with; NULL: none. */
const struct glossary_key *glossary_find(const struct glossary_index *x, str text);

#endif
