/*
 * bits.h - numbers of few bits, the highest bit first, as layouts/web/search.js reads them
 * (docs/search.md).
 */
#ifndef SEARCH_BITS_H
#define SEARCH_BITS_H

#include "base/out.h"

#include <assert.h>
#include <endian.h>

enum {
	BITS_MOST = 56, /* at once */
	BITS_ROOM = 8	/* bytes behind what will be written, which are overwritten */
};

/* Initialise with {.p = room for all that comes}. */
struct bits {
	unsigned char *p; /* behind the last whole byte */
	uint64_t held;	  /* the last NHELD bits stand at P, too, and zeros behind them */
	unsigned nheld;	  /* below 8 */
};

/* What is held and N bits more, which V ends with: all of it is written, whatever the length. */
static inline void
bits_write(struct bits *b, uint64_t v, unsigned n)
{
	unsigned all = b->nheld + n;
	uint64_t word = htobe64(v << (64 - all));

	b->held = v;
	memcpy(b->p, &word, sizeof word);
	b->p += all / 8;
	b->nheld = all % 8;
}

/* V in N bits, 1 to BITS_MOST; it has no more. */
static inline void
bits_put(struct bits *b, uint64_t v, unsigned n)
{
	bits_write(b, b->held << n | v, n);
}

/* Elias' gamma of V >> K, below 2^24, from 0 on, then the last K bits. Small numbers are short. */
static inline void
bits_gamma(struct bits *b, uint32_t v, unsigned k)
{
	uint64_t q = (v >> k) + 1, last = v & ((1u << k) - 1);
	unsigned length = 64 - (unsigned)__builtin_clzll(q);

	assert(2 * length - 1 + k <= BITS_MOST);
	bits_put(b, q << k | last, 2 * length - 1 + k);
}

/*
 * Rice: V >> K ones, a zero, the last K bits. H is what stands before; one more, and it ends in as
 * many zeros as it is moved by: one less, and they are ones.
 */
static inline uint64_t
bits_after(uint64_t h, uint32_t v, unsigned k)
{
	return ((h + 1) << ((v >> k) + k + 1)) - (UINT64_C(2) << k) +
	       (v & ((UINT64_C(1) << k) - 1));
}

static inline void
bits_rice(struct bits *b, uint32_t v, unsigned k)
{
	enum { ONES = 32 };

	for (; v >> k >= ONES; v -= (uint32_t)ONES << k)
		bits_put(b, UINT32_MAX, ONES);
	bits_write(b, bits_after(b->held, v, k), (v >> k) + k + 1);
}

/* V, then W: of the many of an entry nearly all are so short that two are one piece. */
static inline void
bits_rice_two(struct bits *b, uint32_t v, uint32_t w, unsigned k)
{
	unsigned n = (v >> k) + (w >> k) + 2 * (k + 1);

	if (n <= BITS_MOST) {
		bits_write(b, bits_after(bits_after(b->held, v, k), w, k), n);
	} else {
		bits_rice(b, v, k);
		bits_rice(b, w, k);
	}
}

/* The K that is good for gaps of N numbers below OF. */
static inline unsigned
bits_rice_order(uint32_t of, uint32_t n)
{
	return 31 - (unsigned)__builtin_clz(of / n | 1);
}

/* Zeros up to a whole byte. */
static inline void
bits_end(struct bits *b)
{
	b->p += b->nheld > 0;
	b->nheld = 0;
}

/* Seven bits a byte, low ones first; the highest bit says that more follow. */
void bits_varint(struct out *o, uint32_t v);

#endif
