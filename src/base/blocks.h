/*
 * blocks.h - what is asked of every byte of a text, asked of a block of them at once: of a loop
 * over a block that has no branch and no call the compiler makes vector instructions.
 */
#ifndef BASE_BLOCKS_H
#define BASE_BLOCKS_H

#include "base/str.h"

enum { BLOCK = 32, BLOCK_BEFORE = 3 };

/*
 * Stands before a function that looks at blocks: it is compiled twice, and the program takes the
 * one for AVX2, whose vectors are as long as a block, where the processor has it. What chooses runs
 * before sanitisers are ready.
 */
#if defined __x86_64__ && defined __GNUC__ && !defined __clang__ && \
    !defined __SANITIZE_ADDRESS__ && !defined __SANITIZE_THREAD__
#define BLOCK_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define BLOCK_CLONES
#endif

/* What it asks is compiled into it each time. */
#define BLOCK_INLINE static inline __attribute__((always_inline))

/*
 * Whether something holds for the BLOCK bytes at P; BLOCK_BEFORE bytes before them can be read.
 * Such a function is BLOCK_INLINE.
 */
typedef bool block_fn(const unsigned char *p);

/* Half a block; where something was asked of each byte, all its bits are set if the answer is yes.
 */
typedef unsigned char half_block __attribute__((vector_size(BLOCK / 2)));
typedef signed char half_signed __attribute__((vector_size(BLOCK / 2)));

BLOCK_INLINE half_block
half_at(const unsigned char *p)
{
	half_block h;

	memcpy(&h, p, sizeof h);
	return h;
}

BLOCK_INLINE bool
half_any(half_block h)
{
	uint64_t bits[2];

	memcpy(bits, &h, sizeof bits);
	return bits[0] | bits[1];
}

/* Whether ODD finds nothing in the block at P; it asks of one byte, and of those before it. */
BLOCK_INLINE bool
block_without(const unsigned char *p, bool (*odd)(const unsigned char *p))
{
	unsigned char found = 0;

	for (int i = 0; i < BLOCK; i++)
		found |= odd(p + i);
	return !found;
}

/* What block_ordinary() does not let pass. */
BLOCK_INLINE bool
byte_odd(const unsigned char *p)
{
	unsigned char c = *p, last = p[-1];
	bool led = (last >= 0xE0) | (p[-2] >= 0xE0), follows = (c >= 0x80) & (c < 0xC0);
	bool odd = led ^ follows;

	odd |= ((c >= 0xC0) & (c <= 0xE0)) | (c == 0xED) | (c >= 0xF0);
	odd |= ((c < 0x20) & (c != '\n')) | (c == 0x7F);
	return odd | ((last == 0xEF) & (c == 0xBF)); /* U+FFFE, too */
}

/*
 * UTF-8 of ASCII and three bytes alone, from U+1000 to U+FFBF, without what XML or HTML does not
 * have.
 */
BLOCK_INLINE bool
block_ordinary(const unsigned char *p)
{
	return block_without(p, byte_odd);
}

/*
 * Whether it holds for all of S. Blanks stand before and behind it, at least one of them: what is
 * cut off at an end is seen.
 */
BLOCK_INLINE bool
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

/* Whether ODD, which asks bytes alone and not what stands before them, finds something in S. */
BLOCK_INLINE bool
halves_any(str s, half_block (*odd)(const unsigned char *p))
{
	half_block found = {0};
	unsigned char edge[BLOCK / 2];
	ptrdiff_t at = 0;

	for (; s.n - at >= BLOCK / 2; at += BLOCK / 2)
		found |= odd((const unsigned char *)s.p + at);
	if (at < s.n) {
		memset(edge, 'a', sizeof edge);
		memcpy(edge, s.p + at, (size_t)(s.n - at));
		found |= odd(edge);
	}
	return half_any(found);
}

/* How far it holds for S from byte AT on, in whole blocks: what follows is looked at bytewise. */
BLOCK_INLINE ptrdiff_t
blocks_skip(str s, ptrdiff_t at, block_fn *holds)
{
	while (at >= BLOCK_BEFORE && s.n - at >= BLOCK && holds((const unsigned char *)s.p + at))
		at += BLOCK;
	return at;
}

#endif
