#include "compose/table.h"

#include "compose/spans.h"

enum {
	PX = 750,	   /* columns begin on whole px */
	STEP = 500,	   /* from a size to the next smaller one */
	LEAST = 2,	   /* em of a column */
	ONE_LINE = 1 << 28 /* a measure that no cell fills */
};

struct maker {
	struct arena *mem;
	struct fonts *fonts;
	const struct node *table;
	mpt measure, size, gutter;
	int columns;
	mpt *width, *x; /* of the columns */
};

/* 六号 beside 小五: smaller type is not fit for text (R27). */
static mpt
smallest(mpt size)
{
	return size * 5 / 6;
}

static void
set_size(struct maker *m, mpt size)
{
	m->size = size;
	m->gutter = size / 2;
}

static enum face
row_face(const struct node *row)
{
	return row->head ? FACE_HEI : FACE_SONG;
}

static enum set_align
cell_align(const struct node *cell)
{
	switch (cell->align) {
	case ALIGN_CENTER:
		return SET_CENTERED;
	case ALIGN_RIGHT:
		return SET_RIGHT;
	default:
		return SET_LEFT;
	}
}

static void
set_cell(struct maker *m, const struct node *cell, enum face face, mpt measure, struct lines *out)
{
	struct arena *scratch = fonts_scratch(m->fonts);
	struct arena_mark mark = arena_mark(scratch);
	struct spans spans = {.mem = scratch};
	struct para_style style = {.size = m->size, .align = cell_align(cell)};

	spans_collect(&spans, cell, face);
	line_break(m->mem, m->fonts, spans.v, spans.n, measure, &style, out);
	arena_rewind(scratch, mark);
}

/* Each column's longest line; the width of the table that has them. */
static int64_t
natural_widths(struct maker *m)
{
	int64_t all = (int64_t)(m->columns - 1) * m->gutter;

	memset(m->width, 0, (size_t)m->columns * sizeof *m->width);
	for (const struct node *row = m->table->first; row; row = row->next) {
		int i = 0;

		for (const struct node *c = row->first; c; c = c->next, i++) {
			struct lines l;

			set_cell(m, c, row_face(row), ONE_LINE, &l);
			for (int k = 0; k < l.n; k++)
				if (l.line[k].width > m->width[i])
					m->width[i] = l.line[k].width;
		}
	}
	for (int i = 0; i < m->columns; i++)
		all += m->width[i];
	return all;
}

/* The largest size at which no cell is broken, else the smallest; the width of the table then. */
static int64_t
fit_size(struct maker *m)
{
	mpt least = smallest(m->size);
	int64_t all = natural_widths(m);

	while (all > m->measure && m->size > least) {
		set_size(m, m->size - STEP > least ? m->size - STEP : least);
		all = natural_widths(m);
	}
	return all;
}

/* Columns that need no more than an equal share keep their width; the others share the rest. */
static void
narrow(struct maker *m, mpt room)
{
	bool *fixed = NEW(m->mem, bool, (size_t)m->columns);
	int left = m->columns;
	bool again = true;

	while (again && left > 0) {
		mpt share = room / left;

		again = false;
		for (int i = 0; i < m->columns; i++)
			if (!fixed[i] && m->width[i] <= share) {
				fixed[i] = again = true;
				room -= m->width[i];
				left--;
			}
	}
	for (int i = 0; i < m->columns; i++)
		if (!fixed[i])
			m->width[i] = room / left;
}

/* The columns of a table that would be ALL wide. */
static void
set_columns(struct maker *m, int64_t all)
{
	mpt x = 0;

	if (all > m->measure)
		narrow(m, m->measure - (m->columns - 1) * m->gutter);
	else
		for (int i = 0; i < m->columns; i++)
			m->width[i] += (mpt)((m->measure - all) / m->columns);
	for (int i = 0; i < m->columns; i++) {
		m->x[i] = x / PX * PX;
		x += m->width[i] + m->gutter;
	}
}

static void
set_row(struct maker *m, const struct node *row, struct table_row *out)
{
	struct lines *cell = NEW(m->mem, struct lines, (size_t)m->columns);
	int i = 0;

	for (const struct node *c = row->first; c; c = c->next, i++) {
		set_cell(m, c, row_face(row), m->width[i], &cell[i]);
		if (cell[i].n > out->lines)
			out->lines = cell[i].n;
	}
	out->head = row->head;
	out->line = NEW(m->mem, struct line, (size_t)out->lines * (size_t)m->columns);
	for (i = 0; i < m->columns; i++)
		for (int k = 0; k < cell[i].n; k++) {
			struct line *l = &out->line[k * m->columns + i];

			*l = cell[i].line[k];
			l->x += m->x[i];
		}
}

/* All cells of a row as one paragraph. */
static void
set_row_as_line(struct maker *m, const struct node *row, struct table_row *out)
{
	struct arena *scratch = fonts_scratch(m->fonts);
	struct arena_mark mark = arena_mark(scratch);
	struct spans spans = {.mem = scratch};
	struct para_style style = {.size = m->size, .align = SET_LEFT, .hang = 1000};
	struct lines lines;

	for (const struct node *c = row->first; c; c = c->next) {
		spans_collect(&spans, c, row_face(row));
		if (c->next)
			spans_add(&spans, STR("　"), row_face(row));
	}
	line_break(m->mem, m->fonts, spans.v, spans.n, m->measure, &style, &lines);
	*out = (struct table_row){lines.line, lines.n, row->head};
	arena_rewind(scratch, mark);
}

static int
count(const struct node *parent)
{
	int n = 0;

	for (const struct node *c = parent->first; c; c = c->next)
		n++;
	return n;
}

static void
begin(struct maker *m, struct arena *a, struct fonts *f, const struct node *table, mpt size)
{
	*m = (struct maker){.mem = a, .fonts = f, .table = table};
	for (const struct node *row = table->first; row; row = row->next) {
		int n = count(row);

		m->columns = n > m->columns ? n : m->columns;
	}
	m->width = NEW(a, mpt, (size_t)m->columns);
	m->x = NEW(a, mpt, (size_t)m->columns);
	set_size(m, size);
}

int
table_em(struct arena *a, struct fonts *f, const struct node *table, mpt size)
{
	struct arena_mark mark = arena_mark(a);
	struct maker m;
	int64_t all;

	begin(&m, a, f, table, smallest(size));
	all = natural_widths(&m);
	arena_rewind(a, mark);
	return (int)((all + size - 1) / size);
}

void
table_make(struct arena *a, struct fonts *f, const struct node *table, mpt measure, mpt size,
	   struct table *out)
{
	struct maker m;
	int64_t all;
	int r = 0;

	begin(&m, a, f, table, size);
	m.measure = measure;
	all = fit_size(&m);
	*out = (struct table){.n = count(table), .columns = m.columns};
	out->row = NEW(a, struct table_row, (size_t)out->n);
	if (all > measure && m.columns * (LEAST * m.size + m.gutter) > measure + m.gutter) {
		out->columns = 1;
		set_size(&m, size);
		for (const struct node *row = table->first; row; row = row->next)
			set_row_as_line(&m, row, &out->row[r++]);
		return;
	}
	set_columns(&m, all);
	for (const struct node *row = table->first; row; row = row->next)
		set_row(&m, row, &out->row[r++]);
}
