#include "base/test.h"
#include "check/rules.c" /* the .c: its statics are in reach */

static void
numbers_rise_with_the_date(void **state)
{
	static const struct {
		int number[4];
		const char *messages;
	} cases[] = {
	    {{8, 9, 10, 11}, ""},
	    {{8, 0, 0, 9}, ""},
	    {{8, 8, 9, 0}, "number-order 0:0 8|2031-05-06|8"},
	    {{8, 0, 7, 9}, "number-order 0:0 7|2031-05-06|8"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena a = {0};
		struct check_number v[4];
		struct diag d;

		diag_init(&d, &a);
		for (int k = 0; k < 4; k++)
			v[k] = (struct check_number){
			    STR("issue.md"), {2031, 5, 6 + k}, cases[i].number[k]};
		check_numbers(&d, v, 4);
		assert_str(test_messages(&a, &d), cases[i].messages);
		arena_free(&a);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(numbers_rise_with_the_date),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
