/*
 * align.h - where a place of a text went in its conversion. Seen by convert/ alone.
 */
#ifndef CONVERT_ALIGN_H
#define CONVERT_ALIGN_H

#include "convert/engine.h"

/* The bytes of S that hold its first N characters. */
ptrdiff_t align_bytes(str s, ptrdiff_t n);

/*
 * The places CUT of BEFORE, in order, become those of AFTER, which has what became of it from byte
 * START on, as NOTES says. One in the
 * middle of what has another length now goes behind that: all of it belongs to its first character.
 */
void align_cuts(str before, str after, ptrdiff_t start, const struct engine_notes *notes,
		ptrdiff_t *cut, int n);

#endif
