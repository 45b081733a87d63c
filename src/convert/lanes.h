/*
 * lanes.h - characters of UTF-8 in the lanes of AVX2's registers, without a jump for each: by a
 * list of bits that says which have three bytes, where all others have one. Seen by the parts of
 * convert/ that read text this way.
 */
#ifndef CONVERT_LANES_H
#define CONVERT_LANES_H

#if defined __x86_64__
#include <immintrin.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))

/* This processor can do it. */
static inline bool
lanes_can(void)
{
	return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2");
}

enum { LANES = 8, LANES_CHUNK = 64 /* bytes that are looked at together */ };

/* Of eight characters, by the bits of those with three bytes: how the bytes spread to lanes of
 * four, and how they close up again; of each half by itself. */
struct lanes_shuffle {
	_Alignas(64) signed char spread[32];
	signed char close[32];
};
extern const struct lanes_shuffle lanes_shuffle[1 << LANES];

/* A list of bits that grows: N of them at TO. */
struct lanes_bits {
	unsigned char *to;
	int n;
	uint64_t
	    held; /* the last N % 8, kept at hand: who reads back what he has just written waits */
};

/* Append a bit for each character of a chunk, by the bits of their FIRST bytes. */
AVX2 static inline void
lanes_append(struct lanes_bits *l, uint64_t first, uint64_t three)
{
	uint64_t kinds = _pext_u64(three, first);
	unsigned char *to = l->to + l->n / 8;
	int at = l->n % 8, more = (int)_mm_popcnt_u64(first);
	uint64_t low = l->held | kinds << at;

	memcpy(to, &low, sizeof low);
	l->held = low >> ((at + more) & 56);
	if (at + more >= 64) {
		l->held = kinds >> 1 >> (63 - at);
		to[sizeof low] = (unsigned char)l->held;
	}
	l->n += more;
}

AVX2 static inline uint64_t
lanes_mask(__m256i low, __m256i high)
{
	return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high)
							 << 32;
}

/* Bytes of the first four characters of eight. */
AVX2 static inline size_t
lanes_half(size_t three)
{
	return LANES / 2 + 2 * (size_t)_mm_popcnt_u64(three & 15);
}

/* The bytes of the eight characters at P, the first of each lowest. */
AVX2 static inline __m256i
lanes_spread(const char *p, size_t three)
{
	__m128i low = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i high = _mm_loadu_si128((const __m128i *)(const void *)(p + lanes_half(three)));

	return _mm256_shuffle_epi8(
	    _mm256_set_m128i(high, low),
	    _mm256_load_si256((const __m256i *)(const void *)lanes_shuffle[three].spread));
}

#endif
#endif
