#include "script/data.c"

#include "base/test.h"

/* "ab" and "da" are of one slot. */
static void
names_of_one_slot_are_told_apart(void **state)
{
	struct arena a = {0};
	struct data *both = data_new(&a), *one = data_new(&a);
	int hint = 0;

	(void)state;
	assert_int_equal(data_slot(STR("ab")), data_slot(STR("da")));
	data_number(&a, both, STR("x"), 0);
	data_number(&a, both, STR("ab"), 1);
	data_number(&a, both, STR("da"), 2);
	data_number(&a, one, STR("da"), 3);
	assert_int_equal(data_find(both, STR("da"), &hint)->number, 2);
	assert_int_equal(hint, 2);
	assert_int_equal(data_find(one, STR("da"), &hint)->number, 3);
	assert_int_equal(data_find(both, STR("ab"), &hint)->number, 1);
	assert_null(data_find(one, STR("ab"), &hint));
	assert_null(data_find(one, STR("x"), &hint));
	data_unset(both, STR("ab"));
	assert_null(data_find(both, STR("ab"), &hint));
	assert_int_equal(data_find(both, STR("da"), &hint)->number, 2);
	arena_free(&a);
}

static void
a_list_has_no_names(void **state)
{
	struct arena a = {0};
	struct data *list = data_new(&a);
	int hint = 0;

	(void)state;
	data_number(&a, list, (str){0}, 7);
	assert_null(data_find(list, (str){0}, &hint));
	assert_null(data_find(list, STR("x"), &hint));
	assert_int_equal(data_member(list, 1)->number, 7);
	assert_null(data_member(list, 2));
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names_of_one_slot_are_told_apart),
	    cmocka_unit_test(a_list_has_no_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
