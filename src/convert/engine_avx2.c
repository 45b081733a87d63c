/*
 * Reading by eight characters at a time, for processors with AVX2 and BMI2. First a run of text is
 * looked through for where characters begin: one of one byte or of three is a bit in a list, and
 * one of two bytes is two of one, since it stays. Then these eight bits at a time say how the bytes
 * lie, and no character has to wait for where the one before ends. Before others, and what is not
 * well-formed, a run ends; a run with a rare character in it is read the plain way.
 */
#include "convert/engine_block.h"
#include "convert/lanes.h"

#if defined __x86_64__
enum {
	GROUP = LANES,
	CHUNK = LANES_CHUNK,
	RUN = BLOCK,
	AHEAD = BLOCK,
	BEYOND = 32 /* bytes that may be looked at behind what is read */
};

/* Characters of a run, all of one byte or of three: those of two bytes count as two. */
struct run {
	int n;
	int bad; /* bytes up to the first that is none of these; -1: there is none */
	/* bits of characters, the first lowest: it has three bytes; it meets the one before it */
	unsigned char three[RUN / 8 + sizeof(uint64_t) + 1], meet[RUN / 8 + sizeof(uint64_t)];
	uint16_t group[RUN / GROUP]; /* place of each eight characters */
};

/* The bytes of a chunk, a bit each: only those before a bad one are first ones. */
struct chunk {
	uint64_t first, three, bad;
};

/* Bytes that the last character of a chunk wants of the next one, by what they count as. */
struct want {
	uint64_t rest, second; /* of a character of three bytes, of two */
};

/* The same bits for a chunk that has more than characters of one byte and of three. */
AVX2 static inline void
look_closely(const char *p, struct want *want, uint64_t high, struct chunk *c)
{
	const __m256i before = _mm256_set1_epi8((char)0xC1), last = _mm256_set1_epi8((char)0xDF);
	__m256i low = _mm256_loadu_si256((const __m256i *)(const void *)p);
	__m256i top = _mm256_loadu_si256((const __m256i *)(const void *)(p + CHUNK / 2));
	uint64_t two = lanes_mask(_mm256_cmpgt_epi8(low, before), _mm256_cmpgt_epi8(top, before)) &
		       ~lanes_mask(_mm256_cmpgt_epi8(low, last), _mm256_cmpgt_epi8(top, last));
	uint64_t second = two << 1 | want->second;

	c->bad = ~(c->first ^ (c->three << 1 | c->three << 2 | want->rest | second)) |
		 ((high & c->first) ^ (c->three | two));
	c->first |= second;
	want->second = two >> 63;
}

/* WANT: of the chunk before; becomes that of this one. */
AVX2 static inline struct chunk
look_at(const char *p, struct want *want)
{
	const __m256i last = _mm256_set1_epi8(-65); /* 80 to BF go on with a character */
	const __m256i half = _mm256_set1_epi8((char)0xF0), three = _mm256_set1_epi8((char)0xE0);
	__m256i low = _mm256_loadu_si256((const __m256i *)(const void *)p);
	__m256i top = _mm256_loadu_si256((const __m256i *)(const void *)(p + CHUNK / 2));
	uint64_t high = lanes_mask(low, top);
	struct chunk c;

	c.first = lanes_mask(_mm256_cmpgt_epi8(low, last), _mm256_cmpgt_epi8(top, last));
	c.three = lanes_mask(_mm256_cmpeq_epi8(_mm256_and_si256(low, half), three),
			     _mm256_cmpeq_epi8(_mm256_and_si256(top, half), three));
	c.bad = ~(c.first ^ (c.three << 1 | c.three << 2 | want->rest)) |
		((high & c.first) ^ c.three);
	if (c.bad | want->second) {
		look_closely(p, want, high, &c);
		c.first &= c.bad ? _blsmsk_u64(c.bad) >> 1 : UINT64_MAX;
	}
	want->rest = c.three >> 63 | c.three >> 62;
	return c;
}

/* The characters of the LENGTH bytes at P, but for the last one, which may be cut off. */
AVX2 static void
find_kinds(const char *p, int length, struct run *r)
{
	struct lanes_bits l = {.to = r->three};
	struct want want = {0};

	r->bad = -1;
	for (int at = 0; at + CHUNK <= length && r->bad < 0; at += CHUNK) {
		struct chunk c = look_at(p + at, &want);

		/* a text that is larger than the caches; to look for what is not there does no harm
		 */
		_mm_prefetch(p + at + AHEAD, _MM_HINT_T0);
		lanes_append(&l, c.first, c.three);
		if (c.bad)
			r->bad = at + (int)_tzcnt_u64(c.bad);
	}
	r->n = l.n > 0 ? (l.n - 1) / GROUP * GROUP : 0;
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

/* What the entries of a run are found with. */
struct look {
	__m256i lead, letter; /* struct engine.lead, twice; the place of TABLE_LETTER */
};

/* Where their entries are in table_entry. */
AVX2 static inline __m256i
entry_places(__m256i bytes, const struct look *look)
{
	__m256i three = _mm256_srai_epi32(_mm256_slli_epi32(bytes, 8), 31);
	/* a byte from 80 on shuffles nothing: the last two of three */
	__m256i block = _mm256_shuffle_epi8(
	    look->lead, _mm256_and_si256(bytes, _mm256_set1_epi32((int)0xFFFFFF0F)));
	__m256i rest = _mm256_and_si256(bytes, _mm256_set1_epi32(0x3F3F00));
	__m256i pairs = _mm256_maddubs_epi16(_mm256_or_si256(block, rest),
					     _mm256_set1_epi32(0x00010140));
	__m256i place = _mm256_madd_epi16(pairs, _mm256_set1_epi32(0x00010040));

	return _mm256_blendv_epi8(look->letter, place, three);
}

/* Lanes of bytes as text to OUT. */
AVX2 static inline void
close_group(__m256i bytes, char *out, size_t three)
{
	__m256i is = _mm256_shuffle_epi8(
	    bytes, _mm256_load_si256((const __m256i *)(const void *)lanes_shuffle[three].close));

	_mm_storeu_si128((__m128i *)(void *)out, _mm256_castsi256_si128(is));
	_mm_storeu_si128((__m128i *)(void *)(out + lanes_half(three)),
			 _mm256_extracti128_si256(is, 1));
}

/* Which of eight characters do not meet the one before them, a bit each; LAST: those before. */
AVX2 static inline int
strangers(__m256i last, __m256i entry)
{
	__m256i middle = _mm256_permute2x128_si256(last, entry, 0x21);
	__m256i before = _mm256_alignr_epi8(entry, middle, 12);
	__m256i meet = _mm256_and_si256(_mm256_add_epi32(before, before), entry);
	__m256i none = _mm256_cmpeq_epi32(
	    _mm256_and_si256(meet, _mm256_set1_epi32((int)TABLE_SECONDS)), _mm256_setzero_si256());

	return _mm256_movemask_ps(_mm256_castsi256_ps(none));
}

/* Returns the bytes that are read; -1: a rare character is among them, or half of one at the end.
 */
AVX2 static int
read_groups(const struct engine *e, const char *p, char *out, struct run *r, uint32_t *last)
{
	struct look look = {
	    _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)e->lead)),
	    _mm256_set1_epi32(e->lead[TABLE_LEADS - 1] * TABLE_LEAD + TABLE_LETTER % TABLE_LEAD)};
	__m256i all = _mm256_setzero_si256(), before = _mm256_set1_epi32((int)*last);
	__m256i bytes = lanes_spread(p, r->three[0]), place = entry_places(bytes, &look);
	size_t at = 0;

	/* the next eight are spread while the entries of these come from memory */
	for (size_t i = 0; i < (size_t)r->n / GROUP; i++) {
		size_t three = r->three[i], next = at + GROUP + 2 * (size_t)_mm_popcnt_u64(three);
		__m256i entry = gather(place);
		__m256i change = _mm256_and_si256(entry, _mm256_set1_epi32((int)TABLE_CHANGE));
		__m256i is = _mm256_xor_si256(bytes, change);

		bytes = lanes_spread(p + next, r->three[i + 1]);
		place = entry_places(bytes, &look);
		close_group(is, out + at, three);
		r->meet[i] = (unsigned char)~strangers(before, entry);
		all = _mm256_or_si256(all, entry);
		before = entry;
		r->group[i] = (uint16_t)at;
		at = next;
	}
	if (_mm256_movemask_ps(_mm256_castsi256_ps(all)) || ((unsigned char)p[at] & 0xC0) == 0x80)
		return -1;
	*last = (uint32_t)_mm256_extract_epi32(before, GROUP - 1);
	return (int)at;
}

/* Where character I of the run begins. */
AVX2 static inline int
place_of(const struct run *r, int i)
{
	unsigned before = _bzhi_u32(r->three[i / GROUP], (unsigned)i % GROUP);

	return r->group[i / GROUP] + i % GROUP + 2 * (int)_mm_popcnt_u32(before);
}

enum { AT_ONCE = 6 }; /* of 64 characters seldom more meet */

/* List the first one of MEET, which are characters from I on. Returns the others. */
AVX2 static inline uint64_t
list_one(uint64_t meet, int i, uint16_t *place)
{
	*place = (uint16_t)(i + (int)_tzcnt_u64(meet));
	return _blsr_u64(meet);
}

/* List those who meet the one before, for a run that begins at byte N. Returns how many. */
AVX2 static int
list_places(const struct run *r, int n, uint16_t *place)
{
	int count = 0;

	for (int i = 0; i < r->n; i += 64) {
		uint64_t meet;
		int more;

		memcpy(&meet, r->meet + i / GROUP, sizeof meet);
		more = (int)_mm_popcnt_u64(meet);
#pragma GCC unroll 6
		for (int k = 0; k < AT_ONCE; k++)
			meet = list_one(meet, i, place + count + k);
		for (int k = AT_ONCE; k < more; k++)
			meet = list_one(meet, i, place + count + k);
		count += more;
	}
	for (int k = 0; k < count; k++)
		place[k] = (uint16_t)(n + place_of(r, place[k]));
	return count;
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
	done = read_groups(b->e, b->text.p + from, b->buffer + b->out, &r, &b->last);
	if (done < 0)
		return r.bad < 0 ? from + length : from + r.bad + 1;
	/* what is left of the last eight groups has none */
	memset(r.meet + r.n / GROUP, 0, sizeof(uint64_t));
	b->nplace += list_places(&r, from, b->place + b->nplace);
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
