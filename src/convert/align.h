/*
 * align.h - where the places of a text went in its conversion. Seen by convert/ alone.
 */
#ifndef CONVERT_ALIGN_H
#define CONVERT_ALIGN_H

#include "convert/engine.h"

/* The bytes of S that hold its first N characters; a byte that is not UTF-8 is one. */
ptrdiff_t align_bytes(str s, ptrdiff_t n);

/* AFTER is what became of BEFORE, as NOTES says, which may be NULL if no character was won or lost.
 */
struct align {
	str before, after;
	const struct engine_notes *notes;
	bool same; /* each character has as many bytes as it had */
	/* where it has come to */
	ptrdiff_t in, out;
	int shift;
};

void align_init(struct align *g, str before, str after, const struct engine_notes *notes);
/*
 * Place IN of BEFORE in AFTER; places come in order. One in the middle of what has another length
 * now goes behind that: all of it belongs to its first character.
 */
ptrdiff_t align_to(struct align *g, ptrdiff_t in);

#endif
