#include "base/test.h"
#include "build/links.c"

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
    {"nothing.html", true},
    {"index.html/", true},
};

enum { FILES = 5 };

/* File I of a site, in which number 1 has the link. */
static void
write_file(struct files *f, int i, const char *target)
{
	static const char *const names[FILES] = {"site/2024/kang jian/index.html",
						 "site/2024/1/index.html", "print/a.css",
						 "print/a.pdf", "site/index.html"};
	static const char *const texts[FILES] = {
	    "<html></html>",
	    "<html>\n<a id=\"a\" /><a id=\"b\" /><a id=\"top\" />\n\n\n\n\n<a href=\"", "", "%PDF",
	    "<html id=\"top\"></html>"};
	struct arena a = {0};
	str text = i == 1 ? str_fmt(&a, "%s%s\" /></html>", texts[i], target) : str_from(texts[i]);

	assert_true(files_write(f, str_from(names[i]), text));
	arena_free(&a);
}

/* As the parent has it: written by a worker, sent, read. */
static struct links
found(struct arena *a, const struct files *f)
{
	struct links l = links_find(a, STR("/liu%20xi/"), f), read = {0};
	struct out o = {.mem = a};
	struct code to = {.out = &o, .ok = true}, from = {.mem = a, .ok = true};

	links_code(&to, &l);
	from.in = out_text(&o);
	links_code(&from, &read);
	assert_true(from.ok && from.in.n == 0);
	return read;
}

/* All files made by one worker, or each by one of its own. */
static str
checked(struct arena *a, const char *target, bool apart)
{
	struct diag d;
	struct files *f = NULL;
	struct links l[FILES];
	const struct links *all[FILES];
	int n = 0;

	diag_init(&d, a);
	for (int i = 0; i < FILES; i++) {
		if (!f || apart)
			f = files_new(a, &d, -1);
		write_file(f, i, target);
		if (apart || i == FILES - 1) {
			l[n] = found(a, f);
			all[n] = &l[n];
			n++;
		}
	}
	links_check(a, &d, all, n);
	return str_from(test_messages(a, &d).p);
}

static void
links_lead_to_files_and_ids(void **state)
{
	(void)state;
	for (size_t i = 0; i < 2 * sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		const char *target = cases[i / 2].target;
		str want = cases[i / 2].broken ? str_fmt(&a, "link-broken 7:0 %s", target)
					       : STR("");
		str said = checked(&a, target, i % 2);

		if (!str_eq(said, want))
			fail_msg("\"%s\" gives " STR_FMT, target, STR_ARG(said));
		arena_free(&a);
	}
}

static void
two_things_in_one_file_are_reported(void **state)
{
	struct arena a = {0};
	struct diag d;
	struct links_file file[] = {{.path = STR("a")}, {.path = STR("b")}, {.path = STR("a")}};
	struct links one = {.file = file, .nfile = 2}, two = {.file = file + 2, .nfile = 1};

	(void)state;
	diag_init(&d, &a);
	links_check(&a, &d, (const struct links *[]){&one, &two}, 2);
	assert_str(test_messages(&a, &d), "out-twice 0:0");
	arena_free(&a);
}

/* A link that is broken in several places is told of each. */
static void
every_place_is_reported(void **state)
{
	static const str pages[] = {STR_INIT("site/1/index.html"), STR_INIT("site/2/index.html")};
	struct arena a = {0};
	struct diag d;
	struct files *f;
	struct links l;

	(void)state;
	diag_init(&d, &a);
	f = files_new(&a, &d, -1);
	for (int i = 0; i < 2; i++)
		assert_true(files_write(
		    f, pages[i], STR("<html><a href=\"../x\" />\n<a href=\"../x\" /></html>")));
	l = found(&a, f);
	assert_int_equal(l.nto, 1);
	links_check(&a, &d, (const struct links *[]){&l}, 1);
	assert_str(test_messages(&a, &d), "link-broken 1:0 ../x; link-broken 2:0 ../x; "
					  "link-broken 1:0 ../x; link-broken 2:0 ../x");
	arena_free(&a);
}

/* Pages with one link, to TARGET: all of one worker, or each of one of its own. */
static str
said_of_pages(struct arena *a, const char *target, bool apart)
{
	static const str pages[] = {
	    STR_INIT("site/a/1/index.html"), STR_INIT("site/a/2/index.html"),
	    STR_INIT("site/b/1/index.html"), STR_INIT("site/a/x/index.html"),
	    STR_INIT("site/index.html"),     STR_INIT("site/a/1/y.html")};
	enum { PAGES = sizeof pages / sizeof *pages };
	str text = str_fmt(a, "<html><a href=\"%s\" /></html>", target);
	struct files *f = NULL;
	struct links l[PAGES];
	const struct links *job[PAGES];
	struct diag d;
	int n = 0;

	diag_init(&d, a);
	for (int i = 0; i < PAGES; i++) {
		if (apart || i == 0)
			f = files_new(a, &d, -1);
		assert_true(files_write(f, pages[i], text));
		if (apart || i == PAGES - 1) {
			l[n] = found(a, f);
			job[n] = &l[n];
			n++;
		}
	}
	links_check(a, &d, job, n);
	return test_messages(a, &d);
}

static void
what_pages_share_leads_from_each(void **state)
{
	static const char *const targets[] = {
	    "../x/",  "../1/index.html",  "../../a/x/",	      "../y.html",
	    "y.html", "../../index.html", "../a/2/index.html"};

	(void)state;
	for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
		struct arena a = {0};

		assert_str(said_of_pages(&a, targets[i], true),
			   str_z(&a, said_of_pages(&a, targets[i], false)));
		arena_free(&a);
	}
}

/* Whatever a worker sends. */
static void
what_is_cut_off_is_not_read(void **state)
{
	struct arena a = {0};
	struct diag d;
	struct files *f;
	struct links l;
	struct out o = {.mem = &a};
	struct code to = {.out = &o, .ok = true};

	(void)state;
	diag_init(&d, &a);
	f = files_new(&a, &d, -1);
	assert_true(
	    files_write(f, STR("a.html"), STR("<a id=\"x\" href=\"y\"><b src=\"z\" /></a>")));
	l = links_find(&a, STR(""), f);
	links_code(&to, &l);
	for (size_t n = 0; n <= o.n; n++) {
		struct code from = {
		    .mem = &a, .in = str_sub(out_text(&o), 0, (ptrdiff_t)n), .ok = true};
		struct links read = {0};

		links_code(&from, &read);
		assert_int_equal(from.ok, n == o.n);
		assert_int_equal(read.nto, n == o.n ? 2 : 0);
	}
	/* the file in which the last link stands, of which there is one, and its line */
	for (size_t at = o.n - 8; at <= o.n; at += 4) {
		struct code from = {.mem = &a, .in = str_dup(&a, out_text(&o)), .ok = true};
		struct links read = {0};
		char *bytes = (char *)(uintptr_t)from.in.p;

		if (at < o.n)
			memset(bytes + at, 0xFF, 4);
		else
			bytes[o.n - 8] = 1;
		links_code(&from, &read);
		assert_false(from.ok);
	}
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(links_lead_to_files_and_ids),
	    cmocka_unit_test(every_place_is_reported),
	    cmocka_unit_test(what_pages_share_leads_from_each),
	    cmocka_unit_test(what_is_cut_off_is_not_read),
	    cmocka_unit_test(two_things_in_one_file_are_reported),
	};

	verify_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
