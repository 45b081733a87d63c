#include "base/test.h"
#include "markup/xhtml.c"

static void
names_are_checked(void **state)
{
	static const struct {
		const char *name;
		bool ok;
	} cases[] = {
	    {"p", true},   {"viewBox", true}, {"xml:lang", true}, {"data-x.1", true}, {"", false},
	    {"1p", false}, {"a b", false},    {"a:b:c", false},	  {":a", false},      {"a:", false},
	    {"p>", false}, {"标题", false},   {"on\"x", false},	  {"-a", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (element_name_ok(str_from(cases[i].name)) != cases[i].ok)
			print_error("name %zu\n", i);
		assert_int_equal(element_name_ok(str_from(cases[i].name)), cases[i].ok);
	}
}

/* <ELEMENT title="TEXT">TEXT</ELEMENT> as it is written in a page. */
static const struct {
	const char *element, *text, *value, *body;
} texts[] = {
    {"p", "a<b>&\"c'", "a&lt;b&gt;&amp;&quot;c'", "a&lt;b&gt;&amp;\"c'"},
    {"p", "]]> &amp; &#1;", "]]&gt; &amp;amp; &amp;#1;", "]]&gt; &amp;amp; &amp;#1;"},
    {"p", "一\n二\t三\r四", "一&#10;二&#9;三四", "一\n二\t三四"},
    {"p", "\x01\x1b[2J\x7f中\xC2\x85文", "[2J中文", "[2J中文"},
    {"p", "a\xEF\xBF\xBE\xEF\xBF\xBF\xED\xA0\x80z", "az", "az"},
    {"p", "\xFF\xC0\xAF㊣\xE4\xB8", "㊣", "㊣"},
    {"p", "𠮷\xE3\x80\x80\xC2\xA0", "𠮷\xE3\x80\x80\xC2\xA0", "𠮷\xE3\x80\x80\xC2\xA0"},
    {"script", "</script>&]]>", "&lt;/script&gt;&amp;]]&gt;", "\\u003C/script>\\u0026]]\\u003E"},
    {"style", "a > b</style>", "a &gt; b&lt;/style&gt;", "a > b\\3C /style>"},
};

static void
text_is_escaped_and_illegal_characters_are_dropped(void **state)
{
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		str name = str_from(texts[i].element), text = str_from(texts[i].text);
		struct element *e = element_with_text(&a, NULL, name, text);
		struct out o = {.mem = &a};

		element_attr(&a, e, STR("title"), text);
		xhtml_fragment(&o, e);
		assert_str(out_text(&o), str_fmt(&a, "<%s title=\"%s\">%s</%s>", texts[i].element,
						 texts[i].value, texts[i].body, texts[i].element)
					     .p);
	}
	arena_free(&a);
}

/* Bytes are looked at in blocks: where a block begins must not show. */
static void
what_is_escaped_may_stand_anywhere(void **state)
{
	static const struct {
		const char *in, *want;
	} cases[] = {{"&", "&amp;"},  {"<", "&lt;"},	    {">", "&gt;"},	  {"\"", "&quot;"},
		     {"\n", "&#10;"}, {"\t", "&#9;"},	    {"\x7F", ""},	  {"\xC2\x85", ""},
		     {"\xE4", ""},    {"\xED\xA0\x80", ""}, {"\xF0\x80\x80", ""}, {"，", "，"},
		     {"𠮷", "𠮷"},    {"é", "é"},	    {"\xEF\xBF\xBE", ""}};
	static const char around[] = "报社a区里弄新闻一二三四五六七八九十日月水火木金土天地人";
	struct arena a = {0};

	(void)state;
	for (int at = 0; at < (int)sizeof around; at++) {
		if (((unsigned char)around[at] & 0xC0) == 0x80)
			continue;
		for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
			str text = str_fmt(&a, "%.*s%s%s", at, around, cases[i].in, around + at);
			struct out o = {.mem = &a};

			xhtml_attr(&o, STR("t"), text);
			assert_str(out_text(&o), str_fmt(&a, " t=\"%.*s%s%s\"", at, around,
							 cases[i].want, around + at)
						     .p);
		}
	}
	arena_free(&a);
}

/* What is cut off at the end, and what stands where a run of blocks ends. */
static void
a_text_may_end_anywhere(void **state)
{
	static const char *const ends[] = {"", "\xE4", "\xE4\xB8", "\xC3", "\xF0\xA0\xAE"};
	static const char *const behind[] = {"里弄", "&里弄", "é里弄", "\x01弄", "\xE4\xB8弄"};
	static const char *const written[] = {"里弄", "&amp;里弄", "é里弄", "弄", "弄"};
	struct arena a = {0};
	char text[RUN + BLOCK];

	(void)state;
	for (int n = 0; n < 3 * BLOCK; n++) {
		memset(text, 'x', sizeof text);
		for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
			struct out o = {.mem = &a};

			out_str(&o, STR("<p>"));
			xhtml_text(&o, str_fmt(&a, "%.*s%s", n, text, ends[i]));
			assert_str(out_text(&o), str_fmt(&a, "<p>%.*s", n, text).p);
		}
	}
	for (int n = RUN - BLOCK; n < RUN + BLOCK; n++) {
		for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
			struct out o = {.mem = &a};

			out_str(&o, STR("<p>"));
			xhtml_text(&o, str_fmt(&a, "%.*s%s", n, text, behind[i]));
			assert_str(out_text(&o), str_fmt(&a, "<p>%.*s%s", n, text, written[i]).p);
		}
		arena_free(&a);
	}
	arena_free(&a);
}

/* Characters of each length, wherever a block ends, before what is escaped and before what is not.
 */
static void
sound_text_is_written_as_any_other(void **state)
{
	static const char *const cases[] = {"é", "里", "𠮷", "&", "\n"};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		for (int at = 0; at < 2 * BLOCK * BLOCK; at++) {
			struct out text = {.mem = &a}, any = {.mem = &a}, sound = {.mem = &a};

			for (int k = 0; k < at % (2 * BLOCK); k++)
				out_char(&text, 'a');
			out_z(&text, cases[i]);
			for (int k = 0; k < at / (2 * BLOCK); k++)
				out_str(&text, STR("𠮷b"));
			out_str(&text, STR("<"));
			xhtml_attr(&any, STR("title"), out_text(&text));
			xhtml_text(&any, out_text(&text));
			xhtml_sound_attr(&sound, STR("title"), out_text(&text));
			xhtml_sound_text(&sound, out_text(&text));
			assert_str(out_text(&sound), out_text(&any).p);
			arena_clear(&a);
		}
	}
	arena_free(&a);
}

/* What ends it in XML may be put together from several texts, or where a character is left out. */
static void
no_text_ends_a_script(void **state)
{
	struct arena a = {0};
	struct element *e = element_with_text(&a, NULL, STR("script"), STR("a]\x01]"));
	struct out o = {.mem = &a};

	(void)state;
	element_text(&a, e, STR("\x01>b>"));
	xhtml_fragment(&o, e);
	assert_str(out_text(&o), "<script>a]]\\u003Eb></script>");
	arena_free(&a);
}

static void
no_text_ends_a_comment(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
	    {"enpcontent", "enpcontent"},
	    {"a--b---c", "a-&#45;b-&#45;-c"},
	    {"-->", "&#45;-&gt;"},
	    {">a", "&gt;a"},
	    {"->", "&#45;>"},
	    {"a-", "a- "},
	    {"<!--a--!>", "<!-&#45;a-&#45;!>"},
	    {"<a>&amp;\x01", "<a>&amp;"},
	    {"a-\x01-\xFF>-\x01", "a-&#45;>- "},
	    {"\x01-\x01>", "&#45;>"},
	    {"", ""},
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct element *e = element_new(&a, NULL, STR("p"));
		struct out o = {.mem = &a};

		element_comment(&a, e, str_from(cases[i].text));
		xhtml_fragment(&o, e);
		assert_str(out_text(&o), str_fmt(&a, "<p>\n<!--%s-->\n</p>", cases[i].want).p);
	}
	arena_free(&a);
}

static void
an_attribute_set_again_is_replaced(void **state)
{
	struct arena a = {0};
	struct out o = {.mem = &a};
	struct element *e = element_new(&a, NULL, STR("p"));

	(void)state;
	element_attr(&a, e, STR("id"), STR("x"));
	element_attr(&a, e, STR("class"), STR("c"));
	element_attr(&a, e, STR("id"), STR("y"));
	xhtml_fragment(&o, e);
	assert_str(out_text(&o), "<p id=\"y\" class=\"c\"></p>");
	arena_free(&a);
}

static void
a_page_is_polyglot(void **state)
{
	struct arena a = {0};
	struct out o = {.mem = &a};
	struct element *html = element_new(&a, NULL, STR("html"));
	struct element *body = element_new(&a, html, STR("body"));
	struct element *p = element_new(&a, body, STR("p"));

	(void)state;
	element_with_text(&a, p, STR("strong"), STR("头"));
	element_with_text(&a, p, STR("em"), STR("发"));
	element_new(&a, p, STR("br"));
	element_new(&a, element_new(&a, body, STR("div")), STR("div"));
	element_with_text(&a, body, STR("pre"), STR(" a\n b"));
	xhtml_page(&o, html);
	assert_str(out_text(&o), "<!DOCTYPE html>\n"
				 "<html xmlns=\"http://www.w3.org/1999/xhtml\">\n<body>\n"
				 "<p><strong>头</strong><em>发</em><br /></p>\n"
				 "<div>\n<div></div>\n</div>\n"
				 "<pre> a\n b</pre>\n</body>\n</html>\n");
	arena_free(&a);
}

static void
xml_closes_empty_elements(void **state)
{
	struct arena a = {0};
	struct out o = {.mem = &a};
	struct element *feed = element_new(&a, NULL, STR("feed"));

	(void)state;
	element_attr(&a, feed, STR("xmlns"), STR("http://www.w3.org/2005/Atom"));
	element_attr(&a, element_new(&a, feed, STR("link")), STR("href"), STR("a?b&c"));
	element_with_text(&a, feed, STR("title"), STR("里弄"));
	xhtml_xml(&o, feed);
	assert_str(out_text(&o), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
				 "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
				 "<link href=\"a?b&amp;c\"/>\n<title>里弄</title>\n</feed>\n");
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names_are_checked),
	    cmocka_unit_test(text_is_escaped_and_illegal_characters_are_dropped),
	    cmocka_unit_test(what_is_escaped_may_stand_anywhere),
	    cmocka_unit_test(a_text_may_end_anywhere),
	    cmocka_unit_test(sound_text_is_written_as_any_other),
	    cmocka_unit_test(no_text_ends_a_script),
	    cmocka_unit_test(no_text_ends_a_comment),
	    cmocka_unit_test(an_attribute_set_again_is_replaced),
	    cmocka_unit_test(a_page_is_polyglot),
	    cmocka_unit_test(xml_closes_empty_elements),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
