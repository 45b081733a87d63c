#include "compose/item.h"

#include "base/utf8.h"

enum {
	EM = 1000,
	FULL = 900,	 /* a mark at least this wide has a blank half */
	DASH_JOIN = 100, /* the two halves of —— overlap by this much, so that they are one bar */
	DASH_PAIR = 2000,
	WORD_MAX = 500,		/* characters of one item; widths are 32 bits */
	SOFT_BREAK = 5000,	/* after a hyphen in a long code: as bad as 0.07 em a gap */
	EMERGENCY_BREAK = 40000 /* inside a word that no line can hold */
};

struct maker {
	struct fonts *fonts;
	enum script edition;
	mpt size, measure;
	struct item *v;
	int n;
	uint32_t last; /* the character before; 0: none */
};

static mpt
scaled(const struct maker *m, int em)
{
	return (mpt)((int64_t)em * m->size / EM);
}

/* One more character at the end of item IT. */
static void
extend(struct maker *m, struct item *it, uint32_t cp, str text)
{
	it->text.n += text.n;
	it->characters++;
	it->width += scaled(m, font_advance(m->fonts, it->face, cp));
}

/* R8: IT is EM wide whatever its face says, its ink in the middle. */
static void
fix_width(const struct maker *m, struct item *it, int em)
{
	mpt ink = it->width - it->head - it->tail;

	it->width = scaled(m, em);
	it->head = (it->width - ink) / 2;
	it->tail = it->width - ink - it->head;
}

static struct item *
item_new(struct maker *m, enum face face, uint32_t cp, str text, const struct kinsoku *k)
{
	struct item *it = &m->v[m->n++];
	int advance = font_advance(m->fonts, face, cp);

	it->text = (str){text.p, 0};
	it->face = face;
	it->flags = k->flags;
	it->level = k->level;
	extend(m, it, cp, text);
	if (advance >= FULL) {
		it->left = scaled(m, k->left);
		it->right = scaled(m, k->right);
	}
	if (k->fixed)
		fix_width(m, it, k->fixed);
	return it;
}

static bool
is_pair(const struct item *it)
{
	return (it->flags & KIN_PAIR) && it->characters == 2;
}

/* R5: —— and …… are two em long, and the dash is one bar. */
static void
pair_close(struct maker *m, struct item *it, uint32_t cp)
{
	mpt more;

	it->flags &= ~(unsigned)KIN_NO_START;
	if (cp == 0x2014) {
		it->inner = -scaled(m, DASH_JOIN);
		it->width += 2 * it->inner;
	}
	more = scaled(m, DASH_PAIR) - it->width;
	it->head = (more + it->inner) / 2; /* INNER cut the blank at the end too */
	it->tail = more - it->head;
	it->width += more;
}

/* The last item stands after a mark between the parts of a number or a name: 3·15, it’s. */
static void
glue_words(struct maker *m)
{
	struct item *word = &m->v[m->n - 1], *mark = word - 1, *before = word - 2;

	if (m->n < 3 || !(word->flags & before->flags & KIN_WORD))
		return;
	if (str_eq(mark->text, STR("·"))) {
		fix_width(m, mark, EM / 2);
	} else if (str_eq(mark->text, STR("’"))) {
		mark->tail = -mark->right; /* its blank half is gone for good */
		mark->width -= mark->right;
		mark->right = 0;
		mark->flags &= ~(unsigned)KIN_MARK;
	} else {
		return;
	}
	mark->flags |= KIN_NO_END;
}

static bool
goes_on(const struct maker *m, const struct item *it, const struct span *span, uint32_t cp,
	const struct kinsoku *k, str text)
{
	if (it->face != span->face || it->text.p + it->text.n != text.p ||
	    it->characters >= WORD_MAX)
		return false;
	if (k->flags & KIN_JOIN)
		return !(it->flags & KIN_SPACE);
	if (k->flags & KIN_WORD)
		return it->flags & KIN_WORD;
	return (k->flags & KIN_PAIR) && (it->flags & KIN_PAIR) && it->characters == 1 &&
	       m->last == cp;
}

static void
add_character(struct maker *m, const struct span *span, uint32_t cp, str text)
{
	struct kinsoku k = kinsoku(cp, m->edition);
	struct item *it = m->n ? &m->v[m->n - 1] : NULL;

	if (it && goes_on(m, it, span, cp, &k, text)) {
		extend(m, it, cp, text);
		if (k.flags & KIN_WORD)
			it->flags = (it->flags & ~(unsigned)KIN_NO_END) | (k.flags & KIN_NO_END);
		if (is_pair(it) && !(k.flags & KIN_JOIN))
			pair_close(m, it, cp);
	} else {
		it = item_new(m, span->face, cp, text, &k);
		glue_words(m);
	}
	m->last = cp;
}

static bool
soft_after(char c)
{
	return c == '-' || c == '.' || c == '_' || c == '@' || c == '&' || c == '=';
}

/* Whether WORD may be broken before byte AT, and how bad that is. */
static bool
word_break(const struct maker *m, const struct item *word, ptrdiff_t at, int64_t *penalty)
{
	unsigned before, after;
	ptrdiff_t back = at, forth = at;
	bool soft = soft_after(word->text.p[at - 1]);

	if (!soft && word->width <= m->measure)
		return false;
	before = kinsoku(utf8_prev(word->text, &back), m->edition).flags;
	after = kinsoku(utf8_next(word->text, &forth), m->edition).flags;
	*penalty = soft ? SOFT_BREAK : EMERGENCY_BREAK;
	return !(before & KIN_NO_END) && !(after & (KIN_NO_START | KIN_JOIN));
}

/* The first part of a word that is cut goes to OUT; what is left is the word. */
static void
cut_word(struct maker *m, struct item *word, ptrdiff_t at, int64_t penalty, struct item *out)
{
	str all = word->text;

	*out = *word;
	out->text = (str){all.p, 0};
	out->characters = 0;
	out->width = 0;
	for (ptrdiff_t from = 0, to = 0; to < at; from = to) {
		uint32_t cp = utf8_next(all, &to);

		extend(m, out, cp, str_sub(all, from, to));
	}
	out->flags &= ~(unsigned)KIN_NO_END;
	out->penalty = penalty;
	word->text = str_from_at(all, at);
	word->characters -= out->characters;
	word->width -= out->width;
	word->flags &= ~(unsigned)KIN_NO_START;
}

/* R7 has an end: a code or an address that would tear a line apart is cut. */
static int
split_word(struct maker *m, struct item word, struct item *out)
{
	const struct item whole = word;
	str text = word.text;
	ptrdiff_t done = 0;
	int n = 0;

	for (ptrdiff_t at = 0; at < text.n;) {
		int64_t penalty;

		if (at > done && word_break(m, &whole, at, &penalty)) {
			cut_word(m, &word, at - done, penalty, &out[n++]);
			done = at;
		}
		utf8_next(text, &at);
	}
	out[n++] = word;
	return n;
}

static void
split_words(struct arena *a, struct maker *m)
{
	struct item *v;
	int n = 0, room = m->n;

	for (int i = 0; i < m->n; i++)
		if (m->v[i].width > m->measure / 2)
			room += m->v[i].characters;
	if (room == m->n)
		return;
	v = NEW(a, struct item, (size_t)room + 1);
	for (int i = 0; i < m->n; i++) {
		const struct item *it = &m->v[i];

		if ((it->flags & KIN_WORD) && it->width > m->measure / 2)
			n += split_word(m, *it, v + n);
		else
			v[n++] = *it;
	}
	m->v = v;
	m->n = n;
}

/* R10: two marks that would take two em take one and a half; what is between them goes. */
static void
squeeze_pair(const struct maker *m, struct item *x, struct item *y)
{
	mpt half = scaled(m, EM / 2);

	if (!(x->flags & KIN_MARK) || !(y->flags & KIN_MARK))
		return;
	x->pair_right = x->right < half ? x->right : half;
	half -= x->pair_right;
	y->pair_left = y->left < half ? y->left : half;
}

static bool
may_break(const struct item *x, const struct item *y)
{
	if ((x->flags & KIN_NO_END) || (y->flags & (KIN_NO_START | KIN_JOIN)))
		return false;
	return !((x->flags & KIN_WORD) && (y->flags & KIN_WORD));
}

/* Breaks and gaps between items, from the last to the first. */
static void
join_items(struct maker *m)
{
	int next = m->n; /* the first item after I that is no space */

	for (int i = m->n - 1; i >= 0; i--) {
		struct item *x = &m->v[i], *y = x + 1;

		x->next = next;
		if (next == m->n)
			x->penalty = 0;
		else if (next > i + 1)
			x->penalty = (x->flags & KIN_NO_END) || (m->v[next].flags & KIN_NO_START)
					 ? ITEM_NEVER
					 : 0;
		else if (!x->penalty && !may_break(x, y))
			x->penalty = ITEM_NEVER;
		if (i + 1 < m->n) {
			squeeze_pair(m, x, y);
			x->gap = !((x->flags | y->flags) & KIN_TIGHT) && !(y->flags & KIN_JOIN) &&
				 !((x->flags & KIN_WORD) && (y->flags & KIN_WORD));
		}
		if (!(x->flags & KIN_SPACE))
			next = i;
	}
}

static void
sum_items(struct maker *m)
{
	for (int i = 0; i < m->n; i++) {
		const struct item *it = &m->v[i];
		struct item *after = &m->v[i + 1];
		mpt pair = it->pair_left + it->pair_right;

		after->sum = it->sum + it->width - pair;
		for (int k = 0; k < KIN_LEVELS; k++)
			after->squeeze[k] = it->squeeze[k];
		after->squeeze[it->level] += it->left + it->right - pair;
		after->gaps = it->gaps + it->gap;
	}
}

void
items_make(struct arena *a, struct fonts *f, const struct span *span, int n, mpt size, mpt measure,
	   struct items *out)
{
	struct maker m = {
	    .fonts = f, .edition = fonts_edition(f), .size = size, .measure = measure};
	size_t room = 1;

	for (int i = 0; i < n; i++)
		room += (size_t)utf8_count(span[i].text);
	m.v = NEW(a, struct item, room);
	for (int i = 0; i < n; i++) {
		str text = span[i].text;

		for (ptrdiff_t from = 0, to = 0; to < text.n; from = to) {
			uint32_t cp = utf8_next(text, &to);

			if (cp == '\n' || cp == '\t')
				add_character(&m, &span[i], ' ', STR(" "));
			else
				add_character(&m, &span[i], cp, str_sub(text, from, to));
		}
	}
	split_words(a, &m);
	join_items(&m);
	sum_items(&m);
	out->v = m.v;
	out->n = m.n;
}
