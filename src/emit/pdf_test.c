#include "base/test.h"
#include "emit/deflate.c" /* the .c: zlib is in reach */
#include "emit/pdf.c"	  /* the .c: its statics are in reach */

static void
numbers_are_short_and_exact(void **state)
{
	static const struct {
		mpt n;
		const char *want;
	} cases[] = {
	    {0, "0"},
	    {9000, "9"},
	    {12750, "12.75"},
	    {-4500, "-4.5"},
	    {1, "0.001"},
	    {-10, "-0.01"},
	    {100100, "100.1"},
	    {2147483647, "2147483.647"},
	    {-2147483647 - 1, "-2147483.648"},
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct out o = {.mem = &a};

		pdf_number(&o, cases[i].n);
		assert_str(out_text(&o), cases[i].want);
	}
	arena_free(&a);
}

static void
texts_are_ascii_or_utf16(void **state)
{
	static const struct {
		str in;
		const char *want;
	} cases[] = {
	    {STR_INIT(""), "()"},
	    {STR_INIT("Lilong (1)\\"), "(Lilong \\(1\\)\\\\)"},
	    {STR_INIT("里a"), "<FEFF91CC0061>"},
	    {STR_INIT("\xF0\xA0\xAE\xB7"), "<FEFFD842DFB7>"}, /* U+20BB7 */
	    {STR_INIT("a\nb"), "<FEFF0061000A0062>"},
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct out o = {.mem = &a};

		pdf_text(&o, cases[i].in);
		assert_str(out_text(&o), cases[i].want);
	}
	arena_free(&a);
}

/* A reader takes CR and CR LF in a string for LF (PDF 1.4, 3.2.3). */
static void
bytes_come_back_as_they_were(void **state)
{
	struct arena a = {0};
	struct out o = {.mem = &a};

	(void)state;
	pdf_bytes(&o, (str){"\0\r\n()\\\xFF", 7});
	assert_true(str_eq(out_text(&o), (str){"(\0\\r\n\\(\\)\\\\\xFF)", 13}));
	arena_free(&a);
}

static void
references_lead_to_their_objects(void **state)
{
	struct arena a = {0};
	struct pdf p;
	int first, second, third;
	str file, rest, id;
	ptrdiff_t at;

	(void)state;
	pdf_begin(&p, &a, 4);
	first = pdf_object(&p);
	second = pdf_object(&p);
	for (int i = 0; i < 2 * FIRST_ROOM; i++) {
		int object = pdf_object(&p);

		pdf_open(&p, object);
		out_fmt(&p.out, "%d", i);
		pdf_close(&p);
	}
	third = pdf_object(&p);
	pdf_stream_plain(&p, third, STR("/K 1"), STR("abc"));
	pdf_open(&p, second);
	pdf_reference(&p.out, first);
	pdf_close(&p);
	pdf_open(&p, first);
	pdf_close(&p);
	id = pdf_identifier(&a, &p);
	assert_int_equal(id.n, 32);
	file = pdf_end(&p, first, second, id);
	assert_true(str_starts(file, STR("%PDF-1.4\n")));
	assert_true(str_ends(file, STR("%%EOF\n")));
	assert_true(str_find(file, STR("<</K 1/Length 3>>\nstream\nabc\nendstream")) > 0);
	at = str_find(file, STR("xref\n"));
	assert_true(str_find(file, str_fmt(&a, "startxref\n%td\n", at)) > at);
	rest = str_from_at(file, at);
	assert_true(str_starts(rest, STR("xref\n0 132\n0000000000 65535 f \n")));
	for (int i = 1; i <= p.n; i++) {
		str head = str_fmt(&a, "%d 0 obj\n", i);

		assert_true(str_starts(str_from_at(file, (ptrdiff_t)p.at[i - 1]), head));
		assert_true(str_find(rest, str_fmt(&a, "%010zu 00000 n \n", p.at[i - 1])) > 0);
	}
	arena_free(&a);
}

static void
streams_are_deflated(void **state)
{
	struct arena a = {0};
	struct pdf p;
	str file, packed;
	Bytef plain[1000];
	uLongf n = sizeof plain;

	(void)state;
	pdf_begin(&p, &a, 4);
	pdf_stream(&p, pdf_object(&p), STR("/N 4"), STR("里弄里弄里弄里弄里弄里弄里弄里弄"));
	file = out_text(&p.out);
	packed = str_from_at(file, str_find(file, STR("stream\n")) + 7);
	packed.n = str_find(packed, STR("\nendstream"));
	assert_true(
	    str_find(file, str_fmt(&a, "<</N 4/Filter/FlateDecode/Length %td>>", packed.n)) > 0);
	assert_int_equal(uncompress(plain, &n, (const Bytef *)packed.p, (uLong)packed.n), Z_OK);
	assert_int_equal(n, 48);
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(numbers_are_short_and_exact),
	    cmocka_unit_test(texts_are_ascii_or_utf16),
	    cmocka_unit_test(bytes_come_back_as_they_were),
	    cmocka_unit_test(references_lead_to_their_objects),
	    cmocka_unit_test(streams_are_deflated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
