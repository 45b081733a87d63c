/*
 * marks.h - which bytes of XML its reader stops at, as bits, 64 bytes at a time; and whether all
 * are characters, so that nobody looks at them one by one. For markup/scan.c.
 */
#ifndef MARKUP_MARKS_H
#define MARKUP_MARKS_H

#include "base/str.h"

enum { MARKS = 64 };

/* Of a block, its first byte lowest. Behind the end of the text stands "<". */
struct marks {
	uint64_t text;	/* "<", "&" and ">" */
	uint64_t value; /* "<", "&", quotation marks, line ends and tabs */
	uint64_t line;	/* line ends */
	int lines;	/* line ends before the block */
};

/*
 * Of the N blocks that begin at byte AT of TEXT, where a character begins; LINES end before them.
 * True: they are UTF-8 of ASCII and three bytes alone, without controls that XML does not have,
 * tabs, U+FFFE and U+FFFF. False: not sure. What is cut off at their end is seen in the next block.
 */
bool marks_of(str text, ptrdiff_t at, int lines, struct marks *m, int n);

#endif
