/*
 * place.h - how the modules of a page put things on it. For the files of
 * src/compose that page.h is made of alone.
 */
#ifndef COMPOSE_PLACE_H
#define COMPOSE_PLACE_H

#include "compose/page.h"

enum {
	PLACE_PX = 750,		  /* mpt: Chromium snaps to whole px (composition.md 4.3) */
	PLACE_TYPE_LEAST = 6000,  /* mpt: smaller type is not legible on newsprint … */
	PLACE_WHITE_LEAST = 10000 /* … white on black: ink closes it (print shops' data sheets) */
};

/* Up, down to whole px. */
static inline mpt
place_up(mpt x)
{
	return (x + PLACE_PX - 1) / PLACE_PX * PLACE_PX;
}

static inline mpt
place_down(mpt x)
{
	return x / PLACE_PX * PLACE_PX;
}

/* Layouts may ask for anything. */
static inline int
place_clamp(int x, int least, int most)
{
	return x < least ? least : x > most ? most : x;
}

mpt place_x(const struct page *p, int column);
mpt place_y(const struct page *p, int line);
/* Of COLUMNS columns with the gutters between them. */
mpt place_width(const struct page *p, int columns);

/*
 * A block over columns and lines, which are covered from now on. NULL, after a message that names
 * it by TITLE, if they are not on the grid or covered already.
 */
struct block *place_block(struct page *p, enum block_kind kind, str id, str title, int column,
			  int columns, int line, int lines);
struct part *place_part(struct page *p, struct block *b, enum role role);

/* Where PART, a text of B, stands in the content; the file alone if that is not known. */
struct pos place_where(const struct page *p, const struct block *b, str part);

/* L in a box PITCH high, LEFT the edge of its measure. */
struct placed *place_line(struct page *p, struct block *b, struct part *part, const struct line *l,
			  mpt left, mpt y, mpt pitch);
/* The vertical line L, its middle at AXIS: its characters one by one, its words turned. */
void place_upright(struct page *p, struct block *b, struct part *part, const struct line *l,
		   mpt axis, mpt top, bool reversed);
void place_rule(struct page *p, struct part *part, mpt x, mpt y, mpt w, mpt h);
struct placed *place_box(struct page *p, struct part *part, mpt x, mpt y, mpt w, mpt h);

/* A part of one line of furniture, aligned between LEFT and RIGHT. */
void place_label(struct page *p, struct block *b, str text, enum face face, mpt size,
		 enum set_align align, mpt left, mpt right, mpt y, mpt pitch);

#endif
