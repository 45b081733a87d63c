#include "base/test.h"
#include "markup/sanitise.c" /* the .c: its statics are in reach */

static const struct pos here = {STR_INIT("a.md"), 5, 3, 0};

static void
put_item(struct out *o, const struct sanitise_item *i)
{
	static const char *const form[] = {
	    [SANITISE_OPEN] = "<%.*s>", [SANITISE_CLOSE] = "</%.*s>", [SANITISE_VOID] = "<%.*s/>",
	    [SANITISE_HIDE] = "{%.*s",	[SANITISE_SHOW] = "%.*s}",    [SANITISE_TEXT] = "%.*s",
	    [SANITISE_PARA] = "|%.*s",
	};
	char buf[300];

	snprintf(buf, sizeof buf, form[i->event],
		 STR_ARG(i->event == SANITISE_TEXT ? i->text : i->name));
	out_z(o, buf);
}

static void
single_tags(void **state)
{
	static const struct {
		const char *in, *out, *messages;
	} cases[] = {
	    {"<ruby>", "<ruby>", ""},
	    {"<RT >", "<rt>", ""},
	    {"</rt >", "</rt>", ""},
	    {"<br/>", "<br/>", ""},
	    {"<u/>", "", ""},
	    {"<sub class=\"a\" onclick='b'>", "<sub>",
	     "html-attribute 5:3 sub|class; html-attribute 5:3 sub|onclick"},
	    {"<span>", "", "html-dropped 5:3 span"},
	    {"</span>", "", ""},
	    {"<Script src=x>", "{script", "html-hidden 5:3 script"},
	    {"</script>", "script}", ""},
	    {"<img src=\"a.jpg\">", "", "html-hidden 5:3 img"},
	    {"<x-y a>", "", "html-dropped 5:3 x-y"},
	    {"<!-- a -->", "", ""},
	    {"<?php a ?>", "", "html-hidden 5:3 ?"},
	    {"<![CDATA[a]]>", "", "html-hidden 5:3 !"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct out o = {.mem = &a};
		struct diag d;
		struct sanitise_item item;

		diag_init(&d, &a);
		if (sanitise_tag(&a, &d, here, str_from(cases[i].in), &item))
			put_item(&o, &item);
		assert_str(out_text(&o), cases[i].out);
		assert_str(test_messages(&a, &d), cases[i].messages);
		arena_free(&a);
	}
}

static void
blocks(void **state)
{
	static const struct {
		const char *in, *out, *messages;
	} cases[] = {
	    {"<p>甲<b>乙</b></p>丙", "甲<b>乙</b>|丙|", ""},
	    {"<b>甲", "<b>甲</b>|", ""},
	    {"甲</u>乙", "甲乙|", ""},
	    {"<div>甲\n<script>a<b</script>\n<svg><u>x</u></svg>乙</div>", "甲\n\n乙|",
	     "html-dropped 5:3 div; html-hidden 6:0 script; html-hidden 7:0 svg"},
	    {"<font color=a>甲</font><font>乙</font>", "甲乙|", "html-dropped 5:3 font"},
	    {"<u a=1>甲</u><u a=2>乙</u>", "<u>甲</u><u>乙</u>|", "html-attribute 5:3 u|a"},
	    {"甲&lt;&quot;&nbsp;&#x4E59;&#1;&#xFFFE;&#xD800;", "甲<\"\xC2\xA0乙|", ""},
	    {"<ruby>崧<rt>a</ruby>", "<ruby>崧<rt>a</rt></ruby>|", ""},
	    {"<!-- a --><?b c?>", "", "html-hidden 5:3 ?"},
	    {"", "", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct out o = {.mem = &a};
		struct diag d;
		struct sanitise_item *item;
		int n;

		diag_init(&d, &a);
		sanitise_block(&a, &d, here, str_from(cases[i].in), &item, &n);
		for (int k = 0; k < n; k++) /* html, body and p may be put in */
			if (item[k].event != SANITISE_PARA || (o.n > 0 && o.p[o.n - 1] != '|'))
				put_item(&o, item + k);
		assert_str(out_text(&o), cases[i].out);
		assert_str(test_messages(&a, &d), cases[i].messages);
		arena_free(&a);
	}
}

/* libxml2 would take time that grows with the square of each of these. */
static void
large_blocks_are_refused(void **state)
{
	static const char *const unit[] = {"<b>", "</b>", "<p a", " a", "\"", "<!--"};

	(void)state;
	for (size_t i = 0; i < sizeof unit / sizeof *unit; i++) {
		struct arena a = {0};
		struct out o = {.mem = &a};
		struct diag d;
		struct sanitise_item *item;
		int n;

		out_z(&o, "<p ");
		while (o.n < 100000)
			out_z(&o, unit[i]);
		diag_init(&d, &a);
		sanitise_block(&a, &d, here, out_text(&o), &item, &n);
		assert_int_equal(n, 0);
		assert_str(test_messages(&a, &d), "html-large 5:3");
		arena_free(&a);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(single_tags),
	    cmocka_unit_test(blocks),
	    cmocka_unit_test(large_blocks_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
