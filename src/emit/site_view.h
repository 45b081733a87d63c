/*
 * site_view.h - a printed page on a screen: the lines as they were placed, drawn as SVG, each
 * story a link with its true outline; and the same in small, for an overview. For emit/site.c.
 */
#ifndef EMIT_SITE_VIEW_H
#define EMIT_SITE_VIEW_H

#include "compose/page.h"
#include "emit/site.h"

enum { SITE_PAGE_PIXELS = 1000 }; /* how wide most screens show a page at least */

/* Page P as content of the page being made. */
struct element *site_view(struct site *s, const struct page *p);
/* What a story's area is called in it: "at-kangjian". */
str site_zone(struct arena *a, str slug);

/* The file of P in small: headlines to read, text as grey lines. */
str site_view_small(struct arena *a, const struct page *p);

/* For both: an <svg> in pt; a <rect> where something was placed. */
struct element *site_view_svg(struct arena *a, mpt x, mpt y, mpt w, mpt h);
struct element *site_view_rect(struct arena *a, struct element *parent, const struct placed *p);

#endif
