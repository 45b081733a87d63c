#include "base/sum.c" /* the .c: its statics are in reach */
#include "base/test.h"

/* These values stand in addresses: they are the same on every machine and for ever. */
static void
sums_are_fixed(void **state)
{
	static const struct {
		const char *text, *name;
	} cases[] = {
	    {"", "0000000000"},
	    {"里弄", "4cab70a237"},
	    {"lilong lilong lilong", "046fb8ee9c"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char name[SUM_NAME + 1];

		sum_name(sum_add(0, str_from(cases[i].text)), name);
		assert_string_equal(name, cases[i].name);
	}
}

static void
every_byte_counts(void **state)
{
	char text[40];

	(void)state;
	for (int n = 1; n <= 40; n++) {
		for (int i = 0; i < n; i++)
			text[i] = (char)('a' + i);
		for (int i = 0; i < n; i++) {
			uint64_t before = sum_add(0, (str){text, n});

			text[i] ^= 1;
			assert_true(sum_add(0, (str){text, n}) != before);
			text[i] ^= 1;
		}
		assert_true(sum_add(0, (str){text, n}) != sum_add(0, (str){text, n - 1}));
		assert_true(sum_add(0, (str){text, n}) != sum_add(1, (str){text, n}));
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sums_are_fixed),
	    cmocka_unit_test(every_byte_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
