#include "convert/way.h"

#include <assert.h>

#include "base/utf8.h"
#include "convert/lexicon.h"
#include "convert/stray.h"

/* ORDER SCRIPT: OpenCC's configurations from (row) to (column); none: nothing to do. */
static const char *const config[SCRIPT__N][SCRIPT__N][WAY_STAGES] = {
    {{NULL}, {"s2t"}, {"s2tw"}, {"s2hk"}},
    {{"tw2s"}, {NULL}, {"t2tw"}, {"t2hk"}},
    {{"tw2s"}, {"tw2t"}, {NULL}, {"tw2t", "t2hk"}},
    {{"hk2s"}, {"hk2t"}, {"hk2t", "t2tw"}, {NULL}},
};

/* The configuration that has the words of a region too; NULL: there is none for this way. */
static const char *
regional(enum script from, enum script to)
{
	static const char *const with_words[SCRIPT__N][SCRIPT__N] = {
	    [SCRIPT_HANS] = {[SCRIPT_HANT_TW] = "s2twp", [SCRIPT_HANT_HK] = "s2hkp"},
	    [SCRIPT_HANT_TW] = {[SCRIPT_HANS] = "tw2sp"},
	    [SCRIPT_HANT_HK] = {[SCRIPT_HANS] = "hk2sp"},
	};

	return with_words[from][to];
}

bool
convert_has_phrases(enum script to)
{
	for (enum script from = 0; from < SCRIPT__N; from++)
		if (regional(from, to))
			return true;
	return false;
}

static void
find_stages(struct convert *c, const char *phrases)
{
	const char *const *name = config[c->how.from][c->how.to];

	for (int i = 0; i < WAY_STAGES && name[i]; i++) {
		c->stage[c->nstage++] = engine_find(str_from(name[i]));
		assert(c->stage[i]);
	}
	if (phrases) {
		c->plain = c->stage[0];
		c->stage[0] = engine_find(str_from(phrases));
	}
}

/* Operators of ideographic description, 2FF0 to 2FFF. */
static bool
is_ids(uint32_t cp)
{
	return (cp & ~UINT32_C(15)) == 0x2FF0;
}

static unsigned
look_for_ids(str text)
{
	for (ptrdiff_t i = 0; i < text.n;)
		if (is_ids(utf8_step(text.p, &i)))
			return WAY_IDS;
	return 0;
}

unsigned
way_look_at(const struct convert_options *how, str text)
{
	unsigned seen = 0;

	for (ptrdiff_t i = 0; i < text.n;) {
		uint32_t cp = utf8_step(text.p, &i);

		if (is_ids(cp))
			seen |= WAY_IDS;
		else if (!how->pure && stray_is(cp, how->from, how->to))
			seen |= WAY_STRAY;
	}
	return seen;
}

void
way_index(struct arena *a, const struct terms_list list[WAY_LISTS],
	  const struct convert_options *how, struct terms *out)
{
	terms_index(a, list, WAY_LISTS, how->from, how->to, out);
	for (int i = 0; i < out->n; i++)
		out->key[i].seen = out->key[i].list == WAY_LEXICON
				       ? way_look_at(how, out->key[i].from)
				       : look_for_ids(out->key[i].from);
	for (uint32_t cp = 0x2FF0; is_ids(cp); cp++)
		terms_tell(out, cp);
	if (how->pure)
		return;
	for (uint32_t cp = 0; (cp = stray_next_character(cp, how->from, how->to)) != 0; cp++)
		terms_tell(out, cp);
}

struct convert *
convert_new(const struct convert_options *options)
{
	enum script from = options->from, to = options->to;
	const char *phrases = options->phrases ? regional(from, to) : NULL;
	const struct glossary *glossary = options->glossary;
	struct terms_list list[WAY_LISTS] = {{0}};
	struct arena mem = {0};
	struct convert *c = NEW(&mem, struct convert, 1);

	c->how = *options;
	c->same = from == to;
	find_stages(c, phrases);
	habit_init(&c->habits);
	if (glossary)
		list[WAY_HOUSE] = (struct terms_list){glossary->term, glossary->n};
	list[WAY_LEXICON] = lexicon_list(&mem, from, to, phrases != NULL);
	way_index(&mem, list, options, &c->term);
	NEW(&c->work, char, 1);
	c->mem = mem;
	return c;
}

void
convert_free(struct convert *c)
{
	struct arena mem;

	if (!c)
		return;
	convert_free(c->other);
	mixed_free(c->mixed);
	arena_free(&c->work);
	mem = c->mem;
	arena_free(&mem);
}

struct convert *
way_other(struct convert *c)
{
	struct convert_options how = c->how;

	how.from = how.from == SCRIPT_HANS ? SCRIPT_HANT : SCRIPT_HANS;
	if (!c->other)
		c->other = convert_new(&how);
	return c->other;
}

struct mixed *
way_mixed(struct convert *c, enum script script)
{
	if (!c->mixed)
		c->mixed = mixed_new(script, NULL, NULL, 0);
	return c->mixed;
}
