/*
 * subset.h - an OpenType font of some of the glyphs of another one: outlines without hints
 * (compose/outlines.h, compose/truetype.h), widths, characters, names; no layout but vertical
 * forms. For compose/font.c.
 */
#ifndef COMPOSE_SUBSET_H
#define COMPOSE_SUBSET_H

#include "base/arena.h"
#include "base/str.h"

/* Tables of the font, as they are. */
struct subset_source {
	str cff, head, hhea, hmtx, os2, name;
	str glyf, loca, maxp; /* of TrueType, which has no CFF */
};

struct subset_character {
	uint32_t cp;
	uint16_t glyph;
};

/* A glyph, and that which takes its place in vertical lines: the feature "vert". */
struct subset_upright {
	uint16_t glyph, upright;
};

struct subset_want {
	const struct subset_character *character; /* in order of CP */
	int n;
	const struct subset_upright *upright;
	int nupright;
	bool unnamed; /* without the names of the font */
};

/*
 * The font, in A; it rises one em above the baseline and falls none below. Empty if SOURCE has no
 * outlines that can be read.
 */
str subset_make(struct arena *a, const struct subset_source *source,
		const struct subset_want *want);

#endif
