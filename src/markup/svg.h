/*
 * svg.h - drawings that come from outside: read strictly by libxml2, cut down to what draws and
 * cannot act, written anew. No script, no handler, no link, no animation, no foreign content, no
 * entity; nothing is loaded but what stands in the file itself (#id) and PNG or JPEG data. What an
 * editor would miss is reported where it stood; what drawing programs keep for themselves
 * (metadata, names of layers) goes without a word.
 */
#ifndef MARKUP_SVG_H
#define MARKUP_SVG_H

#include "base/diag.h"

enum {
	SVG_BYTES_MAX = 4 << 20,
	SVG_DEPTH_MAX = 100,	/* of elements; of references to references, half of it */
	SVG_DRAWN_MAX = 200000, /* elements that are drawn, each as often as it is referred to */
	SVG_SIDE_MAX = 20000	/* pixels */
};

struct svg {
	str text;	   /* the drawing: UTF-8, with xmlns, width, height and viewBox */
	int width, height; /* CSS pixels, from 1 to SVG_SIDE_MAX */
	bool words;	   /* it has text, which looks otherwise where its font is missing */
};

/*
 * The drawing in TEXT (valid UTF-8, of file FILE, known to D), in A: of the same text the same
 * bytes. False, with messages, if it is no SVG, not well-formed, has entities or no size, or would
 * be drawn for ever.
 */
bool svg_clean(struct arena *a, struct diag *d, str file, str text, struct svg *out);

/* True if BYTES begin as an SVG does: blanks, declaration, comments, DOCTYPE, then <svg. */
bool svg_begins(str bytes);

#endif
