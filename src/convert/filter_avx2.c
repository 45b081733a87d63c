/*
 * Eight characters at a time, for processors with AVX2.
 */
#include "convert/filter.h"
#include "convert/lanes.h"

#if defined __x86_64__

/* What is known of the characters of a block, a bit each. */
struct kinds {
	int n;
	unsigned char three[FILTER_BLOCK / 8 + sizeof(uint64_t) + 1];
	unsigned char told[FILTER_BLOCK / 8 + 2 * sizeof(uint64_t)];
	unsigned char meet[FILTER_BLOCK / 8 + 2 * sizeof(uint64_t)]; /* the one before */
	uint16_t group[FILTER_BLOCK / LANES];			     /* where eight begin */
};

/* Which characters have three bytes, but for the last ones, one of which may be cut off. */
AVX2 static void
find_threes(const char *text, int n, struct kinds *k)
{
	const __m256i lead = _mm256_set1_epi8((char)0xE0);
	struct lanes_bits list = {.to = k->three};
	uint64_t rest = 0;

	for (int at = 0; at + LANES_CHUNK <= n; at += LANES_CHUNK) {
		__m256i low = _mm256_loadu_si256((const __m256i *)(const void *)(text + at));
		__m256i top = _mm256_loadu_si256(
		    (const __m256i *)(const void *)(text + at + LANES_CHUNK / 2));
		uint64_t three = lanes_mask(_mm256_cmpeq_epi8(_mm256_max_epu8(low, lead), low),
					    _mm256_cmpeq_epi8(_mm256_max_epu8(top, lead), top));
		uint64_t first = ~(three << 1 | three << 2 | rest);

		lanes_append(&list, first, three);
		rest = three >> 63 | three >> 62;
	}
	k->n = (list.n - 1) / LANES * LANES;
}

/* What the characters in the lanes go by; see number() in filter.c. */
AVX2 static inline __m256i
numbers(__m256i bytes)
{
	__m256i bits = _mm256_and_si256(bytes, _mm256_set1_epi32(0x3F3F0F));
	/* b0 << 6 | b1 beside b2, in halves of 16 bits */
	__m256i halves = _mm256_maddubs_epi16(bits, _mm256_set1_epi32(0x00010140));
	__m256i all = _mm256_madd_epi16(halves, _mm256_set1_epi32(0x00010040));

	/* a last byte that goes on is there only of three */
	return _mm256_blendv_epi8(bytes, all, _mm256_srai_epi32(_mm256_slli_epi32(bytes, 8), 31));
}

/* The kinds of eight characters. */
AVX2 static inline __m128i
look_up(const uint16_t *kind, __m256i numbers)
{
	_Alignas(32) uint32_t of[LANES];
	__m128i low, high;

	_mm256_store_si256((__m256i *)(void *)of, numbers);
	low = _mm_cvtsi32_si128(kind[of[0]]);
	high = _mm_cvtsi32_si128(kind[of[4]]);
	low = _mm_insert_epi16(low, kind[of[1]], 1);
	high = _mm_insert_epi16(high, kind[of[5]], 1);
	low = _mm_insert_epi16(low, kind[of[2]], 2);
	high = _mm_insert_epi16(high, kind[of[6]], 2);
	low = _mm_insert_epi16(low, kind[of[3]], 3);
	high = _mm_insert_epi16(high, kind[of[7]], 3);
	return _mm_unpacklo_epi64(low, high);
}

/* The upper bit of each lane. */
AVX2 static inline unsigned
upper_bits(__m128i lanes)
{
	return (unsigned)_mm_movemask_epi8(_mm_packs_epi16(lanes, _mm_setzero_si128()));
}

AVX2 static void
read_kinds(const struct filter *f, const char *text, struct kinds *k)
{
	const __m128i seconds = _mm_set1_epi16(FILTER_SECONDS), zero = _mm_setzero_si128();
	__m128i last = zero;
	size_t at = 0;

	for (size_t i = 0; i < (size_t)k->n / LANES; i++) {
		size_t three = k->three[i];
		__m128i kind = look_up(f->kind, numbers(lanes_spread(text + at, three)));
		__m128i before = _mm_alignr_epi8(kind, last, 14);
		__m128i meet = _mm_and_si128(_mm_and_si128(_mm_add_epi16(before, before), kind),
					     seconds);

		k->told[i] = (unsigned char)upper_bits(kind);
		k->meet[i] = (unsigned char)~upper_bits(_mm_cmpeq_epi16(meet, zero));
		k->group[i] = (uint16_t)at;
		last = kind;
		at += LANES + 2 * (size_t)_mm_popcnt_u64(three);
	}
	/* what is left of the last eight groups has none */
	memset(k->told + k->n / LANES, 0, 2 * sizeof(uint64_t));
	memset(k->meet + k->n / LANES, 0, 2 * sizeof(uint64_t));
}

/* Where character I begins. */
AVX2 static inline int
place_of(const struct kinds *k, int i)
{
	unsigned before = _bzhi_u32(k->three[i / LANES], (unsigned)i % LANES);

	return k->group[i / LANES] + i % LANES + 2 * (int)_mm_popcnt_u32(before);
}

enum { AT_ONCE = 4 }; /* of 64 characters seldom more are listed */

/* List the bits of ALL, which are characters from I on. Returns how many. */
AVX2 static inline int
list_bits(uint64_t all, int i, uint16_t *place)
{
	int n = (int)_mm_popcnt_u64(all);

	for (int k = 0; k < AT_ONCE || k < n; k++) {
		place[k] = (uint16_t)(i + (int)_tzcnt_u64(all));
		all = _blsr_u64(all);
	}
	return n;
}

AVX2 static inline uint64_t
word_at(const unsigned char *bits, int i)
{
	uint64_t word;

	memcpy(&word, bits + i / 8, sizeof word);
	return word;
}

AVX2 void
filter_list_avx2(const struct filter *f, const char *text, ptrdiff_t n, struct filter_places *p)
{
	struct kinds k;

	p->n = 0;
	find_threes(text, n < FILTER_BLOCK ? (int)n : FILTER_BLOCK, &k);
	read_kinds(f, text, &k);
	for (int i = 0; i < k.n; i += 64) {
		uint64_t meet = word_at(k.meet, i) >> 1 | word_at(k.meet, i + 64) << 63;

		p->n += list_bits(word_at(k.told, i) | meet, i, p->place + p->n);
	}
	/* the last one waits for who follows it */
	if (p->n > 0 && p->place[p->n - 1] == k.n - 1)
		p->n--;
	for (int i = 0; i < p->n; i++) {
		unsigned c = p->place[i], told = k.told[c / 8] >> c % 8 & 1;

		p->place[i] = (uint16_t)((unsigned)place_of(&k, (int)c) | told << 15);
	}
	p->read = place_of(&k, k.n - 1);
}

#endif
