/*
 * blocks.h - what is asked of every byte of a text, asked of a block of them at once: of a loop
 * over a block that has no branch and no call the compiler makes vector instructions.
 */
#ifndef BASE_BLOCKS_H
#define BASE_BLOCKS_H

#include "base/str.h"

enum { BLOCK = 32, BLOCK_BEFORE = 3 };

/* Whether something holds for the BLOCK bytes at P; BLOCK_BEFORE bytes before them can be read. */
typedef bool block_fn(const unsigned char *p);

/* UTF-8 of ASCII and three bytes alone, from U+1000 on, without what XML or HTML does not have. */
static inline bool
block_ordinary(const unsigned char *p)
{
	unsigned char bad = 0;

	for (int i = 0; i < BLOCK; i++) {
		unsigned char c = p[i], last = p[i - 1];

		bad |= ((last >= 0xE1) | (p[i - 2] >= 0xE1)) ^ ((c & 0xC0) == 0x80);
		bad |= ((c >= 0xC0) & (c <= 0xE0)) | (c == 0xED) | (c >= 0xF0);
		bad |= ((c < 0x20) & (c != '\n')) | (c == 0x7F);
		bad |= (p[i - 2] == 0xEF) & (last == 0xBF) & (c >= 0xBE);
	}
	return !bad;
}

/*
 * Whether it holds for all of S. Blanks stand before and behind it, at least one of them: what is
 * cut off at an end is seen.
 */
static inline bool
blocks_all(str s, block_fn *holds)
{
	for (ptrdiff_t at = 0; at <= s.n; at += BLOCK) {
		const unsigned char *p = (const unsigned char *)s.p + at;
		unsigned char edge[BLOCK_BEFORE + BLOCK];

		if (at == 0 || s.n - at < BLOCK) {
			ptrdiff_t before = at == 0 ? 0 : BLOCK_BEFORE;
			ptrdiff_t behind = s.n - at < BLOCK ? s.n - at : BLOCK;

			memset(edge, ' ', sizeof edge);
			if (before + behind > 0)
				memcpy(edge + BLOCK_BEFORE - before, p - before,
				       (size_t)(before + behind));
			p = edge + BLOCK_BEFORE;
		}
		if (!holds(p))
			return false;
	}
	return true;
}

/* How far it holds for S from byte AT on, in whole blocks: what follows is looked at bytewise. */
static inline ptrdiff_t
blocks_skip(str s, ptrdiff_t at, block_fn *holds)
{
	while (at >= BLOCK_BEFORE && s.n - at >= BLOCK && holds((const unsigned char *)s.p + at))
		at += BLOCK;
	return at;
}

#endif
