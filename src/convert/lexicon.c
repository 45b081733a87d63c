#include "convert/lexicon.h"

#include "convert/engine.h"

static str
through(struct arena *a, str configuration, str text)
{
	struct out o = {.mem = a};

	engine_run(engine_find(configuration), text, true, &o, NULL);
	return out_text(&o);
}

/* A word that has another one in the region of TO, taken alone, is that one: 发布 is 釋出. */
static str
regional_form(struct arena *a, const struct lexicon_word *w, enum script to)
{
	const bool taiwan = to == SCRIPT_HANT_TW;
	str hans = w->term.form[SCRIPT_HANS], plain, words;

	if (taiwan && w->regional.n > 0)
		return w->regional;
	plain = through(a, taiwan ? STR("s2tw") : STR("s2hk"), hans);
	words = through(a, taiwan ? STR("s2twp") : STR("s2hkp"), hans);
	return str_eq(words, plain) ? w->term.form[to] : words;
}

struct terms_list
lexicon_list(struct arena *a, enum script from, enum script to, bool phrases)
{
	struct glossary_term *term = NEW(a, struct glossary_term, (size_t)lexicon_count);

	for (int i = 0; i < lexicon_count; i++) {
		term[i] = lexicon_words[i].term;
		if (phrases && from == SCRIPT_HANS)
			term[i].form[to] = regional_form(a, &lexicon_words[i], to);
	}
	return (struct terms_list){term, from == to ? 0 : lexicon_count};
}
