#include "base/test.h"
#include "emit/site_path.c" /* the .c: its statics are in reach */

static void
ways_lead_from_page_to_page(void **state)
{
	static const struct {
		const char *from, *to, *want;
	} cases[] = {
	    {"", "", "index.html"},
	    {"", "archive/", "archive/index.html"},
	    {"", "feed.xml", "feed.xml"},
	    {"archive/", "", "../index.html"},
	    {"2024-07-17/1/", "2024-07-17/", "../index.html"},
	    {"2024-07-17/1/", "2024-07-17/2/", "../2/index.html"},
	    {"2024-07-17/1/", "2024-07-17/1/", "index.html"},
	    {"2024-07-17/kang/", "2024-07-17/kangjian/", "../kangjian/index.html"},
	    {"hant/2024-07-17/1/", "2024-07-17/1/", "../../../2024-07-17/1/index.html"},
	    {"2024-07-17/1/", "hant/2024-07-17/1/", "../../hant/2024-07-17/1/index.html"},
	    {"hant/", "style.css", "../style.css"},
	    {"2024-07-17/1/", "2024-07-17/#honours", "../index.html#honours"},
	    {"", "#main", "index.html#main"},
	    {"2024-07-17/里/", "2024-07-17/弄/", "../弄/index.html"},
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_str(site_way(&a, str_from(cases[i].from), str_from(cases[i].to)),
			   cases[i].want);
	arena_free(&a);
}

static void
pictures_keep_their_place_below_the_issue(void **state)
{
	static const struct {
		const char *path, *want;
	} cases[] = {
	    {"content/2024-07-17/photo.jpg", "photo-jpg"},
	    {"content/2024-07-17/photo.png", "photo-png"},
	    {"content/2024-07-17/kangjian/a.b.jpg", "kangjian/a.b-jpg"},
	    {"content/2024-07-17/一 张,照片.jpg", "一-张-照片-jpg"},
	    {"content/2024-07-17/a%20\"b.jpg", "a-20-b-jpg"},
	    {"content/2024-07-17/none", "none"},
	    {"content/2024-07-17/v.1/none", "v.1/none"},
	    {"content/2023-06-07/photo.jpg", "content-2023-06-07-photo-jpg"},
	    {"content/2024-07-170/photo.jpg", "content-2024-07-170-photo-jpg"},
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_str(site_picture(&a, STR("content/2024-07-17"), str_from(cases[i].path)),
			   cases[i].want);
	arena_free(&a);
}

static void
pictures_are_never_enlarged(void **state)
{
	static const struct {
		int width;
		const char *want;
	} cases[] = {
	    {1, "1"},
	    {300, "300"},
	    {480, "480"},
	    {700, "480 700"},
	    {960, "480 960"},
	    {1000, "480 960 1000"},
	    {1440, "480 960 1440"},
	    {1500, "480 960 1500"},
	    {1620, "480 960 1620"},
	    {1621, "480 960 1440"},
	    {9000, "480 960 1440"},
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct out o = {.mem = &a};
		int w[SITE_SIZES], n = site_widths(cases[i].width, w);

		for (int k = 0; k < n; k++)
			out_fmt(&o, "%s%d", k ? " " : "", w[k]);
		assert_str(out_text(&o), cases[i].want);
	}
	arena_free(&a);
}

static void
addresses_hold_ascii_only(void **state)
{
	struct paper p = {.url = STR("https://example.org/"),
			  .edition = {SCRIPT_HANT, SCRIPT_HANS},
			  .nedition = 2};
	struct arena a = {0};

	(void)state;
	assert_str(site_address(&a, &p, SCRIPT_HANT, STR("2024-07-17/里 弄/")),
		   "https://example.org/2024-07-17/%E9%87%8C%20%E5%BC%84/");
	assert_str(site_address(&a, &p, SCRIPT_HANS, STR("archive/")),
		   "https://example.org/hans/archive/");
	p.url = (str){0};
	assert_str(site_address(&a, &p, SCRIPT_HANS, STR("archive/")), "");
	arena_free(&a);
}

static void
topics_have_one_path(void **state)
{
	static const struct {
		const char *name, *want;
	} cases[] = {
	    {"重阳", "tags/重阳/"},  {"３·15", "tags/3-15/"}, {" IT ", "tags/it/"},
	    {"a/../b", "tags/a-b/"}, {"..", "tags/-/"},	      {"《里弄》", "tags/里弄/"},
	    {"", "tags/-/"},
	};
	static const char long_name[] = "里里里里里里里里里里里里里里里里里里里里里里里里里里里里里"
					"里里里里里里里里里里里里里里里里";
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_str(site_topic(&a, TOPIC_TAG, str_from(cases[i].name)), cases[i].want);
	assert_str(site_topic(&a, TOPIC_AUTHOR, STR("周予安")), "authors/周予安/");
	assert_true(site_topic(&a, TOPIC_TAG, str_from(long_name)).n < 140);
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(ways_lead_from_page_to_page),
	    cmocka_unit_test(pictures_keep_their_place_below_the_issue),
	    cmocka_unit_test(pictures_are_never_enlarged),
	    cmocka_unit_test(addresses_hold_ascii_only),
	    cmocka_unit_test(topics_have_one_path),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
