#include "base/cells.c" /* the .c: its statics are in reach */
#include "base/icu.h"
#include "base/test.h"

static void
text_is_as_wide_as_it_prints(void **state)
{
	(void)state;
	assert_int_equal(cells(STR("")), 0);
	assert_int_equal(cells(STR("标a“é")), 2 + 1 + 1 + 1);
	assert_int_equal(cells(STR("e\xCC\x81")), 1); /* e, combining acute */
	assert_int_equal(cells(STR("、「ｦ（ㄅ")), 2 + 2 + 1 + 2 + 2);
}

static void
ranges_are_in_order(void **state)
{
	(void)state;
	for (size_t i = 1; i < sizeof wide / sizeof *wide; i++)
		assert_true(wide[i - 1].last < wide[i].first && wide[i].first <= wide[i].last);
	for (size_t i = 1; i < sizeof none / sizeof *none; i++)
		assert_true(none[i - 1].last < none[i].first && none[i].first <= none[i].last);
}

/* Characters that ICU knows, of the planes that text is written in; later Unicode adds wide ones.
 */
static void
wide_is_what_icu_calls_wide(void **state)
{
	enum { LATER = 64 };
	int other = 0;

	(void)state;
	for (uint32_t cp = 0x80; cp < 0x40000; cp++)
		if (!icu_unusual(cp))
			other += icu_wide(cp) != within(wide, sizeof wide / sizeof *wide, cp);
	assert_in_range(other, 0, LATER);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(text_is_as_wide_as_it_prints),
	    cmocka_unit_test(ranges_are_in_order),
	    cmocka_unit_test(wide_is_what_icu_calls_wide),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
