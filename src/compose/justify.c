#include "compose/justify.h"

#include "base/utf8.h"

enum { EM = 1000 };

static mpt
scaled(mpt size, int em)
{
	return em == EM ? size : em == 0 ? 0 : (mpt)((int64_t)em * size / EM);
}

/* What is given or taken of each part of one class: in equal parts, exact in sum. */
struct share {
	int64_t take, of, seen, taken;
};

static mpt
share_next(struct share *h, mpt part)
{
	int64_t upto;

	if (!part || !h->of)
		return 0;
	h->seen += part;
	upto = h->take * h->seen / h->of;
	part = (mpt)(upto - h->taken);
	h->taken = upto;
	return part;
}

/* An item in its line, if it is not plain: lengths in mpt. */
struct cell {
	mpt before, advance, inner, after; /* INNER: after each character */
	mpt left, right;		   /* of BEFORE and AFTER, blank that can be taken */
	mpt give, grow; /* of the space between Han and Western, or of a word space */
};

enum { STRETCH_SPACE, STRETCH_GAP, STRETCH__N };

struct builder {
	struct fonts *fonts;
	const struct para_style *style;
	const struct item *item;
	struct cell *cell;
	struct share squeeze[SQUEEZE__N];
	struct share stretch[STRETCH__N];
	int64_t width;
	mpt gap, rest; /* added at each gap; and at the last one */
	int a, b, gaps, last_gap;
	struct piece *piece;
	int n;
	size_t pieces; /* at most */
	bool styled;
	struct line_mark *mark;
	int nmark;
	mpt x;	   /* where the next item begins */
	mpt carry; /* what the item before adds, taken over by the next piece */
};

static bool
is_word_space(const struct item *it)
{
	return it->squeeze == SQUEEZE_SPACE && it->room;
}

/* Letter AT of a kerned word: how far the next one is from its end. */
static mpt
letter_kern(const struct builder *b, const struct item *it, uint32_t cp, ptrdiff_t at)
{
	str text = {it->text, it->bytes};

	if (at == text.n)
		return 0;
	return scaled(b->style->size,
		      font_kern(b->fonts, (enum face)it->face, cp, utf8_next(text, &at)));
}

static mpt
letter_advance(const struct builder *b, const struct item *it, uint32_t cp)
{
	return scaled(b->style->size, font_advance(b->fonts, (enum face)it->face, cp));
}

/* The same sum of rounded parts as append_kerned() makes. */
static mpt
kerned_advance(const struct builder *b, const struct item *it)
{
	mpt all = 0;

	for (ptrdiff_t at = 0; at < it->bytes;) {
		uint32_t cp = utf8_step(it->text, &at);

		all += letter_advance(b, it, cp) + letter_kern(b, it, cp, at);
	}
	return all;
}

/* Item I at its natural width in this line. */
static void
measure_cell(struct builder *b, int i)
{
	const struct item *it = &b->item[i];
	struct cell *c = &b->cell[i - b->a];
	mpt size = b->style->size;
	int left = it->left, right = it->right, head = it->head, tail = it->tail;
	int pair_left = i > b->a ? it->pair_left : item_start_cut(it);

	head -= pair_left, left -= pair_left;
	if (i == b->b) {
		int cut = it->last & KIN_CENTRED ? left : 0;

		head -= cut, left -= cut;
		tail -= right, right = 0;
	} else {
		tail -= it->pair_right, right -= it->pair_right;
		tail += it->after;
		c->give = scaled(size, it->after ? it->after - ITEM_AFTER_LEAST : 0);
		c->grow = scaled(size, it->after ? ITEM_AFTER_MOST - ITEM_AFTER : it->room);
	}
	c->before = scaled(size, head);
	c->advance = it->kerned ? kerned_advance(b, it) : scaled(size, it->advance);
	c->inner = scaled(size, it->inner);
	c->after = scaled(size, tail);
	c->left = scaled(size, left);
	c->right = scaled(size, right);
}

static void
measure_line(struct builder *b)
{
	for (int i = b->a; i <= b->b; i++) {
		const struct item *it = &b->item[i];
		struct cell *c = &b->cell[i - b->a];

		if (it->plain) {
			b->width += scaled(b->style->size, it->advance);
			b->pieces++;
			continue;
		}
		measure_cell(b, i);
		b->styled |= it->style != SPAN_PLAIN;
		b->pieces += it->kerned ? it->characters : 2;
		b->width += c->before + c->advance + it->characters * c->inner + c->after;
		b->squeeze[it->squeeze].of += c->left + c->right;
		b->squeeze[SQUEEZE_GAP].of += c->give;
		b->stretch[is_word_space(it) ? STRETCH_SPACE : STRETCH_GAP].of += c->grow;
	}
	b->gaps = (int)(b->item[b->b].gaps - b->item[b->a].gaps);
	for (b->last_gap = b->b - 1; b->last_gap >= b->a && !b->item[b->last_gap].gap;)
		b->last_gap--;
}

/* How much each class gives, class after class; what is still needed. */
static int64_t
share_out(struct share *h, int n, int64_t need)
{
	for (int k = 0; k < n; k++) {
		h[k].take = need < h[k].of ? need : h[k].of;
		need -= h[k].take;
	}
	return need;
}

/* R13, or R14. */
static void
spread(struct builder *b, int64_t slack, bool last)
{
	if (slack < 0) {
		if (!b->style->rigid)
			share_out(b->squeeze, SQUEEZE__N, -slack);
		return;
	}
	if (last || b->style->align != SET_JUSTIFIED)
		return;
	slack = share_out(b->stretch, STRETCH__N, slack);
	if (b->gaps == 0)
		return;
	b->gap = (mpt)(slack / b->gaps);
	b->rest = (mpt)(slack % b->gaps);
}

static void
append(struct builder *b, const struct item *it, str text, int characters, mpt advance, mpt before,
       mpt spacing)
{
	struct piece *p = b->n ? &b->piece[b->n - 1] : NULL;

	if (!p || before || p->face != it->face || p->turn != it->turn || p->spacing != spacing ||
	    it->turn == TURN_CELL || p->text.p + p->text.n != text.p) {
		p = &b->piece[b->n++];
		*p = (struct piece){.text = {text.p, 0},
				    .face = (enum face)it->face,
				    .turn = (enum turn)it->turn,
				    .before = before,
				    .spacing = spacing,
				    .width = before};
	}
	p->text.n += text.n;
	p->width += advance + characters * spacing;
}

/* A word whose letters have spacings of their own: the pieces are as long as these are the same. */
static void
append_kerned(struct builder *b, const struct item *it, const struct cell *c, mpt before, mpt after)
{
	str text = {it->text, it->bytes};

	for (ptrdiff_t from = 0, to = 0; to < text.n; from = to) {
		uint32_t cp = utf8_step(it->text, &to);

		append(b, it, str_sub(text, from, to), 1, letter_advance(b, it, cp),
		       from ? 0 : before,
		       c->inner + letter_kern(b, it, cp, to) + (to < text.n ? 0 : after));
	}
}

/* The last character of an item of several takes what comes after it, at the end of a line. */
static void
append_apart(struct builder *b, const struct item *it, const struct cell *c, mpt before, mpt after)
{
	str text = {it->text, it->bytes};
	ptrdiff_t at = text.n;
	uint32_t cp = utf8_prev(text, &at);
	mpt end = scaled(b->style->size, font_advance(b->fonts, (enum face)it->face, cp));

	append(b, it, str_sub(text, 0, at), it->characters - 1, c->advance - end, before, c->inner);
	append(b, it, str_from_at(text, at), 1, end, 0, c->inner + after);
}

/* Item I, from X to END, is part of what is drawn at its text: one mark for each run, or dot. */
static void
note_mark(struct builder *b, int i, mpt x, mpt end)
{
	const struct item *it = &b->item[i];
	bool dots = it->style == SPAN_DOTS;
	bool goes_on = !dots && i > b->a && it[-1].style == it->style;
	mpt pad = it->style == SPAN_FRAME ? scaled(b->style->size, ITEM_FRAME) : 0;
	struct line_mark *m;

	if (dots && (it->first & (KIN_MARK | KIN_SPACE)))
		return;
	m = goes_on ? &b->mark[b->nmark - 1] : &b->mark[b->nmark++];
	if (!goes_on)
		*m = (struct line_mark){.style = (enum span_style)it->style, .x = x - pad};
	m->width = end + pad - m->x;
}

/* What justification adds after item I. */
static mpt
gap_after(const struct builder *b, int i)
{
	if (!b->item[i].gap || i == b->b)
		return 0;
	return b->gap + (i == b->last_gap ? b->rest : 0);
}

/* Item I and those that are plain after it and set alike; the first that is not. */
static int
append_plain(struct builder *b, int i)
{
	const struct item *it = &b->item[i];
	mpt advance = scaled(b->style->size, it->advance), after = gap_after(b, i);
	str text = {it->text, it->bytes};
	int n = 1;

	while (i + n <= b->b && it[n].plain && it[n].face == it->face &&
	       it[n].advance == it->advance && it[n].text == text.p + text.n &&
	       gap_after(b, i + n) == after)
		text.n += it[n++].bytes;
	append(b, it, text, n, n * advance, b->carry, after);
	b->carry = 0;
	b->x += n * (advance + after);
	return i + n;
}

static int
append_item(struct builder *b, int i)
{
	const struct item *it = &b->item[i];
	const struct cell *c = &b->cell[i - b->a];
	str text = {it->text, it->bytes};
	mpt before = c->before, after = c->after;

	before -= share_next(&b->squeeze[it->squeeze], c->left);
	after -= share_next(&b->squeeze[it->squeeze], c->right);
	after -= share_next(&b->squeeze[SQUEEZE_GAP], c->give);
	after += share_next(&b->stretch[is_word_space(it) ? STRETCH_SPACE : STRETCH_GAP], c->grow);
	after += gap_after(b, i);
	b->x += before + c->advance + it->characters * c->inner;
	if (it->style != SPAN_PLAIN)
		note_mark(b, i, b->x - c->advance - it->characters * c->inner, b->x);
	b->x += after;
	before += b->carry;
	b->carry = 0;
	if (it->characters == 1) {
		append(b, it, text, 1, c->advance, before, c->inner + after);
	} else if (it->kerned) {
		append_kerned(b, it, c, before, after);
	} else if (i < b->b || after == 0) {
		append(b, it, text, it->characters, c->advance, before, c->inner);
		b->carry = after;
	} else {
		append_apart(b, it, c, before, after);
	}
	return i + 1;
}

void
justify(struct arena *a, struct fonts *f, const struct item *item, int from, int to, bool last,
	mpt avail, const struct para_style *style, struct line *out)
{
	struct arena *scratch = fonts_scratch(f);
	struct arena_mark mark = arena_mark(scratch);
	struct builder b = {.fonts = f, .style = style, .item = item, .a = from, .b = to};
	size_t n = (size_t)(to - from) + 1;

	b.cell = NEW(scratch, struct cell, n);
	measure_line(&b);
	spread(&b, avail - b.width, last);
	b.mark = b.styled ? NEW(a, struct line_mark, n) : NULL;
	b.piece = NEW(scratch, struct piece, b.pieces);
	for (int i = from; i <= to;)
		i = item[i].plain ? append_plain(&b, i) : append_item(&b, i);
	*out = (struct line){
	    .n = b.n, .size = style->size, .gap = b.gap, .mark = b.mark, .nmark = b.nmark};
	out->piece = NEW(a, struct piece, (size_t)b.n);
	memcpy(out->piece, b.piece, (size_t)b.n * sizeof *out->piece);
	for (int i = 0; i < b.n; i++)
		out->width += b.piece[i].width;
	arena_rewind(scratch, mark);
}
