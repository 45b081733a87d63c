#include "compose/cutting.h"

#include <limits.h>

enum {
	BEAM = 16,	 /* trees that are kept of each range of items and width: as many as */
	WORK = 96,	 /* this by the number of items, at most */
	BEAM_LEAST = 3,	 /* and at least */
	WHITE = 5,	 /* what it costs that nodes side by side are not alike: a line, a column */
	STAYS = 30,	 /* and where the lower one cannot grow */
	STAYS_WELL = 3,	 /* lines of these that nobody minds */
	HOLE = 400,	 /* and each line more, of whatever width */
	HEADS = 100,	 /* heads of one size side by side (碰题) */
	FOOT = 3,	 /* a line that is left at the foot */
	FOOT_STAYS = 40, /* and that no node can take */
	MOVED = 40,	 /* an item moved up, for each it passes */
	DEAR = 1000,	 /* a line, where the lowest tree is wanted */
	ALL_MOVE = 5,	 /* items of which all orders are tried */
	ONE_MOVES = 7,	 /* and of which one is moved up, */
	MOVE_MOST = 2	 /* so many places */
};

/* The trees of the items FROM to TO in a width, the best first. */
struct trees {
	struct cut_node *node; /* BEAM of the task, of which N are there */
	int n;
};

/* The best tree of a height that was found so far; it is not made yet. */
struct found {
	int stamp; /* of the range it is of: else there is none */
	int cost;
	int look; /* -1: two nodes */
	bool stacked;
	const struct cut_node *first, *second;
};

struct search {
	const struct cut_task *task;
	struct arena *mem;
	int beam, dear;
	bool reached[CUT_COLUMNS + 1]; /* widths that come up */
	struct trees *trees;	       /* by from, to, width */
	struct found *found;	       /* by lines, up to LIMIT */
	int limit, stamp, low, high;   /* LOW to HIGH were found with this stamp */
	int order[CUT_ITEMS], tried_order[CUT_ITEMS];
	long tried;
	int least[CUT_ITEMS];	 /* that an item costs in any look, by its number */
	int moved, spare;	 /* cost of the order; what a range may cost to be of use */
	struct cut_node *best;	 /* NULL: none yet */
	int best_cost;		 /* or what it must cost less than */
	struct cut_node *copies; /* room for all nodes of the best tree */
};

static int
larger(int a, int b)
{
	return a > b ? a : b;
}

static int
smaller(int a, int b)
{
	return a < b ? a : b;
}

static struct trees *
trees_at(struct search *s, int from, int to, int width)
{
	int n = s->task->n;

	return &s->trees[((size_t)from * (size_t)n + (size_t)to) * (CUT_COLUMNS + 1) +
			 (size_t)width];
}

/* -- nodes ------------------------------------------------------------------------ */

static struct cut_node
make_leaf(const struct search *s, int at, int width, int look)
{
	int item = s->order[at];
	const struct cut_leaf *leaf = &s->task->item[item].looks[width].leaf[look];

	return (struct cut_node){.width = width,
				 .lines = leaf->lines,
				 .most = larger(leaf->most, leaf->lines),
				 .cost = leaf->cost,
				 .left = width,
				 .right = width,
				 .item = item,
				 .look = look};
}

static struct cut_node
make_stack(const struct cut_node *a, const struct cut_node *b)
{
	return (struct cut_node){.width = a->width,
				 .lines = a->lines + CUT_GAP + b->lines,
				 .most = a->most + CUT_GAP + b->most,
				 .cost = a->cost + b->cost,
				 .left = a->left,
				 .right = a->right,
				 .first = a,
				 .second = b,
				 .stacked = true};
}

/* What the lower node cannot grow by stays white: that is disliked most. */
static int
cost_beside(const struct cut_node *a, const struct cut_node *b)
{
	const struct cut_node *low = a->lines > b->lines ? b : a, *high = low == a ? b : a;
	int cost = a->cost + b->cost + (high->lines - low->lines) * low->width * WHITE;
	int stays = high->lines - low->most;

	if (stays > 0)
		cost += stays * low->width * STAYS + larger(0, stays - STAYS_WELL) * HOLE;
	return a->right == b->left ? cost + HEADS : cost;
}

static struct cut_node
make_beside(const struct cut_node *a, const struct cut_node *b)
{
	int lines = larger(a->lines, b->lines);

	return (struct cut_node){.width = a->width + b->width,
				 .lines = lines,
				 .most = larger(lines, smaller(a->most, b->most)),
				 .cost = cost_beside(a, b),
				 .left = a->left,
				 .right = b->right,
				 .first = a,
				 .second = b};
}

/* -- the trees of a range: the cheapest of each height, and not too many of those ------ */

/* A tree is kept in mind if it is the cheapest of its height. */
static inline void
find(struct search *s, int lines, struct found f)
{
	struct found *known;

	s->tried++;
	if (lines > s->limit || f.cost >= s->spare)
		return;
	known = &s->found[lines];
	if (known->stamp == s->stamp && known->cost <= f.cost)
		return;
	f.stamp = s->stamp;
	*known = f;
	s->low = smaller(s->low, lines);
	s->high = larger(s->high, lines);
}

static void
find_leaves(struct search *s, int at, int width)
{
	const struct cut_looks *looks = &s->task->item[s->order[at]].looks[width];

	for (int i = 0; i < looks->n; i++)
		find(s, looks->leaf[i].lines,
		     (struct found){.cost = looks->leaf[i].cost, .look = i});
}

/* Of three nodes on top of each other the upper one stands alone: one tree for each such page. */
static void
find_stacks(struct search *s, const struct trees *upper, const struct trees *lower)
{
	for (int i = 0; i < upper->n; i++)
		for (int k = 0; !upper->node[i].stacked && k < lower->n; k++) {
			const struct cut_node *a = &upper->node[i], *b = &lower->node[k];

			find(s, a->lines + CUT_GAP + b->lines,
			     (struct found){.cost = a->cost + b->cost,
					    .look = -1,
					    .stacked = true,
					    .first = a,
					    .second = b});
		}
}

static bool
is_row(const struct cut_node *n)
{
	return n->first && !n->stacked;
}

/* The same for nodes side by side. */
static void
find_rows(struct search *s, const struct trees *left, const struct trees *right)
{
	for (int i = 0; i < left->n; i++)
		for (int k = 0; !is_row(&left->node[i]) && k < right->n; k++) {
			const struct cut_node *a = &left->node[i], *b = &right->node[k];

			find(s, larger(a->lines, b->lines),
			     (struct found){
				 .cost = cost_beside(a, b), .look = -1, .first = a, .second = b});
		}
}

/* The BEAM cheapest heights that were found, into LINES: the lower one of two as cheap first. */
static int
cheapest(const struct search *s, int lines[BEAM])
{
	int n = 0;

	for (int l = s->low; l <= s->high; l++) {
		int cost = s->found[l].cost + s->dear * l, at = n;

		if (s->found[l].stamp != s->stamp)
			continue;
		while (at > 0 && cost < s->found[lines[at - 1]].cost + s->dear * lines[at - 1])
			at--;
		if (at == s->beam)
			continue;
		if (n < s->beam)
			n++;
		for (int i = n - 1; i > at; i--)
			lines[i] = lines[i - 1];
		lines[at] = l;
	}
	return n;
}

static void
keep(struct search *s, int from, int width, struct trees *t)
{
	int lines[BEAM];

	t->n = cheapest(s, lines);
	for (int i = 0; i < t->n; i++) {
		const struct found *f = &s->found[lines[i]];

		if (f->look >= 0)
			t->node[i] = make_leaf(s, from, width, f->look);
		else if (f->stacked)
			t->node[i] = make_stack(f->first, f->second);
		else
			t->node[i] = make_beside(f->first, f->second);
	}
}

/*
 * No tree gets cheaper by what is added to it: with this, and the other items at their least, it
 * would cost as much as the best one does. Orders that share the range cost no less than this one.
 */
static int
spare(const struct search *s, int from, int to)
{
	int left = s->best_cost - s->moved;

	if (s->task->lowest)
		return CUT_ANY;
	for (int i = 0; i < s->task->n; i++)
		if (i < from || i > to)
			left -= s->least[s->order[i]];
	return left;
}

static void
make_trees(struct search *s, int from, int to, int width)
{
	const struct cut_ways *ways = &s->task->ways[width];

	s->stamp++;
	s->low = s->limit;
	s->high = 0;
	s->spare = spare(s, from, to);
	if (from == to)
		find_leaves(s, from, width);
	for (int cut = from; cut < to; cut++) {
		find_stacks(s, trees_at(s, from, cut, width), trees_at(s, cut + 1, to, width));
		for (int i = 0; i < ways->n; i++) {
			int left = ways->left[i];

			find_rows(s, trees_at(s, from, cut, left),
				  trees_at(s, cut + 1, to, width - left));
		}
	}
	keep(s, from, width, trees_at(s, from, to, width));
}

/* -- orders ------------------------------------------------------------------------- */

static struct cut_node *
copy(struct cut_node **room, const struct cut_node *n)
{
	struct cut_node *c = (*room)++;

	*c = *n;
	if (n->first) {
		c->first = copy(room, n->first);
		c->second = copy(room, n->second);
	}
	return c;
}

static void
choose(struct search *s, int moved)
{
	const struct cut_task *t = s->task;
	const struct trees *all = trees_at(s, 0, t->n - 1, t->columns);

	for (int i = 0; i < (t->lowest ? smaller(all->n, 1) : all->n); i++) {
		const struct cut_node *n = &all->node[i];
		int cost = n->cost + moved + (t->lines - n->lines) * FOOT +
			   larger(0, t->lines - n->most) * FOOT_STAYS;

		if (t->lowest)
			cost = n->lines;
		if (cost < s->best_cost) {
			struct cut_node *room = s->copies;

			s->best = copy(&room, n);
			s->best_cost = cost;
		}
	}
}

/* The items in s->order. What ends before the first that stands elsewhere than last time is known.
 */
static void
try_order(struct search *s, int moved)
{
	int n = s->task->n, same = 0;

	s->moved = moved;
	if (spare(s, 0, -1) <= 0)
		return;
	while (same < n && s->order[same] == s->tried_order[same])
		same++;
	memcpy(s->tried_order, s->order, (size_t)n * sizeof *s->order);
	for (int to = same; to < n; to++)
		for (int from = to; from >= 0; from--)
			for (int width = 1; width <= s->task->columns; width++)
				if (s->reached[width] &&
				    (width == s->task->columns || to - from < n - 1))
					make_trees(s, from, to, width);
	choose(s, moved);
}

/* Orders of the items from AT on, the editor's first; MOVED: what the ones before cost. */
static void
try_orders(struct search *s, int at, int moved)
{
	int n = s->task->n;

	if (at == n) {
		try_order(s, moved);
		return;
	}
	try_orders(s, at + 1, moved);
	for (int up = 1; at > 0 && at + up < n; up++) {
		int item = s->order[at + up];

		if (n > ALL_MOVE && (n > ONE_MOVES || moved > 0 || up > MOVE_MOST))
			break;
		memmove(&s->order[at + 1], &s->order[at], (size_t)up * sizeof *s->order);
		s->order[at] = item;
		try_orders(s, at + 1, moved + MOVED * up);
		memmove(&s->order[at], &s->order[at + 1], (size_t)up * sizeof *s->order);
		s->order[at + up] = item;
	}
}

/* -- the task ------------------------------------------------------------------------ */

static void
reach(struct search *s, int width)
{
	const struct cut_ways *ways = &s->task->ways[width];

	if (s->reached[width])
		return;
	s->reached[width] = true;
	for (int i = 0; i < ways->n; i++) {
		reach(s, ways->left[i]);
		reach(s, width - ways->left[i]);
	}
}

/* What ITEM costs at least; in *HIGHEST what it takes at most. */
static int
least_cost(const struct cut_task *t, const struct cut_item *item, int *highest)
{
	int least = CUT_COST_MAX;

	*highest = 0;
	for (int w = 1; w <= t->columns; w++)
		for (int k = 0; k < item->looks[w].n; k++) {
			least = smaller(least, item->looks[w].leaf[k].cost);
			*highest = larger(*highest, item->looks[w].leaf[k].lines);
		}
	return least;
}

static void
make_room(struct search *s)
{
	const struct cut_task *t = s->task;
	size_t n = (size_t)t->n;

	s->found = NEW(s->mem, struct found, (size_t)s->limit + 1);
	s->copies = NEW(s->mem, struct cut_node, 2 * n);
	s->trees = NEW(s->mem, struct trees, n * n * (CUT_COLUMNS + 1));
	for (int from = 0; from < t->n; from++)
		for (int to = from; to < t->n; to++)
			for (int w = 1; w <= t->columns; w++)
				if (s->reached[w])
					trees_at(s, from, to, w)->node = NEW(
					    s->mem, struct cut_node, (size_t)s->beam);
}

const struct cut_node *
cut_best(struct arena *a, const struct cut_task *t, int *cost, long *tried)
{
	struct search s = {.task = t, .mem = a, .dear = t->lowest ? DEAR : 0};

	s.beam = larger(BEAM_LEAST, smaller(BEAM, WORK / t->n));
	s.best_cost = t->below;
	for (int i = 0; i < t->n; i++) {
		int lines;

		s.order[i] = i;
		s.tried_order[i] = -1;
		s.least[i] = least_cost(t, &t->item[i], &lines);
		s.limit += lines + CUT_GAP;
	}
	if (t->lines > 0)
		s.limit = smaller(s.limit, t->lines);
	reach(&s, t->columns);
	make_room(&s);
	try_orders(&s, 0, 0);
	*cost = s.best_cost;
	*tried = s.tried;
	return s.best;
}
