#include "markup/marks.h"

#include "base/blocks.h"

#if defined __x86_64__
#include <immintrin.h>
#endif

enum { BEFORE = 2 /* bytes before a block that are looked at */ };

_Static_assert((int)MARKS % (int)BLOCK == 0, "a block is some of those of base/blocks.h");

/* On any processor. */
static bool
bytewise(const unsigned char *p, int lines, struct marks *m, int n)
{
	bool sound = true;

	for (; n > 0; n--, m++) {
		*m = (struct marks){.lines = lines};
		for (int i = 0; i < MARKS; i += BLOCK)
			sound = block_ordinary(p + i) && sound;
		for (int i = 0; i < MARKS; i++, p++) {
			bool stop = *p == '<' || *p == '&';

			m->text |= (uint64_t)(stop || *p == '>') << i;
			m->value |= (uint64_t)(stop || *p == '"' || *p == '\t' || *p == '\n') << i;
			m->line |= (uint64_t)(*p == '\n') << i;
			lines += *p == '\n';
		}
	}
	return sound;
}

#if defined __x86_64__

#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))

/* This processor can do it. */
static bool
can(void)
{
	return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2");
}

AVX2 static inline __m256i
is(__m256i bytes, int c)
{
	return _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8((char)c));
}

AVX2 static inline __m256i
at_most(__m256i bytes, int c)
{
	return _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, _mm256_set1_epi8((char)c)), bytes);
}

/* Where a byte is the one that LIST has in the place that the low half of the byte gives. */
AVX2 static inline __m256i
is_among(__m256i bytes, __m128i list)
{
	__m256i both = _mm256_broadcastsi128_si256(list);

	return _mm256_cmpeq_epi8(_mm256_shuffle_epi8(both, bytes), bytes);
}

AVX2 static inline uint32_t
bits(__m256i bytes)
{
	return (uint32_t)_mm256_movemask_epi8(bytes);
}

AVX2 static inline __m256i
at_least(__m256i bytes, int c)
{
	return _mm256_cmpeq_epi8(_mm256_max_epu8(bytes, _mm256_set1_epi8((char)c)), bytes);
}

/* Has the high bit of each byte of C that is not sound by itself, with the two before it. */
AVX2 static inline __m256i
odd_bytes(__m256i c, __m256i last, __m256i before)
{
	/* 0xE1 to 0xEF without their high bit, but not 0xED, which surrogates begin with */
	const __m128i leads = _mm_setr_epi8(1, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69,
					    0x6A, 0x6B, 0x6C, 0, 0x6E, 0x6F);
	__m256i lead = is_among(_mm256_xor_si256(c, _mm256_set1_epi8((char)0x80)), leads);
	__m256i trail = _mm256_cmpgt_epi8(_mm256_set1_epi8((char)0xC0), c);
	__m256i led = at_least(_mm256_max_epu8(last, before), 0xE0);
	/* U+FFFE and U+FFFF begin with 0xEF 0xBF */
	__m256i end = _mm256_and_si256(is(last, 0xEF), is(c, 0xBF));
	__m256i control = _mm256_andnot_si256(is(c, '\n'), at_most(c, 0x1F));
	__m256i neither = _mm256_andnot_si256(_mm256_or_si256(lead, trail), c); /* nor ASCII */

	return _mm256_or_si256(_mm256_or_si256(_mm256_xor_si256(led, trail), neither),
			       _mm256_or_si256(control, end));
}

/* Half a block. */
struct half {
	uint32_t text, value, line;
	__m256i odd;
};

AVX2 static inline __m256i
bytes_at(const unsigned char *p)
{
	return _mm256_loadu_si256((const __m256i *)(const void *)p);
}

AVX2 static inline struct half
half_of(const unsigned char *p)
{
	const __m128i text = _mm_setr_epi8(1, 0, 0, 0, 0, 0, '&', 0, 0, 0, 0, 0, '<', 0, '>', 0);
	const __m128i value = _mm_setr_epi8(1, 0, '"', 0, 0, 0, '&', 0, 0, '\t', '\n', 0, '<', 0, 0,
					    0);
	__m256i c = bytes_at(p);

	return (struct half){
	    .text = bits(is_among(c, text)),
	    .value = bits(is_among(c, value)),
	    .line = bits(is(c, '\n')),
	    .odd = odd_bytes(c, bytes_at(p - 1), bytes_at(p - 2)),
	};
}

AVX2 static inline uint64_t
both(uint32_t low, uint32_t high)
{
	return low | (uint64_t)high << 32;
}

AVX2 static bool
vectors(const unsigned char *p, int lines, struct marks *m, int n)
{
	__m256i odd = _mm256_setzero_si256();

	for (int i = 0; i < n; i++, p += MARKS) {
		struct half low = half_of(p), high = half_of(p + MARKS / 2);

		m[i] = (struct marks){both(low.text, high.text), both(low.value, high.value),
				      both(low.line, high.line), lines};
		lines += (int)_mm_popcnt_u64(m[i].line);
		odd = _mm256_or_si256(odd, _mm256_or_si256(low.odd, high.odd));
	}
	return bits(odd) == 0;
}

#else

static bool
can(void)
{
	return false;
}

static bool
vectors(const unsigned char *p, int lines, struct marks *m, int n)
{
	return bytewise(p, lines, m, n);
}

#endif

/* There are BEFORE bytes before P. */
static bool
marks_at(const unsigned char *p, int lines, struct marks *m, int n)
{
	return can() ? vectors(p, lines, m, n) : bytewise(p, lines, m, n);
}

/* The block at AT, of which the bytes before it or some of its own are not there. */
static bool
marks_at_edge(str text, ptrdiff_t at, int lines, struct marks *m)
{
	unsigned char edge[BLOCK_BEFORE + MARKS];
	ptrdiff_t before = at < BEFORE ? at : BEFORE, behind = text.n - at;

	memset(edge, '<', sizeof edge);
	memcpy(edge + BLOCK_BEFORE - before, text.p + at - before,
	       (size_t)(before + (behind < MARKS ? behind : MARKS)));
	return marks_at(edge + BLOCK_BEFORE, lines, m, 1);
}

bool
marks_of(str text, ptrdiff_t at, int lines, struct marks *m, int n)
{
	bool sound = true;

	if (at >= BEFORE && text.n - at >= (ptrdiff_t)n * MARKS) /* mostly */
		return marks_at((const unsigned char *)text.p + at, lines, m, n);
	while (n > 0 && at <= text.n) {
		ptrdiff_t k = at < BEFORE ? 0 : (text.n - at) / MARKS;

		if (k == 0) {
			sound = marks_at_edge(text, at, lines, m) && sound;
			k = 1;
		} else {
			k = k < n ? k : n;
			sound = marks_at((const unsigned char *)text.p + at, lines, m, (int)k) &&
				sound;
		}
		m += k;
		n -= (int)k;
		at += k * MARKS;
		lines = m[-1].lines + __builtin_popcountll(m[-1].line);
	}
	return sound;
}
