/*
 * terms.h - house terms, or words of the lexicon, as a table for one way of conversion: finds the
 * longest one at a place of a text, and passes quickly over text that has none. Says nothing of
 * what is done with them. Seen by convert/ alone.
 */
#ifndef CONVERT_TERMS_H
#define CONVERT_TERMS_H

#include "convert/convert.h"

struct term {
	str from, to;
	int prefix; /* the longest other key that FROM begins with; -1: none */
	int rank;   /* of two with the same FROM the lower one counts */
};

struct terms {
	struct term *key; /* in order of FROM, no two alike */
	int n;
	/*
	 * A place in a text is worth a look only if its first TERMS_WINDOW bytes, two Chinese
	 * characters, are those of a key: PAIR has a bit by their hash, SLOT the keys that begin
	 * with them. Shorter keys are few: BRIEF has a bit by their first character.
	 */
	uint64_t *pair, *brief; /* BRIEF is NULL if there are none */
	struct terms_slot {
		uint64_t window;
		uint64_t next; /* bit by the byte that ends a third character of them */
		int low, high; /* equal: empty */
	} * slot;
	uint32_t nslot; /* a power of two */
};

/*
 * The N terms as they are used from FROM to TO, the first of equal ones; what has its form in TO
 * already is a term as well, and stays. From a script to itself only that. The texts are TERM's.
 */
void terms_index(struct arena *a, const struct glossary_term *term, int n, enum script from,
		 enum script to, struct terms *out);
/* The first byte of a character, from byte AT on, where a key may begin; TEXT.n: there is none. */
ptrdiff_t terms_next(const struct terms *t, str text, ptrdiff_t at);
/* The longest key that TEXT begins with; NULL: none. */
const struct term *terms_find(const struct terms *t, str text);

#endif
