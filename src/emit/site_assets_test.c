#include "base/test.h"
#include "emit/site_assets.c" /* the .c: its statics are in reach */

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static void
a_line_of_its_own_imports(void **state)
{
	static const struct {
		const char *line, *want;
	} cases[] = {
	    {"@import \"style/base.css\";", "style/base.css"},
	    {"  @import \"search.css\";\r", "search.css"},
	    {"@import \"a.css\" print;", ""},
	    {"@import url(\"a.css\");", ""},
	    {"@import \"a.css\"; @import \"b.css\";", ""},
	    {"p { color: red }", ""},
	    {"", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_str(imported(str_from(cases[i].line)), cases[i].want);
}

static void
put_file(int folder, const char *name, const char *text)
{
	int fd = openat(folder, name, O_CREAT | O_WRONLY | O_TRUNC, 0600);

	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
}

/* What stands in web/ is copied, what it imports is not. A worker and icons keep their names. */
static void
files_for_browsers_are_named_by_what_is_in_them(void **state)
{
	char folder[TEST_FOLDER];
	struct arena mem = {0};
	struct diag d;
	struct root layouts;
	struct site_assets assets;
	struct emit e = {.mem = &mem, .diag = &d, .layouts = &layouts, .assets = &assets};

	(void)state;
	diag_init(&d, &mem);
	test_folder(folder);
	assert_true(root_open(&layouts, &d, folder));
	assert_int_equal(mkdirat(layouts.fd, "web", 0700), 0);
	assert_int_equal(mkdirat(layouts.fd, "web/style", 0700), 0);
	put_file(layouts.fd, "web/home.lua", "return 1");
	put_file(layouts.fd, "web/script.js", "1;");
	put_file(layouts.fd, "web/sw.js", "2;");
	put_file(layouts.fd, "web/icon.svg", "<svg/>");
	put_file(layouts.fd, "web/style.css", "@import \"style/base.css\";\np{}\n");
	put_file(layouts.fd, "web/style/base.css", "b{}\n");
	e.files = files_new(&mem, &d, layouts.fd);
	site_assets_read(&mem, &d, &layouts, &assets);
	site_assets_write(&e);
	assert_str(test_messages(&mem, &d), "");
	assert_int_equal(files_count(e.files), 4);
	assert_str(files_at(e.files, 0)->path, "site/icon.svg");
	assert_str(files_at(e.files, 1)->path, "site/script-1edce38eda.js");
	assert_str(files_at(e.files, 2)->path, "site/style-902f908649.css");
	assert_int_equal(files_at(e.files, 2)->bytes, strlen("b{}\np{}\n"));
	assert_str(files_at(e.files, 3)->path, "site/sw.js");
	assert_str(site_assets_find(&assets, STR("style.css"))->bytes, "b{}\np{}\n");
	assert_null(site_assets_find(&assets, STR("base.css")));
	unlinkat(layouts.fd, "web/style/base.css", 0);
	site_assets_read(&mem, &d, &layouts, &assets);
	assert_true(d.worst >= DIAG_ERROR);
	root_close(&layouts);
	arena_free(&mem);
	test_folder_gone(folder);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_line_of_its_own_imports),
	    cmocka_unit_test(files_for_browsers_are_named_by_what_is_in_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
