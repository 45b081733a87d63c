#include "convert/pass.h"

#include "base/utf8.h"
#include "convert/align.h"
#include "convert/flat.h"
#include "convert/phrase.h"

/*
 * The text with one byte that is in no word instead of each hole, and what became of it, stage by
 * stage.
 */
struct flow {
	str text, becomes;
	struct align stage[WAY_STAGES];
	int n;
	ptrdiff_t in, out; /* where both are written */
	/* words of a region in it, of which those before USE are told */
	struct phrase_use *phrase;
	int nphrase, use;
};

/* Bytes FROM to TO of the text became IS. */
static void
tell(const struct pass *p, enum convert_by by, ptrdiff_t from, ptrdiff_t to, str is)
{
	const struct convert_watch *w = p->c->how.watch;

	if (w)
		w->part(w->ctx, by, from, str_sub(p->j->text, from, to), is, p->c->stage,
			by == CONVERT_DICTIONARIES ? p->c->nstage : 0);
}

/*
 * What the dictionaries see. Of letters and signs a description could be made whole; a byte that is
 * not UTF-8 ends it.
 */
static str
around_holes(const struct pass *p)
{
	char *text, *to, mark = p->ids ? '\xFF' : '\n';
	ptrdiff_t at = p->from;

	if (p->n == 0)
		return str_sub(p->j->text, p->from, p->to);
	to = text = NEW(p->mem, char, (size_t)(p->to - p->from + p->n));
	for (int i = 0; i <= p->n; i++) {
		ptrdiff_t end = i < p->n ? p->hole[i].from : p->to;

		memcpy(to, p->j->bytes + at, (size_t)(end - at));
		to += end - at;
		if (i < p->n) {
			*to++ = mark;
			at = p->hole[i].to;
		}
	}
	return (str){text, to - text};
}

static bool
is_ascii(str s)
{
	for (ptrdiff_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

static str
look_up(const struct pass *p, const struct engine *e, str text, struct align *g)
{
	struct out o = {.mem = p->mem};
	struct engine_notes *notes = NEW(p->mem, struct engine_notes, 1);

	notes->mem = p->mem;
	o.cap = (size_t)(text.n + text.n / 8) + 64;
	o.p = NEW(p->mem, char, o.cap);
	engine_run(e, text, true, &o, notes);
	align_init(g, text, out_text(&o), notes);
	return g->after;
}

static void
run_stages(const struct pass *p, struct flow *f)
{
	const struct convert *c = p->c;

	f->becomes = f->text = around_holes(p);
	if (is_ascii(f->text))
		return;
	for (; f->n < c->nstage; f->n++)
		f->becomes = look_up(p, c->stage[f->n], f->becomes, &f->stage[f->n]);
	/* habits are as long as what they replace: places stay right */
	if (c->how.to == SCRIPT_HANT && f->n > 0)
		habit_mainland(&c->habits, f->text, (char *)f->becomes.p, f->becomes.n);
	if (c->plain)
		f->nphrase = phrase_uses(p->mem, c->plain, c->stage[0], f->text, &f->phrase);
}

/* Byte IN of the text where it came out. */
static ptrdiff_t
follow(struct flow *f, ptrdiff_t in)
{
	for (int i = 0; i < f->n; i++)
		in = align_to(&f->stage[i], in);
	return in;
}

static void
report_phrase(const struct pass *p, ptrdiff_t at, str word, str became)
{
	diag(p->d, D_PHRASE_USED, join_place(p->j, at, (int)utf8_count(word)), word, became);
}

/* Every use of regional words before byte END, where the flow has come to byte AT of the text. */
static void
report_flow(const struct pass *p, struct flow *f, ptrdiff_t at, ptrdiff_t end, str after)
{
	for (; f->use < f->nphrase && f->phrase[f->use].from < end; f->use++) {
		const struct phrase_use *u = &f->phrase[f->use];

		if (str_find(after, u->became) >= 0)
			report_phrase(p, at + u->from - f->in, str_sub(f->text, u->from, u->to),
				      u->became);
	}
}

static void
report_word(const struct pass *p, const struct pass_hole *h)
{
	str word = str_sub(p->j->text, h->from, h->to);
	struct phrase_use *use = NULL;
	int n = phrase_uses(p->mem, p->c->plain, p->c->stage[0], word, &use);

	for (int i = 0; i < n; i++)
		if (str_find(h->is, use[i].became) >= 0)
			report_phrase(p, h->from + use[i].from,
				      str_sub(word, use[i].from, use[i].to), use[i].became);
}

/* What became of the bytes AT to END of the text, which are the next ones of the flow. */
static void
put_flow(const struct pass *p, struct flow *f, ptrdiff_t at, ptrdiff_t end)
{
	struct join *j = p->j;
	ptrdiff_t in_end = f->in + end - at, out_end, start = f->out;
	str after;

	if (at == end)
		return;
	join_go(j, at);
	while (j->part[j->at].end < end) {
		ptrdiff_t cut = follow(f, f->in + j->part[j->at].end - at);

		j->part[++j->at].from = (ptrdiff_t)j->out.n + cut - start;
	}
	out_end = follow(f, in_end);
	after = str_sub(f->becomes, start, out_end);
	out_str(&j->out, after);
	report_flow(p, f, at, in_end, after);
	tell(p, CONVERT_DICTIONARIES, at, end, after);
	f->in = in_end;
	f->out = out_end;
}

void
pass_put(const struct pass *p, const struct pass_hole *h)
{
	if (h->by == CONVERT_LEXICON && p->c->plain)
		report_word(p, h);
	if (h->aligned) {
		join_put_aligned(p->j, h->from, h->to, h->is);
	} else if (h->is.n > 0) {
		/* whole to the piece of its first character */
		join_go(p->j, h->from);
		out_str(&p->j->out, h->is);
	}
	if (h->is.n > 0)
		tell(p, h->by, h->from, h->to, h->is);
}

void
pass_run(const struct pass *p)
{
	struct flow f = {.n = 0};
	ptrdiff_t at = p->from;

	if (!p->ids && !p->c->plain && !p->c->how.watch && flat_run(p))
		return;
	run_stages(p, &f);
	for (int i = 0; i < p->n; i++) {
		put_flow(p, &f, at, p->hole[i].from);
		pass_put(p, &p->hole[i]);
		at = p->hole[i].to;
		f.out = follow(&f, ++f.in);
	}
	put_flow(p, &f, at, p->to);
}
