#include "base/test.h"
#include "convert/plain.c" /* the .c: its statics are in reach */

#include <stdio.h>
#include <unistd.h>

/* What comes out of TEXT, repeated TIMES. */
static str
converted(struct arena *a, struct diag *d, str text, int times)
{
	struct convert *c = convert_new(
	    &(struct convert_options){.from = SCRIPT_HANS, .to = SCRIPT_HANT});
	FILE *in = tmpfile(), *out = tmpfile();
	char *p;
	long n;

	for (int i = 0; i < times; i++)
		assert_int_equal(fwrite(text.p, 1, (size_t)text.n, in), text.n);
	rewind(in);
	assert_true(plain_convert(d, c, STR("in.txt"), fileno(in), fileno(out)));
	n = lseek(fileno(out), 0, SEEK_END);
	p = NEW(a, char, (size_t)n + 1);
	assert_int_equal(pread(fileno(out), p, (size_t)n, 0), n);
	fclose(in);
	fclose(out);
	convert_free(c);
	return (str){p, n};
}

static void
text_is_converted_as_an_edition_is(void **state)
{
	static const struct {
		const char *in, *want, *messages;
	} cases[] = {
	    {"", "", ""},
	    {"\xEF\xBB\xBF带头发挥\r\n", "\xEF\xBB\xBF帶頭發揮\r\n", ""},
	    {"-{头发}-\n\n头发", "头发\n\n頭髮", ""},
	    {"甲-{头\n发}-乙", "甲头\n发乙", ""},
	    {"甲\n乙-{头\n\n发", "甲\n乙-{頭\n\n發", "lock-open 2:2"},
	    {"头\xFF发\n发\xE5", "頭\xFF發\n發\xE5", "convert-bad 0:0 3; convert-bad 0:0 11"},
	    {"甲\xFF-{乙", "甲\xFF-{乙", "convert-bad 0:0 3; lock-open 1:3"},
	    {"头发\n\n-{zh-tw:乙}-\n\n头发", "頭髮\n\n乙\n\n頭髮", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct diag d;

		diag_init(&d, &a);
		assert_str(converted(&a, &d, str_from(cases[i].in), 1), cases[i].want);
		if (cases[i].messages)
			assert_str(test_messages(&a, &d), cases[i].messages);
		arena_free(&a);
	}
}

static void
blocks_leave_no_seam(void **state)
{
	const str in = STR("头发，干部，发。\n\n"), want = STR("頭髮，幹部，發。\n\n");
	enum { TIMES = 20000 };
	struct arena a = {0};
	struct diag d;
	str out;

	(void)state;
	diag_init(&d, &a);
	out = converted(&a, &d, in, TIMES);
	assert_int_equal(out.n, want.n * TIMES);
	for (int i = 0; i < TIMES; i++)
		assert_true(str_eq(str_sub(out, i * want.n, (i + 1) * want.n), want));
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(text_is_converted_as_an_edition_is),
	    cmocka_unit_test(blocks_leave_no_seam),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
