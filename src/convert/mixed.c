#include "convert/mixed.h"

#include "base/utf8.h"
#include "convert/engine.h"
#include "convert/habit.h"
#include "convert/mask.h"
#include "convert/script.h"
#include "convert/shape.h"
#include "convert/stream.h"

/* What is the same in both scripts may stand between two characters of one cluster. */
enum { BRIDGE = 2 };

struct mixed {
	struct arena mem; /* this object, and above it what one call needs */
	enum script script;
	struct mask mask;
	const struct engine *hans;  /* to Simplified */
	struct convert *back;	    /* and back again; NULL: the texts are Simplified */
	const struct engine *words; /* the dictionary whose words tell MIXED_WORD */
	struct habits habits;
	unsigned only, doubt; /* classes that are, and that may be, out of place */
	unsigned own;	      /* and those that only this script has */
};

bool
mixed_possible(enum script script, unsigned classes)
{
	return classes & (script_foreign(script) | script_doubt(script));
}

struct mixed *
mixed_new(enum script script, const struct glossary *glossary, const str *exempt, int n)
{
	struct arena mem = {0};
	struct mixed *m = NEW(&mem, struct mixed, 1);
	bool hant = script != SCRIPT_HANS;

	m->script = script;
	habit_init(&m->habits);
	mask_init(&mem, &m->mask, script, glossary, exempt, n);
	m->hans = stream_engine(script == SCRIPT_HANT_HK ? script : SCRIPT_HANT_TW, SCRIPT_HANS);
	if (hant)
		m->back = convert_new(&(struct convert_options){.to = script, .pure = true});
	m->words = hant ? stream_engine(SCRIPT_HANS, script) : m->hans;
	m->only = script_foreign(script);
	m->doubt = script_doubt(script);
	m->own = script_native(script);
	m->mem = mem;
	return m;
}

void
mixed_free(struct mixed *m)
{
	struct arena mem;

	if (!m)
		return;
	convert_free(m->back);
	mem = m->mem;
	arena_free(&mem);
}

/* One text: what it is, and what it should be, character by character. */
struct look {
	struct mixed *m;
	str is;	    /* masked */
	str hans;   /* IS in Simplified, of as many characters */
	str should; /* and what it should be */
	bool *word; /* for each character whether it is in a word; NULL: not looked up so far */
	struct mixed_cluster *cluster;
	int n;
	/* of the last cluster: where what should stand there begins and ends */
	ptrdiff_t other, other_end;
	int between; /* characters since its end; more than BRIDGE: nothing can be joined to it */
};

/* The characters of the Simplified text that are in a word of the dictionary, from the left. */
static bool *
find_words(struct mixed *m, str text)
{
	bool *word = NEW(&m->mem, bool, (size_t)utf8_count(text));
	ptrdiff_t end[ENGINE_WORDS];
	int i = 0;

	for (ptrdiff_t at = 0, to; at < text.n;) {
		int n = engine_words(m->words, str_from_at(text, at), end);

		to = n > 0 ? at + end[n - 1] : at;
		if (n == 0)
			utf8_next(text, &at);
		for (i += n == 0; at < to; i++) {
			utf8_next(text, &at);
			word[i] = true;
		}
	}
	return word;
}

static str
to_hans(struct mixed *m, str text)
{
	struct out o = {.mem = &m->mem};

	engine_run(m->hans, text, true, &o, NULL);
	return out_text(&o);
}

/* TEXT, which is Simplified, as it is written in the script. */
static str
back(struct mixed *m, str text)
{
	struct diag quiet; /* there is no mark left that could be reported */

	diag_init(&quiet, &m->mem);
	return convert_text(m->back, &m->mem, &quiet, (struct pos){0}, text);
}

/* Whether WAS is what its Simplified character mostly becomes: 刮, though words have 颳. */
static bool
usual(struct mixed *m, uint32_t was)
{
	struct out one = {.mem = &m->mem};

	if (!m->back)
		return false;
	out_utf8(&one, was);
	return str_eq(back(m, to_hans(m, out_text(&one))), out_text(&one));
}

/* How sure it is that WAS, character I of the text, should be IS; MIXED__N: it is not said. */
static enum mixed_level
level_of(struct look *l, int i, uint32_t was, uint32_t is)
{
	const struct mixed *m = l->m;
	unsigned class = script_class(was);

	if (m->back && shape_same(was, is, m->script))
		return MIXED_SHAPE;
	if (class & m->only)
		return MIXED_OTHER;
	if (!(class & m->doubt) || class & m->own)
		return MIXED__N;
	if (!l->word)
		l->word = find_words(l->m, l->hans);
	return l->word[i] && !usual(l->m, was) ? MIXED_WORD : MIXED_CHARACTER;
}

/* Characters FROM to TO of the text should be those from OTHER to OTHER_END. */
static void
add(struct look *l, enum mixed_level level, ptrdiff_t from, ptrdiff_t to, ptrdiff_t other,
    ptrdiff_t other_end)
{
	struct mixed_cluster *c = l->n > 0 ? &l->cluster[l->n - 1] : NULL;
	bool joins = c && l->between <= BRIDGE &&
		     (c->level == MIXED_SHAPE) == (level == MIXED_SHAPE);

	/* what is seldom wrong, and what is a matter of taste, is not stretched */
	if (joins && l->between > 0)
		joins = c->level < MIXED_CHARACTER && level < MIXED_CHARACTER;
	if (!joins) {
		c = &l->cluster[l->n++];
		*c = (struct mixed_cluster){.from = from, .level = level};
		l->other = other;
	}
	c->to = to;
	c->n++;
	c->level = level < c->level ? level : c->level;
	l->between = 0;
	c->instead = str_sub(l->should, l->other, other_end);
}

/* CP, which is right, stands behind a cluster; SAME: the text as it should be has it too. */
static void
step_over(struct look *l, uint32_t cp, bool same)
{
	bool han = (cp >= 0x3400 && cp <= 0x9FFF) || cp >= 0x20000;

	l->between += same && han && !(script_class(cp) & l->m->own) ? 1 : BRIDGE + 1;
}

static void
compare(struct look *l)
{
	ptrdiff_t i = 0, k = 0;

	for (int n = 0; i < l->is.n; n++) {
		ptrdiff_t from = i, other = k;
		uint32_t was = utf8_next(l->is, &i), is = utf8_next(l->should, &k);
		enum mixed_level level = was == is ? MIXED__N : level_of(l, n, was, is);

		if (level == MIXED__N)
			step_over(l, was, was == is);
		else
			add(l, level, from, i, other, k);
	}
}

static int
differences(str a, str b)
{
	int n = 0;

	for (ptrdiff_t i = 0, k = 0; i < a.n;)
		n += utf8_next(a, &i) != utf8_next(b, &k);
	return n;
}

/*
 * What HANS becomes by the dictionary alone, without the lexicon. Its characters are as many as
 * those of HANS if its bytes are; else it cannot be compared, and Mainland habits are left out.
 */
static str
plain_back(struct mixed *m, str hans)
{
	struct out o = {.mem = &m->mem};

	engine_run(m->words, hans, true, &o, NULL);
	if (m->script == SCRIPT_HANT && (ptrdiff_t)o.n == hans.n)
		habit_mainland(&m->habits, hans, o.p, hans.n);
	return out_text(&o);
}

/* What the masked text should be; false: what it is. */
static bool
look(struct look *l)
{
	struct mixed *m = l->m;

	l->hans = to_hans(m, l->is);
	l->should = l->hans;
	if (m->back) {
		/* most texts are as they should be, and the dictionary alone says so */
		if (str_eq(plain_back(m, l->hans), l->is))
			return false;
		l->should = back(m, l->hans);
	} else {
		l->hans = l->is;
	}
	/* no dictionary changes the number of characters (conversion.md 1.4) */
	return !str_eq(l->should, l->is) && utf8_count(l->should) == utf8_count(l->is);
}

int
mixed_find(struct mixed *m, struct arena *a, str text, struct mixed_cluster **out)
{
	struct arena_mark mark = arena_mark(&m->mem);
	struct look l = {.m = m, .between = BRIDGE + 1};

	*out = NULL;
	if (!mixed_possible(m->script, script_classes(text)))
		return 0;
	l.is = mask_text(&m->mask, &m->mem, text);
	if (look(&l)) {
		l.should = str_dup(a, l.should);
		l.cluster = NEW(a, struct mixed_cluster, (size_t)differences(l.is, l.should));
		compare(&l);
	}
	arena_rewind(&m->mem, mark);
	*out = l.cluster;
	return l.n;
}

bool
mixed_is_surname(str is)
{
	static const str names[] = {STR_INIT("于"), STR_INIT("余"), STR_INIT("范"), STR_INIT("郁"),
				    STR_INIT("涂"), STR_INIT("岳"), STR_INIT("丰"), STR_INIT("云")};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_eq(names[i], is))
			return true;
	return false;
}

static bool
is_mended(const struct mixed_cluster *c, str text, enum mixed_level worst)
{
	if (c->level == MIXED_CHARACTER && mixed_is_surname(str_sub(text, c->from, c->to)))
		return false;
	return c->level <= worst && c->instead.n == c->to - c->from;
}

str
mixed_mend(struct mixed *m, struct arena *a, str text, enum mixed_level worst)
{
	struct mixed_cluster *c;
	int n = mixed_find(m, a, text, &c);
	char *mended = NULL;

	for (int i = 0; i < n; i++) {
		if (!is_mended(&c[i], text, worst))
			continue;
		if (!mended) {
			mended = NEW(a, char, (size_t)text.n);
			memcpy(mended, text.p, (size_t)text.n);
		}
		memcpy(mended + c[i].from, c[i].instead.p, (size_t)c[i].instead.n);
	}
	return mended ? (str){mended, text.n} : text;
}
