#include "convert/script.c" /* the .c: its statics are in reach */

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
no_character_is_of_one_script_and_of_the_other(void **state)
{
	int both = 0, hans = 0, hant = 0;

	(void)state;
	for (uint32_t cp = SCRIPT_TABLE_FIRST; cp <= SCRIPT_TABLE_LAST; cp++) {
		hans += has_bit(simplified_only, cp);
		hant += has_bit(traditional_only, cp);
		both += has_bit(simplified_only, cp) && has_bit(traditional_only, cp);
	}
	assert_int_equal(both, 0);
	assert_in_range(hans, 2400, 2600);
	assert_in_range(hant, 3400, 3700);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(script_is_told_by_characters_of_one_script),
	    cmocka_unit_test(scripts_have_names),
	    cmocka_unit_test(no_character_is_of_one_script_and_of_the_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
