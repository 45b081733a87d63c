/*
 * Reading by eight characters at a time, for processors with AVX2 and BMI2. Characters of one and
 * of three bytes that table_map.han or nothing changes are read here; where another one is among
 * eight, these are read the plain way.
 */
#include "convert/engine_block.h"

#if defined __x86_64__
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))

enum { STEP = 8, WINDOW = 32 /* bytes that are looked at: eight characters and more */ };

/* How the bytes of four characters in lanes of four bytes close up, by the mask of those that have
 * three; others have one. */
static const signed char close_up[16][16] = {
    {0, 4, 8, 12, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1},
    {0, 1, 2, 4, 8, 12, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1},
    {0, 4, 5, 6, 8, 12, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1},
    {0, 1, 2, 4, 5, 6, 8, 12, -1, -1, -1, -1, -1, -1, -1, -1},
    {0, 4, 8, 9, 10, 12, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1},
    {0, 1, 2, 4, 8, 9, 10, 12, -1, -1, -1, -1, -1, -1, -1, -1},
    {0, 4, 5, 6, 8, 9, 10, 12, -1, -1, -1, -1, -1, -1, -1, -1},
    {0, 1, 2, 4, 5, 6, 8, 9, 10, 12, -1, -1, -1, -1, -1, -1},
    {0, 4, 8, 12, 13, 14, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1},
    {0, 1, 2, 4, 8, 12, 13, 14, -1, -1, -1, -1, -1, -1, -1, -1},
    {0, 4, 5, 6, 8, 12, 13, 14, -1, -1, -1, -1, -1, -1, -1, -1},
    {0, 1, 2, 4, 5, 6, 8, 12, 13, 14, -1, -1, -1, -1, -1, -1},
    {0, 4, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1, -1, -1, -1, -1},
    {0, 1, 2, 4, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1, -1, -1},
    {0, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1, -1, -1},
    {0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1},
};

/* Eight characters, a lane of 32 bits each. */
struct eight {
	uint64_t place; /* a byte each: where they begin in the window */
	unsigned used;	/* where the ninth begins */
	__m256i bytes;	/* four bytes from there on, the first lowest */
	__m256i three;	/* all bits set where they have three bytes */
};

/* The places of the bits in MASK, a byte each, the lowest first; as many as there is room for. */
AVX2 static inline uint64_t
places16(unsigned mask)
{
	uint64_t nibbles = _pdep_u64(mask, UINT64_C(0x1111111111111111)) * 15;

	return _pdep_u64(_pext_u64(UINT64_C(0xFEDCBA9876543210), nibbles),
			 UINT64_C(0x0F0F0F0F0F0F0F0F));
}

/* Where the first nine characters of the window P begin. False: it has fewer. */
AVX2 static inline bool
find_places(const char *p, struct eight *c)
{
	__m256i window = _mm256_loadu_si256((const __m256i *)(const void *)p);
	/* all but 80 to BF, which go on with a character */
	unsigned mask = (unsigned)_mm256_movemask_epi8(
	    _mm256_cmpgt_epi8(window, _mm256_set1_epi8(-65)));
	unsigned first = (unsigned)_mm_popcnt_u32(mask & 0xFFFF);

	c->place = places16(mask & 0xFFFF);
	if (first < STEP)
		c->place |= (places16(mask >> 16) | UINT64_C(0x1010101010101010)) << 8 * first;
	c->used = (unsigned)_tzcnt_u32(_pdep_u32(1u << STEP, mask));
	return c->used < WINDOW;
}

AVX2 static inline __m256i
lanes(uint64_t bytes)
{
	return _mm256_cvtepu8_epi32(_mm_cvtsi64_si128((long long)bytes));
}

/* Four bytes of each character, and which have three. False: one has two, or is not well-formed. */
AVX2 static inline bool
take_apart(const char *p, struct eight *c)
{
	const __m256i spread = _mm256_setr_epi8(0, 0, 0, 0, 4, 4, 4, 4, 8, 8, 8, 8, 12, 12, 12, 12,
						0, 0, 0, 0, 4, 4, 4, 4, 8, 8, 8, 8, 12, 12, 12, 12);
	const __m256i four = _mm256_set1_epi32(0x03020100);
	unsigned half = (unsigned)(c->place >> 32 & 0xFF);
	__m256i at = lanes(c->place), next = lanes(c->place >> 8 | (uint64_t)c->used << 56);
	__m256i from = _mm256_add_epi8(
	    _mm256_shuffle_epi8(_mm256_sub_epi32(at, _mm256_shuffle_epi32(at, 0)), spread), four);
	__m128i low = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i high = _mm_loadu_si128((const __m128i *)(const void *)(p + half));
	__m256i one, length;

	c->bytes = _mm256_shuffle_epi8(_mm256_set_m128i(high, low), from);
	c->three = _mm256_cmpeq_epi32(_mm256_and_si256(c->bytes, _mm256_set1_epi32(0xC0C0F0)),
				      _mm256_set1_epi32(0x8080E0));
	one = _mm256_cmpeq_epi32(_mm256_and_si256(c->bytes, _mm256_set1_epi32(0x80)),
				 _mm256_setzero_si256());
	length = _mm256_sub_epi32(_mm256_set1_epi32(1), _mm256_add_epi32(c->three, c->three));
	one = _mm256_and_si256(_mm256_or_si256(c->three, one),
			       _mm256_cmpeq_epi32(length, _mm256_sub_epi32(next, at)));
	return _mm256_movemask_epi8(one) == -1;
}

/* LOW <= X < HIGH */
AVX2 static inline __m256i
between(int low, __m256i x, int high)
{
	return _mm256_and_si256(_mm256_cmpgt_epi32(x, _mm256_set1_epi32(low - 1)),
				_mm256_cmpgt_epi32(_mm256_set1_epi32(high), x));
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

/*
 * What the characters become, with flags in the lanes of *HAN. False: one is to be read the plain
 * way.
 */
AVX2 static inline bool
look_up(const uint32_t *table, const struct eight *c, __m256i *is, __m256i *han)
{
	__m256i bits = _mm256_and_si256(c->bytes, _mm256_set1_epi32(0x3F3F0F));
	__m256i pairs = _mm256_maddubs_epi16(bits, _mm256_set1_epi32(0x00010140));
	__m256i cp = _mm256_madd_epi16(pairs, _mm256_set1_epi32(0x00010040));
	__m256i place = _mm256_sub_epi32(cp, _mm256_set1_epi32(TABLE_HAN)), plain, one, rare;

	*han = _mm256_and_si256(c->three, between(0, place, TABLE_HANS));
	plain = _mm256_or_si256(between(0x800, cp, TABLE_PLAIN_END),
				between(TABLE_PLAIN_AGAIN, cp, 0x10000));
	*is = _mm256_blendv_epi8(c->bytes, gather(table, _mm256_and_si256(place, *han)), *han);
	rare = _mm256_and_si256(*han, _mm256_slli_epi32(*is, 1));
	/* a byte below the letters */
	one = _mm256_cmpeq_epi32(_mm256_and_si256(c->bytes, _mm256_set1_epi32(0xC0)),
				 _mm256_setzero_si256());
	plain = _mm256_or_si256(_mm256_or_si256(*han, one), _mm256_and_si256(plain, c->three));
	return _mm256_movemask_ps(_mm256_castsi256_ps(_mm256_andnot_si256(rare, plain))) == 0xFF;
}

AVX2 static inline void
write_eight(char *out, const struct eight *c, __m256i is)
{
	unsigned three = (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(c->three));
	__m128i low = _mm_loadu_si128((const __m128i *)(const void *)close_up[three & 15]);
	__m128i high = _mm_loadu_si128((const __m128i *)(const void *)close_up[three >> 4]);
	unsigned half = (unsigned)(c->place >> 32 & 0xFF);

	_mm_storeu_si128((__m128i *)(void *)out, _mm_shuffle_epi8(_mm256_castsi256_si128(is), low));
	_mm_storeu_si128((__m128i *)(void *)(out + half),
			 _mm_shuffle_epi8(_mm256_extracti128_si256(is, 1), high));
}

/* The places of the characters in MASK, from byte N of the text on. */
AVX2 static inline void
write_places(uint16_t *start, const struct eight *c, unsigned mask, int n)
{
	uint64_t chosen = _pdep_u64(mask, UINT64_C(0x0101010101010101)) * 0xFF;
	__m128i at = _mm_cvtepu8_epi16(_mm_cvtsi64_si128((long long)_pext_u64(c->place, chosen)));

	_mm_storeu_si128((__m128i *)(void *)start, _mm_add_epi16(at, _mm_set1_epi16((short)n)));
}

/* As many as there are before place END, and before those that are to be read the plain way. */
AVX2 static void
read_run(struct block *b, int end)
{
	const uint32_t *han = b->e->whole.han;
	int n = b->n, nstart = b->nstart, ahead = b->out - n;

	while (n < end) {
		struct eight c;
		__m256i is, known;
		unsigned first;

		if (!find_places(b->text.p + n, &c) || !take_apart(b->text.p + n, &c) ||
		    !look_up(han, &c, &is, &known))
			break;
		write_eight(b->buffer + n + ahead, &c, is);
		first = (unsigned)_mm256_movemask_ps(
		    _mm256_castsi256_ps(_mm256_and_si256(is, known)));
		write_places(b->start + nstart, &c, first, n);
		nstart += _mm_popcnt_u32(first);
		n += (int)c.used;
	}
	b->n = n;
	b->out = n + ahead;
	b->nstart = nstart;
}

void
block_read_avx2(struct block *b)
{
	int end = b->text.n < BLOCK + WINDOW ? (int)b->text.n - WINDOW : BLOCK;
	bool more = true;

	while (more && b->n < BLOCK && b->nmove < BLOCK_MOVES) {
		int plain;

		read_run(b, end);
		plain = b->n + WINDOW / 2;
		more = block_read_to(b, plain < BLOCK ? plain : BLOCK);
	}
	b->full = more;
}
#endif
