#include "compose/item.h"

#include "base/utf8.h"

enum {
	EM = 1000,
	FULL = 900, /* a mark at least this wide has a blank half */
	HALF = EM / 2,
	DASH_JOIN = 100, /* the two halves of —— overlap by this much, so that they are one bar */
	SPACE_LEAST = 250, /* R13: of Western words */
	SPACE_MOST = 500,  /* R14 */
	WORD_MAX = 500,	   /* characters of one item */
	CODE_LEAST = 10,   /* characters of a word that may be a code */
	EDGE = 3,	   /* of them stay together at both ends */
	/* Penalties: the square of the looseness, in 1/1000 em a gap, that is as bad. */
	SOFT_BREAK = 70 * 70,	  /* after a hyphen in a long code */
	CODE_BREAK = 250 * 250,	  /* anywhere in a code */
	WORD_BREAK = 600 * 600,	  /* in a word wider than half the line */
	WIDE_BREAK = 200 * 200,	  /* in one that no line can hold */
	FRAME_BREAK = 700 * 700,  /* R26: a frame stays on one line */
	FOUR_EM_BREAK = 400 * 400 /* R5: within ………… */
};

struct maker {
	struct fonts *fonts;
	const struct kinsoku_table *table;
	const struct para_style *style;
	int measure;
	struct item *v;
	int n;
	uint32_t last; /* the character before; 0: none */
};

static str
item_text(const struct item *it)
{
	return (str){it->text, it->bytes};
}

/* -- one item ------------------------------------------------------------------ */

/* One more character at the end of item IT, which ends with BEFORE. */
static void
extend(struct maker *m, struct item *it, uint32_t before, uint32_t cp, ptrdiff_t bytes,
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

/* R8: IT is EM wide whatever its face says, its ink in the middle. */
static void
fix_width(struct item *it, int em)
{
	int blank = em - it->advance - it->characters * it->inner;

	it->head = (int16_t)(blank / 2);
	it->tail = (int16_t)(blank - blank / 2);
}

static struct item *
item_new(struct maker *m, const struct span *span, uint32_t cp, const char *p, ptrdiff_t bytes,
	 const struct kinsoku *k)
{
	struct item *it = &m->v[m->n++];

	it->text = p;
	it->face = (uint8_t)span->face;
	it->style = (uint8_t)span->style;
	it->first = (uint16_t)k->flags;
	it->squeeze = (uint8_t)k->squeeze;
	extend(m, it, 0, cp, bytes, k->flags);
	if (k->fixed)
		fix_width(it, k->fixed);
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
	more = 2 * EM - it->advance - 2 * it->inner;
	it->head = (int16_t)((more + it->inner) / 2); /* INNER cut the blank at the end too */
	it->tail = (int16_t)(more - it->head);
}

/* R6: ？？ ！！ ？！ take one em, three of them two. */
static void
call_close(struct item *it)
{
	bool centred = it->first & KIN_CENTRED, three = it->characters == 3;

	it->inner = -HALF;
	it->head = centred && !three ? -HALF / 2 : 0;
	it->tail = three ? HALF : (int16_t)-it->head;
	if (!three)
		it->left = it->right = 0;
	else if (centred)
		it->left = it->right = HALF / 2;
	else
		it->right = HALF;
}

/* The last item stands after a mark between the parts of a number or a name: 3·15, it’s. */
static void
glue_words(struct maker *m)
{
	struct item *word = &m->v[m->n - 1], *mark = word - 1, *before = word - 2;

	if (m->n < 3 || !(word->first & before->last & KIN_WORD))
		return;
	if (str_eq(item_text(mark), STR("·"))) {
		fix_width(mark, HALF);
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
goes_on(const struct maker *m, const struct item *it, const struct span *span, uint32_t cp,
	const char *p, unsigned flags)
{
	if (it->face != span->face || it->style != span->style || it->text + it->bytes != p ||
	    it->characters >= WORD_MAX)
		return false;
	if (flags & KIN_JOIN)
		return !(it->first & KIN_SPACE);
	if (flags & KIN_WORD)
		return it->first & KIN_WORD;
	if (flags & KIN_CALL)
		return (it->first & KIN_CALL) && it->characters < 3 && it->advance >= FULL;
	return (flags & KIN_PAIR) && (it->first & KIN_PAIR) && it->characters == 1 && m->last == cp;
}

static void
add_character(struct maker *m, const struct span *span, uint32_t cp, const char *p, ptrdiff_t bytes)
{
	const struct kinsoku *k = kinsoku(m->table, cp);
	struct item *it = m->n ? &m->v[m->n - 1] : NULL;

	if (it && goes_on(m, it, span, cp, p, k->flags)) {
		extend(m, it, m->last, cp, bytes, k->flags);
		if ((k->flags & KIN_PAIR) && it->characters == 2)
			pair_close(m, it, cp);
		else if (k->flags & KIN_CALL)
			call_close(it);
	} else {
		it = item_new(m, span, cp, p, bytes, k);
		if (k->flags & KIN_WORD)
			glue_words(m);
	}
	m->last = cp;
}

/* -- words that may be broken -------------------------------------------------- */

/* How a word may be broken that is too long to be kept whole (R7). */
struct parting {
	int32_t soft, hard; /* penalties after - . _ and the like, elsewhere; 0: not there */
	int edge;	    /* characters that stay together at its ends */
};

static bool
soft_after(char c)
{
	return c && strchr("-._@&=?#+", c);
}

/* A code or an address: long, with letters, and with digits or signs. */
static bool
is_code(const struct maker *m, const struct item *word)
{
	str text = item_text(word);
	bool letter = false, other = false;

	if (word->characters < CODE_LEAST)
		return false;
	for (ptrdiff_t at = 0; at < text.n;) {
		char c = text.p[at];
		unsigned flags = kinsoku(m->table, utf8_next(text, &at))->flags;

		letter |= (flags & KIN_LETTER) != 0;
		other |= (flags & KIN_DIGIT) || c == '/' || c == '@' || c == '_';
	}
	return letter && other;
}

static struct parting
parting(const struct maker *m, const struct item *word)
{
	int32_t width = item_width(word);

	if (width > m->measure)
		return (struct parting){SOFT_BREAK, WIDE_BREAK, 1};
	if (is_code(m, word))
		return (struct parting){SOFT_BREAK, CODE_BREAK, EDGE};
	if (width > m->measure / 2)
		return (struct parting){SOFT_BREAK, WORD_BREAK, EDGE};
	return (struct parting){0};
}

/* The penalty of a break in WORD before byte AT, DONE characters from its start; 0: none. */
static int32_t
word_break(const struct maker *m, const struct item *word, const struct parting *how, ptrdiff_t at,
	   int done)
{
	str text = item_text(word);
	ptrdiff_t back = at, forth = at;
	bool soft = soft_after(text.p[at - 1]);
	unsigned before, after;

	if (!soft && (done < how->edge || word->characters - done < how->edge))
		return 0;
	before = kinsoku(m->table, utf8_prev(text, &back))->flags;
	after = kinsoku(m->table, utf8_next(text, &forth))->flags;
	if ((before & KIN_NO_END) || (after & (KIN_NO_START | KIN_JOIN)) || soft_after(text.p[at]))
		return 0;
	return soft ? how->soft : how->hard;
}

/* What is left of a word after its first BYTES: they go to OUT. */
static void
cut_word(struct maker *m, struct item *word, ptrdiff_t bytes, int32_t penalty, struct item *out)
{
	str text = item_text(word);
	uint32_t last = 0;
	ptrdiff_t at = bytes;

	*out = *word;
	out->bytes = out->characters = 0;
	out->advance = 0;
	for (ptrdiff_t from = 0, to = 0; to < bytes; from = to) {
		uint32_t cp = utf8_next(text, &to);

		extend(m, out, last, cp, to - from, kinsoku(m->table, cp)->flags);
		last = cp;
	}
	out->penalty = penalty;
	word->text += bytes;
	word->bytes = (uint16_t)(word->bytes - bytes);
	word->characters = (uint16_t)(word->characters - out->characters);
	word->advance -= out->advance;
	word->advance -= font_kern(m->fonts, (enum face)word->face, last, utf8_next(text, &at));
	word->first &= (uint16_t)~KIN_ALNUM;
}

static int
split_word(struct maker *m, struct item word, const struct parting *how, struct item *out)
{
	const struct item whole = word;
	str text = item_text(&whole);
	ptrdiff_t done = 0;
	int n = 0, characters = 0;

	for (ptrdiff_t at = 0; at < text.n; characters++) {
		int32_t penalty = at > done ? word_break(m, &whole, how, at, characters) : 0;

		if (penalty) {
			cut_word(m, &word, at - done, penalty, &out[n++]);
			done = at;
		}
		utf8_next(text, &at);
	}
	out[n++] = word;
	return n;
}

static bool
may_part(const struct maker *m, const struct item *it)
{
	return (it->first & KIN_WORD) &&
	       (it->characters >= CODE_LEAST || item_width(it) > m->measure / 2);
}

static void
split_words(struct arena *a, struct maker *m)
{
	struct item *v;
	int n = 0, room = 0;

	for (int i = 0; i < m->n; i++)
		if (may_part(m, &m->v[i]))
			room += m->v[i].characters;
	if (room == 0)
		return;
	v = NEW(a, struct item, (size_t)(m->n + room) + 1);
	for (int i = 0; i < m->n; i++) {
		struct parting how = {0};

		if (may_part(m, &m->v[i]))
			how = parting(m, &m->v[i]);
		if (how.hard)
			n += split_word(m, m->v[i], &how, v + n);
		else
			v[n++] = m->v[i];
	}
	m->v = v;
	m->n = n;
}

/* -- between items -------------------------------------------------------------- */

/* R8: - and / that stand alone between Han characters are half an em, and connect. */
static void
lone_connector(const struct maker *m, int i)
{
	struct item *it = &m->v[i];
	bool word_before = i > 0 && (it[-1].last & KIN_WORD);
	bool word_after = i + 1 < m->n && (it[1].first & KIN_WORD);

	if (it->characters != 1 || (*it->text != '-' && *it->text != '/') || word_before ||
	    word_after)
		return;
	fix_width(it, HALF);
	it->first |= KIN_TIGHT;
	it->last |= KIN_TIGHT;
	if (*it->text == '-')
		it->first |= kinsoku(m->table, 0x2013)->flags & KIN_NO_START;
}

/* R10: two marks that would take two em take one and a half; what is between them goes. */
static void
squeeze_pair(struct item *x, struct item *y)
{
	int right = x->right < HALF ? x->right : HALF, left = HALF - right;

	x->pair_right = (int16_t)right;
	y->pair_left = (int16_t)(y->left < left ? y->left : left);
}

/* R15, between letters or digits and Han. */
static bool
meets_han(const struct item *x, const struct item *y)
{
	return ((x->last & KIN_HAN) && (y->first & KIN_ALNUM)) ||
	       ((x->last & KIN_ALNUM) && (y->first & KIN_HAN));
}

/* A space that was typed: between words it can change, between Han and Western it is R15's. */
static void
set_space(const struct maker *m, int i)
{
	struct item *it = &m->v[i], *x = it - 1, *y = it + 1;

	if (i == 0 || i + 1 == m->n || it->advance > HALF)
		return;
	if (x->last & y->first & KIN_WORD) {
		it->squeeze = SQUEEZE_SPACE;
		it->right = (int16_t)(it->advance > SPACE_LEAST ? it->advance - SPACE_LEAST : 0);
		it->room = (int16_t)(SPACE_MOST - it->advance);
	} else if (!m->style->solid && meets_han(x, y)) {
		it->squeeze = SQUEEZE_GAP;
		it->tail = (int16_t)(ITEM_AFTER - it->advance);
		it->right = ITEM_AFTER - ITEM_AFTER_LEAST;
		it->room = ITEM_AFTER_MOST - ITEM_AFTER;
	}
}

static bool
may_break(const struct item *x, const struct item *y)
{
	if ((x->last & KIN_NO_END) || (y->first & (KIN_NO_START | KIN_JOIN)))
		return false;
	return !(x->last & y->first & KIN_WORD);
}

static bool
same_pair(const struct item *x, const struct item *y)
{
	return x->characters == 2 && (x->first & y->first & KIN_PAIR) &&
	       x->text + x->bytes == y->text && str_eq(item_text(x), item_text(y));
}

/* R5: four em of …… stay together, longer runs part. */
static bool
is_four_em(const struct maker *m, int i)
{
	const struct item *x = &m->v[i];

	return i + 1 < m->n && same_pair(x, x + 1) && (i == 0 || !same_pair(x - 1, x)) &&
	       (i + 2 >= m->n || !same_pair(x + 1, x + 2));
}

/* NEXT: the first item after I that is no space; M->n: none. */
static int32_t
break_penalty(const struct maker *m, int i, int next)
{
	const struct item *x = &m->v[i], *y = &m->v[next];

	if (next == m->n)
		return 0;
	if (next > i + 1)
		return (x->last & KIN_NO_END) || (y->first & KIN_NO_START) ? ITEM_NEVER : 0;
	if (x->penalty)
		return x->penalty;
	if (!may_break(x, y))
		return ITEM_NEVER;
	if (x->style == SPAN_FRAME && y->style == SPAN_FRAME)
		return FRAME_BREAK;
	return (x->first & KIN_PAIR) && is_four_em(m, i) ? FOUR_EM_BREAK : 0;
}

/* R26: room for a frame on both sides of the name in it, and as much outside. */
static void
frame_ends(struct item *x, struct item *y)
{
	if (x->style == SPAN_FRAME)
		x->tail += 2 * ITEM_FRAME;
	if (y->style == SPAN_FRAME)
		y->head += 2 * ITEM_FRAME;
}

static void
join(const struct maker *m, struct item *x, struct item *y)
{
	bool words = x->last & y->first & KIN_WORD;

	if (x->last & y->first & KIN_MARK)
		squeeze_pair(x, y);
	x->gap = !((x->last | y->first) & KIN_TIGHT) && !(y->first & KIN_JOIN) && !words;
	if (x->style != y->style)
		frame_ends(x, y);
	if (!m->style->solid && meets_han(x, y))
		x->after = m->style->rigid ? ITEM_AFTER_LEAST : ITEM_AFTER;
}

/* Breaks and gaps between items, from the last to the first. */
static void
join_items(struct maker *m)
{
	struct item none = {0};
	int next = m->n;

	for (int i = m->n - 1; i >= 0; i--) {
		struct item *x = &m->v[i];

		if (x->first & KIN_WORD)
			lone_connector(m, i);
		x->next = next;
		x->penalty = break_penalty(m, i, next);
		if (i + 1 < m->n)
			join(m, x, x + 1);
		if (x->first & KIN_SPACE)
			set_space(m, i);
		else
			next = i;
	}
	if (m->n > 0) {
		frame_ends(&none, &m->v[0]);
		frame_ends(&m->v[m->n - 1], &none);
	}
}

/* R11: what is left of IT where it ends a line; R12: where it begins one. */
static void
set_ends(struct item *it)
{
	int right = it->right - it->pair_right, give = 0;

	if (it->last & KIN_CENTRED)
		right += it->left - it->pair_left;
	if (it->after) {
		give = it->after - ITEM_AFTER_LEAST;
		it->end_stretch = ITEM_AFTER_MOST - ITEM_AFTER;
	}
	it->start = (int16_t)(it->pair_left - item_start_cut(it));
	it->end = (int16_t)(right + it->after);
	it->end_blank = (int16_t)(right + give);
	it->end_dear = (int16_t)(it->squeeze >= SQUEEZE_GAP ? right + give : give);
}

static void
sum_items(struct maker *m)
{
	for (int i = 0; i < m->n; i++) {
		struct item *it = &m->v[i], *to = it + 1;
		int pair = it->pair_left + it->pair_right;
		int blank = it->left + it->right - pair;
		int give = it->after ? it->after - ITEM_AFTER_LEAST : 0;

		set_ends(it);
		to->sum = it->sum + (uint32_t)(item_width(it) + it->after - pair);
		to->blank = it->blank + (uint32_t)(blank + give);
		to->dear = it->dear + (uint32_t)(it->squeeze >= SQUEEZE_GAP ? blank + give : give);
		to->stretch = it->stretch + (uint32_t)(it->room + it->end_stretch);
		to->gaps = it->gaps + it->gap;
	}
}

/* -- a paragraph ----------------------------------------------------------------- */

/* Four characters of five: an item of its own that nothing special is known of. */
static void
add_han(struct maker *m, const struct span *span, uint32_t cp, const char *p)
{
	struct item *it = &m->v[m->n++];

	it->text = p;
	it->bytes = 3;
	it->characters = 1;
	it->first = it->last = KIN_HAN;
	it->face = (uint8_t)span->face;
	it->style = (uint8_t)span->style;
	it->advance = font_advance(m->fonts, span->face, cp);
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

void
items_make(struct arena *a, struct fonts *f, const struct span *span, int n, int measure,
	   const struct para_style *style, struct items *out)
{
	struct maker m = {
	    .fonts = f, .table = fonts_kinsoku(f), .style = style, .measure = measure};
	size_t room = 1;

	for (int i = 0; i < n; i++)
		room += (size_t)utf8_count(span[i].text);
	m.v = NEW(a, struct item, room);
	for (int i = 0; i < n; i++)
		add_span(&m, &span[i]);
	split_words(a, &m);
	join_items(&m);
	sum_items(&m);
	out->v = m.v;
	out->n = m.n;
}
