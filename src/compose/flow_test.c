#include "compose/flow.c"

#include "compose/page_world.h"

/* Whether text of a paragraph stands under the first subhead, in its column. */
static bool
text_under_subhead(const struct page *p)
{
	const struct placed *sub = NULL;

	for (const struct part *part = p->first->first; part; part = part->next)
		for (const struct placed *l = part->first; l; l = l->next) {
			if (part->role == ROLE_SUBHEAD && !sub)
				sub = l;
			if (part->role == ROLE_PARA && sub && l->y > sub->y && l->x < sub->x)
				return true;
		}
	return false;
}

static void
the_least_height_holds_the_story(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	/* 23 characters a line: 21 + 23 + 23 + 3; ten paragraphs of 4 lines */
	struct article *art = article(w, "题", 10, 70);
	struct module m = module(art, 0, 2, 0, 0, 1);
	struct module_fit f, g;
	const struct page_galley *galley;

	page_fit(p, &m, &f);
	assert_int_equal(f.overset, 0);
	assert_int_equal(f.lines, f.head_lines + 40);
	assert_int_equal(f.hole, 0);
	galley = p->galleys;
	page_fit(p, &m, &g);
	assert_memory_equal(&f, &g, sizeof f);
	assert_ptr_equal(p->galleys, galley); /* it is kept */
	page_story(p, &m, &g);
	assert_memory_equal(&f, &g, sizeof f);
	assert_int_equal(w->diag.worst, DIAG_OK);
	assert_int_equal(p->first->lines, f.lines);
	assert_on_grid(p);
	m.columns = 3; /* 35 characters: 33 + 35 + 2 */
	page_fit(p, &m, &f);
	assert_int_equal(f.lines, f.head_lines + 30);
}

static void
columns_end_equal(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *art = article(w, "题", 1, 17 * 10 - 2); /* ten lines of 17 */
	struct module m = module(art, 0, 3, 0, 20, 2);
	struct module_fit f;
	mpt left = 0, right = 0;

	page_story(p, &m, &f);
	for (const struct placed *l = p->first->last->first; l; l = l->next)
		if (l->x < place_x(p, 0) + 18 * 9000)
			left = l->y;
		else
			right = l->y;
	assert_int_equal(left, right);
	assert_int_equal(f.hole, 2 * (20 - f.head_lines) - 10);
	assert_str(test_messages(&w->mem, &w->diag),
		   str_fmt(&w->mem, "hole 2:1 题|1|%d|%d", f.hole, f.room).p);
}

static void
overset_is_counted_in_lines_and_characters(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *art = article(w, "长文", 1, 21 + 23 * 9 + 5);
	struct module m = module(art, 0, 2, 0, 0, 1);
	struct module_fit f;

	page_fit(p, &m, &f);
	assert_int_equal(f.lines, f.head_lines + 11);
	m.lines = f.lines - 3;
	page_story(p, &m, &f);
	assert_int_equal(f.overset, 3);
	assert_int_equal(f.characters, 3 * 23);
	assert_str(test_messages(&w->mem, &w->diag), "overset 2:1 长文|1|3|69");
	assert_int_equal(diag_level(D_OVERSET), DIAG_ERROR);
}

/*
 * 35 characters of 9 pt are 30 of 10.5 pt; 20 lines of the grid 16 of 15.75 pt, and one more lets
 * them begin where those of a neighbour are.
 */
static void
text_may_be_larger_than_on_the_grid(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *art = article(w, "题", 1, 30 * 16 - 2);
	struct module m = module(art, 0, 3, 0, 0, 1);
	struct module_fit f;

	m.text_size = 10500;
	m.text_pitch = 15750;
	page_fit(p, &m, &f);
	assert_int_equal(f.lines, f.head_lines + (17 * 15750 - 750 + 12749) / 12750);
	assert_int_equal(f.overset + f.hole, 0);
	m.lines = f.lines - 4;
	page_fit(p, &m, &f);
	assert_int_equal(f.overset, 4);
	m.lines = 0;
	m.head_space = 3;
	page_story(p, &m, &f);
	assert_int_equal(f.lines, f.head_lines + 21);
	assert_on_grid(p);
	assert_int_equal(p->first->last->first->line.size, 10500);
	assert_int_equal(p->first->last->first->next->y - p->first->last->first->y, 15750);
}

/* Beside each other, under heads of any height, under pictures, and over 下转第2版. */
static void
larger_text_has_one_grid_on_a_page(void **state)
{
	struct world *w = *state;

	for (int i = 0; i < 20; i++) {
		struct page *p = page(w, 1, SCRIPT_HANS);
		struct module m = module(article(w, "题", 3, 250), 0, 3, i, 78 - i, 2);
		struct module_fit f;

		m.text_size = 10500;
		m.text_pitch = 15000;
		m.head_space = i % 7;
		m.picture[0].columns = m.npicture = i % 2;
		add_picture(w, (struct article *)m.article, i % 3 ? "图" : "", "");
		m.lines -= i % 4 ? 0 : 40;
		m.to_page = i % 4 ? 0 : 2;
		page_story(p, &m, &f);
		assert_int_equal(f.overset, 0);
		for (const struct part *part = p->first->first; part; part = part->next) {
			bool text = part->role == ROLE_PARA || part->role == ROLE_JUMP;

			for (const struct placed *l = part->first; text && l; l = l->next)
				assert_int_equal((l->y - place_y(p, 0)) % 15000, 0);
		}
		assert_on_grid(p);
	}
}

/* What has to fill its room needs no line more for a grid. */
static void
loose_text_keeps_no_grid(void **state)
{
	struct world *w = *state;
	struct module m = module(article(w, "题", 3, 400), 0, 3, 1, 0, 2);
	struct module_fit f;

	m.text_loose = 1;
	page_fit(page(w, 1, SCRIPT_HANS), &m, &f);
	assert_int_equal(f.lines, f.head_lines + (36 * 13500 + 12749) / 12750);
}

static void
no_subhead_ends_a_column_and_no_widow_opens_one(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *art = article(w, "题", 1, 21 + 23 * 8); /* nine lines */
	struct module m = module(art, 0, 4, 0, 0, 2);
	struct module_fit f;
	mpt y = 0;
	int down = 0;

	add_para(w, art->body, NODE_HEADING, 5);
	add_para(w, art->body, NODE_PARA, 21 + 23 * 7);
	page_story(p, &m, &f);
	for (const struct part *part = p->first->first; part; part = part->next)
		if (part->role == ROLE_SUBHEAD)
			y = part->first->y;
	assert_int_equal(y, place_y(p, f.head_lines)); /* at the top of the second column */

	p = page(w, 1, SCRIPT_HANS);
	art = article(w, "题", 1, 21 + 23 * 2); /* 3 lines, a subhead of 2, 5 lines: 5 and 5 */
	add_para(w, art->body, NODE_HEADING, 5);
	add_para(w, art->body, NODE_PARA, 21 + 23 * 4);
	m = module(art, 0, 4, 0, 0, 2);
	page_story(p, &m, &f);
	assert_true(text_under_subhead(p));

	p = page(w, 1, SCRIPT_HANS);
	art = article(w, "题", 1, 21 + 23 * 3 + 2); /* five lines, the last of two characters */
	add_para(w, art->body, NODE_PARA, 5);
	add_para(w, art->body, NODE_PARA, 5);
	m = module(art, 0, 4, 0, 0, 2);
	m.headline.size = 0;
	page_story(p, &m, &f);
	assert_int_equal(f.lines, 4);
	for (const struct placed *l = p->first->first->first; l; l = l->next)
		down += l->x < place_x(p, 1);
	assert_int_equal(down, 3); /* not 4 and the widow */
}

static const struct {
	int columns, text_columns;
	bool boxed;
	int measure;
} measures[] = {
    {1, 1, false, 11}, {2, 1, false, 23}, {3, 1, false, 35}, {3, 2, false, 17},
    {4, 3, false, 15}, {5, 4, false, 14}, {6, 5, false, 13}, {6, 4, false, 17},
    {6, 3, false, 23}, {6, 2, false, 35}, {2, 1, true, 21},  {6, 4, true, 16},
};

static void
columns_are_divided_evenly(void **state)
{
	struct world *w = *state;

	for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
		struct page *p = page(w, 1, SCRIPT_HANS);
		struct article *art = article(w, "题", 40, 150);
		struct module m = module(art, 0, measures[i].columns, 0, 0,
					 measures[i].text_columns);
		struct module_fit f;
		mpt widest = 0, right = place_x(p, 0) + place_width(p, m.columns);

		m.boxed = measures[i].boxed;
		m.lines = 78;
		page_story(p, &m, &f);
		for (const struct part *part = p->first->first; part; part = part->next)
			for (const struct placed *l = part->first; l; l = l->next) {
				if (part->role != ROLE_PARA)
					continue;
				widest = l->w > widest ? l->w : widest;
				assert_true(l->x + l->w <= right - (m.boxed ? 9000 : 0));
			}
		assert_int_equal(widest, measures[i].measure * 9000);
		assert_on_grid(p);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_least_height_holds_the_story),
	    cmocka_unit_test(columns_end_equal),
	    cmocka_unit_test(overset_is_counted_in_lines_and_characters),
	    cmocka_unit_test(text_may_be_larger_than_on_the_grid),
	    cmocka_unit_test(larger_text_has_one_grid_on_a_page),
	    cmocka_unit_test(loose_text_keeps_no_grid),
	    cmocka_unit_test(no_subhead_ends_a_column_and_no_widow_opens_one),
	    cmocka_unit_test(columns_are_divided_evenly),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
