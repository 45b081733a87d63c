#include "convert/trace.h"

#include "base/utf8.h"
#include "convert/engine_block.h"

/* One step of a stage: a key, or a character that is none. */
struct step {
	ptrdiff_t in, out; /* where it ends in the text that the stage got, and in what it made */
	str becomes, origin, values;
};

/* A stage over a whole text; stage[0] is normalization. */
struct run {
	str in, made;
	struct step *step;
	int n;
};

static const struct table_char *
find_character(const struct table_char *list, int n, uint32_t cp)
{
	int low = 0;

	while (low < n) {
		int middle = (low + n) / 2;

		if ((list[middle].cp & 0xFFFFFF) < cp)
			low = middle + 1;
		else
			n = middle;
	}
	return list && (list[low].cp & 0xFFFFFF) == cp ? &list[low] : NULL;
}

/* Whether there are segments, and two stages. */
static bool
staged(const struct engine *e)
{
	return e->gap.unit != NULL;
}

/* A character by one list of them. */
static struct step
take_character(const struct table_char *list, int n, str text)
{
	ptrdiff_t at = 0;
	const struct table_char *c = find_character(list, n, utf8_next(text, &at));
	struct step s = {.in = at, .becomes = str_sub(text, 0, at)};
	str values;

	if (!c)
		return s;
	values = pooled(c->values);
	s.origin = str_from(table_origin[c->cp >> 24]);
	s.values = str_find(values, STR(" ")) >= 0 ? values : (str){0};
	s.becomes = str_cut(&values, STR(" "));
	return s;
}

/* Bytes of the longest key of two characters or more that TEXT begins with, 0: none; its number. */
static ptrdiff_t
find_word(const struct table_map *m, str text, uint32_t *key)
{
	uint32_t base = m->root;
	ptrdiff_t end = 0;

	for (ptrdiff_t at = 0; at < text.n;) {
		bool first = at == 0;
		uint32_t code = table_code(utf8_next(text, &at)), unit = m->unit[base + code];

		if (code == 0 || (unit & TABLE_CODE) != code)
			break;
		base = unit >> TABLE_NEXT;
		if (!(unit & TABLE_END) || first)
			continue;
		end = at;
		*key = unit & TABLE_LEAF ? base : m->unit[base] >> TABLE_NEXT;
		if (unit & TABLE_LEAF)
			break;
	}
	return end;
}

/* The first step of a stage over TEXT. */
static struct step
take_step(struct arena *a, const struct table_map *m, str text)
{
	uint32_t key = 0;
	ptrdiff_t end = find_word(m, text, &key);
	struct out o = {.mem = a};
	struct step s;

	if (end == 0)
		return take_character(m->character, m->ncharacter, text);
	s = (struct step){.in = end, .origin = str_from(table_origin[m->origin[key]])};
	if (key < m->nvalue && m->value[key]) {
		s.becomes = pooled(m->value[key] & TABLE_PLACE);
		return s;
	}
	for (str rest = str_sub(text, 0, end); rest.n > 0;) {
		struct step c = take_character(m->character, m->ncharacter, rest);

		out_str(&o, c.becomes);
		rest = str_from_at(rest, c.in);
	}
	s.becomes = out_text(&o);
	return s;
}

static void
begin(struct arena *a, struct run *r, str in)
{
	*r = (struct run){.in = in, .step = NEW(a, struct step, (size_t)in.n + 1)};
}

static void
add(struct run *r, struct out *made, struct step s)
{
	out_str(made, s.becomes);
	s.in += r->n > 0 ? r->step[r->n - 1].in : 0;
	s.out = (ptrdiff_t)made->n;
	r->step[r->n++] = s;
}

static void
normalize(struct arena *a, const struct engine *e, struct run *r)
{
	struct out made = {.mem = a};

	for (str rest = r->in; rest.n > 0;) {
		struct step s = take_character(e->whole.normal, e->whole.nnormal, rest);

		rest = str_from_at(rest, s.in);
		add(r, &made, s);
	}
	r->made = out_text(&made);
}

/* All of R's text by M; no key reaches over the ends of segments, END in order. */
static void
run_map(struct arena *a, const struct table_map *m, struct run *r, const ptrdiff_t *end)
{
	struct out made = {.mem = a};

	for (ptrdiff_t at = 0; at < r->in.n;) {
		struct step s;

		while (*end <= at)
			end++;
		s = take_step(a, m, str_sub(r->in, at, *end));
		at += s.in;
		add(r, &made, s);
	}
	r->made = out_text(&made);
}

/* Where the segments of TEXT end: words of the segmentation, and what lies between them. */
static ptrdiff_t *
segments(struct arena *a, const struct engine *e, str text)
{
	ptrdiff_t *end = NEW(a, ptrdiff_t, (size_t)text.n + 2), at = 0;
	uint32_t key;
	int n = 0;

	while (staged(e) && at < text.n) {
		ptrdiff_t word = find_word(&e->whole, str_from_at(text, at), &key);

		if (word > 0) {
			end[n] = at;
			n += at > 0 && (n == 0 || end[n - 1] < at);
			end[n++] = at += word;
		} else {
			utf8_next(text, &at);
		}
	}
	end[n] = text.n;
	return end;
}

/* The places END of the text of R become those of what it made; a step ends at each. */
static ptrdiff_t *
move_ends(struct arena *a, const struct run *r, const ptrdiff_t *end)
{
	ptrdiff_t *moved = NEW(a, ptrdiff_t, (size_t)r->n + 2);
	int n = 0;

	for (int i = 0; i < r->n; i++)
		if (r->step[i].in == end[n])
			moved[n++] = r->step[i].out;
	return moved;
}

static void
note_origin(struct trace_stage *s, str origin)
{
	if (origin.n == 0 || s->norigin == TRACE_ORIGINS)
		return;
	for (int i = 0; i < s->norigin; i++)
		if (str_eq(s->origin[i], origin))
			return;
	s->origin[s->norigin++] = origin;
}

/* How far a part has come in each stage. */
struct front {
	int step[TRACE_STAGES];
};

static ptrdiff_t
in_end(const struct run *r, int step)
{
	return step > 0 ? r->step[step - 1].in : 0;
}

static ptrdiff_t
out_end(const struct run *r, int step)
{
	return step > 0 ? r->step[step - 1].out : 0;
}

/* One step of the first stage, and then of each as many as it takes until all end together. */
static void
advance(const struct run *run, int n, struct front *f)
{
	bool moved = true;

	f->step[0]++;
	while (moved) {
		moved = false;
		for (int s = 0; s + 1 < n; s++) {
			ptrdiff_t made = out_end(&run[s], f->step[s]);
			ptrdiff_t used = in_end(&run[s + 1], f->step[s + 1]);

			if (made == used)
				continue;
			f->step[made < used ? s : s + 1]++;
			moved = true;
		}
	}
}

static struct trace_part
part_of(const struct run *run, int n, const struct front *from, const struct front *to)
{
	struct trace_part p = {.text = str_sub(run[0].in, in_end(&run[0], from->step[0]),
					       in_end(&run[0], to->step[0]))};

	for (int s = 0; s < n; s++) {
		struct trace_stage *t = &p.stage[s];

		t->becomes = str_sub(run[s].made, out_end(&run[s], from->step[s]),
				     out_end(&run[s], to->step[s]));
		for (int i = from->step[s]; i < to->step[s]; i++)
			note_origin(t, run[s].step[i].origin);
		if (to->step[s] - from->step[s] == 1)
			t->values = run[s].step[from->step[s]].values;
	}
	return p;
}

/* Words that begin inside the word of bytes FROM to TO of TEXT and end behind it. */
static void
find_rivals(struct arena *a, const struct engine *e, str text, ptrdiff_t from, ptrdiff_t to,
	    struct trace *out)
{
	const struct table_map *m = staged(e) ? &e->stage[0] : &e->whole;
	uint32_t key = 0;

	for (utf8_next(text, &from); from < to; utf8_next(text, &from)) {
		ptrdiff_t n = find_word(&e->whole, str_from_at(text, from), &key);
		struct out made = {.mem = a};
		str word = str_sub(text, from, from + n);

		if (from + n <= to)
			continue;
		engine_run(e, word, true, &made, NULL);
		out->rival[out->nrival++] = (struct trace_rival){out->n, word, out_text(&made),
								 take_step(a, m, word).origin};
	}
}

void
trace_run(struct arena *a, const struct engine *e, str text, struct trace *out)
{
	struct run run[TRACE_STAGES];
	struct front at = {{0}};
	ptrdiff_t *end;
	int n = staged(e) ? TRACE_STAGES : TRACE_STAGES - 1;

	begin(a, &run[0], text);
	normalize(a, e, &run[0]);
	begin(a, &run[1], run[0].made);
	end = segments(a, e, run[1].in);
	run_map(a, staged(e) ? &e->stage[0] : &e->whole, &run[1], end);
	if (staged(e)) {
		begin(a, &run[2], run[1].made);
		run_map(a, &e->stage[1], &run[2], move_ends(a, &run[1], end));
	}
	*out = (struct trace){.name = e->name, .nstage = n};
	out->part = NEW(a, struct trace_part, (size_t)run[0].n + 1);
	out->rival = NEW(a, struct trace_rival, (size_t)run[0].n + 1);
	while (at.step[0] < run[0].n) {
		struct front from = at;

		advance(run, n, &at);
		find_rivals(a, e, run[1].in, out_end(&run[0], from.step[0]),
			    out_end(&run[0], at.step[0]), out);
		out->part[out->n++] = part_of(run, n, &from, &at);
	}
}
