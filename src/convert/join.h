/*
 * join.h - the pieces of paragraphs as one text, what it becomes, and how that is cut into pieces
 * again. Converts nothing. Seen by convert/ alone.
 */
#ifndef CONVERT_JOIN_H
#define CONVERT_JOIN_H

#include "base/out.h"
#include "convert/convert.h"

struct join_part {
	struct convert_piece *piece; /* NULL: the line feed between two paragraphs */
	int paragraph;
	ptrdiff_t end;	/* in the text */
	ptrdiff_t from; /* where its result begins in the output */
};

struct join {
	const struct convert_paragraph *paragraph;
	char *bytes;	  /* what is mended in them takes as many */
	str text;	  /* the same */
	ptrdiff_t *start; /* of each paragraph; the last one, of none, is behind a line feed more */
	struct join_part *part;
	int n;
	struct out out; /* all results */
	int at;		/* the part that is being written */
	/* where the last message stands; the next one is behind it, but for few */
	struct join_place {
		int part;
		ptrdiff_t start, byte; /* columns are counted from START, and as far as BYTE */
		int columns;
		bool broken; /* a line ends between the two */
	} place;
};

/* The N paragraphs of P, with a line feed between any two, in A. */
void join_pieces(struct arena *a, const struct convert_paragraph *p, int n, struct join *out);
/* Results, which come in order, lie in A. */
void join_begin(struct join *j, struct arena *a);

/* What is written from now on belongs to the part that holds byte AT of the text. */
static inline void
join_go(struct join *j, ptrdiff_t at)
{
	while (at >= j->part[j->at].end && j->at + 1 < j->n)
		j->part[++j->at].from = (ptrdiff_t)j->out.n;
}

/* Write S for the bytes FROM to TO, which are as many characters: each to its own part. */
void join_put_aligned(struct join *j, ptrdiff_t from, ptrdiff_t to, str s);
/* The pieces get their results. */
void join_cut(struct join *j);
/* The place of byte AT of the text, WIDTH characters wide. */
struct pos join_place(struct join *j, ptrdiff_t at, int width);

#endif
