#include "base/icu.c" /* the .c: its statics are in reach */
#include "base/test.h"

static void
properties(void **state)
{
	(void)state;
	assert_true(icu_cjk(0x4E2D));
	assert_true(icu_cjk(0x3002));
	assert_true(icu_cjk(0x201C)); /* EAW=A: counted for a Chinese paper */
	assert_true(icu_cjk(0xB7));
	assert_true(icu_cjk(0xAC00));
	assert_true(icu_cjk(0xFF71)); /* half-width katakana */
	assert_false(icu_cjk('a'));
	assert_false(icu_cjk(0xB0));
	assert_false(icu_cjk(0x1F600)); /* Emoji_Presentation */
	assert_true(icu_space(0x3000));
	assert_false(icu_space(0x200B));
	assert_true(icu_punct(0x3001));
	assert_false(icu_punct('+'));
	assert_true(icu_wide(0xFF0C));
	assert_false(icu_wide(0x2014));
	for (uint32_t cp = 1; cp <= 0x2FFFF; cp++) {
		int w = east_asian_width(cp);

		assert_true(icu_wide(cp) == (w == U_EA_WIDE || w == U_EA_FULLWIDTH));
	}
	assert_true(icu_unusual(0xE000));
	assert_true(icu_unusual(0xFFFE));
	assert_false(icu_unusual(0x20BB7));
}

/* What is taken for folded without a look into the tables is. */
static void
folded_text_stays(void **state)
{
	struct arena a = {0};

	(void)state;
	for (uint32_t cp = 1; cp < 0x20000; cp++) {
		UErrorCode err = U_ZERO_ERROR;
		struct out o = {.mem = &a};

		if (cp >= 0xD800 && cp < 0xE000)
			continue;
		out_utf8(&o, cp);
		if (is_folded(out_text(&o)))
			assert_true(str_eq(
			    normalise(&a, unorm2_getNFKCCasefoldInstance(&err), out_text(&o)),
			    out_text(&o)));
		arena_clear(&a);
	}
	assert_true(is_folded(STR("周予安3")));
	arena_free(&a);
}

static void
folding_and_pinyin(void **state)
{
	struct arena a = {0};

	(void)state;
	assert_str(icu_nfc(&a, STR("e\xCC\x81")), "é");
	assert_str(icu_fold(&a, STR("ＡＢc")), "abc");
	assert_str(icu_latin(&a, STR("康|健 Über")), "kang|jian uber");
	assert_str(icu_latin(&a, STR("绿|女|路|略")), "lv|nv|lu|lve");
	arena_free(&a);
}

static void
lunar_dates(void **state)
{
	static const struct {
		int y, m, d, month, day, leap, stem, branch;
	} cases[] = {
	    {2024, 2, 10, 1, 1, 0, 0, 4},   /* 甲辰 New Year's day */
	    {2024, 7, 17, 6, 12, 0, 0, 4},  /* 六月十二 */
	    {2023, 3, 24, 2, 3, 1, 9, 3},   /* 癸卯 闰二月初三 */
	    {2025, 1, 28, 12, 29, 0, 0, 4}, /* 甲辰 除夕 */
	    {1970, 1, 1, 11, 24, 0, 5, 9},  /* 己酉 */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct lunar l = {0};

		assert_true(icu_lunar(cases[i].y, cases[i].m, cases[i].d, &l));
		assert_int_equal(l.month, cases[i].month);
		assert_int_equal(l.day, cases[i].day);
		assert_int_equal(l.leap, cases[i].leap);
		assert_int_equal(l.stem, cases[i].stem);
		assert_int_equal(l.branch, cases[i].branch);
	}
}

/* The texts in their order, each with its label. */
static void
an_index_has_its_order(void **state)
{
	static const struct {
		enum icu_order order;
		const char *texts, *want;
	} cases[] = {
	    {ICU_PINYIN, "梧桐 社区 阿姨 乾记 里弄", "A阿姨 L里弄 Q乾记 S社区 W梧桐"},
	    {ICU_PINYIN, "重庆 长宁 中山", "C长宁 C重庆 Z中山"},
	    {ICU_PINYIN, "长者食堂 单位 单田 长 厦门", "C长 D单位 S单田 X厦门 Z长者食堂"},
	    {ICU_PINYIN, "在 乙 3号 KFC", "3号 KFC Y乙 Z在"},
	    {ICU_PINYIN, "乙 乙", "Y乙 Y乙"},
	    {ICU_STROKE, "汀浦 人民 一心 龍華 社區", "1一心 2人民 5汀浦 8社區 16龍華"},
	    {ICU_STROKE, "王 王", "4王 4王"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena a = {0};
		struct out o = {.mem = &a};
		str text[8], rest = str_from(cases[i].texts);
		struct icu_entry *entry;
		int n = 0;

		while (rest.n > 0)
			text[n++] = str_cut(&rest, STR(" "));
		entry = icu_index(&a, cases[i].order, text, n);
		for (int k = 0; k < n; k++) {
			out_fmt(&o, "%s" STR_FMT STR_FMT, k ? " " : "", STR_ARG(entry[k].label),
				STR_ARG(entry[k].text));
			assert_str(text[entry[k].at], str_z(&a, entry[k].text));
		}
		assert_str(out_text(&o), cases[i].want);
		arena_free(&a);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(properties),
	    cmocka_unit_test(folded_text_stays),
	    cmocka_unit_test(folding_and_pinyin),
	    cmocka_unit_test(lunar_dates),
	    cmocka_unit_test(an_index_has_its_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
