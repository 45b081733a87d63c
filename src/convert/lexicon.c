#include "convert/lexicon.h"

#include "convert/engine.h"

static str
through(struct arena *a, str configuration, str text)
{
	struct out o = {.mem = a};

	engine_run(engine_find(configuration), text, true, &o, NULL);
	return out_text(&o);
}

/* A word that has another one in the region, taken alone, is that one: 发布 is 釋出. */
static str
regional_form(struct arena *a, const struct lexicon_word *w)
{
	str hans = w->term.form[SCRIPT_HANS], words;

	if (w->regional.n > 0)
		return w->regional;
	words = through(a, STR("s2twp"), hans);
	return str_eq(words, through(a, STR("s2tw"), hans)) ? w->term.form[SCRIPT_HANT_TW] : words;
}

void
lexicon_index(struct arena *a, enum script from, enum script to, bool phrases, struct terms *out)
{
	struct glossary_term *term = NEW(a, struct glossary_term, (size_t)lexicon_count);

	for (int i = 0; i < lexicon_count; i++) {
		term[i] = lexicon_words[i].term;
		if (phrases && from == SCRIPT_HANS && to == SCRIPT_HANT_TW)
			term[i].form[to] = regional_form(a, &lexicon_words[i]);
	}
	terms_index(a, term, from == to ? 0 : lexicon_count, from, to, out);
}
