#include "compose/cell.h"

#include "base/utf8.h"
#include "compose/label.h"
#include "compose/module.h"

/* Sizes in mpt. */
enum {
	SPACE = 3750,	      /* between what was awarded and the rest */
	AWARDED_RULE = 18000, /* at both sides of 荣获, and its distance */
	AWARDED_GAP = 4500,
	HAIRLINE = 250,
	WELL_PERCENT = 85 /* of the size of a line, for the sake of better breaks */
};

/* The looks of a cell's lines. */
static const struct cell_look {
	enum face face;
	mpt size, pitch;
	int max_lines; /* as in para_style: balanced */
} org_look = {FACE_HEI_BOLD, 10500, 14250, 4}, awarded_look = {FACE_HEI, 7500, 13500, 1},
  honour_look = {FACE_SONG_BOLD, 9500, 13500, 6}, field_look = {FACE_SONG, 7500, 11250, 4};

/* A cell that is being made. */
struct maker {
	struct page *page;
	struct cell *cell;
	mpt width; /* of its lines */
};

static bool
single(str text, ptrdiff_t from, ptrdiff_t to)
{
	utf8_next(text, &from);
	return from == to;
}

/* The ends of words but those between two characters that are words alone: most are of a name that
 * no dictionary has. NULL: words of TEXT are not known. */
static const bool *
whole_words(struct page *p, str text)
{
	const bool *end = words_known(p, text);
	ptrdiff_t from = 0, before = 0;
	bool *out;

	if (!end)
		return NULL;
	out = NEW(p->mem, bool, (size_t)text.n + 1);
	for (ptrdiff_t i = 1; i <= text.n; i++) {
		out[i] = end[i];
		if (!end[i])
			continue;
		out[from] &= !(single(text, before, from) && single(text, from, i));
		before = from;
		from = i;
	}
	return out;
}

static bool
parts_a_word(const struct lines *l)
{
	for (int i = 0; i < l->n; i++)
		if (l->line[i].end == END_PARTED)
			return true;
	return false;
}

/* A little smaller where that keeps words whole, over as many lines. */
static void
break_run(const struct maker *m, const struct span *span, struct para_style *style,
	  struct lines *out)
{
	mpt size = style->size;
	struct lines l;

	line_break(m->page->mem, m->page->fonts, span, 1, m->width, style, out);
	for (int percent = 95; percent >= WELL_PERCENT && parts_a_word(out); percent -= 5) {
		style->size = size * percent / 100;
		line_break(m->page->mem, m->page->fonts, span, 1, m->width, style, &l);
		if (l.n <= out->n && !parts_a_word(&l))
			*out = l;
	}
}

static void
add_run(const struct maker *m, const struct cell_look *look, str text, mpt before)
{
	struct cell *c = m->cell;
	struct cell_run *r = &c->run[c->n];
	const struct span span = {.text = text, .face = look->face};
	struct para_style style = {.size = look->size * c->percent / 100,
				   .align = SET_CENTERED,
				   .max_lines = look->max_lines};

	if (text.n == 0 || c->n == CELL_PARTS)
		return;
	style.word_end = whole_words(m->page, text);
	r->look = look;
	r->pitch = place_up(look->pitch * c->percent / 100);
	r->before = c->n ? place_up(before * c->percent / 100) : 0;
	break_run(m, &span, &style, &r->lines);
	c->height += r->before + r->lines.n * r->pitch;
	c->n++;
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
add_fields(const struct maker *m, const struct honour *h)
{
	const struct {
		enum label name;
		str text;
	} fields[] = {
	    {LABEL_CERTIFICATE, h->certificate},     {LABEL_TESTED, h->tested_product},
	    {business_label(h->label), h->business}, {LABEL_BRAND, h->brand},
	    {LABEL_CREDIT_CODE, h->credit_code},
	};
	int n = m->cell->n;

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		str text = fields[i].text;

		if (text.n)
			text = label_text(m->page->mem, fields[i].name, m->page->edition, text);
		add_run(m, &field_look, text, m->cell->n == n ? SPACE : 0);
	}
}

void
cell_words(struct page *p, const struct honour *h)
{
	words_of(p, h->organisation);
	for (int i = 0; i < h->honours.n; i++)
		words_of(p, h->honours.v[i]);
}

void
cell_make(struct page *p, const struct honour *h, mpt width, int percent, bool grouped,
	  struct cell *c)
{
	struct maker m = {p, c, width - 2 * CELL_PAD_X};
	int from = grouped ? 1 : 0;

	*c = (struct cell){.percent = percent};
	add_run(&m, &org_look, h->organisation, 0);
	if (h->honours.n > from)
		add_run(&m, &awarded_look, label(LABEL_AWARDED, p->edition), 0);
	for (int i = from; i < h->honours.n; i++)
		add_run(&m, &honour_look, h->honours.v[i], 0);
	add_fields(&m, h);
}

/* 荣获 stands between two hairlines. */
static void
place_awarded(struct page *p, struct part *rules, const struct cell_run *r, mpt x, mpt y)
{
	const struct line *l = &r->lines.line[0];

	y += place_down(r->pitch / 2);
	place_rule(p, rules, x + l->x - AWARDED_GAP - AWARDED_RULE, y, AWARDED_RULE, HAIRLINE);
	place_rule(p, rules, x + l->x + l->width + AWARDED_GAP, y, AWARDED_RULE, HAIRLINE);
}

void
cell_place(struct page *p, struct block *b, struct part *rules, const struct cell *c, mpt x, mpt y)
{
	for (int i = 0; i < c->n; i++) {
		const struct cell_run *r = &c->run[i];
		struct part *part = place_part(p, b, ROLE_LABEL);

		y += r->before;
		if (r->look == &awarded_look)
			place_awarded(p, rules, r, x, y);
		for (int k = 0; k < r->lines.n; k++, y += r->pitch)
			place_line(p, b, part, &r->lines.line[k], x, y, r->pitch);
	}
}
