/*
 * outlines.h - the outlines of a font (table "CFF ", Adobe Technical Note 5176) cut down to some
 * glyphs. Charstrings (Technical Note 5177) lose their hints, which printing needs none of, and
 * subroutines are put where they are called. For CID-keyed fonts, as those of East Asia are.
 */
#ifndef COMPOSE_OUTLINES_H
#define COMPOSE_OUTLINES_H

#include "base/arena.h"
#include "base/str.h"

/*
 * The table with the N glyphs of GLYPH, which begin with 0 and ascend; they keep their CIDs. Empty
 * if CFF is nothing that can be read.
 */
str outlines_subset(struct arena *a, str cff, const uint16_t *glyph, int n);

#endif
