#include "convert/compile/map.h"

#include "base/utf8.h"

/*
 * Between segments each stage finds words of its own. Where the first has none, but changes each
 * character alone, a word of the second is found as that what it may have been before the first:
 * all spellings of it are keys. Where the first has words, these are the keys, with what the second
 * makes of their values; and where a word of the second may begin in one token of the first and end
 * in the next one, a pair of neighbours, or a flag of the value, tells that the stages must be run.
 */
struct spelling {
	struct arena *a;
	const struct config *config;
	struct dict all;
	str *image; /* of each of them after the first stage; empty: normalization changes it */
};

/* Keys of the first stage that can match between segments. */
static bool
between_segments(const struct spelling *s, str key)
{
	return is_word(key) && !dict_find(&s->config->segment, key);
}

static bool
is_spelled_alone(const struct spelling *s)
{
	const struct dict *first = &s->config->stage[0];

	for (int i = 0; i < first->n; i++)
		if (between_segments(s, first->entry[i].key))
			return false;
	for (int i = 0; i < s->all.n; i++)
		if (s->image[i].n > 0 && is_word(s->image[i]))
			return false;
	return true;
}

/* All that becomes HEAD and then what the first stage makes REST of: keys with VALUE. */
static void
add_spellings(const struct spelling *s, struct dict *out, str head, str rest,
	      const struct dict_entry *key)
{
	str c;

	if (rest.n == 0) {
		dict_put(s->a, out, (struct dict_entry){head, key->value, {0}, key->origin});
		return;
	}
	c = first_character(rest);
	for (int i = 0; i < s->all.n; i++)
		if (str_eq(s->image[i], c))
			add_spellings(s, out,
				      str_fmt(s->a, STR_FMT STR_FMT, STR_ARG(head),
					      STR_ARG(s->all.entry[i].key)),
				      str_from_at(rest, c.n), key);
}

/* A word of the second stage may begin in TEXT, not at its end, and go on after it. */
static bool
is_open(const struct dict *second, str text)
{
	for (ptrdiff_t at = 0; at < text.n; utf8_next(text, &at)) {
		str tail = str_from_at(text, at);

		for (int i = 0; i < second->n; i++)
			if (second->entry[i].key.n > tail.n &&
			    str_starts(second->entry[i].key, tail))
				return true;
	}
	return false;
}

static void
add_tokens(const struct spelling *s, struct map *out)
{
	const struct dict *first = &s->config->stage[0], *second = &s->config->stage[1];

	out->open = NEW(s->a, bool, (size_t)first->n);
	for (int i = 0; i < first->n; i++) {
		const struct dict_entry *e = &first->entry[i];

		if (!between_segments(s, e->key) && !(!is_word(e->key) && is_word(e->value)))
			continue;
		if (!str_eq(dict_run(s->a, &s->config->norm, e->key), e->key))
			continue;
		out->open[out->word.n] = is_open(second, e->value);
		dict_put(
		    s->a, &out->word,
		    (struct dict_entry){e->key, dict_run(s->a, second, e->value), {0}, e->origin});
	}
}

/* All characters that a token begins with which becomes something that begins with WANT. */
static void
note_beginnings(const struct spelling *s, str want, struct dict *out)
{
	const struct dict *first = &s->config->stage[0];

	for (int i = 0; i < s->all.n; i++)
		if (str_starts(s->image[i], want))
			dict_add(s->a, out, s->all.entry[i].key, (str){0});
	for (int i = 0; i < first->n; i++)
		if (str_starts(first->entry[i].value, want) &&
		    between_segments(s, first->entry[i].key))
			dict_add(s->a, out, first_character(first->entry[i].key), (str){0});
}

/* All single characters that become something that ends with WANT. */
static void
note_ends(const struct spelling *s, str want, struct dict *out)
{
	for (int i = 0; i < s->all.n; i++)
		if (str_ends(s->image[i], want))
			dict_add(s->a, out, s->all.entry[i].key, (str){0});
}

/* All characters that longer tokens end with which become something that ends with WANT. */
static void
note_word_ends(const struct spelling *s, str want, struct dict *out)
{
	const struct dict *first = &s->config->stage[0];

	for (int i = 0; i < first->n; i++) {
		str key = first->entry[i].key;
		ptrdiff_t last = key.n;

		if (!str_ends(first->entry[i].value, want) || !between_segments(s, key))
			continue;
		utf8_prev(key, &last);
		dict_add(s->a, out, str_from_at(key, last), (str){0});
	}
}

static void
add_products(struct arena *a, const struct dict *first, const struct dict *second, struct dict *out)
{
	for (int i = 0; i < first->n; i++)
		for (int k = 0; k < second->n; k++)
			dict_add(a, out,
				 str_fmt(a, STR_FMT STR_FMT, STR_ARG(first->entry[i].key),
					 STR_ARG(second->entry[k].key)),
				 (str){0});
}

/*
 * The pairs of which the first becomes the beginning of KEY, and the second may go on with it. And
 * all pairs that two neighbours in KEY may come of.
 */
static void
add_pairs(const struct spelling *s, str key, struct gap *out)
{
	for (str rest = key;;) {
		struct dict first = {0}, second = {0};
		str c = first_character(rest);

		rest = str_from_at(rest, c.n);
		if (rest.n == 0)
			return;
		note_ends(s, c, &first);
		note_beginnings(s, first_character(rest), &second);
		if (c.p == key.p)
			add_products(s->a, &first, &second, &out->pair);
		note_word_ends(s, c, &first);
		add_products(s->a, &first, &second, &out->joint);
	}
}

void
gap_of(struct arena *a, const struct config *config, struct gap *out)
{
	struct spelling s = {.a = a, .config = config, .all = characters(a, config)};
	const struct dict *second = &config->stage[1];
	bool alone;

	*out = (struct gap){.map = {.norm = &config->norm}};
	s.image = NEW(a, str, (size_t)s.all.n);
	for (int i = 0; i < s.all.n; i++)
		if (!dict_find(&config->norm, s.all.entry[i].key))
			s.image[i] = dict_run(a, &config->stage[0], s.all.entry[i].key);
	alone = is_spelled_alone(&s);
	if (!alone)
		add_tokens(&s, &out->map);
	for (int i = 0; i < second->n; i++) {
		if (is_word(second->entry[i].key) && alone)
			add_spellings(&s, &out->map.word, (str){0}, second->entry[i].key,
				      &second->entry[i]);
		else if (is_word(second->entry[i].key))
			add_pairs(&s, second->entry[i].key, out);
	}
}
