#include "base/test.h"
#include "emit/squeeze.c" /* the .c: its statics are in reach */

static const struct {
	const char *text, *want;
} cases[] = {
    {"", ""},
    {"a();\n", "a();\n"},
    {"// why\n\tif (a)\n\t\tb(); // now\n\n", "if (a)\nb(); // now\n"},
    {"\t// http://example.org/\r\n  a\r\n", "a\n"},
    {"const u = \"//example.org/\";\n", "const u = \"//example.org/\";\n"},
    {"return\n\ta\n", "return\na\n"}, /* as many ends of statements as before */
    {"x = `a ${`b`}`;\n  y\n", "x = `a ${`b`}`;\ny\n"},
    {"x = `a\n  // b`;\n", "x = `a\n  // b`;\n"},
    {"x = \"a\\\n  b\";\n", "x = \"a\\\n  b\";\n"},
    {"/* a\n  // b */ c\n", "/* a\n  // b */ c\n"},
    {"a", "a\n"},
};

static void
scripts_lose_what_does_not_run(void **state)
{
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_str(squeeze_script(&a, str_from(cases[i].text)), cases[i].want);
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(scripts_lose_what_does_not_run),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
