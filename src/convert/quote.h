/*
 * quote.h - quotation marks by their nesting depth: “‘’” and 「『』」 take turns on either side, to
 * any depth. Knows no pieces and no locks: what is not to be read is masked by the caller. Seen by
 * convert/ alone.
 */
#ifndef CONVERT_QUOTE_H
#define CONVERT_QUOTE_H

#include "base/arena.h"
#include "convert/convert.h"

/* A mark that has no other half. */
struct quote_fault {
	ptrdiff_t at;
	bool open;
};

/* Whether TEXT, a paragraph, is Chinese and holds a mark that STYLE has not. */
bool quote_any(str text, enum quotes style);

/*
 * Turn the marks of TEXT, a paragraph, into those of STYLE. They are written into OUT, which has
 * them at the same bytes: each takes three. Left alone are marks without another half (*FAULT lists
 * them; returns how many), apostrophes, and quotations that have nothing but marks of STYLE in
 * them. GOES_ON: the next paragraph begins with an opening mark, so what is open at the end of this
 * one need not be closed.
 */
int quote_turn(struct arena *a, str text, enum quotes style, bool goes_on, char *out,
	       struct quote_fault **fault);

#endif
