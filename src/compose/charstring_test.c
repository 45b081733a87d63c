#include "base/test.h"
#include "compose/charstring.c" /* the .c: its statics are in reach */

/* Bytes in hexadecimal; OUT NULL: it cannot be read. SUBR is subroutine -107, of one. */
static const struct {
	const char *what, *in, *subr, *out;
} cases[] = {
    {"nothing to do", "8c 8b 15 8d 06 0e", "", "8c 8b 15 8d 06 0e"},
    {"a hint", "8b 8b 01 8b 16 0e", "", "8b 16 0e"},
    {"a width before a hint", "8c 8b 8b 01 8b 8b 15 0e", "", "8c 8b 8b 15 0e"},
    {"a width before two", "8c 8b 8b 01 8b 8b 03 8b 8b 15 0e", "", "8c 8b 8b 15 0e"},
    {"a width and hints of nothing", "8c 8b 8b 01 0e", "", "8c 0e"},
    {"a mask, and stems that no operator names", "8b 8b 12 8b 8b 13 c0 8b 16 0e", "", "8b 16 0e"},
    {"a mask after a width", "8c 8b 8b 13 80 8b 16 0e", "", "8c 8b 16 0e"},
    {"a mask of nine stems",
     "8b 8b 8b 8b 8b 8b 8b 8b 8b 8b 8b 8b 8b 8b 8b 8b 12 8b 8b 14 ff 80 8b 16 0e", "", "8b 16 0e"},
    {"long numbers", "1c 01 00 f7 00 15 fb 00 ff 00 01 80 00 05 0e", "",
     "1c 01 00 f7 00 15 fb 00 ff 00 01 80 00 05 0e"},
    {"a flex", "8b 16 8b 8b 8b 8b 8b 8b 8b 0c 22 0e", "", "8b 16 8b 8b 8b 8b 8b 8b 8b 0c 22 0e"},
    {"a subroutine", "20 0a 0e", "8b 8b 15 0b", "8b 8b 15 0e"},
    {"its arguments before it", "8b 8c 20 0a 0e", "15 0b", "8b 8c 15 0e"},
    {"one that ends the glyph", "20 0a 8b 16", "8b 16 0e", "8b 16 0e"},
    {"one of all", "20 1d 0e", "8b 16 0b", "8b 16 0e"},
    {"hints in a subroutine", "20 0a 8b 16 0e", "8c 8b 8b 01 0b", "8c 8b 16 0e"},
    {"one that calls itself", "20 0a 0e", "20 0a 0b", NULL},
    {"one that is not there", "21 0a 0e", "0b", NULL},
    {"a call of nothing", "0a 0e", "0b", NULL},
    {"a call of a fraction", "ff 00 00 80 00 0a 0e", "0b", NULL},
    {"a number cut off", "1c 01", "", NULL},
    {"a mask cut off", "8b 8b 12 13", "", NULL},
    {"an escape cut off", "0c", "", NULL},
    {"arithmetic", "8b 8b 0c 0a 16 0e", "", NULL},
    {"no end", "8b 16", "", NULL},
    {"nothing", "", "", NULL},
};

static str
bytes_of(struct arena *a, const char *hex)
{
	struct out o = {.mem = a};
	unsigned v;
	int n;

	for (; sscanf(hex, "%x%n", &v, &n) == 1; hex += n)
		out_char(&o, (char)v);
	return out_text(&o);
}

static str
hex_of(struct arena *a, str bytes)
{
	struct out o = {.mem = a};

	for (ptrdiff_t i = 0; i < bytes.n; i++)
		out_fmt(&o, i ? " %02x" : "%02x", (unsigned char)bytes.p[i]);
	return out_text(&o);
}

static void
hints_and_subroutines_go(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct out o = {.mem = &a};
		str subr = bytes_of(&a, cases[i].subr);
		const char offsets[] = {1, (char)(1 + subr.n)};
		struct cff_index x = {1, 1, {offsets, 2}, subr};
		bool ok = charstring_simplify(&o, bytes_of(&a, cases[i].in), &x, &x);

		if (ok != (cases[i].out != NULL))
			fail_msg("%s", cases[i].what);
		if (ok)
			assert_str(hex_of(&a, out_text(&o)), cases[i].out);
		arena_free(&a);
	}
}

static void
there_is_an_end_to_all(void **state)
{
	struct arena a = {0};
	struct out many = {.mem = &a}, large = {.mem = &a}, o = {.mem = &a};
	struct cff_index none = {0};

	(void)state;
	for (int i = 0; i <= OPERANDS_MAX; i++)
		out_char(&many, (char)0x8B);
	out_str(&many, STR("\x16\x0E"));
	assert_false(charstring_simplify(&o, out_text(&many), &none, &none));
	for (int i = 0; i <= CODE_MAX; i++)
		out_str(&large, STR("\x8B\x16"));
	out_char(&large, OP_ENDCHAR);
	assert_false(charstring_simplify(&o, out_text(&large), &none, &none));
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(hints_and_subroutines_go),
	    cmocka_unit_test(there_is_an_end_to_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
