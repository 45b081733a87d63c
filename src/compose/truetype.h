/*
 * truetype.h - outlines of a TrueType font (OpenType 1.9, "glyf" and "loca"), glyph by glyph and
 * without instructions. For compose/subset.c.
 */
#ifndef COMPOSE_TRUETYPE_H
#define COMPOSE_TRUETYPE_H

#include "base/out.h"

enum { TRUETYPE_PARTS = 16 }; /* glyphs that one is put together from, at most */

struct truetype {
	str glyf, loca;
	bool wide; /* LOCA has four bytes a glyph, not two */
};

/* The outline of GLYPH; empty if it has none, or there is no such glyph. */
str truetype_glyph(const struct truetype *t, unsigned glyph);
/* The glyphs that OUTLINE is put together from; how many. */
int truetype_parts(str outline, uint16_t part[TRUETYPE_PARTS]);
/* Append OUTLINE to O, its parts by NUMBER, in whole words. */
void truetype_put(struct out *o, str outline, const uint16_t *number);

#endif
