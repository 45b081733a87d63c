#include "content/table.h"

#include "content/emphasis.h"

/* The cells of one line. */
struct row {
	struct table_cell cell[TABLE_COLUMNS_MAX];
	int n;	   /* may be more than fit */
	bool bars; /* there was a "|" */
};

/* The lines of a paragraph. */
struct lines {
	str s; /* ends with the paragraph */
	ptrdiff_t at;
	int quotes;
};

static struct table_cell
trim(str s, ptrdiff_t from, ptrdiff_t to)
{
	str t = str_trim(str_sub(s, from, to));

	return t.n > 0 ? (struct table_cell){t.p - s.p, t.p - s.p + t.n}
		       : (struct table_cell){from, from};
}

static void
add_cell(struct row *r, str s, ptrdiff_t from, ptrdiff_t to)
{
	if (r->n < TABLE_COLUMNS_MAX)
		r->cell[r->n] = trim(s, from, to);
	r->n++;
}

/* The end of the cell at byte AT: a "|" that has no "\" before it and is in no -{…}-, or TO. */
static ptrdiff_t
cell_end(str s, ptrdiff_t at, ptrdiff_t to)
{
	while (at < to && s.p[at] != '|') {
		ptrdiff_t lock = s.p[at] == '-' ? emphasis_lock(str_sub(s, at, to)) : 0;

		if (lock > 0)
			at += lock;
		else
			at += s.p[at] == '\\' && at + 1 < to && s.p[at + 1] == '|' ? 2 : 1;
	}
	return at;
}

static void
read_row(str s, struct table_cell line, struct row *r)
{
	ptrdiff_t at = line.from;

	r->n = 0;
	r->bars = false;
	if (at < line.to && s.p[at] == '|') {
		r->bars = true;
		at++;
	}
	while (at < line.to) {
		ptrdiff_t end = cell_end(s, at, line.to);

		r->bars |= end < line.to;
		add_cell(r, s, at, end);
		at = end + 1;
	}
}

/* Bytes of the next line without its quote marks and the blanks round it. */
static bool
next_line(struct lines *l, struct table_cell *out)
{
	str rest;
	ptrdiff_t end;

	if (l->at >= l->s.n)
		return false;
	rest = str_from_at(l->s, l->at);
	end = l->at + str_cut(&rest, STR("\n")).n;
	*out = trim(l->s, marked_content(l->s, l->at, l->quotes), end);
	l->at = l->s.n - rest.n;
	return true;
}

/* ":--", "--:", ":-:", "---" */
static bool
alignment(str s, enum node_align *out)
{
	bool left = str_eat(&s, STR(":")), right = str_ends(s, STR(":"));
	ptrdiff_t n = s.n - right;

	for (ptrdiff_t i = 0; i < n; i++)
		if (s.p[i] != '-')
			return false;
	*out = left && right ? ALIGN_CENTER : left ? ALIGN_LEFT : right ? ALIGN_RIGHT : ALIGN_NONE;
	return n > 0;
}

static bool
delimiter_row(str s, const struct row *r, enum node_align *align)
{
	if (!r->bars || r->n == 0)
		return false;
	for (int i = 0; i < r->n && i < TABLE_COLUMNS_MAX; i++)
		if (!alignment(str_sub(s, r->cell[i].from, r->cell[i].to), align + i))
			return false;
	return true;
}

bool
table_likely(str text)
{
	if (str_find(text, STR("|")) < 0)
		return false;
	while (text.n > 0) {
		str line = str_cut(&text, STR("\n"));
		bool bar = false, dash = false;
		ptrdiff_t i;

		for (i = 0; i < line.n && strchr(" \t>|:-", line.p[i]); i++) {
			bar |= line.p[i] == '|';
			dash |= line.p[i] == '-';
		}
		if (i == line.n && bar && dash)
			return true;
	}
	return false;
}

static void
add_row(struct diag *d, struct marked *m, struct table *t, const struct row *r,
	struct table_cell line)
{
	struct table_cell *to = t->cell + (ptrdiff_t)t->nrow++ * t->ncol;
	int i;

	for (i = 0; i < t->ncol && i < r->n; i++)
		to[i] = r->cell[i];
	for (; i < t->ncol; i++)
		to[i] = (struct table_cell){line.to, line.to};
	if (r->n > t->ncol)
		diag(d, D_TABLE_CELLS, marked_pos(m, r->cell[t->ncol].from),
		     diag_int(d, r->n - t->ncol));
}

static int
count_lines(const struct lines *l)
{
	struct lines copy = *l;
	struct table_cell line;
	int n = 0;

	while (next_line(&copy, &line))
		n++;
	return n;
}

/* HEAD and the delimiter row were read; L stands at the first row below them. */
static void
read_table(struct arena *a, struct diag *d, struct marked *m, struct lines *l, struct table *t,
	   const struct row *head, struct tables *all)
{
	int nrow = 1 + count_lines(l);
	struct table_cell line = {t->from, t->to};
	struct row row;

	t->ncol = head->n;
	if (head->n > TABLE_COLUMNS_MAX || all->cells + nrow * head->n > TABLE_CELLS_MAX) {
		diag(d, D_TABLE_LARGE, marked_pos(m, t->from), diag_int(d, head->n),
		     diag_int(d, nrow));
		return;
	}
	t->cell = NEW(a, struct table_cell, (size_t)nrow * (size_t)t->ncol);
	add_row(d, m, t, head, line);
	while (next_line(l, &line)) {
		read_row(l->s, line, &row);
		add_row(d, m, t, &row, line);
		t->to = line.to;
	}
	all->cells += nrow * t->ncol;
	*all->last = t;
	all->last = &t->next;
}

void
table_find(struct arena *a, struct diag *d, struct marked *m, ptrdiff_t from, ptrdiff_t to,
	   int quotes, struct tables *all)
{
	struct lines l = {str_sub(m->source, 0, to), from, quotes};
	struct table *t = NEW(a, struct table, 1);
	struct table_cell above, line;
	struct row head, row;

	if (!next_line(&l, &above))
		return;
	while (next_line(&l, &line)) {
		read_row(l.s, line, &row);
		if (delimiter_row(l.s, &row, t->align)) {
			read_row(l.s, above, &head);
			if (head.bars && head.n == row.n) {
				t->from = above.from;
				t->to = line.to;
				read_table(a, d, m, &l, t, &head, all);
				return;
			}
		}
		above = line;
	}
}

/* A cell begins with a letter for cmark, and a blank: never a heading, a list, a definition. */
static void
copy_cells(struct marked *m, const struct table *t)
{
	for (int i = 0; i < t->nrow * t->ncol; i++) {
		struct table_cell c = t->cell[i];

		marked_insert(m, c.from, STR(MARKED_LETTER " "));
		emphasis_copy_cell(m, c.from, c.to);
		marked_insert(m, c.to, STR("\n\n"));
	}
}

void
table_copy(struct marked *m, struct tables *all)
{
	ptrdiff_t at = 0;

	for (const struct table *t = all->first; t; t = t->next)
		copy_cells(m, t);
	for (struct table *t = all->first; t; t = t->next) {
		emphasis_copy(m, at, t->from);
		t->held = marked_hold(m, t->from, t->to);
		at = t->to;
	}
	emphasis_copy(m, at, m->source.n);
}
