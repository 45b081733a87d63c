#include "base/utf8.h"
#include "compose/drawn.h"
#include "compose/place.h"

struct standing {
	struct page *page;
	struct block *block;
	struct part *part;
	mpt size, axis;
	bool reversed;
};

static mpt
scaled(mpt size, int em)
{
	return (mpt)((int64_t)em * size / 1000);
}

/* TEXT with its baseline from X and Y on; what is transformed begins on whole px (Chromium). */
static void
place_one(struct standing *s, const struct piece *piece, str text, mpt x, mpt y)
{
	struct page *p = s->page;
	struct line l = {.piece = NEW(p->mem, struct piece, 1), .n = 1, .size = s->size};
	struct placed *o;

	*l.piece = (struct piece){.text = text, .face = piece->face, .turn = piece->turn};
	if (piece->turn == TURN_WORD)
		l.piece->spacing = piece->spacing;
	else
		font_use_upright(p->fonts, piece->face, text);
	if (piece->turn != TURN_UPRIGHT)
		x = drawn_px(x);
	o = place_line(p, s->block, s->part, &l, x, drawn_px(y), 0);
	o->turn = piece->turn;
	o->reversed = s->reversed;
	o->squash = 1000;
}

/* Characters side by side, their middle on the axis, as wide as one. */
static void
place_cell(struct standing *s, const struct piece *piece, str text, mpt y)
{
	int width = 0, rise = 0;
	mpt wide;

	if (str_trim(text).n == 0)
		return;
	for (ptrdiff_t at = 0; at < text.n;) {
		struct font_upright u = font_upright(s->page->fonts, piece->face,
						     utf8_next(text, &at));

		width += u.width;
		rise = u.rise;
	}
	wide = scaled(s->size, width > 1000 ? 1000 : width);
	place_one(s, piece, text, s->axis - wide / 2, y + scaled(s->size, rise));
	if (width > 1000)
		s->part->last->squash = 1000 * 1000 / width;
}

/* Each character of its own, one after the other; where the next begins. */
static mpt
place_column(struct standing *s, const struct piece *piece, mpt y)
{
	for (ptrdiff_t from = 0, to = 0; to < piece->text.n; from = to) {
		uint32_t cp = utf8_next(piece->text, &to);
		struct font_upright u = font_upright(s->page->fonts, piece->face, cp);

		place_cell(s, piece, str_sub(piece->text, from, to), y);
		y += scaled(s->size, u.advance) + piece->spacing;
	}
	return y;
}

/* The middle between the ascent and the descent of the em box is on the axis. */
enum { MIDDLE = 380 };

void
place_upright(struct page *p, struct block *b, struct part *part, const struct line *l, mpt axis,
	      mpt top, bool reversed)
{
	struct standing s = {p, b, part, l->size, axis, reversed};
	mpt y = top + l->x;

	for (int i = 0; i < l->n; i++) {
		const struct piece *piece = &l->piece[i];
		mpt from = y + piece->before;

		if (piece->turn == TURN_UPRIGHT)
			place_column(&s, piece, from);
		else if (piece->turn == TURN_CELL)
			place_cell(&s, piece, piece->text, from);
		else
			place_one(&s, piece, piece->text, axis - scaled(l->size, MIDDLE), from);
		y += piece->width;
	}
}
