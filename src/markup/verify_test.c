#include "base/test.h"
#include "markup/marks.h"
#include "markup/scan_state.h"
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

/* -- what is scanned is what libxml2 would have read ------------------------------ */

/* All that the scanner knows, and much that it must leave to libxml2. */
static const char *const seeds[] = {
    PAGE("<head><meta charset=\"utf-8\" /><title>里弄 &amp; 报</title></head>\n<body "
	 "xml:lang=\"zh\"><p id=\"a\" class=\"x&quot;&#10;y\">一<br />二 &lt; 三 ]]&gt;</p>\n"
	 "<a href=\"../x/?a=1&amp;b=2#y\">é\U00020BB7</a><img src=\"p.jpg\" srcset=\"a.jpg 1x, "
	 "b.jpg 2x\" /><p id=\"b\"></p></body>"),
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed "
    "xmlns=\"http://www.w3.org/2005/Atom\"><id>tag:a</id><link href=\"a\"/>\n</feed>\n",
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset "
    "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
    "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n<url>\n<loc>a</loc>\n<xhtml:link "
    "rel=\"alternate\" href=\"b\"/>\n</url>\n</urlset>\n",
    PAGE("<p a=\"1\" b=\"2\" id=\"c\"><!-- x --><b id=\"d\">&#22909;</b><![CDATA[a]]></p>"),
};

/* What a file is broken with, or not. */
static const char *const pieces[] = {
    "<",
    ">",
    "/",
    "\"",
    "&",
    "&amp;",
    "&#9;",
    "]]>",
    "=",
    " ",
    "\n",
    "\t",
    "<b>",
    "</b>",
    "<b/>",
    "id",
    " id=\"a\"",
    "</html>",
    "<html>",
    ":",
    "\r",
    "\x7F",
    "\xE5",
    "报",
    "'",
    "xmlns",
    "xhtml:",
    "<xhtml:link/>",
    " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"",
    "&#0;",
    "é",
    "\xEF\xBF\xBE",
    "<!--",
    "-->",
    "-",
    "<!-- a\n<b>&-->",
    "<?a?>",
};

static uint32_t
draw(uint64_t *random, uint32_t below)
{
	*random = *random * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*random >> 33) % below;
}

/* SEED with up to three pieces put in, or in the place of some bytes. */
static str
broken(struct arena *a, uint64_t *random, str seed)
{
	for (uint32_t n = draw(random, 4); n > 0; n--) {
		str piece = str_from(pieces[draw(random, sizeof pieces / sizeof *pieces)]);
		ptrdiff_t at = draw(random, (uint32_t)seed.n + 1);
		ptrdiff_t to = at + draw(random, 4);

		to = to > seed.n ? seed.n : to;
		seed = str_fmt(a, STR_FMT STR_FMT STR_FMT, STR_ARG(str_sub(seed, 0, at)),
			       STR_ARG(piece), STR_ARG(str_from_at(seed, to)));
	}
	return seed;
}

static bool
same_found(const struct found *x, const struct found *y)
{
	bool same = x->nlink == y->nlink && x->nid == y->nid;

	for (int i = 0; same && i < x->nlink; i++)
		same = x->link[i].line == y->link[i].line &&
		       str_eq(x->link[i].target, y->link[i].target);
	for (int i = 0; same && i < x->nid; i++)
		same = x->id[i].line == y->id[i].line && str_eq(x->id[i].target, y->id[i].target);
	return same;
}

static void
a_scan_never_disagrees(void **state)
{
	enum { ROUNDS = 20000 };
	uint64_t random = 1;
	int sure = 0;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		struct arena a = {0};
		struct diag d;
		struct reader r = {&a, &d, STR("a.xml"), D_VERIFY_XML, 0};
		struct found quick = {.mem = &a}, slow = {.mem = &a};
		str text = broken(&a, &random,
				  str_from(seeds[draw(&random, sizeof seeds / sizeof *seeds)]));

		diag_init(&d, &a);
		if (scanned(&(struct known_text){.bytes = text}, NULL, &quick)) {
			bool ok = parsed(&r, text, NULL, &slow) && same_found(&quick, &slow);

			if (!ok)
				print_error(STR_FMT "\n", STR_ARG(text));
			assert_true(ok);
			sure++;
		}
		arena_free(&a);
	}
	assert_in_range(sure, ROUNDS / 10, ROUNDS);
}

/* Pieces: {} and {name} are gaps for children and an attribute, what stands in [] may be missing.
 */
static const char *const piece_seeds[] = {
    "<p{id}>a{}b[<b>x{}</b>]\n<br/></p>",
    "<ul>{}[<li{href} id=\"z\">{}</li>[<li/>\n<li{id}>{}</li>]]</ul>",
    "<p>\n{}<a href=\"k\"{id} x=\"y\"{title}>\n{}</a>[\n<b id=\"y\"/>]</p>",
    "<p>[<i{id}/>]{}[<b/>]{}<br/></p>",
    "<p>a&amp;{}p;[<i/>]</p>",
    "<p{id} class=\"c\">[{}]</p>\n<i href=\"#z\"/>",
    "<p>a&am{}p;</p>",
    "<p>[<b>]x[</b>]</p>",
    "<p>[</p><p>]</p>",
    "<p id=\"c\"{id}>]{}]{}></p>",
    "<p {id}><!-- {} --></p>",
    "<p><{}>x</{}></p>",
    "<p>\xE9[\x87\x8C]里{}</p>",
    "<p>里[<i/>\xE9]\x87\x8C</p>",
};
static const char *const child_seeds[] = {
    "",	 "x",	 "<b>y</b>", "&amp;",  "</p><p>",	 "<i>", "]]>", "<!--", "\n<a href=\"l\"/>",
    "p", "amp;", "</b>",     "a</ul>", "<br id=\"m\"/>", "-->"};
static const char *const attribute_seeds[] = {
    "",	 " id=\"d\"", " href=\"x&amp;y\"", " title=\"\"", " id=\"1\" x=\"2\"",
    ">", " id='d'",   " id=\"e\" "};

#define ANY(random, list) list[draw(random, sizeof(list) / sizeof *(list))]
/* The same of a file that is to be sound: one of the first FEW. */
#define SEED(p, list, few) \
	list[draw(&(p)->random, (p)->sound ? (few) : sizeof(list) / sizeof *(list))]

static struct known *
piece_of(struct arena *a, str seed)
{
	struct known *piece = NEW(a, struct known, 1);
	struct known_gap *gap = NEW(a, struct known_gap, (size_t)seed.n);
	struct out o = {.mem = a};
	int open[16], depth = 0, n = 0;

	while (seed.n > 0) {
		char c = *seed.p;

		seed = str_from_at(seed, 1);
		if (c == '{') {
			gap[n] = (struct known_gap){.at = o.n,
						    .attribute = str_cut(&seed, STR("}"))};
			gap[n].kind = gap[n].attribute.n > 0 ? GAP_ATTRIBUTE : GAP_CHILDREN;
			n++;
		} else if (c == '[' && depth < 16) {
			open[depth++] = n;
			gap[n++] = (struct known_gap){.kind = GAP_WHEN, .at = o.n, .end = o.n};
		} else if (c == ']' && depth > 0) {
			gap[open[--depth]].end = o.n;
			gap[open[depth]].inside = n - open[depth] - 1;
		} else {
			out_char(&o, c);
		}
	}
	*piece = (struct known){.mem = a, .bytes = out_text(&o), .gap = gap, .ngap = n};
	return piece;
}

/* A file with pieces in it, which are themselves in gaps of others at times. */
struct pieces {
	struct arena *mem;
	uint64_t random;
	struct out text;
	struct known *known[4];
	struct known_place place[64];
	int nplace, depth;
	bool sound; /* all is taken from what can stand in a file */
};

static void put_piece(struct pieces *p);

/* Longer than what is marked at once. */
static void
put_long(struct pieces *p)
{
	static const char *const parts[] = {"报", "x", "\n", "，", "<br/>", "<a href=\"l\">里</a>",
					    "é"};
	size_t end = p->text.n + draw(&p->random, 3 * WINDOW * MARKS);
	uint32_t few = p->sound ? 6 : 7;

	while (p->text.n < end)
		out_z(&p->text,
		      parts[draw(&p->random, 8) ? draw(&p->random, 2) : draw(&p->random, few)]);
}

static void
put_child(struct pieces *p)
{
	if (p->depth < 3 && draw(&p->random, 3) == 0)
		put_piece(p);
	else if (draw(&p->random, 50) == 0)
		put_long(p);
	else
		out_z(&p->text, SEED(p, child_seeds, 4));
}

static void
put_piece(struct pieces *p)
{
	struct known *piece = ANY(&p->random, p->known);
	struct known_filled *in = NEW(p->mem, struct known_filled, (size_t)piece->ngap + 1);
	size_t at = 0;

	if (p->nplace == 64)
		return;
	p->depth++;
	p->place[p->nplace++] = (struct known_place){p->text.n, piece, in};
	for (int i = 0; i < piece->ngap; i++) {
		const struct known_gap *gap = &piece->gap[i];
		bool missing = gap->kind == GAP_WHEN && draw(&p->random, 2);

		out_str(&p->text, str_sub(piece->bytes, (ptrdiff_t)at, (ptrdiff_t)gap->at));
		at = missing ? gap->end : gap->at;
		in[i].at = p->text.n;
		if (gap->kind == GAP_ATTRIBUTE && p->sound)
			out_fmt(&p->text, " " STR_FMT "=\"%d\"", STR_ARG(gap->attribute),
				p->nplace);
		else if (gap->kind == GAP_ATTRIBUTE)
			out_z(&p->text, ANY(&p->random, attribute_seeds));
		else if (gap->kind == GAP_CHILDREN)
			put_child(p);
		in[i].end = missing ? 0 : p->text.n;
		i += missing ? gap->inside : 0;
	}
	out_str(&p->text, str_from_at(piece->bytes, (ptrdiff_t)at));
	p->depth--;
}

/* Seldom well-formed, seldom the same bytes as when the places were noted. */
static struct known_text
with_pieces(struct pieces *p)
{
	struct known_text text;

	p->sound = draw(&p->random, 2);
	for (int i = 0; i < 4; i++) {
		str seed = str_from(SEED(p, piece_seeds, 5));

		if (!p->sound && draw(&p->random, 4) == 0)
			seed = broken(p->mem, &p->random, seed);
		p->known[i] = piece_of(p->mem, seed);
	}
	out_z(&p->text, "<html xmlns=\"http://www.w3.org/1999/xhtml\">\n");
	for (int i = 0; i < 3; i++) {
		put_piece(p);
		out_z(&p->text, draw(&p->random, 2) ? "x\n" : "<br/>");
	}
	out_z(&p->text, "</html>");
	text = (struct known_text){out_text(&p->text), p->place, p->nplace};
	if (draw(&p->random, 8) == 0)
		text.bytes = broken(p->mem, &p->random, text.bytes);
	return text;
}

/* Whatever is taken for known: the file is as libxml2 reads it. */
static void
known_pieces_change_nothing(void **state)
{
	enum { ROUNDS = 60000 };
	int sure = 0;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		struct arena a = {0};
		struct diag d;
		struct reader r = {&a, &d, STR("a.xml"), D_VERIFY_XML, 0};
		struct found quick = {.mem = &a}, slow = {.mem = &a};
		struct pieces p = {.mem = &a, .random = (uint64_t)i + 1, .text = {.mem = &a}};
		struct known_text text = with_pieces(&p);

		diag_init(&d, &a);
		if (scanned(&text, NULL, &quick)) {
			bool ok = parsed(&r, text.bytes, NULL, &slow) && same_found(&quick, &slow);

			if (!ok)
				print_error(STR_FMT "\n", STR_ARG(text.bytes));
			assert_true(ok);
			sure++;
		}
		arena_free(&a);
	}
	assert_in_range(sure, ROUNDS / 10, ROUNDS);
}

/* What stands beside a gap and in it; whether that is sound, and a character cut by the gap. */
static const struct {
	const char *before, *in_gap, *behind;
	bool sound, cut;
} edges[] = {
    {"", "里", "", true, false},
    {"]", "", "]", true, false},
    {"", "\xE9\x87", "", false, false},
    {"", "\xE9", "\x87\x8C", true, true},
    {"", "\x8C", "", false, false},
    {"\xE9\x87", "\x8C", "", true, true},
    {"", "]]", ">", false, false},
    {"]]", ">", "", false, false},
    {"", "]", "]>", false, false},
    {"]", "]>", "", false, false},
    {"\xED\xA0", "\x80", "", false, false},
    {"\xEF\xBF", "\xBE", "", false, false},
    {"]", "]", ">", false, false},
    {"", "\xEF\xBF", "\xBE", false, false},
    {"", "\x01", "", false, false},
    {"\xED", "\xA0\x80", "", false, false},
    {"\xE9", "", "\x87\x8C", true, true},
    {"\xE9", "里", "\x87\x8C", false, false},
};

/* Wherever in the blocks that are looked at together. */
static void
what_fills_a_gap_is_sound_beside_the_piece(void **state)
{
	(void)state;
	for (int i = 0; i < (int)(sizeof edges / sizeof *edges) * MARKS; i++) {
		struct arena a = {0};
		struct found found = {.mem = &a};
		struct verify_result seen;
		struct known_text text;
		struct diag d;
		bool sound = edges[i / MARKS].sound;
		const char *before = edges[i / MARKS].before, *behind = edges[i / MARKS].behind;
		str gap = str_from(edges[i / MARKS].in_gap);
		struct known *known = piece_of(&a,
					       str_fmt(&a, "<p>报%s{}%s报</p>", before, behind));
		struct out o = {.mem = &a};
		struct known_filled in;
		struct known_place place = {.piece = known, .gap = &in};

		out_z(&o, "<a>");
		for (int n = i % MARKS; n > 0; n--)
			out_char(&o, 'x');
		place.at = o.n;
		out_str(&o, str_sub(known->bytes, 0, (ptrdiff_t)known->gap->at));
		in.at = o.n;
		out_str(&o, gap);
		in.end = o.n;
		out_str(&o, str_from_at(known->bytes, (ptrdiff_t)known->gap->at));
		out_z(&o, "</a>");
		diag_init(&d, &a);
		text = (struct known_text){out_text(&o), &place, 1};
		if (scanned(&text, NULL, &found) != (sound && !edges[i / MARKS].cut) ||
		    verify_known(&a, &d, STR("a.xml"), &text, &seen) != sound)
			fail_msg("edge %d behind %d bytes", i / MARKS, i % MARKS);
		arena_free(&a);
	}
}

/* Far from all that is looked at in the file. */
static void
what_is_missing_cuts_no_character(void **state)
{
	enum { FAR = 8 * MARKS };

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct arena a = {0};
		struct found found = {.mem = &a};
		struct verify_result seen;
		struct diag d;
		str far = str_fmt(&a, "%*s", FAR, "");
		struct known *known = piece_of(
		    &a, str_fmt(&a, "<p>" STR_FMT "里[<i/>\xE9]\x87\x8C" STR_FMT "</p>",
				STR_ARG(far), STR_ARG(far)));
		size_t at = known->gap->at, end = known->gap->end;
		str behind = str_from_at(known->bytes, (ptrdiff_t)(i ? at : end));
		str bytes = str_fmt(&a, "<a>" STR_FMT STR_FMT "</a>",
				    STR_ARG(str_sub(known->bytes, 0, (ptrdiff_t)at)),
				    STR_ARG(behind));
		struct known_filled in = {3 + at, i ? 3 + at : 0};
		struct known_place place = {3, known, &in};
		struct known_text text = {bytes, &place, 1};

		diag_init(&d, &a);
		assert_false(scanned(&text, NULL, &found));
		assert_true(verify_known(&a, &d, STR("a.xml"), &text, &seen) == (i == 1));
		arena_free(&a);
	}
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
	    cmocka_unit_test(a_scan_never_disagrees),
	    cmocka_unit_test(known_pieces_change_nothing),
	    cmocka_unit_test(what_fills_a_gap_is_sound_beside_the_piece),
	    cmocka_unit_test(what_is_missing_cuts_no_character),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
