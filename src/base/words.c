#include "base/words.h"

#include "base/words_table.h"

/* UTF-8 of three bytes: E4 B8 80 to E9 BF BF. */
enum { BYTES = 3 };

/* The way to a place between two letters that costs least. */
struct way {
	uint32_t cost;
	int from; /* where its last word begins */
};

ptrdiff_t
words_run(str text, ptrdiff_t at)
{
	const unsigned char *p = (const unsigned char *)text.p;
	ptrdiff_t end = at;

	while (text.n - end >= BYTES && ((unsigned)p[end] << 8 | p[end + 1]) >= 0xE4B8 &&
	       p[end] < 0xEA)
		end += BYTES;
	return end - at;
}

/* Of ways that cost the same the first one found stays, as with ICU. */
static void
reach(struct way *way, int from, int to, uint32_t cost)
{
	if (way[from].cost + cost < way[to].cost)
		way[to] = (struct way){way[from].cost + cost, from};
}

/* What the dictionary says of words that begin with two letters; of none: a slot that is 0. */
static const uint32_t *
look_up_pair(uint32_t first, uint32_t second)
{
	uint32_t mixed = words_mixed(first << WORDS_BITS | second), want = mixed % WORDS_LOW;
	const uint32_t *slot = &words_pair[mixed / WORDS_LOW];

	while (*slot && *slot % (1 << WORDS_PAIR_COST) != want) {
		want += 1 << WORDS_PAIR_NEAR;
		slot++;
	}
	return slot;
}

/* The same for START and one letter more. */
static const uint64_t *
look_up(uint32_t start, uint32_t letter)
{
	uint64_t key = words_key(start, letter);
	const uint64_t *slot = &words_more[words_more_at(key)];

	while (*slot && *slot % WORDS_KEY != key)
		slot++;
	return slot;
}

/* By words from FROM on that are longer than START, which ends before letter I. */
static void
go_further(struct way *way, const uint16_t *letter, int from, int i, int n, uint32_t start)
{
	for (bool more = true; more && i < n; i++) {
		const uint64_t *slot = look_up(start, letter[i]);
		uint8_t cost = (uint8_t)(*slot >> WORDS_COST);

		if (cost > 0)
			reach(way, from, i + 1, cost);
		more = *slot & WORDS_GOES_ON;
		start = (uint32_t)(slot - words_more) + WORDS_LONGER;
	}
}

/* Go on from place I by every word that begins there. */
static void
go_on(struct way *way, const uint16_t *letter, int i, int n)
{
	enum { ALONE = 255 }; /* a letter that is no word; no word costs as much */
	uint8_t cost = words_letter[letter[i]];
	const uint32_t *pair;

	reach(way, i, i + 1, cost ? cost : ALONE);
	if (i + 1 == n)
		return;
	pair = look_up_pair(letter[i], letter[i + 1]);
	cost = (uint8_t)(*pair >> WORDS_PAIR_COST);
	if (cost > 0)
		reach(way, i, i + 2, cost);
	if (*pair & WORDS_PAIR_MORE)
		go_further(way, letter, i, i + 2, n, (uint32_t)(pair - words_pair));
}

/* Have the table at hand: the places of all pairs are known at once, and memory is slow. */
static void
fetch(uint32_t first, uint32_t second)
{
	__builtin_prefetch(&words_pair[words_mixed(first << WORDS_BITS | second) / WORDS_LOW]);
}

void
words_divide(struct arena *scratch, str run, bool *end)
{
	int n = (int)(run.n / BYTES);
	uint16_t *letter = NEW(scratch, uint16_t, (size_t)n);
	struct way *way = NEW(scratch, struct way, (size_t)n + 1);
	const unsigned char *p = (const unsigned char *)run.p;

	for (int i = 0; i < n; i++, p += BYTES) {
		uint32_t cp = (p[0] & 0xFu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);

		letter[i] = (uint16_t)(cp - WORDS_FIRST);
		if (i > 0)
			fetch(letter[i - 1], letter[i]);
		way[i + 1].cost = UINT32_MAX;
	}
	for (int i = 0; i < n; i++)
		go_on(way, letter, i, n);
	for (int i = way[n].from; i > 0; i = way[i].from)
		end[BYTES * i] = true;
}
