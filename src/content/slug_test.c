#include "base/test.h"
#include "content/slug.c" /* the .c: its statics are in reach */

static void
names_become_slugs(void **state)
{
	static const struct {
		const char *in, *slug;
	} cases[] = {
	    {"kangjian", "kangjian"},
	    {"Xin_Kangle 2", "xin-kangle-2"},
	    {"康健街道", "kangjianjiedao"},
	    {"康健，街道", ""},
	    {"ａｂｃ", ""},
	    {"café", ""},
	    {"a.b", ""},
	    {"..", ""},
	    {"-a", ""},
	    {"", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena a = {0};

		assert_str(slug_from_name(&a, str_from(cases[i].in)), cases[i].slug);
		arena_free(&a);
	}
}

static void
titles_become_pinyin(void **state)
{
	struct arena a = {0};
	char longest[] = "街街街街街街街街街街街街街街街街街街街街街街街街街街街街街街";
	str s;

	(void)state;
	assert_str(slug_from_title(&a, STR("康健街道")), "kangjianjiedao");
	assert_str(slug_from_title(&a, STR("！？")), "");
	s = slug_from_title(&a, str_from(longest));
	assert_int_equal(s.n, SLUG_PINYIN_MAX);
	assert_true(slug_valid(s));
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names_become_slugs),
	    cmocka_unit_test(titles_become_pinyin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
