#include "base/test.h"
#include "markup/verify.c"

#define PAGE(body) "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">" body "</html>\n"

/* What verify_xml() says of the bytes; messages empty: fit to be published. */
static const struct {
	const char *bytes, *messages;
} files[] = {
    {PAGE("<body><p id=\"a\">报</p></body>"), ""},
    {PAGE("<p>a<b></p>"), "verify-xml 2:0 "},
    {PAGE("<p>&nbsp;</p>"), "verify-xml 2:0 "},
    {PAGE("<p>\x01</p>"), "verify-xml 2:0 "},
    {PAGE("<p>\xB1\xA8</p>"), "verify-xml 2:0 "},
    {PAGE("<p>\xEF\xBF\xBF</p>"), "verify-xml 2:0 "},
    {PAGE("<x:p/>"), "verify-xml 2:0 "},
    {PAGE("<p a=\"1\" a=\"2\"/>"), "verify-xml 2:0 "},
    {"", "verify-xml 1:0 "},
    {"text", "verify-xml 1:0 "},
    {PAGE("<p id=\"a\"/>\n<p id=\"b\"/>\n<p id=\"a\"/>"), "id-twice 4:0 a"},
    {PAGE("<p id=\"\"/>"), "id-twice 2:0 "},
    {"<!DOCTYPE html SYSTEM \"x.dtd\"><html/>", "verify-doctype 0:0 "},
    {"<!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><html>&x;</html>",
     "verify-doctype 0:0 "},
    {"<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"&b;\">]><a>&b;</a>", "verify-doctype 0:0 "},
};

static void
only_sound_files_pass(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct arena a = {0};
		struct diag d;
		struct verify_result seen;
		str want = str_from(files[i].messages);
		bool ok;
		str got;

		diag_init(&d, &a);
		ok = verify_xml(&a, &d, STR("a.xhtml"), str_from(files[i].bytes), NULL, &seen);
		got = test_messages(&a, &d);
		if (!str_starts(got, want) || ok != (want.n == 0))
			print_error("case %zu: " STR_FMT "\n", i, STR_ARG(got));
		assert_true(str_starts(got, want));
		assert_int_equal(ok, want.n == 0);
		assert_int_equal(ok, got.n == 0);
		arena_free(&a);
	}
}

static void
no_entity_is_loaded(void **state)
{
	(void)state;
	assert_ptr_equal(xmlGetExternalEntityLoader(), refuse_entity);
	assert_null(xmlLoadExternalEntity("/dev/null", NULL, NULL));
}

/* A document deeper than libxml2's limit, and an error on each of many lines: no flood, no crash.
 */
static void
limits_hold(void **state)
{
	struct arena a = {0};
	struct diag d;
	struct verify_result seen;
	struct out o = {.mem = &a};
	int n = 0;

	(void)state;
	diag_init(&d, &a);
	for (int i = 0; i < 5000; i++)
		out_z(&o, "<b>");
	assert_false(verify_xml(&a, &d, STR("a.xhtml"), out_text(&o), NULL, &seen));
	o.n = 0;
	out_z(&o, "<html>");
	for (int i = 0; i < 100; i++)
		out_z(&o, "<p id=\"x\"/>\n");
	out_z(&o, "</html>");
	d.first = NULL;
	d.last = &d.first;
	assert_false(verify_xml(&a, &d, STR("a.xhtml"), out_text(&o), NULL, &seen));
	for (const struct diag_msg *m = d.first; m; m = m->next)
		n++;
	assert_int_equal(n, ERRORS_MAX);
	arena_free(&a);
}

static str
links(struct arena *a, const struct verify_result *seen)
{
	struct out o = {.mem = a};

	for (int i = 0; i < seen->nlink; i++)
		out_fmt(&o, "%d:" STR_FMT " ", seen->link[i].line, STR_ARG(seen->link[i].target));
	for (int i = 0; i < seen->ids.n; i++)
		out_fmt(&o, "#" STR_FMT " ", STR_ARG(seen->ids.v[i]));
	return out_text(&o);
}

static void
links_inside_are_noted(void **state)
{
	struct arena a = {0};
	struct diag d;
	struct verify_result seen;

	(void)state;
	diag_init(&d, &a);
	assert_true(
	    verify_xml(&a, &d, STR("a.xhtml"),
		       STR(PAGE("<p id=\"z\"/>\n<a id=\"b\" href=\"../x/#y\"/>\n"
				"<a href=\"https://a.cn/\"/><a href=\"//b\"/>"
				"<a href=\"mailto:a@b.cn\"/><a href=\"\"/>\n"
				"<img src=\"a%20b.jpg?1:2\" srcset=\"a.jpg 480w, b.jpg 2x\"/>")),
		       NULL, &seen));
	assert_str(links(&a, &seen), "3:../x/#y 4: 5:a%20b.jpg?1:2 5:a.jpg 5:b.jpg #b #z ");
	verify_css(&a,
		   STR("a { b: url(c.png) }\n@x { src: url(\"d.otf\") , url( 'e' ) }\n"
		       "f { g: url(data:image/png;base64,AA) }"),
		   &seen);
	assert_str(links(&a, &seen), "1:c.png 2:d.otf 2:e ");
	arena_free(&a);
}

static void
a_schema_is_held_against(void **state)
{
	struct arena a = {0};
	struct diag d;
	struct verify_result seen;
	struct verify_schema *s;

	(void)state;
	diag_init(&d, &a);
	s = verify_schema_new(
	    &d, STR("a.rng"),
	    STR("<element name=\"page\" xmlns=\"http://relaxng.org/ns/structure/1.0\">"
		"<oneOrMore><element name=\"line\"><text/></element></oneOrMore>"
		"</element>"));
	assert_non_null(s);
	assert_true(
	    verify_xml(&a, &d, STR("a.xml"), STR("<page><line>报</line></page>"), s, &seen));
	assert_int_equal(d.worst, DIAG_OK);
	assert_false(verify_xml(&a, &d, STR("a.xml"), STR("<page>\n<p/></page>"), s, &seen));
	assert_true(str_starts(test_messages(&a, &d), STR("verify-schema 2:0 ")));
	verify_schema_free(s);
	diag_init(&d, &a);
	assert_null(verify_schema_new(&d, STR("a.rng"), STR("<element>")));
	assert_null(verify_schema_new(&d, STR("a.rng"), STR("<page/>")));
	assert_true(str_starts(test_messages(&a, &d), STR("schema-bad 1:")));
	arena_free(&a);
}

/* One with a value that is not as the schema has it, one with an element that is not. */
static void
a_quick_schema_takes_any_value(void **state)
{
	static const str schema = STR_INIT(
	    "<element name=\"page\" xmlns=\"http://relaxng.org/ns/structure/1.0\" "
	    "datatypeLibrary=\"http://www.w3.org/2001/XMLSchema-datatypes\">"
	    "<attribute name=\"id\"><data type=\"string\"><param name=\"pattern\">[0-9]+</param>"
	    "</data></attribute></element>");
	static const struct {
		str text;
		bool strict, quick;
	} cases[] = {
	    {STR_INIT("<page id=\"12\"/>"), true, true},
	    {STR_INIT("<page id=\"a\"/>"), false, true},
	    {STR_INIT("<page/>"), false, false},
	    {STR_INIT("<page id=\"1\"><p/></page>"), false, false},
	};
	struct arena a = {0};
	struct diag d;
	struct verify_result seen;
	struct verify_schema *strict, *quick;

	(void)state;
	diag_init(&d, &a);
	strict = verify_schema_new(&d, STR("a.rng"), schema);
	quick = verify_schema_quick(&d, STR("a.rng"), schema);
	assert_non_null(strict);
	assert_non_null(quick);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(verify_xml(&a, &d, STR("a.xml"), cases[i].text, strict, &seen),
				 cases[i].strict);
		assert_int_equal(verify_xml(&a, &d, STR("a.xml"), cases[i].text, quick, &seen),
				 cases[i].quick);
	}
	verify_schema_free(strict);
	verify_schema_free(quick);
	arena_free(&a);
}

static int
set_up(void **state)
{
	(void)state;
	verify_init();
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	xmlCleanupParser();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(only_sound_files_pass),
	    cmocka_unit_test(no_entity_is_loaded),
	    cmocka_unit_test(limits_hold),
	    cmocka_unit_test(links_inside_are_noted),
	    cmocka_unit_test(a_schema_is_held_against),
	    cmocka_unit_test(a_quick_schema_takes_any_value),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
