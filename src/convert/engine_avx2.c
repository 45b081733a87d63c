/*
 * Reading by eight characters at a time, for processors with AVX2 and BMI2. First a run of text is
 * looked through for where characters begin: one of one byte or of three is a bit in a list. Then
 * these eight bits at a time say how the bytes lie, and no character has to wait for where the one
 * before ends. Before others, and what is not well-formed, a run ends; a run with a rare character
 * in it is read the plain way.
 */
#include "convert/engine_block.h"

#if defined __x86_64__
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))

enum {
	GROUP = 8,
	CHUNK = 32,
	RUN = 16 * CHUNK,
	BEYOND = 32 /* bytes that may be looked at behind what is read */
};

/*
 * Of four characters, by the mask of those that have three bytes: how the bytes spread to lanes of
 * four; how they close up again; where each begins, a byte each, the first lowest.
 */
static const signed char spread[16][16] = {
    {0, -1, -1, -1, 1, -1, -1, -1, 2, -1, -1, -1, 3, -1, -1, -1},
    {0, 1, 2, -1, 3, -1, -1, -1, 4, -1, -1, -1, 5, -1, -1, -1},
    {0, -1, -1, -1, 1, 2, 3, -1, 4, -1, -1, -1, 5, -1, -1, -1},
    {0, 1, 2, -1, 3, 4, 5, -1, 6, -1, -1, -1, 7, -1, -1, -1},
    {0, -1, -1, -1, 1, -1, -1, -1, 2, 3, 4, -1, 5, -1, -1, -1},
    {0, 1, 2, -1, 3, -1, -1, -1, 4, 5, 6, -1, 7, -1, -1, -1},
    {0, -1, -1, -1, 1, 2, 3, -1, 4, 5, 6, -1, 7, -1, -1, -1},
    {0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, -1, -1, -1},
    {0, -1, -1, -1, 1, -1, -1, -1, 2, -1, -1, -1, 3, 4, 5, -1},
    {0, 1, 2, -1, 3, -1, -1, -1, 4, -1, -1, -1, 5, 6, 7, -1},
    {0, -1, -1, -1, 1, 2, 3, -1, 4, -1, -1, -1, 5, 6, 7, -1},
    {0, 1, 2, -1, 3, 4, 5, -1, 6, -1, -1, -1, 7, 8, 9, -1},
    {0, -1, -1, -1, 1, -1, -1, -1, 2, 3, 4, -1, 5, 6, 7, -1},
    {0, 1, 2, -1, 3, -1, -1, -1, 4, 5, 6, -1, 7, 8, 9, -1},
    {0, -1, -1, -1, 1, 2, 3, -1, 4, 5, 6, -1, 7, 8, 9, -1},
    {0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, 10, 11, -1},
};
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
static const uint32_t places[16] = {
    0x03020100, 0x05040300, 0x05040100, 0x07060300, 0x05020100, 0x07040300, 0x07040100, 0x09060300,
    0x03020100, 0x05040300, 0x05040100, 0x07060300, 0x05020100, 0x07040300, 0x07040100, 0x09060300};

/* Characters of a run, all of one byte or of three. */
struct kinds {
	int n;
	int bad; /* bytes up to the first that is none of these; -1: there is none */
	/* a bit each, the first lowest: it has three */
	unsigned char three[RUN / 8 + sizeof(uint64_t)];
};

/* The bits of one chunk at P, and how many. CARRY: bytes that the last character still wants. */
AVX2 static inline uint32_t
chunk_kinds(const char *p, uint64_t *carry, uint32_t *bad, int *n)
{
	__m256i c = _mm256_loadu_si256((const __m256i *)(const void *)p);
	/* all but 80 to BF, which go on with a character */
	uint32_t first = (uint32_t)_mm256_movemask_epi8(
	    _mm256_cmpgt_epi8(c, _mm256_set1_epi8(-65)));
	uint32_t three = (uint32_t)_mm256_movemask_epi8(
	    _mm256_cmpeq_epi8(_mm256_and_si256(c, _mm256_set1_epi8(-16)), _mm256_set1_epi8(-32)));
	uint32_t high = (uint32_t)_mm256_movemask_epi8(c);
	uint64_t follow = (uint64_t)three << 1 | (uint64_t)three << 2 | *carry;

	*carry = follow >> 32;
	*bad = ~((uint32_t)follow ^ first) | (high & first & ~three);
	first &= *bad ? _blsmsk_u32(*bad) >> 1 : ~UINT32_C(0);
	*n = _mm_popcnt_u32(first);
	return _pext_u32(three, first);
}

/* The characters of the LENGTH bytes at P, but for the last one, which may be cut off. */
AVX2 static inline void
find_kinds(const char *p, int length, struct kinds *k)
{
	unsigned char *three = k->three;
	uint64_t held = 0, carry = 0; /* bits that are not written yet */
	uint32_t bad = 0;
	int nheld = 0, n = 0;

	k->n = 0;
	for (int at = 0; at + CHUNK <= length && !bad; at += CHUNK) {
		held |= (uint64_t)chunk_kinds(p + at, &carry, &bad, &n) << nheld;
		memcpy(three, &held, sizeof held);
		k->n += n;
		k->bad = at + (int)_tzcnt_u32(bad);
		nheld += n;
		three += nheld >> 3;
		held >>= nheld & ~7;
		nheld &= 7;
	}
	k->bad = bad ? k->bad : -1;
	k->n -= k->n > 0;
}

AVX2 static inline __m256i
two(const void *low, const void *high)
{
	return _mm256_set_m128i(_mm_loadu_si128((const __m128i *)high),
				_mm_loadu_si128((const __m128i *)low));
}

/* table_entry at the places; what the processor has for that is slower. */
AVX2 static inline __m256i
gather(__m256i place)
{
	const uint32_t *table = table_entry[0];
	__m128i low = _mm256_castsi256_si128(place), high = _mm256_extracti128_si256(place, 1);
	uint64_t a = (uint64_t)_mm_cvtsi128_si64(low), b = (uint64_t)_mm_extract_epi64(low, 1);
	uint64_t c = (uint64_t)_mm_cvtsi128_si64(high), d = (uint64_t)_mm_extract_epi64(high, 1);

	return _mm256_setr_epi32((int)table[a & 0xFFFFFFFF], (int)table[a >> 32],
				 (int)table[b & 0xFFFFFFFF], (int)table[b >> 32],
				 (int)table[c & 0xFFFFFFFF], (int)table[c >> 32],
				 (int)table[d & 0xFFFFFFFF], (int)table[d >> 32]);
}

/* The entries of eight characters, their bytes in lanes. Those of one byte stay: entry 0 is 0. */
AVX2 static inline __m256i
entries(__m256i bytes, __m256i lead)
{
	__m256i three = _mm256_srai_epi32(_mm256_slli_epi32(bytes, 8), 31);
	__m256i nibble = _mm256_or_si256(_mm256_and_si256(bytes, _mm256_set1_epi32(0x0F)),
					 _mm256_set1_epi32((int)0x80808000));
	__m256i bits = _mm256_or_si256(_mm256_and_si256(bytes, _mm256_set1_epi32(0x3F3F00)),
				       _mm256_shuffle_epi8(lead, nibble));
	__m256i pairs = _mm256_maddubs_epi16(bits, _mm256_set1_epi32(0x00010140));
	__m256i place = _mm256_madd_epi16(pairs, _mm256_set1_epi32(0x00010040));

	return gather(_mm256_and_si256(place, three));
}

/* Eight characters at P to OUT, by the bits THREE; returns their entries. *HALF: bytes of four. */
AVX2 static inline __m256i
read_group(const char *p, char *out, unsigned three, int half, __m256i lead)
{
	unsigned low = three & 15, high = three >> 4;
	__m256i bytes = _mm256_shuffle_epi8(two(p, p + half), two(spread[low], spread[high]));
	__m256i entry = entries(bytes, lead);
	__m256i is = _mm256_shuffle_epi8(_mm256_xor_si256(bytes, entry),
					 two(close_up[low], close_up[high]));

	_mm_storeu_si128((__m128i *)(void *)out, _mm256_castsi256_si128(is));
	_mm_storeu_si128((__m128i *)(void *)(out + half), _mm256_extracti128_si256(is, 1));
	return entry;
}

/* The places of the characters in MASK, from byte N of the text on. */
AVX2 static inline void
write_places(uint16_t *place, unsigned three, int half, unsigned mask, int n)
{
	uint64_t all = places[three & 15] |
		       (places[three >> 4] + (uint64_t)(unsigned)half * 0x01010101) << 32;
	uint64_t chosen = _pdep_u64(mask, UINT64_C(0x0101010101010101)) * 0xFF;
	__m128i at = _mm_cvtepu8_epi16(_mm_cvtsi64_si128((long long)_pext_u64(all, chosen)));

	_mm_storeu_si128((__m128i *)(void *)place, _mm_add_epi16(at, _mm_set1_epi16((short)n)));
}

/* False: a rare character is among them, and nothing is read. */
AVX2 static bool
read_groups(struct block *b, const struct kinds *k)
{
	__m256i lead = _mm256_broadcastsi128_si256(
	    _mm_loadu_si128((const __m128i *)(const void *)b->e->lead));
	__m256i all = _mm256_setzero_si256();
	int n = b->n, nplace = b->nplace, ahead = b->out - n;

	for (int i = 0; i + GROUP <= k->n; i += GROUP) {
		unsigned three = k->three[i / GROUP];
		int half = GROUP / 2 + 2 * _mm_popcnt_u32(three & 15);
		__m256i entry = read_group(b->text.p + n, b->buffer + n + ahead, three, half, lead);
		unsigned witness = (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(entry));

		write_places(b->place + nplace, three, half, witness, n);
		nplace += _mm_popcnt_u32(witness);
		all = _mm256_or_si256(all, entry);
		n += GROUP + 2 * _mm_popcnt_u32(three);
	}
	if (!_mm256_testz_si256(all, _mm256_set1_epi32((int)TABLE_RARE)))
		return false;
	b->n = n;
	b->out = n + ahead;
	b->nplace = nplace;
	return true;
}

/* Read a run that ends before END. Returns up to where what follows is to be read the plain way. */
AVX2 static int
read_run(struct block *b, int end)
{
	int length = end - b->n < RUN ? end - b->n : RUN, from = b->n;
	struct kinds k;

	if (length < CHUNK)
		return BLOCK;
	find_kinds(b->text.p + b->n, length, &k);
	if (!read_groups(b, &k))
		return k.bad < 0 ? from + length : from + k.bad + 1;
	return k.bad < 0 ? b->n : from + k.bad + 1;
}

void
block_read_avx2(struct block *b)
{
	int end = b->text.n < BLOCK + BEYOND ? (int)b->text.n - BEYOND : BLOCK;
	bool more = true;

	while (more && b->n < BLOCK) {
		int plain = read_run(b, end);

		if (plain > b->n)
			more = block_read_to(b, plain) && b->nmove < BLOCK_MOVES;
	}
	b->full = more || b->nmove == BLOCK_MOVES;
}
#endif
