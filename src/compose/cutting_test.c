#include "base/test.h"
#include "compose/cutting.c" /* the .c: its statics are in reach */

enum { LEAVES = 4, TREES = 200 /* of 4 leaves: 135 at most, with two ways to cut */ };

/* Items with at most one look in each width. */
struct bench {
	struct arena a;
	struct cut_leaf leaf[CUT_ITEMS][CUT_COLUMNS + 1];
	struct cut_item item[CUT_ITEMS];
	struct cut_task task;
};

static void
set_look(struct bench *b, int item, int width, int lines, int most, int cost)
{
	b->leaf[item][width] = (struct cut_leaf){lines, most, cost};
	b->item[item].looks[width] = (struct cut_looks){&b->leaf[item][width], 1};
}

static void
set_way(struct bench *b, int width, int left)
{
	struct cut_ways *w = &b->task.ways[width];

	w->left[w->n++] = left;
}

static void
begin(struct bench *b, int n, int columns, int lines)
{
	memset(b, 0, sizeof *b);
	b->task = (struct cut_task){
	    .item = b->item, .n = n, .columns = columns, .lines = lines, .below = CUT_ANY};
}

/* "(0 | 1) / 2": | stands between nodes side by side, / between those on top of each other. */
static void
show(struct out *o, const struct cut_node *n)
{
	if (!n->first) {
		out_fmt(o, "%d", n->item);
		return;
	}
	out_char(o, '(');
	show(o, n->first);
	out_str(o, n->stacked ? STR(" / ") : STR(" | "));
	show(o, n->second);
	out_char(o, ')');
}

static void
assert_best(struct bench *b, const char *tree, int cost)
{
	struct out o = {.mem = &b->a};
	int found;
	long tried;
	const struct cut_node *best = cut_best(&b->a, &b->task, &found, &tried);

	if (best)
		show(&o, best);
	else
		out_str(&o, STR("none"));
	assert_str(out_text(&o), tree);
	if (best)
		assert_int_equal(found, cost);
	arena_free(&b->a);
}

static void
nodes_of_one_height_stand_side_by_side(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, 2, 6, 30);
	set_way(&b, 6, 4);
	set_way(&b, 6, 3);
	set_look(&b, 0, 3, 30, 30, 0);
	set_look(&b, 1, 3, 30, 30, 0);
	assert_best(&b, "(0 | 1)", 100); /* 碰题 */
	set_look(&b, 0, 4, 30, 30, 0);
	set_look(&b, 1, 2, 30, 30, 99);
	assert_best(&b, "(0 | 1)", 99); /* 4 and 2 */
	/* the lower one can grow by two of four lines */
	set_look(&b, 1, 2, 26, 28, 0);
	assert_best(&b, "(0 | 1)", 100);
	begin(&b, 2, 6, 30);
	set_way(&b, 6, 4);
	set_look(&b, 0, 4, 30, 30, 0);
	set_look(&b, 1, 2, 26, 28, 0);
	assert_best(&b, "(0 | 1)", 4 * 2 * 5 + 2 * 2 * 30);
	/* by two of seven: a hole */
	set_look(&b, 0, 4, 30, 30, 0);
	set_look(&b, 1, 2, 23, 25, 0);
	assert_best(&b, "(0 | 1)", 7 * 2 * 5 + 5 * 2 * 30 + 2 * 400);
}

static void
what_is_left_at_the_foot_costs(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, 1, 6, 30);
	set_look(&b, 0, 6, 20, 28, 7);
	assert_best(&b, "0", 7 + 10 * 3 + 2 * 40);
	b.task.lines = 19;
	assert_best(&b, "none", 0);
	b.task.lowest = true;
	b.task.lines = 0;
	assert_best(&b, "0", 20);
}

static void
an_item_moves_up_where_that_is_better(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, 3, 6, 41);
	set_way(&b, 6, 4);
	set_look(&b, 0, 4, 20, 20, 0);
	set_look(&b, 1, 6, 20, 20, 0);
	set_look(&b, 2, 2, 20, 20, 0);
	assert_best(&b, "((0 | 2) / 1)", 40);
	b.task.below = 41;
	assert_best(&b, "((0 | 2) / 1)", 40);
	b.task.below = 40;
	assert_best(&b, "none", 0);
	/* the lead stays where it is */
	begin(&b, 2, 6, 41);
	set_way(&b, 6, 4);
	set_look(&b, 0, 2, 20, 20, 0);
	set_look(&b, 1, 4, 20, 20, 0);
	assert_best(&b, "none", 0);
}

static void
three_on_top_of_each_other_are_one_tree(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, 3, 6, 62);
	for (int i = 0; i < 3; i++)
		set_look(&b, i, 6, 20, 20, 0);
	assert_best(&b, "(0 / (1 / 2))", 0);
}

/* -- against a search that keeps all trees ------------------------------------------ */

struct slow {
	const struct cut_task *task;
	int order[LEAVES];
	bool any;
	int best, moved;
};

static void
slow_done(struct slow *s, const struct cut_node *n)
{
	const struct cut_task *t = s->task;
	int cost = n->cost + s->moved + (t->lines - n->lines) * FOOT +
		   larger(0, t->lines - n->most) * FOOT_STAYS;

	if (n->lines <= t->lines && (!s->any || cost < s->best)) {
		s->any = true;
		s->best = cost;
	}
}

/* All trees of FROM to TO in WIDTH, into OUT; how many. */
static int
slow_trees(struct slow *s, struct arena *a, int from, int to, int width, struct cut_node **out)
{
	const struct cut_ways *ways = &s->task->ways[width];
	struct search names = {.task = s->task};
	struct cut_node *x, *y, *all = NEW(a, struct cut_node, TREES);
	int n = 0;

	memcpy(names.order, s->order, sizeof s->order);
	if (from == to && s->task->item[s->order[from]].looks[width].n > 0)
		all[n++] = make_leaf(&names, from, width, 0);
	for (int cut = from; cut < to; cut++)
		for (int w = -1; w < ways->n; w++) {
			int left = w < 0 ? width : ways->left[w],
			    right = w < 0 ? width : width - left;
			int nx = slow_trees(s, a, from, cut, left, &x),
			    ny = slow_trees(s, a, cut + 1, to, right, &y);

			for (int i = 0; i < nx; i++)
				for (int k = 0; k < ny; k++)
					all[n++] = w < 0 ? make_stack(&x[i], &y[k])
							 : make_beside(&x[i], &y[k]);
		}
	*out = all;
	return n;
}

static void
slow_orders(struct slow *s, int at)
{
	int n = s->task->n;

	if (at == n) {
		struct arena a = {0};
		struct cut_node *all;
		int count = slow_trees(s, &a, 0, n - 1, s->task->columns, &all);

		for (int i = 0; i < count; i++)
			slow_done(s, &all[i]);
		arena_free(&a);
		return;
	}
	for (int i = at; i < n; i++) {
		int item = s->order[i];

		if (at == 0 && i > 0)
			break;
		memmove(&s->order[at + 1], &s->order[at], (size_t)(i - at) * sizeof item);
		s->order[at] = item;
		s->moved += MOVED * (i - at);
		slow_orders(s, at + 1);
		s->moved -= MOVED * (i - at);
		memmove(&s->order[at], &s->order[at + 1], (size_t)(i - at) * sizeof item);
		s->order[i] = item;
	}
}

/*
 * Only the cheapest tree of each height is kept, which may lose the best by what it can grow: with
 * leaves that cannot, by corners at most. So the search is never better than all trees, and no
 * worse than that by a head for each place two nodes meet.
 */
static void
nothing_better_is_missed(void **state)
{
	uint32_t seed = 7;

	(void)state;
	for (int round = 0; round < 60; round++) {
		struct bench b;
		struct slow slow = {.task = &b.task};
		int n = 2 + round % 3, cost;
		long tried;
		const struct cut_node *best;

		begin(&b, n, 6, 60);
		set_way(&b, 6, 4);
		set_way(&b, 6, 3);
		set_way(&b, 4, 2);
		for (int i = 0; i < n; i++) {
			slow.order[i] = i;
			for (int w = 2; w <= 6; w++) {
				int lines;

				seed = seed * 1664525u + 1013904223u;
				lines = 10 + (int)(seed >> 28) + (6 - w) * 3;
				if (w != 5)
					set_look(&b, i, w, lines, lines, (int)(seed >> 20 & 63));
			}
		}
		best = cut_best(&b.a, &b.task, &cost, &tried);
		slow_orders(&slow, 0);
		assert_int_equal(best != NULL, slow.any);
		if (best) {
			assert_true(slow.best <= cost);
			assert_true(cost <= slow.best + (n - 1) * HEADS);
		}
		arena_free(&b.a);
	}
}

static void
many_items_are_searched_too(void **state)
{
	struct bench b;
	int cost;
	long tried;

	(void)state;
	begin(&b, CUT_ITEMS, 8, 1000);
	set_way(&b, 8, 4);
	set_way(&b, 4, 2);
	for (int i = 0; i < CUT_ITEMS; i++)
		for (int w = 2; w <= 8; w += 2)
			set_look(&b, i, w, 40 / w, 50 / w, 0);
	assert_non_null(cut_best(&b.a, &b.task, &cost, &tried));
	assert_true(tried > 1000);
	arena_free(&b.a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(nodes_of_one_height_stand_side_by_side),
	    cmocka_unit_test(what_is_left_at_the_foot_costs),
	    cmocka_unit_test(an_item_moves_up_where_that_is_better),
	    cmocka_unit_test(three_on_top_of_each_other_are_one_tree),
	    cmocka_unit_test(nothing_better_is_missed),
	    cmocka_unit_test(many_items_are_searched_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
