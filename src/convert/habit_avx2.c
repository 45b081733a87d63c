/*
 * The forms that habits replace are looked for at 32 places at once, for processors with AVX2.
 */
#include "convert/habit.h"
#include "convert/lanes.h"

#if defined __x86_64__

enum { PLACES = 32 };

struct halves {
	__m256i low[HABIT_FORM], high[HABIT_FORM];
};

AVX2 static inline __m256i
table(const unsigned char of[16])
{
	return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)of));
}

/* For each byte from P on, the groups that have it as byte K of a form. */
AVX2 static inline __m256i
groups(const struct halves *t, int k, const char *p)
{
	const __m256i half = _mm256_set1_epi8(15);
	__m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)p);
	__m256i low = _mm256_and_si256(bytes, half);
	__m256i high = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half);

	return _mm256_and_si256(_mm256_shuffle_epi8(t->low[k], low),
				_mm256_shuffle_epi8(t->high[k], high));
}

AVX2 ptrdiff_t
habit_avx2(const struct habits *h, const char *before, char *text, ptrdiff_t n)
{
	struct halves t;
	ptrdiff_t at = 0;

	for (int k = 0; k < HABIT_FORM; k++) {
		t.low[k] = table(h->low[k]);
		t.high[k] = table(h->high[k]);
	}
	for (; at + PLACES + HABIT_FORM - 1 <= n; at += PLACES) {
		__m256i all = _mm256_and_si256(
		    _mm256_and_si256(groups(&t, 0, text + at), groups(&t, 1, text + at + 1)),
		    groups(&t, 2, text + at + 2));
		unsigned may = ~(unsigned)_mm256_movemask_epi8(
		    _mm256_cmpeq_epi8(all, _mm256_setzero_si256()));

		for (; may != 0; may = _blsr_u32(may)) {
			unsigned i = _tzcnt_u32(may);

			habit_put(h, before + at + i, text + at + i);
		}
	}
	return at;
}

#endif
