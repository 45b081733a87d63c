#include "base/utf8.h"
#include "compose/maker.h"

enum {
	CODE_LEAST = 10, /* characters of a word that may be a code */
	EDGE = 3,	 /* of them stay together at both ends */
	/* What a break costs. */
	SOFT_BREAK = ITEM_BAD(70),   /* after a hyphen in a long code */
	CODE_BREAK = ITEM_BAD(250),  /* anywhere in a code */
	WORD_BREAK = ITEM_BAD(600),  /* in a word wider than half the line */
	WIDE_BREAK = ITEM_BAD(200),  /* in one that no line can hold */
	CHAIN_BREAK = ITEM_BAD(3000) /* in one that marks tie to others, longer than a line */
};

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
	if (m->chained)
		return (struct parting){CHAIN_BREAK, CHAIN_BREAK, EDGE};
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
	int32_t hard = how->hard;
	unsigned before, after;

	if (!soft && (done < how->edge || word->characters - done < how->edge))
		hard = m->chained ? CHAIN_BREAK : 0;
	before = kinsoku(m->table, utf8_prev(text, &back))->flags;
	after = kinsoku(m->table, utf8_next(text, &forth))->flags;
	if ((before & KIN_NO_END) || (after & (KIN_NO_START | KIN_JOIN)) || soft_after(text.p[at]))
		return 0;
	return soft ? how->soft : hard;
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

		item_extend(m, out, last, cp, to - from, kinsoku(m->table, cp)->flags);
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
	       (it->characters >= CODE_LEAST || item_width(it) > m->measure / 2 ||
		(m->chained && it->characters > 1));
}

void
items_split(struct arena *a, struct maker *m)
{
	struct item *v;
	int n = 0, room = 0;

	for (int i = 0; i < m->n; i++) {
		const struct item *it = &m->v[i];

		if ((it->first & KIN_WORD) && item_width(it) > m->widest)
			m->widest = item_width(it);
		if (may_part(m, it))
			room += it->characters;
	}
	if (room == 0)
		return;
	v = NEW(a, struct item, (size_t)(m->n + room));
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
