#include "markup/printed.c" /* the .c: its statics are in reach */

#include "base/file.h"
#include "base/test.h"
#include "markup/scan.h"
#include "markup/verify.h"

#include <libxml/parser.h>

/* A page in lines, each an element so deep below <html>, with text in it or none. */
struct row {
	int depth;
	const char *tag, *attributes, *text;
};

/* All that a page may hold. */
static const struct row whole[] = {
    {0, "html", " xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"zh-Hans\" xml:lang=\"zh-Hans\"",
     ""},
    {1, "head", "", ""},
    {2, "meta", " charset=\"UTF-8\"", ""},
    {2, "title", "", "里弄"},
    {2, "link", " rel=\"stylesheet\" href=\"edition.css\"", ""},
    {1, "body", "", ""},
    {2, "section", " class=\"page\" id=\"page-1\" aria-label=\"1\"", ""},
    {3, "header", " class=\"masthead\"", ""},
    {4, "p", " class=\"label\"", ""},
    {5, "span", " class=\"l hei\" style=\"left:1pt;top:2pt\"", "里弄"},
    {3, "aside", " class=\"ear\"", ""},
    {3, "article", " id=\"story-a\" class=\"story\"", ""},
    {4, "h2", " class=\"headline\"", ""},
    {5, "span", " class=\"l\" style=\"left:1pt;top:2pt\"", "里"},
    {6, "span", " class=\"q\" style=\"margin-left:1pt\"", "弄"},
    {4, "p", "", ""},
    {5, "span", " class=\"l\" style=\"left:1pt;top:2pt\"", ""},
    {6, "span", " class=\"q kai\"", "弄"},
    {4, "h3", "", ""},
    {4, "p", " class=\"jump\"", ""},
    {5, "a", " href=\"page-2.xhtml#story-a\"", ""},
    {6, "span", " class=\"l\" style=\"left:1pt;top:2pt\"", "下转第2版"},
    {5, "span", " class=\"l\" style=\"left:1pt;top:2pt\"", "）"},
    {4, "div", " role=\"table\"", ""},
    {5, "div", " role=\"row\"", ""},
    {6, "div", " class=\"cell\" role=\"columnheader\"", ""},
    {7, "span", " class=\"box\" aria-hidden=\"true\" style=\"left:1pt;top:2pt;width:1pt\"", ""},
    {4, "div", " class=\"art\"", ""},
    {5, "img",
     " src=\"images/1.jpg\" alt=\"\" width=\"1\" height=\"1\" "
     "style=\"left:0pt;top:0pt;width:1pt;height:1pt\"",
     ""},
    {3, "aside", " class=\"note\"", ""},
    {3, "section", " class=\"honours\"", ""},
    {3, "div", " class=\"break\"", ""},
    {4, "span", " class=\"rule\" aria-hidden=\"true\" style=\"left:1pt;top:2pt;height:1pt\"", ""},
};

/* What no page may hold in these places, or at all. */
static const struct row others[] = {
    {3, "script", "", "x"},
    {3, "article", " id=\"story-b\" class=\"note\"", ""},
    {3, "p", " class=\"story\"", "x"},
    {4, "div", " role=\"grid\"", ""},
    {4, "p", " class=\"quote\" id=\"a\"", ""},
    {3, "header", "", ""},
    {1, "body", " class=\"page\"", ""},
    {2, "meta", " charset=\"GBK\"", ""},
    {4, "img", " src=\"a\" alt=\"\" width=\"0\" height=\"1\" style=\"\"", ""},
    {0, "html", " xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"", ""},
};

enum { ROWS = sizeof whole / sizeof *whole, OTHERS = sizeof others / sizeof *others, MORE = 8 };

static uint32_t
draw(uint64_t *random, int below)
{
	*random = *random * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*random >> 33) % (uint32_t)below;
}

/* Row I of N is removed, changed for one of another page, doubled, or moves up or down the tree. */
static int
change(uint64_t *random, struct row *row, int n, int i)
{
	struct row other = draw(random, 4) ? whole[draw(random, ROWS)]
					   : others[draw(random, OTHERS)];

	switch (draw(random, 6)) {
	case 0:
		memmove(&row[i], &row[i + 1], (size_t)(n - i - 1) * sizeof *row);
		return n - 1;
	case 1:
		memmove(&row[i + 1], &row[i], (size_t)(n - i) * sizeof *row);
		row[i] = other;
		return n + 1;
	case 2:
		row[i].attributes = other.attributes;
		return n;
	case 3:
		row[i].text = other.text;
		return n;
	case 4:
		row[i].depth += draw(random, 2) || row[i].depth < 2 ? 1 : -1;
		return n;
	default:
		row[i].tag = other.tag;
		return n;
	}
}

static str
page_of(struct arena *a, const struct row *row, int n)
{
	struct out o = {.mem = a};
	const char *open[2 * ROWS];
	int depth = 0;

	for (int i = 0; i < n; i++) {
		int to = i == 0 ? 0 : row[i].depth < 1 ? 1 : row[i].depth;

		for (; depth > to; depth--)
			out_fmt(&o, "</%s>\n", open[depth - 1]);
		open[depth++] = row[i].tag;
		out_fmt(&o, "<%s%s>%s", row[i].tag, row[i].attributes, row[i].text);
	}
	for (; depth > 0; depth--)
		out_fmt(&o, "</%s>\n", open[depth - 1]);
	return out_text(&o);
}

/* The schema of the print edition without its patterns, which are not looked at here. */
static struct verify_schema *
read_schema(struct arena *a, struct diag *d)
{
	struct root root;
	const struct source *src;
	struct out o = {.mem = a};
	str rest;

	assert_true(root_open(&root, d, "layouts"));
	src = source_read(a, d, &root, STR("print/edition.rng"));
	assert_non_null(src);
	for (rest = src->text; rest.n > 0;) {
		out_str(&o, str_cut(&rest, STR("<param ")));
		str_cut(&rest, STR("</param>"));
	}
	root_close(&root);
	return verify_schema_new(d, src->path, out_text(&o));
}

struct held {
	struct arena mem;
	struct verify_schema *schema;
};

/* Whether a page of N rows is one; both must say the same. */
static bool
is_page(struct held *h, const struct row *row, int n)
{
	struct arena_mark mark = arena_mark(&h->mem);
	struct printed printed = {0};
	struct found f = {.mem = &h->mem};
	struct diag quiet;
	struct verify_result seen;
	str page = page_of(&h->mem, row, n);
	bool ok = scan_xml(&(struct known_text){.bytes = page}, &printed, &f) && found_sort(&f);

	diag_init(&quiet, &h->mem);
	if (verify_xml(&h->mem, &quiet, STR("a.xhtml"), page, h->schema, &seen) != ok)
		fail_msg("%s: " STR_FMT, ok ? "taken" : "refused", STR_ARG(page));
	arena_rewind(&h->mem, mark);
	return ok;
}

static void
attributes_are_those_of_the_schema(void **state)
{
	struct held *h = *state;
	struct row row[ROWS];

	memcpy(row, whole, sizeof whole);
	assert_true(is_page(h, row, ROWS));
	for (int i = 0; i < ROWS; i++) {
		for (int k = 0; k < ROWS + OTHERS; k++) {
			row[i].attributes = k < ROWS ? whole[k].attributes
						     : others[k - ROWS].attributes;
			is_page(h, row, ROWS);
		}
		row[i] = whole[i];
	}
}

static void
trees_are_those_of_the_schema(void **state)
{
	enum { ROUNDS = 5000 };
	struct held *h = *state;
	uint64_t random = 1;
	int taken = 0;

	for (int i = 0; i < ROUNDS; i++) {
		struct row row[ROWS + MORE];
		int n = ROWS;

		memcpy(row, whole, sizeof whole);
		for (uint32_t k = 1 + draw(&random, MORE / 2); k > 0; k--)
			n = change(&random, row, n, (int)draw(&random, n));
		taken += is_page(h, row, n);
	}
	assert_in_range(taken, ROUNDS / 20, ROUNDS / 2);
}

static int
set_up(void **state)
{
	static struct held held;
	struct diag d;

	verify_init();
	diag_init(&d, &held.mem);
	held.schema = read_schema(&held.mem, &d);
	*state = &held;
	return held.schema ? 0 : -1;
}

static int
tear_down(void **state)
{
	struct held *h = *state;

	verify_schema_free(h->schema);
	arena_free(&h->mem);
	xmlCleanupParser();
	return 0;
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(attributes_are_those_of_the_schema),
	    cmocka_unit_test(trees_are_those_of_the_schema),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
