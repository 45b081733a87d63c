#include "base/out.h"
#include "compose/label.h"
#include "compose/module.h"
#include "compose/size.h"

enum {
	SIZE_LEAST = 5000, /* mpt; what a layout asks below or above that is taken as that */
	SIZE_MOST = 120000,
	LEAST_PERCENT = 60, /* of its size */
	WELL_PERCENT = 80,  /* for the sake of better breaks */
	LINES_MOST = 6,
	SPACE_LEAST = 3000, /* mpt between heads */
	JUMP_SIZE = 9000,   /* of 上接第N版 */
	STAND_BELOW = 1,    /* lines of the grid between vertical heads and text under them */
	BELOW = 9750,	    /* mpt between heads and text */
	HEAD_SPACE_MOST = 20,
	GROUND_PAD = 3000,  /* of a ground over and under its head … */
	GROUND_SIDE = 9000, /* … and beside it */
	GROUND_TINT = 12    /* % */
};

/* The sizes a head that is too long steps down to. */
static const mpt scale[] = {120000, 108000, 96000, 84000, 72000, 64000, 56000, 52000, 48000, 44000,
			    41000,  38000,  35000, 32000, 29000, 26000, 24000, 22000, 20000, 18000,
			    16000,  15000,  14000, 13000, 12000, 11000, 10500, 10000, 9500,  9000,
			    8500,   8000,   7500,  7000,  6500,	 6000,	5500,  5000,  4000,  3000};

/* A head that was set. */
struct page_head {
	struct page_head *next;
	str text;
	struct head_line how;
	mpt width;
	struct lines lines;
};

/* Line height of heads: tight where they are large. */
static mpt
head_pitch(enum role role, mpt size)
{
	return place_up(role == ROLE_HEADLINE ? size * 5 / 4 : size * 4 / 3);
}

static str
byline_line_text(struct page *p, const struct article *art)
{
	struct out o = {.mem = p->mem};

	for (int i = 0; i < art->nbyline; i++) {
		if (i)
			out_str(&o, STR("　"));
		out_str(&o, byline_text(p->mem, &art->byline[i]));
	}
	if (art->source.n) {
		if (o.n)
			out_str(&o, STR("　"));
		out_str(&o, label_text(p->mem, LABEL_SOURCE, p->edition, art->source));
	}
	return out_text(&o);
}

/* The worst break of a head. */
static enum line_end
worst_end(const struct lines *l)
{
	enum line_end worst = END_MARK;

	for (int i = 0; i < l->n; i++)
		if (worst < l->line[i].end)
			worst = l->line[i].end;
	return worst;
}

static mpt
step_down(mpt size)
{
	size_t i = 0;

	while (i + 1 < sizeof scale / sizeof *scale && scale[i] >= size)
		i++;
	return scale[i];
}

static void
break_head(struct page *p, const struct head_line *how, str text, const bool *word_end, mpt width,
	   mpt size, int most, struct lines *out)
{
	struct span span = {.text = text, .face = how->face};
	struct para_style style = {.size = size,
				   .align = how->align,
				   .max_lines = most,
				   .rigid = true,
				   .vertical = how->vertical > 0,
				   .word_end = word_end};

	line_break(p->mem, p->fonts, &span, 1, width, &style, out);
}

/* A text whose words are known. */
struct page_words {
	struct page_words *next;
	str text;
	const bool *end;
};

const bool *
words_known(const struct page *p, str text)
{
	for (const struct page_words *w = p->words; w; w = w->next)
		if (w->text.p == text.p && w->text.n == text.n)
			return w->end;
	return NULL;
}

const bool *
words_of(struct page *p, str text)
{
	const bool *known = words_known(p, text);
	struct page_words *w;
	bool *end;

	if (known)
		return known;
	w = NEW(p->mem, struct page_words, 1);
	end = NEW(p->mem, bool, (size_t)text.n + 1);
	fonts_words(p->fonts, text, end);
	*w = (struct page_words){.next = p->words, .text = text, .end = end};
	p->words = w;
	return end;
}

/*
 * The largest size, down to LEAST_PERCENT, at which TEXT takes no more lines than it may; a
 * little smaller still if it is then broken at a better place, over as many lines.
 */
static void
fit_head(struct page *p, const struct head_line *how, str text, const bool *word_end, mpt width,
	 struct lines *out)
{
	mpt size = place_clamp(how->size, SIZE_LEAST, SIZE_MOST);
	mpt least = size * LEAST_PERCENT / 100;
	int most = place_clamp(how->max_lines, 1, LINES_MOST);
	struct lines l;

	break_head(p, how, text, word_end, width, size, most, out);
	while (out->n > most && step_down(size) >= least) {
		size = step_down(size);
		break_head(p, how, text, word_end, width, size, most, out);
	}
	if (out->n > most)
		return;
	least = size * WELL_PERCENT / 100;
	while (worst_end(out) > END_MARK && (size = step_down(size)) >= least) {
		break_head(p, how, text, word_end, width, size, most, &l);
		if (l.n == out->n && worst_end(&l) < worst_end(out))
			*out = l;
	}
}

static bool
same_look(const struct head_line *a, const struct head_line *b)
{
	return a->size == b->size && a->face == b->face && a->align == b->align &&
	       a->max_lines == b->max_lines && a->vertical == b->vertical;
}

/* Layouts ask for the same head again and again. */
const struct lines *
head_lines(struct page *p, const struct head_line *how, str text, mpt width)
{
	struct page_head *h = p->heads;

	while (h && (h->width != width || !same_look(&h->how, how) || !str_eq(h->text, text)))
		h = h->next;
	if (h)
		return &h->lines;
	h = NEW(p->mem, struct page_head, 1);
	*h = (struct page_head){.next = p->heads, .text = text, .how = *how, .width = width};
	fit_head(p, how, text, words_of(p, text), width, &h->lines);
	p->heads = h;
	return &h->lines;
}

/* R25: columns from right to left, less white between them than between horizontal heads. */
static void
add_upright(struct page *p, struct heads *h, enum role role, const struct head_line *how, str text)
{
	struct head *hd = &h->upright[h->nupright];
	mpt length = place_clamp(how->vertical, 1, p->grid->lines) * p->grid->pitch;

	hd->lines = *head_lines(p, how, text, length);
	if (hd->lines.n == 0)
		return;
	hd->role = role;
	hd->asked = how->ground;
	hd->pitch = head_pitch(role, hd->lines.line[0].size);
	h->nupright++;
	for (int i = 0; i < hd->lines.n; i++) {
		const struct line *l = &hd->lines.line[i];
		int n = (l->x + l->width + p->grid->pitch - 1) / p->grid->pitch;

		h->depth = n > h->depth ? n : h->depth;
	}
}

static void
add_head(struct page *p, struct heads *h, mpt *y, enum role role, const struct head_line *how,
	 str text, mpt width)
{
	struct head *hd = &h->head[h->n];

	if (how->size <= 0 || text.n == 0)
		return;
	if (how->vertical) {
		add_upright(p, h, role, how, text);
		return;
	}
	hd->lines = *head_lines(p, how, text, how->ground ? width - 2 * GROUND_SIDE : width);
	if (hd->lines.n == 0)
		return;
	hd->ground = hd->asked = how->ground;
	hd->width = width;
	if (how->ground == GROUND_BLACK && hd->lines.line[0].size < PLACE_WHITE_LEAST)
		hd->ground = GROUND_GREY;
	if (h->n > 0) {
		mpt space = hd->lines.line[0].size / 4;

		*y += place_up(space < SPACE_LEAST ? SPACE_LEAST : space);
	}
	hd->role = role;
	hd->pitch = head_pitch(role, hd->lines.line[0].size);
	hd->y = hd->ground ? *y + GROUND_PAD : *y;
	*y = hd->y + hd->lines.n * hd->pitch + (hd->ground ? GROUND_PAD : 0);
	h->n++;
}

/* Shares of the space that is left over, above head I: kicker, headline and deck keep together. */
static int
space_share(const struct heads *h, int i)
{
	if (i == 0)
		return 3;
	return h->head[i].role == ROLE_BYLINE ? 2 : 1;
}

/*
 * R21: heads take whole lines. The space to the text is the same everywhere; what is left over is
 * shared by the space above and between the heads. Of MORE lines of white half goes below a
 * headline, but hardly any below a byline, which would hang in the air.
 */
static void
spread(struct heads *h, mpt pitch, mpt y, int more)
{
	bool signed_off = h->head[h->n - 1].role == ROLE_BYLINE;
	mpt left, below = more * pitch / (signed_off ? 8 : 2);
	int shares = 0, above = 0;

	below = BELOW + place_down(below);
	h->lines = (y + BELOW + pitch / 2 + pitch - 1) / pitch + more;
	left = h->lines * pitch - below - y - place_down(pitch / 2);
	for (int i = 0; i < h->n; i++)
		shares += space_share(h, i);
	for (int i = 0; i < h->n; i++) {
		above += space_share(h, i);
		h->head[i].y += place_down(pitch / 2 + left * above / shares);
	}
}

void
heads_lower(struct heads *h, mpt down)
{
	for (int i = 0; i < h->n; i++)
		h->head[i].y += place_down(down * (i + 1) / h->n);
}

/* A story that another page goes on with has a small head, its next frame on the same none. */
static void
heads_make_on(struct page *p, const struct module *m, int from, mpt width, struct heads *out)
{
	struct head_line how = m->headline;
	struct line *l;
	mpt y = head_pitch(ROLE_JUMP, JUMP_SIZE);

	if (from == p->spec->number)
		return;
	l = NEW(p->mem, struct line, 1);
	*l = line_single(p->mem, p->fonts, jump_from(p, from), FACE_HEI, JUMP_SIZE);
	if (m->headline.align == SET_CENTERED)
		l->x = (width - l->width) / 2;
	out->head[out->n++] = (struct head){.role = ROLE_JUMP, .lines = {l, 1}, .pitch = y};
	how.vertical = 0;
	add_head(p, out, &y, ROLE_HEADLINE, &how, m->article->title, width);
	spread(out, p->grid->pitch, y, place_clamp(m->head_space, 0, HEAD_SPACE_MOST));
}

/* From the right, the first that is read, to the left. */
static void
line_up(struct heads *h)
{
	mpt x = 0;

	for (int i = h->nupright - 1; i >= 0; i--) {
		x += h->upright[i].lines.n * h->upright[i].pitch;
		h->upright[i].y = x;
	}
	h->width = x;
}

void
heads_make(struct page *p, const struct module *m, mpt width, struct heads *out)
{
	const struct article *art = m->article;
	int from;
	mpt y = 0;

	*out = (struct heads){0};
	if (page_open(p, art, &from)) {
		heads_make_on(p, m, from, width, out);
		return;
	}
	add_head(p, out, &y, ROLE_KICKER, &m->kicker, art->kicker, width);
	add_head(p, out, &y, ROLE_HEADLINE, &m->headline, art->title, width);
	add_head(p, out, &y, ROLE_DECK, &m->deck, art->deck, width);
	add_head(p, out, &y, ROLE_BYLINE, &m->byline, byline_line_text(p, art), width);
	if (out->n > 0)
		spread(out, p->grid->pitch, y, place_clamp(m->head_space, 0, HEAD_SPACE_MOST));
	line_up(out);
}

static void
report_head(struct page *p, const struct article *art, const struct head *h)
{
	struct diag *d = p->diag;
	mpt size = h->lines.line[0].size;
	str page = diag_int(d, p->spec->number), points = size_points(d->mem, size);

	if (size < PLACE_TYPE_LEAST)
		diag(d, D_TYPE_SMALL, art->title_at, art->written_title, page, points);
	if (h->ground == h->asked)
		return;
	if (h->ground == GROUND_NONE)
		diag(d, D_GROUND_UPRIGHT, art->title_at, art->written_title, page);
	else
		diag(d, D_WHITE_SMALL, art->title_at, art->written_title, page, points);
}

void
heads_report(struct page *p, const struct article *art, const struct heads *h)
{
	for (int i = 0; i < h->n; i++)
		report_head(p, art, &h->head[i]);
	for (int i = 0; i < h->nupright; i++)
		report_head(p, art, &h->upright[i]);
}

static void
place_ground(struct page *p, struct block *b, const struct head *h, mpt left, mpt top)
{
	struct part *part = place_part(p, b, ROLE_RULE);
	mpt height = h->lines.n * h->pitch + 2 * GROUND_PAD;

	place_box(p, part, left, top + h->y - GROUND_PAD, h->width, height)
	    ->tint = h->ground == GROUND_BLACK ? 100 : GROUND_TINT;
}

void
heads_place(struct page *p, struct block *b, const struct heads *h, mpt left, mpt top)
{
	for (int i = 0; i < h->n; i++) {
		const struct head *hd = &h->head[i];
		mpt side = hd->ground ? GROUND_SIDE : 0;
		struct part *part;

		if (hd->ground)
			place_ground(p, b, hd, left, top);
		part = place_part(p, b, hd->role);
		for (int k = 0; k < hd->lines.n; k++)
			place_line(p, b, part, &hd->lines.line[k], left + side,
				   top + hd->y + k * hd->pitch, hd->pitch)
			    ->reversed = hd->ground == GROUND_BLACK;
	}
}

void
heads_stand(struct setting *s)
{
	const struct text_columns *t = &s->columns;
	mpt room = t->measure * t->size;
	int n = 1;

	if (s->heads.nupright == 0)
		return;
	while (n < t->n && room < s->heads.width) {
		room = t->x[n] + t->measure * t->size;
		n++;
	}
	s->stand = (room - s->heads.width) / 2;
	for (int i = 0; i < n; i++)
		s->used[i] = s->heads.depth + STAND_BELOW;
}

void
heads_place_upright(struct page *p, struct block *b, const struct setting *s, mpt left, mpt top)
{
	/* as high as the first characters of the text beside them */
	top += place_down((s->columns.pitch - s->columns.size) / 2);
	for (int i = 0; i < s->heads.nupright; i++) {
		const struct head *hd = &s->heads.upright[i];
		struct part *part = place_part(p, b, hd->role);
		mpt x = left + s->stand + hd->y - hd->pitch / 2;

		for (int k = 0; k < hd->lines.n; k++, x -= hd->pitch)
			place_upright(p, b, part, &hd->lines.line[k], x, top, false);
	}
}
