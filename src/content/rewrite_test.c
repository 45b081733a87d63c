#include "base/test.h"
#include "content/rewrite.c" /* the .c: its statics are in reach */

#include "content/edition_tree.h"

#include <dirent.h>
#include <stdio.h>

static str
rewritten(struct arena *a, struct diag *d, enum script from, enum script to, bool phrases, str text)
{
	struct convert *c = convert_new(
	    &(struct convert_options){.from = from, .to = to, .phrases = phrases});
	str s = str_dup(a, rewrite_markdown(a, d, c, to, STR("a.md"), text));

	convert_free(c);
	return s;
}

static void
only_what_a_reader_sees_changes(void **state)
{
	static const struct {
		const char *in, *want;
	} cases[] = {
	    {"", ""},
	    {"发", "發"},
	    {"\xEF\xBB\xBF发\r\n\r\n发\r\n", "\xEF\xBB\xBF發\r\n\r\n發\r\n"},
	    {"**头**发，*发*展", "**頭**髮，*發*展"},
	    {"头\n发", "頭\n髮"},
	    {"`发", "`發"},
	    {"发\001https://a.cn/ 发", "發\001https://a.cn/ 發"},
	    {"> 头\n> 发\n\n- 头\n  发", "> 頭\n> 髮\n\n- 頭\n  髮"},
	    {"　　发`头发`发", "　　發`头发`發"},
	    {"    头发\n\n```发\n发\n```", "    头发\n\n```发\n发\n```"},
	    {"&emsp;发\\*&amp;&#21457;发", "&emsp;發\\*&amp;發發"},
	    {"[发](http://a/发 \"发\")", "[發](http://a/发 \"發\")"},
	    {"https://a.cn/发", "https://a.cn/發"}, /* the address ends before it */
	    {"<https://a.cn/发>", "<https://a.cn/发>"},
	    {"[发]\n\n[发]: /发", "[發][发]\n\n[发]: /发"},
	    {"[发][]\n\n[发]: /发", "[發][发]\n\n[发]: /发"},
	    {"[发][a]\n\n[a]: /发", "[發][a]\n\n[a]: /发"},
	    {"[a]\n\n[a]: /发", "[a]\n\n[a]: /发"},
	    {"[甲][a]\n\n[a]: /a \"发\"", "[甲][a]\n\n[a]: /a \"發\""},
	    {"[甲][a][乙][A]\n\n[b]: /a (发)\n[a]: <头发>\n  '头\n发'",
	     "[甲][a][乙][A]\n\n[b]: /a (发)\n[a]: <头发>\n  '頭\n發'"},
	    {"![发 甲]\n\n> [发  甲]: /发.jpg \"发\"",
	     "![發 甲][发 甲]\n\n> [发  甲]: /发.jpg \"發\""},
	    /* no definition; and the first of two */
	    {"```\n[a]: /a \"发\"\n```\n[a]\n\n[a]: /a \"发\"",
	     "```\n[a]: /a \"发\"\n```\n[a]\n\n[a]: /a \"發\""},
	    {"[a]\n\n# b\n[a]: /a \"发\"\n[a]: /b \"发\"",
	     "[a]\n\n# b\n[a]: /a \"發\"\n[a]: /b \"发\""},
	    {"![*发*展](发.jpg \"发\")", "![*發*展](发.jpg \"發\")"},
	    {"甲![发](发.jpg)发", "甲![發](发.jpg)發"},
	    {"# 发\n\n发\n==", "# 發\n\n發\n=="},
	    {"| 发 | 头 |\n|---|---|\n| a\\|发 | 发 |", "| 發 | 頭 |\n|---|---|\n| a\\|發 | 發 |"},
	    {"<b title=\"发\">发</b>", "<b title=\"发\">發</b>"},
	    {"<div><p>发展</p><!-- 发 --><p>头发</p></div>",
	     "<div><p>發展</p><!-- 发 --><p>頭髮</p></div>"},
	    {"<ruby>发<rt>发</rt></ruby>发", "<ruby>發<rt>發</rt></ruby>發"},
	    {"发-{发}-发-{zh-hans:发;zh-hant:頭}-头", "發-{发}-發-{zh-hans:发;zh-hant:頭}-頭"},
	    {"头-{}-发", "頭-{}-發"},
	    {"---\ntitle: 发\nslug: 发\nTags: [发, 发]\nx: 发\n---\n发",
	     "---\ntitle: 發\nslug: 发\nTags: [發, 發]\nx: 发\n---\n發"},
	    {"---\ntitle: \"发\\\"发\"\n摘要: |\n  发\n  发\ndate: 发\n---\n",
	     "---\ntitle: \"發\\\"發\"\n摘要: |\n  發\n  發\ndate: 发\n---\n"},
	    {"---\npages:\n  - 1 发: front\ntitle: -{发}-发\n---\n",
	     "---\npages:\n  - 1 發: front\ntitle: -{发}-發\n---\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct diag d;

		diag_init(&d, &a);
		assert_str(
		    rewritten(&a, &d, SCRIPT_HANS, SCRIPT_HANT, false, str_from(cases[i].in)),
		    cases[i].want);
		assert_str(test_messages(&a, &d), "");
		arena_free(&a);
	}
}

static void
words_of_other_lengths_keep_what_is_round_them(void **state)
{
	struct arena a = {0};
	struct diag d;

	(void)state;
	diag_init(&d, &a);
	assert_str(rewritten(&a, &d, SCRIPT_HANS, SCRIPT_HANT_TW, true,
			     STR("甲\\*字节和**数据库**&amp;出租车\\*字节")),
		   "甲\\*位元組和**資料庫**&amp;計程車\\*位元組");
	arena_free(&a);
}

static void
what_cannot_be_done_is_told(void **state)
{
	static const struct {
		const char *in, *want, *messages;
	} cases[] = {
	    {"发\xFF", "发\xFF", "rewrite-bad 0:0 3"},
	    {"---\nscript: hans\n---\n发", "---\nscript: hans\n---\n發",
	     "rewrite-script 2:9 hans|hant"},
	    {"[甲][a]\n\n- [a]: /a \"发\"", "[甲][a]\n\n- [a]: /a \"发\"", "rewrite-lost 1:1"},
	    {"甲-{发", "甲-{發", "lock-open 1:2"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct diag d;

		diag_init(&d, &a);
		assert_str(
		    rewritten(&a, &d, SCRIPT_HANS, SCRIPT_HANT, false, str_from(cases[i].in)),
		    cases[i].want);
		assert_str(test_messages(&a, &d), cases[i].messages);
		arena_free(&a);
	}
}

static struct node *
body(struct arena *a, str text)
{
	struct diag d;
	struct front f;
	const struct source *src;

	diag_init(&d, a);
	src = source_new(a, &d, STR("a.md"), text);
	front_read(a, &d, src, &f);
	return markdown_parse(a, &d, src->path, f.body, f.body_line);
}

static struct node *
edition(struct arena *a, enum script from, enum script to, struct node *n)
{
	struct convert *c = convert_new(&(struct convert_options){.from = from, .to = to});
	struct diag d;

	diag_init(&d, a);
	n = edition_tree(a, &d, c, n);
	convert_free(c);
	return n;
}

/* The tree of what was rewritten is the edition of the tree. */
static void
assert_same_tree(const struct node *x, const struct node *y)
{
	const struct node *xtop = x, *ytop = y;

	for (; x && y; x = node_walk(xtop, x), y = node_walk(ytop, y)) {
		assert_int_equal(x->type, y->type);
		assert_true(str_eq(x->text, y->text));
		assert_true(str_eq(x->url, y->url));
		assert_true(str_eq(x->alt, y->alt));
		assert_true(str_eq(x->title, y->title));
	}
	assert_true(!x && !y);
}

static void
assert_rewrites(const char *path)
{
	static char bytes[1 << 20];
	FILE *f = fopen(path, "r");
	struct arena a = {0};
	struct diag d;
	str in, out;

	assert_non_null(f);
	in = (str){bytes, (ptrdiff_t)fread(bytes, 1, sizeof bytes, f)};
	fclose(f);
	diag_init(&d, &a);
	out = rewritten(&a, &d, SCRIPT_HANS, SCRIPT_HANT, false, in);
	for (const struct diag_msg *m = d.first; m; m = m->next)
		assert_int_not_equal(m->id, D_REWRITE_LOST);
	assert_same_tree(edition(&a, SCRIPT_HANS, SCRIPT_HANT, body(&a, in)),
			 edition(&a, SCRIPT_HANT, SCRIPT_HANT, body(&a, out)));
	arena_free(&a);
}

/* All Markdown of the papers below FOLDER; their number. */
static int
rewrite_folder(struct arena *a, const char *folder)
{
	DIR *dir = opendir(folder);
	int n = 0;

	assert_non_null(dir);
	for (const struct dirent *e; (e = readdir(dir));) {
		str path = str_fmt(a, "%s/%s", folder, e->d_name);

		if (e->d_name[0] == '.')
			continue;
		if (e->d_type == DT_DIR) {
			n += rewrite_folder(a, path.p);
		} else if (str_ends(path, STR(".md"))) {
			assert_rewrites(path.p);
			n++;
		}
	}
	closedir(dir);
	return n;
}

static void
papers_read_as_their_edition(void **state)
{
	struct arena a = {0};
	const char *material = getenv("MATERIAL");

	(void)state;
	assert_in_range(rewrite_folder(&a, "content"), 10, 1000);
	if (material)
		rewrite_folder(&a, str_fmt(&a, "%s/content", material).p);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(only_what_a_reader_sees_changes),
	    cmocka_unit_test(words_of_other_lengths_keep_what_is_round_them),
	    cmocka_unit_test(what_cannot_be_done_is_told),
	    cmocka_unit_test(papers_read_as_their_edition),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
