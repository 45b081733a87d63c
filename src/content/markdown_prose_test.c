#include "base/test.h"
#include "content/markdown.c" /* the .c: its statics are in reach */

/* What most texts are made of, what ends a block, and all else. */
static const char *const words[] = {"里", "弄", "新风", "社区", "，", "“", "”", "伊", "2024", "a"};
static const char *const ends[] = {
    "\n\n",	"\n\n",	  "\n\n",   "\n\n\n", "\n\n　　", "\n\n- ",  "\n- ",	"\n\n## ",
    "\n### ",	"\n\n> ", "\n\n* ", "\n",     "\n\n1. ",  "\n---\n", "\n===\n", "\n\n***\n\n",
    "\n\n    ", "\n  ",	  "\n\n- ", "**",     "**",	  "**",	     "**",
};
static const char *const others[] = {
    "（",	 "）",
    "——",	 "　",
    "＊",	 "＊＊",
    "＃",	 "－",
    "＋ ",	 "＞",
    "｜",	 "】",
    "】(a.b)",	 "】（a.b）",
    "【",	 "*",
    "***",	 "_",
    "`",	 "```",
    "~~~",	 " ",
    "  ",	 "\t",
    "#",	 " #",
    "1. ",	 "3.5%",
    "!",	 "[",
    "](a)",	 "![图](a.jpg)",
    "[r]",	 "\n\n[r]: /u\n\n",
    "<b>",	 "</b>",
    "\n\n<div>", "\n\n<!-- ",
    "-->",	 "<script>",
    "&amp;",	 "&#12288;",
    "\\",	 "\\*",
    "-{",	 "}-",
    "{",	 "http://a.cn/x",
    "http",	 "\u2003",
    "\u00a0",	 "\ufe0e",
    "\u0301",	 "😀",
    "\ufeff",	 "　　3 ",
    "\u200b",	 "\n\n|甲|\n|-|\n|乙|\n\n",
};

/* Every field that reading sets, of a tree. */
static void
put_tree(struct out *o, const struct node *doc)
{
	for (const struct node *n = doc; n; n = node_walk(doc, n)) {
		for (const struct node *up = n->parent; up; up = up->parent)
			out_char(o, ' ');
		out_fmt(o, "%d %d:%d " STR_FMT " " STR_FMT " " STR_FMT " %d %d %d\n", (int)n->type,
			n->at.line, n->at.col, STR_ARG(n->text), STR_ARG(n->url), STR_ARG(n->id),
			n->level, n->start, (int)n->tight);
	}
}

static str
tree(struct arena *a, str text, const struct prose *prose)
{
	struct out o = {.mem = a};
	struct diag d;

	diag_init(&d, a);
	put_tree(&o, prose ? parse_rest(a, &d, STR("a.md"), text, 3, prose)
			   : markdown_parse(a, &d, STR("a.md"), text, 3));
	out_str(&o, test_messages(a, &d));
	return out_text(&o);
}

static uint32_t
draw(uint64_t *random, size_t below)
{
	*random = *random * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*random >> 33) % (uint32_t)below;
}

static str
random_text(struct arena *a, uint64_t *random)
{
	struct out o = {.mem = a};
	bool odd = draw(random, 3) > 0;

	for (uint32_t n = draw(random, 40); n > 0; n--) {
		uint32_t kind = draw(random, 8);

		if (kind == 7 && odd)
			out_z(&o, others[draw(random, sizeof others / sizeof *others)]);
		else if (kind > 4)
			out_z(&o, ends[draw(random, sizeof ends / sizeof *ends)]);
		else
			out_z(&o, words[draw(random, sizeof words / sizeof *words)]);
	}
	return out_text(&o);
}

static void
cmark_reads_the_same(void **state)
{
	static const struct prose none;
	uint64_t random = 1;
	int runs = 0, all = 0;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct arena a = {0};
		str text = random_text(&a, &random), with = tree(&a, text, NULL);
		str without = tree(&a, text, &none);
		struct prose p;

		prose_find(&a, STR("a.md"), text, 3, &p);
		runs += p.first != NULL;
		all += p.first && p.all;
		if (!str_eq(with, without))
			print_error("of \"" STR_FMT "\"\n" STR_FMT "not\n" STR_FMT, STR_ARG(text),
				    STR_ARG(with), STR_ARG(without));
		assert_true(str_eq(with, without));
		arena_free(&a);
	}
	print_message("%d texts with prose, %d of it alone\n", runs, all);
	assert_true(runs > 8000 && all > 1000);
}

#define FOUR(s)	   s s s s
#define SIXTEEN(s) FOUR(s) FOUR(s) FOUR(s) FOUR(s)

/* How many runs of prose there are in a text, and if it is all. */
static void
prose_is_found(void **state)
{
	static const struct {
		const char *text;
		int runs;
		bool all;
	} cases[] = {
	    {"里弄，**新风**。\n\n## 社区\n\n- 甲\n- **乙**\n\n　　2024年。", 1, true},
	    {"\n\n里弄\n", 1, true},
	    {"里\n弄\n\n新", 1, false},
	    {"里\n\n[弄](a)\n\n新", 2, false},
	    {"里\n\n<b>弄</b>\n\n新", 1, false},
	    {"```\n里\n\n弄\n\n新", 0, false},
	    {"1. 里\n\n- 弄\n\n新", 1, false},
	    {"- 里\n\n  弄", 0, false},
	    {"里**弄*", 0, false},
	    {"里**弄", 0, false},
	    {"里 **弄**", 0, false},
	    {"**里** **弄**", 0, false},
	    {"# 里 #", 0, false},
	    {"###### 里", 1, true},
	    {"####### 里", 0, false},
	    {"- 里\n\n\t弄", 0, false},
	    {SIXTEEN("**里**弄"), 1, true},
	    {SIXTEEN("**里**弄") "**里**", 0, false},
	    {"# 里\n弄\n---", 1, false},
	    {"＃ 里", 0, false},
	    {"\ufeff里", 0, false},
	    {"【里】（a.html）", 0, false},
	    {"【里】弄", 1, true},
	    {"＊＊里＊＊弄", 0, false},
	    {"伊人", 1, true},
	    {"里http://a.cn/弄", 0, false},
	    {"", 0, true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct prose p;
		int runs = 0;

		prose_find(&a, STR("a.md"), str_from(cases[i].text), 1, &p);
		for (const struct prose_run *r = p.first; r; r = r->next)
			runs++;
		if (runs != cases[i].runs || p.all != cases[i].all)
			print_error("in \"%s\"\n", cases[i].text);
		assert_int_equal(runs, cases[i].runs);
		assert_int_equal(p.all, cases[i].all);
		arena_free(&a);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(cmark_reads_the_same),
	    cmocka_unit_test(prose_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
