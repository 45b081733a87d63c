/*
 * site_view.h - a printed page on a screen: the lines as they were placed, drawn as SVG, each
 * story a link with its true outline; and the same in small, for an overview. For emit/site.c.
 */
#ifndef EMIT_SITE_VIEW_H
#define EMIT_SITE_VIEW_H

#include "compose/outline.h"
#include "compose/page.h"
#include "emit/site.h"

enum { SITE_PAGE_PIXELS = 1000 }; /* how wide most screens show a page at least */

/* Page P as content of the page being made. */
struct element *site_view(struct site *s, const struct page *p);
/* What a story's area is called in it: "at-kangjian". */
str site_zone(struct arena *a, str slug);

/*
 * P as a picture of its own, without links; it asks for no other file, so pictures are grey areas,
 * which whoever shows it may cover.
 */
str site_view_alone(struct arena *a, const struct page *p);
/* How large it calls itself: viewers draw it once in that size, and zoom into that. */
int site_view_pixels(mpt n);
/* What of the sheet is seen, in both: a screen has no paper to spend on margins. */
struct outline_rect site_view_box(const struct grid *g);
/*
 * Path of the picture of P, in the size that is enough where the page is as wide as most screens
 * show it; *WIDTH in pixels.
 */
str site_view_picture(struct site *s, const struct placed *p, const struct page *page, int *width);

/* Where a reader goes from the page: to a story, the honour roll, the editor's note. */
struct site_view_zone {
	str path, name; /* empty: nowhere */
	str id;		/* empty: none */
};
struct site_view_zone site_view_zone(struct site *s, const struct block *b, const struct page *p);
/* Blocks of one zone; in the order of reading they stand in a row. */
bool site_view_same(const struct block *a, const struct block *b);

/* The file of P in small: headlines to read, text as grey lines. */
str site_view_small(struct arena *a, const struct page *p);

/* For both: lengths in a drawing; an <svg>; a <rect> where something was placed. */
int site_view_tenths(mpt n);
struct element *site_view_svg(struct arena *a, mpt x, mpt y, mpt w, mpt h);
struct element *site_view_rect(struct arena *a, struct element *parent, const struct placed *p);

#endif
