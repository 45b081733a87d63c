#include "compose/head.c"

#include "compose/drawn.h"
#include "compose/page_world.h"

static void
heads_step_down_until_they_fit(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *art = article(w, "桨声桥又听得见脚步声了", 2, 100);
	struct module m = module(art, 0, 2, 0, 0, 1); /* 207 pt */
	struct module_fit f;
	const struct placed *l;

	m.kicker = (struct head_line){12000, FACE_HEI, SET_LEFT, 1, 0, GROUND_NONE};
	art->kicker = STR("停了427天");
	page_story(p, &m, &f);
	assert_int_equal(p->first->first->role, ROLE_KICKER);
	l = p->first->first->next->first;
	assert_null(l->next);
	assert_int_equal(l->line.size, 18000); /* the largest of 24, 22, 20 … for 11 characters */
	assert_int_equal(l->x, place_x(p, 0) + (207000 - 11 * 18000) / 2);
}

/* R25: from right to left in the first text column, the text below and beside them. */
static void
vertical_heads_stand_beside_the_text(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *art = article(w, "桨声桥通了", 4, 200);
	struct module m = module(art, 0, 3, 0, 30, 2); /* two columns of 17 */
	struct module_fit f;
	const struct part *part;
	const struct placed *kicker, *head;
	mpt axis = 0;

	m.headline = (struct head_line){24000, FACE_HEI_BOLD, SET_LEFT, 1, 20, GROUND_NONE};
	m.kicker = (struct head_line){12000, FACE_HEI, SET_LEFT, 1, 20, GROUND_NONE};
	art->kicker = STR("停了427天");
	page_story(p, &m, &f);
	assert_int_equal(f.head_lines, 0);
	assert_int_equal(p->first->first->role, ROLE_KICKER);
	kicker = p->first->first->first;
	head = p->first->first->next->first;
	/* 30 pt of the headline and 16.5 of the kicker, in the middle of 153 */
	axis = place_x(p, 0) + (153000 - 46500) / 2;
	assert_int_equal(head->x + 12000, axis + 15000);
	assert_int_equal(kicker->x + 6000, axis + 30000 + 8250);
	assert_int_equal(head->y, drawn_px(place_y(p, 0) + 1500 + 24000 * 88 / 100));
	assert_int_equal(head->next->y - head->y, 24000);
	/* 120 pt are 10 lines, and one stays white */
	part = p->first->first->next->next;
	assert_int_equal(part->role, ROLE_PARA);
	assert_int_equal(part->first->y, place_y(p, 11));
	assert_true(has(w, p, "停了427天|桨声桥通了|一二三"));
}

/* A headline wider than a column of text stands over two. */
static void
vertical_heads_take_as_many_columns_as_they_need(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *art = article(w, "桨声桥通了 又听得见", 4, 200);
	struct module m = module(art, 0, 3, 0, 60, 3); /* three columns of 11: 99 pt */
	struct module_fit f;

	m.headline = (struct head_line){48000, FACE_HEI_BOLD, SET_LEFT, 2, 25, GROUND_NONE};
	page_story(p, &m, &f);
	assert_int_equal(p->first->first->first->line.size, 48000);
	/* 240 pt are 19 lines */
	assert_int_equal(p->first->first->next->first->y, place_y(p, 20));
	assert_int_equal(f.overset, 0);
}

static void
heads_part_no_word_if_a_smaller_size_helps(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	/* at 24 pt 8 characters a line: 十六家单位，是邻|居一票一票推荐的 */
	struct article *art = article(w, "十六家单位，是邻居一票一票推荐的", 2, 100);
	struct module m = module(art, 0, 2, 0, 0, 1);
	struct module_fit f;

	m.headline.max_lines = 2;
	page_story(p, &m, &f);
	assert_int_equal(p->first->first->first->line.size, 20000);
	assert_true(has(w, p, "十六家单位，是邻居一票一票推荐的"));
	assert_str(p->first->first->first->next->line.piece[0].text, "是邻居一票一票推荐的");
}

static void
heads_are_broken_between_words(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	/* at 24 pt 8 characters a line, and no mark to break at */
	struct article *art = article(w, "青年夜校第二季下周二开课", 2, 100);
	struct module m = module(art, 0, 2, 0, 0, 1);
	struct module_fit f;

	m.headline.max_lines = 2;
	page_story(p, &m, &f);
	assert_int_equal(p->first->first->first->line.size, 24000);
	assert_str(p->first->first->first->next->line.piece[0].text, "下周二开课");
}

/* White on black, and black on grey where white letters would be too small. */
static void
heads_stand_on_grounds(void **state)
{
	static const struct {
		enum ground ground;
		mpt size;
		int tint;
		bool reversed;
		const char *message;
	} cases[] = {{GROUND_NONE, 24000, 0, false, ""},
		     {GROUND_GREY, 24000, 12, false, ""},
		     {GROUND_BLACK, 24000, 100, true, ""},
		     {GROUND_BLACK, 10000, 100, true, ""},
		     {GROUND_BLACK, 9500, 12, false, "white-small 2:1 青年夜校开课|1|9.5"}};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct world *w = *state;
		struct page *p = page(w, 1, SCRIPT_HANS);
		struct article *art = article(w, "青年夜校开课", 2, 70);
		struct module m = module(art, 0, 2, 0, 0, 1);
		const struct placed *box, *line;
		struct module_fit f;

		m.headline.size = cases[i].size;
		m.headline.ground = cases[i].ground;
		page_story(p, &m, &f);
		box = p->first->first->first;
		line = cases[i].tint ? p->first->first->next->first : box;
		assert_int_equal(line->reversed, cases[i].reversed);
		assert_int_equal(line->kind, PLACED_LINE);
		assert_on_grid(p);
		assert_str(test_messages(&w->mem, &w->diag), cases[i].message);
		if (cases[i].tint == 0)
			continue;
		assert_int_equal(box->kind, PLACED_BOX);
		assert_int_equal(box->tint, cases[i].tint);
		assert_int_equal(box->w, 23 * 9000);
		assert_true(box->y < line->y && box->y + box->h > line->y + line->h);
		assert_true(box->y + box->h < place_y(p, f.head_lines));
	}
}

static void
what_a_press_would_not_print_is_told(void **state)
{
	static const struct {
		const char *title;
		mpt size;
		int vertical;
		enum ground ground;
		const char *message;
	} cases[] = {
	    {"青年夜校开课", 24000, 0, GROUND_NONE, ""},
	    {"青年夜校开课", 24000, 20, GROUND_NONE, ""},
	    {"青年夜校开课", 24000, 20, GROUND_BLACK, "ground-upright 2:1 青年夜校开课|1"},
	    {"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十",
	     9000, 0, GROUND_NONE,
	     "type-small 2:1 "
	     "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十|1|5."
	     "5"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct world *w = *state;
		struct page *p = page(w, 1, SCRIPT_HANS);
		struct module m = module(article(w, cases[i].title, 2, 200), 0, 2, 0, 0, 2);
		struct module_fit f;

		m.headline.size = cases[i].size;
		m.headline.vertical = cases[i].vertical;
		m.headline.ground = cases[i].ground;
		page_story(p, &m, &f);
		assert_str(test_messages(&w->mem, &w->diag), cases[i].message);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(heads_step_down_until_they_fit),
	    cmocka_unit_test(vertical_heads_stand_beside_the_text),
	    cmocka_unit_test(vertical_heads_take_as_many_columns_as_they_need),
	    cmocka_unit_test(heads_part_no_word_if_a_smaller_size_helps),
	    cmocka_unit_test(heads_are_broken_between_words),
	    cmocka_unit_test(heads_stand_on_grounds),
	    cmocka_unit_test(what_a_press_would_not_print_is_told),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
