/*
 * icon.h - the sign of a paper: the first character of its name, light on the red that the name has
 * on the site, as a seal is cut. The same outline as SVG and as PNG.
 */
#ifndef EMIT_ICON_H
#define EMIT_ICON_H

#include "compose/font.h"

enum {
	ICON_PERCENT = 84,  /* of the icon's side that one em takes */
	ICON_MASKABLE = 60, /* the same where a system may cut a circle of 80 % */
	ICON_LARGEST = 512  /* pixels */
};

struct icon {
	struct font_stroke *stroke;
	int n;
};

/* The glyph of CP; a printed page, small, if F is NULL or has none. In A. */
struct icon icon_new(struct arena *a, struct fonts *f, uint32_t cp);

str icon_svg(struct arena *a, const struct icon *i);
/* SIZE x SIZE pixels, ICON_LARGEST at most; an em is PERCENT of that. */
str icon_png(struct arena *a, const struct icon *i, int size, int percent);
/* PNG, which has SIZE pixels (255 at most), as favicon.ico. */
str icon_ico(struct arena *a, str png, int size);

#endif
