#include "convert/compile/map.h"

#include "base/utf8.h"
#include "convert/table.h"

uint32_t
first_of(str text)
{
	ptrdiff_t i = 0;

	return utf8_next(text, &i);
}

str
first_character(str text)
{
	ptrdiff_t i = 0;

	utf8_next(text, &i);
	return str_sub(text, 0, i);
}

bool
is_word(str key)
{
	return key.n > first_character(key).n;
}

int
by_key(const void *a, const void *b)
{
	const struct dict_entry *x = a, *y = b;

	return str_cmp(x->key, y->key);
}

static void
note_characters(struct arena *a, struct dict *out, const struct dict *in)
{
	for (int i = 0; i < in->n; i++)
		for (ptrdiff_t at = 0; at < in->entry[i].key.n;) {
			ptrdiff_t from = at;

			utf8_next(in->entry[i].key, &at);
			dict_add(a, out, str_sub(in->entry[i].key, from, at), (str){0});
		}
}

struct dict
characters(struct arena *a, const struct config *config)
{
	struct dict all = {0};

	note_characters(a, &all, &config->norm);
	note_characters(a, &all, &config->segment);
	for (int i = 0; i < config->nstage; i++)
		note_characters(a, &all, &config->stage[i]);
	for (int i = 0; i < all.n; i++) {
		uint32_t cp = first_of(all.entry[i].key);

		if (cp >= TABLE_LIMIT || (cp >= 0x2FF0 && cp <= 0x2FFF))
			die("character that the tables cannot have", all.entry[i].key);
	}
	return all;
}

struct map
map_of(struct arena *a, const struct config *config, const struct dict *keys, int from, int to)
{
	struct config part = *config;
	struct map m = {.keys = keys, .norm = from == 0 ? &config->norm : NULL};
	struct dict all = characters(a, config);

	part.nstage = to - from;
	memmove(part.stage, part.stage + from, (size_t)part.nstage * sizeof *part.stage);
	for (int i = 0; i < keys->n; i++) {
		str key = keys->entry[i].key;

		if (!is_word(key) && config->segmented && keys == &config->segment)
			die("segment of one character", key);
		if ((!is_word(key) && !is_word(keys->entry[i].value)) ||
		    (m.norm && !str_eq(dict_run(a, m.norm, key), key)))
			continue;
		dict_put(a, &m.word,
			 (struct dict_entry){.key = key,
					     .value = config_run(a, &part, key),
					     .origin = keys->entry[i].origin});
	}
	for (int i = 0; i < all.n; i++) {
		str c = all.entry[i].key, is = m.norm ? dict_run(a, m.norm, c) : c;

		dict_add(a, &m.single, c, config_run(a, &part, is));
	}
	return m;
}
