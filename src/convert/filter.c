#include "convert/filter.h"

#include "base/utf8.h"
#include "convert/lanes.h"

enum { LINE = 16 /* words */, LINES_MIN = 8, LINES_MAX = 1 << 10, KEYS_A_LINE = 16 };

/* Odd numbers without a pattern. */
#define MIX_CLASS UINT32_C(0x9E3779B1)
#define MIX_PAIR  UINT64_C(0x9E3779B97F4A7C15)
#define MIX_THIRD UINT32_C(0xC2B2AE3D)
enum { BIT_FIRST = 12, BIT_SECOND = 7, WORD = 17 };

void
filter_init(struct arena *a, struct filter *f, int keys)
{
	uint32_t lines = LINES_MIN;

	f->shift = 32 - 3;
	for (; lines < LINES_MAX && (uint32_t)keys > lines * KEYS_A_LINE; lines *= 2)
		f->shift--;
	f->pair = NEW(a, uint32_t, lines * LINE);
	f->kind = NEW(a, uint16_t, FILTER_CHARACTERS);
}

/* Three bytes, the first lowest, where there are four: one load. */
static inline uint32_t
three(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (u[0] | (uint32_t)u[1] << 8 | (uint32_t)u[2] << 16 | (uint32_t)u[3] << 24) &
	       0xFFFFFF;
}

static inline bool
has_three(const char *p)
{
	return (unsigned char)*p >= 0xE0;
}

/* What the character at P goes by. */
static inline uint32_t
number(const char *p)
{
	uint32_t b = three(p);

	return has_three(p) ? (b & 15) << 12 | (b >> 2 & 0xFC0) | (b >> 16 & 63) : b & 0xFF;
}

/* Of the first six bytes, where there are eight: one load. */
static inline uint32_t
pair_hash(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;
	uint64_t eight = u[0] | (uint64_t)u[1] << 8 | (uint64_t)u[2] << 16 | (uint64_t)u[3] << 24 |
			 (uint64_t)u[4] << 32 | (uint64_t)u[5] << 40 | (uint64_t)u[6] << 48 |
			 (uint64_t)u[7] << 56;

	return (uint32_t)((eight << 16) * MIX_PAIR >> 32);
}

/* With a third character, or 0: all of a key. */
static inline uint32_t
third_hash(uint32_t pair, uint32_t third)
{
	return (pair ^ third) * MIX_THIRD;
}

/* The words that have what is behind a pair: those of a line of the cache. */
static inline uint32_t *
line_of(const struct filter *f, uint32_t pair)
{
	return f->pair + (size_t)(pair >> f->shift) * LINE;
}

static void
add_hash(uint32_t *line, uint32_t h)
{
	line[h >> WORD & (LINE - 1)] |= UINT32_C(1) << (h >> BIT_FIRST & 31) |
					UINT32_C(1) << (h >> BIT_SECOND & 31);
}

/* 1: it may have been added; 0. */
static inline unsigned
has_hash(const uint32_t *line, uint32_t h)
{
	uint32_t word = line[h >> WORD & (LINE - 1)];

	return word >> (h >> BIT_FIRST & 31) & word >> (h >> BIT_SECOND & 31) & 1;
}

/* 1: the pair at P, with what follows it, may begin a key. No jumps: nobody could foretell them. */
static inline unsigned
has_pair(const struct filter *f, const char *p)
{
	uint32_t pair = pair_hash(p);
	const uint32_t *line = line_of(f, pair);

	return has_hash(line, third_hash(pair, 0)) |
	       has_hash(line, third_hash(pair, three(p + FILTER_PAIR)));
}

void
filter_tell(struct filter *f, uint32_t cp)
{
	char c[4] = {0};

	utf8_encode(cp, c);
	f->kind[number(c)] |= FILTER_TOLD;
}

void
filter_add(struct filter *f, str key)
{
	char begin[FILTER_REACH] = {0};
	uint32_t pair, second, cp = 0;
	unsigned class;

	if (key.n < FILTER_PAIR || !has_three(key.p) || !has_three(key.p + FILTER_SIGN)) {
		utf8_decode(key, &cp);
		filter_tell(f, cp);
		return;
	}
	/* by the second one: then first ones meet few that are no second ones of theirs */
	memcpy(begin, key.p, (size_t)(key.n < FILTER_REACH ? key.n : FILTER_REACH));
	second = number(begin + FILTER_SIGN);
	class = (second * MIX_CLASS >> 8) % FILTER_CLASSES;
	f->kind[number(begin)] |= (uint16_t)(1u << 2 * class);
	f->kind[second] |= (uint16_t)(2u << 2 * class);
	pair = pair_hash(begin);
	add_hash(
	    line_of(f, pair),
	    third_hash(pair, key.n < FILTER_PAIR + FILTER_SIGN ? 0 : three(begin + FILTER_PAIR)));
}

void
filter_list_portable(const struct filter *f, const char *text, ptrdiff_t n, struct filter_places *p)
{
	unsigned kind = f->kind[number(text)];

	p->n = p->read = 0;
	for (;;) {
		int next = p->read + (has_three(text + p->read) ? FILTER_SIGN : 1);
		unsigned second;

		if (next >= n || next >= FILTER_BLOCK)
			break;
		second = f->kind[number(text + next)];
		p->place[p->n] = (uint16_t)((unsigned)p->read | (kind & FILTER_TOLD));
		p->n += ((kind << 1 & second & FILTER_SECONDS) | (kind & FILTER_TOLD)) != 0;
		p->read = next;
		kind = second;
	}
}

/* Of what is listed only those are left that are told, or a pair that begins a key. */
static void
sift(const struct filter *f, const char *text, struct filter_places *p)
{
	const struct filter in = *f;
	int n = 0;

	for (int k = 0; k < p->n; k++) {
		unsigned place = p->place[k], at = place & (FILTER_SURE - 1);

		p->place[n] = (uint16_t)at;
		n += (int)(place / FILTER_SURE | has_pair(&in, text + at));
	}
	p->n = n;
}

/* The end of TEXT, as if zeros followed it. */
static void
read_end(const struct filter *f, str text, struct filter_places *p)
{
	char rest[3 * FILTER_REACH] = {0};

	memcpy(rest, text.p + p->base, (size_t)(text.n - p->base));
	/* a character more, so that the last one is done */
	filter_list_portable(f, rest, text.n - p->base + FILTER_SIGN, p);
	sift(f, rest, p);
}

void
filter_read(const struct filter *f, str text, struct filter_places *p)
{
	do {
		ptrdiff_t left;

		p->base += p->read;
		p->n = p->read = 0;
		left = text.n - FILTER_REACH - p->base;
		if (left <= 0)
			break;
#if defined __x86_64__
		if (left >= FILTER_REACH_AVX2 && lanes_can())
			filter_list_avx2(f, text.p + p->base, left, p);
		else
#endif
			filter_list_portable(f, text.p + p->base, left + FILTER_SIGN, p);
		sift(f, text.p + p->base, p);
	} while (p->n == 0);
	if (p->n == 0 && p->base < text.n)
		read_end(f, text, p);
}

bool
filter_has(const struct filter *f, str text, ptrdiff_t at)
{
	const char *p = text.p + at;
	unsigned kind;

	if (text.n - at < FILTER_REACH)
		return true;
	kind = f->kind[number(p)];
	if (kind & FILTER_TOLD)
		return true;
	return has_three(p) && kind << 1 & f->kind[number(p + FILTER_SIGN)] & FILTER_SECONDS &&
	       has_pair(f, p);
}
