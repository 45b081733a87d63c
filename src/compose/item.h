/*
 * item.h - a paragraph as items: what a line can be broken between. One Han
 * character or mark, one Western word, one dash. For compose/line.c; module.c keeps its shelf.
 * All lengths are in 1/1000 em, so that they serve any size.
 */
#ifndef COMPOSE_ITEM_H
#define COMPOSE_ITEM_H

#include "compose/kinsoku.h"
#include "compose/line.h"

/*
 * How bad a line is that has LOOSE 1/1000 em more at each gap, and a break that is as bad. More
 * than the square: one line that is torn is worse than several that are a little loose.
 */
#define ITEM_BAD(loose) ((loose) * (loose) + (loose) * (loose) / 100 * (loose))

/* Penalty of a break that no rule allows. */
#define ITEM_NEVER INT32_MAX

/*
 * Sums over the items of a paragraph up to the edge of a line, with what R11 and R12 say of it: the
 * end of a line less its beginning is the line. Only differences mean something.
 */
struct item_edge {
	uint32_t width;
	uint32_t blank;	  /* that squeezing may take */
	uint32_t dear;	  /* of BLANK, what it takes last: SQUEEZE_GAP and after */
	uint32_t stretch; /* what spaces may grow by before other gaps do (R14) */
};

struct item {
	const char *text;
	uint16_t bytes, characters;
	uint16_t first, last; /* enum kinsoku_flag of its first character, of its last */
	uint8_t face;	      /* enum face */
	uint8_t style;	      /* enum span_style */
	uint8_t turn;	      /* enum turn */
	uint8_t squeeze;      /* enum squeeze: of LEFT and RIGHT */
	bool kerned;	      /* a word whose letters move nearer to each other */
	bool gap;	      /* justification may add space after it (R14) */
	bool plain;	      /* one Han character: nothing of what follows but ADVANCE is set */
	int32_t advance;      /* of its glyphs, kerned */
	/* Space added, or taken away where negative. */
	int16_t head, tail; /* on its sides (R8) */
	int16_t inner;	    /* after each of its characters: joins the two halves of —— */
	int16_t after;	    /* between it and the next item (R15); not at the end of a line */
	/* What can change. */
	int16_t left, right;	       /* blank that squeezing may take (R9) */
	int16_t pair_left, pair_right; /* of LEFT, RIGHT: what goes beside another mark (R10) */
	int16_t room;		       /* what a space may grow by before other gaps do (R14) */
	/* All items have these. */
	int32_t penalty;	     /* of a break after it; ITEM_NEVER */
	int next;		     /* the item that begins the next line if it is broken here */
	uint32_t gaps;		     /* before it, in the paragraph */
	struct item_edge begin, end; /* of a line that begins, that ends with it */
};

enum {
	ITEM_AFTER = 250,	/* R15: between Han and Western */
	ITEM_AFTER_LEAST = 125, /* R13 */
	ITEM_AFTER_MOST = 333,	/* R14 */
	ITEM_FRAME = 125	/* R26: between a frame and the name in it */
};

/* Width alone, without what is after it. */
static inline int32_t
item_width(const struct item *it)
{
	return it->head + it->advance + it->characters * it->inner + it->tail;
}

/* R12: what it loses where it begins a line. */
static inline int
item_start_cut(const struct item *it)
{
	return it->first & KIN_START ? it->left : 0;
}

struct items {
	struct item *v;
	int n;
	struct items_kept *kept; /* their place on a shelf; NULL: none */
};

/* A line: items FROM to TO, both included. */
struct item_line {
	int from, to;
};

/* How a paragraph on a shelf was broken. */
struct items_broken {
	struct items_broken *next;
	int width, indent, hang; /* 1/1000 em */
	struct item_line *line;
	int n;
};

/*
 * Paragraphs of a page that are items already: stories are set at many measures before one is
 * chosen. Zero-initialise all but MEM.
 */
struct items_shelf {
	struct arena *mem;
	struct items_kept *first;
	int n;
};

/*
 * The items of N spans at MEASURE. Newlines are spaces here: forced breaks are the caller's. A word
 * that a line cannot hold, or a code that would tear it apart, may be broken at a price.
 */
void items_make(struct arena *a, struct fonts *f, const struct span *span, int n, int measure,
		const struct para_style *style, struct items *out);

/* How the items at KEPT were broken at B's width and indents; NULL: they were not. */
const struct items_broken *items_broken(const struct items_kept *kept,
					const struct items_broken *b);
/* B lives as long as the shelf. */
void items_break(struct items_kept *kept, struct items_broken *b);

#endif
