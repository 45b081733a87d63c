#include "convert/compile/witness.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "convert/table.h"

/*
 * Let X be the first characters of the witnesses of a class, and Y the second ones. The engine
 * finds every pair of neighbours of which one is in X and the other in Y, as the product of how
 * often text has any of X and any of Y; the sum over all classes should be small. A word goes where
 * it adds least, to that class and with that pair of its own; the word that can add most comes
 * first. Then each has the choice anew, a few times.
 */
enum { ROUNDS = 6 };

struct word {
	uint32_t character[TABLE_KEY]; /* letters are TABLE_LETTER */
	int n;
	uint64_t least; /* the product for the best pair alone */
	int at, class;	/* its witness; AT < 0: none yet */
};

/* Characters of one side of a class: how many witnesses have each, and how often text has any. */
struct side {
	uint16_t n[WITNESS_LIMIT];
	uint64_t use;
};

struct choice {
	const uint32_t *use, *entry;
	struct side side[TABLE_CLASSES][2];
};

static bool
has_three_bytes(uint32_t cp)
{
	return cp >= 0x800 && cp < WITNESS_LIMIT;
}

static bool
is_rare(const struct choice *c, uint32_t cp)
{
	return cp >= WITNESS_LIMIT || c->entry[cp] & TABLE_RARE;
}

/* The engine looks closely at characters that are TABLE_RARE, but not at signs. */
static bool
needs_none(const struct choice *c, const struct word *w)
{
	for (int i = 0; i < w->n; i++)
		if (is_rare(c, w->character[i]) && !table_plain(w->character[i]))
			return true;
	return false;
}

/* Characters I and I + 1 of W can be its witness. */
static bool
is_eligible(const struct choice *c, const struct word *w, int i)
{
	for (int k = i; k < i + 2; k++)
		if (!has_three_bytes(w->character[k]) || is_rare(c, w->character[k]))
			return false;
	return w->character[i + 1] != TABLE_LETTER;
}

static void
add(struct choice *c, const struct word *w)
{
	for (int k = 0; k < 2; k++) {
		struct side *s = &c->side[w->class][k];
		uint32_t cp = w->character[w->at + k];

		if (s->n[cp]++ == 0)
			s->use += c->use[cp];
	}
}

static void
drop(struct choice *c, const struct word *w)
{
	for (int k = 0; k < 2; k++) {
		struct side *s = &c->side[w->class][k];
		uint32_t cp = w->character[w->at + k];

		if (--s->n[cp] == 0)
			s->use -= c->use[cp];
	}
}

/* What characters AT and AT + 1 of W add to the product of CLASS. */
static uint64_t
more(const struct choice *c, const struct word *w, int at, int class)
{
	const struct side *x = &c->side[class][0], *y = &c->side[class][1];
	uint32_t first = w->character[at], second = w->character[at + 1];
	uint64_t more_x = x->n[first] ? 0 : c->use[first];
	uint64_t more_y = y->n[second] ? 0 : c->use[second];

	return (x->use + more_x) * (y->use + more_y) - x->use * y->use;
}

static void
choose(struct choice *c, struct word *w)
{
	uint64_t least = UINT64_MAX;

	for (int at = 0; at + 1 < w->n; at++)
		for (int class = 0; is_eligible(c, w, at) && class < TABLE_CLASSES; class ++) {
			uint64_t is = more(c, w, at, class);

			if (is >= least)
				continue;
			least = is;
			w->at = at;
			w->class = class;
		}
	add(c, w);
}

static uint64_t
least_of(const struct choice *c, const struct word *w)
{
	uint64_t least = UINT64_MAX;

	for (int at = 0; at + 1 < w->n; at++) {
		uint64_t is = (uint64_t)c->use[w->character[at]] * c->use[w->character[at + 1]];

		if (is_eligible(c, w, at) && is < least)
			least = is;
	}
	return least;
}

/* The word that can add most comes first; those that can add as much, by their characters. */
static int
by_least(const void *a, const void *b)
{
	const struct word *v = a, *w = b;

	if (v->least != w->least)
		return v->least < w->least ? 1 : -1;
	for (int i = 0; i < v->n && i < w->n; i++)
		if (v->character[i] != w->character[i])
			return v->character[i] < w->character[i] ? -1 : 1;
	return v->n - w->n;
}

/* Those of WORDS that need a witness; returns how many. */
static int
read_words(const struct choice *c, const struct dict *words, struct word *word)
{
	int n = 0;

	for (int k = 0; k < words->n; k++) {
		struct word *w = &word[n];
		str text = words->entry[k].key;

		*w = (struct word){.at = -1};
		for (ptrdiff_t at = 0; at < text.n; w->n++) {
			uint32_t cp = utf8_next(text, &at);

			w->character[w->n] = cp < 0x80 ? TABLE_LETTER : cp;
		}
		if (needs_none(c, w))
			continue;
		w->least = least_of(c, w);
		if (w->least == UINT64_MAX)
			die("word without a witness", text);
		n++;
	}
	return n;
}

/* Character I of W as text; empty: a filter cannot have it. */
static str
character_of(struct arena *a, const struct word *w, int i)
{
	char *buf = NEW(a, char, 4);

	if (i < 0 || i >= w->n || !has_three_bytes(w->character[i]) ||
	    w->character[i] == TABLE_LETTER)
		return (str){0};
	return (str){buf, utf8_encode(w->character[i], buf)};
}

static void
note_near(struct arena *a, const struct word *w, struct witnesses *out)
{
	str *near = out->near[out->n];

	if (w->character[w->at] == TABLE_LETTER)
		return;
	near[0] = character_of(a, w, w->at);
	near[1] = character_of(a, w, w->at + 1);
	near[2] = character_of(a, w, w->at + 2);
	if (near[2].n == 0)
		near[2] = character_of(a, w, w->at - 1);
	out->n++;
}

void
witnesses_choose(struct arena *a, const struct dict *words, const uint32_t *use, uint32_t *entry,
		 struct witnesses *out)
{
	struct choice *c = NEW(a, struct choice, 1);
	struct word *word = NEW(a, struct word, (size_t)words->n + 1);
	int n;

	c->use = use;
	c->entry = entry;
	*out = (struct witnesses){.near = (str(*)[3])NEW(a, str, 3 * ((size_t)words->n + 1))};
	n = read_words(c, words, word);
	qsort(word, (size_t)n, sizeof *word, by_least);
	for (int i = 0; i < n; i++)
		choose(c, &word[i]);
	for (int i = 0; i < ROUNDS * n; i++) {
		drop(c, &word[i % n]);
		choose(c, &word[i % n]);
	}
	for (int i = 0; i < n; i++) {
		const struct word *w = &word[i];

		entry[w->character[w->at]] |= TABLE_FIRST(w->class);
		entry[w->character[w->at + 1]] |= TABLE_SECOND(w->class);
		note_near(a, w, out);
	}
}
