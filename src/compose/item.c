#include "compose/item.h"

#include "base/utf8.h"
#include "compose/maker.h"

enum {
	FULL = 900,	 /* a mark at least this wide has a blank half */
	DASH_JOIN = 100, /* the two halves of —— overlap by this much, so that they are one bar */
	WORD_MAX = 500	 /* characters of one item */
};

/* -- one item ------------------------------------------------------------------ */

void
item_extend(struct maker *m, struct item *it, uint32_t before, uint32_t cp, ptrdiff_t bytes,
	    unsigned flags)
{
	enum face face = (enum face)it->face;

	it->bytes = (uint16_t)(it->bytes + bytes);
	it->advance += font_advance(m->fonts, face, cp);
	if (it->characters++ > 0 && (flags & KIN_WORD)) {
		int kern = font_kern(m->fonts, face, before, cp);

		it->advance += kern;
		it->kerned |= kern != 0;
	}
	if (!(flags & KIN_JOIN) || it->characters == 1)
		it->last = (uint16_t)flags;
}

void
item_fix_width(struct item *it, int em)
{
	int blank = em - it->advance - it->characters * it->inner;

	it->head = (int16_t)(blank / 2);
	it->tail = (int16_t)(blank - blank / 2);
}

static struct item *
item_new(struct maker *m, const struct span *span, enum face face, uint32_t cp, const char *p,
	 ptrdiff_t bytes, const struct kinsoku *k)
{
	struct item *it = &m->v[m->n++];

	it->text = p;
	it->face = (uint8_t)face;
	it->style = (uint8_t)span->style;
	it->first = (uint16_t)k->flags;
	it->squeeze = (uint8_t)k->squeeze;
	item_extend(m, it, 0, cp, bytes, k->flags);
	if (k->fixed)
		item_fix_width(it, k->fixed);
	if (k->fixed || it->advance >= FULL) {
		it->left = (int16_t)k->left;
		it->right = (int16_t)k->right;
	}
	return it;
}

static void
clear(struct item *it, unsigned flags)
{
	it->first &= (uint16_t)~flags;
	it->last &= (uint16_t)~flags;
}

/* R5: —— and …… are two em long, and the dash is one bar. No connector any more. */
static void
pair_close(struct maker *m, struct item *it, uint32_t cp)
{
	int more;

	clear(it, KIN_NO_START | KIN_TIGHT);
	if (kinsoku_strict(m->table))
		it->first |= KIN_NO_START;
	if (cp == 0x2014)
		it->inner = -DASH_JOIN;
	more = 2 * ITEM_EM - it->advance - 2 * it->inner;
	it->head = (int16_t)((more + it->inner) / 2); /* INNER cut the blank at the end too */
	it->tail = (int16_t)(more - it->head);
}

/* R6: ？？ ！！ ？！ take one em, three of them two. */
static void
call_close(struct item *it)
{
	bool centred = it->first & KIN_CENTRED, three = it->characters == 3;

	it->inner = -ITEM_HALF;
	it->head = centred && !three ? -ITEM_HALF / 2 : 0;
	it->tail = three ? ITEM_HALF : (int16_t)-it->head;
	if (!three)
		it->left = it->right = 0;
	else if (centred)
		it->left = it->right = ITEM_HALF / 2;
	else
		it->right = ITEM_HALF;
}

/* The last item stands after a mark between the parts of a number or a name: 3·15, it’s. */
static void
glue_words(struct maker *m)
{
	struct item *word = &m->v[m->n - 1], *mark = word - 1, *before = word - 2;

	if (m->n < 3 || !(word->first & before->last & KIN_WORD))
		return;
	if (str_eq(item_text(mark), STR("·"))) {
		item_fix_width(mark, ITEM_HALF);
		mark->left = mark->right = 0;
	} else if (str_eq(item_text(mark), STR("’"))) {
		mark->tail = (int16_t)-mark->right; /* its blank half is gone for good */
		mark->right = 0;
		clear(mark, KIN_MARK);
	} else {
		return;
	}
	mark->first |= KIN_NO_START;
	mark->last |= KIN_NO_END;
}

static bool
goes_on(const struct maker *m, const struct item *it, const struct span *span, enum face face,
	uint32_t cp, const char *p, unsigned flags)
{
	if (it->face != face || it->style != span->style || it->text + it->bytes != p ||
	    it->characters >= WORD_MAX)
		return false;
	if (flags & KIN_JOIN)
		return !(it->first & KIN_SPACE);
	if (flags & KIN_WORD)
		return it->first & KIN_WORD;
	if (flags & KIN_CALL) /* in a vertical line they have no narrow half */
		return !m->style->vertical && (it->first & KIN_CALL) && it->characters < 3 &&
		       it->advance >= FULL;
	return (flags & KIN_PAIR) && (it->first & KIN_PAIR) && it->characters == 1 && m->last == cp;
}

static void
add_character(struct maker *m, const struct span *span, uint32_t cp, const char *p, ptrdiff_t bytes)
{
	const struct kinsoku *k = kinsoku(m->table, cp);
	enum face face = fonts_face(m->fonts, span->face, cp);
	struct item *it = m->n ? &m->v[m->n - 1] : NULL;

	if (it && goes_on(m, it, span, face, cp, p, k->flags)) {
		item_extend(m, it, m->last, cp, bytes, k->flags);
		if ((k->flags & KIN_PAIR) && it->characters == 2)
			pair_close(m, it, cp);
		else if (k->flags & KIN_CALL)
			call_close(it);
	} else {
		it = item_new(m, span, face, cp, p, bytes, k);
		if (k->flags & KIN_WORD)
			glue_words(m);
	}
	m->last = cp;
}

/* -- a paragraph ----------------------------------------------------------------- */

/* Four characters of five: an item of its own that nothing special is known of. */
static void
add_han(struct maker *m, const struct span *span, uint32_t cp, const char *p)
{
	enum face face = fonts_face(m->fonts, span->face, cp);
	struct item *it = &m->v[m->n++];

	it->plain = span->style == SPAN_PLAIN;
	it->text = p;
	it->bytes = 3;
	it->characters = 1;
	it->first = it->last = KIN_HAN;
	it->face = (uint8_t)face;
	it->style = (uint8_t)span->style;
	it->advance = font_advance(m->fonts, face, cp);
	m->last = cp;
}

static void
add_span(struct maker *m, const struct span *span)
{
	str text = span->text;

	for (ptrdiff_t from = 0, to = 0; to < text.n; from = to) {
		uint32_t cp = utf8_step(text.p, &to);

		if (0x3400 <= cp && cp <= 0x9FFF)
			add_han(m, span, cp, text.p + from);
		else if (cp == '\n' || cp == '\t')
			add_character(m, span, ' ', " ", 1);
		else
			add_character(m, span, cp, text.p + from, to - from);
	}
}

static void
make(struct arena *a, struct maker *m, const struct span *span, int n, size_t room)
{
	m->v = NEW(a, struct item, room);
	m->n = 0;
	m->last = 0;
	for (int i = 0; i < n; i++)
		add_span(m, &span[i]);
	if (m->style->vertical)
		items_stand(m);
	items_split(a, m);
	items_join(m);
}

void
items_make(struct arena *a, struct fonts *f, const struct span *span, int n, int measure,
	   const struct para_style *style, struct items *out)
{
	struct maker m = {
	    .fonts = f, .table = fonts_kinsoku(f), .style = style, .measure = measure};
	size_t room = 0;
	int least;

	if (style->shelf && items_find(style->shelf, span, n, measure, out))
		return;
	for (int i = 0; i < n; i++)
		room += (size_t)utf8_count(span[i].text);
	make(a, &m, span, n, room);
	least = m.longest;
	if (least > measure) {
		m.chained = true;
		make(a, &m, span, n, room);
	}
	*out = (struct items){m.v, m.n, NULL};
	/* A word wider than half a line may be parted in it. */
	if (2 * m.widest > least)
		least = 2 * m.widest;
	if (style->shelf && least <= measure)
		items_keep(style->shelf, span, n, least, out);
}
