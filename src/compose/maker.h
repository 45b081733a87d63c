/*
 * maker.h - the making of items: from characters (item.c), from words that may be broken
 * (word.c), what stands between them (join.c), how they stand in a vertical line (stand.c). For
 * these alone.
 */
#ifndef COMPOSE_MAKER_H
#define COMPOSE_MAKER_H

#include "compose/item.h"

enum { ITEM_EM = 1000, ITEM_HALF = ITEM_EM / 2 };

struct maker {
	struct fonts *fonts;
	const struct kinsoku_table *table;
	const struct para_style *style;
	int measure;
	struct item *v;
	int n;
	uint32_t last; /* the character before; 0: none */
	int widest;    /* width of a word */
	int longest;   /* width of text with a word in it in which no break is allowed */
	bool chained;  /* no break is allowed in more text than a line holds: words may be parted */
};

static inline str
item_text(const struct item *it)
{
	return (str){it->text, it->bytes};
}

/* One more character at the end of item IT, which ends with BEFORE. */
void item_extend(struct maker *m, struct item *it, uint32_t before, uint32_t cp, ptrdiff_t bytes,
		 unsigned flags);
/* R8: IT is EM wide whatever its face says, its ink in the middle. */
void item_fix_width(struct item *it, int em);

/* R25: digits, words, dashes and marks as they stand in a vertical line. */
void items_stand(struct maker *m);
/* Words that a line cannot hold, codes that would tear one apart: an item of each part (R7). */
void items_split(struct arena *a, struct maker *m);
/* Breaks, gaps and squeezing between items, and the sums over them. */
void items_join(struct maker *m);

/* The items of the N spans, if they are on SHELF and right for MEASURE. */
bool items_find(const struct items_shelf *shelf, const struct span *span, int n, int measure,
		struct items *out);
/* Put the items *V on SHELF: they are right for measures from LEAST on. */
void items_keep(struct items_shelf *shelf, const struct span *span, int n, int least,
		struct items *v);

#endif
