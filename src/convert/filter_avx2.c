/*
 * Eight characters of three bytes at a time, for processors with AVX2; others one by one.
 */
#include "convert/filter.h"

#if defined __x86_64__
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

enum { GROUP = 8, GROUP_BYTES = 3 * GROUP, REACH = 31 /* bytes that are read for a group */ };

/* Three bytes at each of eight places, from P on, the first highest. */
AVX2 static inline __m256i
threes(const char *p)
{
	const __m256i spread = _mm256_setr_epi8(2, 1, 0, -1, 5, 4, 3, -1, 8, 7, 6, -1, 11, 10, 9,
						-1, 2, 1, 0, -1, 5, 4, 3, -1, 8, 7, 6, -1, 11, 10,
						9, -1);
	__m128i low = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i high = _mm_loadu_si128((const __m128i *)(const void *)(p + GROUP_BYTES / 2));

	return _mm256_shuffle_epi8(_mm256_set_m128i(high, low), spread);
}

/* TABLE at the places; what the processor has for that is slower. */
AVX2 static inline __m256i
gather(const uint32_t *table, __m256i place)
{
	__m128i low = _mm256_castsi256_si128(place), high = _mm256_extracti128_si256(place, 1);
	uint64_t a = (uint64_t)_mm_cvtsi128_si64(low), b = (uint64_t)_mm_extract_epi64(low, 1);
	uint64_t c = (uint64_t)_mm_cvtsi128_si64(high), d = (uint64_t)_mm_extract_epi64(high, 1);

	return _mm256_setr_epi32((int)table[a & 0xFFFFFFFF], (int)table[a >> 32],
				 (int)table[b & 0xFFFFFFFF], (int)table[b >> 32],
				 (int)table[c & 0xFFFFFFFF], (int)table[c >> 32],
				 (int)table[d & 0xFFFFFFFF], (int)table[d >> 32]);
}

AVX2 static inline __m256i
low_bits(__m256i v)
{
	return _mm256_and_si256(v, _mm256_set1_epi32(31));
}

/* See filter_has(). */
AVX2 static inline __m256i
pairs(const struct filter *f, __m256i first, __m256i second)
{
	__m256i h = _mm256_add_epi32(
	    _mm256_mullo_epi32(first, _mm256_set1_epi32((int)FILTER_FIRST)),
	    _mm256_mullo_epi32(second, _mm256_set1_epi32((int)FILTER_SECOND)));
	__m256i word = gather(f->pair, _mm256_srl_epi32(h, _mm_cvtsi32_si128(f->shift)));

	return _mm256_and_si256(
	    _mm256_srlv_epi32(word, low_bits(_mm256_srli_epi32(h, FILTER_BIT_FIRST))),
	    _mm256_srlv_epi32(word, low_bits(_mm256_srli_epi32(h, FILTER_BIT_SECOND))));
}

AVX2 static inline __m256i
singles(const struct filter *f, __m256i first)
{
	__m256i bits = _mm256_and_si256(first, _mm256_set1_epi32(0x0F3F3F));
	__m256i cp = _mm256_madd_epi16(_mm256_maddubs_epi16(bits, _mm256_set1_epi32(0x00014001)),
				       _mm256_set1_epi32(0x10000001));

	return _mm256_srlv_epi32(gather(f->single, _mm256_srli_epi32(cp, 5)), low_bits(cp));
}

AVX2 static inline unsigned
mask_of(__m256i lanes)
{
	return (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(lanes));
}

AVX2 ptrdiff_t
filter_next_avx2(const struct filter *f, str text, ptrdiff_t at, ptrdiff_t to)
{
	const __m256i lead = _mm256_set1_epi32(0xF00000), three = _mm256_set1_epi32(0xE00000);

	while (at < to && at + REACH <= text.n) {
		__m256i first = threes(text.p + at), second = threes(text.p + at + 3);
		unsigned other = ~mask_of(
				     _mm256_cmpeq_epi32(_mm256_and_si256(first, lead), three)) &
				 0xFF;
		unsigned found = mask_of(_mm256_slli_epi32(
		    _mm256_or_si256(pairs(f, first, second), singles(f, first)), 31));
		unsigned stop = other | found;
		ptrdiff_t length;

		if (!stop) {
			at += GROUP_BYTES;
			continue;
		}
		at += 3 * __builtin_ctz(stop);
		if (!(other & stop & -stop))
			return at;
		do {
			if (filter_has(f->pair, f->single, f->shift, filter_window(text.p + at),
				       &length))
				return at;
			at += length;
		} while (at + REACH <= text.n && (unsigned char)text.p[at] < 0x80);
	}
	return filter_next_portable(f, text, at, to);
}

#endif
