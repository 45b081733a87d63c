#include "compose/label.h"
#include "compose/module.h"

/* Sizes in mpt. */
enum {
	TITLE_SIZE = 26000,
	TITLE_NARROW = 18000, /* over one or two columns */
	TITLE_LINES = 4,
	AD_SIZE = 8000,
	PAD_X = 4500,
	PAD_Y = 6000,
	FRAME = 1000,
	INNER = 500,
	HAIRLINE = 250,
	INSET = 1500, /* of the frame, from the lines above and below */
	ACROSS_MOST = 8,
	CELL_PARTS = 32, /* runs of lines of one look in a cell */
	CELL_SPACE = 3750,
	AWARDED_RULE = 18000, /* at both sides of 荣获, and its distance */
	AWARDED_GAP = 4500
};

/* The looks of a cell's lines. */
static const struct look {
	enum face face;
	mpt size, pitch;
	enum set_align align;
	int max_lines; /* as in para_style: balanced */
} org_look = {FACE_HEI_BOLD, 10500, 14250, SET_CENTERED, 4},
  awarded_look = {FACE_HEI, 7500, 13500, SET_CENTERED, 1},
  honour_look = {FACE_SONG_BOLD, 9500, 13500, SET_CENTERED, 6},
  field_look = {FACE_SONG, 7500, 11250, SET_CENTERED, 4};

struct run {
	const struct look *look;
	struct lines lines;
	mpt before; /* white space above */
};

struct cell {
	struct run run[CELL_PARTS];
	int n;
	mpt height; /* of the runs */
};

struct maker {
	struct page *page;
	struct honour_roll roll; /* what of it is not placed yet */
	mpt width;
	int across;
};

static void
add_run(const struct maker *m, struct cell *c, const struct look *look, str text, mpt width,
	mpt before)
{
	struct run *r = &c->run[c->n];
	const struct span span = {.text = text, .face = look->face};
	struct para_style style = {
	    .size = look->size, .align = look->align, .max_lines = look->max_lines};

	if (text.n == 0 || c->n == CELL_PARTS)
		return;
	r->look = look;
	r->before = c->n ? before : 0;
	line_break(m->page->mem, m->page->fonts, &span, 1, width - 2 * PAD_X, &style, &r->lines);
	c->height += r->before + r->lines.n * look->pitch;
	c->n++;
}

static void
add_field(const struct maker *m, struct cell *c, enum label name, str text, mpt width, mpt before)
{
	if (text.n)
		add_run(m, c, &field_look, label_text(m->page->mem, name, m->page->edition, text),
			width, before);
}

static enum label
business_label(enum honour_business b)
{
	switch (b) {
	case BUSINESS_SERVICE:
		return LABEL_SERVICE;
	case BUSINESS_PRODUCT:
		return LABEL_PRODUCT;
	default:
		return LABEL_BUSINESS;
	}
}

static void
make_cell(const struct maker *m, const struct honour *h, mpt width, struct cell *c)
{
	int n;

	*c = (struct cell){0};
	add_run(m, c, &org_look, h->organisation, width, 0);
	if (h->honours.n)
		add_run(m, c, &awarded_look, label(LABEL_AWARDED, m->page->edition), width, 0);
	for (int i = 0; i < h->honours.n; i++)
		add_run(m, c, &honour_look, h->honours.v[i], width, 0);
	n = c->n;
#define SPACE (c->n == n ? CELL_SPACE : 0)
	add_field(m, c, LABEL_CERTIFICATE, h->certificate, width, SPACE);
	add_field(m, c, LABEL_TESTED, h->tested_product, width, SPACE);
	add_field(m, c, business_label(h->label), h->business, width, SPACE);
	add_field(m, c, LABEL_BRAND, h->brand, width, SPACE);
	add_field(m, c, LABEL_CREDIT_CODE, h->credit_code, width, SPACE);
#undef SPACE
}

static int
count_rows(const struct maker *m)
{
	return (m->roll.n + m->across - 1) / m->across;
}

/* Cells of ROW: a last row that would be nearly empty shares with the one before. */
static int
row_cells(const struct maker *m, int row)
{
	int rows = count_rows(m), rest = m->roll.n % m->across;

	if (rest == 0 || row < rows - 2 || (row == rows - 2 && 2 * rest >= m->across))
		return m->across;
	if (rows == 1 || 2 * rest >= m->across)
		return rest;
	return (m->across + rest + (row == rows - 2)) / 2;
}

static mpt
cell_x(const struct maker *m, int i, int n)
{
	return place_down((mpt)((int64_t)m->width * i / n));
}

/* The height of the row of N cells that begins with entry FIRST. */
static mpt
row_height(const struct maker *m, int first, int n)
{
	mpt most = 0;

	for (int i = 0; i < n; i++) {
		struct arena_mark mark = arena_mark(m->page->mem);
		struct cell c;

		make_cell(m, &m->roll.entry[first + i], cell_x(m, i + 1, n) - cell_x(m, i, n), &c);
		most = c.height > most ? c.height : most;
		arena_rewind(m->page->mem, mark);
	}
	return place_up(most + 2 * PAD_Y);
}

/* Of all rows together; *MOST: of the highest. */
static mpt
all_rows(const struct maker *m, mpt *most)
{
	mpt all = 0;

	*most = 0;
	for (int row = 0, first = 0; row < count_rows(m); row++) {
		int n = row_cells(m, row);
		mpt height = row_height(m, first, n);

		all += height;
		*most = height > *most ? height : *most;
		first += n;
	}
	return all;
}

static struct maker
maker(struct page *p, const struct honour_roll *roll, int columns, int across)
{
	int left = page_honours_left(p, roll);
	struct maker m = {.page = p, .roll = *roll};

	m.width = place_width(p, place_clamp(columns, 1, p->grid->columns));
	m.across = place_clamp(across, 1, ACROSS_MOST);
	m.roll.entry += roll->n - left;
	m.roll.n = left;
	return m;
}

int
page_honours_left(const struct page *p, const struct honour_roll *roll)
{
	const struct block *open = page_open(p, NULL, NULL);

	return roll->n - (open ? open->entries : 0);
}

int
page_honours_lines(struct page *p, const struct honour_roll *roll, int columns, int across)
{
	struct maker m = maker(p, roll, columns, across);
	mpt pitch = p->grid->pitch, most;

	return TITLE_LINES + (all_rows(&m, &most) + INSET + pitch - 1) / pitch;
}

/* --- Placing --------------------------------------------------------------- */

static void
place_cell(const struct maker *m, struct block *b, const struct cell *c, mpt x, mpt y)
{
	for (int i = 0; i < c->n; i++) {
		const struct run *r = &c->run[i];
		struct part *part = place_part(m->page, b, ROLE_LABEL);

		y += r->before;
		for (int k = 0; k < r->lines.n; k++, y += r->look->pitch)
			place_line(m->page, b, part, &r->lines.line[k], x, y, r->look->pitch);
	}
}

/* 荣获 stands between two hairlines. */
static void
place_awarded(const struct maker *m, struct part *rules, const struct cell *c, mpt x, mpt y)
{
	for (int i = 0; i < c->n; i++) {
		const struct run *r = &c->run[i];

		y += r->before;
		if (r->look == &awarded_look) {
			const struct line *l = &r->lines.line[0];
			mpt middle = y + place_down(r->look->pitch / 2);

			place_rule(m->page, rules, x + l->x - AWARDED_GAP - AWARDED_RULE, middle,
				   AWARDED_RULE, HAIRLINE);
			place_rule(m->page, rules, x + l->x + l->width + AWARDED_GAP, middle,
				   AWARDED_RULE, HAIRLINE);
		}
		y += r->lines.n * r->look->pitch;
	}
}

/* Cells are centred in their row; frame lines stand between them. */
static void
place_row(const struct maker *m, struct block *b, int first, int n, mpt y, mpt height)
{
	mpt left = place_x(m->page, b->column);
	struct part *rules = place_part(m->page, b, ROLE_RULE);

	place_rule(m->page, rules, left, y, m->width, INNER);
	for (int i = 0; i < n; i++) {
		mpt x = cell_x(m, i, n), right = cell_x(m, i + 1, n);
		struct cell c;
		mpt top;

		make_cell(m, &m->roll.entry[first + i], right - x, &c);
		top = y + place_down((height - c.height) / 2);
		place_cell(m, b, &c, left + x + PAD_X, top);
		place_awarded(m, rules, &c, left + x + PAD_X, top);
		if (i)
			place_rule(m->page, rules, left + x, y, INNER, height);
	}
}

static void
place_title(const struct maker *m, struct block *b)
{
	struct page *p = m->page;
	mpt left = place_x(p, b->column), right = left + m->width, y = place_y(p, b->line);
	mpt size = b->columns > 2 ? TITLE_SIZE : TITLE_NARROW, pitch = TITLE_LINES * p->grid->pitch;
	struct line l = line_single(p->mem, p->fonts, m->roll.title, FACE_SONG_BOLD, size);
	struct part *rules;
	mpt side;

	while (l.n && l.width > m->width - 2 * size && size > AD_SIZE) {
		size -= 1000;
		l = line_single(p->mem, p->fonts, m->roll.title, FACE_SONG_BOLD, size);
	}
	l.x = (m->width - l.width) / 2;
	if (l.n)
		place_line(p, b, place_part(p, b, ROLE_HEADLINE), &l, left, y, pitch);
	side = (m->width - l.width) / 2 - 3 * size;
	if (side > 2 * size) {
		rules = place_part(p, b, ROLE_RULE);
		y += place_down(pitch / 2);
		place_rule(p, rules, left + 2 * size, y, side, FRAME);
		place_rule(p, rules, right - 2 * size - side, y, side, FRAME);
	}
	if (m->roll.sponsored)
		place_label(p, b, label(LABEL_AD, p->edition), FACE_HEI, AD_SIZE, SET_RIGHT, left,
			    right - PAD_X, place_y(p, b->line) + PAD_Y / 2, place_up(AD_SIZE));
}

/* Where the roll comes from, where it goes on. */
static void
place_jumps(struct page *p, struct block *b, mpt end)
{
	mpt left = place_x(p, b->column) + PAD_X, right = left - 2 * PAD_X;
	mpt y = place_y(p, b->line) + PAD_Y / 2;

	right += place_width(p, b->columns);
	if (b->from_page && b->from_page != p->spec->number)
		place_label(p, b, jump_from(p, b->from_page), FACE_HEI, AD_SIZE, SET_LEFT, left,
			    right, y, place_up(AD_SIZE));
	if (b->to_page == 0 || b->to_page == p->spec->number)
		return;
	place_rule(p, place_part(p, b, ROLE_RULE), place_x(p, b->column), end,
		   place_width(p, b->columns), INNER);
	place_label(p, b, jump_to(p, b->to_page), FACE_HEI, AD_SIZE, SET_RIGHT, left, right,
		    place_up(end), place_up(AD_SIZE));
}

/* How many entries stand in whole rows in HEIGHT. */
static int
fitting(const struct maker *m, mpt height)
{
	int first = 0, fit = 0;

	for (int row = 0; row < count_rows(m); row++) {
		int n = row_cells(m, row);

		height -= row_height(m, first, n);
		first += n;
		if (height < 0)
			return fit * m->across;
		fit++;
	}
	return m->roll.n;
}

/* What does not fit goes on at TO_PAGE: *END is raised for the words that say so. */
static void
thread(struct maker *m, struct block *b, int to_page, mpt y, mpt *end)
{
	const struct page *p = m->page;
	int n;

	if (to_page == 0 || fitting(m, *end - y) == m->roll.n)
		return;
	n = fitting(m, *end - y - p->grid->pitch);
	if (n <= 0 || n >= m->roll.n)
		return;
	if (to_page != p->spec->number)
		*end -= p->grid->pitch;
	m->roll.n = n;
	b->to_page = to_page;
}

void
page_honours(struct page *p, const struct honour_roll *roll, int column, int columns, int line,
	     int lines, int across, int to_page)
{
	int from;
	const struct block *open = page_open(p, NULL, &from);
	struct maker m = maker(p, roll, columns, across);
	struct block *b = place_block(p, BLOCK_HONOURS, STR("honours"), roll->written_title, column,
				      columns, line, lines);
	mpt y = place_y(p, line + TITLE_LINES), end = place_y(p, line + lines) - INSET, more, most;
	int first = 0, left = m.roll.n, rows;

	if (!b)
		return;
	place_title(&m, b);
	b->frame = open ? open->frame + 1 : 0;
	b->from_page = from;
	thread(&m, b, to_page, y, &end);
	place_jumps(p, b, end);
	rows = count_rows(&m);
	more = end - y -
	       all_rows(&m, &most); /* is shared by the rows, which are equal if it is enough */
	more = more > 0 && rows > 0 ? place_down(more / rows) : 0;
	most = rows > 0 && most <= (end - y) / rows ? place_down((end - y) / rows) : 0;
	for (int row = 0; row < rows; row++) {
		int n = row_cells(&m, row);
		mpt height = most ? most : row_height(&m, first, n) + more;

		if (y + height > end)
			break;
		if (row == rows - 1)
			height = end - y;
		place_row(&m, b, first, n, y, height);
		y += height;
		first += n;
	}
	b->entries = roll->n - left + first;
	if (first < m.roll.n || (first < left && !b->to_page))
		diag(p->diag, D_HONOURS_OVERSET, ((struct pos){.file = roll->file}),
		     roll->written_title, diag_int(p->diag, p->spec->number),
		     diag_int(p->diag, left - first));
	place_box(p, place_part(p, b, ROLE_RULE), place_x(p, column), place_y(p, line) + INSET,
		  m.width, lines * p->grid->pitch - 2 * INSET)
	    ->stroke = FRAME;
}
