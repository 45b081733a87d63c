#include "compose/furniture.c"

#include "compose/page_world.h"

static const struct placed *
find_label(const struct page *p, const char *text)
{
	for (const struct part *part = p->first->first; part; part = part->next)
		if (part->first->kind == PLACED_LINE &&
		    str_eq(part->first->line.piece[0].text, str_from(text)))
			return part->first;
	return NULL;
}

static void
the_papers_own_space_closes_a_hole_of_any_size(void **state)
{
	struct world *w = *state;

	for (int lines = 1; lines < 70; lines += 7) {
		for (int columns = 1; columns <= 6; columns++) {
			struct page *p = page(w, 2, SCRIPT_HANS);

			page_house(p, 0, columns, 3, lines);
			assert_int_equal(w->diag.worst, DIAG_OK);
			if (lines > 5 && columns > 1)
				assert_true(has(w, p, "汀浦晚报"));
			if (lines > 5)
				assert_on_grid(p);
		}
	}
}

static void
an_ear_stands_beside_the_masthead(void **state)
{
	static str lines[] = {STR_INIT("今日天气"), STR_INIT("晴到多云 12℃到19℃"),
			      STR_INIT("偏北风3到4级")};
	static struct pos at[3];
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);

	page_masthead(p, 0, 4, 9);
	page_ear(p, 4, 2, 8); /* the issue has none */
	w->issue.ear = (struct strs){lines, 3};
	w->issue.ear_at = at;
	page_ear(p, 4, 2, 8);
	assert_true(has(w, p, "今日天气|晴到多云 12℃到19℃|偏北风3到4级"));
	assert_int_equal(w->diag.worst, DIAG_OK);
	assert_on_grid(p);
	page_ear(p, 4, 2, 8); /* it is covered */
	assert_int_equal(w->diag.worst, DIAG_ERROR);
	p = page(w, 1, SCRIPT_HANS);
	w->issue.ear = (struct strs){lines, 3};
	w->issue.ear_at = at;
	page_ear(p, 4, 2, 3);
	assert_str(test_messages(&w->mem, &w->diag), "ear-long 0:0");
}

static void
the_masthead_names_the_paper_and_the_day(void **state)
{
	static const char *const hans[] = {"汀浦晚报",
					   "社区版",
					   "总第128期",
					   "今日4版",
					   "2024年7月17日",
					   "星期三",
					   "农历甲辰年六月十二",
					   "国内统一连续出版物号 CN99-0101",
					   "主管主办",
					   "出版",
					   "三十二条里弄，一张报纸"};
	static const char *const hant[] = {"總第128期", "農曆甲辰年六月十二",
					   "國內統一連續出版物號", "主管主辦"};
	struct world *w = *state;

	for (int columns = 3; columns <= 6; columns++) {
		struct page *p = page(w, 1, SCRIPT_HANS);

		page_masthead(p, 0, columns, 10);
		for (size_t i = 0; i < sizeof hans / sizeof *hans; i++)
			assert_true(has(w, p, hans[i]));
		assert_on_grid(p);
		p = page(w, 1, SCRIPT_HANT);
		page_masthead(p, 0, columns, 10);
		for (size_t i = 0; i < sizeof hant / sizeof *hant; i++)
			assert_true(has(w, p, hant[i]));
	}
}

static void
the_folio_has_its_number_at_the_outer_edge(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 3, SCRIPT_HANS);

	page_folio(p, 2);
	assert_true(find_label(p, "第3版")->x > place_x(p, 5));
	assert_true(has(w, p, "2024年7月17日 星期三　责任编辑 沈若禾"));
	assert_on_grid(p);
	p = page(w, 2, SCRIPT_HANT);
	page_folio(p, 1);
	assert_int_equal(find_label(p, "第2版")->x, place_x(p, 0));
	assert_true(has(w, p, "責任編輯 沈若禾"));
}

static void
the_note_stands_in_a_box(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct node *note = node_new(&w->mem, NODE_DOCUMENT, (struct pos){0});
	int lines;

	w->issue.note = note;
	assert_int_equal(page_note_lines(p, 2), 0);
	page_note(p, 0, 2, 0, 10);
	assert_null(p->first);
	p = page(w, 1, SCRIPT_HANS);
	w->issue.note = note;
	add_para(w, note, NODE_PARA, 17 + 19 * 3);
	lines = page_note_lines(p, 2);
	assert_int_equal(lines, 4 + 2);
	page_note(p, 0, 2, 0, lines);
	assert_true(has(w, p, "编者按"));
	assert_int_equal(w->diag.worst, DIAG_OK);
	assert_on_grid(p);
	page_note(p, 2, 2, 0, lines - 1);
	assert_str(test_messages(&w->mem, &w->diag), "overset 0:0 编者按|1|1|19");
}

/* A note of a line is hardly higher than its name. */
static void
white_letters_are_large_enough(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	int white = 0;

	w->issue.note = node_new(&w->mem, NODE_DOCUMENT, (struct pos){0});
	add_para(w, w->issue.note, NODE_PARA, 9);
	page_masthead(p, 0, 6, 9);
	page_note(p, 0, 6, 20, page_note_lines(p, 6));
	for (const struct block *b = p->first; b; b = b->next)
		for (const struct part *part = b->first; part; part = part->next)
			for (const struct placed *l = part->first; l; l = l->next) {
				if (l->kind != PLACED_LINE || !l->reversed)
					continue;
				assert_true(l->line.size >= PLACE_WHITE_LEAST);
				white++;
			}
	assert_int_equal(white, 1 + 3);
	assert_on_grid(p);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_papers_own_space_closes_a_hole_of_any_size),
	    cmocka_unit_test(an_ear_stands_beside_the_masthead),
	    cmocka_unit_test(the_masthead_names_the_paper_and_the_day),
	    cmocka_unit_test(the_folio_has_its_number_at_the_outer_edge),
	    cmocka_unit_test(the_note_stands_in_a_box),
	    cmocka_unit_test(white_letters_are_large_enough),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
