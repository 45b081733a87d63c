#include "base/diag.c" /* the .c: its statics are in reach */
#include "base/test.h"

static void
caret_stands_under_the_character(void **state)
{
	struct arena a = {0};
	struct diag d;
	struct out o = {.mem = &a};

	(void)state;
	diag_init(&d, &a);
	diag_source(&d, STR("content/a.md"), STR("---\n标题: “好\n---\n"));
	diag(&d, D_FILE_MISSING, ((struct pos){STR("content/a.md"), 2, 5, 2}));
	diag_print(&o, &d, LANG_EN);
	assert_str(out_text(&o), "content/a.md:2:5: error: no such file [file-missing]\n"
				 "     2 | 标题: “好\n"
				 "       |       ^^^\n");
	arena_free(&a);
}

static void
a_text_is_found_on_its_line(void **state)
{
	static const struct {
		int line, col;
		const char *text;
		int want; /* column */
	} cases[] = {
	    {2, 0, "记者", 4}, {2, 5, "记者", 8}, {2, 9, "记者", 0}, {2, 1, "王旭", 0},
	    {2, 1, "", 0},     {3, 1, "图", 0},	  {9, 1, "图", 0},
	};
	struct arena a = {0};
	struct out text = {.mem = &a};
	struct diag d;

	(void)state;
	diag_init(&d, &a);
	out_z(&text, "---\n署名:记者 a记者\n图");
	for (int i = 0; i < 2000; i++)
		out_z(&text, "长行");
	diag_source(&d, STR("a.md"), out_text(&text));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct pos at = diag_find(&d,
					  (struct pos){STR("a.md"), cases[i].line, cases[i].col, 9},
					  str_from(cases[i].text));

		assert_int_equal(at.line, cases[i].line);
		assert_int_equal(at.col, cases[i].want);
		assert_int_equal(at.width, 0);
	}
	assert_int_equal(diag_find(&d, (struct pos){STR("b.md"), 2, 1, 0}, STR("图")).col, 0);
	arena_free(&a);
}

static void
the_caret_follows_what_is_printed_escaped(void **state)
{
	struct arena a = {0};
	struct diag d;
	struct out o = {.mem = &a};

	(void)state;
	diag_init(&d, &a);
	diag_source(&d, STR("a.md"), STR("一\xE2\x80\x8B二\n"));
	diag(&d, D_FILE_MISSING, ((struct pos){STR("a.md"), 1, 2, 1}));
	diag(&d, D_FILE_MISSING, ((struct pos){STR("a.md"), 1, 3, 1}));
	diag_print(&o, &d, LANG_EN);
	assert_str(out_text(&o), "a.md:1:2: error: no such file [file-missing]\n"
				 "     1 | 一\\u{200B}二\n"
				 "       |   ^^^^^^^^\n"
				 "a.md:1:3: error: no such file [file-missing]\n"
				 "     1 | 一\\u{200B}二\n"
				 "       |           ^^\n");
	arena_free(&a);
}

static void
control_characters_are_printed_escaped(void **state)
{
	struct arena a = {0};
	struct out o = {.mem = &a};

	(void)state;
	put_escaped(&o, STR("a\033[2J\xFF\xE2\x80\xAE中"));
	assert_str(out_text(&o), "a\\x1B[2J\\xFF\\u{202E}中");
	arena_free(&a);
}

static void
a_long_argument_is_cut(void **state)
{
	struct arena a = {0};
	struct out long_name = {.mem = &a}, o = {.mem = &a};
	str fits;

	(void)state;
	for (int i = 0; i < ARGUMENT_MAX; i++)
		out_z(&long_name, "长");
	fits = str_dup(&a, out_text(&long_name));
	put_argument(&o, fits);
	assert_true(str_eq(out_text(&o), fits));
	o.n = 0;
	out_char(&long_name, '\xFF');
	put_argument(&o, out_text(&long_name));
	assert_true(str_eq(out_text(&o), str_fmt(&a, STR_FMT "…", STR_ARG(fits))));
	arena_free(&a);
}

static void
messages_are_sorted_and_exact_repeats_printed_once(void **state)
{
	struct arena a = {0};
	struct diag d;
	struct out o = {.mem = &a};

	(void)state;
	diag_init(&d, &a);
	diag(&d, D_FILE_MISSING, ((struct pos){STR("b.md"), 0, 0, 0}));
	diag(&d, D_FILE_MISSING, ((struct pos){STR("a.md"), 10, 0, 0}));
	diag(&d, D_FILE_MISSING, ((struct pos){STR("a.md"), 9, 0, 0}));
	diag(&d, D_FILE_MISSING, ((struct pos){STR("b.md"), 0, 0, 0}));
	diag_print(&o, &d, LANG_ZH);
	assert_str(out_text(&o), "a.md:9: 错误: 没有这个文件 [file-missing]\n"
				 "a.md:10: 错误: 没有这个文件 [file-missing]\n"
				 "b.md: 错误: 没有这个文件 [file-missing]\n");
	assert_int_equal(d.worst, DIAG_ERROR);
	arena_free(&a);
}

static void
repeats_are_one_message_that_names_its_scopes(void **state)
{
	static const str names[DIAG_SCOPES][2] = {{STR_INIT("简体版"), STR_INIT("Simplified")},
						  {STR_INIT("繁体版"), STR_INIT("Traditional")}};
	struct arena a = {0};
	struct diag d, copy;
	struct out zh = {.mem = &a}, en = {.mem = &a};

	(void)state;
	diag_init(&d, &a);
	d.scopes = 1u << 0;
	diag(&d, D_FILE_MISSING, ((struct pos){STR("a.md"), 1, 0, 0}));
	diag(&d, D_FILE_MISSING, ((struct pos){STR("b.md"), 1, 0, 0}));
	d.scopes = 1u << 1;
	diag(&d, D_FILE_MISSING, ((struct pos){STR("a.md"), 1, 0, 0}));
	diag(&d, D_FILE_MISSING, ((struct pos){STR("c.md"), 1, 0, 0}));
	d.scopes = 0;
	diag(&d, D_FILE_MISSING, ((struct pos){STR("b.md"), 1, 0, 0}));
	diag_init(&copy, &a);
	copy.scope_name = names;
	for (const struct diag_msg *m = d.first; m; m = m->next)
		diag_copy(&copy, m);
	diag_print(&zh, &copy, LANG_ZH);
	assert_str(out_text(&zh), "a.md:1: 错误: 没有这个文件（简体版、繁体版） [file-missing]\n"
				  "b.md:1: 错误: 没有这个文件 [file-missing]\n"
				  "c.md:1: 错误: 没有这个文件（繁体版） [file-missing]\n");
	copy.scope_name = NULL;
	diag_print(&en, &copy, LANG_EN);
	assert_true(str_find(out_text(&en), STR("(")) < 0);
	arena_free(&a);
}

static void
messages_about_one_file_are_limited(void **state)
{
	struct arena a = {0};
	struct diag d;
	int n = 0;

	(void)state;
	diag_init(&d, &a);
	diag_source(&d, STR("a.md"), STR("x\ny\n"));
	for (int i = 0; i < DIAG_FILE_MAX + 100; i++)
		diag(&d, D_TEXT_SUSPICIOUS, ((struct pos){STR("a.md"), 2 - i % 2, 1, 0}), STR("z"));
	diag(&d, D_FILE_MISSING, ((struct pos){STR("b.md"), 0, 0, 0}));
	assert_str(d.first->line, "y");
	assert_str(d.first->next->line, "x");
	for (const struct diag_msg *m = d.first; m; m = m->next) {
		n++;
		if (m->id == D_DIAG_MANY)
			assert_str(m->arg[0], "500");
	}
	assert_int_equal(n, DIAG_FILE_MAX + 2);
	assert_int_equal(d.worst, DIAG_ERROR);
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_text_is_found_on_its_line),
	    cmocka_unit_test(caret_stands_under_the_character),
	    cmocka_unit_test(the_caret_follows_what_is_printed_escaped),
	    cmocka_unit_test(control_characters_are_printed_escaped),
	    cmocka_unit_test(a_long_argument_is_cut),
	    cmocka_unit_test(messages_are_sorted_and_exact_repeats_printed_once),
	    cmocka_unit_test(repeats_are_one_message_that_names_its_scopes),
	    cmocka_unit_test(messages_about_one_file_are_limited),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
