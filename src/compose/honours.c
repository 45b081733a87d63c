#include "compose/cell.h"
#include "compose/label.h"
#include "compose/module.h"

/* Sizes in mpt. */
enum {
	TITLE_SIZE = 26000,
	TITLE_NARROW = 18000, /* over one or two columns */
	TITLE_LINES = 4,
	AD_SIZE = 8000,
	GROUP_SIZE = 12000,
	GROUP_PITCH = 24000,
	GROUP_TINT = 12, /* % */
	FRAME = 1000,
	INNER = 500,
	INSET = 1500, /* of the frame, from the lines above and below */
	ACROSS_MOST = 8,
	PERCENT_LEAST = 100,
	PERCENT_MOST = 200
};

/* A row of cells, or the honour that those of the rows under it have in common. */
struct row {
	str group;    /* empty: cells */
	int first, n; /* entries; of a group: the first of those under it, and 0 */
	mpt height;
};

struct maker {
	struct page *page;
	str title;
	bool sponsored;
	const struct honour **entry; /* what of the roll is not placed yet, as it is printed */
	int n;
	struct row *row;
	int nrow;
	mpt width;
	int across, percent;
	bool grouped;
};

/* --- Entries and rows --------------------------------------------------------- */

static str
first_honour(const struct honour *h)
{
	return h->honours.n ? h->honours.v[0] : (str){0};
}

/* All entries in the order they are printed: of one honour together, in the order of the first of
 * each. */
static const struct honour **
sorted(struct arena *a, const struct honour_roll *roll, bool grouped)
{
	const struct honour **out = NEW(a, const struct honour *, (size_t)roll->n + 1);
	bool *taken = NEW(a, bool, (size_t)roll->n + 1);
	int n = 0;

	for (int i = 0; i < roll->n; i++) {
		str honour = first_honour(&roll->entry[i]);

		if (taken[i])
			continue;
		for (int k = i; k < (grouped ? roll->n : i + 1); k++) {
			if (str_eq(first_honour(&roll->entry[k]), honour)) {
				taken[k] = true;
				out[n++] = &roll->entry[k];
			}
		}
	}
	return out;
}

/* Entries from FIRST on that have an honour in common; all of them, where rolls are not grouped. */
static int
group_size(const struct maker *m, int first)
{
	int n = 1;

	while (first + n < m->n && (!m->grouped || str_eq(first_honour(m->entry[first + n]),
							  first_honour(m->entry[first]))))
		n++;
	return n;
}

/* Cells of ROW of N entries: of all rows as many as can be, none nearly empty. */
static int
row_cells(const struct maker *m, int n, int row)
{
	int rows = (n + m->across - 1) / m->across;

	return n / rows + (row < n % rows);
}

static mpt
cell_x(const struct maker *m, int i, int n)
{
	return place_down((mpt)((int64_t)m->width * i / n));
}

static void
make_cell(const struct maker *m, int entry, mpt width, struct cell *c)
{
	cell_make(m->page, m->entry[entry], width, m->percent, m->grouped, c);
}

/* The height of the row of N cells that begins with entry FIRST. */
static mpt
row_height(const struct maker *m, int first, int n)
{
	mpt most = 0;

	for (int i = 0; i < n; i++) {
		struct arena_mark mark = arena_mark(m->page->mem);
		struct cell c;

		make_cell(m, first + i, cell_x(m, i + 1, n) - cell_x(m, i, n), &c);
		most = c.height > most ? c.height : most;
		arena_rewind(m->page->mem, mark);
	}
	return place_up(most + 2 * CELL_PAD_Y);
}

static void
make_rows(struct maker *m)
{
	m->row = NEW(m->page->mem, struct row, 2 * (size_t)m->n + 1);
	for (int from = 0; from < m->n;) {
		int n = group_size(m, from), end = from + n;

		if (m->grouped && first_honour(m->entry[from]).n > 0)
			m->row[m->nrow++] = (struct row){.group = first_honour(m->entry[from]),
							 .first = from,
							 .height = GROUP_PITCH};
		for (int row = 0; from < end; row++) {
			int cells = row_cells(m, n, row);

			m->row[m->nrow++] = (struct row){
			    .first = from, .n = cells, .height = row_height(m, from, cells)};
			from += cells;
		}
	}
}

static mpt
all_rows(const struct maker *m)
{
	mpt all = 0;

	for (int i = 0; i < m->nrow; i++)
		all += m->row[i].height;
	return all;
}

/* The same with all rows of cells as high as the highest. */
static mpt
equal_rows(const struct maker *m)
{
	mpt all = 0, most = 0;

	for (int i = 0; i < m->nrow; i++)
		if (m->row[i].n > 0 && m->row[i].height > most)
			most = m->row[i].height;
	for (int i = 0; i < m->nrow; i++)
		all += m->row[i].n > 0 ? most : m->row[i].height;
	return all;
}

static struct maker
maker(struct page *p, const struct honour_roll *roll, int columns, const struct honours_look *look)
{
	int left = page_honours_left(p, roll);
	struct maker m = {.page = p,
			  .title = roll->title,
			  .sponsored = roll->sponsored,
			  .n = left,
			  .grouped = look->grouped};

	m.width = place_width(p, place_clamp(columns, 1, p->grid->columns));
	m.across = place_clamp(look->across, 1, ACROSS_MOST);
	m.percent = place_clamp(look->percent, PERCENT_LEAST, PERCENT_MOST);
	m.entry = sorted(p->mem, roll, look->grouped) + roll->n - left;
	make_rows(&m);
	return m;
}

/* They are kept, so they are asked for before anything is made that is not. */
static void
learn_words(struct page *p, const struct honour_roll *roll)
{
	for (int i = roll->n - page_honours_left(p, roll); i < roll->n; i++)
		cell_words(p, &roll->entry[i]);
}

int
page_honours_left(const struct page *p, const struct honour_roll *roll)
{
	const struct block *open = page_open(p, NULL, NULL);

	return roll->n - (open ? open->entries : 0);
}

int
page_honours_lines(struct page *p, const struct honour_roll *roll, int columns,
		   const struct honours_look *look, int *equal)
{
	struct arena_mark mark;
	struct maker m;
	mpt pitch = p->grid->pitch, all;

	learn_words(p, roll);
	mark = arena_mark(p->mem);
	m = maker(p, roll, columns, look);
	all = all_rows(&m);
	*equal = TITLE_LINES + (equal_rows(&m) + INSET + pitch - 1) / pitch;
	arena_rewind(p->mem, mark);
	return TITLE_LINES + (all + INSET + pitch - 1) / pitch;
}

/* --- Placing --------------------------------------------------------------- */

/* Cells are centred in their row; frame lines stand between them. */
static void
place_cells(const struct maker *m, struct block *b, const struct row *r, mpt y)
{
	mpt left = place_x(m->page, b->column);
	struct part *rules = place_part(m->page, b, ROLE_RULE);

	place_rule(m->page, rules, left, y, m->width, INNER);
	for (int i = 0; i < r->n; i++) {
		mpt x = cell_x(m, i, r->n), right = cell_x(m, i + 1, r->n);
		struct cell c;

		make_cell(m, r->first + i, right - x, &c);
		cell_place(m->page, b, rules, &c, left + x + CELL_PAD_X,
			   y + place_down((r->height - c.height) / 2));
		if (i)
			place_rule(m->page, rules, left + x, y, INNER, r->height);
	}
}

/* On a grey ground, over the cells that have it in common. */
static void
place_group(const struct maker *m, struct block *b, const struct row *r, mpt y)
{
	mpt left = place_x(m->page, b->column);
	struct part *rules = place_part(m->page, b, ROLE_RULE);

	place_box(m->page, rules, left, y, m->width, r->height)->tint = GROUP_TINT;
	place_rule(m->page, rules, left, y, m->width, INNER);
	place_label(m->page, b, r->group, FACE_HEI_BOLD, GROUP_SIZE, SET_CENTERED, left,
		    left + m->width, y, r->height);
}

static void
place_title(const struct maker *m, struct block *b)
{
	struct page *p = m->page;
	mpt left = place_x(p, b->column), right = left + m->width, y = place_y(p, b->line);
	mpt size = b->columns > 2 ? TITLE_SIZE : TITLE_NARROW, pitch = TITLE_LINES * p->grid->pitch;
	struct line l = line_single(p->mem, p->fonts, m->title, FACE_SONG_BOLD, size);
	struct part *rules;
	mpt side;

	while (l.n && l.width > m->width - 2 * size && size > AD_SIZE) {
		size -= 1000;
		l = line_single(p->mem, p->fonts, m->title, FACE_SONG_BOLD, size);
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
	if (m->sponsored)
		place_label(p, b, label(LABEL_AD, p->edition), FACE_HEI, AD_SIZE, SET_RIGHT, left,
			    right - CELL_PAD_X, place_y(p, b->line) + CELL_PAD_Y / 2,
			    place_up(AD_SIZE));
}

/* Where the roll comes from, where it goes on. */
static void
place_jumps(struct page *p, struct block *b, mpt end)
{
	mpt left = place_x(p, b->column) + CELL_PAD_X, right = left - 2 * CELL_PAD_X;
	mpt y = place_y(p, b->line) + CELL_PAD_Y / 2;

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

/* How many rows stand in HEIGHT, without an honour that no cell follows. */
static int
fitting(const struct maker *m, mpt height)
{
	int n = 0;

	while (n < m->nrow && m->row[n].height <= height)
		height -= m->row[n++].height;
	while (n > 0 && n < m->nrow && m->row[n - 1].group.n > 0)
		n--;
	return n;
}

static int
entries_in(const struct maker *m, int rows)
{
	int n = 0;

	for (int i = 0; i < rows; i++)
		n += m->row[i].n;
	return n;
}

/* What does not fit goes on at TO_PAGE: *END is raised for the words that say so. */
static void
thread(struct maker *m, struct block *b, int to_page, mpt y, mpt *end)
{
	struct page *p = m->page;
	int n;

	if (to_page == 0 || fitting(m, *end - y) == m->nrow)
		return;
	n = fitting(m, *end - y - p->grid->pitch);
	if (n == 0)
		return;
	if (to_page != p->spec->number)
		*end -= p->grid->pitch;
	m->nrow = n;
	b->to_page = to_page;
	p->sends = true;
}

/* The height that rows of cells have in common if all of them take HEIGHT: those that need more
 * have that. */
static mpt
common_height(const struct maker *m, mpt height, int n)
{
	mpt common = height / n, before = 0;

	while (common != before) {
		mpt rest = height;
		int low = 0;

		before = common;
		for (int i = 0; i < m->nrow; i++) {
			if (m->row[i].n > 0 && m->row[i].height > common)
				rest -= m->row[i].height;
			else
				low += m->row[i].n > 0;
		}
		common = low > 0 ? rest / low : common;
	}
	return place_down(common);
}

/* The rows of cells share HEIGHT: equal, as far as it goes. */
static void
share(struct maker *m, mpt height)
{
	mpt rest = height - all_rows(m), cells = 0, common;
	int n = 0;

	for (int i = 0; i < m->nrow; i++) {
		n += m->row[i].n > 0;
		cells += m->row[i].n > 0 ? m->row[i].height : 0;
	}
	if (n == 0 || rest < 0)
		return;
	common = common_height(m, cells + rest, n);
	for (int i = 0; i < m->nrow; i++)
		if (m->row[i].n > 0 && m->row[i].height < common)
			m->row[i].height = common;
	rest = height - all_rows(m);
	for (int i = 0; i < m->nrow && rest >= PLACE_PX; i++) {
		m->row[i].height += m->row[i].n > 0 ? PLACE_PX : 0;
		rest -= m->row[i].n > 0 ? PLACE_PX : 0;
	}
	m->row[m->nrow - 1].height += rest;
}

/* How many entries that puts on the page. */
static int
place_rows(const struct maker *m, struct block *b, mpt y, mpt end)
{
	int n = 0;

	for (int i = 0; i < m->nrow && y + m->row[i].height <= end; i++) {
		if (m->row[i].n == 0)
			place_group(m, b, &m->row[i], y);
		else
			place_cells(m, b, &m->row[i], y);
		y += m->row[i].height;
		n += m->row[i].n;
	}
	return n;
}

void
page_honours(struct page *p, const struct honour_roll *roll, const struct honours_area *area,
	     const struct honours_look *look, int to_page)
{
	int from, placed;
	const struct block *open = page_open(p, NULL, &from);
	struct block *b;
	struct maker m;
	mpt y = place_y(p, area->line + TITLE_LINES);
	mpt end = place_y(p, area->line + area->lines) - INSET;

	learn_words(p, roll);
	m = maker(p, roll, area->columns, look);
	b = place_block(p, BLOCK_HONOURS, STR("honours"), roll->written_title, area->column,
			area->columns, area->line, area->lines);
	if (!b)
		return;
	place_title(&m, b);
	b->frame = open ? open->frame + 1 : 0;
	b->from_page = from;
	thread(&m, b, to_page, y, &end);
	place_jumps(p, b, end);
	share(&m, end - y);
	placed = place_rows(&m, b, y, end);
	b->entries = roll->n - m.n + placed;
	if (placed < m.n && (!b->to_page || placed < entries_in(&m, m.nrow)))
		diag(p->diag, D_HONOURS_OVERSET, ((struct pos){.file = roll->file}),
		     roll->written_title, diag_int(p->diag, p->spec->number),
		     diag_int(p->diag, m.n - placed));
	place_box(p, place_part(p, b, ROLE_RULE), place_x(p, area->column),
		  place_y(p, area->line) + INSET, m.width, area->lines * p->grid->pitch - 2 * INSET)
	    ->stroke = FRAME;
}
