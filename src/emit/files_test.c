#include "base/test.h"
#include "emit/files.c"

#include <signal.h>
#include <sys/resource.h>

struct bench {
	struct arena mem;
	struct diag diag;
	char folder[TEST_FOLDER];
	int fd;
	struct files *files;
};

static struct bench *
bench_new(struct bench *b)
{
	*b = (struct bench){0};
	test_folder(b->folder);
	b->fd = open(b->folder, O_RDONLY | O_DIRECTORY);
	diag_init(&b->diag, &b->mem);
	verify_init();
	b->files = files_new(&b->mem, &b->diag, b->fd);
	return b;
}

static void
bench_free(struct bench *b)
{
	static const char *const made[] = {"a/b.css", "a/c.xml", "a/d",	    "a",    "e",
					   "f/d",     "f",	 "print/e", "print"};

	for (size_t i = 0; i < sizeof made / sizeof *made; i++)
		if (unlinkat(b->fd, made[i], 0) < 0)
			unlinkat(b->fd, made[i], AT_REMOVEDIR);
	close(b->fd);
	assert_int_equal(rmdir(b->folder), 0);
	arena_free(&b->mem);
}

static bool
there(const struct bench *b, const char *name)
{
	return faccessat(b->fd, name, F_OK, 0) == 0;
}

static void
paths_are_checked(void **state)
{
	static const struct {
		const char *path;
		bool ok;
	} cases[] = {
	    {"a", true},     {"site/2024-07-17/康健 街道/index.html", true},
	    {"-rf", true},   {"$(id)", true},
	    {"", false},     {"/a", false},
	    {"a/", false},   {"a//b", false},
	    {"..", false},   {"a/../b", false},
	    {"./a", false},  {"a\\b", false},
	    {"a\nb", false}, {"a\x7f", false},
	    {"\xFF", false}, {"\xC0\xAF", false},
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (files_path_ok(str_from(cases[i].path)) != cases[i].ok)
			print_error("case %zu\n", i);
		assert_int_equal(files_path_ok(str_from(cases[i].path)), cases[i].ok);
	}
	assert_true(files_path_ok(str_fmt(&a, "%0255d", 0)));
	assert_false(files_path_ok(str_fmt(&a, "%0256d", 0)));
	arena_free(&a);
}

static void
files_are_written_with_their_folders_and_sums(void **state)
{
	struct bench b;

	(void)state;
	bench_new(&b);
	assert_true(files_write(b.files, STR("print/e"), STR("abc")));
	assert_true(files_write(b.files, STR("a/b.css"), STR("a { b: url(c) }")));
	assert_true(files_write(b.files, STR("a/c.xml"), STR("<a id=\"x\"/>")));
	assert_int_equal(files_count(b.files), 3);
	/* FIPS 180-2, appendix B.1 */
	assert_string_equal(files_at(b.files, 0)->sha256,
			    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_int_equal(files_at(b.files, 1)->seen.nlink, 1);
	assert_int_equal(files_at(b.files, 2)->seen.ids.n, 1);
	assert_true(there(&b, "a/b.css") && there(&b, "a/c.xml"));
	bench_free(&b);
}

static void
what_must_not_be_written_is_not(void **state)
{
	struct bench b;

	(void)state;
	bench_new(&b);
	assert_false(files_write(b.files, STR("a/../../x"), STR("")));
	assert_false(files_write(b.files, STR("a/c.xml"), STR("<a>")));
	assert_true(files_write(b.files, STR("e"), STR("1")));
	assert_false(files_write(b.files, STR("e"), STR("2")));
	assert_false(files_write(b.files, STR("e/f"), STR("2")));
	assert_int_equal(mkdirat(b.fd, "f", 0777), 0);
	assert_int_equal(symlinkat("f", b.fd, "a"), 0);
	assert_false(files_write(b.files, STR("a/d"), STR("3")));
	assert_false(there(&b, "f/d"));
	assert_true(str_find(test_messages(&b.mem, &b.diag), STR("out-name")) >= 0);
	assert_true(str_find(test_messages(&b.mem, &b.diag), STR("verify-xml")) >= 0);
	assert_true(str_find(test_messages(&b.mem, &b.diag), STR("out-twice")) >= 0);
	assert_true(
	    str_find(test_messages(&b.mem, &b.diag), STR("out-write 0:0 Not a directory")) >= 0);
	assert_int_equal(files_count(b.files), 1);
	bench_free(&b);
}

static void
a_full_disk_is_told_and_nothing_half_stays(void **state)
{
	struct rlimit small = {1000, RLIM_INFINITY}, old;
	struct bench b;
	bool ok;

	(void)state;
	bench_new(&b);
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &old);
	small.rlim_max = old.rlim_max;
	setrlimit(RLIMIT_FSIZE, &small);
	ok = files_write(b.files, STR("e"), str_fmt(&b.mem, "%02000d", 0));
	setrlimit(RLIMIT_FSIZE, &old);
	assert_false(ok);
	assert_str(test_messages(&b.mem, &b.diag), "out-full 0:0");
	assert_false(there(&b, "e"));
	bench_free(&b);
}

static void
a_check_writes_nothing_and_finds_the_same(void **state)
{
	struct arena a = {0};
	struct diag d;
	struct files *f;

	(void)state;
	diag_init(&d, &a);
	f = files_new(&a, &d, -1);
	assert_true(files_write(f, STR("a.xml"), STR("<a/>")));
	assert_false(files_write(f, STR("a.xml"), STR("<a/>")));
	assert_false(files_write(f, STR("b.xml"), STR("<a>")));
	assert_int_equal(files_count(f), 1);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(paths_are_checked),
	    cmocka_unit_test(files_are_written_with_their_folders_and_sums),
	    cmocka_unit_test(what_must_not_be_written_is_not),
	    cmocka_unit_test(a_full_disk_is_told_and_nothing_half_stays),
	    cmocka_unit_test(a_check_writes_nothing_and_finds_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
