#include "compose/label.h"
#include "compose/module.h"

enum {
	FRAME_THICK = 2250,
	FRAME_THIN = 500,
	FRAME_GAP = 2250,
	PAD = 9000,
	NAME_MOST = 96000,
	LINES_MOST = 4, /* of a text */
	TEXTS = 4
};

/* What a newspaper says of itself where it has room to fill: no more than paper.md says. */
struct house {
	struct lines text[TEXTS];
	int n;
	mpt width, height; /* of all texts with the space between them */
};

static mpt
pitch_of(const struct lines *l)
{
	return place_up(l->line[0].size * 3 / 2);
}

static void
add_text(struct page *p, struct house *h, str text, enum face face, mpt size)
{
	const struct head_line how = {place_clamp(size, p->grid->size, NAME_MOST),
				      face,
				      SET_CENTERED,
				      LINES_MOST,
				      0,
				      GROUND_NONE};

	if (text.n == 0)
		return;
	h->text[h->n] = *head_lines(p, &how, text, h->width);
	if (h->text[h->n].n == 0)
		return;
	h->height += h->text[h->n].n * pitch_of(&h->text[h->n]);
	h->n++;
}

static str
published(struct page *p)
{
	if (p->paper->publisher.n == 0)
		return (str){0};
	return str_fmt(p->mem, STR_FMT " " STR_FMT, STR_ARG(p->paper->publisher),
		       STR_ARG(label(LABEL_PUBLISH, p->edition)));
}

static mpt
at_most(mpt size, mpt most)
{
	return size < most ? size : most;
}

/* Its name takes the width, by three bytes a character, or a third of the height; the rest is
 * graded by that. */
static void
house_make(struct page *p, mpt width, mpt height, struct house *h)
{
	const struct paper *paper = p->paper;
	mpt size = at_most(width * 3 / (mpt)(paper->name.n + 6), height * 3 / 10);

	*h = (struct house){.width = width};
	add_text(p, h, paper->name, FACE_SONG_BOLD, size);
	add_text(p, h, paper->slogan.n ? paper->slogan : paper->variant, FACE_SONG,
		 at_most(size / 2, 28000));
	add_text(p, h, paper->contact.n ? paper->contact : published(p), FACE_HEI,
		 at_most(size / 3, 16000));
	add_text(p, h, paper->url, FACE_HEI, at_most(size / 3, 14000));
	while (h->n > 1 && h->height > height) {
		h->n--;
		h->height -= h->text[h->n].n * pitch_of(&h->text[h->n]);
	}
}

static void
place_frame(struct page *p, struct block *b)
{
	mpt x = place_x(p, b->column), y = place_y(p, b->line) + PLACE_PX;
	mpt w = place_width(p, b->columns), h = b->lines * p->grid->pitch - 2 * PLACE_PX;
	mpt in = FRAME_THICK + FRAME_GAP;
	struct part *part = place_part(p, b, ROLE_RULE);

	place_box(p, part, x, y, w, h)->stroke = FRAME_THICK;
	place_box(p, part, x + in, y + in, w - 2 * in, h - 2 * in)->stroke = FRAME_THIN;
}

void
page_house(struct page *p, int column, int columns, int line, int lines)
{
	struct block *b = place_block(p, BLOCK_HOUSE, STR("house"), p->paper->name, column, columns,
				      line, lines);
	mpt left = place_x(p, column) + PAD, width = place_width(p, columns) - 2 * PAD;
	mpt height = lines * p->grid->pitch - 2 * PAD, y, space;
	struct house h;

	if (!b)
		return;
	house_make(p, width, height, &h);
	space = h.height < height ? place_down((height - h.height) / (h.n + 1)) : 0;
	y = place_y(p, line) + place_up(PAD) + space;
	for (int i = 0; i < h.n; i++, y += space) {
		struct part *part = place_part(p, b, ROLE_LABEL);

		for (int k = 0; k < h.text[i].n; k++, y += pitch_of(&h.text[i]))
			place_line(p, b, part, &h.text[i].line[k], left, y, pitch_of(&h.text[i]));
	}
	place_frame(p, b);
}
