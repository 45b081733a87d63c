/*
 * paragraph.h - the paragraphs of a text while it is read from a descriptor. One ends with the
 * empty line behind it. Memory does not grow with the text.
 */
#ifndef CONVERT_PARAGRAPH_H
#define CONVERT_PARAGRAPH_H

#include "base/arena.h"
#include "base/str.h"

/* Bytes of the longest paragraph; a longer one is cut at the end of a line, or of a character. */
enum { PARAGRAPH_MAX = 1 << 20 };

struct paragraph_reader {
	struct arena mem; /* the buffer */
	int in;
	char *buf;
	ptrdiff_t n, cap, taken, seen; /* bytes: read, room, handed out, without an end */
	bool ended;
	int error; /* errno, 0: none */

	/* of the paragraph that was handed out last */
	ptrdiff_t offset; /* in the text */
	ptrdiff_t length;
	int line;  /* where it begins, from 1 */
	int lines; /* that end in it */
};

void paragraph_init(struct paragraph_reader *r, int in);
/* The next one, its empty line included, until the next call. False at the end, or at an error. */
bool paragraph_next(struct paragraph_reader *r, str *text);
void paragraph_free(struct paragraph_reader *r);

#endif
