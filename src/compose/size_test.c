#include "compose/size.c" /* the .c: its statics are in reach */

#include "base/test.h"

/* R27 gives 五, 小五, 六, 七; 0: no size. */
static const struct {
	const char *name;
	mpt size;
} cases[] = {
    {"五号", 10500}, {"小五号", 9000}, {"小五", 9000}, {"六號", 7875}, {"七号", 5250},
    {"初号", 42000}, {"小初", 36000},  {"八号", 5000}, {"五", 10500},  {"", 0},
    {"号", 0},	     {"九号", 0},      {"大五", 0},    {"五号字", 0},
};

static void
sizes_have_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		mpt size = 0;

		assert_int_equal(size_parse(str_from(cases[i].name), &size), cases[i].size > 0);
		assert_int_equal(size, cases[i].size);
	}
}

/* From the largest to the smallest. */
static void
no_size_is_out_of_order(void **state)
{
	(void)state;
	for (size_t i = 1; i < sizeof sizes / sizeof *sizes; i++)
		assert_true(sizes[i].size < sizes[i - 1].size);
}

static void
points_are_written_as_one_says_them(void **state)
{
	struct arena a = {0};

	(void)state;
	assert_str(size_points(&a, 9000), "9");
	assert_str(size_points(&a, 10500), "10.5");
	assert_str(size_points(&a, 7875), "7.9");
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sizes_have_names),
	    cmocka_unit_test(no_size_is_out_of_order),
	    cmocka_unit_test(points_are_written_as_one_says_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
