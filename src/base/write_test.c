#include "base/test.h"
#include "base/write.c" /* the .c: its statics are in reach */

#include "base/out.h"

static struct arena mem;

static str
contents(const char *path)
{
	FILE *f = fopen(path, "r");
	char bytes[64];
	size_t n = f ? fread(bytes, 1, sizeof bytes, f) : 0;

	if (f)
		fclose(f);
	return str_dup(&mem, (str){bytes, (ptrdiff_t)n});
}

/* A folder of its own, and the working folder. */
static int
enter(void **state)
{
	char *folder = NEW(&mem, char, TEST_FOLDER);

	*state = folder;
	test_folder(folder);
	return chdir(folder);
}

static int
leave(void **state)
{
	int rc = chdir("/") < 0 || rmdir(*state) < 0;

	arena_free(&mem);
	return rc;
}

static void
a_file_appears_whole(void **state)
{
	struct write_file w;
	struct stat st;

	(void)state;
	umask(027);
	assert_true(write_open(&mem, &w, "a"));
	assert_true(write_all(w.fd, STR("one")));
	assert_int_equal(access("a", F_OK), -1);
	assert_true(write_close(&w, true));
	assert_str(contents("a"), "one");
	assert_int_equal(stat("a", &st), 0);
	assert_int_equal(st.st_mode & 0777, 0640);
	unlink("a");
}

static void
what_is_not_good_changes_nothing(void **state)
{
	struct write_file w;

	(void)state;
	assert_true(write_open(&mem, &w, "a") && write_all(w.fd, STR("old")));
	assert_true(write_close(&w, true));
	assert_true(write_open(&mem, &w, "a") && write_all(w.fd, STR("new")));
	assert_true(write_close(&w, false));
	assert_str(contents("a"), "old");
	unlink("a"); /* the folder is empty now, or it cannot be removed */
}

static void
mode_and_links_stay(void **state)
{
	struct write_file w;
	struct stat st;

	(void)state;
	assert_true(write_open(&mem, &w, "a") && write_all(w.fd, STR("old")));
	assert_true(write_close(&w, true));
	assert_int_equal(chmod("a", 0755) | symlink("a", "b"), 0);
	assert_true(write_open(&mem, &w, "b") && write_all(w.fd, STR("new")));
	assert_true(write_close(&w, true));
	assert_str(contents("a"), "new");
	assert_int_equal(stat("a", &st), 0);
	assert_int_equal(st.st_mode & 0777, 0755);
	assert_int_equal(lstat("b", &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	unlink("b");
	unlink("a");
}

static void
devices_are_written_as_they_are(void **state)
{
	struct write_file w;

	(void)state;
	assert_true(write_open(&mem, &w, "/dev/null"));
	assert_null(w.path);
	assert_true(write_close(&w, false));
	assert_false(write_open(&mem, &w, "no/folder"));
	assert_int_equal(errno, ENOENT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_file_appears_whole),
	    cmocka_unit_test(what_is_not_good_changes_nothing),
	    cmocka_unit_test(mode_and_links_stay),
	    cmocka_unit_test(devices_are_written_as_they_are),
	};

	return cmocka_run_group_tests(tests, enter, leave);
}
