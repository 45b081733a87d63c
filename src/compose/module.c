#include "compose/module.h"

#include "compose/item.h"

enum {
	MEASURE_LEAST = 5,	/* em of a text column */
	TEXT_SIZE_MOST = 18000, /* mpt: of text, not of a head */
	BOX_EM = 1,		/* from a frame to its text */
	HOLE_MOST = 3,		/* lines that may stay empty without a word */
	FRAME = 500,
	PICTURE_LESS = 2, /* lines that a picture gives for even columns */
	PICTURE_LEAST = 8 /* lines of one that gives some */
};

/* A galley that was made: page_fit() is asked for the same story again and again. */
struct page_galley {
	struct page_galley *next;
	const struct node *body;
	mpt size;
	struct galley_look look;
	struct galley galley;
};

static bool
same_look(struct galley_look a, struct galley_look b)
{
	return a.face == b.face && a.initial == b.initial && a.dots == b.dots && a.bare == b.bare;
}

static bool
same_place(struct galley_place a, struct galley_place b)
{
	return a.unit == b.unit && a.characters == b.characters;
}

const struct galley *
galley_at(struct page *p, const struct node *body, struct galley_place from,
	  const struct text_columns *t)
{
	struct page_galley *g = p->galleys;

	while (g && (g->body != body || g->galley.measure != t->measure || g->size != t->size ||
		     !same_place(g->galley.from, from) || !same_look(g->look, t->look)))
		g = g->next;
	if (g)
		return &g->galley;
	g = NEW(p->mem, struct page_galley, 1);
	g->body = body;
	g->size = t->size;
	g->look = t->look;
	if (!p->shelf) {
		p->shelf = NEW(p->mem, struct items_shelf, 1);
		p->shelf->mem = p->mem;
	}
	galley_make_from(p->mem, p->fonts, p->shelf, body, from, t->measure, t->size, &t->look,
			 &g->galley);
	g->next = p->galleys;
	p->galleys = g;
	return &g->galley;
}

/* The width of T in as many columns as it has. */
static void
divide(struct text_columns *t, mpt gutter)
{
	mpt over;

	t->measure = (t->width - (t->n - 1) * gutter) / t->n / t->size;
	over = t->width - t->n * t->measure * t->size;
	for (int i = 0; i < t->n; i++) {
		mpt x = i * t->measure * t->size;

		if (i)
			x += (mpt)((int64_t)over * i / (t->n - 1));
		t->x[i] = place_down(x);
	}
}

/*
 * 12N-1 characters of the grid, less what a frame takes, divided evenly (破栏) into whole
 * characters of the text; what is left over widens the gutters.
 */
void
columns_make(const struct page *p, int columns, int text_columns, bool boxed, struct text_type type,
	     struct text_columns *t)
{
	const struct grid *g = p->grid;
	mpt inset = boxed ? BOX_EM * g->size : 0;
	int em, most;

	t->size = type.size ? place_clamp(type.size, g->size, TEXT_SIZE_MOST) : g->size;
	t->pitch = type.pitch ? type.pitch : g->pitch;
	t->pitch = place_up(place_clamp(t->pitch + type.loose, t->size, 2 * t->size));
	t->own_grid = t->pitch != g->pitch && !type.loose;
	t->look = type.look;
	columns = place_clamp(columns, 1, g->columns);
	t->left = inset;
	t->width = place_width(p, columns) - 2 * inset;
	em = t->width / t->size;
	most = (em + g->gutter_em) / (MEASURE_LEAST + g->gutter_em);
	t->n = place_clamp(text_columns, 1, most < TEXT_COLUMNS_MAX ? most : TEXT_COLUMNS_MAX);
	divide(t, g->gutter_em * t->size);
}

void
columns_indent(const struct page *p, struct text_columns *t, mpt by)
{
	t->left += by;
	t->width -= by;
	divide(t, p->grid->gutter_em * t->size);
}

static struct text_type
type_of(const struct module *m)
{
	return (struct text_type){m->text_size,
				  m->text_pitch,
				  m->text_loose * PLACE_PX,
				  {FACE_SONG, m->initial, m->dots, true}};
}

static struct galley_place
place_of(const struct block *open)
{
	return open ? open->rest : (struct galley_place){0};
}

/* All of the module but its height. */
static void
measure(struct page *p, const struct module *m, struct setting *s)
{
	const struct block *open = page_open(p, m->article, NULL);

	*s = (struct setting){0};
	s->grid_pitch = p->grid->pitch;
	columns_make(p, m->columns, m->text_columns, m->boxed, type_of(m), &s->columns);
	heads_make(p, m, s->columns.width, &s->heads);
	heads_stand(s);
	if (!open) {
		figures_make(p, m, s);
		pull_make(p, m, s);
	}
	s->galley = galley_at(p, m->article->body, place_of(open), &s->columns);
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
		int room = flow_room(s, i, depth);

		n += room > 0 ? room - (s->to[i] - s->from[i]) : 0;
	}
	return n;
}

/* What does not fit goes on elsewhere, if it may and there is anything before it. */
static bool
goes_on(const struct page *p, const struct module *m, struct setting *s, int depth)
{
	int placed = s->placed;

	if (m->to_page == 0 || placed == s->galley->n || figures_over(s, depth) > 0)
		return false;
	s->label = m->to_page != p->spec->number;
	flow_fill(s, depth);
	if (s->placed > 0)
		return true;
	s->label = 0;
	flow_level(s, depth);
	return false;
}

static void
fit(struct page *p, const struct module *m, struct setting *s, struct module_fit *out)
{
	int lines = place_clamp(m->lines, 0, p->grid->lines), depth, left, over;
	bool on;

	measure(p, m, s);
	depth = (lines ? lines : p->grid->lines) - s->above - s->below;
	depth = depth < 0 ? 0 : depth;
	flow_level(s, depth);
	on = goes_on(p, m, s, depth);
	if (!lines)
		depth = s->depth;
	left = s->galley->n - s->placed;
	over = (on ? 0 : left) + figures_over(s, depth);
	*out = (struct module_fit){.head_lines = s->above,
				   .lines = lines ? lines : s->above + depth + s->below,
				   .overset = over,
				   .jump = on ? left : 0,
				   .characters = on ? galley_characters(s->galley, s->placed)
						    : galley_over(s->galley, s->placed, over),
				   .hole = empty_lines(s, depth) - s->label,
				   .to_page = on ? m->to_page : 0};
	for (int i = 0; i < s->heads.n; i++)
		if (s->heads.head[i].role == ROLE_HEADLINE)
			out->headline = s->heads.head[i].lines.line[0].size;
	out->room = out->hole * s->columns.measure;
	page_open(p, m->article, &out->from_page);
}

void
page_fit(struct page *p, const struct module *m, struct module_fit *out)
{
	struct setting s;
	struct arena_mark mark;

	columns_make(p, m->columns, m->text_columns, m->boxed, type_of(m), &s.columns);
	/* this stays, and the heads */
	galley_at(p, m->article->body, place_of(page_open(p, m->article, NULL)), &s.columns);
	heads_make(p, m, s.columns.width, &s.heads);
	pull_lines(p, m, &s.columns);
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
		diag(d, D_HOLE, art->title_at, art->written_title, page, diag_int(d, f->hole),
		     diag_int(d, f->room));
}

/* The lines of its text, which was only measured so far. */
static void
set_text(struct page *p, const struct module *m, const struct block *open, struct setting *s)
{
	s->columns.look.bare = false;
	s->galley = galley_at(p, m->article->body, place_of(open), &s->columns);
	galley_report(s->galley, p->diag, m->article->title_at, m->article->written_title,
		      p->spec->number);
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

/* Another frame of an open story must stand where that one sends the reader. */
static void
thread(struct page *p, struct block *b, const struct block *open, const struct setting *s,
       const struct module_fit *f)
{
	b->frame = open ? open->frame + 1 : 0;
	b->from_page = f->from_page;
	b->to_page = f->to_page;
	p->sends |= f->to_page != 0;
	b->rest = galley_place(s->galley, s->placed);
	b->characters = f->characters;
	if (open && open->to_page != p->spec->number)
		diag(p->diag, D_JUMP_ELSEWHERE, b->article->title_at, b->article->written_title,
		     diag_int(p->diag, f->from_page), diag_int(p->diag, open->to_page),
		     diag_int(p->diag, p->spec->number));
}

/*
 * The columns of S end even. Where they cannot, a picture gives a line or two of its height, which
 * is cropped and nobody misses.
 */
static void
even_out(struct page *p, const struct module *m, struct setting *s, const struct module_fit *f)
{
	bool open = page_open(p, m->article, NULL) != NULL;
	struct arena *scratch = fonts_scratch(p->fonts);
	struct module_fit less_fit;
	struct module less = *m;

	if (flow_even(scratch, s, f->lines - s->above - s->below) || f->overset > 0 || open)
		return;
	for (int n = 1; n <= PICTURE_LESS && s->nfigure > 0; n++) {
		struct setting tried;

		less.lines = f->lines;
		less.picture[0].lines = s->figure[0].picture_lines - n;
		if (less.picture[0].lines < PICTURE_LEAST)
			return;
		fit(p, &less, &tried, &less_fit);
		if (!flow_even(scratch, &tried, f->lines - tried.above - tried.below))
			continue;
		*s = tried;
		return;
	}
}

/*
 * From the module's text area at TOP down to the next line of the text's own grid. The heads come
 * along: between them and the text the space is the same everywhere.
 */
static mpt
settle(const struct page *p, struct setting *s, mpt top)
{
	mpt pitch = s->columns.pitch, over = (top - place_y(p, 0)) % pitch, down;

	if (!s->columns.own_grid || over == 0)
		return top;
	down = pitch - over;
	heads_lower(&s->heads, down);
	return top + down;
}

void
page_story(struct page *p, const struct module *m, struct module_fit *out)
{
	const struct block *open = page_open(p, m->article, NULL);
	struct setting s;
	struct block *b;
	mpt left, top;

	fit(p, m, &s, out);
	b = place_block(p, BLOCK_STORY, m->article->slug, m->article->written_title, m->column,
			m->columns, m->line, m->lines ? m->lines : out->lines);
	if (!b)
		return;
	b->article = m->article;
	thread(p, b, open, &s, out);
	report_fit(p, m, &s, out);
	heads_report(p, m->article, &s.heads);
	even_out(p, m, &s, out);
	set_text(p, m, open, &s);
	if (!open)
		figures_report(p, m->article, &s);
	if (m->boxed)
		frame_place(p, b);
	left = place_x(p, m->column) + s.columns.left;
	top = settle(p, &s, place_y(p, m->line + s.above));
	heads_place(p, b, &s.heads, left, place_y(p, m->line));
	heads_place_upright(p, b, &s, left, top);
	figures_place(p, b, &s, left, top);
	pull_settle(&s);
	flow_place(p, b, &s, left, top);
	pull_place(p, b, &s, left, top);
	if (s.label)
		jump_place(p, b, &s, left, top);
}
