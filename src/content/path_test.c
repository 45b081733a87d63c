#include "base/test.h"
#include "content/path.c" /* the .c: its statics are in reach */

static void
names_as_they_are_written(void **state)
{
	static const struct {
		const char *url, *path; /* NULL: not a path in here */
	} cases[] = {
	    {"photo.jpg", "photo.jpg"},
	    {"./图片/./a.jpg", "图片/a.jpg"},
	    {"图片\\a.jpg", "图片/a.jpg"},
	    {"%E5%9B%BE%20%E7%89%87.jpg", "图 片.jpg"},
	    {"a/../b.jpg", "b.jpg"},
	    {"../x/../../y.md", "../../y.md"},
	    {"100%.jpg", "100%.jpg"},
	    {"cafe\xCC\x81.jpg", "caf\xC3\xA9.jpg"},
	    {"/etc/passwd", NULL},
	    {"%2Fetc/passwd", NULL},
	    {"C:\\photo.jpg", NULL},
	    {"a%00.jpg", NULL},
	    {"a%0Ab.jpg", NULL},
	    {"a%FF.jpg", NULL},
	    {"%C0%AF.jpg", NULL},
	    {".", NULL},
	    {"", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena a = {0};
		str s = {0};

		if (path_clean(&a, str_from(cases[i].url), &s)) {
			assert_non_null(cases[i].path);
			assert_str(s, cases[i].path);
		} else {
			assert_null(cases[i].path);
		}
		arena_free(&a);
	}
}

static void
nothing_leads_out_of_content(void **state)
{
	struct arena a = {0};
	str s = {0};

	(void)state;
	assert_true(path_resolve(&a, STR("content/2031-05-06"), STR("../2031-05-07/b.md"), &s));
	assert_str(s, "content/2031-05-07/b.md");
	assert_false(path_resolve(&a, STR("content/2031-05-06"), STR("../../layouts/x"), &s));
	assert_false(path_resolve(&a, STR("content/2031-05-06"), STR("../../../x"), &s));
	assert_false(path_resolve(&a, STR("content"), STR("../content2/x"), &s));
	assert_false(path_resolve(&a, STR("content"), STR("../../content/x"), &s));
	arena_free(&a);
}

static void
parts_of_a_name(void **state)
{
	(void)state;
	assert_str(path_folder(STR("content/a/b.md")), "content/a");
	assert_str(path_folder(STR("b.md")), "");
	assert_str(path_name(STR("content/a/b.md")), "b.md");
	assert_str(path_extension(STR("b.tar.GZ")), "GZ");
	assert_str(path_extension(STR(".hidden")), "");
	assert_true(path_has_extension(STR("A.JPG"), STR("jpg")));
	assert_false(path_has_extension(STR("jpg"), STR("jpg")));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names_as_they_are_written),
	    cmocka_unit_test(nothing_leads_out_of_content),
	    cmocka_unit_test(parts_of_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
