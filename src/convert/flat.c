#include "convert/flat.h"

/* What no text holds, so that it is in no word: U+FFFE. */
#define NOTHING "\xEF\xBF\xBE"
enum { CHARACTER = sizeof NOTHING - 1 };

/* The N bytes at TO are struck out, character by character. */
static void
strike_out(char *to, ptrdiff_t n)
{
	for (char *end = to + n; to < end;)
		if (((unsigned char)*to & 0xF0) == 0xE0 && end - to >= CHARACTER) {
			memcpy(to, NOTHING, CHARACTER);
			to += CHARACTER;
		} else {
			*to++ = '\n';
		}
}

static bool
is_three(const char *p)
{
	return ((unsigned char)*p & 0xF0) == 0xE0;
}

/*
 * The same, as far as anybody sees it: the first character and the last one. What becomes of those
 * between them is written over.
 */
static void
strike_ends(char *to, ptrdiff_t n)
{
	char *last = to + n - CHARACTER;

	if (n < CHARACTER || !is_three(to) || !is_three(last)) {
		strike_out(to, n);
		return;
	}
	memcpy(to, NOTHING, CHARACTER);
	memcpy(last, NOTHING, CHARACTER);
}

/* The text as the dictionaries see it. */
static str
without_holes(const struct pass *p)
{
	size_t n = (size_t)(p->to - p->from);
	char *text;

	if (p->n == 0)
		return str_sub(p->j->text, p->from, p->to);
	text = arena_bytes(p->mem, n);
	memcpy(text, p->j->bytes + p->from, n);
	for (int i = 0; i < p->n; i++) {
		const struct pass_hole *h = &p->hole[i];

		/* a lock may hold an operator of description, which takes what stands behind it */
		if (h->by == CONVERT_LOCK)
			strike_out(text + (h->from - p->from), h->to - h->from);
		else
			strike_ends(text + (h->from - p->from), h->to - h->from);
	}
	return (str){text, (ptrdiff_t)n};
}

/* Append what the stages make of TEXT. False: some place moved. */
static bool
run_stages(const struct pass *p, str text, struct out *o)
{
	const struct convert *c = p->c;
	struct engine_notes notes = {.mem = p->mem};
	size_t start = o->n;
	str before = text;

	if (c->nstage == 0)
		out_str(o, text);
	for (int i = 0; i < c->nstage && !notes.moved; i++) {
		if (i > 0) {
			before = str_dup(p->mem, (str){o->p + start, text.n});
			o->n = start;
		}
		engine_run(c->stage[i], before, true, o, &notes);
	}
	if (!notes.moved && c->how.to == SCRIPT_HANT && c->nstage > 0)
		habit_in_place(&c->habits, text.p, o->p + start, text.n);
	return !notes.moved;
}

/* The bytes FROM to TO of the text have become those of the output from AT on, place by place. */
static void
settle(struct join *j, ptrdiff_t from, ptrdiff_t to, ptrdiff_t at)
{
	while (j->part[j->at].end < to) {
		ptrdiff_t end = j->part[j->at].end;

		j->part[++j->at].from = at + (end > from ? end - from : 0);
	}
}

/* Fill in all holes of the result, IS, that keep their places. */
static void
fill_in(const struct pass *p, char *is)
{
	for (int i = 0; i < p->n; i++)
		if (p->hole[i].still)
			memcpy(is + (p->hole[i].from - p->from), p->hole[i].is.p,
			       (size_t)p->hole[i].is.n);
}

/* The result, IS, and in it what the other holes become. */
static void
put_others(const struct pass *p, const char *is)
{
	struct join *j = p->j;
	ptrdiff_t at = p->from;

	for (int i = 0; i <= p->n; i++) {
		const struct pass_hole *h = &p->hole[i];
		ptrdiff_t end = i < p->n ? h->from : p->to;

		if (i < p->n && h->still)
			continue;
		settle(j, at, end, (ptrdiff_t)j->out.n);
		out_str(&j->out, (str){is + (at - p->from), end - at});
		if (i < p->n) {
			pass_put(p, h);
			at = h->to;
		}
	}
}

static bool
all_still(const struct pass *p)
{
	for (int i = 0; i < p->n; i++)
		if (!p->hole[i].still)
			return false;
	return true;
}

bool
flat_run(const struct pass *p)
{
	str text = without_holes(p);
	bool still = all_still(p);
	struct out aside = {.mem = p->mem}, *o = still ? &p->j->out : &aside;
	size_t start = o->n;

	if (!run_stages(p, text, o)) {
		o->n = start;
		return false;
	}
	fill_in(p, o->p + start);
	if (still)
		settle(p->j, p->from, p->to, (ptrdiff_t)start);
	else
		put_others(p, aside.p);
	return true;
}
