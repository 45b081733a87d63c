#include "convert/mixed.c" /* the .c: its statics are in reach */

#include "base/test.h"
#include "convert/stray.h"

/* Clusters as "E1 报讯:報訊" with "E1" to "I4" for the level, separated by blanks. */
static str
clusters(struct arena *a, enum script script, const struct glossary *glossary, const char *text)
{
	static const char *const level[MIXED__N] = {"E1", "E2", "W3", "I4"};
	const str exempt[] = {STR("新民晚報"), STR("新民晚报")};
	struct mixed *m = mixed_new(script, glossary, exempt, 2);
	struct mixed_cluster *c;
	struct out o = {.mem = a};
	int n = mixed_find(m, a, str_from(text), &c);

	for (int i = 0; i < n; i++) {
		str is = str_sub(str_from(text), c[i].from, c[i].to);

		out_fmt(&o, "%s%s " STR_FMT ":" STR_FMT, i ? " " : "", level[c[i].level],
			STR_ARG(is), STR_ARG(c[i].instead));
	}
	mixed_free(m);
	return out_text(&o);
}

static const struct {
	enum script script;
	const char *text, *want;
} cases[] = {
    {SCRIPT_HANT, "本報訊 記者來到康健街道社區", ""},
    /* characters of the other script, neighbours in one cluster, over what is in both scripts */
    {SCRIPT_HANT, "本报讯 記者", "E1 报讯:報訊"},
    {SCRIPT_HANT, "美丽新社区的居民", "E1 丽新社区:麗新社區"},
    {SCRIPT_HANT, "街区、网格", "E1 区:區 E1 网:網"},
    {SCRIPT_HANT, "报社會讯", "E1 报:報 E1 讯:訊"},
    /* by words, and by the character alone */
    {SCRIPT_HANT, "郁金香開了", "E2 郁:鬱"},
    {SCRIPT_HANT, "課后來到平台", "E2 后:後 I4 台:臺"},
    {SCRIPT_HANT, "党建引領", "W3 党:黨"},
    {SCRIPT_HANT, "能力于一体", "E1 于一体:於一體"},
    /* 乾, which would become 幹, is no part of a suggestion */
    {SCRIPT_HANT, "书乾学", "E1 书:書 E1 学:學"},
    /* twice converted would be wrong: conversion.md 6.3 */
    {SCRIPT_HANT, "干擾 鄰里 岳飛 萬里 里長 于謙 丑時 咸豐 党項 帶頭發揮", ""},
    {SCRIPT_HANT_TW, "干擾 鄰里 岳飛 萬里 里長 于謙 丑時 咸豐 党項 帶頭發揮", ""},
    {SCRIPT_HANT_HK, "干擾 鄰里 岳飛 萬里 里長 于謙 丑時 咸豐 党項 帶頭發揮", ""},
    /* shapes; what the Mainland prints is right in its edition alone */
    {SCRIPT_HANT, "着群峰床秘吃", ""},
    {SCRIPT_HANT, "內容的内容", "I4 内:內"},
    {SCRIPT_HANT, "爲了", "I4 爲:為"},
    {SCRIPT_HANT_TW, "看着", "I4 着:著"},
    {SCRIPT_HANT, "看著一本名著，顯著", "I4 著:着"},
    {SCRIPT_HANT, "發布", "I4 布:佈"},
    {SCRIPT_HANT_TW, "發布", "W3 布:佈"},
    {SCRIPT_HANT, "剃刀刮了五十年，水表", "W3 表:錶"},
    {SCRIPT_HANT, "牆上刮了一層", "W3 刮:颳"},
    {SCRIPT_HANT, "據了解，借助櫃台", "I4 了:瞭 I4 借:藉 I4 台:檯"},
    {SCRIPT_HANT, "内报", "I4 内:內 E1 报:報"},
    /* Simplified texts */
    {SCRIPT_HANS, "康健街道的居民在社区里喝着茶，只有几个人打坏了台灯，沉默后说了什么", ""},
    {SCRIPT_HANS, "品牌王寶和的师傅", "E1 寶:宝"},
    {SCRIPT_HANS, "一簇簇火紅的鬱金香映衬", "E1 紅的鬱:红的郁"},
    {SCRIPT_HANS, "找藉口", "E2 藉:借"},
    {SCRIPT_HANS, "乾隆年间的乾坤，瞭望，狼藉", ""},
    {SCRIPT_HANS, "徐乾学", "W3 乾:干"},
    {SCRIPT_HANS, "沈阳的沈思远", ""},
    /* exempt: marks, the paper's name; not the name's neighbours */
    {SCRIPT_HANS, "-{王寶和}-的師傅", "E1 師:师"},
    {SCRIPT_HANT, "-{zh-hans:软件;zh-hant:軟體}-的报", "E1 报:報"},
    {SCRIPT_HANS, "新民晚報報道", "E1 報:报"},
    {SCRIPT_HANT, "新民晚报报道", "E1 报:報"},
    {SCRIPT_HANT, "", ""},
    {SCRIPT_HANT, "Lilong 2024", ""},
};

static void
clusters_have_a_level_and_a_suggestion(void **state)
{
	struct arena a = {0};
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		str seen = clusters(&a, cases[i].script, NULL, cases[i].text);

		if (str_eq(seen, str_from(cases[i].want)))
			continue;
		print_error("%s: %s; seen: " STR_FMT "\n", cases[i].text, cases[i].want,
			    STR_ARG(seen));
		wrong++;
	}
	arena_free(&a);
	assert_int_equal(wrong, 0);
}

static const struct {
	enum script script;
	const char *text, *word, *character; /* mended as far as that; NULL: as it came in */
} mendings[] = {
    {SCRIPT_HANT, "本报訊，郁金香，党建", "本報訊，鬱金香，党建", "本報訊，鬱金香，黨建"},
    {SCRIPT_HANT, "于先生说，范先生的書", "于先生說，范先生的書", "于先生說，范先生的書"},
    {SCRIPT_HANT, "集多種能力于一体", "集多種能力於一體", "集多種能力於一體"},
    {SCRIPT_HANT, "內容的内容，书乾学", "內容的内容，書乾學", "內容的内容，書乾學"},
    {SCRIPT_HANT, "干擾鄰里岳飛", NULL, NULL},
    {SCRIPT_HANS, "找藉口，徐乾学的這里", "找借口，徐乾学的这里", "找借口，徐干学的这里"},
};

static void
what_is_sure_is_put_right(void **state)
{
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof mendings / sizeof *mendings; i++) {
		const char *in = mendings[i].text, *word = mendings[i].word;
		const char *character = mendings[i].character;
		struct mixed *m = mixed_new(mendings[i].script, NULL, NULL, 0);

		assert_str(mixed_mend(m, &a, str_from(in), MIXED_WORD), word ? word : in);
		assert_str(mixed_mend(m, &a, str_from(in), MIXED_CHARACTER),
			   character ? character : in);
		mixed_free(m);
	}
	arena_free(&a);
}

static void
house_terms_are_not_out_of_place(void **state)
{
	struct glossary_term term[] = {
	    {.form = {STR("王寶和"), STR("王寶和")}},
	    {.form = {STR("里巷"), STR("里巷")}},
	    {.form = {STR("丽都"), STR("麗都")}},
	};
	struct glossary g = {term, 3};
	struct arena a = {0};

	(void)state;
	assert_str(clusters(&a, SCRIPT_HANS, &g, "王寶和酒家"), "");
	assert_str(clusters(&a, SCRIPT_HANT, &g, "屋里巷裡的王寶和"), "I4 裡:裏");
	/* a term in the form of the other script is */
	assert_str(clusters(&a, SCRIPT_HANT, &g, "丽都酒家"), "E1 丽:麗");
	assert_str(clusters(&a, SCRIPT_HANS, &g, "麗都酒家"), "E1 麗:丽");
	arena_free(&a);
}

/*
 * raw/002 of MATERIAL (conversion.md 6.2): 102 characters that only Simplified has in 60 clusters,
 * one of them 内, which is a matter of shape; and some that both scripts have.
 */
static void
residue_in_a_real_paper_is_found(void **state)
{
	struct arena a = {0};
	str rest = test_file(&a, getenv("MATERIAL"), "raw/002.txt");
	struct mixed *m = mixed_new(SCRIPT_HANT, NULL, NULL, 0);
	int clusters[MIXED__N] = {0}, characters[MIXED__N] = {0};
	bool there = rest.n > 0;

	(void)state;
	while (rest.n > 0) {
		struct mixed_cluster *c;
		int n = mixed_find(m, &a, str_cut(&rest, STR("\n")), &c);

		for (int i = 0; i < n; i++) {
			clusters[c[i].level]++;
			characters[c[i].level] += c[i].n;
		}
	}
	mixed_free(m);
	arena_free(&a);
	if (!there) {
		print_message("MATERIAL is not there: own cases only\n");
		return;
	}
	assert_in_range(clusters[MIXED_OTHER], 60, 66);
	assert_in_range(characters[MIXED_OTHER], 101, 110);
	assert_in_range(characters[MIXED_WORD], 5, 8);
	assert_in_range(characters[MIXED_CHARACTER], 12, 18);
	assert_in_range(characters[MIXED_SHAPE], 13, 20);
}

/* What an edition changes in its own script, and so what it need not look for. */
static void
a_stray_is_possible(void **state)
{
	(void)state;
	for (enum script s = SCRIPT_HANS; s < SCRIPT__N; s++)
		for (uint32_t cp = 0; (cp = stray_next_character(cp, s, s)) != 0; cp++)
			assert_true(mixed_possible(s, script_class(cp)));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(clusters_have_a_level_and_a_suggestion),
	    cmocka_unit_test(what_is_sure_is_put_right),
	    cmocka_unit_test(house_terms_are_not_out_of_place),
	    cmocka_unit_test(residue_in_a_real_paper_is_found),
	    cmocka_unit_test(a_stray_is_possible),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
