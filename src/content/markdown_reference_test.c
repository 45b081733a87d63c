#include "base/test.h"
#include "content/markdown.c" /* the .c: its statics are in reach */
#include "content/tree_html.h"

static void
unmark(const struct reader *r, cmark_node *root)
{
	cmark_iter *it = cmark_iter_new(root);

	while (cmark_iter_next(it) != CMARK_EVENT_DONE) {
		cmark_node *n = cmark_iter_get_node(it);

		if (cmark_node_get_literal(n))
			cmark_node_set_literal(
			    n, str_z(r->b.mem, text_of(r, cmark_node_get_literal(n))));
		if (cmark_node_get_url(n))
			cmark_node_set_url(n, str_z(r->b.mem, text_of(r, cmark_node_get_url(n))));
		if (cmark_node_get_title(n))
			cmark_node_set_title(n,
					     str_z(r->b.mem, text_of(r, cmark_node_get_title(n))));
	}
	cmark_iter_free(it);
}

/* What cmark itself makes of its tree after our marks are gone, raw HTML included. */
static str
cmark_html(struct arena *a, str markdown)
{
	struct diag d;
	struct marked m;
	struct tables tables = {.last = &tables.first};
	struct reader r = {.b = {.mem = a, .diag = &d}, .m = &m};
	cmark_node *root;
	char *z;
	str out;

	diag_init(&d, a);
	marked_init(&m, a, STR("a.md"), markdown, 1);
	root = parse_text(&r, &(struct prose){0}, &tables);
	unmark(&r, root);
	z = cmark_render_html(root, CMARK_OPT_UNSAFE);
	out = str_trim(str_dup(a, str_from(z)));
	free(z);
	cmark_node_free(root);
	return out;
}

static str
unescape(struct arena *a, str s)
{
	struct out o = {.mem = a};

	for (ptrdiff_t i = 0; i < s.n; i++) {
		if (s.p[i] != '\\' || i + 1 == s.n) {
			out_char(&o, s.p[i]);
			continue;
		}
		i++;
		out_char(&o, (char)(s.p[i] == 'n' ? '\n' : s.p[i] == 't' ? '\t' : s.p[i]));
	}
	return out_text(&o);
}

/* Spec 0.31 counts symbols (S*) as punctuation, cmark 0.30 does not: these are <strong> here. */
static bool
differs_by_spec(str in)
{
	static const str inputs[] = {STR_INIT("a**a∇**a"), STR_INIT("a**∇a**a"),
				     STR_INIT("a**a𝜵**a"), STR_INIT("a**𝜵a**a")};

	for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
		if (str_eq(in, inputs[i]))
			return true;
	return false;
}

static void
compare(str got, str want, str in, int *wrong)
{
	if (str_eq(got, want))
		return;
	print_error(STR_FMT "\n\tgives " STR_FMT "\n\tnot   " STR_FMT "\n", STR_ARG(in),
		    STR_ARG(got), STR_ARG(want));
	++*wrong;
}

/* The cases must hold for cmark's tree and for ours. */
static void
emphasis_cases_of_the_reference(void **state)
{
	struct arena a = {0};
	str file = test_file(&a, getenv("CASES"), "emphasis.tsv");
	int wrong = 0, excused = 0, n = 0;

	(void)state;
	while (file.n > 0) {
		str line = str_cut(&file, STR("\n")), in = str_cut(&line, STR("\t"));
		str want = str_cut(&line, STR("\t"));
		struct diag d;

		if (want.n == 0)
			continue;
		n++;
		if (differs_by_spec(in)) {
			excused++;
			continue;
		}
		compare(cmark_html(&a, in), want, in, &wrong);
		compare(html(&a, &d, in), want, in, &wrong);
	}
	print_message("%d cases\n", n);
	assert_int_equal(wrong, 0);
	assert_true(excused <= 4);
	arena_free(&a);
}

static void
guards_of_the_reference(void **state)
{
	struct arena a = {0};
	str file = test_file(&a, getenv("CASES"), "emphasis-guards.tsv");
	int wrong = 0, n = 0;

	(void)state;
	str_cut(&file, STR("\n"));
	for (; file.n > 0; n++) {
		str line = str_cut(&file, STR("\n")), in = str_cut(&line, STR("\t"));
		str want = unescape(&a, str_cut(&line, STR("\t")));

		in = unescape(&a, in);
		compare(cmark_html(&a, in), want, in, &wrong);
	}
	print_message("%d cases\n", n);
	assert_int_equal(wrong, 0);
	arena_free(&a);
}

static void
soft_breaks_of_the_reference(void **state)
{
	struct arena a = {0};
	str file = test_file(&a, getenv("CASES"), "softbreak.tsv");
	int wrong = 0;

	(void)state;
	while (file.n > 0) {
		str line = str_cut(&file, STR("\n")), in = unescape(&a, str_cut(&line, STR("\t")));
		str want = unescape(&a, str_cut(&line, STR("\t")));
		struct diag d;

		if (want.n > 0)
			compare(html(&a, &d, in), want, in, &wrong);
	}
	assert_int_equal(wrong, 0);
	arena_free(&a);
}

static void
urls_of_the_reference(void **state)
{
	struct arena a = {0};
	str file = test_file(&a, getenv("CASES"), "autolink.tsv");
	int wrong = 0;

	(void)state;
	while (file.n > 0) {
		str line = str_cut(&file, STR("\n")), in = str_cut(&line, STR("\t"));
		struct out o = {.mem = &a};
		struct diag d;

		if (str_starts(in, STR("# ")))
			continue;
		diag_init(&d, &a);
		for (const struct node *doc = markdown_parse(&a, &d, STR("a.md"), in, 1), *n = doc;
		     n; n = node_walk(doc, n)) {
			if (n->type != NODE_LINK)
				continue;
			out_str(&o, o.n ? STR(" ") : STR(""));
			out_str(&o, n->url);
		}
		compare(out_text(&o), line, in, &wrong);
	}
	assert_int_equal(wrong, 0);
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(emphasis_cases_of_the_reference),
	    cmocka_unit_test(guards_of_the_reference),
	    cmocka_unit_test(soft_breaks_of_the_reference),
	    cmocka_unit_test(urls_of_the_reference),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
