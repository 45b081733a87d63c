#include "convert/convert.h"

#include <stdlib.h>

#include "base/utf8.h"

enum { CELLS = 16, TERM_MAX = 60 }; /* cells of a line that are read; characters of a term */

/* What a column holds. ORDER SCRIPT, then what is in no script. */
enum column {
	COLUMN_HANS,
	COLUMN_HANT,
	COLUMN_HANT_TW,
	COLUMN_HANT_HK,
	COLUMN_NOTE,
	COLUMN_UNKNOWN
};

static const struct {
	str name;
	enum column column;
} names[] = {
    {STR_INIT("简体"), COLUMN_HANS},	   {STR_INIT("簡體"), COLUMN_HANS},
    {STR_INIT("大陆简体"), COLUMN_HANS},   {STR_INIT("hans"), COLUMN_HANS},
    {STR_INIT("繁体"), COLUMN_HANT},	   {STR_INIT("繁體"), COLUMN_HANT},
    {STR_INIT("hant"), COLUMN_HANT},	   {STR_INIT("台湾"), COLUMN_HANT_TW},
    {STR_INIT("台灣"), COLUMN_HANT_TW},	   {STR_INIT("臺灣"), COLUMN_HANT_TW},
    {STR_INIT("hant-tw"), COLUMN_HANT_TW}, {STR_INIT("香港"), COLUMN_HANT_HK},
    {STR_INIT("hant-hk"), COLUMN_HANT_HK}, {STR_INIT("说明"), COLUMN_NOTE},
    {STR_INIT("說明"), COLUMN_NOTE},	   {STR_INIT("备注"), COLUMN_NOTE},
    {STR_INIT("備註"), COLUMN_NOTE},	   {STR_INIT("note"), COLUMN_NOTE},
};

/* A line that may become a term. */
struct row {
	struct glossary_term term;
	int col[SCRIPT__N]; /* where its forms begin, in characters */
	bool dropped;
};

struct reader {
	struct arena *mem;
	struct diag *d;
	str file;
	enum column column[CELLS]; /* of the cells of a line, from the left */
	int ncolumn;		   /* more cells are nobody's */
	bool started;		   /* the first line was read: the head, or a term */
	struct row *row;
	int n;
};

struct cell {
	str text;
	int col;
};

static struct pos
at_cell(const struct reader *r, int line, struct cell c)
{
	return (struct pos){r->file, line, c.col, (int)utf8_count(c.text)};
}

/* A cell with quotes round it, as spreadsheets write some, without them. */
static str
unquoted(struct arena *a, str s)
{
	struct out o = {.mem = a};

	if (s.n < 2 || s.p[0] != '"' || s.p[s.n - 1] != '"')
		return s;
	s = str_sub(s, 1, s.n - 1);
	for (ptrdiff_t i = 0; i < s.n; i++) {
		out_char(&o, s.p[i]);
		if (s.p[i] == '"' && i + 1 < s.n && s.p[i + 1] == '"')
			i++;
	}
	return str_trim(out_text(&o));
}

/* The cells of LINE, not more than CELLS; returns how many. */
static int
split(struct arena *a, str line, struct cell *cell)
{
	int n = 0, col = 1;

	for (str rest = line; n < CELLS; n++) {
		bool more = str_find(rest, STR("\t")) >= 0;
		str whole = str_cut(&rest, STR("\t")), text = str_trim(whole);
		ptrdiff_t blanks = text.n > 0 ? text.p - whole.p : 0;

		cell[n].text = unquoted(a, text);
		cell[n].col = col + (int)utf8_count(str_sub(whole, 0, blanks));
		col += (int)utf8_count(whole) + 1;
		if (!more)
			return n + 1;
	}
	return n;
}

static enum column
column_named(str name)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_eq(names[i].name, name))
			return names[i].column;
	return COLUMN_UNKNOWN;
}

/* Two names of columns on the first line, not of the same one: that is no term. */
static bool
is_head(const struct cell *cell, int n)
{
	enum column first = COLUMN_UNKNOWN;

	for (int i = 0; i < n; i++) {
		enum column c = column_named(cell[i].text);

		if (c != COLUMN_UNKNOWN && first != COLUMN_UNKNOWN && c != first)
			return true;
		first = c != COLUMN_UNKNOWN ? c : first;
	}
	return false;
}

static void
read_head(struct reader *r, int line, const struct cell *cell, int n)
{
	bool has[COLUMN_UNKNOWN + 1] = {false};

	r->ncolumn = n;
	for (int i = 0; i < n; i++) {
		enum column c = column_named(cell[i].text);

		if (cell[i].text.n > 0 && c == COLUMN_UNKNOWN)
			diag(r->d, D_GLOSSARY_COLUMN, at_cell(r, line, cell[i]), cell[i].text);
		if (c != COLUMN_UNKNOWN && has[c]) {
			diag(r->d, D_GLOSSARY_COLUMN_TWICE, at_cell(r, line, cell[i]),
			     cell[i].text);
			c = COLUMN_UNKNOWN;
		}
		has[c] = true;
		r->column[i] = c;
	}
	if (!has[COLUMN_HANS] ||
	    !(has[COLUMN_HANT] || has[COLUMN_HANT_TW] || has[COLUMN_HANT_HK])) {
		diag(r->d, D_GLOSSARY_HEAD, ((struct pos){r->file, line, 1, 0}));
		r->ncolumn = 0;
	}
}

/* "→髮廊", "←皇后": the arrow before a Traditional form. */
static bool
take_way(struct reader *r, int line, struct cell *c, enum glossary_way *way)
{
	static const struct {
		str mark;
		enum glossary_way way;
	} arrows[] = {
	    {STR_INIT("→"), GLOSSARY_TO_HANT},
	    {STR_INIT("->"), GLOSSARY_TO_HANT},
	    {STR_INIT("←"), GLOSSARY_TO_HANS},
	    {STR_INIT("<-"), GLOSSARY_TO_HANS},
	};

	for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++) {
		struct cell whole = *c;

		if (!str_eat(&c->text, arrows[i].mark))
			continue;
		if (*way != GLOSSARY_BOTH && *way != arrows[i].way) {
			diag(r->d, D_GLOSSARY_ARROWS, at_cell(r, line, whole));
			return false;
		}
		*way = arrows[i].way;
		c->col += (int)utf8_count(arrows[i].mark);
		c->text = str_trim(c->text);
	}
	return true;
}

static bool
fits(struct reader *r, int line, struct cell c)
{
	struct pos at = at_cell(r, line, c);

	if (at.width > TERM_MAX)
		diag(r->d, D_GLOSSARY_LONG, at, diag_int(r->d, TERM_MAX));
	else if (str_find(c.text, STR("-{")) >= 0 || str_find(c.text, STR("}-")) >= 0)
		diag(r->d, D_GLOSSARY_MARK, at);
	else
		return true;
	return false;
}

static bool
read_cell(struct reader *r, struct row *row, int i, struct cell c)
{
	int line = row->term.line;
	enum column column = i < r->ncolumn ? r->column[i] : COLUMN_UNKNOWN;

	if (column >= COLUMN_NOTE || c.text.n == 0)
		return true;
	if (column != COLUMN_HANS && !take_way(r, line, &c, &row->term.way))
		return false;
	row->term.form[column] = c.text;
	row->col[column] = c.col;
	return fits(r, line, c);
}

/* Where the first cell of a column of FORMS, FROM to TO (not included), is or should be. */
static int
column_of(const struct reader *r, const struct cell *cell, int n, enum column from, enum column to)
{
	for (int i = 0; i < r->ncolumn; i++)
		if (r->column[i] >= from && r->column[i] < to)
			return i < n ? cell[i].col : cell[n - 1].col;
	return 1;
}

static void
read_row(struct reader *r, int line, const struct cell *cell, int n)
{
	struct row *row = &r->row[r->n];
	struct glossary_term *t = &row->term;
	struct pos at = {r->file, line, 1, 0};

	*row = (struct row){.term = {.line = line}};
	if (n == 1) {
		diag(r->d, D_GLOSSARY_TAB, at);
		return;
	}
	for (int i = 0; i < n; i++)
		if (!read_cell(r, row, i, cell[i]))
			return;
	if (t->form[SCRIPT_HANS].n == 0) {
		at.col = column_of(r, cell, n, COLUMN_HANS, COLUMN_HANT);
		diag(r->d, D_GLOSSARY_EMPTY, at);
	} else if (t->form[SCRIPT_HANT].n + t->form[SCRIPT_HANT_TW].n + t->form[SCRIPT_HANT_HK].n ==
		   0) {
		at.col = column_of(r, cell, n, COLUMN_HANT, COLUMN_NOTE);
		diag(r->d, D_GLOSSARY_EMPTY, at);
	} else {
		r->n++;
	}
}

static void
read_line(struct reader *r, int line, str text)
{
	struct cell cell[CELLS];
	int n;

	if (str_trim(text).n == 0 || text.p[0] == '#')
		return;
	n = split(r->mem, text, cell);
	if (!r->started && is_head(cell, n))
		read_head(r, line, cell, n);
	else if (r->ncolumn > 0)
		read_row(r, line, cell, n);
	r->started = true;
}

/* A form of a row, for sorting. */
struct side {
	str text;
	struct row *row;
};

static int
by_text(const void *a, const void *b)
{
	const struct side *x = a, *y = b;
	int c = str_cmp(x->text, y->text);

	return c ? c : x->row->term.line - y->row->term.line;
}

/* The forms in S of all rows that are not of the way BUT, sorted; returns how many. */
static int
sort_forms(struct reader *r, enum script s, enum glossary_way but, struct side *side)
{
	int n = 0;

	for (int i = 0; i < r->n; i++)
		if (!r->row[i].dropped && r->row[i].term.way != but && r->row[i].term.form[s].n > 0)
			side[n++] = (struct side){r->row[i].term.form[s], &r->row[i]};
	if (n > 0)
		qsort(side, (size_t)n, sizeof *side, by_text);
	return n;
}

static struct pos
at_form(const struct reader *r, const struct row *row, enum script s)
{
	return at_cell(r, row->term.line, (struct cell){row->term.form[s], row->col[s]});
}

/* One Simplified word that becomes two things is a contradiction: the first line counts. */
static void
drop_repeats(struct reader *r, struct side *side)
{
	int n = sort_forms(r, SCRIPT_HANS, GLOSSARY_TO_HANS, side);
	const struct glossary_term *first = n > 0 ? &side[0].row->term : NULL;

	for (int i = 1; i < n; i++) {
		struct row *row = side[i].row;
		bool same = true;

		if (!str_eq(first->form[SCRIPT_HANS], side[i].text)) {
			first = &row->term;
			continue;
		}
		for (enum script s = SCRIPT_HANT; s < SCRIPT__N; s++)
			same &= str_eq(first->form[s], row->term.form[s]);
		row->dropped = true;
		if (same)
			diag(r->d, D_GLOSSARY_REPEAT, at_form(r, row, SCRIPT_HANS), side[i].text,
			     diag_int(r->d, first->line));
		else
			diag(r->d, D_GLOSSARY_TWICE, at_form(r, row, SCRIPT_HANS), side[i].text,
			     diag_int(r->d, first->line), first->form[SCRIPT_HANT]);
	}
}

/* Two words that become one again are none, but only the first of them comes back. */
static void
report_joined(struct reader *r, struct side *side, enum script s)
{
	int n = sort_forms(r, s, GLOSSARY_TO_HANT, side);
	const struct glossary_term *first = n > 0 ? &side[0].row->term : NULL;

	for (int i = 1; i < n; i++) {
		const struct glossary_term *t = &side[i].row->term;

		if (!str_eq(first->form[s], side[i].text))
			first = t;
		else if (!str_eq(first->form[SCRIPT_HANS], t->form[SCRIPT_HANS]))
			diag(r->d, D_GLOSSARY_JOINED, at_form(r, side[i].row, s), side[i].text,
			     diag_int(r->d, first->line), first->form[SCRIPT_HANS]);
	}
}

void
glossary_read(struct arena *a, struct diag *d, const struct source *src, struct glossary *out)
{
	str rest = src ? src->text : (str){0};
	struct reader r = {.mem = a,
			   .d = d,
			   .file = src ? src->path : rest,
			   .column = {COLUMN_HANS, COLUMN_HANT, COLUMN_NOTE},
			   .ncolumn = 3};
	struct side *side;

	r.row = NEW(a, struct row, (size_t)str_lines(rest));
	for (int line = 1; rest.n > 0; line++)
		read_line(&r, line, str_cut(&rest, STR("\n")));
	side = NEW(a, struct side, (size_t)r.n);
	drop_repeats(&r, side);
	for (enum script s = SCRIPT_HANT; s < SCRIPT__N; s++)
		report_joined(&r, side, s);
	*out = (struct glossary){NEW(a, struct glossary_term, (size_t)r.n), 0};
	for (int i = 0; i < r.n; i++)
		if (!r.row[i].dropped)
			out->term[out->n++] = r.row[i].term;
}
