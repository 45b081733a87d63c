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
	if (!m->style->solid && meets_han(x, y)) {
		x->after = m->style->rigid ? ITEM_AFTER_LEAST : ITEM_AFTER;
		x->plain = false;
	}
}

/* Breaks and gaps between items, from the last to the first. */
static void
join_items(struct maker *m)
{
	struct item none = {0};
	int next = m->n;

	for (int i = m->n - 1; i >= 0; i--) {
		struct item *x = &m->v[i];

		if (x->plain && next == i + 1 && next < m->n && x[1].plain) {
			x->next = next;
			x->gap = true;
			next = i;
			continue;
		}
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

/* R12: X stands where a line begins. */
static void
begin_line(const struct item *x, struct item_edge *begin)
{
	int cut = item_start_cut(x) - x->pair_left;

	begin->width += (uint32_t)cut;
	begin->blank += (uint32_t)cut;
}

/* R11: X stands where a line ends. */
static void
end_line(const struct item *x, struct item_edge *end)
{
	int right = x->right - x->pair_right;
	int give = x->after ? x->after - ITEM_AFTER_LEAST : 0;

	if (x->last & KIN_CENTRED)
		right += x->left - x->pair_left;
	end->width -= (uint32_t)(right + x->after);
	end->blank -= (uint32_t)(right + give);
	end->dear -= (uint32_t)(x->squeeze >= SQUEEZE_GAP ? right + give : give);
	if (x->after)
		end->stretch -= ITEM_AFTER_MOST - ITEM_AFTER;
}

/* X within a line. */
static void
add_item(const struct item *x, struct item_edge *sum)
{
	int pair = x->pair_left + x->pair_right, blank = x->left + x->right - pair;
	int give = x->after ? x->after - ITEM_AFTER_LEAST : 0;

	sum->width += (uint32_t)(item_width(x) + x->after - pair);
	sum->blank += (uint32_t)(blank + give);
	sum->dear += (uint32_t)(x->squeeze >= SQUEEZE_GAP ? blank + give : give);
	sum->stretch += (uint32_t)(x->room + (x->after ? ITEM_AFTER_MOST - ITEM_AFTER : 0));
}

static void
sum_items(struct maker *m)
{
	struct item_edge sum = {0}, from = sum; /* FROM: after the last break */
	uint32_t gaps = 0;
	bool word = false;

	m->longest = 0;
	for (int i = 0; i < m->n; i++) {
		struct item *x = &m->v[i];
		int chain;

		x->gaps = gaps;
		gaps += x->gap;
		x->begin = sum;
		if (x->plain) {
			sum.width += (uint32_t)x->advance;
			x->end = sum;
		} else {
			begin_line(x, &x->begin);
			add_item(x, &sum);
			x->end = sum;
			end_line(x, &x->end);
		}
		word |= (x->first & KIN_WORD) && x->characters > 1;
		if (x->penalty == ITEM_NEVER)
			continue;
		chain = (int)(sum.width - from.width) - (int)(sum.blank - from.blank);
		if (word && chain > m->longest)
			m->longest = chain;
		from = sum;
		word = false;
	}
}

void
items_join(struct maker *m)
{
	join_items(m);
	sum_items(m);
}
