#include "base/mapped.c" /* the .c: its statics are in reach */
#include "base/test.h"

static void
a_file_is_read_again_after_it_was_forgotten(void **state)
{
	char path[] = "/tmp/lilong-mapped-XXXXXX";
	int fd = mkstemp(path);
	str file;

	(void)state;
	assert_int_equal(write(fd, "里弄", 6), 6);
	close(fd);
	assert_true(mapped_open(path, &file));
	assert_true(str_eq(file, STR("里弄")));
	mapped_forget(file);
	assert_true(str_eq(file, STR("里弄")));
	mapped_close(file);
	unlink(path);
}

static void
what_is_no_file_of_bytes_is_refused(void **state)
{
	static const char *const path[] = {"/nonexistent", "/tmp", "/dev/null"};
	str file = STR("as it was");

	(void)state;
	for (size_t i = 0; i < sizeof path / sizeof *path; i++)
		assert_false(mapped_open(path[i], &file));
	assert_true(str_eq(file, STR("as it was")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_file_is_read_again_after_it_was_forgotten),
	    cmocka_unit_test(what_is_no_file_of_bytes_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
