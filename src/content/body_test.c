#include "base/test.h"
#include "content/body.c" /* the .c: its statics are in reach */
#include "content/markdown.h"
#include "markup/xhtml.h"

/* Where the tests' paper puts things; "gone" leads nowhere. */
static str
file_target(void *ctx, struct arena *a, const struct node *n)
{
	(void)ctx;
	return str_eq(n->url, STR("gone")) ? (str){0} : str_fmt(a, "../" STR_FMT, STR_ARG(n->url));
}

static str
other_sizes(void *ctx, struct arena *a, const struct node *n)
{
	(void)ctx;
	return str_fmt(a, "480/" STR_FMT " 480w", STR_ARG(n->url));
}

static str
xhtml(struct arena *a, const char *markdown, const struct body_links *links,
      const struct picture *picture)
{
	struct diag d;
	struct element *e = element_new(a, NULL, STR("div"));
	struct out o = {.mem = a};
	struct node *doc;

	diag_init(&d, a);
	doc = markdown_parse(a, &d, STR("a.md"), str_from(markdown), 1);
	for (struct node *n = doc; n; n = node_walk(doc, n))
		n->picture = picture;
	body_append(a, e, doc, links);
	for (e = e->first; e; e = e->next)
		xhtml_fragment(&o, e);
	return out_text(&o);
}

static void
each_node_has_its_element(void **state)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
	    {"里*弄***新**`a<b`", "<p>里<em>弄</em><strong>新</strong><code>a&lt;b</code></p>"},
	    {"## 题", "<h2 id=\"题\">题</h2>"},
	    {"a\nb\\\nc", "<p>a b<br />c</p>"},
	    {"---", "<hr />"},
	    {"<ruby>崧<rt>sōng</rt></ruby>H<sub>2</sub><kbd>x</kbd>",
	     "<p><ruby>崧<rt>sōng</rt></ruby>H<sub>2</sub><kbd>x</kbd></p>"},
	    {"[a](b.html \"t\")[c](https://a.cn/)[d](#e)",
	     "<p><a href=\"../b.html\" title=\"t\">a</a><a href=\"https://a.cn/\">c</a><a "
	     "href=\"../#e\">d</a></p>"},
	    {"[*a*](gone)![b](gone)", "<p><em>a</em>b</p>"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct body_links links = {.target = file_target};

		assert_str(str_trim(xhtml(&a, cases[i].in, &links, NULL)), cases[i].out);
		arena_free(&a);
	}
}

/* TEXT without line ends: where the writer breaks lines is its own matter. */
static str
one_line(struct arena *a, str text)
{
	struct out o = {.mem = a};

	while (text.n > 0)
		out_str(&o, str_cut(&text, STR("\n")));
	return out_text(&o);
}

static void
lists_and_tables(void **state)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
	    {"- 甲\n- 乙", "<ul><li>甲</li><li>乙</li></ul>"},
	    {"3. 甲\n\n4. 乙", "<ol start=\"3\"><li><p>甲</p></li><li><p>乙</p></li></ol>"},
	    {"1. 甲\n   > 乙", "<ol><li>甲<blockquote><p>乙</p></blockquote></li></ol>"},
	    {"|甲|乙|丙|丁|\n|-|:-|:-:|-:|\n|1|2|3|\n",
	     "<table><thead><tr><th scope=\"col\">甲</th><th scope=\"col\" class=\"left\">乙</th>"
	     "<th scope=\"col\" class=\"center\">丙</th><th scope=\"col\" "
	     "class=\"right\">丁</th></tr>"
	     "</thead><tbody><tr><td>1</td><td class=\"left\">2</td><td class=\"center\">3</td>"
	     "<td class=\"right\"></td></tr></tbody></table>"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct body_links links = {0};

		assert_str(one_line(&a, xhtml(&a, cases[i].in, &links, NULL)), cases[i].out);
		arena_free(&a);
	}
}

static void
code_keeps_its_lines(void **state)
{
	struct arena a = {0};
	struct body_links links = {0};

	(void)state;
	assert_str(str_trim(xhtml(&a, "```\n一\n\n 二\n```", &links, NULL)),
		   "<pre><code>一\n\n 二\n</code></pre>");
	arena_free(&a);
}

static void
figures_have_caption_credit_and_sizes(void **state)
{
	struct arena a = {0};
	struct body_links links = {.target = file_target, .srcset = other_sizes};
	struct picture p = {.width = 960, .height = 640};

	(void)state;
	assert_str(
	    one_line(&a, xhtml(&a, "![里弄](a.jpg \"钟丽 摄\")", &links, &p)),
	    "<figure><img src=\"../a.jpg\" srcset=\"480/a.jpg 480w\" alt=\"里弄\" width=\"960\" "
	    "height=\"640\" loading=\"lazy\" /><figcaption><span class=\"caption\">里弄</span> "
	    "<span class=\"credit\">钟丽 摄</span></figcaption></figure>");
	assert_str(
	    one_line(&a, xhtml(&a, "![](a.jpg)", &links, NULL)),
	    "<figure><img src=\"../a.jpg\" srcset=\"480/a.jpg 480w\" alt=\"\" loading=\"lazy\" "
	    "/></figure>");
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_node_has_its_element),
	    cmocka_unit_test(lists_and_tables),
	    cmocka_unit_test(code_keeps_its_lines),
	    cmocka_unit_test(figures_have_caption_credit_and_sizes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
