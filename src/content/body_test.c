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

static struct body_picture
plain_picture(void *ctx, struct arena *a, const struct node *n)
{
	return (struct body_picture){.src = file_target(ctx, a, n)};
}

static struct body_picture
in_sizes(void *ctx, struct arena *a, const struct node *n)
{
	return (struct body_picture){.src = file_target(ctx, a, n),
				     .srcset = str_fmt(a, "480/" STR_FMT " 480w", STR_ARG(n->url))};
}

/* All there is. */
static struct body_picture
whole_picture(void *ctx, struct arena *a, const struct node *n)
{
	struct body_picture p = in_sizes(ctx, a, n);

	p.webp = STR("w 480w");
	p.sizes = STR("50vw");
	p.whole = STR("large.jpg");
	return p;
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
		struct body_links links = {.target = file_target, .picture = plain_picture};

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

/* Blocks stand on lines of their own, where no text stands beside them. */
static void
lines_are_broken_between_blocks(void **state)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
	    {"> 甲", "<blockquote>\n<p>甲</p>\n</blockquote>"},
	    {"- 甲\n- 乙", "<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>"},
	    {"- 甲\n\n- 乙", "<ul>\n<li>\n<p>甲</p>\n</li>\n<li>\n<p>乙</p>\n</li>\n</ul>"},
	    {"- 甲\n  1. 乙", "<ul>\n<li>甲<ol>\n<li>乙</li>\n</ol></li>\n</ul>"},
	    {"- > 甲", "<ul>\n<li>\n<blockquote>\n<p>甲</p>\n</blockquote>\n</li>\n</ul>"},
	    {"|甲|\n|-|\n|1|\n",
	     "<table>\n<thead>\n<tr>\n<th scope=\"col\">甲</th>\n</tr>\n</thead>\n"
	     "<tbody>\n<tr>\n<td>1</td>\n</tr>\n</tbody>\n</table>"},
	    {"![里弄](gone)",
	     "<figure>\n<figcaption><span class=\"caption\">里弄</span></figcaption>\n"
	     "</figure>"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct body_links links = {.target = file_target, .picture = plain_picture};

		assert_str(xhtml(&a, cases[i].in, &links, NULL), cases[i].out);
		arena_free(&a);
	}
}

static void
headings_have_no_ids_where_texts_share_a_file(void **state)
{
	struct arena a = {0};
	struct body_links links = {.no_ids = true};

	(void)state;
	assert_str(xhtml(&a, "## 题", &links, NULL), "<h2>题</h2>");
	arena_free(&a);
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
	struct body_links links = {.target = file_target, .picture = in_sizes};
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

static void
pictures_lead_to_all_of_them(void **state)
{
	struct arena a = {0};
	struct body_links links = {.picture = whole_picture, .enlarge = STR("看大图")};

	(void)state;
	assert_str(
	    one_line(&a, xhtml(&a, "![](a.jpg)", &links, NULL)),
	    "<figure><a class=\"whole\" href=\"large.jpg\" aria-label=\"看大图\"><picture><source "
	    "type=\"image/webp\" srcset=\"w 480w\" sizes=\"50vw\" /><img src=\"../a.jpg\" "
	    "srcset=\"480/a.jpg 480w\" sizes=\"50vw\" alt=\"\" loading=\"lazy\" "
	    "/></picture></a></figure>");
	arena_free(&a);
}

/* Whether a browser waits for each picture of a text. */
static void
the_first_picture_is_asked_for_at_once(void **state)
{
	static const struct {
		const char *in, *waits; /* h: asked for first, 0: at once, l: when it is near */
		bool at_once;
	} cases[] = {
	    {"![](a)\n\n一段\n\n![](b)", "hl", true}, {"一段\n\n![](a)\n\n![](b)", "0l", true},
	    {"## 题\n\n![](a)", "h", true},	      {"一段![](a)", "0", true},
	    {"![](a)\n\n![](b)", "ll", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct body_links links = {.first_at_once = cases[i].at_once};
		str html = xhtml(&a, cases[i].in, &links, NULL);
		struct out waits = {.mem = &a};

		for (str_cut(&html, STR("<img")); html.n > 0;) {
			str img = str_cut(&html, STR("<img"));

			out_char(&waits, str_find(img, STR("high")) >= 0   ? 'h'
					 : str_find(img, STR("lazy")) >= 0 ? 'l'
									   : '0');
		}
		assert_str(out_text(&waits), cases[i].waits);
		arena_free(&a);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_node_has_its_element),
	    cmocka_unit_test(lists_and_tables),
	    cmocka_unit_test(lines_are_broken_between_blocks),
	    cmocka_unit_test(headings_have_no_ids_where_texts_share_a_file),
	    cmocka_unit_test(code_keeps_its_lines),
	    cmocka_unit_test(figures_have_caption_credit_and_sizes),
	    cmocka_unit_test(pictures_lead_to_all_of_them),
	    cmocka_unit_test(the_first_picture_is_asked_for_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
