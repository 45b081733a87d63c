#include "convert/script.c" /* the .c: its statics are in reach */

#include "base/out.h"
#include "base/test.h"

static void
script_is_told_by_characters_of_one_script(void **state)
{
	static const struct {
		const char *text;
		enum script fallback, want;
	} cases[] = {
	    {"康健街道为居民办实事", SCRIPT_HANT, SCRIPT_HANS},
	    {"康健街道為居民辦實事", SCRIPT_HANS, SCRIPT_HANT},
	    /* in both scripts, also where one of them has another form for some senses */
	    {"皇后 里弄 干支 于家 茶几 党 群 峰 着", SCRIPT_HANT, SCRIPT_HANT},
	    {"皇后 里弄 干支 于家 茶几 党 群 峰 着", SCRIPT_HANS, SCRIPT_HANS},
	    /* the majority: residue in a Traditional story, a brand in a Simplified one */
	    {"本報讯：社區举辦藝術節", SCRIPT_HANS, SCRIPT_HANT},
	    {"王寶和的师傅说", SCRIPT_HANT, SCRIPT_HANS},
	    {"", SCRIPT_HANT_HK, SCRIPT_HANT_HK},
	    {"Lilong 2024 𠀀", SCRIPT_HANT, SCRIPT_HANT},
	    {"为為", SCRIPT_HANT_TW, SCRIPT_HANT_TW},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (script_detect(str_from(cases[i].text), cases[i].fallback) != cases[i].want)
			fail_msg("%s", cases[i].text);
}

static void
scripts_have_names(void **state)
{
	static const struct {
		const char *name;
		enum script want; /* SCRIPT__N: unknown */
	} cases[] = {
	    {"hans", SCRIPT_HANS},
	    {" zh-Hant ", SCRIPT_HANT},
	    {"HANT-TW", SCRIPT_HANT_TW},
	    {"zh_Hant_HK", SCRIPT_HANT_HK},
	    {"简体", SCRIPT_HANS},
	    {"繁體", SCRIPT_HANT},
	    {"台灣正體", SCRIPT_HANT_TW},
	    {"香港繁体", SCRIPT_HANT_HK},
	    {"", SCRIPT__N},
	    {"hanz", SCRIPT__N},
	    {"hant-", SCRIPT__N},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		enum script s = SCRIPT__N;

		assert_int_equal(script_parse(str_from(cases[i].name), &s),
				 cases[i].want != SCRIPT__N);
		assert_int_equal(s, cases[i].want);
	}
	assert_str(script_name(SCRIPT_HANT_HK), "hant-hk");
	assert_str(script_tag(SCRIPT_HANT_TW), "zh-Hant-TW");
}

static void
characters_have_a_class(void **state)
{
	static const struct {
		const char *characters;
		unsigned want;
	} cases[] = {
	    {"报讯沪丽设发𫗧", SCRIPT_HANS_ONLY},
	    {"報訊滬麗設發髮餗", SCRIPT_HANT_ONLY},
	    {"為爲裏裡", SCRIPT_HANT_ONLY | SCRIPT_HANT_DOUBT},
	    {"后里台干面云党郁采准群峰着著", SCRIPT_HANT_DOUBT},
	    {"藉乾瞭徵於", SCRIPT_HANS_DOUBT},
	    {"沈坏", SCRIPT_HANT_DOUBT},
	    {"人民街道，a一", 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		str s = str_from(cases[i].characters);

		for (ptrdiff_t at = 0; at < s.n;) {
			uint32_t cp = utf8_next(s, &at);

			if (script_class(cp) != cases[i].want)
				fail_msg("U+%04X in %s: %u", cp, s.p, script_class(cp));
		}
	}
	assert_int_equal(script_class(0x10FFFF), 0);
	assert_int_equal(script_classes(STR("aé人民𠀀")), 0);
	assert_int_equal(script_classes(STR("aé报")), SCRIPT_HANS_ONLY);
	assert_int_equal(script_classes(STR("𫗧報")), SCRIPT_HANS_ONLY | SCRIPT_HANT_ONLY);
}

/* Wherever a character stands among others. */
static void
characters_of_a_text_have_their_classes(void **state)
{
	(void)state;
	for (uint32_t cp = 1; cp < SCRIPT_LIMIT; cp++) {
		struct arena a = {0};
		struct out o = {.mem = &a};

		for (uint32_t i = 0; i < cp % 29; i++)
			out_z(&o, i % 13 == cp % 7 ? "a" : "人");
		out_utf8(&o, cp);
		for (uint32_t i = 0; i < cp % 19; i++)
			out_z(&o, "人");
		assert_int_equal(script_classes(out_text(&o)), script_class(cp));
		arena_free(&a);
		cp += cp == 0xD7FF ? 0x800 : 0;
	}
}

/* Those of conversion.md 6.1, and of Traditional ones 240 for compatibility. They move a little. */
static void
no_character_is_of_one_script_and_of_the_other(void **state)
{
	int both = 0, hans = 0, hant = 0;

	(void)state;
	for (uint32_t cp = 0; cp < SCRIPT_LIMIT; cp++) {
		unsigned class = script_class(cp);

		hans += (class & SCRIPT_HANS_ONLY) != 0;
		hant += (class & SCRIPT_HANT_ONLY) != 0;
		both += (class & SCRIPT_HANS_ONLY) && (class & SCRIPT_HANT_ONLY);
	}
	assert_int_equal(both, 0);
	assert_in_range(hans, 3700, 3850);
	assert_in_range(hant, 3400, 3600);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(script_is_told_by_characters_of_one_script),
	    cmocka_unit_test(scripts_have_names),
	    cmocka_unit_test(characters_have_a_class),
	    cmocka_unit_test(characters_of_a_text_have_their_classes),
	    cmocka_unit_test(no_character_is_of_one_script_and_of_the_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
