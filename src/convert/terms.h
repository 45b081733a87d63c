/*
 * terms.h - house terms and words of the lexicon as one table for one way of conversion: finds
 * those of a text, and passes quickly over text that has none. Says nothing of what is done with
 * them. Seen by convert/ alone.
 */
#ifndef CONVERT_TERMS_H
#define CONVERT_TERMS_H

#include "convert/convert.h"
#include "convert/filter.h"

/* Terms of which none reaches into one of an earlier list. */
struct terms_list {
	const struct glossary_term *term;
	int n;
};

struct term {
	str from, to;
	int prefix;    /* the longest other key that FROM begins with; -1: none */
	int list;      /* which has it */
	int rank;      /* of two with the same FROM the lower one counts */
	bool aligned;  /* TO has as many characters as FROM */
	bool still;    /* and each has as many bytes */
	unsigned seen; /* 0; for whoever has made the table */
};

struct terms {
	struct term *key; /* in order of FROM, no two alike */
	int n;
	int lists, first; /* the first list that is not empty */
	struct filter filter;
	bool shorter; /* some keys are shorter than a pair */
	/*
	 * The keys that begin with a pair of characters; where they are many, also those that begin
	 * with three; and the shorter ones by their first (terms.c).
	 */
	struct terms_slot {
		uint64_t window;
		int low, high; /* equal: empty */
	} * slot;
	uint32_t nslot; /* a power of two */
};

/*
 * The terms of the N lists as they are used from FROM to TO, the first of equal ones; what has its
 * form in TO already is a term as well, and stays. From a script to itself only that. The texts are
 * those of the lists.
 */
void terms_index(struct arena *a, const struct terms_list *list, int n, enum script from,
		 enum script to, struct terms *out);
/* From now on terms_next() finds the character CP too. */
void terms_tell(struct terms *t, uint32_t cp);

/* A text on its way. */
struct terms_scan {
	const struct terms *t;
	str text;
	int next; /* of the places */
	struct filter_places places;
};

/* From byte AT of TEXT on, where a character begins. */
void terms_begin(struct terms_scan *s, const struct terms *t, str text, ptrdiff_t at);
/*
 * The first byte of a character, from byte AT on and before TO, that is told, or where a key may
 * begin; TO: there is none. AT and TO do not go back.
 */
ptrdiff_t terms_next(struct terms_scan *s, ptrdiff_t at, ptrdiff_t to);
/*
 * The term that TEXT begins with, where none reached into it: the longest of the first list, else
 * the longest of the others that ends before the next one of an earlier list. NULL: none.
 */
const struct term *terms_find(const struct terms *t, str text);

#endif
