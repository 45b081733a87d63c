/*
 * words - ICU's dictionary of Chinese words to the C source of the table in base/words_table.h, on
 * standard output. A dictionary that is not as expected ends the program.
 */
#include "base/words_table.h"

#include <stdio.h>
#include <unicode/udata.h>

#include "base/arena.h"
#include "convert/compile/dict.h"

enum { WORDS = 1 << 19 /* at most, of all letters */ };

struct word {
	uint16_t letter[WORDS_LONGEST + 1]; /* then 0 */
	uint8_t cost;
};

struct table {
	struct word *word; /* in order */
	int n;
	uint32_t starts; /* that have a number */
	uint64_t slot[WORDS_SLOTS + WORDS_NEAR];
};

/* -- ICU's dictionary: a trie of units of 16 bits (ucharstrie.h), behind some numbers -- */

enum {
	NUMBERS = 8, /* of 32 bits: the first is where the trie begins, number KIND what it is */
	KIND = 4,
	OF_UNITS = 1,	/* and letters are as they are */
	LINEAR = 0x30,	/* node: as many units more, all of them follow */
	VALUE = 0x40,	/* node with a value, in the bits above */
	FINAL = 0x8000, /* a value, and nothing behind it */
	FEW = 5,	/* children of a node, which stand in a row */
};

static void
keep(struct table *t, const uint16_t *key, int n, uint32_t cost)
{
	struct word *w = &t->word[t->n];

	if (cost == 0 || cost >= UINT8_MAX || t->n + 1 == WORDS)
		die("words: cost of a word, or too many", (str){0});
	for (int i = 0; i < n; i++) {
		if (key[i] < WORDS_FIRST || key[i] >= WORDS_LIMIT)
			return;
		w->letter[i] = key[i];
	}
	w->letter[n] = 0;
	w->cost = (uint8_t)cost;
	t->n++;
}

/* What LEAD and, if that has no room, units at *P say; TWO: with one unit more; ALL: with two. */
static uint32_t
number(const uint16_t **p, uint32_t lead, uint32_t two, uint32_t all)
{
	uint32_t high;

	if (lead < two)
		return lead;
	high = lead < all ? lead - two : *(*p)++;
	return high << 16 | *(*p)++;
}

static void walk(struct table *t, const uint16_t *p, uint16_t *key, int n);

/* Where the trie goes on behind the way at P. */
static const uint16_t *
jump(const uint16_t **p)
{
	uint32_t lead = *(*p)++, way = number(p, lead, 0xFC00, 0xFFFF);

	return *p + way;
}

static void
branch(struct table *t, const uint16_t *p, int children, uint16_t *key, int n)
{
	if (children > FEW) {
		const uint16_t *low;

		p++;
		low = jump(&p);
		branch(t, low, children / 2, key, n);
		branch(t, p, children - children / 2, key, n);
		return;
	}
	for (; children > 1; children--) {
		uint32_t lead, value;

		key[n] = *p++;
		lead = *p++;
		value = number(&p, lead & (FINAL - 1), 0x4000, 0x7FFF);
		if (lead & FINAL)
			keep(t, key, n + 1, value);
		else
			walk(t, p + value, key, n + 1);
	}
	key[n] = *p++;
	walk(t, p, key, n + 1);
}

/* All words of the node at P, which begin with the N units of KEY. */
static void
walk(struct table *t, const uint16_t *p, uint16_t *key, int n)
{
	uint32_t lead = *p++;

	if (n > WORDS_LONGEST)
		die("words: a word is too long", (str){0});
	if (lead & FINAL) {
		keep(t, key, n, number(&p, lead & (FINAL - 1), 0x4000, 0x7FFF));
		return;
	}
	if (lead >= VALUE) {
		/* values that need more units are no costs */
		keep(t, key, n, lead / VALUE - 1);
		lead %= VALUE;
	}
	if (lead >= LINEAR) {
		for (; lead >= LINEAR && n <= WORDS_LONGEST; lead--)
			key[n++] = *p++;
		walk(t, p, key, n);
	} else {
		uint32_t last = lead ? lead : *p++;

		branch(t, p, (int)last + 1, key, n);
	}
}

static void
read_words(struct table *t)
{
	UErrorCode err = U_ZERO_ERROR;
	UDataMemory *m = udata_open(U_ICUDATA_NAME U_TREE_SEPARATOR_STRING "brkitr", "dict",
				    "cjdict", &err);
	uint16_t key[WORDS_LONGEST + LINEAR];
	const int32_t *head;

	if (U_FAILURE(err))
		die("words: ICU's dictionary", str_from(u_errorName(err)));
	head = udata_getMemory(m);
	if (head[KIND] % NUMBERS != OF_UNITS || head[KIND + 1] != 0)
		die("words: ICU's dictionary is of another kind", (str){0});
	walk(t, (const uint16_t *)(const void *)((const char *)head + head[0]), key, 0);
	udata_close(m);
}

/* -- the table ------------------------------------------------------------------------ */

static void
put_slot(struct table *t, uint64_t slot)
{
	uint32_t at = words_slot_of((uint32_t)slot), limit = at + WORDS_NEAR;

	while (at < limit && t->slot[at])
		at++;
	if (at == limit)
		die("words: no room", (str){0});
	t->slot[at] = slot;
}

/* Slots of the words LOW to HIGH (not included), which agree in the AT letters of START NUMBER. */
static void
put_words(struct table *t, int low, int high, int at, uint32_t number)
{
	low += t->word[low].letter[at] == 0;
	for (int i = low, k; i < high; i = k) {
		const struct word *w = &t->word[i];
		uint64_t cost = w->letter[at + 1] ? 0 : w->cost, start = 0;

		for (k = i; k < high && t->word[k].letter[at] == w->letter[at];)
			k++;
		if (cost == 0 || k - i > 1)
			start = ++t->starts;
		put_slot(t, start << WORDS_START | cost << WORDS_COST |
				words_key(number, w->letter[at]));
		if (start > 0)
			put_words(t, i, k, at + 1, (uint32_t)start);
	}
}

int
main(void)
{
	struct arena a = {0};
	struct table *t = NEW(&a, struct table, 1);

	t->word = NEW(&a, struct word, WORDS);
	read_words(t);
	put_words(t, 0, t->n, 0, 0);
	if (t->starts >= WORDS_STARTS)
		die("words: too many", (str){0});
	puts("#include \"base/words_table.h\"\n\nconst uint64_t words_slot[] = {");
	for (int i = 0; i < WORDS_SLOTS + WORDS_NEAR; i++)
		printf("%#llx,\n", (unsigned long long)t->slot[i]);
	puts("};");
	arena_free(&a);
	return ferror(stdout) || fflush(stdout) != 0;
}
