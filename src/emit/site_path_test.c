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

/* A page that is shown anywhere leads on by whole paths, as the paper's url tells. */
static void
a_page_anywhere_begins_at_the_root(void **state)
{
	static const struct {
		const char *url, *path, *link, *other, *asset;
	} cases[] = {
	    {"", "archive/", "/hant/archive/index.html", "/archive/index.html", "/style.css"},
	    {"https://example.org/", "", "/hant/index.html", "/index.html", "/style.css"},
	    {"https://example.org/liuxi/", "", "/liuxi/hant/index.html", "/liuxi/index.html",
	     "/liuxi/style.css"},
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct paper paper = {.url = str_from(cases[i].url),
				      .edition = {SCRIPT_HANS, SCRIPT_HANT},
				      .nedition = 2};
		struct emit e = {.mem = &a, .paper = &paper, .edition = SCRIPT_HANT};
		struct site s = {.e = &e, .mem = &a, .here = STR("404.html"), .anywhere = true};
		str path = str_from(cases[i].path);

		assert_str(site_link(&s, &a, SCRIPT_HANT, path), cases[i].link);
		assert_str(site_link(&s, &a, SCRIPT_HANS, path), cases[i].other);
		assert_str(site_asset(&s, STR("style.css")), cases[i].asset);
		s.anywhere = false;
		assert_str(site_asset(&s, STR("style.css")), "../style.css");
		assert_str(site_link(&s, &a, SCRIPT_HANS, STR("")), "../index.html");
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
	    cmocka_unit_test(a_page_anywhere_begins_at_the_root),
	    cmocka_unit_test(addresses_hold_ascii_only),
	    cmocka_unit_test(topics_have_one_path),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
