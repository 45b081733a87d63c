/*
 * charstring.h - the outline of one glyph (Adobe Technical Note 5177): without hints, and with its
 * subroutines in it. For compose/outlines.c.
 */
#ifndef COMPOSE_CHARSTRING_H
#define COMPOSE_CHARSTRING_H

#include "base/out.h"

/* An INDEX (Technical Note 5176, 5). */
struct cff_index {
	int n, size;	   /* of an offset, in bytes */
	str offsets, data; /* offsets count from the byte before DATA */
};
/* Element I; empty if it is not there. */
str cff_index_at(const struct cff_index *x, int i);

/* A number of BYTES bytes at P, the high one first. */
static inline unsigned
cff_number(const char *p, int bytes)
{
	unsigned n = 0;

	for (int i = 0; i < bytes; i++)
		n = n << 8 | (unsigned char)p[i];
	return n;
}

/* Append CODE, simplified, to O. False if it is none that can be read; O may have a part of it. */
bool charstring_simplify(struct out *o, str code, const struct cff_index *global,
			 const struct cff_index *local);

#endif
