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

static uint32_t
draw(uint64_t *random, uint32_t below)
{
	*random = *random * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*random >> 33) % below;
}

/* Sound text of N bytes at most, and mostly a few bytes that tables of UTF-8 have borders at. */
static ptrdiff_t
put_some(uint64_t *random, char *buf, ptrdiff_t n)
{
	static const char sound[] = "里弄，a \n鿿一𠮷é\xEF\xBE\xBF";
	static const unsigned char borders[] = {0x00, 0x09, 0x0D, 0x1F, 0x7F, 0x80, 0x8F, 0x90,
						0x9F, 0xA0, 0xB7, 0xBE, 0xBF, 0xC1, 0xC2, 0xDF,
						0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF};
	str text = {sound, sizeof sound - 1};
	ptrdiff_t i = 0;

	n = draw(random, (uint32_t)n + 1);
	for (ptrdiff_t at = 0; i < n; at = draw(random, 2) ? 0 : at % text.n) {
		ptrdiff_t from = at;

		utf8_next_any(text, &at);
		for (; from < at && i < n; from++)
			buf[i++] = text.p[from];
	}
	for (uint32_t faults = draw(random, 4); n > 0 && faults > 0; faults--)
		buf[draw(random, (uint32_t)n)] = (char)borders[draw(random, sizeof borders)];
	return n;
}

/* What blocks say is what the bytes say one after the other: XML 1.0, Char, without controls. */
static void
blocks_judge_as_single_bytes_do(void **state)
{
	enum { ROUNDS = 100 * 1000, BYTES = 4 * BLOCK };
	uint64_t random = 1;
	int plain_ones = 0, ordinary = 0;

	(void)state;
	for (int k = 0; k < ROUNDS; k++) {
		char buf[BYTES];
		str s = {buf, put_some(&random, buf, BYTES)};
		ptrdiff_t bad = -1;
		bool odd = false, one = blocks_all(s, block_ordinary);

		for (ptrdiff_t i = 0, len; i < s.n && bad < 0; i += len) {
			uint32_t cp = 0;

			len = utf8_decode(str_from_at(s, i), &cp);
			bad = len > 0 ? -1 : i;
			odd |= (cp < 0x20 && cp != '\t' && cp != '\n') ||
			       (cp >= 0x7F && cp < 0xA0) || cp == 0xFFFE || cp == 0xFFFF;
		}
		assert_int_equal(utf8_bad(s), bad);
		if (bad < 0)
			assert_int_equal(utf8_plain(s), !odd);
		assert_true(!one || (bad < 0 && !odd));
		plain_ones += bad < 0 && !odd;
		ordinary += one;
	}
	assert_in_range(plain_ones, ROUNDS / 10, ROUNDS * 9 / 10);
	assert_in_range(ordinary, ROUNDS / 100, ROUNDS * 9 / 10);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(only_well_formed_sequences_are_decoded),
	    cmocka_unit_test(every_scalar_value_survives),
	    cmocka_unit_test(faults_are_found_at_every_place),
	    cmocka_unit_test(blocks_judge_as_single_bytes_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
