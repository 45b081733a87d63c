#include "convert/mask.h"

#include "base/utf8.h"
#include "convert/lexicon.h"
#include "convert/lock.h"

void
mask_init(struct arena *a, struct mask *m, enum script script, const struct glossary *glossary,
	  const str *exempt, int n)
{
	struct glossary_term *term = NEW(a, struct glossary_term, (size_t)n);
	struct terms_list list[] = {{term, n}, {NULL, 0}};

	*m = (struct mask){.script = script};
	for (int i = 0; i < n; i++)
		term[i].form[script] = exempt[i];
	if (glossary)
		list[1] = (struct terms_list){glossary->term, glossary->n};
	terms_index(a, list, 2, script, script, &m->term);
}

void
mask_init_lexicon(struct arena *a, struct mask *m, enum script to)
{
	struct terms_list list = lexicon_list(a, SCRIPT_HANS, to, false);

	*m = (struct mask){.script = SCRIPT_HANS};
	terms_index(a, &list, 1, SCRIPT_HANS, to, &m->term);
}

/* A copy of TEXT that can be written to; *COPY is it, if there is one already. */
static char *
writable(struct arena *a, str text, char **copy)
{
	if (!*copy) {
		*copy = NEW(a, char, (size_t)text.n + 1);
		memcpy(*copy, text.p, (size_t)text.n);
	}
	return *copy;
}

static void
strike(struct arena *a, str text, char **copy, ptrdiff_t from, ptrdiff_t to)
{
	if (from < to)
		memset(writable(a, text, copy) + from, 'x', (size_t)(to - from));
}

/* Marks, what they lock, and what they have for other scripts. */
static void
strike_marks(const struct mask *m, struct arena *a, str text, char **copy)
{
	struct lock_text t;
	ptrdiff_t at = 0;

	lock_read(a, text, m->script, &t);
	for (int i = 0; i < t.n; i++) {
		if (t.run[i].locked)
			continue;
		strike(a, text, copy, at, t.run[i].from);
		at = t.run[i].to;
	}
	strike(a, text, copy, at, text.n);
}

static void
strike_terms(const struct terms *terms, struct arena *a, str text, char **copy)
{
	struct terms_scan scan;

	terms_begin(&scan, terms, text, 0);
	for (ptrdiff_t i = 0; (i = terms_next(&scan, i, text.n)) < text.n;) {
		const struct term *t = terms_find(terms, str_from_at(text, i));

		if (!t) {
			utf8_next(text, &i);
			continue;
		}
		strike(a, text, copy, i, i + t->from.n);
		i += t->from.n;
	}
}

str
mask_text(const struct mask *m, struct arena *a, str text)
{
	char *copy = NULL;

	if (text.n > 0 && memchr(text.p, '{', (size_t)text.n))
		strike_marks(m, a, text, &copy);
	strike_terms(&m->term, a, copy ? (str){copy, text.n} : text, &copy);
	return copy ? (str){copy, text.n} : text;
}
