#include "base/test.h"
#include "markup/svg.c" /* the .c: its statics are in reach */
#include "markup/svg_rules.c"
#include "markup/svg_size.c"

#define NS   "xmlns='http://www.w3.org/2000/svg'"
#define BOX  " viewBox='0 0 9 9'"
#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define ROOT \
	"<svg viewBox=\"0 0 9 9\" width=\"9\" height=\"9\" xmlns=\"http://www.w3.org/2000/svg\">"

static bool
clean(struct arena *a, struct diag *d, const char *text, struct svg *out)
{
	diag_init(d, a);
	*out = (struct svg){0};
	return svg_clean(a, d, STR("map.svg"), str_from(text), out);
}

/* What is inside <svg …>: in, out, messages. */
static void
only_what_draws_is_kept(void **state)
{
	static const struct {
		const char *in, *out, *messages;
	} cases[] = {
	    {"<path d='M0 0h9z' fill='#a00' stroke-width='2'/>",
	     "<path d=\"M0 0h9z\" fill=\"#a00\" stroke-width=\"2\"/>", ""},
	    {"<g>\n  <circle r='3'/>\n</g>\n", "<g>\n<circle r=\"3\"/>\n</g>", ""},
	    {"<text x='1'>里 <tspan>弄</tspan>&amp;&lt;</text>",
	     "<text x=\"1\">里 <tspan>弄</tspan>&amp;&lt;</text>", ""},
	    {"<!-- c --><?php x?><metadata><x/></metadata><title>题</title>", "<title>题</title>",
	     ""},
	    {"<script>alert(1)</script><rect/>", "<rect/>", "svg-element 1:59 script"},
	    {"\n\n <里 onclick='x'/>", "", "svg-element 3:2 里"},
	    {"<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><iframe/></body>"
	     "</foreignObject><rect/>",
	     "<rect/>", "svg-element 1:59 foreignObject"},
	    {"<h:script xmlns:h='http://www.w3.org/1999/xhtml'>1</h:script>", "",
	     "svg-element 1:59 script"},
	    {"<sodipodi:namedview xmlns:sodipodi='x'><rect/></sodipodi:namedview>", "", ""},
	    {"<a href='javascript:alert(1)'><rect/></a>", "<rect/>", "svg-element 1:59 a"},
	    {"<rect onload='x()' onclick='y' width='3'/>", "<rect width=\"3\"/>",
	     "svg-attribute 1:59 rect|onload; svg-attribute 1:59 rect|onclick"},
	    {"<animate attributeName='href' to='javascript:1'/><set/>", "",
	     "svg-element 1:59 animate; svg-element 1:108 set"},
	    {"<rect fill='url(http://x/#a)' stroke=\"url('#a')\" class='k'/>",
	     "<rect stroke=\"url('#a')\" class=\"k\"/>", "svg-attribute 1:59 rect|fill"},
	    {"<rect style='fill:red;behavior:url(x);-inkscape-x:1;stroke: URL( //x )'/>",
	     "<rect style=\"fill:red\"/>", "svg-attribute 1:59 rect|style"},
	    {"<rect transform='rotate (45) translate(1,2)' fill='expression(1)'/>",
	     "<rect transform=\"rotate (45) translate(1,2)\"/>", "svg-attribute 1:59 rect|fill"},
	    {"<rect fill='u\\72l(x)' data-x='1' foo='1' xml:space='preserve' xml:base='http://x'/>",
	     "<rect xml:space=\"preserve\"/>",
	     "svg-attribute 1:59 rect|fill; svg-attribute 1:59 rect|foo"},
	    {"<style>.a{fill:rgb(1,2,3)}</style>", "<style>.a{fill:rgb(1,2,3)}</style>", ""},
	    {"<style><![CDATA[@import 'http://x/y.css';]]></style><rect/>", "<rect/>",
	     "svg-style 1:103"},
	    {"<style>.a{fill:url(//x)}</style>", "", "svg-style 1:83"},
	    {"<style>a<b/>{}</style>", "<style>a{}</style>", "svg-element 1:67 b"},
	    {"<image href='http://x/y.png'/><image xlink:href='data:image/png;base64,iVBO=' "
	     "xmlns:xlink='http://www.w3.org/1999/xlink'/>",
	     "<image/><image href=\"data:image/png;base64,iVBO=\"/>",
	     "svg-attribute 1:59 image|href"},
	    {"<image href='data:image/svg+xml;base64,PHN2'/><use href='data:image/png;base64,A'/>",
	     "<image/><use/>", "svg-attribute 1:59 image|href; svg-attribute 1:105 use|href"},
	    {"<use href='#a'/><use href='#gone'/><g id='a'/><g id='a'/><g id='a b'/>",
	     "<use href=\"#a\"/><use/><g id=\"a\"/><g/><g/>",
	     "svg-attribute 1:105 g|id; svg-attribute 1:116 g|id; svg-attribute 1:116 use|href"},
	    {"<use href='other.svg#a'/><feImage href='x'/>", "<use/>",
	     "svg-attribute 1:59 use|href; svg-element 1:84 feImage"},
	    {"<g style='' fill=''/>", "<g/>", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct diag d;
		struct svg svg;
		str in = str_fmt(&a, "<svg " NS BOX ">%s</svg>", cases[i].in), got;

		assert_true(clean(&a, &d, str_z(&a, in), &svg));
		got = svg.text;
		if (cases[i].out[0] == '\0')
			assert_true(str_find(got, STR("/>")) >= 0 ||
				    str_find(got, STR("></svg>")) >= 0);
		else {
			assert_true(str_eat(&got, STR(HEAD ROOT)));
			got = str_cut(&got, STR("</svg>"));
			assert_str(got, cases[i].out);
		}
		assert_str(test_messages(&a, &d), cases[i].messages);
		arena_free(&a);
	}
}

/* Of what it was made it is made again: nothing is left to be taken out. */
static void
what_is_clean_stays_as_it_is(void **state)
{
	struct arena a = {0};
	struct diag d;
	struct svg one, two;

	(void)state;
	assert_true(
	    clean(&a, &d,
		  "<svg " NS BOX " width='30mm'><defs><linearGradient id='g'><stop offset='1' "
		  "stop-color='#fff'/></linearGradient></defs><style>.a{fill:url(#g)}</style>"
		  "<rect class='a'/><text>字</text></svg>",
		  &one));
	assert_true(clean(&a, &d, str_z(&a, one.text), &two));
	assert_true(str_eq(one.text, two.text));
	assert_true(two.words);
	assert_str(test_messages(&a, &d), "");
	arena_free(&a);
}

static void
each_drawing_has_a_size(void **state)
{
	static const struct {
		const char *in;
		int width, height;
		const char *messages;
	} cases[] = {
	    {"width='30' height='20px'", 30, 20, ""},
	    {"width='25.4mm' height='1in'", 96, 96, ""},
	    {"width='2cm' height='72pt'", 76, 96, ""},
	    {"viewBox='-5 -5 640.4 , 480'", 640, 480, ""},
	    {"width='100%' height='100%' viewBox='0 0 64 48'", 64, 48, ""},
	    {"width='128' viewBox='0 0 64 48'", 128, 96, ""},
	    {"height='96' viewBox='0 0 64 48'", 128, 96, ""},
	    {"width='0.2' height='9'", 1, 9, ""},
	    {"", 0, 0, "svg-size 0:0"},
	    {"width='9'", 0, 0, "svg-size 0:0"},
	    {"width='-9' height='9'", 0, 0, "svg-size 0:0"},
	    {"viewBox='0 0 0 9'", 0, 0, "svg-size 0:0"},
	    {"viewBox='0 0 9'", 0, 0, "svg-size 0:0"},
	    {"width='1e9' height='1'", 0, 0, "svg-size 0:0"},
	    {"width='99999999999999999999' height='1'", 0, 0, "svg-large 0:0 2147483647|1|20000"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct diag d;
		struct svg svg;
		str in = str_fmt(&a, "<svg " NS " %s/>", cases[i].in);
		bool ok = clean(&a, &d, str_z(&a, in), &svg);

		assert_str(test_messages(&a, &d), cases[i].messages);
		assert_int_equal(ok, cases[i].messages[0] == '\0');
		if (ok && (svg.width != cases[i].width || svg.height != cases[i].height))
			fail_msg("case %zu: %d x %d", i, svg.width, svg.height);
		arena_free(&a);
	}
}

static void
what_is_no_drawing_is_refused(void **state)
{
	static const struct {
		const char *in, *messages;
	} cases[] = {
	    {"<svg " NS BOX "><g></svg>",
	     "svg-xml 1:0 Opening and ending tag mismatch: g line 1 and svg"},
	    {"<html/>", "svg-element 1:1 html; svg-xml 0:0 no <svg>"},
	    {"<g " NS "/>", "svg-xml 1:1 no <svg>"},
	    {"<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><svg " NS BOX
	     "><text>&b;</text></svg>",
	     "svg-entity 1:1"},
	    {"<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg " NS BOX "/>",
	     "svg-entity 1:1"},
	    {"<!DOCTYPE svg [<!ENTITY % p SYSTEM 'http://x/'> %p;]><svg " NS BOX "/>",
	     "svg-entity 1:1"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct diag d;
		struct svg svg;

		assert_false(clean(&a, &d, cases[i].in, &svg));
		assert_str(test_messages(&a, &d), cases[i].messages);
		arena_free(&a);
	}
}

/* Drawings that take no time are as good as those of another DOCTYPE. */
static void
honest_ones_are_taken(void **state)
{
	static const char *const cases[] = {
	    "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" "
	    "\"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"><svg " NS BOX "/>",
	    "<?xml version='1.0' encoding='gb2312'?><svg " NS BOX "><text>弄</text></svg>",
	    "<svg viewBox='0 0 9 9'><rect/></svg>",
	    "<svg:svg xmlns:svg='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><svg:g/></svg:svg>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct diag d;
		struct svg svg;

		assert_true(clean(&a, &d, cases[i], &svg));
		assert_str(test_messages(&a, &d), "");
		assert_true(str_starts(svg.text, STR(HEAD "<svg ")));
		arena_free(&a);
	}
}

/* LEVELS groups, each with FORM of the one before, ten times. */
static str
tower(struct arena *a, int levels, const char *form)
{
	struct out o = {.mem = a};

	out_str(&o, STR("<svg " NS BOX "><style>"));
	for (int i = 1; i <= levels; i++)
		out_fmt(&o, ".c%d{fill:url(#p%d)}", i, i - 1);
	out_str(&o, STR("</style><pattern id='p0'><path/></pattern>"));
	for (int i = 1; i <= levels; i++) {
		out_fmt(&o, "<pattern id='p%d'>", i);
		for (int k = 0; k < 10; k++)
			out_fmt(&o, form, i, i - 1);
		out_str(&o, STR("</pattern>"));
	}
	out_str(&o, STR("</svg>"));
	return out_text(&o);
}

static void
nothing_is_drawn_for_ever(void **state)
{
	static const char *const bricks[] = {
	    "<rect class='x%d' fill='url(#p%d)'/>",
	    "<use class='x%d' href='#p%d'/>",
	    "<rect class='c%d' id='q%d'/>",
	};
	struct arena a = {0};
	struct out o = {.mem = &a};
	struct diag d;
	struct svg svg;

	(void)state;
	for (size_t i = 0; i < sizeof bricks / sizeof *bricks; i++) {
		bool repeats = i == 2; /* its ids are told */

		assert_true(clean(&a, &d, str_z(&a, tower(&a, 3, bricks[i])), &svg));
		assert_false(clean(&a, &d, str_z(&a, tower(&a, 30, bricks[i])), &svg));
		if (!repeats)
			assert_str(test_messages(&a, &d), "svg-heavy 0:0");
	}
	/* rings */
	assert_true(clean(&a, &d,
			  "<svg " NS BOX "><g id='a'><use href='#b'/></g><g id='b'><use href='#a'/>"
			  "</g><pattern id='p'><rect fill='url(#p)'/></pattern></svg>",
			  &svg));
	assert_str(test_messages(&a, &d), "");
	for (int i = 0; i < 5000; i++)
		out_str(&o, STR("<g>"));
	assert_false(
	    clean(&a, &d, str_z(&a, str_fmt(&a, "<svg " NS BOX ">" STR_FMT, STR_ARG(out_text(&o)))),
		  &svg));
	assert_int_equal(d.first->id, D_SVG_HEAVY);
	o.n = 0;
	for (int i = 0; i < 2000; i++)
		out_fmt(&o, " a%d=''", i);
	assert_false(clean(
	    &a, &d, str_z(&a, str_fmt(&a, "<svg " NS BOX STR_FMT "/>", STR_ARG(out_text(&o)))),
	    &svg));
	assert_str(test_messages(&a, &d), "svg-heavy 0:0");
	arena_free(&a);
}

/* Cut at each byte and with each byte changed: an answer, and nothing that may not be there. */
static void
damaged_drawings_do_no_harm(void **state)
{
	static const char text[] =
	    "<svg " NS BOX "><style>.a{fill:url(#g)}</style><a href='javascript:x'><use "
	    "href='#g'/></a><image href='data:image/png;base64,AA'/><g id='g' onload='x' "
	    "style='fill:url(#g);x:url(y)'/><script>alert(1)</script></svg>";

	(void)state;
	for (size_t n = 0; n < sizeof text - 1; n++) {
		for (int how = 0; how < 3; how++) {
			struct arena a = {0};
			struct diag d;
			struct svg svg;
			char *copy = str_z(
			    &a, (str){text, how ? (ptrdiff_t)sizeof text - 1 : (ptrdiff_t)n});

			if (how)
				copy[n] = how == 1 ? '<' : '\'';
			if (clean(&a, &d, copy, &svg)) {
				assert_true(str_find(svg.text, STR("javascript")) < 0);
				assert_true(str_find(svg.text, STR("<script")) < 0);
				assert_true(str_find(svg.text, STR("onload")) < 0);
			}
			arena_free(&a);
		}
	}
}

static void
tables_are_sorted(void **state)
{
	(void)state;
#define SORTED(list) \
	for (size_t i = 1; i < sizeof(list) / sizeof *(list); i++) \
	assert_true(str_cmp((list)[i - 1], (list)[i]) < 0)
	SORTED(properties);
	SORTED(forms);
	SORTED(silent);
	SORTED(functions);
#undef SORTED
}

static void
svgs_are_known_by_their_beginning(void **state)
{
	(void)state;
	assert_true(svg_begins(STR("<svg>")));
	assert_true(svg_begins(STR("\xEF\xBB\xBF <?xml version='1.0'?>\n<!-- <html> -->\n<svg ")));
	assert_true(svg_begins(STR("<!DOCTYPE svg PUBLIC 'a' 'b'><svg")));
	assert_true(svg_begins(STR("<!DOCTYPE svg [<!ENTITY a 'b'>]>\n<svg")));
	assert_false(svg_begins(STR("<html><svg>")));
	assert_false(svg_begins(STR("<!--")));
	assert_false(svg_begins(STR("<?xml")));
	assert_false(svg_begins(STR("")));
	assert_false(svg_begins(STR("\x89PNG")));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(only_what_draws_is_kept),
	    cmocka_unit_test(what_is_clean_stays_as_it_is),
	    cmocka_unit_test(each_drawing_has_a_size),
	    cmocka_unit_test(what_is_no_drawing_is_refused),
	    cmocka_unit_test(honest_ones_are_taken),
	    cmocka_unit_test(nothing_is_drawn_for_ever),
	    cmocka_unit_test(damaged_drawings_do_no_harm),
	    cmocka_unit_test(tables_are_sorted),
	    cmocka_unit_test(svgs_are_known_by_their_beginning),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
