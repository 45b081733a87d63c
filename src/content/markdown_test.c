#include "base/test.h"
#include "content/markdown.c" /* the .c: its statics are in reach */
#include "content/tree_html.h"

struct markdown_case {
	const char *in, *out, *messages;
};

static void
check(const struct markdown_case *c, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct arena a = {0};
		struct diag d;
		str out = html(&a, &d, str_from(c[i].in));

		if (!str_eq(out, str_from(c[i].out)))
			print_error("from \"%s\"\n", c[i].in);
		assert_str(out, c[i].out);
		if (!str_eq(test_messages(&a, &d), str_from(c[i].messages)))
			print_error("from \"%s\"\n", c[i].in);
		assert_str(test_messages(&a, &d), c[i].messages);
		arena_free(&a);
	}
}

#define CHECK(cases) check((cases), sizeof(cases) / sizeof *(cases))

static void
emphasis_beside_chinese_marks(void **state)
{
	static const struct markdown_case cases[] = {
	    {"**“里弄新风”**开讲", "<p><strong>“里弄新风”</strong>开讲</p>", ""},
	    {"订APP**“里弄”**APP", "<p>订APP<strong>“里弄”</strong>APP</p>", ""},
	    {"**_“双”_**中", "<p><strong><em>“双”</em></strong>中</p>", ""},
	    {"> **“好”**的", "<blockquote><p><strong>“好”</strong>的</p></blockquote>", ""},
	    {">**文*", "<blockquote><p>*<em>文</em></p></blockquote>", ""},
	    {"中**_“双”_**", "<p>中<strong><em>“双”</em></strong></p>", ""},
	    {"是**￥心入沙身会往论大名让知**乡",
	     "<p>是<strong>￥心入沙身会往论大名让知</strong>乡</p>", ""},
	    {"中\\*\\*“x”\\*\\*中", "<p>中**“x”**中</p>", ""},
	    {"中`**“x”**`中", "<p>中<code>**“x”**</code>中</p>", ""},
	    {"    中**“x”**中", "<pre>中**“x”**中\n</pre>", ""},
	    {"[x](<中**“x”**中.html> \"中**“t”**中\")",
	     "<p><a href=\"中**“x”**中.html\" title=\"中**“t”**中\">x</a></p>", ""},
	    {"中 * 文 * 字", "<p>中 * 文 * 字</p>", ""},
	    {"字\xF0\x92\x91\xB4**“x”**", "<p>字\xF0\x92\x91\xB4<strong>“x”</strong></p>", ""},
	    {"a\xEF\xBF\xBE\xEF\xBF\xBF"
	     "0\xEF\xBF\xBF"
	     "b`c`",
	     "<p>a0b<code>c</code></p>", ""},
	};

	(void)state;
	CHECK(cases);
}

static void
locks_come_through_whole(void **state)
{
	static const struct markdown_case cases[] = {
	    {"-{*}-和-{*}-", "<p>-{*}-和-{*}-</p>", ""},
	    {"**-{zh-hans:软件;zh-hant:軟體}-**b",
	     "<p><strong>-{zh-hans:软件;zh-hant:軟體}-</strong>b</p>", ""},
	    {"-{[a](b)_c_&amp;\\*}-", "<p>-{[a](b)_c_&amp;amp;\\*}-</p>", ""},
	    {"`-{a}-`", "<p><code>-{a}-</code></p>", ""},
	    {"`-{a` b}-`", "<p><code>-{a</code> b}-`</p>", ""},
	    {"甲<!-- -{ -->乙}-", "<p>甲乙}-</p>", ""},
	    {"-{<b>x</b>}-", "<p>-{<strong>x</strong>}-</p>", ""},
	    {"[x](-{a}-.html \"-{*t*}-\")", "<p><a href=\"-{a}-.html\" title=\"-{*t*}-\">x</a></p>",
	     ""},
	    {"-{*a\nb*}-", "<p>-{<em>a\nb</em>}-</p>", ""},
	    {"|-{a|b}-|\n|-|\n", "<table><tr><td>-{a|b}-</td></tr></table>", ""},
	};

	(void)state;
	CHECK(cases);
}

static void
soft_breaks_vanish_between_chinese(void **state)
{
	static const struct markdown_case cases[] = {
	    {"里弄\n新风", "<p>里弄新风</p>", ""},
	    {"里弄\n**新风**", "<p>里弄<strong>新风</strong></p>", ""},
	    {"the\nlane", "<p>the\nlane</p>", ""},
	    {"the “lane”\n2024", "<p>the “lane”2024</p>", ""},
	    {"안녕\n하세요", "<p>안녕\n하세요</p>", ""},
	    {"字![图](a.jpg)\n字", "<p>字<img src=\"a.jpg\" alt=\"图\" />\n字</p>", ""},
	    {"字\\\n字", "<p>字<br />\n字</p>", ""},
	    {"-{乐}-\n-{a}-", "<p>-{乐}--{a}-</p>", ""},
	    {"-{a}-\n-{zh-hans:乐;zh-hant:樂}-", "<p>-{a}--{zh-hans:乐;zh-hant:樂}-</p>", ""},
	    {"<ruby>崧<rt>a</rt></ruby>\nb", "<p><ruby>崧<rt>a</rt></ruby>b</p>", ""},
	    {"![里\n弄](a.jpg)", "<figure src=\"a.jpg\" alt=\"里弄\" />", ""},
	};

	(void)state;
	CHECK(cases);
}

static void
indents_go(void **state)
{
	static const struct markdown_case cases[] = {
	    {"　　里弄　新风", "<p>里弄　新风</p>", ""},
	    {"&emsp;&emsp;里弄", "<p>里弄</p>", ""},
	    {"&#12288;**里**", "<p><strong>里</strong></p>", ""},
	    {"- 　里", "<ul><li><p>里</p></li></ul>", ""},
	    {"　", "", ""},
	};

	(void)state;
	CHECK(cases);
}

static void
headings_get_ids(void **state)
{
	static const struct markdown_case cases[] = {
	    {"# 里弄 新风", "<h2 id=\"里弄-新风\">里弄 新风</h2>", ""},
	    {"### “好”，A_b-1", "<h3 id=\"好A_b-1\">“好”，A_b-1</h3>", ""},
	    {"## 同\n## 同\n## 同-2",
	     "<h2 id=\"同\">同</h2><h2 id=\"同-2\">同</h2><h2 "
	     "id=\"同-2-2\">同-2</h2>",
	     ""},
	    {"## ——\n##", "<h2 id=\"section-1\">——</h2><h2 id=\"section-2\"></h2>", ""},
	    {"## -{zh-hans:软件;zh-hant:軟體}-和-{乐}-",
	     "<h2 id=\"软件和乐\">-{zh-hans:软件;zh-hant:軟體}-和-{乐}-</h2>", ""},
	    {"题\n===", "<h2 id=\"题\">题</h2>", ""},
	};

	(void)state;
	CHECK(cases);
}

static void
tables_are_read(void **state)
{
	static const struct markdown_case cases[] = {
	    {"|甲|乙|\n|:-|-:|\n|**“x”**中|1\\|2|\n",
	     "<table><tr><td>甲</td><td>乙</td></tr><tr><td><strong>“x”</strong>中</td><td>1|2</"
	     "td></"
	     "tr></table>",
	     ""},
	    {"甲|乙\n-|-\n1\n",
	     "<table><tr><td>甲</td><td>乙</td></tr><tr><td>1</td><td></td></tr></table>", ""},
	    {"|甲|\n|-|\n|1|2|\n", "<table><tr><td>甲</td></tr><tr><td>1</td></tr></table>",
	     "table-cells 3:4 1"},
	    {"> 引\n> |甲|\n> |-|\n> |1|\n\n后",
	     "<blockquote><p>引</p><table><tr><td>甲</td></tr><tr><td>1</td></tr></table></"
	     "blockquote><p>后</p>",
	     ""},
	    {"- |甲|\n  |-|\n  |[r]|\n\n[r]: u",
	     "<ul><li><table><tr><td>甲</td></tr><tr><td><a "
	     "href=\"u\">r</a></td></tr></table></li></ul>",
	     ""},
	    {"|甲|\n|-|\n|1|\n---\n后",
	     "<table><tr><td>甲</td></tr><tr><td>1</td></tr></table><hr /><p>后</p>", ""},
	    {"|甲|乙|\n|-|\n", "<p>|甲|乙|\n|-|</p>", ""},
	    {"```\n|甲|\n|-|\n```", "<pre>|甲|\n|-|\n</pre>", ""},
	    {"|# a|- b|\n|-|-|\n|> c|    d|\n",
	     "<table><tr><td># a</td><td>- b</td></tr><tr><td>&gt; c</td><td>d</td></tr></table>",
	     ""},
	    {"|`a|b`|\n|-|-|\n", "<table><tr><td>`a</td><td>b`</td></tr></table>", ""},
	    {"｜甲｜乙｜\n｜-｜-｜", "<p>｜甲｜乙｜｜-｜-｜</p>", "table-fullwidth 1:1"},
	};

	(void)state;
	CHECK(cases);
}

static void
pictures_alone_are_figures(void **state)
{
	static const struct markdown_case cases[] = {
	    {"![里**弄**](a.jpg \"钟丽 摄\")",
	     "<figure src=\"a.jpg\" alt=\"里弄\" title=\"钟丽 摄\" />", ""},
	    {"![一](a.jpg)\n![二](b.jpg)",
	     "<figure src=\"a.jpg\" alt=\"一\" /><figure src=\"b.jpg\" alt=\"二\" />", ""},
	    {"见![一](a.jpg)", "<p>见<img src=\"a.jpg\" alt=\"一\" /></p>", ""},
	    {"　　![一](a.jpg)", "<figure src=\"a.jpg\" alt=\"一\" />", ""},
	    {"![一]()", "<p>一</p>", "image-empty 1:1"},
	};

	(void)state;
	CHECK(cases);
}

static void
links_lead_where_they_may(void **state)
{
	static const struct markdown_case cases[] = {
	    {"[x](javascript:a)", "<p>x</p>", "link-scheme 1:1 javascript"},
	    {"[x](JaVa&Tab;Script:a)", "<p>x</p>", "link-scheme 1:1 JaVaScript"},
	    {"字[x](&#1;javascript&colon;a)", "<p>字x</p>",
	     "markdown-char 1:2; link-scheme 1:2 javascript"},
	    {"[x](<java\\\nscript:a>)", "<p><a href=\"java\\script:a\">x</a></p>", ""},
	    {"[x](data:text/html,a)[y](feed:b)", "<p>xy</p>",
	     "link-scheme 1:1 data; link-scheme 1:22 feed"},
	    {"![x](data:image/png,a)", "<p>x</p>", "image-scheme 1:1 data"},
	    {"<view-source:x>", "<p>view-source:x</p>", "link-scheme 1:1 view-source"},
	    {"[x](tel:1)[y](MAILTO:a@b)",
	     "<p><a href=\"tel:1\">x</a><a href=\"MAILTO:a@b\">y</a></p>", ""},
	    {"[x](//a.cn/b)[y](#题)",
	     "<p><a href=\"https://a.cn/b\">x</a><a href=\"#题\">y</a></p>", ""},
	    {"[x]()", "<p>x</p>", "link-empty 1:1"},
	    {"见https://a.cn/b。", "<p>见<a href=\"https://a.cn/b\">https://a.cn/b</a>。</p>", ""},
	    {"[见https://a.cn](b)`https://a.cn`",
	     "<p><a href=\"b\">见https://a.cn</a><code>https://a.cn</code></p>", ""},
	    {"(https://a.cn/b_(c)).",
	     "<p>(<a href=\"https://a.cn/b_(c)\">https://a.cn/b_(c)</a>).</p>", ""},
	};

	(void)state;
	CHECK(cases);
}

static void
raw_html_is_cut_down(void **state)
{
	static const struct markdown_case cases[] = {
	    {"<ruby>崧<rt>sōng</rt></ruby>泽<br>字",
	     "<p><ruby>崧<rt>sōng</rt></ruby>泽<br />\n字</p>", ""},
	    {"<b>甲<i>乙</i></b>", "<p><strong>甲<em>乙</em></strong></p>", ""},
	    {"甲<u>乙", "<p>甲<u>乙</u></p>", "html-unclosed 1:2 u"},
	    {"*甲<u>乙*丙</u>", "<p><em>甲<u>乙</u></em>丙</p>",
	     "html-unclosed 1:3 u; html-stray 1:9 u"},
	    {"甲</u>", "<p>甲</p>", "html-stray 1:2 u"},
	    {"<ruby>字<rt>a<rt>b</ruby>", "<p><ruby>字<rt>a</rt><rt>b</rt></ruby></p>", ""},
	    {"甲<rt>b</rt>", "<p>甲b</p>", "html-ruby 1:2 rt; html-stray 1:7 rt"},
	    {"甲<script>x</script>乙", "<p>甲乙</p>", "html-hidden 1:2 script"},
	    {"甲<SVG>x\n\n乙", "<p>甲</p><p>乙</p>", "html-hidden 1:2 svg"},
	    {"甲<span style='x'>乙</span>", "<p>甲乙</p>", "html-dropped 1:2 span"},
	    {"<u onclick=\"x\">乙</u>", "<p><u>乙</u></p>", "html-attribute 1:1 u|onclick"},
	    {"甲<!-- x -->乙<?php x ?>", "<p>甲乙</p>", "html-hidden 1:13 ?"},
	    {"<!-- 甲 -->\n\n乙", "<p>乙</p>", ""},
	    {"<div>\n甲\n乙<script>x</script>\n</div>", "<p>甲乙</p>",
	     "html-dropped 1:1 div; html-hidden 3:0 script"},
	    {"<p>甲<u>乙</u></p><p>丙</p>", "<p>甲<u>乙</u></p><p>丙</p>", ""},
	    {"<p>a<u>乙<p>丙</u>", "<p>a<u>乙</u></p><p>丙</p>", ""},
	    {"<td onclick=x>甲&lt;&#1;&nosuch;</td>", "<p>甲&lt;&amp;nosuch;</p>",
	     "html-dropped 1:1 td"},
	    {"<div><meta charset=gbk>甲</div>", "<p>甲</p>",
	     "html-dropped 1:1 div; html-dropped 1:1 meta"},
	    {"<!DOCTYPE html [<!ENTITY x SYSTEM \"/etc/passwd\">]>\n<p>&x;</p>",
	     "<p>]&gt;</p><p>&amp;x;</p>", "html-dropped 1:1 !DOCTYPE"},
	};

	(void)state;
	CHECK(cases);
}

static void
what_no_page_can_hold_is_dropped(void **state)
{
	static const struct markdown_case cases[] = {
	    {"甲&#xFFFE;乙", "<p>甲乙</p>", "markdown-char 1:1"},
	    {"甲&#xFDD0;&#x1FFFF;乙", "<p>甲乙</p>", "markdown-char 1:1"},
	    {"&#1;&#xFFFF;&#127;", "", "markdown-char 1:1"},
	    {"[&#2;a](b \"&#3;t\")", "<p><a href=\"b\" title=\"t\">a</a></p>",
	     "markdown-char 1:1; markdown-char 1:2"},
	    {"a&#10;b&#13;c", "<p>a bc</p>", "markdown-char 1:1"},
	};

	(void)state;
	CHECK(cases);
}

static void
lists_and_blocks(void **state)
{
	static const struct markdown_case cases[] = {
	    {"- 甲\n- 乙", "<ul><li><p>甲</p></li><li><p>乙</p></li></ul>", ""},
	    {"3. 甲\n\n4. 乙", "<ol 3 loose><li><p>甲</p></li><li><p>乙</p></li></ol>", ""},
	    {"2023. 年", "<ol 2023><li><p>年</p></li></ol>", "list-number 1:1 2023"},
	    {"***", "<hr />", ""},
	    {"1、甲", "<p>1、甲</p>", ""},
	};

	(void)state;
	CHECK(cases);
}

static void
traps_are_reported(void **state)
{
	static const struct markdown_case cases[] = {
	    {"＃ 题", "<p>＃ 题</p>", "marker-fullwidth 1:1 ＃|#"},
	    {"＊　条\n＞引", "<p>＊　条＞引</p>",
	     "marker-fullwidth 1:1 ＊|*; marker-fullwidth 2:1 ＞|>"},
	    {"－－－", "<p>－－－</p>", "marker-fullwidth 1:1 －|-"},
	    {"＃里弄＃", "<p>＃里弄＃</p>", ""},
	    {"　# 题", "<p># 题</p>", "marker-indent 1:1 #"},
	    {"　- 条", "<p>- 条</p>", "marker-indent 1:1 -"},
	    {"　12. 条", "<p>12. 条</p>", "marker-indent 1:1 12."},
	    {"　　2023年", "<p>2023年</p>", ""},
	    {"　　3 月\n　　#1 路", "<p>3 月　　#1 路</p>", ""},
	    {"甲＊＊乙＊＊丙", "<p>甲＊＊乙＊＊丙</p>", "marker-bold 1:2"},
	    {"甲[文]（a.html）", "<p>甲[文]（a.html）</p>", "link-parentheses 1:2 文|a.html"},
	    {"甲[文]（见下）", "<p>甲[文]（见下）</p>", ""},
	    {"【文】(a.html)", "<p>【文】(a.html)</p>", "link-brackets 1:1 文|a.html"},
	    {"！[图](a.jpg)", "<p>！<a href=\"a.jpg\">图</a></p>", "image-mark 1:2 a.jpg"},
	    {"好！[详](a.html)", "<p>好！<a href=\"a.html\">详</a></p>", ""},
	    {"<https://a.cn。>", "<p><a href=\"https://a.cn。\">https://a.cn。</a></p>",
	     "link-stop 1:1 。"},
	    {"> 见<https://a.cn。>",
	     "<blockquote><p>见<a href=\"https://a.cn。\">https://a.cn。</a></p></blockquote>",
	     "link-stop 1:4 。"},
	    {"见[文](图/里弄 1.jpg)", "<p>见[文](图/里弄 1.jpg)</p>",
	     "link-space 1:2 图/里弄 1.jpg"},
	    {"![图](a.jpg “题”)", "<p>![图](a.jpg “题”)</p>", "link-quotes 1:2"},
	    {"`[文]（a.html）`", "<p><code>[文]（a.html）</code></p>", ""},
	};

	(void)state;
	CHECK(cases);
}

/* "type line:col" of each node */
static void
nodes_know_their_place(void **state)
{
	static const struct {
		const char *in, *places;
	} cases[] = {
	    {"中**“x”**中*乙*", "1 6:1 12 6:1 14 6:2 12 6:4 12 6:9 13 6:10 12 6:11"},
	    {"> - 中*a*\n>   **“b”**中*c*\n",
	     "3 6:1 4 6:3 5 6:3 1 6:5 12 6:5 13 6:6 12 6:7 14 7:5 12 7:7 12 7:12 13 7:13 12 7:14"},
	    {"[r]: u\n[s]: v\n甲*乙*", "1 6:1 12 8:1 13 8:2 12 8:3"},
	    {"a\n\n|甲|*乙*|\n|-|-|\n| 1 |**“b”**中|",
	     "1 6:1 12 6:1 9 8:1 10 8:2 11 8:2 12 8:2 11 8:4 13 8:4 12 8:5 10 10:3 11 10:3 12 10:3 "
	     "11 "
	     "10:6 14 10:6 12 10:8 12 10:13"},
	    {"`a\nb` *c*\n\n## d", "1 6:1 15 6:2 12 7:3 13 7:4 12 7:5 2 9:1 12 9:4"},
	    {"-{甲}-*乙*见https://a.cn/", "1 6:1 12 6:1 13 6:6 12 6:7 12 6:9 16 6:10 12 6:10"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct out o = {.mem = &a};
		struct diag d;
		const struct node *doc, *n;

		diag_init(&d, &a);
		doc = markdown_parse(&a, &d, STR("a.md"), str_from(cases[i].in), 6);
		for (n = node_walk(doc, doc); n; n = node_walk(doc, n))
			if (n->text.n > 0 || n->type != NODE_TEXT)
				out_fmt(&o, "%s%d %d:%d", o.n ? " " : "", n->type, n->at.line,
					n->at.col);
		assert_str(out_text(&o), cases[i].places);
		arena_free(&a);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(emphasis_beside_chinese_marks),
	    cmocka_unit_test(locks_come_through_whole),
	    cmocka_unit_test(soft_breaks_vanish_between_chinese),
	    cmocka_unit_test(indents_go),
	    cmocka_unit_test(headings_get_ids),
	    cmocka_unit_test(tables_are_read),
	    cmocka_unit_test(pictures_alone_are_figures),
	    cmocka_unit_test(links_lead_where_they_may),
	    cmocka_unit_test(raw_html_is_cut_down),
	    cmocka_unit_test(what_no_page_can_hold_is_dropped),
	    cmocka_unit_test(lists_and_blocks),
	    cmocka_unit_test(traps_are_reported),
	    cmocka_unit_test(nodes_know_their_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
