#include "convert/flat.h"

/*
 * The N bytes at TO are struck out, character by character, by what no text holds, so that it is in
 * no word: U+FFFE for those of three bytes, which are most.
 */
static void
strike_out(char *to, ptrdiff_t n)
{
	for (char *end = to + n; to < end;)
		if (((unsigned char)*to & 0xF0) == 0xE0 && end - to >= 3) {
			memcpy(to, "\xEF\xBF\xBE", 3);
			to += 3;
		} else {
			*to++ = '\n';
		}
}

/* The holes of the text are struck out; what stood there is returned. */
static char *
strike_holes(const struct pass *p)
{
	ptrdiff_t all = 0;
	char *was, *to;

	for (int i = 0; i < p->n; i++)
		all += p->hole[i].to - p->hole[i].from;
	to = was = NEW(p->mem, char, (size_t)all);
	for (int i = 0; i < p->n; i++) {
		char *from = p->j->bytes + p->hole[i].from;
		ptrdiff_t n = p->hole[i].to - p->hole[i].from;

		memcpy(to, from, (size_t)n);
		strike_out(from, n);
		to += n;
	}
	return was;
}

static void
restore_holes(const struct pass *p, const char *was)
{
	for (int i = 0; i < p->n; i++) {
		size_t n = (size_t)(p->hole[i].to - p->hole[i].from);

		memcpy(p->j->bytes + p->hole[i].from, was, n);
		was += n;
	}
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

/*
 * Fill in all holes of the result, IS, that keep their places; returns how many others there are.
 */
static int
fill_in(const struct pass *p, char *is)
{
	int others = 0;

	for (int i = 0; i < p->n; i++) {
		const struct pass_hole *h = &p->hole[i];

		if (h->still)
			memcpy(is + (h->from - p->from), h->is.p, (size_t)h->is.n);
		else
			others++;
	}
	return others;
}

/* The result, IS, and in it what the other holes become. */
static void
put_others(const struct pass *p, str is)
{
	struct join *j = p->j;
	ptrdiff_t at = p->from;

	for (int i = 0; i <= p->n; i++) {
		const struct pass_hole *h = &p->hole[i];
		ptrdiff_t end = i < p->n ? h->from : p->to;

		if (i < p->n && h->still)
			continue;
		settle(j, at, end, (ptrdiff_t)j->out.n);
		out_str(&j->out, str_sub(is, at - p->from, end - p->from));
		if (i < p->n) {
			pass_put(p, h);
			at = h->to;
		}
	}
}

bool
flat_run(const struct pass *p)
{
	str text = str_sub(p->j->text, p->from, p->to);
	struct out *o = &p->j->out;
	size_t start = o->n;
	char *was = strike_holes(p);
	bool flat = run_stages(p, text, o);

	restore_holes(p, was);
	if (!flat) {
		o->n = start;
	} else if (fill_in(p, o->p + start) > 0) {
		str is = str_dup(p->mem, (str){o->p + start, text.n});

		o->n = start;
		put_others(p, is);
	} else {
		settle(p->j, p->from, p->to, (ptrdiff_t)start);
	}
	return flat;
}
