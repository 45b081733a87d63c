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
	CHUNK = 64,
	RUN = BLOCK,
	BEYOND = 32 /* bytes that may be looked at behind what is read */
};

/*
 * Of four characters, by the mask of those that have three bytes: how the bytes spread to lanes of
 * four, and how they close up again.
 */
static const struct shuffle {
	signed char spread[16], close[16];
} shuffle[16] = {
    {{0, -1, -1, -1, 1, -1, -1, -1, 2, -1, -1, -1, 3, -1, -1, -1},
     {0, 4, 8, 12, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}},
    {{0, 1, 2, -1, 3, -1, -1, -1, 4, -1, -1, -1, 5, -1, -1, -1},
     {0, 1, 2, 4, 8, 12, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}},
    {{0, -1, -1, -1, 1, 2, 3, -1, 4, -1, -1, -1, 5, -1, -1, -1},
     {0, 4, 5, 6, 8, 12, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}},
    {{0, 1, 2, -1, 3, 4, 5, -1, 6, -1, -1, -1, 7, -1, -1, -1},
     {0, 1, 2, 4, 5, 6, 8, 12, -1, -1, -1, -1, -1, -1, -1, -1}},
    {{0, -1, -1, -1, 1, -1, -1, -1, 2, 3, 4, -1, 5, -1, -1, -1},
     {0, 4, 8, 9, 10, 12, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}},
    {{0, 1, 2, -1, 3, -1, -1, -1, 4, 5, 6, -1, 7, -1, -1, -1},
     {0, 1, 2, 4, 8, 9, 10, 12, -1, -1, -1, -1, -1, -1, -1, -1}},
    {{0, -1, -1, -1, 1, 2, 3, -1, 4, 5, 6, -1, 7, -1, -1, -1},
     {0, 4, 5, 6, 8, 9, 10, 12, -1, -1, -1, -1, -1, -1, -1, -1}},
    {{0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, -1, -1, -1},
     {0, 1, 2, 4, 5, 6, 8, 9, 10, 12, -1, -1, -1, -1, -1, -1}},
    {{0, -1, -1, -1, 1, -1, -1, -1, 2, -1, -1, -1, 3, 4, 5, -1},
     {0, 4, 8, 12, 13, 14, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}},
    {{0, 1, 2, -1, 3, -1, -1, -1, 4, -1, -1, -1, 5, 6, 7, -1},
     {0, 1, 2, 4, 8, 12, 13, 14, -1, -1, -1, -1, -1, -1, -1, -1}},
    {{0, -1, -1, -1, 1, 2, 3, -1, 4, -1, -1, -1, 5, 6, 7, -1},
     {0, 4, 5, 6, 8, 12, 13, 14, -1, -1, -1, -1, -1, -1, -1, -1}},
    {{0, 1, 2, -1, 3, 4, 5, -1, 6, -1, -1, -1, 7, 8, 9, -1},
     {0, 1, 2, 4, 5, 6, 8, 12, 13, 14, -1, -1, -1, -1, -1, -1}},
    {{0, -1, -1, -1, 1, -1, -1, -1, 2, 3, 4, -1, 5, 6, 7, -1},
     {0, 4, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1, -1, -1, -1, -1}},
    {{0, 1, 2, -1, 3, -1, -1, -1, 4, 5, 6, -1, 7, 8, 9, -1},
     {0, 1, 2, 4, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1, -1, -1}},
    {{0, -1, -1, -1, 1, 2, 3, -1, 4, 5, 6, -1, 7, 8, 9, -1},
     {0, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1, -1, -1}},
    {{0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, 10, 11, -1},
     {0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1}},
};

/* Characters of a run, all of one byte or of three. */
struct run {
	int n;
	int bad; /* bytes up to the first that is none of these; -1: there is none */
	/* bits of characters, the first lowest: it has three bytes; it is a witness */
	unsigned char three[RUN / 8 + sizeof(uint64_t) + 1], witness[RUN / 8 + sizeof(uint64_t)];
	uint16_t group[RUN / GROUP]; /* place of each eight characters */
};

/* The bytes of a chunk, a bit each. */
struct chunk {
	uint64_t first, three, bad;
};

AVX2 static inline uint64_t
bits(__m256i low, __m256i high)
{
	return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high)
							 << 32;
}

/* WANTED: bytes that the last character of the chunk before still wants. */
AVX2 static inline struct chunk
look_at(const char *p, uint64_t wanted)
{
	const __m256i last = _mm256_set1_epi8(-65); /* 80 to BF go on with a character */
	const __m256i half = _mm256_set1_epi8((char)0xF0), three = _mm256_set1_epi8((char)0xE0);
	__m256i low = _mm256_loadu_si256((const __m256i *)(const void *)p);
	__m256i high = _mm256_loadu_si256((const __m256i *)(const void *)(p + CHUNK / 2));
	struct chunk c;

	c.first = bits(_mm256_cmpgt_epi8(low, last), _mm256_cmpgt_epi8(high, last));
	c.three = bits(_mm256_cmpeq_epi8(_mm256_and_si256(low, half), three),
		       _mm256_cmpeq_epi8(_mm256_and_si256(high, half), three));
	c.bad = ~(c.first ^ (c.three << 1 | c.three << 2 | wanted)) |
		((bits(low, high) & c.first) ^ c.three);
	return c;
}

/* Append the characters of a chunk; the bits of all of them are at THREE, N so far. */
AVX2 static inline int
note_kinds(const struct chunk *c, unsigned char *three, int n)
{
	uint64_t good = c->bad ? c->first & _blsmsk_u64(c->bad) >> 1 : c->first;
	uint64_t kinds = _pext_u64(c->three, good);
	unsigned at = (unsigned)n % 8;
	uint64_t low = three[n / 8] | kinds << at;

	memcpy(three + n / 8, &low, sizeof low);
	three[n / 8 + (int)sizeof low] = (unsigned char)(kinds >> 1 >> (63 - at));
	return n + (int)_mm_popcnt_u64(good);
}

/* The characters of the LENGTH bytes at P, but for the last one, which may be cut off. */
AVX2 static void
find_kinds(const char *p, int length, struct run *r)
{
	uint64_t wanted = 0;
	int n = 0;

	r->bad = -1;
	r->three[0] = 0;
	for (int at = 0; at + CHUNK <= length && r->bad < 0; at += CHUNK) {
		struct chunk c = look_at(p + at, wanted);

		n = note_kinds(&c, r->three, n);
		wanted = c.three >> 63 | c.three >> 62;
		if (c.bad)
			r->bad = at + (int)_tzcnt_u64(c.bad);
	}
	r->n = n > 0 ? (n - 1) / GROUP * GROUP : 0;
}

AVX2 static inline __m256i
two(const void *low, const void *high)
{
	return _mm256_set_m128i(_mm_loadu_si128((const __m128i *)high),
				_mm_loadu_si128((const __m128i *)low));
}

/* Two entries of table_entry, at the places in the halves of AT. */
AVX2 static inline __m128i
two_entries(uint64_t at)
{
	const uint32_t *table = table_entry[0];

	return _mm_insert_epi32(_mm_cvtsi32_si128((int)table[at & 0xFFFFFFFF]),
				(int)table[at >> 32], 1);
}

/* Those at all places; what the processor has for that is slower. */
AVX2 static inline __m256i
gather(__m256i place)
{
	__m128i low = _mm256_castsi256_si128(place), high = _mm256_extracti128_si256(place, 1);
	__m128i a = two_entries((uint64_t)_mm_cvtsi128_si64(low));
	__m128i b = two_entries((uint64_t)_mm_extract_epi64(low, 1));
	__m128i c = two_entries((uint64_t)_mm_cvtsi128_si64(high));
	__m128i d = two_entries((uint64_t)_mm_extract_epi64(high, 1));

	return _mm256_set_m128i(_mm_unpacklo_epi64(c, d), _mm_unpacklo_epi64(a, b));
}

/* The entries of eight characters, their bytes in lanes. Those of one byte stay: entry 0 is 0. */
AVX2 static inline __m256i
entries(__m256i bytes, __m256i lead)
{
	__m256i three = _mm256_srai_epi32(_mm256_slli_epi32(bytes, 8), 31);
	/* a byte from 80 on shuffles nothing: the last two of three */
	__m256i block = _mm256_shuffle_epi8(
	    lead, _mm256_and_si256(bytes, _mm256_set1_epi32((int)0xFFFFFF0F)));
	__m256i rest = _mm256_and_si256(bytes, _mm256_set1_epi32(0x3F3F00));
	__m256i pairs = _mm256_maddubs_epi16(_mm256_or_si256(block, rest),
					     _mm256_set1_epi32(0x00010140));
	__m256i place = _mm256_madd_epi16(pairs, _mm256_set1_epi32(0x00010040));

	return gather(_mm256_and_si256(place, three));
}

/* Eight characters at P, by the bits THREE, to OUT. Returns their entries. */
AVX2 static inline __m256i
read_group(const char *p, char *out, size_t three, __m256i lead)
{
	const struct shuffle *low = &shuffle[three & 15], *high = &shuffle[three >> 4];
	size_t half = GROUP / 2 + 2 * (size_t)_mm_popcnt_u64(three & 15);
	__m256i bytes = _mm256_shuffle_epi8(two(p, p + half), two(low->spread, high->spread));
	__m256i entry = entries(bytes, lead), is = _mm256_xor_si256(bytes, entry);

	is = _mm256_shuffle_epi8(is, two(low->close, high->close));
	_mm_storeu_si128((__m128i *)(void *)out, _mm256_castsi256_si128(is));
	_mm_storeu_si128((__m128i *)(void *)(out + half), _mm256_extracti128_si256(is, 1));
	return entry;
}

/* Returns the bytes that are read; -1: a rare character is among them. */
AVX2 static int
read_groups(const struct engine *e, const char *p, char *out, struct run *r)
{
	__m256i lead = _mm256_broadcastsi128_si256(
	    _mm_loadu_si128((const __m128i *)(const void *)e->lead));
	__m256i all = _mm256_setzero_si256();
	size_t at = 0;

	for (size_t i = 0; i < (size_t)r->n / GROUP; i++) {
		size_t three = r->three[i];
		__m256i entry = read_group(p + at, out + at, three, lead);

		all = _mm256_or_si256(all, entry);
		r->witness[i] = (unsigned char)_mm256_movemask_ps(_mm256_castsi256_ps(entry));
		r->group[i] = (uint16_t)at;
		at += GROUP + 2 * (size_t)_mm_popcnt_u64(three);
	}
	return _mm256_testz_si256(all, _mm256_set1_epi32((int)TABLE_RARE)) ? (int)at : -1;
}

/* By the mask of four characters: where each begins, a byte each, the first lowest. */
static const uint32_t places[16] = {
    0x03020100, 0x05040300, 0x05040100, 0x07060300, 0x05020100, 0x07040300, 0x07040100, 0x09060300,
    0x03020100, 0x05040300, 0x05040100, 0x07060300, 0x05020100, 0x07040300, 0x07040100, 0x09060300};

/* The places of those in MASK of a group at byte N of the text; room for all. */
AVX2 static inline void
list_group(unsigned three, unsigned mask, int n, uint16_t *place)
{
	unsigned half = GROUP / 2 + 2 * (unsigned)_mm_popcnt_u32(three & 15);
	uint64_t all = places[three & 15] |
		       (places[three >> 4] + (uint64_t)half * UINT32_C(0x01010101)) << 32;
	uint64_t chosen = _pdep_u64(mask, UINT64_C(0x0101010101010101)) * 0xFF;
	__m128i at = _mm_cvtepu8_epi16(_mm_cvtsi64_si128((long long)_pext_u64(all, chosen)));

	_mm_storeu_si128((__m128i *)(void *)place, _mm_add_epi16(at, _mm_set1_epi16((short)n)));
}

/* The places of the witnesses, for a run that begins at byte N of the text. Returns how many. */
AVX2 static int
list_witnesses(const struct run *r, int n, uint16_t *place)
{
	uint16_t *to = place;

	for (int i = 0; i < r->n / GROUP; i += (int)sizeof(uint64_t)) {
		uint64_t witness;

		memcpy(&witness, r->witness + i, sizeof witness);
		for (int k = i; witness; witness >>= 8, k++) {
			list_group(r->three[k], witness & 0xFF, n + r->group[k], to);
			to += _mm_popcnt_u32(witness & 0xFF);
		}
	}
	return (int)(to - place);
}

/* Read a run that ends before END. Returns up to where what follows is to be read the plain way. */
AVX2 static int
read_run(struct block *b, int end)
{
	int length = end - b->n < RUN ? end - b->n : RUN, from = b->n, done;
	struct run r;

	if (length < CHUNK)
		return BLOCK;
	find_kinds(b->text.p + from, length, &r);
	done = read_groups(b->e, b->text.p + from, b->buffer + b->out, &r);
	if (done < 0)
		return r.bad < 0 ? from + length : from + r.bad + 1;
	/* what is left of the last eight groups has none */
	memset(r.witness + r.n / GROUP, 0, sizeof(uint64_t));
	b->nplace += list_witnesses(&r, from, b->place + b->nplace);
	b->n += done;
	b->out += done;
	return r.bad < 0 ? b->n : from + r.bad + 1;
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
