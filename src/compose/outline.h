/*
 * outline.h - the outline of the modules that a story has on one page: what a reader points at.
 * Each module reaches to the middle of the gutters beside it, so modules that touch on the page
 * touch here, and are one area.
 */
#ifndef COMPOSE_OUTLINE_H
#define COMPOSE_OUTLINE_H

#include "compose/page.h"

struct outline_rect {
	mpt left, top, right, bottom;
};

struct outline_point {
	mpt x, y;
};

/* A closed line of corners, clockwise round an area, anticlockwise round a hole in it. */
struct outline {
	struct outline *next;
	struct outline_point *point;
	int n;
};

struct outline_rect outline_block(const struct page *p, const struct block *b);

/* The outlines of what N rectangles cover together; NULL if N is 0. */
struct outline *outline_of(struct arena *a, const struct outline_rect *rect, int n);

#endif
