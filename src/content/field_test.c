#include "base/test.h"
#include "content/field.c" /* the .c: its statics are in reach */

/* The entry of "key: TEXT" in a file of the issue of 2031-05-06. */
static struct front_entry
entry(struct arena *a, struct diag *d, const char *text)
{
	str bytes = str_fmt(a, "---\nkey: %s\n---\n", text);
	const struct source *src = source_new(a, d, STR("content/2031-05-06/a.md"), bytes);
	struct front f;

	front_read(a, d, src, &f);
	assert_int_equal(f.n, 1);
	return f.entry[0];
}

static void
numbers_words_and_days(void **state)
{
	static const struct {
		char kind; /* n number, b yes or no, s script, d date, u update */
		const char *in, *value;
	} cases[] = {
	    {'n', "12", "12"},
	    {'n', "第3版", "3"},
	    {'n', "总第8545期", "8545"},
	    {'n', "１２", "12"},
	    {'n', "'01'", "1"},
	    {'n', "三", "field-number 2:6 key|三"},
	    {'n', "1.5", "field-number 2:6 key|1.5"},
	    {'n', "-1", "field-number 2:6 key|-1"},
	    {'n', "99999999999", "field-number 2:6 key|99999999999"},
	    {'n', "null", ""},
	    {'b', "", ""},
	    {'s', "~", ""},
	    {'b', "true", "1"},
	    {'b', "No", "0"},
	    {'b', "是", "1"},
	    {'b', "1", "field-bool 2:6 key|1"},
	    {'s', "hant-hk", "3"},
	    {'s', "繁體", "1"},
	    {'s', "篆书", "field-script 2:6 篆书|hans、hant、hant-tw、hant-hk"},
	    {'d', "", ""},
	    {'d', "2031-05-06", ""},
	    {'d', "2031-05-06T08:00:00.000Z", ""},
	    {'d', "2031-05-07", "field-date-other 2:6 2031-05-07|2031-05-06"},
	    {'d', "2023-02-30", "field-date 2:6 2023-02-30"},
	    {'d', "明天", "field-date-form 2:6 明天"},
	    {'u', "2031-05-06", "2031-05-06"},
	    {'u', "2031-06-01T08:00:00+08:00", "2031-06-01"},
	    {'u', "2031-05-05", "field-updated 2:6 2031-05-05|2031-05-06"},
	    {'u', "2031-06-31", "field-date 2:6 2031-06-31"},
	    {'u', "", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena a = {0};
		struct diag d;
		struct front_entry e;
		enum script script = SCRIPT__N;
		int number = -1;
		struct date day;
		bool word = false;

		diag_init(&d, &a);
		e = entry(&a, &d, cases[i].in);
		if (cases[i].kind == 'n' && field_number(&d, &e, &number))
			assert_str(str_fmt(&a, "%d", number), cases[i].value);
		else if (cases[i].kind == 'b' && field_bool(&d, &e, &word))
			assert_str(str_fmt(&a, "%d", word), cases[i].value);
		else if (cases[i].kind == 's' && field_script(&d, &e, &script))
			assert_str(str_fmt(&a, "%d", (int)script), cases[i].value);
		else if (cases[i].kind == 'u' && field_updated(&d, &e, &day))
			assert_str(date_iso(&a, day), cases[i].value);
		else if (cases[i].kind == 'd')
			field_date(&d, &e);
		if (d.first || cases[i].kind == 'd')
			assert_str(test_messages(&a, &d), cases[i].value);
		arena_free(&a);
	}
}

static void
lists_in_every_form_have_places(void **state)
{
	static const struct {
		const char *in, *items; /* "text@line:col …" */
	} cases[] = {
	    {"hans, hant", "hans@2:6 hant@2:12"},
	    {"菜场、民生，夜市", "菜场@2:6 民生@2:9 夜市@2:12"},
	    {"[a, b]", "a@2:7 b@2:10"},
	    {"\n  - 菜场\n  - a, b", "菜场@3:5 a, b@4:5"},
	    {"|\n  a\n  b", "a@2:6 b@2:6"},
	    {"a,,、b,", "a@2:6 b@2:10"},
	    {"", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena a = {0};
		struct out o = {.mem = &a};
		struct diag d;
		struct front_entry e;
		struct front_value *v = NULL;
		int n;

		diag_init(&d, &a);
		e = entry(&a, &d, cases[i].in);
		n = field_list(&a, &e, &v);
		for (int k = 0; k < n; k++)
			out_fmt(&o, "%s" STR_FMT "@%d:%d", k > 0 ? " " : "", STR_ARG(v[k].text),
				v[k].at.line, v[k].at.col);
		assert_str(out_text(&o), cases[i].items);
		arena_free(&a);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(numbers_words_and_days),
	    cmocka_unit_test(lists_in_every_form_have_places),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
