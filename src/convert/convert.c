#include "convert/convert.h"

#include "base/utf8.h"
#include "convert/lock.h"
#include "convert/pass.h"
#include "convert/quote.h"
#include "convert/stray.h"

enum { BATCH = 1 << 15 /* bytes; paragraphs of about as many are converted in one go */ };

/* One of the paragraphs on their way. */
struct paragraph {
	ptrdiff_t from, to; /* of the joined text */
	struct lock_text locks;
	bool marked;
	unsigned seen;
	int hole, nhole;
	char *mask; /* its text with x for what is locked or a house term; NULL: not needed */
};

struct job {
	struct convert *c;
	struct arena *mem;
	struct diag *d;
	struct join j;
	struct terms_scan *scan; /* of all of it */
	ptrdiff_t mark;		 /* the next one that may be of a lock */
	struct paragraph *paragraph;
	int n;
	struct pass_hole *hole; /* in the order of the text */
	int nhole, cap;
};

static void
add_hole(struct job *j, struct pass_hole hole)
{
	if (hole.from == hole.to)
		return;
	if (j->nhole == j->cap) {
		struct pass_hole *old = j->hole;

		j->cap = j->cap ? 2 * j->cap : 64;
		j->hole = NEW(j->mem, struct pass_hole, (size_t)j->cap);
		for (int i = 0; i < j->nhole; i++)
			j->hole[i] = old[i];
	}
	j->hole[j->nhole++] = hole;
}

static void
add_lock(struct job *j, const struct lock_run *r)
{
	add_hole(j, (struct pass_hole){r->from, r->to, str_sub(j->j.text, r->from, r->to),
				       CONVERT_LOCK, true, true});
}

/* The terms of the way C in the bytes FROM to TO are holes; SCAN finds them. */
static unsigned
add_terms(struct job *j, const struct convert *c, struct terms_scan *scan, ptrdiff_t from,
	  ptrdiff_t to)
{
	str text = str_sub(j->j.text, 0, to);
	unsigned seen = 0;

	for (ptrdiff_t at = from; (at = terms_next(scan, at, to)) < to;) {
		const struct term *t = terms_find(&c->term, str_from_at(text, at));
		ptrdiff_t end = at;

		if (t)
			end += t->from.n;
		else
			utf8_step(text.p, &end);
		seen |= t ? t->seen : way_look_at(&c->how, str_sub(text, at, end));
		if (t)
			add_hole(j, (struct pass_hole){at, end, t->to,
						       t->list == WAY_LEXICON ? CONVERT_LEXICON
									      : CONVERT_TERM,
						       t->aligned, t->still});
		at = end;
	}
	return seen;
}

/* What is locked, and the marks, which become nothing, are holes; so are terms between them. */
static void
read_marks(struct job *j, struct paragraph *p)
{
	struct lock_text *t = &p->locks;
	ptrdiff_t at = p->from;

	lock_read(j->mem, str_sub(j->j.text, p->from, p->to), j->c->how.to, t);
	for (int i = 0; i < t->nfault; i++)
		diag(j->d, t->fault[i].id, join_place(&j->j, p->from + t->fault[i].at, 2),
		     t->fault[i].arg);
	for (int i = 0; i < t->n; i++) {
		struct lock_run *r = &t->run[i];

		r->from += p->from;
		r->to += p->from;
		add_hole(j, (struct pass_hole){.from = at, .to = r->from, .by = CONVERT_LOCK});
		if (r->locked)
			add_lock(j, r);
		else
			p->seen |= add_terms(j, j->c, j->scan, r->from, r->to);
		at = r->to;
	}
	add_hole(j, (struct pass_hole){.from = at, .to = p->to, .by = CONVERT_LOCK});
}

static void
make_mask(struct job *j, struct paragraph *p)
{
	size_t n = (size_t)(p->to - p->from);

	p->mask = NEW(j->mem, char, n + 1);
	memcpy(p->mask, j->j.bytes + p->from, n);
	for (int i = 0; i < p->nhole; i++) {
		const struct pass_hole *h = &j->hole[p->hole + i];

		if (h->by != CONVERT_LEXICON)
			memset(p->mask + (h->from - p->from), 'x', (size_t)(h->to - h->from));
	}
}

static void
turn_quotes(struct job *j, struct paragraph *p, bool goes_on)
{
	struct quote_fault *fault = NULL;
	str mask = {p->mask, p->to - p->from};
	int n = quote_turn(j->mem, mask, j->c->how.quotes, goes_on, j->j.bytes + p->from, &fault);

	for (int i = 0; i < n; i++)
		diag(j->d, fault[i].open ? D_QUOTE_OPEN : D_QUOTE_STRAY,
		     join_place(&j->j, p->from + fault[i].at, 1),
		     str_sub(mask, fault[i].at, fault[i].at + 3));
}

/* Most paragraphs have no marks, nothing of the other script, and keep their quotation marks. */
static bool
read_paragraph(struct job *j, struct paragraph *p, bool goes_on)
{
	const struct convert_options *how = &j->c->how;
	str text = str_sub(j->j.text, p->from, p->to);
	bool quotes = how->quotes != QUOTES_KEPT && quote_any(text, how->quotes);

	p->hole = j->nhole;
	p->marked = j->mark < p->to;
	if (p->marked) {
		read_marks(j, p);
		j->mark = lock_next(j->j.text, p->to);
	} else {
		p->seen = add_terms(j, j->c, j->scan, p->from, p->to);
	}
	p->nhole = j->nhole - p->hole;
	if (quotes || p->seen & WAY_STRAY)
		make_mask(j, p);
	if (quotes)
		turn_quotes(j, p, goes_on);
	if (p->seen & WAY_STRAY)
		j->nhole = p->hole; /* sentences look for their own */
	return p->marked || quotes || p->seen & WAY_STRAY || !j->c->same;
}

/*
 * Put right what is out of place in the bytes FROM to TO, which are written as HOW says and go the
 * way C: words of which the dictionaries are sure; where both scripts are found, other characters
 * of Traditional text too. What becomes Simplified anyway, and Simplified that becomes Traditional,
 * needs none. What is right in one Traditional edition (春游) may be out of place in another: TO
 * decides.
 */
static void
mend(struct job *j, const struct paragraph *p, struct convert *c, ptrdiff_t from, ptrdiff_t to,
     enum stray how)
{
	const bool hans = c->how.from == SCRIPT_HANS, to_hans = c->how.to == SCRIPT_HANS;
	str mask = {p->mask + (from - p->from), to - from}, mended;

	if (hans != to_hans && !(hans && how == STRAY_SOME))
		return;
	mended = mixed_mend(way_mixed(c, hans ? SCRIPT_HANS : c->how.to), j->mem, mask,
			    how == STRAY_SOME && !hans ? MIXED_CHARACTER : MIXED_WORD);
	for (ptrdiff_t i = 0; i < mask.n; i++)
		if (mended.p[i] != mask.p[i])
			j->j.bytes[from + i] = mended.p[i];
}

/* The bytes FROM to TO with the holes in them, which are those from HOLE on, and are dropped. */
static void
run(struct job *j, const struct convert *c, ptrdiff_t from, ptrdiff_t to, int hole, unsigned seen)
{
	pass_run(&(struct pass){j->mem, j->d, &j->j, c, from, to, j->hole + hole, j->nhole - hole,
				seen & WAY_IDS});
	j->nhole = hole;
}

/* Text with characters of the other script: each sentence on its own way. */
static void
convert_sentences(struct job *j, const struct paragraph *p, ptrdiff_t from, ptrdiff_t to)
{
	str mask = {p->mask, to - p->from};
	struct stray_reader r = {.text = mask, .of = j->c->how.from};

	for (ptrdiff_t at = from - p->from; at < mask.n;) {
		ptrdiff_t end = at, next;
		enum stray how = stray_next(&r, &end);
		struct convert *c = how == STRAY_ALL ? way_other(j->c) : j->c;
		struct terms_scan scan;
		int hole = j->nhole;
		unsigned seen;

		for (next = end; next < mask.n && stray_next(&r, &next) == how; end = next)
			continue;
		mend(j, p, c, p->from + at, p->from + end, how);
		terms_begin(&scan, &c->term, j->j.text, p->from + at);
		seen = add_terms(j, c, &scan, p->from + at, p->from + end);
		run(j, c, p->from + at, p->from + end, hole, seen);
		at = end;
	}
}

/* A paragraph that may have something out of place outside of marks and house terms. */
static void
convert_mixed(struct job *j, const struct paragraph *p)
{
	int hole = j->nhole;

	if (!p->marked)
		convert_sentences(j, p, p->from, p->to);
	for (int i = 0; p->marked && i < p->locks.n; i++) {
		const struct lock_run *r = &p->locks.run[i];

		if (r->locked) {
			add_lock(j, r);
			run(j, j->c, r->from, r->to, hole, 0);
		} else {
			convert_sentences(j, p, r->from, r->to);
		}
	}
}

/* Paragraphs that can be converted in one go, from number I on: behind the last of them. */
static int
end_of_stretch(const struct job *j, int i)
{
	int end = i;

	while (end < j->n && !j->paragraph[end].seen)
		end++;
	return end > i ? end : i + 1;
}

static void
convert_stretch(struct job *j, int first, int end)
{
	const struct paragraph *p = &j->paragraph[first], *last = &j->paragraph[end - 1];

	if (p->seen & WAY_STRAY)
		convert_mixed(j, p);
	else
		pass_run(&(struct pass){j->mem, j->d, &j->j, j->c, p->from, last->to,
					j->hole + p->hole, last->hole + last->nhole - p->hole,
					p->seen & WAY_IDS});
	if (end < j->n)
		join_put_aligned(&j->j, last->to, last->to + 1, STR("\n"));
}

static void
convert_batch(struct convert *c, struct arena *a, struct diag *d, const struct convert_paragraph *p,
	      int n)
{
	struct arena_mark m = arena_mark(&c->work);
	struct terms_scan scan;
	struct job j = {.c = c, .mem = &c->work, .d = d, .scan = &scan, .n = n};
	bool needed = false;

	join_pieces(j.mem, p, n, &j.j);
	terms_begin(&scan, &c->term, j.j.text, 0);
	j.mark = lock_next(j.j.text, 0);
	j.paragraph = NEW(j.mem, struct paragraph, (size_t)n);
	for (int i = 0; i < n; i++) {
		j.paragraph[i].from = j.j.start[i];
		j.paragraph[i].to = j.j.start[i + 1] - 1;
		needed |= read_paragraph(&j, &j.paragraph[i], p[i].goes_on);
	}
	if (needed && j.j.text.n > 0) {
		join_begin(&j.j, a);
		for (int i = 0, end; i < n; i = end) {
			end = end_of_stretch(&j, i);
			convert_stretch(&j, i, end);
		}
		join_cut(&j.j);
	}
	arena_rewind(&c->work, m);
}

void
convert_paragraphs(struct convert *c, struct arena *a, struct diag *d,
		   const struct convert_paragraph *p, int n)
{
	for (int first = 0, end; first < n; first = end) {
		ptrdiff_t bytes = 0;

		for (end = first; end < n && bytes < BATCH; end++)
			for (int k = 0; k < p[end].n; k++)
				bytes += p[end].piece[k].text.n;
		convert_batch(c, a, d, p + first, end - first);
	}
}

void
convert_pieces(struct convert *c, struct arena *a, struct diag *d, struct pos at,
	       struct convert_piece *piece, int n)
{
	convert_paragraphs(c, a, d, &(struct convert_paragraph){piece, n, at, false}, 1);
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
