/*
 * run.h - the text of a paragraph as one string over its markup, in pieces that know their node and
 * their place: what is converted, and proof-read, as one (conversion.md 7).
 */
#ifndef CONTENT_RUN_H
#define CONTENT_RUN_H

#include "content/node.h"
#include "convert/convert.h"

/* NODE[i] gave PIECE[i], which is not empty. */
struct run {
	struct node **node;
	struct convert_piece *piece;
	int n;
};

/* Whether N has a run of its own: a paragraph, a heading, a cell; or the rt of a ruby. */
bool run_begins(const struct node *n);
/*
 * The run of ROOT, all below it but ruby's rt and rp. Code, pictures and URLs stand in it as one
 * U+FFFC, over which no word reaches.
 */
struct run run_collect(struct arena *a, struct node *root);
/* The text of the first piece of that run; empty: it has none. */
str run_first(const struct node *root);
/* Whether the text of N is what its piece is: false for what stands in as U+FFFC, and for breaks.
 */
bool run_converts(const struct node *n);

#endif
