#include "convert/convert.h"

#include <assert.h>

#include "base/utf8.h"
#include "convert/align.h"
#include "convert/engine.h"
#include "convert/habit.h"
#include "convert/lexicon.h"
#include "convert/lock.h"
#include "convert/mixed.h"
#include "convert/phrase.h"
#include "convert/quote.h"
#include "convert/stray.h"
#include "convert/terms.h"

enum { STAGES = 2, TERMS = 0, LEXICON, TABLES };

/* ORDER SCRIPT: OpenCC's configurations from (row) to (column); none: nothing to do. */
static const char *const config[SCRIPT__N][SCRIPT__N][STAGES] = {
    {{NULL}, {"s2t"}, {"s2tw"}, {"s2hk"}},
    {{"tw2s"}, {NULL}, {"t2tw"}, {"t2hk"}},
    {{"tw2s"}, {"tw2t"}, {NULL}, {"tw2t", "t2hk"}},
    {{"hk2s"}, {"hk2t"}, {"hk2t", "t2tw"}, {NULL}},
};

struct convert {
	struct arena mem;  /* this object */
	struct arena work; /* what one call needs; its first block stays from call to call */
	struct convert_options how;
	bool same; /* the text is in its script already */
	const struct engine *stage[STAGES];
	int nstage;
	struct habits habits;
	const struct engine *plain; /* the only stage, but without phrases; NULL: it has none */
	/* The way of sentences that are in the other script; NULL: not needed so far. */
	struct convert *other;
	struct mixed *mixed; /* what is out of place in its script; NULL: as above */
	/* House terms, then the lexicon: what comes later sees only what is left between the first.
	 */
	struct terms term[TABLES];
};

/* Where a fault was found; the next one is behind it, but for few. */
struct place {
	int piece;
	ptrdiff_t start, byte; /* columns are counted from START, and have been as far as BYTE */
	int columns;
	bool broken; /* a line ends between the two */
};

/* One paragraph on its way. */
struct job {
	struct convert *top, *c; /* what was called, and the way of the sentence at hand */
	struct arena *mem;
	struct diag *d;
	struct pos at;
	const struct convert_piece *piece;
	int n;
	char *bytes;	 /* all pieces joined; what is mended in it takes as many bytes */
	str text;	 /* the same */
	char *mask;	 /* the text with x for what is locked or a house term; NULL: not needed */
	ptrdiff_t *end;	 /* where each piece ends in it */
	struct out out;	 /* all results joined */
	ptrdiff_t *from; /* where each result begins in it */
	int k;		 /* the piece that is being written */
	struct place place;
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

struct convert *
convert_new(const struct convert_options *options)
{
	enum script from = options->from, to = options->to;
	const char *phrases = options->phrases ? regional(from, to) : NULL;
	const struct glossary *glossary = options->glossary;
	struct arena mem = {0};
	struct convert *c = NEW(&mem, struct convert, 1);

	c->how = *options;
	c->same = from == to;
	for (int i = 0; i < STAGES && config[from][to][i]; i++) {
		c->stage[c->nstage++] = engine_find(str_from(config[from][to][i]));
		assert(c->stage[i]);
	}
	if (phrases) {
		c->plain = c->stage[0];
		c->stage[0] = engine_find(str_from(phrases));
	}
	habit_init(&c->habits);
	if (glossary)
		terms_index(&mem, glossary->term, glossary->n, from, to, &c->term[TERMS]);
	lexicon_index(&mem, from, to, phrases != NULL, &c->term[LEXICON]);
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

/* The way of a sentence that is in the script that the text is not in. */
static struct convert *
other_way(struct convert *c)
{
	struct convert_options how = c->how;

	how.from = how.from == SCRIPT_HANS ? SCRIPT_HANT : SCRIPT_HANS;
	if (!c->other)
		c->other = convert_new(&how);
	return c->other;
}

static bool
is_ascii(str s)
{
	for (ptrdiff_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

/* What is written from now on belongs to the piece that holds byte AT. */
static void
go_to(struct job *j, ptrdiff_t at)
{
	while (at >= j->end[j->k] && j->k + 1 < j->n)
		j->from[++j->k] = (ptrdiff_t)j->out.n;
}

/* S stands for the bytes FROM to TO and has as many characters: each to its own piece. */
static void
put_aligned(struct job *j, ptrdiff_t from, ptrdiff_t to, str s)
{
	while (from < to) {
		ptrdiff_t cut, n;

		go_to(j, from);
		cut = j->end[j->k] < to ? j->end[j->k] : to;
		n = align_bytes(s, utf8_count(str_sub(j->text, from, cut)));
		out_str(&j->out, str_sub(s, 0, n));
		s = str_from_at(s, n);
		from = cut;
	}
}

/* Go on to byte AT of the joined text, or begin anew where it lies behind. */
static void
find_place(struct job *j, ptrdiff_t at)
{
	struct place *p = &j->place;
	ptrdiff_t start = 0;
	str between;

	if (at < p->byte)
		*p = (struct place){0};
	while (p->piece + 1 < j->n && at >= j->end[p->piece])
		p->piece++;
	if (p->piece > 0 && j->piece[p->piece].at.line > 0)
		start = j->end[p->piece - 1];
	if (start != p->start)
		*p = (struct place){p->piece, start, start, 0, false};
	between = str_sub(j->text, p->byte, at);
	p->columns += (int)utf8_count(between);
	p->broken |= str_find(between, STR("\n")) >= 0;
	p->byte = at;
}

/* The place of byte AT of the joined text, WIDTH characters wide. */
static struct pos
place(struct job *j, ptrdiff_t at, int width)
{
	const struct convert_piece *piece;
	struct pos p;

	find_place(j, at);
	piece = &j->piece[j->place.piece];
	p = piece->at.line > 0 ? piece->at : j->at;
	if (p.col == 0 || j->place.broken)
		return p;
	p.col += j->place.columns;
	p.width = width;
	return p;
}

static void
tell(const struct job *j, enum convert_by by, str was, str is)
{
	const struct convert_watch *w = j->c->how.watch;

	if (w)
		w->part(w->ctx, by, was, is, j->c->stage,
			by == CONVERT_DICTIONARIES ? j->c->nstage : 0);
}

/* Every use of regional words in TEXT, which begins at byte AT and became AFTER. */
static void
report_phrases(struct job *j, ptrdiff_t at, str text, str after)
{
	struct phrase_use *use = NULL;
	int n = phrase_uses(j->mem, j->c->plain, j->c->stage[0], text, &use);

	for (int i = 0; i < n; i++) {
		str word = str_sub(text, use[i].from, use[i].to);

		if (str_find(after, use[i].became) < 0)
			continue;
		diag(j->d, D_PHRASE_USED, place(j, at + use[i].from, (int)utf8_count(word)), word,
		     use[i].became);
	}
}

/*
 * TEXT through the dictionaries, as one string, to the end of O; the places CUT in it become those
 * of O.
 */
static void
look_up(struct job *j, const struct engine *e, str text, struct out *o, ptrdiff_t *cut, int n)
{
	struct engine_notes notes = {.mem = j->mem};
	ptrdiff_t start = (ptrdiff_t)o->n;

	if (e && !is_ascii(text))
		engine_run(e, text, true, o, n > 0 ? &notes : NULL);
	else
		out_str(o, text);
	if (n > 0)
		align_cuts(text, out_text(o), start, &notes, cut, n);
}

/* The same by all stages of the way, to the end of the output. */
static void
look_up_all(struct job *j, str text, ptrdiff_t *cut, int n)
{
	const struct convert *c = j->c;
	size_t start = j->out.n;
	str s = text;

	for (int i = 0; i + 1 < c->nstage; i++) {
		struct out o = {.mem = j->mem};

		look_up(j, c->stage[i], s, &o, cut, n);
		s = out_text(&o);
	}
	look_up(j, c->nstage > 0 ? c->stage[c->nstage - 1] : NULL, s, &j->out, cut, n);
	/* habits are as long as what they replace: the cuts stay right */
	if (c->how.to == SCRIPT_HANT)
		habit_mainland(&c->habits, text, j->out.p + start, (ptrdiff_t)(j->out.n - start));
}

static void
convert_run(struct job *j, ptrdiff_t from, ptrdiff_t to)
{
	str text = str_sub(j->text, from, to), after;
	ptrdiff_t start = (ptrdiff_t)j->out.n, *cut;
	int first, n = 0;

	if (from == to)
		return;
	go_to(j, from);
	first = j->k;
	while (first + n < j->n && j->end[first + n] < to)
		n++;
	cut = n > 0 ? NEW(j->mem, ptrdiff_t, (size_t)n) : NULL;
	for (int i = 0; i < n; i++)
		cut[i] = j->end[first + i] - from;
	look_up_all(j, text, cut, n);
	after = str_from_at(out_text(&j->out), start);
	if (j->c->plain)
		report_phrases(j, from, text, after);
	tell(j, CONVERT_DICTIONARIES, text, after);
	for (int i = 0; i < n; i++)
		while (j->end[first + i] >= j->end[j->k] && j->k + 1 < j->n)
			j->from[++j->k] = cut[i];
}

/* A house term goes whole to the piece of its first character if the lengths differ. */
static void
put_term(struct job *j, ptrdiff_t from, const struct term *t)
{
	if (utf8_count(t->from) == utf8_count(t->to)) {
		put_aligned(j, from, from + t->from.n, t->to);
		return;
	}
	go_to(j, from);
	out_str(&j->out, t->to);
}

/* No word of a later table, nor of a dictionary, reaches into a term of an earlier one. */
static void
convert_around_terms(struct job *j, ptrdiff_t from, ptrdiff_t to, int table)
{
	const struct terms *terms = &j->c->term[table];
	ptrdiff_t start = from;

	if (table == TABLES) {
		convert_run(j, from, to);
		return;
	}
	for (ptrdiff_t i = from; (i = terms_next(terms, str_sub(j->text, 0, to), i)) < to;) {
		const struct term *t = terms_find(terms, str_sub(j->text, i, to));

		if (!t) {
			utf8_next(j->text, &i);
			continue;
		}
		convert_around_terms(j, start, i, table + 1);
		if (table == LEXICON && j->c->plain)
			report_phrases(j, i, t->from, t->to);
		put_term(j, i, t);
		tell(j, table == 0 ? CONVERT_TERM : CONVERT_LEXICON, t->from, t->to);
		start = i += t->from.n;
	}
	convert_around_terms(j, start, to, table + 1);
}

static void
join(struct job *j)
{
	ptrdiff_t n = 0;

	j->end = NEW(j->mem, ptrdiff_t, (size_t)j->n);
	j->from = NEW(j->mem, ptrdiff_t, (size_t)j->n);
	for (int i = 0; i < j->n; i++)
		j->end[i] = n += j->piece[i].text.n;
	j->bytes = NEW(j->mem, char, (size_t)n);
	for (int i = 0; i < j->n; i++)
		if (j->piece[i].text.n > 0)
			memcpy(j->bytes + j->end[i] - j->piece[i].text.n, j->piece[i].text.p,
			       (size_t)j->piece[i].text.n);
	j->text = (str){j->bytes, n};
}

static void
report(struct job *j, const struct lock_text *t)
{
	for (int i = 0; i < t->nfault; i++)
		diag(j->d, t->fault[i].id, place(j, t->fault[i].at, 2), t->fault[i].arg);
}

/* X for what is locked, or a house term, and for the marks of locks. */
static void
make_mask(struct job *j, const struct lock_text *t)
{
	const struct terms *terms = &j->c->term[TERMS];

	j->mask = NEW(j->mem, char, (size_t)j->text.n);
	memset(j->mask, 'x', (size_t)j->text.n);
	for (int i = 0; i < t->n; i++) {
		const struct lock_run *r = &t->run[i];
		str text = str_sub(j->text, 0, r->to);

		if (r->locked)
			continue;
		memcpy(j->mask + r->from, j->bytes + r->from, (size_t)(r->to - r->from));
		for (ptrdiff_t at = r->from; (at = terms_next(terms, text, at)) < r->to;) {
			const struct term *term = terms_find(terms, str_from_at(text, at));

			if (term)
				memset(j->mask + at, 'x', (size_t)term->from.n);
			at += term ? term->from.n : align_bytes(str_from_at(text, at), 1);
		}
	}
}

static void
turn_quotes(struct job *j, bool goes_on)
{
	struct quote_fault *fault = NULL;
	str mask = {j->mask, j->text.n};
	int n = quote_turn(j->mem, mask, j->c->how.quotes, goes_on, j->bytes, &fault);

	for (int i = 0; i < n; i++)
		diag(j->d, fault[i].open ? D_QUOTE_OPEN : D_QUOTE_STRAY, place(j, fault[i].at, 1),
		     str_sub(mask, fault[i].at, fault[i].at + 3));
}

/*
 * Put right what is out of place in the bytes FROM to TO, which are written as HOW says: words of
 * which the dictionaries are sure; where both scripts are found, other characters of Traditional
 * text too. What becomes Simplified anyway, and Simplified that becomes Traditional, needs none.
 * What is right in one Traditional edition (春游) may be out of place in another: TO decides.
 */
static void
mend(struct job *j, ptrdiff_t from, ptrdiff_t to, enum stray how)
{
	struct convert *c = j->c;
	const bool hans = c->how.from == SCRIPT_HANS, to_hans = c->how.to == SCRIPT_HANS;
	str mask = {j->mask + from, to - from}, mended;

	if (hans != to_hans && !(hans && how == STRAY_SOME))
		return;
	if (!c->mixed)
		c->mixed = mixed_new(hans ? SCRIPT_HANS : c->how.to, NULL, NULL, 0);
	mended = mixed_mend(c->mixed, j->mem, mask,
			    how == STRAY_SOME && !hans ? MIXED_CHARACTER : MIXED_WORD);
	for (ptrdiff_t i = 0; i < mask.n; i++)
		if (mended.p[i] != mask.p[i])
			j->bytes[from + i] = mended.p[i];
}

/* Text with characters of the other script: each sentence on its own way. */
static void
convert_sentences(struct job *j, ptrdiff_t from, ptrdiff_t to)
{
	const enum script of = j->top->how.from;
	str mask = {j->mask, to};

	while (from < to) {
		ptrdiff_t end = from, next;
		enum stray how = stray_next(mask, of, &end);

		for (next = end; next < to && stray_next(mask, of, &next) == how; end = next)
			continue;
		j->c = how == STRAY_ALL ? other_way(j->top) : j->top;
		mend(j, from, end, how);
		convert_around_terms(j, from, end, 0);
		j->c = j->top;
		from = end;
	}
}

/* What is locked, or in its script already. */
static void
put_kept(struct job *j, const struct lock_run *r)
{
	str text = str_sub(j->text, r->from, r->to);

	put_aligned(j, r->from, r->to, text);
	tell(j, r->locked ? CONVERT_LOCK : CONVERT_DICTIONARIES, text, text);
}

static void
convert_runs(struct job *j, const struct lock_text *t, bool strays)
{
	for (int i = 0; i < t->n; i++) {
		const struct lock_run *r = &t->run[i];

		if (r->locked || (j->c->same && !strays))
			put_kept(j, r);
		else if (strays)
			convert_sentences(j, r->from, r->to);
		else
			convert_around_terms(j, r->from, r->to, 0);
	}
	go_to(j, j->text.n);
}

static bool
has_mark(str s)
{
	return (memchr(s.p, '{', (size_t)s.n) && str_find(s, STR("-{")) >= 0) ||
	       (memchr(s.p, '}', (size_t)s.n) && str_find(s, STR("}-")) >= 0);
}

/* The results, which lie one after the other in the scratch, in memory of A. */
static void
hand_out(struct job *j, struct arena *a, struct convert_piece *piece)
{
	str all = str_dup(a, out_text(&j->out));

	for (int i = 0; i < j->n; i++)
		piece[i].text = str_sub(all, j->from[i], i + 1 < j->n ? j->from[i + 1] : all.n);
}

/* Most texts have no marks, nothing of the other script, and keep their quotation marks. */
static void
convert_job(struct job *j, struct arena *a, struct convert_piece *piece, bool goes_on)
{
	struct lock_run all = {0, j->text.n, false};
	struct lock_text t = {.run = &all, .n = 1};
	const struct convert_options *how = &j->c->how;
	bool marks = has_mark(j->text), strays = !how->pure && stray_any(j->text, how->from);
	bool quotes = how->quotes != QUOTES_KEPT && quote_any(j->text, how->quotes);

	if (j->c->same && !marks && !strays && !quotes)
		return;
	if (marks) {
		lock_read(j->mem, j->text, how->to, &t);
		report(j, &t);
	}
	if (strays || quotes)
		make_mask(j, &t);
	if (quotes)
		turn_quotes(j, goes_on);
	j->out.cap = (size_t)(j->text.n + j->text.n / 8) + 64;
	j->out.p = NEW(j->mem, char, j->out.cap);
	convert_runs(j, &t, strays);
	hand_out(j, a, piece);
}

void
convert_paragraph(struct convert *c, struct arena *a, struct diag *d, struct pos at,
		  struct convert_piece *piece, int n, bool goes_on)
{
	struct arena_mark m = arena_mark(&c->work);
	struct job j = {
	    .top = c, .c = c, .mem = &c->work, .d = d, .at = at, .piece = piece, .n = n};

	if (n == 0)
		return;
	j.out.mem = j.mem;
	join(&j);
	if (j.text.n > 0)
		convert_job(&j, a, piece, goes_on);
	arena_rewind(&c->work, m);
}

void
convert_pieces(struct convert *c, struct arena *a, struct diag *d, struct pos at,
	       struct convert_piece *piece, int n)
{
	convert_paragraph(c, a, d, at, piece, n, false);
}

str
convert_text(struct convert *c, struct arena *a, struct diag *d, struct pos at, str text)
{
	struct convert_piece piece = {.text = text};

	if (text.n > 0)
		convert_pieces(c, a, d, at, &piece, 1);
	return piece.text;
}

str
convert_unlocked(struct arena *a, str s)
{
	struct out o = {.mem = a};

	while (s.n > 0)
		if (!str_eat(&s, STR("-{")) && !str_eat(&s, STR("}-"))) {
			out_char(&o, s.p[0]);
			s = str_from_at(s, 1);
		}
	return out_text(&o);
}
