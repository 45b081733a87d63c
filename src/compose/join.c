#include "compose/maker.h"

enum {
	SPACE_LEAST = 250, /* R13: of Western words */
	SPACE_MOST = 500,  /* R14 */
	/* What a break costs. */
	FRAME_BREAK = ITEM_BAD(700),  /* R26: a frame stays on one line */
	FOUR_EM_BREAK = ITEM_BAD(400) /* R5: within ………… */
};

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
	item_fix_width(it, ITEM_HALF);
	it->first |= KIN_TIGHT;
	it->last |= KIN_TIGHT;
	if (*it->text == '-')
		it->first |= kinsoku(m->table, 0x2013)->flags & KIN_NO_START;
}

/* R10: two marks that would take two em take one and a half; what is between them goes. */
static void
squeeze_pair(struct item *x, struct item *y)
{
	int right = x->right < ITEM_HALF ? x->right : ITEM_HALF, left = ITEM_HALF - right;

	x->pair_right = (int16_t)right;
	y->pair_left = (int16_t)(y->left < left ? y->left : left);
}

/* R10, tight: one em; what is outside of them goes too. */
static void
squeeze_tight(struct item *x, struct item *y)
{
	x->pair_left = x->left;
	x->pair_right = x->right;
	y->pair_left = y->left;
	y->pair_right = y->right;
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

	if (i == 0 || i + 1 == m->n || it->advance > ITEM_HALF)
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
		(kinsoku_tight(m->table) ? squeeze_tight : squeeze_pair)(x, y);
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

void
items_join(struct maker *m)
{
	join_items(m);
	sum_items(m);
}
