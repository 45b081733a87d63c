#include "compose/page.h"

#include "base/utf8.h"
#include "compose/label.h"
#include "compose/module.h"

/*
 * Type width 6 basic columns of 11 characters of 小五 with gutters of 1: 71 em = 639 pt, 225.4 mm.
 * Left and top are whole px and centre the type area.
 */
const struct grid grid_tabloid = {
    .width = 779528,
    .height = 1105512,
    .left = 70500,
    .top = 55500,
    .size = 9000,
    .pitch = 12750,
    .columns = 6,
    .column_em = 11,
    .gutter_em = 1,
    .lines = 78,
};

/* 版容 8 columns of 13 characters: 111 em, 352 mm; 495 mm high. */
const struct grid grid_broadsheet = {
    .width = 1105512,
    .height = 1559055,
    .left = 53250,
    .top = 78000,
    .size = 9000,
    .pitch = 12750,
    .columns = 8,
    .column_em = 13,
    .gutter_em = 1,
    .lines = 110,
};

/* Five of the tabloid's columns: 59 em, 187 mm. */
const struct grid grid_a4 = {
    .width = 595276,
    .height = 841890,
    .left = 32250,
    .top = 38250,
    .size = 9000,
    .pitch = 12750,
    .columns = 5,
    .column_em = 11,
    .gutter_em = 1,
    .lines = 60,
};

const struct grid *
grid_of(enum print_size size)
{
	switch (size) {
	case PRINT_BROADSHEET:
		return &grid_broadsheet;
	case PRINT_A4:
		return &grid_a4;
	default:
		return &grid_tabloid;
	}
}

enum {
	RULE = 500,	  /* width of rules between modules */
	NAME_BELOW = 750, /* between a name and the line under it, or its frame */
	DOT = 1500,	  /* 着重号: 1.5 pt of the 3.75 between lines, nearer to its character */
	DOT_BELOW = 600
};

void
page_init(struct page *p, struct arena *a, struct diag *d, struct fonts *f,
	  const struct paper *paper, const struct issue *issue, const struct issue_page *spec,
	  enum script edition, const struct grid *grid)
{
	*p = (struct page){.grid = grid,
			   .issue = issue,
			   .paper = paper,
			   .spec = spec,
			   .edition = edition,
			   .fonts = f,
			   .mem = a,
			   .diag = d};
	p->covered = NEW(a, bool, (size_t)(grid->columns * grid->lines));
}

mpt
place_x(const struct page *p, int column)
{
	const struct grid *g = p->grid;

	return g->left + column * (g->column_em + g->gutter_em) * g->size;
}

mpt
place_y(const struct page *p, int line)
{
	return p->grid->top + line * p->grid->pitch;
}

mpt
place_width(const struct page *p, int columns)
{
	const struct grid *g = p->grid;

	return (columns * (g->column_em + g->gutter_em) - g->gutter_em) * g->size;
}

static bool
inside(int from, int n, int all)
{
	return 0 <= from && 0 < n && n <= all && from <= all - n;
}

static bool
cover(struct page *p, int column, int columns, int line, int lines)
{
	const struct grid *g = p->grid;

	if (!inside(column, columns, g->columns) || !inside(line, lines, g->lines))
		return false;
	for (int y = line; y < line + lines; y++)
		for (int x = column; x < column + columns; x++)
			if (p->covered[y * g->columns + x])
				return false;
	for (int y = line; y < line + lines; y++)
		for (int x = column; x < column + columns; x++)
			p->covered[y * g->columns + x] = true;
	return true;
}

/* Whether ID is taken: by a block of this page, by a story of one before. */
static bool
id_taken(const struct page *p, str id)
{
	for (const struct page *q = p; q; q = q->before)
		for (const struct block *b = q->first; b; b = b->next)
			if ((q == p || b->kind == BLOCK_STORY) && str_eq(b->id, id))
				return true;
	return false;
}

/* ID, or with a number after it where a block has it already. */
static str
unique_id(struct page *p, str id)
{
	str name = id;

	for (int n = 2; id_taken(p, name); n++)
		name = str_fmt(p->mem, STR_FMT "-%d", STR_ARG(id), n);
	return name;
}

static struct block *
block_new(struct page *p, enum block_kind kind, str id)
{
	struct block *b = NEW(p->mem, struct block, 1);

	b->kind = kind;
	b->id = unique_id(p, id);
	if (p->last)
		p->last->next = b;
	else
		p->first = b;
	p->last = b;
	return b;
}

struct block *
place_block(struct page *p, enum block_kind kind, str id, str title, int column, int columns,
	    int line, int lines)
{
	struct block *b;

	if (!cover(p, column, columns, line, lines)) {
		diag(p->diag, D_MODULE_PLACE, p->spec->at, title,
		     diag_int(p->diag, p->spec->number), diag_int(p->diag, column + 1L),
		     diag_int(p->diag, line + 1L));
		return NULL;
	}
	b = block_new(p, kind, id);
	b->column = column;
	b->columns = columns;
	b->line = line;
	b->lines = lines;
	return b;
}

struct part *
place_part(struct page *p, struct block *b, enum role role)
{
	struct part *part = NEW(p->mem, struct part, 1);

	part->role = role;
	if (b->last)
		b->last->next = part;
	else
		b->first = part;
	b->last = part;
	return part;
}

static struct placed *
placed_new(struct page *p, struct part *part, enum placed_kind kind)
{
	struct placed *o = NEW(p->mem, struct placed, 1);

	o->kind = kind;
	if (part->last)
		part->last->next = o;
	else
		part->first = o;
	part->last = o;
	return o;
}

/* Its middle at X. */
static void
place_dot(struct page *p, struct part *part, mpt x, mpt y)
{
	struct placed *o = place_box(p, part, x - DOT / 2, y, DOT, DOT);

	o->tint = 100;
	o->round = true;
}

/* R22: a line or dots under text; R26: a black frame round it. */
static void
place_marks(struct page *p, struct part *part, const struct placed *at)
{
	const struct line *l = &at->line;
	mpt top = at->y + (at->pitch - l->size) / 2, bottom = top + l->size;

	for (int i = 0; i < l->nmark; i++) {
		const struct line_mark *m = &l->mark[i];

		if (m->style == SPAN_DOTS)
			place_dot(p, part, at->x + m->x + m->width / 2, bottom + DOT_BELOW);
		else if (m->style == SPAN_NAME)
			place_rule(p, part, at->x + m->x, bottom + NAME_BELOW, m->width, RULE);
		else
			place_box(p, part, at->x + m->x, top - NAME_BELOW, m->width,
				  l->size + 2 * NAME_BELOW)
			    ->stroke = PLACE_PX;
	}
}

static void
report_missing(const struct page *p, const struct block *b, enum face face, str text)
{
	for (str ch = font_lacks(p->fonts, face, &text); ch.n;
	     ch = font_lacks(p->fonts, face, &text)) {
		ptrdiff_t at = 0;
		uint32_t cp = utf8_next(ch, &at);

		diag(p->diag, D_FONT_NO_GLYPH, place_where(p, b, ch), ch,
		     str_fmt(p->diag->mem, "U+%04X", (unsigned)cp), face_name(face));
	}
}

struct placed *
place_line(struct page *p, struct block *b, struct part *part, const struct line *l, mpt left,
	   mpt y, mpt pitch)
{
	struct placed *o = placed_new(p, part, PLACED_LINE);

	o->x = left + l->x;
	o->y = y;
	o->w = l->width;
	o->h = o->pitch = pitch;
	o->line = *l;
	for (int i = 0; i < l->n; i++) {
		const struct piece *piece = &l->piece[i];

		font_use(p->fonts, piece->face, piece->text);
		report_missing(p, b, piece->face, piece->text);
	}
	place_marks(p, part, o);
	return o;
}

void
place_rule(struct page *p, struct part *part, mpt x, mpt y, mpt w, mpt h)
{
	struct placed *o = placed_new(p, part, PLACED_RULE);

	o->x = x;
	o->y = y;
	o->w = w;
	o->h = h;
	o->tint = 100;
}

struct placed *
place_box(struct page *p, struct part *part, mpt x, mpt y, mpt w, mpt h)
{
	struct placed *o = placed_new(p, part, PLACED_BOX);

	o->x = x;
	o->y = y;
	o->w = w;
	o->h = h;
	return o;
}

void
place_label(struct page *p, struct block *b, str text, enum face face, mpt size,
	    enum set_align align, mpt left, mpt right, mpt y, mpt pitch)
{
	struct line l = line_single(p->mem, p->fonts, text, face, size);

	if (l.n == 0)
		return;
	if (align == SET_CENTERED)
		l.x = (right - left - l.width) / 2;
	else if (align == SET_RIGHT)
		l.x = right - left - l.width;
	place_line(p, b, place_part(p, b, ROLE_LABEL), &l, left, y, pitch);
}

/* --- Rules between modules ------------------------------------------------- */

void
page_rule_across(struct page *p, int column, int columns, int line)
{
	struct block *b;

	if (!inside(column, columns, p->grid->columns) || !inside(line, 1, p->grid->lines))
		return;
	b = block_new(p, BLOCK_RULE, STR("rule"));
	b->column = column;
	b->columns = columns;
	b->line = line;
	b->lines = 1;
	place_rule(p, place_part(p, b, ROLE_RULE), place_x(p, column),
		   place_y(p, line) + place_down(p->grid->pitch / 2), place_width(p, columns),
		   RULE);
}

void
page_rule_down(struct page *p, int column, int line, int lines)
{
	struct block *b;
	mpt x;

	if (!inside(column, 1, p->grid->columns) || column == 0 ||
	    !inside(line, lines, p->grid->lines))
		return;
	b = block_new(p, BLOCK_RULE, STR("rule"));
	b->column = column;
	b->line = line;
	b->lines = lines;
	x = place_x(p, column) - (p->grid->gutter_em * p->grid->size + RULE) / 2;
	place_rule(p, place_part(p, b, ROLE_RULE), x, place_y(p, line), RULE,
		   lines * p->grid->pitch);
}
