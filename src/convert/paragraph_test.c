#include "base/test.h"
#include "convert/paragraph.c" /* the .c: its statics are in reach */

#include <stdio.h>

/* The paragraphs of TEXT, "LINE@OFFSET:LENGTH" each. */
static str
paragraphs(struct arena *a, str text)
{
	FILE *f = tmpfile();
	struct paragraph_reader r;
	struct out o = {.mem = a};
	str p;

	assert_int_equal(fwrite(text.p, 1, (size_t)text.n, f), text.n);
	rewind(f);
	paragraph_init(&r, fileno(f));
	while (paragraph_next(&r, &p))
		out_fmt(&o, "%s%d@%td:%td", o.n > 0 ? " " : "", r.line, r.offset, p.n);
	assert_int_equal(r.error, 0);
	paragraph_free(&r);
	fclose(f);
	return out_text(&o);
}

static void
an_empty_line_ends_a_paragraph(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
	    {"", ""},
	    {"a", "1@0:1"},
	    {"a\nb\n", "1@0:4"},
	    {"a\n\nb", "1@0:3 3@3:1"},
	    {"a\n \t\r\n\n\nb\n\n", "1@0:6 3@6:2 5@8:3"},
	    {"\n\na", "1@0:2 3@2:1"},
	    {"a\n  ", "1@0:4"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};

		assert_str(paragraphs(&a, str_from(cases[i].text)), cases[i].want);
		arena_free(&a);
	}
}

static void
a_long_paragraph_is_cut_between_characters(void **state)
{
	enum { N = 3 * PARAGRAPH_MAX + 1 };
	struct arena a = {0};
	char *text = NEW(&a, char, N);
	FILE *f = tmpfile();
	struct paragraph_reader r;
	ptrdiff_t sum = 0;
	str p;

	(void)state;
	for (int i = 0; i < N; i++)
		text[i] = "头"[i % 3];
	fwrite(text, 1, N, f);
	rewind(f);
	paragraph_init(&r, fileno(f));
	while (paragraph_next(&r, &p)) {
		assert_int_equal(r.offset, sum);
		assert_int_equal((unsigned char)p.p[0], 0xE5);
		assert_in_range(p.n, 1, 2 * PARAGRAPH_MAX);
		sum += p.n;
	}
	assert_int_equal(sum, N);
	paragraph_free(&r);
	fclose(f);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_empty_line_ends_a_paragraph),
	    cmocka_unit_test(a_long_paragraph_is_cut_between_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
