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

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sizes_have_names),
	    cmocka_unit_test(no_size_is_out_of_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
