#include "base/test.h"
#include "base/utf8.c" /* the .c: its statics are in reach */

static void
only_well_formed_sequences_are_decoded(void **state)
{
	static const struct {
		str in;
		int len;
		uint32_t cp;
	} cases[] = {
	    {STR_INIT("a"), 1, 'a'},
	    {STR_INIT("\xC2\x80"), 2, 0x80},
	    {STR_INIT("里"), 3, 0x91CC},
	    {STR_INIT("\xEF\xBF\xBF"), 3, 0xFFFF},
	    {STR_INIT("\xF4\x8F\xBF\xBF"), 4, 0x10FFFF},
	    {STR_INIT("\xC0\xAF"), 0, 0},	  /* overlong */
	    {STR_INIT("\xE0\x9F\xBF"), 0, 0},	  /* overlong */
	    {STR_INIT("\xF0\x8F\xBF\xBF"), 0, 0}, /* overlong */
	    {STR_INIT("\xED\xA0\x80"), 0, 0},	  /* surrogate */
	    {STR_INIT("\xF4\x90\x80\x80"), 0, 0}, /* above U+10FFFF */
	    {STR_INIT("\xE9\x87"), 0, 0},	  /* cut off */
	    {STR_INIT("\x80"), 0, 0},
	    {STR_INIT("\xFF"), 0, 0},
	    {STR_INIT(""), 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		uint32_t cp = 0;

		assert_int_equal(utf8_decode(cases[i].in, &cp), cases[i].len);
		if (cases[i].len)
			assert_int_equal(cp, cases[i].cp);
	}
	assert_int_equal(utf8_bad(STR("里\xE9\x87")), 3);
	assert_int_equal(utf8_bad(STR("里弄")), -1);
}

static void
every_scalar_value_survives(void **state)
{
	(void)state;
	for (uint32_t cp = 1; cp <= 0x10FFFF; cp = cp == 0xD7FF ? 0xE000 : cp + 1) {
		char buf[4];
		str s = {buf, utf8_encode(cp, buf)};
		ptrdiff_t at = 0;

		assert_int_equal(utf8_next(s, &at), cp);
		assert_int_equal(at, s.n);
		assert_int_equal(utf8_bad(s), -1);
		assert_int_equal(utf8_prev(s, &at), cp);
		assert_int_equal(at, 0);
	}
	assert_int_equal(utf8_count(STR("里弄a𠮷")), 4);
}

/* Blocks of bytes are looked at: a fault may stand at any place in one, and at its end. */
static void
faults_are_found_at_every_place(void **state)
{
	static const str bad[] = {
	    STR_INIT("\x80"),	  STR_INIT("\xC0\xAF"),	    STR_INIT("\xE0\x9F\xBF"),
	    STR_INIT("\xE9\x87"), STR_INIT("\xED\xA0\x80"), STR_INIT("\xF0\x8F\xBF\xBF"),
	    STR_INIT("\xF0\x9F"), STR_INIT("\xF0\x9F\x98"), STR_INIT("\xF4\x90\x80\x80"),
	    STR_INIT("\xF5"),	  STR_INIT("\xC3"),	    STR_INIT("é\xA9")};
	static const str odd[] = {STR_INIT("\x01"),	    STR_INIT("\x7F"),
				  STR_INIT("\xC2\x9F"),	    STR_INIT("\r"),
				  STR_INIT("\xEF\xBF\xBE"), STR_INIT("\xEF\xBF\xBF")};

	(void)state;
	for (int at = 0; at < 3 * BLOCK; at++) {
		for (int behind = 0; behind < 2; behind++) {
			str rest = behind ? STR("里弄é𠮷") : STR("");
			char buf[5 * BLOCK];

			memset(buf, 'x', sizeof buf);
			for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
				memcpy(buf + at, bad[i].p, (size_t)bad[i].n);
				memcpy(buf + at + bad[i].n, rest.p, (size_t)rest.n);
				assert_int_equal(utf8_bad((str){buf, at + bad[i].n + rest.n}),
						 bad[i].p[0] == '\xC3' && bad[i].n > 1 ? at + 2
										       : at);
			}
			for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
				memcpy(buf + at, odd[i].p, (size_t)odd[i].n);
				memcpy(buf + at + odd[i].n, rest.p, (size_t)rest.n);
				assert_false(utf8_plain((str){buf, at + odd[i].n + rest.n}));
			}
			memcpy(buf + at, rest.p, (size_t)rest.n);
			assert_int_equal(utf8_bad((str){buf, at + rest.n}), -1);
			assert_true(utf8_plain((str){buf, at + rest.n}));
		}
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(only_well_formed_sequences_are_decoded),
	    cmocka_unit_test(every_scalar_value_survives),
	    cmocka_unit_test(faults_are_found_at_every_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
