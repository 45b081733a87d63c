/*
 * prose.h - what most of a newspaper is: paragraphs, headings and plain lists of words alone, and
 * of "**" between Chinese. The tree that cmark would make of them is made here, in one look at the
 * text; what stands between them is left to cmark. Nothing is taken that a block before or behind
 * it could change: what opens may reach over blank lines (fences, HTML), and lists that may go on.
 */
#ifndef CONTENT_PROSE_H
#define CONTENT_PROSE_H

#include "content/node.h"

/* Blocks that stand one after the other. */
struct prose_run {
	struct prose_run *next;
	ptrdiff_t from, to; /* bytes of the text; whole lines, blank ones behind it too */
	int lines;	    /* in them */
	struct node *doc;   /* its children; they need no tidying */
};

struct prose {
	struct prose_run *first;
	bool all; /* nothing else is in the text */
};

/* In TEXT, which begins at line LINE of FILE; the nodes are slices of it, and live in A. */
void prose_find(struct arena *a, str file, str text, int line, struct prose *out);

#endif
