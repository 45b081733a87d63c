/*
 * filter.h - passes quickly over text in which none of many keys begins: a place is worth a look
 * only if its first six bytes, two Chinese characters, are those of a key, or if its character is
 * one that is watched. Says "perhaps" now and then where nothing is. Seen by convert/terms.c alone.
 */
#ifndef CONVERT_FILTER_H
#define CONVERT_FILTER_H

#include "base/arena.h"
#include "base/str.h"

enum {
	FILTER_WINDOW = 6,
	FILTER_LOAD = 8, /* bytes that are read at once */
	FILTER_SINGLE = 1 << 16
};

struct filter {
	uint32_t *pair; /* two bits for each key in the word at the hash of its first bytes */
	int shift;	/* of a hash, to a word */
	/*
	 * A bit for each character that is watched, those beyond the first plane by their last 16
	 * bits; so are the first characters of shorter keys, which are few.
	 */
	uint32_t *single;
};

/* For as many KEYS, in A. */
void filter_init(struct arena *a, struct filter *f, int keys);
void filter_add(struct filter *f, str key);
void filter_watch(struct filter *f, uint32_t cp);
bool filter_watches(const struct filter *f, uint32_t cp);
/*
 * The first byte of a character of TEXT, from byte AT on and before TO, that is worth a look; TO,
 * or a little more: none is.
 */
ptrdiff_t filter_next(const struct filter *f, str text, ptrdiff_t at, ptrdiff_t to);

/* Ways to do this, which give the same. */
ptrdiff_t filter_next_portable(const struct filter *f, str text, ptrdiff_t at, ptrdiff_t to);
#if defined __x86_64__
ptrdiff_t filter_next_avx2(const struct filter *f, str text, ptrdiff_t at, ptrdiff_t to);
#endif

/* Odd numbers without a pattern; the hash of three bytes and three more is the sum of products. */
#define FILTER_FIRST  UINT32_C(0x9E3779B1)
#define FILTER_SECOND UINT32_C(0x85EBCA6B)
enum { FILTER_BIT_FIRST = 12, FILTER_BIT_SECOND = 7 };

/* The first six of eight bytes, the first highest. */
static inline uint64_t
filter_window(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return ((uint64_t)u[0] << 56 | (uint64_t)u[1] << 48 | (uint64_t)u[2] << 40 |
		(uint64_t)u[3] << 32 | (uint64_t)u[4] << 24 | (uint64_t)u[5] << 16 |
		(uint64_t)u[6] << 8 | (uint64_t)u[7]) >>
	       16;
}

static inline uint32_t
filter_hash(uint64_t window)
{
	return (uint32_t)(window >> 24) * FILTER_FIRST +
	       (uint32_t)(window & 0xFFFFFF) * FILTER_SECOND;
}

/* Whether the character that WINDOW begins with is worth a look; *LENGTH: its bytes. */
static inline bool
filter_has(const uint32_t *pair, const uint32_t *single, int shift, uint64_t window,
	   ptrdiff_t *length)
{
	uint32_t h = filter_hash(window), word = pair[h >> shift];
	uint32_t b = (uint32_t)(window >> 16), cp, found;

	found = word >> (h >> FILTER_BIT_FIRST & 31) & word >> (h >> FILTER_BIT_SECOND & 31);
	if (b >> 28 == 14) {
		*length = 3;
		cp = (b >> 24 & 15) << 12 | (b >> 16 & 63) << 6 | (b >> 8 & 63);
	} else if (b >> 31 == 0) {
		*length = 1;
		cp = b >> 24;
	} else if (b >> 28 < 14) {
		*length = 2;
		cp = (b >> 24 & 31) << 6 | (b >> 16 & 63);
	} else {
		*length = 4;
		cp = ((b >> 16 & 15) << 12 | (b >> 8 & 63) << 6 | (b & 63)) & 0xFFFF;
	}
	return (found | single[cp / 32] >> cp % 32) & 1;
}

#endif
