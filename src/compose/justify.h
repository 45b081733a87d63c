/*
 * justify.h - one line of items as pieces, exact in mpt: what goes at its ends (R11, R12),
 * what is taken (R13) or added (R14) between them. For compose/line.c alone.
 */
#ifndef COMPOSE_JUSTIFY_H
#define COMPOSE_JUSTIFY_H

#include "compose/item.h"

/* Items FROM to TO, both included, in AVAIL. LAST: of its paragraph, not stretched. OUT->x is left
 * 0. */
void justify(struct arena *a, struct fonts *f, const struct item *item, int from, int to, bool last,
	     mpt avail, const struct para_style *style, struct line *out);

#endif
