#include "compose/honours.c"

#include "compose/page_world.h"

/* Cells of each row, by the frame lines between them. */
static str
cells(struct world *w, const struct page *p)
{
	struct out o = {.mem = &w->mem};

	for (const struct part *part = p->first->first; part; part = part->next) {
		int down = 0;

		for (const struct placed *l = part->first; l; l = l->next)
			down += l->kind == PLACED_RULE && l->h > l->w;
		if (down)
			out_fmt(&o, "%d ", down + 1);
	}
	return out_text(&o);
}

static const struct honours_look four = {.across = 4, .percent = 100};

static int
least_lines(struct page *p, const struct honour_roll *r, int columns,
	    const struct honours_look *look)
{
	int equal;

	return page_honours_lines(p, r, columns, look, &equal);
}

static void
honours_stand_in_a_grid(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 4, SCRIPT_HANS);
	struct honour_roll *r = roll(w, 13);
	int lines = least_lines(p, r, 6, &four);

	r->sponsored = true;
	page_honours(p, r, &(struct honours_area){0, 6, 2, lines}, &four, 0);
	assert_int_equal(w->diag.worst, DIAG_OK);
	for (int i = 0; i < 13; i++)
		assert_true(
		    has(w, p, str_fmt(&w->mem, "|第%d家餐饮服务有限公司|荣获|邻里推荐", i + 1).p));
	assert_true(has(w, p, "广告"));
	assert_true(has(w, p, "证书编号：CFCP-1794276751"));
	assert_true(has(w, p, "主导服务：社区食堂、送餐上门"));
	assert_on_grid(p);
	assert_str(cells(w, p), "4 3 3 3 ");
	p = page(w, 4, SCRIPT_HANS);
	r = roll(w, 10);
	page_honours(p, r, &(struct honours_area){0, 6, 2, least_lines(p, r, 6, &four)}, &four, 0);
	assert_str(cells(w, p), "4 3 3 ");
}

/* The height of the highest row of cells without that of the lowest. */
static mpt
unequal(const struct page *p)
{
	mpt least = 0, most = 0;

	for (const struct part *part = p->first->first; part; part = part->next) {
		for (const struct placed *l = part->first; l; l = l->next) {
			if (l->kind != PLACED_RULE || l->h <= l->w)
				continue;
			least = least == 0 || l->h < least ? l->h : least;
			most = l->h > most ? l->h : most;
		}
	}
	return most - least;
}

static void
rows_are_equally_high_where_there_is_room(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 4, SCRIPT_HANS);
	struct honour_roll *r = roll(w, 12);
	int equal, least;

	r->entry[5].honours = (struct strs){NEW(&w->mem, str, 4), 4};
	for (int i = 0; i < 4; i++)
		r->entry[5].honours.v[i] = STR("邻里推荐星级服务单位");
	least = page_honours_lines(p, r, 6, &four, &equal);
	assert_true(least < equal);
	page_honours(p, r, &(struct honours_area){0, 6, 0, equal}, &four, 0);
	assert_true(unequal(p) <= PLACE_PX);
	p = page(w, 4, SCRIPT_HANS);
	page_honours(p, r, &(struct honours_area){0, 6, 0, least + 1}, &four, 0);
	assert_true(unequal(p) > PLACE_PX);
	assert_int_equal(w->diag.worst, DIAG_OK);
	assert_on_grid(p);
}

static void
a_roll_goes_on_in_whole_rows(void **state)
{
	struct world *w = *state;
	struct issue_page spec[2];
	struct page p[2];
	struct honour_roll *r;
	int lines;

	two_pages(w, p, SCRIPT_HANT, spec);
	r = roll(w, 30);
	lines = least_lines(&p[0], r, 6, &four);
	page_honours(&p[0], r, &(struct honours_area){0, 6, 0, lines / 2}, &four, 2);
	assert_int_equal(p[0].first->entries % 4, 0);
	assert_true(has(w, &p[0], "（下轉第2版）"));
	assert_int_equal(page_honours_left(&p[1], r), 30 - p[0].first->entries);
	lines = least_lines(&p[1], r, 6, &four);
	page_honours(&p[1], r, &(struct honours_area){0, 6, 3, lines}, &four, 0);
	assert_int_equal(p[1].first->entries, 30);
	assert_true(has(w, &p[1], "（上接第1版）"));
	for (int i = 0; i < 30; i++) {
		const char *name = str_fmt(&w->mem, "第%d家", i + 1).p;

		assert_true(has(w, &p[0], name) != has(w, &p[1], name));
	}
	assert_on_grid(&p[0]);
	assert_on_grid(&p[1]);
	pages_finish(p, 2);
	assert_int_equal(w->diag.worst, DIAG_OK);
	p[1].first = NULL;
	pages_finish(p, 2);
	assert_str(test_messages(&w->mem, &w->diag), "jump-lost 0:0 荣誉榜|1|2");
}

/* Entries of an honour stand together under its name, which is said again on the next page. */
static void
a_roll_is_grouped_by_honour(void **state)
{
	static str honours[] = {STR_INIT("诚信单位"), STR_INIT("星级单位")};
	static const struct honours_look grouped = {.across = 4, .percent = 120, .grouped = true};
	struct world *w = *state;
	struct issue_page spec[2];
	struct page p[2];
	struct honour_roll *r;
	int lines, entries = 0;

	two_pages(w, p, SCRIPT_HANS, spec);
	r = roll(w, 24);
	for (int i = 0; i < 24; i++)
		r->entry[i].honours = (struct strs){&honours[i % 2], 1};
	lines = least_lines(&p[0], r, 6, &grouped);
	page_honours(&p[0], r, &(struct honours_area){0, 6, 0, lines * 3 / 4}, &grouped, 2);
	entries = p[0].first->entries;
	assert_true(12 < entries && entries < 24);
	assert_true(has(w, &p[0], "诚信单位|第1家"));
	assert_true(has(w, &p[0], "星级单位|第2家"));
	lines = least_lines(&p[1], r, 6, &grouped);
	page_honours(&p[1], r, &(struct honours_area){0, 6, 3, lines}, &grouped, 0);
	assert_true(has(
	    w, &p[1],
	    str_fmt(&w->mem, "荣誉榜|（上接第1版）|星级单位|第%d家", 2 * (entries - 12) + 2).p));
	assert_false(has(w, &p[1], "诚信单位"));
	assert_int_equal(p[1].first->entries, 24);
	assert_on_grid(&p[0]);
	assert_on_grid(&p[1]);
	pages_finish(p, 2);
	assert_int_equal(w->diag.worst, DIAG_OK);
}

static void
honours_that_do_not_fit_are_counted(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 4, SCRIPT_HANT);
	struct honour_roll *r = roll(w, 12);
	int lines = least_lines(p, r, 6, &four);

	page_honours(p, r, &(struct honours_area){0, 6, 0, lines - 4}, &four, 0);
	assert_str(test_messages(&w->mem, &w->diag), "honours-overset 0:0 荣誉榜|4|4");
	assert_true(has(w, p, "證書編號：CFCP-1794276751"));
	page_honours(p, r, &(struct honours_area){0, 6, 40, lines}, &four, 0);
	pages_finish(p, 1);
	assert_str(test_messages(&w->mem, &w->diag),
		   "honours-overset 0:0 荣誉榜|4|4; placed-twice 0:0 荣誉榜|4|2");
}

/* Whether TEXT is a line of the page. */
static bool
is_line(const struct page *p, const char *text)
{
	for (const struct part *part = p->first->first; part; part = part->next)
		for (const struct placed *l = part->first; l; l = l->next)
			if (l->kind == PLACED_LINE && l->line.n == 1 &&
			    str_eq(l->line.piece[0].text, str_from(text)))
				return true;
	return false;
}

static void
names_are_broken_between_words(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 4, SCRIPT_HANS);
	struct honour_roll *r = roll(w, 4);
	const struct honours_look large = {.across = 4, .percent = 200};
	str honour = STR("信用中国守信激励单位");

	r->entry[0].organisation = STR("江苏洪宁食品有限公司");
	r->entry[0].honours = (struct strs){&honour, 1};
	page_honours(p, r, &(struct honours_area){0, 6, 0, 78}, &large, 0);
	assert_true(is_line(p, "食品有限公司"));
	assert_true(is_line(p, "守信激励单位"));
	r->entry[1].organisation = STR(
	    "上海申安门业有限公司"); /* 申, 安, 门, 业: no word has them */
	p = page(w, 4, SCRIPT_HANS);
	page_honours(p, r, &(struct honours_area){0, 6, 0, 78}, &large, 0);
	assert_true(is_line(p, "有限公司"));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(honours_stand_in_a_grid),
	    cmocka_unit_test(rows_are_equally_high_where_there_is_room),
	    cmocka_unit_test(a_roll_goes_on_in_whole_rows),
	    cmocka_unit_test(a_roll_is_grouped_by_honour),
	    cmocka_unit_test(honours_that_do_not_fit_are_counted),
	    cmocka_unit_test(names_are_broken_between_words),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
