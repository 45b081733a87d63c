/*
 * drawn.h - what the writers of printed pages must agree on: where the letters of a line stand, and
 * in which order a page is read. How each of them draws it is theirs (src/emit).
 */
#ifndef COMPOSE_DRAWN_H
#define COMPOSE_DRAWN_H

#include "compose/page.h"

enum { DRAWN_PX = 750 }; /* mpt: Chromium sets baselines on whole px */

/* The baseline of a PLACED_LINE from the top of the page: on a whole px, so that all agree. */
mpt drawn_baseline(const struct placed *p);

/* N to the nearest px. */
mpt drawn_px(mpt n);

/*
 * The blocks of P in the order of their meaning, whatever order the layout placed them in: head of
 * the page, stories as the issue lists them, note, honours, and the rules between them. *N of them.
 */
const struct block **drawn_order(struct arena *a, const struct page *p, int *n);

#endif
