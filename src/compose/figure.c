#include "compose/module.h"

#include "content/picture.h"

enum {
	CAPTION_SIZE = 8000,
	CAPTION_PITCH = 11250,
	CAPTION_SPACE = 4500, /* at least, between a caption and the text under it */
	INSET = 1500,	      /* a picture begins and ends with the type of the lines it covers */
	LINES_LEAST = 3,
	LINES_UNKNOWN = 10 /* of a picture that could not be read */
};

int
page_figures(const struct article *art, const struct node **out, int max)
{
	int n = 0;

	for (const struct node *at = art->body; at; at = node_walk(art->body, at)) {
		if (at->type != NODE_FIGURE && at->type != NODE_IMAGE)
			continue;
		if (n < max)
			out[n] = at;
		n++;
	}
	return n;
}

static const struct node *
figure_node(const struct article *art, int index)
{
	for (const struct node *at = art->body; at && index >= 0; at = node_walk(art->body, at))
		if ((at->type == NODE_FIGURE || at->type == NODE_IMAGE) && index-- == 0)
			return at;
	return NULL;
}

static int
picture_lines(const struct page *p, const struct figure *f, int asked)
{
	const struct picture *pic = f->node->picture;
	int64_t height, pitch = p->grid->pitch;
	int most = p->grid->lines, n = LINES_UNKNOWN;

	if (asked > 0)
		return asked < most ? asked : most;
	if (pic && pic->width > 0) {
		height = (int64_t)f->width * pic->height / pic->width + 2 * INSET;
		n = height > most * pitch ? most : (int)((height + pitch / 2) / pitch);
	}
	return n < LINES_LEAST ? LINES_LEAST : n;
}

/* Caption, and the credit in its last line where there is room, else in a line of its own. */
static mpt
set_caption(struct page *p, struct figure *f)
{
	const struct span text = {.text = f->node->alt, .face = FACE_HEI},
			  credit = {.text = f->node->title, .face = FACE_HEI};
	struct para_style style = {.size = CAPTION_SIZE, .align = SET_JUSTIFIED};
	const struct line *last, *by;

	line_break(p->mem, p->fonts, &text, 1, f->width, &style, &f->caption);
	style.align = SET_RIGHT;
	line_break(p->mem, p->fonts, &credit, 1, f->width, &style, &f->credit);
	if (f->caption.n == 1 && f->credit.n == 0) {
		mpt room = f->width - f->caption.line[0].width;

		f->caption.line[0].x = room / 2;
	}
	if (f->caption.n > 0 && f->credit.n == 1) {
		last = &f->caption.line[f->caption.n - 1];
		by = &f->credit.line[0];
		f->credit_beside = last->width + CAPTION_SIZE <= by->x;
	}
	return (f->caption.n + f->credit.n - f->credit_beside) * CAPTION_PITCH;
}

/* The columns whose figures end highest; the leftmost of them, or the rightmost. */
static int
find_room(const struct setting *s, int columns, bool right, int *line)
{
	int best = 0, least = -1;

	for (int i = 0; i + columns <= s->columns.n; i++) {
		int top = 0;

		for (int k = i; k < i + columns; k++)
			top = s->used[k] > top ? s->used[k] : top;
		if (least < 0 || top < least || (right && top == least)) {
			least = top;
			best = i;
		}
	}
	*line = least;
	return best;
}

static bool
is_set(const struct setting *s, const struct node *node)
{
	for (int i = 0; i < s->nfigure; i++)
		if (s->figure[i].node == node)
			return true;
	return false;
}

static void
add_figure(struct page *p, struct setting *s, const struct node *node, int columns, int lines,
	   bool right)
{
	struct figure *f = &s->figure[s->nfigure++];
	const struct text_columns *t = &s->columns;
	mpt caption, pitch = p->grid->pitch;
	int at;

	columns = place_clamp(columns, 1, t->n);
	f->node = node;
	at = find_room(s, columns, right, &f->line);
	f->x = t->x[at];
	f->width = t->x[at + columns - 1] + t->measure * t->size - f->x;
	f->picture_lines = picture_lines(p, f, lines);
	caption = set_caption(p, f);
	f->lines = f->picture_lines;
	f->lines += caption ? (caption + CAPTION_SPACE + pitch - 1) / pitch : 1;
	for (int i = at; i < at + columns; i++)
		s->used[i] = f->line + f->lines;
}

void
figures_make(struct page *p, const struct module *m, struct setting *s)
{
	for (int i = 0; i < m->npicture && i < FIGURES_MAX; i++) {
		const struct node *node = figure_node(m->article, m->picture[i].index);

		if (node && !is_set(s, node))
			add_figure(p, s, node, m->picture[i].columns, m->picture[i].lines,
				   m->picture[i].right);
	}
}

void
figures_report(struct page *p, const struct article *art, const struct setting *s)
{
	int n = 0;

	for (const struct node *at = art->body; at; at = node_walk(art->body, at)) {
		if (at->type != NODE_FIGURE && at->type != NODE_IMAGE)
			continue;
		n++;
		if (!is_set(s, at))
			diag(p->diag, D_PICTURE_LEFT, at->at, art->written_title,
			     diag_int(p->diag, p->spec->number), diag_int(p->diag, n));
	}
}

static void
place_image(struct page *p, struct part *part, const struct figure *f, mpt x, mpt y, mpt h)
{
	struct placed *o = place_box(p, part, x, y, f->width, h);

	if (f->node->picture) {
		o->kind = PLACED_IMAGE;
		o->picture = f->node->picture;
		o->alt = f->node->alt;
	} else {
		o->stroke = PLACE_PX; /* reported where it was asked for: its place is kept */
	}
}

static void
place_figure(struct page *p, struct block *b, const struct figure *f, mpt x, mpt y)
{
	struct part *part = place_part(p, b, ROLE_CAPTION);
	mpt h = f->picture_lines * p->grid->pitch;

	place_image(p, part, f, x, y + INSET, h - 2 * INSET);
	y += place_up(h);
	for (int i = 0; i < f->caption.n; i++, y += CAPTION_PITCH)
		place_line(p, b, part, &f->caption.line[i], x, y, CAPTION_PITCH);
	if (f->credit.n == 0)
		return;
	if (f->credit_beside)
		y -= CAPTION_PITCH;
	part = place_part(p, b, ROLE_CREDIT);
	for (int i = 0; i < f->credit.n; i++, y += CAPTION_PITCH)
		place_line(p, b, part, &f->credit.line[i], x, y, CAPTION_PITCH);
}

void
figures_place(struct page *p, struct block *b, const struct setting *s, mpt left, mpt top)
{
	for (int i = 0; i < s->nfigure; i++) {
		const struct figure *f = &s->figure[i];

		place_figure(p, b, f, left + f->x, top + f->line * p->grid->pitch);
	}
}
