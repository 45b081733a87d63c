#include "compose/inspect.c"

#include "compose/page_world.h"

static void
white_between_modules_is_told(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);

	place_block(p, BLOCK_NOTE, STR("x"), STR("x"), 0, 2, 0, 40);
	place_block(p, BLOCK_NOTE, STR("y"), STR("y"), 2, 4, 0, 35);
	place_block(p, BLOCK_NOTE, STR("z"), STR("z"), 0, 6, 41, 37);
	page_finish(p);
	assert_str(test_messages(&w->mem, &w->diag), "page-gap 0:0 1|3|36|6");
}

static void
heads_side_by_side_differ(void **state)
{
	static const struct {
		mpt size;
		enum face face;
		int column, line; /* of the second story */
		bool clash;
	} seconds[] = {
	    {24000, FACE_HEI_BOLD, 3, 0, true},	  {22000, FACE_HEI_BOLD, 3, 0, true},
	    {18000, FACE_HEI_BOLD, 3, 0, false},  {24000, FACE_SONG_BOLD, 3, 0, false},
	    {24000, FACE_HEI_BOLD, 3, 10, false}, {24000, FACE_HEI_BOLD, 4, 0, false},
	};

	for (size_t i = 0; i < sizeof seconds / sizeof *seconds; i++) {
		struct world *w = *state;
		struct page *p = page(w, 1, SCRIPT_HANS);
		struct article *one = article(w, "甲", 3, 40), *two = article(w, "乙", 3, 40);
		struct module m = module(one, 0, 3, 0, 0, 1);
		struct module_fit f;

		two->slug = STR("b");
		page_fit(p, &m, &f);
		m.lines = f.lines;
		page_story(p, &m, &f);
		m = module(two, seconds[i].column, 6 - seconds[i].column, seconds[i].line, 0, 1);
		m.headline.size = seconds[i].size;
		m.headline.face = seconds[i].face;
		page_fit(p, &m, &f);
		m.lines = f.lines;
		page_story(p, &m, &f);
		assert_int_equal(f.headline, seconds[i].size);
		place_block(p, BLOCK_NOTE, STR("n"), STR("n"), 0, 6, 30, 48);
		diag_init(&w->diag, &w->mem);
		page_finish(p);
		assert_int_equal(
		    str_find(test_messages(&w->mem, &w->diag), STR("heads-clash 0:0 1|甲|乙")) >= 0,
		    seconds[i].clash);
	}
}

static void
a_note_or_roll_on_no_page_is_an_error(void **state)
{
	struct world *w = *state;
	struct node *note = node_new(&w->mem, NODE_DOCUMENT, (struct pos){0});
	struct page pages[] = {*page(w, 2, SCRIPT_HANS), *page(w, 2, SCRIPT_HANS)};

	pages_finish(pages, 2);
	assert_int_equal(w->diag.worst, DIAG_OK);
	add_para(w, note, NODE_PARA, 19);
	w->issue.note = note;
	roll(w, 3);
	page_honours(&pages[1], w->issue.roll, &(struct honours_area){0, 6, 0, 40},
		     &(struct honours_look){.across = 4, .percent = 100}, 0);
	pages_finish(pages, 2);
	assert_str(test_messages(&w->mem, &w->diag), "not-printed 0:0 编者按");
	page_note(&pages[1], 0, 2, 40, 9);
	pages_finish(pages, 2);
	pages_finish(&pages[0], 1);
	assert_str(test_messages(&w->mem, &w->diag),
		   "not-printed 0:0 编者按; not-printed 0:0 荣誉榜; not-printed 0:0 编者按");
	page(w, 2, SCRIPT_HANS);
	w->issue.note = note;
	page_note(&pages[0], 0, 2, 40, 9);
	pages_finish(pages, 2);
	assert_str(test_messages(&w->mem, &w->diag), "placed-twice 0:0 编者按|2|2");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(white_between_modules_is_told),
	    cmocka_unit_test(heads_side_by_side_differ),
	    cmocka_unit_test(a_note_or_roll_on_no_page_is_an_error),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
