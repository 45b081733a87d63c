#include "base/test.h"
#include "content/date.c" /* the .c: its statics are in reach */

static void
only_real_days_are_dates(void **state)
{
	static const char *const bad[] = {"2023-02-30", "2023-13-01", "0000-00-00", "2023-2-03",
					  "明天",	"2100-02-29", "2023-04-31", "2023-04-3１"};
	struct date d;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(date_parse(str_from(bad[i]), &d));
	assert_true(date_parse(STR("2024-02-29"), &d));
	assert_true(d.year == 2024 && d.month == 2 && d.day == 29);
	assert_true(date_form(STR("2023-02-30")));
	assert_false(date_form(STR("2023-02-3x")));
}

static void
dates_as_they_are_printed(void **state)
{
	struct arena a = {0};

	(void)state;
	assert_str(date_long(&a, (struct date){2024, 7, 17}), "2024年7月17日");
	assert_str(date_weekday_name(&a, (struct date){2024, 7, 17}), "星期三");
	assert_str(date_weekday_name(&a, (struct date){2000, 1, 2}), "星期日");
	assert_str(date_lunar(&a, (struct date){2024, 7, 17}), "甲辰年六月十二");
	assert_str(date_lunar(&a, (struct date){2023, 3, 24}), "癸卯年闰二月初三");
	assert_str(date_lunar(&a, (struct date){2024, 2, 29}), "甲辰年正月二十");
	assert_str(date_lunar(&a, (struct date){2024, 3, 9}), "甲辰年正月廿九");
	arena_free(&a);
}

/* Every day from 1900 to 2199. */
static void
lunar_days_are_those_of_icu(void **state)
{
	struct date d = {1900, 1, 1};

	(void)state;
	for (; d.year < 2200; d.year++) {
		for (d.month = 1; d.month <= 12; d.month++) {
			for (d.day = 1; d.day <= days_of_month(d.year, d.month); d.day++) {
				struct lunar want, l = date_lunar_day(d);

				assert_true(icu_lunar(d.year, d.month, d.day, &want));
				assert_true(l.month == want.month && l.day == want.day &&
					    l.leap == want.leap && l.stem == want.stem &&
					    l.branch == want.branch);
			}
		}
	}
	assert_int_equal(date_lunar_day((struct date){1899, 12, 31}).month, 0);
	assert_int_equal(date_lunar_day(d).month, 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(only_real_days_are_dates),
	    cmocka_unit_test(dates_as_they_are_printed),
	    cmocka_unit_test(lunar_days_are_those_of_icu),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
