#include "compose/module.h"

enum {
	MEASURE_LEAST = 5, /* em of a text column */
	BOX_EM = 1,	   /* from a frame to its text */
	HOLE_MOST = 3,	   /* lines that may stay empty without a word */
	FRAME = 500
};

/* A galley that was made: page_fit() is asked for the same story again and again. */
struct page_galley {
	struct page_galley *next;
	const struct node *body;
	struct galley galley;
};

const struct galley *
galley_at(struct page *p, const struct node *body, int measure)
{
	struct page_galley *g = p->galleys;

	while (g && (g->body != body || g->galley.measure != measure))
		g = g->next;
	if (g)
		return &g->galley;
	g = NEW(p->mem, struct page_galley, 1);
	g->body = body;
	galley_make(p->mem, p->fonts, body, measure, p->grid->size, &g->galley);
	g->next = p->galleys;
	p->galleys = g;
	return &g->galley;
}

/* 12N-1 characters, less what a frame takes, divided evenly (破栏); what is left over widens the
 * gutters. */
void
columns_make(const struct page *p, int columns, int text_columns, bool boxed,
	     struct text_columns *t)
{
	const struct grid *g = p->grid;
	int inset = boxed ? BOX_EM : 0, em, most;

	columns = place_clamp(columns, 1, g->columns);
	em = columns * (g->column_em + g->gutter_em) - g->gutter_em - 2 * inset;
	most = (em + g->gutter_em) / (MEASURE_LEAST + g->gutter_em);
	t->n = place_clamp(text_columns, 1, most < TEXT_COLUMNS_MAX ? most : TEXT_COLUMNS_MAX);
	t->measure = (em - (t->n - 1) * g->gutter_em) / t->n;
	t->left = inset * g->size;
	t->width = em * g->size;
	for (int i = 0; i < t->n; i++) {
		mpt x = i * t->measure * g->size;

		if (i)
			x += (mpt)((int64_t)(em - t->n * t->measure) * g->size * i / (t->n - 1));
		t->x[i] = place_down(x);
	}
}

/* All of the module but its height. */
static void
measure(struct page *p, const struct module *m, struct setting *s)
{
	*s = (struct setting){0};
	columns_make(p, m->columns, m->text_columns, m->boxed, &s->columns);
	heads_make(p, m, s->columns.width, &s->heads);
	figures_make(p, m, s);
	s->galley = galley_at(p, m->article->body, s->columns.measure);
	s->below = m->boxed ? 1 : 0;
	s->above = s->heads.n ? s->heads.lines : s->below;
}

/* Lines by which figures are longer than the text area. */
static int
figures_over(const struct setting *s, int depth)
{
	int over = 0;

	for (int i = 0; i < s->columns.n; i++)
		if (s->used[i] - depth > over)
			over = s->used[i] - depth;
	return over;
}

static int
empty_lines(const struct setting *s, int depth)
{
	int n = 0;

	for (int i = 0; i < s->columns.n; i++) {
		int room = depth - s->used[i];

		n += room > 0 ? room - (s->to[i] - s->from[i]) : 0;
	}
	return n;
}

static void
fit(struct page *p, const struct module *m, struct setting *s, struct module_fit *out)
{
	int lines = place_clamp(m->lines, 0, p->grid->lines), depth;

	measure(p, m, s);
	depth = (lines ? lines : p->grid->lines) - s->above - s->below;
	depth = depth < 0 ? 0 : depth;
	flow_level(s, depth);
	if (!lines)
		depth = s->depth;
	*out = (struct module_fit){.head_lines = s->above,
				   .lines = lines ? lines : s->above + depth + s->below,
				   .overset = s->galley->n - s->placed + figures_over(s, depth),
				   .characters = galley_characters(s->galley, s->placed),
				   .hole = empty_lines(s, depth)};
}

void
page_fit(struct page *p, const struct module *m, struct module_fit *out)
{
	struct setting s;
	struct arena_mark mark;

	columns_make(p, m->columns, m->text_columns, m->boxed, &s.columns);
	galley_at(p, m->article->body, s.columns.measure); /* this stays, and the heads */
	heads_make(p, m, s.columns.width, &s.heads);
	mark = arena_mark(p->mem);
	fit(p, m, &s, out);
	arena_rewind(p->mem, mark);
}

/* --- Placing --------------------------------------------------------------- */

static void
report_fit(struct page *p, const struct module *m, const struct setting *s,
	   const struct module_fit *f)
{
	struct diag *d = p->diag;
	const struct article *art = m->article;
	str page = diag_int(d, p->spec->number);
	int depth = f->lines - s->above - s->below;

	if (f->overset > 0)
		diag(d, D_OVERSET, art->title_at, art->written_title, page, diag_int(d, f->overset),
		     diag_int(d, f->characters));
	/* Where the columns reach the bottom, what is empty cannot be helped (R20). */
	else if ((depth - s->depth) * s->columns.n > HOLE_MOST)
		diag(d, D_HOLE, art->title_at, art->written_title, page, diag_int(d, f->hole));
	galley_report(s->galley, d, art->title_at, art->written_title, p->spec->number);
}

void
frame_place(struct page *p, struct block *b)
{
	mpt x = place_x(p, b->column), y = place_y(p, b->line);
	struct placed *o = place_box(p, place_part(p, b, ROLE_RULE), x, y + 2 * PLACE_PX,
				     place_width(p, b->columns),
				     b->lines * p->grid->pitch - 4 * PLACE_PX);

	o->stroke = FRAME;
}

void
page_story(struct page *p, const struct module *m, struct module_fit *out)
{
	struct setting s;
	struct block *b;
	mpt left, top;

	fit(p, m, &s, out);
	b = place_block(p, BLOCK_STORY, m->article->slug, m->article->written_title, m->column,
			m->columns, m->line, m->lines ? m->lines : out->lines);
	if (!b)
		return;
	b->article = m->article;
	report_fit(p, m, &s, out);
	figures_report(p, m->article, &s);
	if (m->boxed)
		frame_place(p, b);
	left = place_x(p, m->column) + s.columns.left;
	top = place_y(p, m->line);
	heads_place(p, b, &s.heads, left, top);
	top += s.above * p->grid->pitch;
	figures_place(p, b, &s, left, top);
	flow_place(p, b, &s, left, top);
}
