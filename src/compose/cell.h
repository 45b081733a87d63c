/*
 * cell.h - an entry of the honour roll: its lines, and how high they are. For
 * compose/honours.c, which puts the cells into rows.
 */
#ifndef COMPOSE_CELL_H
#define COMPOSE_CELL_H

#include "compose/place.h"

enum {
	CELL_PARTS = 32, /* runs of lines of one look in a cell */
	CELL_PAD_X = 4500,
	CELL_PAD_Y = 6000
};

struct cell_run {
	const struct cell_look *look;
	struct lines lines;
	mpt pitch, before; /* BEFORE: white space above */
};

struct cell {
	struct cell_run run[CELL_PARTS];
	int n;
	int percent; /* of the usual size of type */
	mpt height;  /* of the runs */
};

/* Learn where words of H end, for all cells that are made of it. */
void cell_words(struct page *p, const struct honour *h);
/* H in a cell of WIDTH; without the honour that its group has in common. */
void cell_make(struct page *p, const struct honour *h, mpt width, int percent, bool grouped,
	       struct cell *c);
/* At X, Y, the upper left corner of its first line; hairlines go to RULES. */
void cell_place(struct page *p, struct block *b, struct part *rules, const struct cell *c, mpt x,
		mpt y);

#endif
