#include "convert/filter.h"

#include "base/utf8.h"

enum { WORDS_MIN = 128, WORDS_MAX = 1 << 15, KEYS_A_WORD = 2 };

void
filter_init(struct arena *a, struct filter *f, int keys)
{
	uint32_t words = WORDS_MIN;

	f->shift = 32 - 7;
	for (; words < WORDS_MAX && (uint32_t)keys > words * KEYS_A_WORD; words *= 2)
		f->shift--;
	f->pair = NEW(a, uint32_t, words);
	f->single = NEW(a, uint32_t, FILTER_SINGLE / 32);
}

void
filter_watch(struct filter *f, uint32_t cp)
{
	cp %= FILTER_SINGLE;
	f->single[cp / 32] |= UINT32_C(1) << cp % 32;
}

bool
filter_watches(const struct filter *f, uint32_t cp)
{
	cp %= FILTER_SINGLE;
	return f->single[cp / 32] >> cp % 32 & 1;
}

void
filter_add(struct filter *f, str key)
{
	char bytes[FILTER_LOAD] = {0};
	uint32_t h, cp = 0;

	if (key.n < FILTER_WINDOW) {
		utf8_decode(key, &cp);
		filter_watch(f, cp);
		return;
	}
	memcpy(bytes, key.p, FILTER_WINDOW);
	h = filter_hash(filter_window(bytes));
	f->pair[h >> f->shift] |= UINT32_C(1) << (h >> FILTER_BIT_FIRST & 31) |
				  UINT32_C(1) << (h >> FILTER_BIT_SECOND & 31);
}

ptrdiff_t
filter_next_portable(const struct filter *f, str text, ptrdiff_t at, ptrdiff_t to)
{
	const uint32_t *pair = f->pair, *single = f->single;
	char rest[2 * FILTER_LOAD] = {0};
	const int shift = f->shift;
	ptrdiff_t length, from;

	for (; at < to && at + FILTER_LOAD <= text.n; at += length)
		if (filter_has(pair, single, shift, filter_window(text.p + at), &length))
			return at;
	/* with nothing behind it */
	from = at;
	if (at < to)
		memcpy(rest, text.p + at, (size_t)(text.n - at));
	for (; at < to; at += length)
		if (filter_has(pair, single, shift, filter_window(rest + (at - from)), &length))
			return at;
	return at;
}

ptrdiff_t
filter_next(const struct filter *f, str text, ptrdiff_t at, ptrdiff_t to)
{
#if defined __x86_64__
	if (__builtin_cpu_supports("avx2"))
		return filter_next_avx2(f, text, at, to);
#endif
	return filter_next_portable(f, text, at, to);
}
