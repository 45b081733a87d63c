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

/* What the dictionary says of words that begin with START and LETTER; 0: nothing. */
static uint64_t
look_up(uint32_t start, uint32_t letter)
{
	uint32_t key = words_key(start, letter);
	const uint64_t *slot = &words_slot[words_slot_of(key)];

	while (*slot && (uint32_t)*slot != key)
		slot++;
	return *slot;
}

/* Go on from place I by every word that begins there. */
static void
go_on(struct way *way, const uint16_t *letter, int i, int n)
{
	enum { ALONE = 255 }; /* a letter that is no word; no word costs as much */
	uint32_t start = 0;

	reach(way, i, i + 1, ALONE);
	for (int k = i; k < n && (k == i || start > 0); k++) {
		uint64_t slot = look_up(start, letter[k]);
		uint8_t cost = (uint8_t)(slot >> WORDS_COST);

		if (cost > 0)
			reach(way, i, k + 1, cost);
		start = (uint32_t)(slot >> WORDS_START);
	}
}

void
words_divide(struct arena *scratch, str run, bool *end)
{
	int n = (int)(run.n / BYTES);
	uint16_t *letter = NEW(scratch, uint16_t, (size_t)n);
	struct way *way = NEW(scratch, struct way, (size_t)n + 1);
	const unsigned char *p = (const unsigned char *)run.p;

	for (int i = 0; i < n; i++, p += BYTES) {
		letter[i] = (uint16_t)((p[0] & 0xFu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu));
		way[i + 1].cost = UINT32_MAX;
	}
	for (int i = 0; i < n; i++)
		go_on(way, letter, i, n);
	for (int i = way[n].from; i > 0; i = way[i].from)
		end[BYTES * i] = true;
}
