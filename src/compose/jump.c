#include "compose/label.h"
#include "compose/module.h"

static const struct block *
last_of(const struct page *p, const struct article *art)
{
	const struct block *last = NULL;

	for (const struct block *b = p->first; b; b = b->next)
		if (b->kind == (art ? BLOCK_STORY : BLOCK_HONOURS) && b->article == art)
			last = b;
	return last;
}

static bool
any_sends(const struct page *p)
{
	while (p && !p->sends)
		p = p->before;
	return p != NULL;
}

const struct block *
page_open(const struct page *p, const struct article *art, int *on)
{
	const struct block *b = NULL;

	if (on)
		*on = 0;
	if (!any_sends(p)) /* as on most: this is asked again and again */
		return NULL;
	for (; p && !b; p = p->before) {
		b = last_of(p, art);
		if (on)
			*on = b && b->to_page ? p->spec->number : 0;
	}
	return b && b->to_page ? b : NULL;
}

static str
page_words(struct page *p, enum label verb, int number)
{
	enum script e = p->edition;
	str which = label(verb, e), nth = label(LABEL_NTH, e), page = label(LABEL_PAGE, e);

	return str_fmt(p->mem, STR_FMT STR_FMT "%d" STR_FMT, STR_ARG(which), STR_ARG(nth), number,
		       STR_ARG(page));
}

str
jump_from(struct page *p, int number)
{
	return str_fmt(p->mem, "（" STR_FMT "）", STR_ARG(page_words(p, LABEL_GOES_FROM, number)));
}

str
jump_to(struct page *p, int number)
{
	return str_fmt(p->mem, "（" STR_FMT "）", STR_ARG(page_words(p, LABEL_GOES_ON, number)));
}

/* In brackets, if the column is wide enough for them. */
void
jump_place(struct page *p, struct block *b, const struct setting *s, mpt left, mpt top)
{
	const struct text_columns *t = &s->columns;
	mpt size = p->grid->size, pitch = t->pitch, width = t->measure * t->size;
	struct line l = line_single(p->mem, p->fonts, jump_to(p, b->to_page), FACE_HEI, size);

	if (l.width > width)
		l = line_single(p->mem, p->fonts, page_words(p, LABEL_GOES_ON, b->to_page),
				FACE_HEI, size);
	l.x = width - l.width;
	place_line(p, b, place_part(p, b, ROLE_JUMP), &l, left + t->x[t->n - 1],
		   top + (flow_slots(s, s->depth) - 1) * pitch, pitch);
}

/* Whether the story, or roll, of B has a frame after it. */
static bool
is_taken_up(const struct page *page, int n, const struct block *b)
{
	for (const struct page *p = page; p < page + n; p++)
		for (const struct block *c = p->first; c; c = c->next)
			if (c->kind == b->kind && c->article == b->article &&
			    c->frame == b->frame + 1)
				return true;
	return false;
}

static void
report_lost(struct page *p, const struct block *b)
{
	const struct article *art = b->article;
	const struct honour_roll *roll = p->issue->roll;
	struct pos at = art ? art->title_at : (struct pos){.file = roll->file};

	diag(p->diag, D_JUMP_LOST, at, art ? art->written_title : roll->written_title,
	     diag_int(p->diag, p->spec->number), diag_int(p->diag, b->to_page));
}

void
jumps_report(struct page *page, int n)
{
	for (struct page *p = page; p < page + n; p++)
		for (const struct block *b = p->first; b; b = b->next)
			if (b->to_page && !is_taken_up(page, n, b))
				report_lost(p, b);
}
