#include "base/mapped.c" /* the .c: its statics are in reach */
#include "base/test.h"

static void
a_file_is_read_again_after_it_was_forgotten(void **state)
{
	char folder[TEST_FOLDER];
	struct arena a = {0};
	int fd;
	str file;

	(void)state;
	test_folder(folder);
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	test_put(fd, "file", STR("里弄"));
	close(fd);
	assert_true(mapped_open(str_fmt(&a, "%s/file", folder).p, &file));
	assert_true(str_eq(file, STR("里弄")));
	mapped_forget(file);
	assert_true(str_eq(file, STR("里弄")));
	mapped_close(file);
	test_folder_gone(folder);
	arena_free(&a);
}

static void
what_is_no_file_of_bytes_is_refused(void **state)
{
	static const char *const path[] = {"/nonexistent", "/", "/dev/null"};
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
