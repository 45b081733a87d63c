/*
 * item.h - a paragraph as items: what a line can be broken between. One Han
 * character or mark, one Western word, one dash. For compose/line.c alone.
 */
#ifndef COMPOSE_ITEM_H
#define COMPOSE_ITEM_H

#include "compose/kinsoku.h"
#include "compose/line.h"

/* Cost of breaking after an item. Squares of looseness stay below ITEM_NEVER. */
#define ITEM_NEVER INT64_C(1000000000000)

struct item {
	str text;
	enum face face;
	unsigned flags; /* enum kinsoku_flag: NO_START of its first character, NO_END of its last */
	enum kinsoku_level level;
	int characters;
	mpt head, tail;	 /* blank added on its sides; negative: taken away (R8) */
	mpt inner;	 /* added after each of its characters: joins the two halves of —— */
	mpt width;	 /* with HEAD, TAIL and INNER */
	mpt left, right; /* blank of a mark that squeezing may take (R9) */
	mpt pair_left;	 /* of LEFT, what goes beside the mark before (R10) */
	mpt pair_right;	 /* of RIGHT, what goes beside the mark after */
	bool gap;	 /* justification may add space after it */
	int64_t penalty; /* of a break after it */
	int next;	 /* the item that begins the next line if it is broken here */
	/* Sums over the items before this one. */
	int64_t sum;		     /* width less what pairs lose */
	int64_t squeeze[KIN_LEVELS]; /* blank left to take */
	int gaps;
};

struct items {
	struct item *v; /* N, and one more that holds the sums of all */
	int n;
};

/*
 * The items of N spans. Newlines are spaces here: forced breaks are the caller's. A word that is
 * wider than MEASURE may be broken anywhere, one wider than half of it after - . _ @ & =.
 */
void items_make(struct arena *a, struct fonts *f, const struct span *span, int n, mpt size,
		mpt measure, struct items *out);

#endif
