#include "compose/even.c"

#include "compose/page_world.h"

/* The foot of the lowest line of text in what begins at X and is EM wide. */
static mpt
foot(const struct page *p, mpt x, int em)
{
	mpt y = 0;

	for (const struct part *part = p->first->first; part; part = part->next)
		for (const struct placed *l = part->first; l; l = l->next)
			if (l->kind == PLACED_LINE && x <= l->x && l->x < x + em * 9000 &&
			    l->y + l->h > y)
				y = l->y + l->h;
	return y;
}

/* Paragraphs of so many lines of 23 characters, each under a subhead but the first; 0: the end. */
static struct article *
story(struct world *w, const int *lines)
{
	struct article *art = article(w, "题", 1, 21 + 23 * (lines[0] - 1));

	for (int i = 1; lines[i]; i++) {
		add_para(w, art->body, NODE_HEADING, 5);
		add_para(w, art->body, NODE_PARA, 21 + 23 * (lines[i] - 1));
	}
	return art;
}

/* Lines under the subhead that is the last in the first text column. */
static int
lines_under_subhead(const struct page *p)
{
	mpt sub = 0, most = place_x(p, 2);
	int n = 0;

	for (const struct part *part = p->first->first; part; part = part->next)
		for (const struct placed *l = part->first; l; l = l->next) {
			if (l->x >= most || l->kind != PLACED_LINE)
				continue;
			n = part->role == ROLE_SUBHEAD ? 0 : n + (l->y > sub);
			sub = part->role == ROLE_SUBHEAD ? l->y : sub;
		}
	return n;
}

/* What stands in two columns of 23 characters, without a head. */
static struct module
two_columns(const struct article *art, int lines)
{
	struct module m = module(art, 0, 4, 0, lines, 2);

	m.headline.size = 0;
	return m;
}

static void
white_over_subheads_makes_columns_equal(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	/* 2, a subhead of 2, 2; the subhead after it has no room for a line, and opens the second
	 */
	struct article *art = story(w, (const int[]){2, 2, 6, 0});
	struct module m = two_columns(art, 7);
	struct module_fit f;

	page_story(p, &m, &f);
	assert_int_equal(f.overset, 0);
	assert_int_equal(foot(p, place_x(p, 0), 20), place_y(p, 7));
	assert_int_equal(foot(p, place_x(p, 2), 20), place_y(p, 7));
	assert_on_grid(p);
}

static void
what_the_last_column_lacks_is_shared(void **state)
{
	for (int lines = 31; lines <= 48; lines++) {
		struct world *w = *state;
		struct page *p = page(w, 1, SCRIPT_HANS);
		struct article *art = article(w, "题", 1, 11 * lines - 2);
		struct module m = module(art, 0, 6, 0, 0, 6);
		struct module_fit f;
		mpt least = p->grid->height, most = 0;

		m.headline.size = 0;
		page_story(p, &m, &f);
		assert_int_equal(f.overset, 0);
		for (int i = 0; i < 6; i++) {
			mpt y = foot(p, place_x(p, i), 11);

			least = y < least ? y : least;
			most = y > most ? y : most;
		}
		assert_int_equal(most, place_y(p, (lines + 5) / 6));
		assert_in_range(most - least, 0, p->grid->pitch);
		assert_on_grid(p);
	}
}

static void
lines_to_spare_save_a_subhead_from_one_line(void **state)
{
	static const struct {
		int lines, under;
	} cases[] = {{6, 1}, {7, 2}};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct world *w = *state;
		struct page *p = page(w, 1, SCRIPT_HANS);
		struct article *art = story(w, (const int[]){3, 5, 0});
		struct module m = two_columns(art, cases[i].lines);
		struct module_fit f;

		page_story(p, &m, &f);
		assert_int_equal(f.overset, 0);
		assert_int_equal(lines_under_subhead(p), cases[i].under);
	}
}

/* Four lines, four rows under the white over a table, five lines: the third row has no room. */
static void
a_table_stays_whole_where_there_is_room(void **state)
{
	for (int lines = 8; lines <= 9; lines++) {
		struct world *w = *state;
		struct page *p = page(w, 1, SCRIPT_HANS);
		struct article *art = article(w, "题", 1, 21 + 23 * 3);
		struct node *table = node_new(&w->mem, NODE_TABLE, (struct pos){0});
		struct module m = two_columns(art, lines);
		struct module_fit f;
		int rows = 0;

		for (int i = 0; i < 4; i++) {
			struct node *row = node_new(&w->mem, NODE_ROW, (struct pos){0});

			add_para(w, row, NODE_CELL, 3);
			node_append(table, row);
		}
		node_append(art->body, table);
		add_para(w, art->body, NODE_PARA, 21 + 23 * 4);
		page_story(p, &m, &f);
		assert_int_equal(f.overset, 0);
		for (const struct part *part = p->first->first; part; part = part->next)
			rows += part->role == ROLE_CELL && part->first->x < place_x(p, 2);
		assert_int_equal(rows, lines == 8 ? 2 : 4);
	}
}

/* Nine lines under the picture of eleven and 20 beside it: 6, a subhead of 2, 1 and 20. */
static void
a_picture_gives_a_line_for_it(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *art = story(w, (const int[]){6, 21, 0});
	struct module m = two_columns(art, 20);
	struct module_fit f;
	mpt image = 0;

	add_picture(w, art, "", "");
	m.npicture = 1;
	m.picture[0].columns = 1;
	m.picture[0].lines = 10;
	page_fit(p, &m, &f);
	assert_int_equal(f.overset + f.hole, 0);
	page_story(p, &m, &f);
	for (const struct part *part = p->first->first; part; part = part->next)
		if (part->first->kind == PLACED_IMAGE)
			image = part->first->h;
	assert_int_equal(image + 3000, 9 * 12750);
	assert_int_equal(lines_under_subhead(p), 2);
	assert_on_grid(p);
}

/* Two empty slots, of which the text that is placed has one. */
static void
what_is_placed_ends_where_it_does(void **state)
{
	struct slot slot[] = {
	    {.nline = 1}, {.role = ROLE_PARA}, {.role = ROLE_SUBHEAD}, {.nline = 1}};
	struct galley g = {.slot = slot, .n = 4};
	struct setting set = {.galley = &g};
	struct even e = {.set = &set, .end = 2};

	(void)state;
	assert_int_equal(next_start(&e, 0), 0);
	assert_int_equal(next_start(&e, 1), 2);
	assert_int_equal(next_start(&e, 2), 2);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(white_over_subheads_makes_columns_equal),
	    cmocka_unit_test(what_the_last_column_lacks_is_shared),
	    cmocka_unit_test(lines_to_spare_save_a_subhead_from_one_line),
	    cmocka_unit_test(a_table_stays_whole_where_there_is_room),
	    cmocka_unit_test(a_picture_gives_a_line_for_it),
	    cmocka_unit_test(what_is_placed_ends_where_it_does),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
