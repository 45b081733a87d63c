/*
 * table.h - pipe tables as in GFM, which cmark does not know. They are found in the lines of a
 * paragraph; the cells are put before the text, each a paragraph of its own, so that one run
 * of cmark sees them all together with the link definitions of the text.
 */
#ifndef CONTENT_TABLE_H
#define CONTENT_TABLE_H

#include "content/marked.h"
#include "content/node.h"

enum { TABLE_COLUMNS_MAX = 50, TABLE_CELLS_MAX = 20000 /* of a text */ };

struct table {
	struct table *next;
	ptrdiff_t from,
	    to;		/* bytes of the source, from the head's text to the end of the last row */
	int ncol, nrow; /* the head is a row */
	enum node_align align[TABLE_COLUMNS_MAX];
	struct table_cell {
		ptrdiff_t from, to;
	} * cell;	   /* NROW times NCOL; what a row does not have is empty */
	int held;	   /* the number of its place in the text */
	struct node *node; /* made of its cells, by markdown.c */
};

/* Tables in order of the source. */
struct tables {
	struct table *first, **last;
	int cells;
};

/* Whether there is a line that may stand below the head of a table. */
bool table_likely(str text);
/*
 * The paragraph that is bytes FROM to TO of the source, inside QUOTES quotes: add its table, if it
 * has one, to T. What is wrong with it is reported.
 */
void table_find(struct arena *a, struct diag *d, struct marked *m, ptrdiff_t from, ptrdiff_t to,
		int quotes, struct tables *t);
/* The source for cmark: first the cells of all tables, then the text with a place for each table.
 */
void table_copy(struct marked *m, struct tables *t);

#endif
