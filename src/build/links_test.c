#include "base/test.h"
#include "build/links.c"

static struct files_entry
file(const char *path, struct strs ids, struct verify_link *link, int nlink)
{
	return (struct files_entry){.path = str_from(path), .seen = {ids, link, nlink}};
}

/* A link in site/2024/1/index.html; broken: it leads nowhere. */
static const struct {
	const char *target;
	bool broken;
} cases[] = {
    {"", false},
    {"#b", false},
    {"#%62", false},
    {"#c", true},
    {"index.html", false},
    {"./", false},
    {".", false},
    {"../../", false},
    {"../..", false},
    {"../../index.html?x=1#top", false},
    {"../../#bottom", true},
    {"../kang%20jian/", false},
    {"../kang jian/#x", true},
    {"../kang%20jian", true},
    {"../../../print/a.css", false},
    {"../../../print/a.css#p", true},
    {"../../../print/a.pdf#page=2", false},
    {"../../../print/b.pdf#page=2", true},
    {"../../../../site/index.html", true},
    {"../../../", true},
    {"/index.html", true},
    {"/liu%20xi/", false},
    {"/liu%20xi/index.html#top", false},
    {"/liu%20xi/2024/1/", false},
    {"/liu%20xi/2024/", true},
    {"/liu%20xi", true},
    {"//liu%20xi/", true},
    {"nothing.html", true},
    {"index.html/", true},
};

static void
links_lead_to_files_and_ids(void **state)
{
	str ids[] = {STR("a"), STR("b"), STR("top")};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct diag d;
		struct verify_link link = {str_from(cases[i].target), 7};
		struct files_entry all[] = {
		    file("site/2024/kang jian/index.html", (struct strs){0}, NULL, 0),
		    file("site/2024/1/index.html", (struct strs){ids, 3}, &link, 1),
		    file("print/a.css", (struct strs){0}, NULL, 0),
		    file("print/a.pdf", (struct strs){0}, NULL, 0),
		    file("site/index.html", (struct strs){ids + 2, 1}, NULL, 0),
		};

		diag_init(&d, &a);
		links_check(&a, &d, STR("/liu%20xi/"), all, 5);
		if ((d.worst == DIAG_ERROR) != cases[i].broken)
			print_error("\"%s\"\n", cases[i].target);
		assert_str(test_messages(&a, &d),
			   cases[i].broken ? str_fmt(&a, "link-broken 7:0 %s", cases[i].target).p
					   : "");
		arena_free(&a);
	}
}

static void
two_things_in_one_file_are_reported(void **state)
{
	struct arena a = {0};
	struct diag d;
	struct files_entry all[] = {
	    file("a", (struct strs){0}, NULL, 0),
	    file("b", (struct strs){0}, NULL, 0),
	    file("a", (struct strs){0}, NULL, 0),
	};

	(void)state;
	diag_init(&d, &a);
	links_check(&a, &d, STR("/liu%20xi/"), all, 3);
	assert_str(test_messages(&a, &d), "out-twice 0:0");
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(links_lead_to_files_and_ids),
	    cmocka_unit_test(two_things_in_one_file_are_reported),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
