#include "base/test.h"
#include "content/issue.c" /* the .c: its statics are in reach */

static void
pages_as_editors_write_them(void **state)
{
	static const struct {
		const char *in, *page; /* "number|name|function", or the message */
	} cases[] = {
	    {"1 要闻: front", "1|要闻|front"},
	    {"1 要闻：front", "1|要闻|front"},
	    {"第2版 民生", "2|民生|news"},
	    {"2版 民生:news_wide", "2|民生|news_wide"},
	    {"1 要闻", "1|要闻|front"},
	    {"第１２版　副刊", "12|副刊|news"},
	    {"3　副刊: 读书: news", "3|副刊: 读书|news"},
	    {"3 -{zh-hans:软件;zh-hant:軟體}-", "3|-{zh-hans:软件;zh-hant:軟體}-|news"},
	    {"3 -{zh-hans:软件;zh-hant:軟體}-: news", "3|-{zh-hans:软件;zh-hant:軟體}-|news"},
	    {"要闻: front", "page-form 4:5 要闻: front"},
	    {"1: front", "page-form 4:5 1: front"},
	    {"0 要闻", "page-form 4:5 0 要闻"},
	    {"２０１ 要闻", "page-form 4:5 ２０１ 要闻"},
	    {"201 要闻", "page-form 4:5 201 要闻"},
	    {"99999999999 要闻", "page-form 4:5 99999999999 要闻"},
	    {"1 要闻: ../front", "page-function 4:5 ../front"},
	    {"", "page-form 4:5 "},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena a = {0};
		struct diag d;
		struct issue_page p;
		struct front_value v = {str_from(cases[i].in), {STR("issue.md"), 4, 5, 0}};

		diag_init(&d, &a);
		if (parse_page(&d, &v, &p))
			assert_str(str_fmt(&a, "%d|" STR_FMT "|" STR_FMT, p.number, STR_ARG(p.name),
					   STR_ARG(p.function)),
				   cases[i].page);
		else
			assert_str(test_messages(&a, &d), cases[i].page);
		arena_free(&a);
	}
}

static void
no_more_pages_than_a_paper_has(void **state)
{
	struct arena a = {0};
	struct out o = {.mem = &a};
	struct diag d;
	struct issue issue = {.file = STR("issue.md")};
	const struct source *src;
	struct front f;

	(void)state;
	diag_init(&d, &a);
	out_z(&o, "---\npages: 1 版");
	for (int i = 2; i <= PAGE_MAX + 2; i++)
		out_fmt(&o, ",%d 版", i);
	out_z(&o, "\n---\n");
	src = source_new(&a, &d, STR("issue.md"), out_text(&o));
	front_read(&a, &d, src, &f);
	read_pages(&a, &d, &f.entry[0], &issue);
	assert_int_equal(issue.npage, PAGE_MAX);
	assert_str(test_messages(&a, &d), "pages-many 2:1100 200");
	arena_free(&a);
}

static void
articles_stand_by_page_order_and_file(void **state)
{
	static const struct article in[] = {
	    {.file = STR_INIT("b.md"), .page = 1},
	    {.file = STR_INIT("a.md"), .page = 2, .order = 1, .has_order = true},
	    {.file = STR_INIT("c.md"), .page = 1, .order = 2, .has_order = true},
	    {.file = STR_INIT("a.md"), .page = 1},
	    {.file = STR_INIT("d.md"), .page = 1, .order = 1, .has_order = true},
	};
	static const char *const want[] = {"d.md", "c.md", "a.md", "b.md", "a.md"};
	const struct article *v[5];

	(void)state;
	for (size_t i = 0; i < 5; i++)
		v[i] = &in[i];
	qsort(v, 5, sizeof v[0], by_place);
	for (size_t i = 0; i < 5; i++)
		assert_str(v[i]->file, want[i]);
	assert_int_equal(v[4]->page, 2);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pages_as_editors_write_them),
	    cmocka_unit_test(no_more_pages_than_a_paper_has),
	    cmocka_unit_test(articles_stand_by_page_order_and_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
