/*
 * raster.h - outlines filled with ink on one ground, and the PNG of that: icons, the card of a page
 * that is shared. What a decoder has to open is made elsewhere (emit/darkroom.h).
 */
#ifndef EMIT_RASTER_H
#define EMIT_RASTER_H

#include "compose/font.h"

enum { RASTER_UNIT = 256 /* of a pixel, in which outlines are given */ };

struct raster_colour {
	unsigned char red, green, blue;
};

/* From the ground to each of its inks there are as many shades. */
struct raster {
	struct arena *mem;
	int width, height, ninks;
	unsigned char *pixel; /* rows from the top: places in the palette */
};

/* Bare ground; INKS: 1 or 2. All of it lives in A. */
struct raster raster_new(struct arena *a, int width, int height, int inks);
/*
 * Fill what the N strokes S wind around, in RASTER_UNIT, y downwards, with ink INK (from 0). What
 * lies outside is cut off; where different inks meet in a pixel, the last one stays.
 */
void raster_fill(struct raster *r, const struct font_stroke *s, int n, int ink);
str raster_png(const struct raster *r, struct raster_colour ground,
	       const struct raster_colour *ink);

#endif
