#include "compose/page.c"

#include "compose/page_world.h"

static void
grids_are_whole_px(void **state)
{
	static const struct {
		enum print_size size;
		mpt width; /* of the type area */
	} sizes[] = {{PRINT_TABLOID, 639000}, {PRINT_BROADSHEET, 999000}, {PRINT_A4, 531000}};

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		const struct grid *g = grid_of(sizes[i].size);
		mpt width = (g->columns * (g->column_em + g->gutter_em) - g->gutter_em) * g->size;

		assert_int_equal(width, sizes[i].width);
		assert_int_equal(g->left % 750 + g->top % 750 + g->pitch % 750 + g->size % 750, 0);
		assert_true(abs(g->width - width - 2 * g->left) < 2 * 750);
		assert_true(abs(g->height - g->lines * g->pitch - 2 * g->top) < 2 * 750);
	}
}

static void
a_module_must_stand_on_free_grid(void **state)
{
	static const struct {
		int column, columns, line, lines;
	} bad[] = {{0, 7, 0, 20},  {-1, 2, 0, 20},	 {5, 2, 0, 20},	      {0, 2, 70, 20},
		   {0, 2, -1, 20}, {0, 0, 0, 20},	 {1, 2, 19, 20},      {0, 6, 0, 78},
		   {0, -5, 0, 20}, {INT32_MAX, 2, 0, 9}, {0, 2, INT32_MAX, 9}};
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *art = article(w, "题", 2, 100);
	struct module m = module(art, 0, 3, 0, 20, 2);
	struct module_fit f;

	page_story(p, &m, &f);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		m = module(art, bad[i].column, bad[i].columns, bad[i].line, bad[i].lines, 2);
		diag_init(&w->diag, &w->mem);
		page_story(p, &m, &f);
		assert_int_equal(w->diag.first->id, D_MODULE_PLACE);
		assert_ptr_equal(p->first, p->last);
	}
}

static void
every_story_stands_once_on_its_page(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *all[] = {article(w, "甲", 2, 100), article(w, "乙", 2, 100),
				 article(w, "丙", 2, 100), article(w, "丁", 2, 100)};
	struct module m = module(all[0], 0, 2, 0, 0, 1);
	struct module_fit f;

	all[3]->page = 2;
	w->issue.article = all;
	w->issue.narticle = 4;
	page_story(p, &m, &f);
	m = module(all[1], 2, 2, 0, 0, 1);
	m.headline.face = FACE_SONG_BOLD;
	page_story(p, &m, &f);
	m.column = 4;
	page_story(p, &m, &f);
	page_finish(p);
	assert_str(test_messages(&w->mem, &w->diag),
		   str_fmt(&w->mem,
			   "page-hole 0:0 1|%d|%d; placed-twice 2:1 乙|1|2; not-placed 2:1 丙|1",
			   78 - f.lines, 6 * 11 * (78 - f.lines))
		       .p);
	assert_str(p->last->id, "a-3"); /* ids are unique on the page */
}

static void
empty_lines_at_the_foot_are_counted(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);

	assert_int_equal(page_empty(p), 6 * 78);
	page_note(p, 0, 2, 0, 10); /* the issue has none */
	assert_int_equal(page_empty(p), 6 * 78);
	assert_non_null(place_block(p, BLOCK_NOTE, STR("x"), STR("x"), 0, 6, 0, 75));
	assert_int_equal(page_empty(p), 6 * 3);
	page_finish(p);
	assert_int_equal(w->diag.worst, DIAG_OK);
	assert_non_null(place_block(p, BLOCK_NOTE, STR("y"), STR("y"), 2, 1, 77, 1));
	assert_int_equal(page_empty(p), 5 * 3); /* what is empty above it is its layout's */
}

static void
a_missing_glyph_names_the_story(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *art = article(w, "题ก", 1, 10);
	struct module m = module(art, 0, 2, 0, 0, 1);
	struct module_fit f;

	page_story(p, &m, &f);
	assert_str(test_messages(&w->mem, &w->diag), "font-no-glyph 2:0 ก|U+0E01|hei-bold");
	assert_str(w->diag.first->at.file, "a.md");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(grids_are_whole_px),
	    cmocka_unit_test(a_module_must_stand_on_free_grid),
	    cmocka_unit_test(every_story_stands_once_on_its_page),
	    cmocka_unit_test(empty_lines_at_the_foot_are_counted),
	    cmocka_unit_test(a_missing_glyph_names_the_story),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
