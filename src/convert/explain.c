#include "convert/explain.h"

#include "base/cells.h"
#include "base/utf8.h"
#include "base/write.h"
#include "convert/habit.h"
#include "convert/paragraph.h"
#include "convert/trace.h"

#include <errno.h>

/* A part of the text. */
struct row {
	str text, becomes;
	str why; /* empty: no dictionary has it */
	str note;
	bool again; /* by a second configuration: of a text that stands above already */
};

/* A paragraph that is being explained. */
struct table {
	struct arena *mem;
	enum lang lang;
	enum script to;
	bool habits; /* Mainland habits come after the dictionaries */
	bool again;  /* of the rows that come next */
	str source;  /* the paragraph as it was typed; empty: as the rows have it */
	str part; /* what the rows that come next have: bytes AT and so on of SOURCE, put right */
	ptrdiff_t at;
	struct row *row;
	int n, cap;
};

static const str *
word_of(enum convert_by by)
{
	/* ORDER convert_by, enum lang; what dictionaries decide is said by their names */
	static const str word[][2] = {
	    {STR_INIT("锁定"), STR_INIT("lock")},
	    {STR_INIT("报社用语"), STR_INIT("house term")},
	    {STR_INIT("词库"), STR_INIT("lexicon")},
	};

	return word[by];
}

static void
add_row(struct table *t, struct row row)
{
	if (t->n == t->cap) {
		struct row *old = t->row;

		t->cap = t->cap ? 2 * t->cap : 64;
		t->row = NEW(t->mem, struct row, (size_t)t->cap);
		for (int i = 0; i < t->n; i++)
			t->row[i] = old[i];
	}
	row.again = t->again;
	t->row[t->n++] = row;
}

/* What nothing decides about: goes with what stands before it on its line, if that is the same. */
static void
add_lines(struct table *t, str text)
{
	while (text.n > 0) {
		struct row *last = t->n > 0 ? &t->row[t->n - 1] : NULL;
		ptrdiff_t end = str_find(text, STR("\n"));
		str line = str_sub(text, 0, end < 0 ? text.n : end + 1);

		if (last && last->why.n == 0 && last->text.p + last->text.n == line.p &&
		    !str_ends(last->text, STR("\n")))
			last->text.n += line.n;
		else
			add_row(t, (struct row){.text = line});
		text = str_from_at(text, line.n);
	}
}

/* -- what was put right before ---------------------------------------------- */

/* TEXT, some of the part, as it was typed. */
static str
typed(const struct table *t, str text)
{
	ptrdiff_t at = t->at + (text.p - t->part.p);

	if (t->again || t->source.n == 0)
		return text;
	return str_sub(t->source, at, at + text.n);
}

/* Bytes at the start of TEXT that are those of WAS, or, if these are none, that are not. */
static ptrdiff_t
run_of(str was, str text)
{
	ptrdiff_t i = 0, k = 0, end = 0;
	bool same = false;

	while (i < text.n && k < was.n) {
		bool next = utf8_next(text, &i) == utf8_next(was, &k) && i == k;

		if (end > 0 && next != same)
			break;
		same = next;
		end = i == k ? i : end;
	}
	return end > 0 ? end : text.n;
}

/* Why WAS, as it was typed, is something else now: quotation marks have no other reason. */
static str
reason(const struct table *t, str was)
{
	static const str word[][2] = {
	    {STR_INIT("混排改正"), STR_INIT("put right")},
	    {STR_INIT("引号"), STR_INIT("quotation marks")},
	};
	bool quotes = str_starts(was, STR("\xE2\x80")) || str_starts(was, STR("\xE3\x80"));

	return word[quotes][t->lang];
}

/* What no dictionary decides about. */
static void
add_plain(struct table *t, str text)
{
	while (text.n > 0) {
		str was = typed(t, text), part = str_sub(text, 0, run_of(was, text));

		was = str_sub(was, 0, part.n);
		if (str_eq(was, part))
			add_lines(t, part);
		else
			add_row(t, (struct row){was, part, reason(t, was), {0}, false});
		text = str_from_at(text, part.n);
	}
}

/* -- what dictionaries decide ---------------------------------------------- */

static bool
decides(const struct trace_part *p, int stage)
{
	return p->stage[stage].norigin > 0;
}

/* "STPhrases 軟件 > TWPhrases 軟體": what a stage made is said where another one follows. */
static void
put_stages(struct out *o, const struct trace *t, const struct trace_part *p)
{
	int left = 0;

	for (int s = 0; s < t->nstage; s++)
		left += decides(p, s);
	for (int s = 0; s < t->nstage; s++) {
		const struct trace_stage *g = &p->stage[s];

		if (!decides(p, s))
			continue;
		out_z(o, o->n > 0 ? " > " : "");
		for (int i = 0; i < g->norigin; i++)
			out_fmt(o, "%s" STR_FMT, i > 0 ? "+" : "", STR_ARG(g->origin[i]));
		if (g->values.n > 0)
			out_fmt(o, " (" STR_FMT ")", STR_ARG(g->values));
		if (--left > 0)
			out_fmt(o, " " STR_FMT, STR_ARG(g->becomes));
	}
}

static str
rivals_of(const struct table *t, const struct trace *trace, int part)
{
	struct out o = {.mem = t->mem};

	for (int i = 0; i < trace->nrival; i++) {
		const struct trace_rival *r = &trace->rival[i];

		if (r->part != part)
			continue;
		out_z(&o, o.n > 0 ? ", " : t->lang == LANG_ZH ? "来不及：" : "too late: ");
		out_fmt(&o, STR_FMT "→" STR_FMT " " STR_FMT, STR_ARG(r->text), STR_ARG(r->becomes),
			STR_ARG(r->origin));
	}
	return out_text(&o);
}

static void
add_part(struct table *t, const struct trace *trace, int i)
{
	const struct trace_part *p = &trace->part[i];
	struct row row = {.becomes = p->stage[trace->nstage - 1].becomes};
	struct out why = {.mem = t->mem};
	str habit;

	row.text = typed(t, p->text);
	put_stages(&why, trace, p);
	row.note = rivals_of(t, trace, i);
	if (t->habits) {
		habit = habit_copy(t->mem, p->text, row.becomes);
		if (!str_eq(habit, row.becomes))
			out_fmt(&why, " " STR_FMT " > %s", STR_ARG(row.becomes),
				t->lang == LANG_ZH ? "内地习惯" : "Mainland habit");
		row.becomes = habit;
	}
	row.why = out_text(&why);
	if (row.why.n == 0) {
		add_plain(t, p->text);
		return;
	}
	if (!str_eq(row.text, p->text))
		row.why = str_fmt(t->mem, STR_FMT " " STR_FMT " > " STR_FMT,
				  STR_ARG(reason(t, row.text)), STR_ARG(p->text), STR_ARG(row.why));
	add_row(t, row);
}

/* TEXT through one configuration, after its NAME if there are several; what it becomes. */
static str
add_engine(struct table *t, const struct engine *e, bool name, str text)
{
	struct out o = {.mem = t->mem};
	struct trace trace;

	trace_run(t->mem, e, text, &trace);
	if (name && str_trim(text).n > 0)
		add_row(t, (struct row){.why = str_from(trace.name)});
	for (int i = 0; i < trace.n; i++) {
		add_part(t, &trace, i);
		out_str(&o, trace.part[i].stage[trace.nstage - 1].becomes);
	}
	return out_text(&o);
}

/* -- what the converter decides --------------------------------------------- */

static void
see_part(void *ctx, enum convert_by by, ptrdiff_t at, str was, str is,
	 const struct engine *const *stage, int n)
{
	struct table *t = ctx;

	t->part = was = str_dup(t->mem, was);
	t->at = at;
	if (by != CONVERT_DICTIONARIES) {
		struct row row = {.text = was, .becomes = str_dup(t->mem, is)};

		row.why = word_of(by)[t->lang];
		add_row(t, row);
		return;
	}
	if (n == 0)
		add_plain(t, was);
	for (int i = 0; i < n; i++) {
		t->habits = t->to == SCRIPT_HANT && i + 1 == n;
		t->again = i > 0;
		was = add_engine(t, stage[i], n > 1, was);
	}
	t->again = false;
}

static void
add_paragraph(struct table *t, const struct explain *x, struct diag *d, struct pos at, str text)
{
	struct convert_watch watch = {see_part, t};
	struct convert_options o = x->options;
	struct convert *c;

	if (x->engine) {
		add_engine(t, x->engine, false, text);
		return;
	}
	o.watch = &watch;
	t->to = o.to;
	t->source = text;
	c = convert_new(&o);
	convert_text(c, t->mem, d, at, text);
	if (t->n == 0)
		add_lines(t, text);
	convert_free(c);
}

/* -- on the page ------------------------------------------------------------ */

/* TEXT without what a terminal would obey. */
static str
shown(struct arena *a, str text)
{
	struct out o = {.mem = a};

	for (ptrdiff_t i = 0; i < text.n;) {
		uint32_t cp = utf8_next(text, &i);

		if (cp != '\n' && cp != '\r')
			out_utf8(&o, cp < 0x20 || (cp >= 0x7F && cp < 0xA0) ? 0xFFFD : cp);
	}
	return out_text(&o);
}

static void
put_cell(struct out *o, str text, int width)
{
	out_str(o, text);
	for (int n = cells(text); n < width; n++)
		out_char(o, ' ');
}

static void
put_row(struct out *o, const struct row *r, const int width[2])
{
	out_z(o, "  ");
	if (r->why.n == 0 && r->note.n == 0) {
		out_str(o, r->text);
	} else {
		put_cell(o, r->text, width[0] + 2);
		put_cell(o, r->becomes, width[1] + 2);
		out_str(o, r->why);
	}
	if (r->note.n > 0)
		out_fmt(o, "%s" STR_FMT, r->why.n > 0 ? "; " : "", STR_ARG(r->note));
	out_char(o, '\n');
}

/* Columns are as wide as the widest of their cells, but for those that are a sentence. */
static void
measure(struct table *t, int width[2])
{
	enum { LEAST = 4, MOST = 32 };

	width[0] = width[1] = LEAST;
	for (int i = 0; i < t->n; i++) {
		const struct row *r = &t->row[i];
		int w[2] = {cells(shown(t->mem, r->text)), cells(shown(t->mem, r->becomes))};

		for (int k = 0; r->why.n > 0 && k < 2; k++)
			width[k] = w[k] > width[k] && w[k] <= MOST ? w[k] : width[k];
	}
}

static void
put_line(struct out *o, struct pos at, enum lang lang)
{
	if (!str_eq(at.file, STR("-")))
		out_fmt(o, STR_FMT "%s", STR_ARG(at.file), lang == LANG_ZH ? "，" : ", ");
	out_fmt(o, lang == LANG_ZH ? "第 %d 行\n" : "line %d\n", at.line);
}

/* Each line below its number. */
static void
put_table(struct out *o, struct table *t, struct pos at)
{
	int width[2], told = 0;

	measure(t, width);
	for (int i = 0; i < t->n; i++) {
		struct row r = t->row[i];
		int lines = r.again ? 0 : str_lines(r.text) - 1;

		r.text = shown(t->mem, r.text);
		r.becomes = shown(t->mem, r.becomes);
		if (str_trim(r.text).n > 0 || r.why.n > 0) {
			if (told < at.line)
				put_line(o, at, t->lang);
			told = at.line;
			put_row(o, &r, width);
		}
		at.line += lines;
	}
}

/* TEXT with U+FFFD for bytes that are not UTF-8. */
static str
valid(struct arena *a, str text)
{
	struct out o = {.mem = a};

	for (ptrdiff_t bad; (bad = utf8_bad(text)) >= 0; text = str_from_at(text, bad + 1)) {
		out_str(&o, str_sub(text, 0, bad));
		out_utf8(&o, 0xFFFD);
	}
	out_str(&o, text);
	return out_text(&o);
}

/* One paragraph, which begins at AT. */
static bool
explain_paragraph(struct diag *d, const struct explain *x, struct pos at, str text, int fd)
{
	struct arena mem = {0};
	struct table t = {.mem = &mem, .lang = x->lang};
	struct out o = {.mem = &mem};
	bool ok = true;

	text = valid(&mem, text);
	if (str_trim(text).n > 0) {
		add_paragraph(&t, x, d, at, text);
		put_table(&o, &t, at);
		out_char(&o, '\n');
		ok = write_all(fd, out_text(&o));
		if (!ok && errno != EPIPE)
			diag(d, D_CONVERT_WRITE, ((struct pos){.file = at.file}),
			     str_from(strerror(errno)));
	}
	arena_free(&mem);
	return ok;
}

bool
explain_convert(struct diag *d, const struct explain *x, str file, int in, int out)
{
	struct paragraph_reader r;
	bool ok = true;
	str text;

	paragraph_init(&r, in);
	while (ok && paragraph_next(&r, &text))
		ok = explain_paragraph(d, x, (struct pos){file, r.line, 1, 0}, text, out);
	if (r.error) {
		diag(d, D_FILE_UNREADABLE, ((struct pos){.file = file}),
		     str_from(strerror(r.error)));
		ok = false;
	}
	paragraph_free(&r);
	return ok;
}
