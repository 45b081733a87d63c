#include "base/test.h"
#include "content/markdown.c" /* the .c: its statics are in reach */

/* BEFORE, then UNIT again and again up to BYTES. */
static str
repeat(struct arena *a, const char *before, const char *unit, size_t bytes)
{
	struct out o = {.mem = a};

	out_z(&o, before);
	while (o.n < bytes)
		out_z(&o, unit);
	return out_text(&o);
}

static int
depth_of(const struct node *doc)
{
	int deepest = 0;

	for (const struct node *n = doc; n; n = node_walk(doc, n)) {
		int depth = 0;

		for (const struct node *up = n; up; up = up->parent)
			depth++;
		deepest = depth > deepest ? depth : deepest;
	}
	return deepest;
}

/*
 * Texts that cmark 0.30.2 takes quadratic time for, or whose tree is deeper than libxml2 reads: a
 * cap stops them, or they come through in a tree of moderate depth. Without its cap the first of
 * each pair takes minutes.
 */
static void
hostile_texts_end(void **state)
{
	static const struct {
		const char *before, *unit, *message;
	} cases[] = {
	    {"", "![[]()", "markdown-brackets 1:0 2000"},
	    {"", "![[]()\n", "markdown-brackets 1001:0 2000"},
	    {"", "[a", "markdown-brackets 1:0 2000"},
	    {"", ">", "markdown-depth 1:0 32"},
	    {"", "> a\n> ", ""},
	    {"", "- ", ""},
	    {"", "- + ", "markdown-depth 1:0 32"},
	    {"- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - a\n", "\n", ""},
	    {"> > > > > > > > > > > > > > > > > > > > > > > > > > > > > > ", "a*", ""},
	    {"", "*a **a ", ""},
	    {"", "*", ""},
	    {"", "*_", ""},
	    {"", "<u>", "markdown-inline 1:49 16"},
	    {"", "<ruby>", "markdown-inline 1:97 16"},
	    {"", "a</u>", "html-stray"},
	    {"", "<div>", "html-large 1:1"},
	    {"<p ", "a ", "html-large"},
	    {"", "<!--", "html-large 1:1"},
	    {"", "`a``b", ""},
	    {"[a]: ", "u", ""},
	    {"", "[a]: u\n", "markdown-brackets"},
	    {"", "-{", ""},
	    {"", "|", ""},
	    {"|a|b|\n|-|-|\n", "|c\n", "table-large 1:1"},
	    {"", "](a b", ""},
	    {"", "中**“", ""},
	    {"", "# a\n", ""},
	    {"", "http", ""},
	};

	size_t good = 0;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct diag d;
		str messages, in = repeat(&a, cases[i].before, cases[i].unit, 60000);
		const struct node *doc;

		diag_init(&d, &a);
		doc = markdown_parse(&a, &d, STR("a.md"), in, 1);
		assert_true(depth_of(doc) < 90);
		messages = test_messages(&a, &d);
		if (*cases[i].message ? str_starts(messages, str_from(cases[i].message)) : !d.first)
			good++;
		else
			print_error("%s: " STR_FMT "\n", cases[i].unit, STR_ARG(messages));
		arena_free(&a);
	}
	assert_int_equal(good, sizeof cases / sizeof *cases);
}

/* Each link copies its definition: 17,000 bytes are too many for the 1,974th. */
static void
long_texts_and_definitions_have_an_end(void **state)
{
	struct arena a = {0};
	struct out o = {.mem = &a};
	struct diag d;

	(void)state;
	diag_init(&d, &a);
	out_str(&o, repeat(&a, "[a]: ", "u", 17000));
	out_str(&o, repeat(&a, "\n\n", "[a]\n\n", 10000));
	assert_null(markdown_parse(&a, &d, STR("a.md"), out_text(&o), 1)->first);
	assert_null(markdown_parse(&a, &d, STR("b.md"), repeat(&a, "", "a", 2 << 20), 1)->first);
	assert_str(test_messages(&a, &d),
		   "markdown-definitions 3947:0; markdown-bytes 1:0 2048|1024");
	arena_free(&a);
}

/* Prose, which is not counted, does not hide what stands before it and behind it. */
static void
prose_between_changes_no_cap(void **state)
{
	struct arena a = {0};
	struct out o = {.mem = &a};
	struct diag d;

	(void)state;
	diag_init(&d, &a);
	out_str(&o, repeat(&a, "里弄\n\n- 甲\n- 乙\n\n\n[a]: ", "u", 17000));
	out_str(&o, repeat(&a, "\n\n", "里弄\n\n[a]\n\n", 60000));
	assert_null(markdown_parse(&a, &d, STR("a.md"), out_text(&o), 1)->first);
	assert_str(test_messages(&a, &d), "markdown-definitions 7911:0");
	arena_free(&a);
}

/* The deepest that all caps together let through. */
static void
nesting_has_an_end(void **state)
{
	struct arena a = {0};
	struct out o = {.mem = &a};
	struct diag d;

	(void)state;
	for (int i = 0; i < MARKDOWN_DEPTH_MAX; i++)
		out_z(&o, "- ");
	for (int i = 0; i < 10000; i++)
		out_z(&o, "*a **a ");
	out_z(&o, "<u>b</u>");
	for (int i = 0; i < 10000; i++)
		out_z(&o, " a** a*");
	diag_init(&d, &a);
	assert_true(depth_of(markdown_parse(&a, &d, STR("a.md"), out_text(&o), 1)) < 90);
	assert_str(test_messages(&a, &d), "markdown-inline 1:121 16; html-stray 1:70069 u");
	o = (struct out){.mem = &a};
	for (int i = 0; i <= MARKDOWN_DEPTH_MAX; i++)
		out_fmt(&o, "%*s- a\n", 2 * i, "");
	diag_init(&d, &a);
	assert_null(markdown_parse(&a, &d, STR("a.md"), out_text(&o), 1)->first);
	assert_str(test_messages(&a, &d), "markdown-depth 33:0 32");
	arena_free(&a);
}

/* What a newspaper may well hold passes. */
static void
long_texts_pass(void **state)
{
	static const struct {
		const char *before, *unit;
	} cases[] = {
	    {"", "见[里弄](https://a.cn/x.html)和**“新风”**，在街道办理。\n\n"},
	    {"", "- [里弄](a.html)\n"},
	    {"1. [里弄](a.html)\n", "2. [里弄](a.html)\n"},
	    {"", "- 甲\n  - 乙\n    - [丙](b)\n"},
	    {"", "> 引\n\n"},
	    {"", "里弄新风，"},
	    {"", "- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - -\n"},
	    {"", "## 题\n\n![图](a.jpg)\n\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct diag d;
		const struct node *doc;

		diag_init(&d, &a);
		doc = markdown_parse(&a, &d, STR("a.md"),
				     repeat(&a, cases[i].before, cases[i].unit, 100000), 1);
		assert_str(test_messages(&a, &d), "");
		assert_non_null(doc->first);
		arena_free(&a);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(hostile_texts_end),
	    cmocka_unit_test(long_texts_and_definitions_have_an_end),
	    cmocka_unit_test(prose_between_changes_no_cap),
	    cmocka_unit_test(nesting_has_an_end),
	    cmocka_unit_test(long_texts_pass),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
