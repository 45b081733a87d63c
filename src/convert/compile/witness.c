#include "convert/compile/witness.h"

#include "base/utf8.h"
#include "convert/table.h"

/* Text has characters that few words have; so much is added to the use of each. */
enum { COMMON = 800 };

struct word {
	str text;
	uint32_t character[TABLE_KEY];
	int n;
	bool done; /* it has a witness, or needs none */
};

struct choice {
	struct arena *a;
	const uint32_t *use;
	uint32_t *entry;
	struct word *word;
	int n;
	uint32_t *waiting; /* by code point: words that it could be the witness of */
};

static bool
is_rare(const struct choice *c, uint32_t cp)
{
	return cp >= WITNESS_LIMIT || c->entry[cp] & TABLE_RARE;
}

static bool
has_three_bytes(uint32_t cp)
{
	return cp >= 0x800 && cp < WITNESS_LIMIT;
}

/* Character I of W can be seen beside a witness. */
static bool
is_neighbour(const struct word *w, int i)
{
	return i >= 0 && i < w->n && (has_three_bytes(w->character[i]) || w->character[i] < 0x80);
}

/* Character I of W can be its witness. */
static bool
is_eligible(const struct choice *c, const struct word *w, int i)
{
	uint32_t cp = w->character[i];

	return has_three_bytes(cp) && !table_plain(cp) && !is_rare(c, cp) &&
	       (is_neighbour(w, i - 1) || is_neighbour(w, i + 1));
}

/* Character I of W is the first like it that can be its witness. */
static bool
is_first(const struct choice *c, const struct word *w, int i)
{
	for (int k = 0; k < i; k++)
		if (w->character[k] == w->character[i] && is_eligible(c, w, k))
			return false;
	return is_eligible(c, w, i);
}

static void
wait(struct choice *c, const struct word *w, int more)
{
	for (int i = 0; i < w->n; i++)
		if (is_first(c, w, i))
			c->waiting[w->character[i]] += (uint32_t)more;
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

static void
read_words(struct choice *c, const struct dict *words)
{
	c->n = words->n;
	c->word = NEW(c->a, struct word, (size_t)words->n + 1);
	for (int k = 0; k < c->n; k++) {
		struct word *w = &c->word[k];

		w->text = words->entry[k].key;
		for (ptrdiff_t at = 0; at < w->text.n;)
			w->character[w->n++] = utf8_next(w->text, &at);
		w->done = needs_none(c, w);
		if (!w->done)
			wait(c, w, 1);
	}
}

/* The character for which most words wait, by its use; 0: none do. */
static uint32_t
best(const struct choice *c)
{
	uint32_t is = 0;

	for (uint32_t cp = 1; cp < WITNESS_LIMIT; cp++)
		if ((uint64_t)c->waiting[cp] * (c->use[is] + COMMON) >
		    (uint64_t)c->waiting[is] * (c->use[cp] + COMMON))
			is = cp;
	return is;
}

/* Character I of W as text; empty: a filter cannot have it. */
static str
character_of(struct arena *a, const struct word *w, int i)
{
	char *buf = NEW(a, char, 4);

	if (i < 0 || i >= w->n || !has_three_bytes(w->character[i]))
		return (str){0};
	return (str){buf, utf8_encode(w->character[i], buf)};
}

/* Where the pair of W begins that the witness at I and its less common neighbour are; -1: none. */
static int
pair_of(const struct choice *c, const struct word *w, int i)
{
	bool before = i > 0 && has_three_bytes(w->character[i - 1]);
	bool behind = i + 1 < w->n && has_three_bytes(w->character[i + 1]);

	if (before && behind)
		before = c->use[w->character[i - 1]] < c->use[w->character[i + 1]];
	return before ? i - 1 : behind ? i : -1;
}

static void
note_near(const struct choice *c, const struct word *w, int i, struct witnesses *out)
{
	int from = pair_of(c, w, i);
	str *near = out->near[out->n];

	if (from < 0) {
		uint32_t cp = w->character[is_neighbour(w, i - 1) ? i - 1 : i + 1];

		out->letter[cp / 64] |= UINT64_C(1) << cp % 64;
		return;
	}
	near[0] = character_of(c->a, w, from);
	near[1] = character_of(c->a, w, from + 1);
	near[2] = character_of(c->a, w, from + 2);
	if (near[2].n == 0)
		near[2] = character_of(c->a, w, from - 1);
	out->n++;
}

/* CP is the witness of all words that wait for it. */
static void
appoint(struct choice *c, uint32_t cp, struct witnesses *out)
{
	c->entry[cp] |= TABLE_WITNESS;
	for (int k = 0; k < c->n; k++) {
		struct word *w = &c->word[k];

		for (int i = 0; i < w->n && !w->done; i++) {
			if (w->character[i] != cp || !is_eligible(c, w, i))
				continue;
			note_near(c, w, i, out);
			w->done = true;
			wait(c, w, -1);
		}
	}
}

void
witnesses_choose(struct arena *a, const struct dict *words, const uint32_t *use, uint32_t *entry,
		 struct witnesses *out)
{
	struct choice c = {.a = a, .use = use, .entry = entry};

	*out = (struct witnesses){.n = 0};
	out->near = (str(*)[3])NEW(a, str, 3 * ((size_t)words->n + 1));
	c.waiting = NEW(a, uint32_t, WITNESS_LIMIT);
	read_words(&c, words);
	for (uint32_t cp; (cp = best(&c)) != 0;)
		appoint(&c, cp, out);
	for (int k = 0; k < c.n; k++)
		if (!c.word[k].done)
			die("word without a witness", c.word[k].text);
}
