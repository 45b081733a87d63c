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
	uint8_t letter[WORDS_LETTERS];
	uint32_t pair[WORDS_PAIRS + WORDS_NEAR];
	uint64_t more[WORDS_MORE + WORDS_NEAR];
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

/* The slot of a pair, and where it is. */
static uint32_t
put_pair(struct table *t, uint32_t key, uint32_t cost, bool more)
{
	uint32_t mixed = words_mixed(key), at = mixed / WORDS_LOW, near = 0;

	while (near < WORDS_NEAR && t->pair[at + near])
		near++;
	if (near == WORDS_NEAR)
		die("words: no room for pairs", (str){0});
	t->pair[at + near] = mixed % WORDS_LOW | near << WORDS_PAIR_NEAR | cost << WORDS_PAIR_COST |
			     (more ? WORDS_PAIR_MORE : 0);
	return at + near;
}

/* The same of a longer start. */
static uint32_t
put_more(struct table *t, uint64_t key, uint64_t cost, bool more)
{
	uint32_t at = words_more_at(key), limit = at + WORDS_NEAR;

	while (at < limit && t->more[at])
		at++;
	if (at == limit)
		die("words: no room", (str){0});
	t->more[at] = key | cost << WORDS_COST | (more ? WORDS_GOES_ON : 0);
	return at + WORDS_LONGER;
}

/* Slots of the words LOW to HIGH (not included), which agree in their first AT letters: START. */
static void
put_words(struct table *t, int low, int high, int at, uint32_t start)
{
	low += t->word[low].letter[at] == 0;
	for (int i = low, k; i < high; i = k) {
		const struct word *w = &t->word[i];
		uint32_t letter = w->letter[at] - (uint32_t)WORDS_FIRST, next = letter;
		uint8_t cost = w->letter[at + 1] ? 0 : w->cost;
		bool more;

		for (k = i; k < high && t->word[k].letter[at] == w->letter[at];)
			k++;
		more = cost == 0 || k - i > 1;
		if (at == 0)
			t->letter[letter] = cost;
		else if (at == 1)
			next = put_pair(t, start << WORDS_BITS | letter, cost, more);
		else
			next = put_more(t, words_key(start, letter), cost, more);
		if (more)
			put_words(t, i, k, at + 1, next);
	}
}

static void
print(const struct table *t)
{
	puts("#include \"base/words_table.h\"\n\nconst uint8_t words_letter[WORDS_LETTERS] = {");
	for (int i = 0; i < WORDS_LETTERS; i++)
		printf("%d,\n", t->letter[i]);
	puts("};\n\nconst uint32_t words_pair[WORDS_PAIRS + WORDS_NEAR] = {");
	for (int i = 0; i < WORDS_PAIRS + WORDS_NEAR; i++)
		printf("%#x,\n", t->pair[i]);
	puts("};\n\nconst uint64_t words_more[WORDS_MORE + WORDS_NEAR] = {");
	for (int i = 0; i < WORDS_MORE + WORDS_NEAR; i++)
		printf("%#llx,\n", (unsigned long long)t->more[i]);
	puts("};");
}

int
main(void)
{
	struct arena a = {0};
	struct table *t = NEW(&a, struct table, 1);

	t->word = NEW(&a, struct word, WORDS);
	read_words(t);
	put_words(t, 0, t->n, 0, 0);
	print(t);
	arena_free(&a);
	return ferror(stdout) || fflush(stdout) != 0;
}
