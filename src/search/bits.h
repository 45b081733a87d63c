/*
 * bits.h - numbers of few bits, the highest bit first, as layouts/web/search.js reads them
 * (docs/search.md).
 */
#ifndef SEARCH_BITS_H
#define SEARCH_BITS_H

#include "base/out.h"

#include <endian.h>

struct bits {
	struct out *out;
	uint64_t held; /* the last NHELD bits are not in OUT yet */
	int nheld;     /* below 32 between calls */
};

/* Whole bytes so far. */
static inline size_t
bits_bytes(const struct bits *b)
{
	return b->out->n + (size_t)b->nheld / 8;
}

/* V in N bits, at most 32; it has no more. */
static inline void
bits_put(struct bits *b, uint32_t v, int n)
{
	b->held = b->held << n | v;
	b->nheld += n;
	if (b->nheld >= 32) {
		uint32_t word = htobe32((uint32_t)(b->held >> (b->nheld - 32)));

		out_str(b->out, (str){(const char *)&word, sizeof word});
		b->nheld -= 32;
	}
}

/* Elias' gamma of V >> K, from 0 on, then the last K bits. Small numbers are short. */
static inline void
bits_gamma(struct bits *b, uint32_t v, int k)
{
	uint32_t q = (v >> k) + 1, last = v & ((1u << k) - 1);
	int length = 32 - __builtin_clz(q);

	if (2 * length - 1 + k <= 32) {
		bits_put(b, q << k | last, 2 * length - 1 + k);
	} else {
		bits_put(b, 0, length - 1);
		bits_put(b, q, length);
		bits_put(b, last, k);
	}
}
/* Rice: V >> K ones, a zero, the last K bits. Many for each entry: nearly all in one piece. */
static inline void
bits_rice(struct bits *b, uint32_t v, int k)
{
	uint32_t q = v >> k, ones;
	uint64_t last = v & ((UINT64_C(1) << k) - 1);

	for (; q + (uint32_t)k >= 32; q -= ones) {
		ones = q < 32 ? q : 32;
		bits_put(b, UINT32_MAX >> (32 - ones), (int)ones);
	}
	bits_put(b, (uint32_t)(((UINT64_C(1) << q) - 1) << (k + 1) | last), (int)q + k + 1);
}
/* The K that is good for gaps of N numbers below OF. */
int bits_rice_order(uint32_t of, uint32_t n);
/* Zeros up to a whole byte. */
void bits_end(struct bits *b);

/* Seven bits a byte, low ones first; the highest bit says that more follow. */
void bits_varint(struct out *o, uint32_t v);

#endif
