#include "base/test.h"
#include "emit/json.c" /* the .c: its statics are in reach */

static void
strings_are_escaped(void **state)
{
	static const struct {
		str in;
		const char *want;
	} cases[] = {
	    {STR_INIT("里弄"), "\"里弄\""},
	    {STR_INIT("a\"b\\c"), "\"a\\\"b\\\\c\""},
	    {STR_INIT("\x01\n\x7F"), "\"\\u0001\\u000a\\u007f\""},
	    {STR_INIT(""), "\"\""},
	    {STR_INIT("居民自治小组成立"), "\"居民自治小组成立\""},
	    {STR_INIT("居民自治小组\\成立"), "\"居民自治小组\\\\成立\""},
	    {STR_INIT("\"居民自治小组成立\x1F"), "\"\\\"居民自治小组成立\\u001f\""},
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct out o = {.mem = &a};

		json_string(&o, cases[i].in);
		assert_str(out_text(&o), cases[i].want);
	}
	arena_free(&a);
}

/* Each byte, wherever in the blocks that are looked at together. */
static void
what_is_escaped_may_stand_anywhere(void **state)
{
	enum { LENGTH = 2 * BLOCK };

	(void)state;
	for (int c = 1; c < 256; c++) {
		struct arena a = {0};
		str escaped = c == '"' || c == '\\'   ? str_fmt(&a, "\\%c", c)
			      : c < 0x20 || c == 0x7F ? str_fmt(&a, "\\u%04x", (unsigned)c)
						      : str_fmt(&a, "%c", c);

		for (int at = 0; at < LENGTH; at++) {
			char text[LENGTH + 1], before[LENGTH + 1];
			struct out o = {.mem = &a};

			memset(text, 'a', LENGTH);
			memcpy(before, text, LENGTH);
			before[at] = '\0';
			text[LENGTH] = '\0';
			text[at] = (char)c;
			json_string(&o, (str){text, LENGTH});
			assert_str(out_text(&o), str_fmt(&a, "\"%s" STR_FMT "%s\"", before,
							 STR_ARG(escaped), text + at + 1)
						     .p);
		}
		arena_free(&a);
	}
}

static void
values_are_parted(void **state)
{
	struct arena a = {0};
	struct out wide = {.mem = &a}, close = {.mem = &a};

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct json j = {.out = i ? &close : &wide, .close = i == 1};

		json_open(&j, NULL, '{');
		json_int(&j, "n", -1);
		json_some(&j, "no", (str){0});
		json_open(&j, "list", '[');
		json_open(&j, NULL, '{');
		json_close(&j, '}');
		json_text(&j, NULL, STR("x"));
		json_close(&j, ']');
		json_some(&j, "some", STR("y"));
		json_close(&j, '}');
	}
	assert_str(out_text(&wide), "{\n\t\"n\": -1,\n\t\"list\": [\n\t\t{},\n\t\t\"x\"\n\t],\n"
				    "\t\"some\": \"y\"\n}");
	assert_str(out_text(&close), "{\"n\":-1,\"list\":[{},\"x\"],\"some\":\"y\"}");
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(strings_are_escaped),
	    cmocka_unit_test(what_is_escaped_may_stand_anywhere),
	    cmocka_unit_test(values_are_parted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
