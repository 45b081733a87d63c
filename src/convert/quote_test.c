#include "convert/quote.c" /* the .c: its statics are in reach */

#include "base/test.h"

static const struct {
	const char *in, *corner, *curly,
	    *faults; /* NULL: as it came in; the places of the faults */
} cases[] = {
    {"他说：“好。”", "他说：「好。」", NULL, ""},
    {"“甲‘乙’丙”", "「甲『乙』丙」", NULL, ""},
    {"「甲『乙』丙」", NULL, "“甲‘乙’丙”", ""},
    /* by depth, whatever was typed, and to any depth */
    {"“甲“乙”丙”", "「甲『乙』丙」", NULL, ""},
    {"‘甲’乙", "「甲」乙", NULL, ""},
    {"“甲‘乙“丙‘丁’丙”乙’甲”", "「甲『乙「丙『丁』丙」乙』甲」", NULL, ""},
    {"「甲『乙「丙『丁』丙」乙』甲」", NULL, "“甲‘乙“丙‘丁’丙”乙’甲”", ""},
    /* of both kinds: 『书名』 alone stays what it is */
    {"『书名』说“好”", "『书名』说「好」", "“书名”说“好”", ""},
    {"“见「甲」”", "「见『甲』」", "“见‘甲’”", ""},
    {"「见“甲”」", "「见『甲』」", "“见‘甲’”", ""},
    /* apostrophes */
    {"“我don’t去”", "「我don’t去」", NULL, ""},
    {"‘我don’t去’", "「我don’t去」", NULL, ""},
    {"学生students’好，’90s好，é’s", NULL, NULL, ""},
    {"‘唱Blues’好", "「唱Blues」好", NULL, ""},
    /* without another half */
    {"甲“乙", NULL, NULL, "1"},
    {"甲”乙", NULL, NULL, "1)"},
    {"“甲‘乙”丙", "「甲‘乙」丙", NULL, "2"},
    {"“甲’乙”", "「甲’乙」", NULL, "2)"},
    {"“甲”“乙", "「甲」“乙", NULL, "3"},
    {"“甲」乙", NULL, NULL, "0 2)"},
    /* and of both kinds: what is turned could not be told from it */
    {"“甲「乙”丙」", NULL, NULL, "2 6)"},
    {"“甲”和“乙「丙”", "「甲」和“乙「丙”", NULL, "6"},
    /* no Chinese at all */
    {"He said “hello”.", NULL, NULL, ""},
    {"“A”中", "「A」中", NULL, ""},
    {"", NULL, NULL, ""},
};

static str
turned(struct arena *a, str text, enum quotes style, bool goes_on, str *faults)
{
	struct quote_fault *fault = NULL;
	struct out o = {.mem = a};
	char *out = NEW(a, char, (size_t)text.n + 1);
	ptrdiff_t at = 0, column = 0;
	int n;

	memcpy(out, text.p, (size_t)text.n);
	n = quote_any(text, style) ? quote_turn(a, text, style, goes_on, out, &fault) : 0;
	for (int i = 0; i < n; i++) {
		column += utf8_count(str_sub(text, at, fault[i].at));
		at = fault[i].at;
		out_fmt(&o, "%s%td%s", i ? " " : "", column, fault[i].open ? "" : ")");
	}
	*faults = out_text(&o);
	return (str){out, text.n};
}

static void
marks_take_turns_by_depth(void **state)
{
	struct arena a = {0};
	str faults;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *corner = cases[i].corner ? cases[i].corner : cases[i].in;
		const char *curly = cases[i].curly ? cases[i].curly : cases[i].in;
		str in = str_from(cases[i].in);

		assert_str(turned(&a, in, QUOTES_CURLY, false, &faults), curly);
		assert_str(turned(&a, in, QUOTES_CORNER, false, &faults), corner);
		if (quote_any(in, QUOTES_CORNER))
			assert_str(faults, cases[i].faults);
		assert_str(turned(&a, str_from(corner), QUOTES_CORNER, false, &faults), corner);
	}
	arena_free(&a);
}

static void
a_quotation_may_go_on_in_the_next_paragraph(void **state)
{
	struct arena a = {0};
	str faults;

	(void)state;
	assert_str(turned(&a, STR("他说：“第一‘段"), QUOTES_CORNER, true, &faults),
		   "他说：「第一『段");
	assert_str(faults, "");
	assert_str(turned(&a, STR("“第一”段”"), QUOTES_CORNER, true, &faults), "「第一」段”");
	assert_str(faults, "5)");
	assert_str(turned(&a, STR("“一」二‘三”"), QUOTES_CORNER, true, &faults), "“一」二‘三”");
	assert_str(faults, "2) 4");
	assert_true(convert_begins_quoted(STR("　　“第二段")));
	assert_true(convert_begins_quoted(STR("『第二段")));
	assert_false(convert_begins_quoted(STR("”第二段")));
	assert_false(convert_begins_quoted(STR("第“二”段")));
	assert_false(convert_begins_quoted(STR("\xE2\x80")));
	arena_free(&a);
}

/* A second of CPU time would be a thousand times what it takes. */
static void
open_marks_without_end_are_not_slow(void **state)
{
	struct arena a = {0};
	struct out o = {.mem = &a};
	str faults;

	(void)state;
	out_str(&o, STR("中"));
	for (int i = 0; i < 100000; i++)
		out_str(&o, STR("“"));
	for (int i = 0; i < 100000; i++)
		out_str(&o, STR("’"));
	turned(&a, out_text(&o), QUOTES_CORNER, false, &faults);
	assert_true(str_starts(faults, STR("1 2 3 ")));
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(marks_take_turns_by_depth),
	    cmocka_unit_test(a_quotation_may_go_on_in_the_next_paragraph),
	    cmocka_unit_test(open_marks_without_end_are_not_slow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
