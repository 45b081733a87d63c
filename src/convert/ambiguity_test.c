#include "convert/ambiguity.c" /* the .c: its statics are in reach */

#include "base/test.h"

/* "发 带头发挥 帶頭髮揮 帶頭發揮; …" */
static str
ambiguous(struct arena *a, struct ambiguities *x, str text)
{
	struct ambiguity *v;
	struct out o = {.mem = a};
	int n = ambiguity_find(x, a, text, &v);

	for (int i = 0; i < n; i++)
		out_fmt(&o, "%s" STR_FMT " " STR_FMT " " STR_FMT " " STR_FMT, i ? "; " : "",
			STR_ARG(str_sub(text, v[i].from, v[i].to)), STR_ARG(v[i].text),
			STR_ARG(v[i].taken), STR_ARG(v[i].other));
	return out_text(&o);
}

static const struct {
	enum script to;
	const char *text, *want; /* without the lexicon */
	bool mended;		 /* the lexicon decides it */
} cases[] = {
    {SCRIPT_HANT, "他们带头发挥作用", "发 头发挥作 頭髮揮作 頭發揮作", true},
    {SCRIPT_HANT, "走上新征程", "征 新征程 新徵程 新征程", true},
    {SCRIPT_HANT, "它被发明以后", "发 被发明 被髮明 被發明", true},
    {SCRIPT_HANT, "居民参与制造", "制 参与制造 參與制造 參與製造", true},
    {SCRIPT_HANT, "屋里巷外", "里 屋里巷 屋裏巷 屋里巷", false},
    {SCRIPT_HANT_TW, "屋里巷外", "里 屋里巷 屋裡巷 屋里巷", false},
    {SCRIPT_HANT, "徐汇报道", "汇 徐汇报 徐匯報 徐彙報", false},
    /* from the right the longest word counts as well: 管乐团, not 乐团 or 团 */
    {SCRIPT_HANT, "学校托管乐团", "托 托管乐 託管樂 托管樂", false},
    {SCRIPT_HANT, "护理系于一发", "系于一发 护理系于一发 護理系於一發 護理繫於一髮", false},
    /* words overlap, but either way gives the same characters */
    {SCRIPT_HANT, "支行针对小微企业", "", false},
    {SCRIPT_HANT, "中华人民共和国国务院", "", false},
    /* one character with several forms, in one word */
    {SCRIPT_HANT, "理发师发现头发干了，面条和里弄", "", false},
    {SCRIPT_HANT, "", "", false},
    {SCRIPT_HANT, "abc，。", "", false},
    /* words do not reach over marks and what is no text */
    {SCRIPT_HANT, "屋-{里}-巷外", "", false},
    {SCRIPT_HANT, "屋，里巷", "", false},
};

static void
readings_from_left_and_right_are_compared(void **state)
{
	struct arena a = {0};
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct ambiguities *x = ambiguity_new(cases[i].to, NULL, NULL, 0);
		str with = ambiguous(&a, x, str_from(cases[i].text)), without;

		mask_init(&a, &x->lexicon, SCRIPT_HANS, NULL, NULL, 0);
		without = ambiguous(&a, x, str_from(cases[i].text));
		ambiguity_free(x);
		if (str_eq(without, str_from(cases[i].want)) &&
		    str_eq(with, cases[i].mended ? STR("") : without))
			continue;
		print_error("%s: " STR_FMT "; with lexicon: " STR_FMT "\n", cases[i].text,
			    STR_ARG(without), STR_ARG(with));
		wrong++;
	}
	arena_free(&a);
	assert_int_equal(wrong, 0);
}

static void
house_terms_and_names_decide(void **state)
{
	struct glossary_term term = {.form = {STR("屋里巷外"), STR("屋裏巷外")}};
	struct glossary g = {&term, 1};
	const str name = STR("徐汇报");
	struct ambiguities *x = ambiguity_new(SCRIPT_HANT, &g, &name, 1);
	struct arena a = {0};

	(void)state;
	assert_str(ambiguous(&a, x, STR("屋里巷外的徐汇报")), "");
	ambiguity_free(x);
	arena_free(&a);
}

/* The Simplified papers of MATERIAL: conversion.md 6.4 has 9 with older dictionaries, no lexicon.
 */
static void
real_papers_have_few(void **state)
{
	static const char *const raw[] = {"raw/000.txt", "raw/001.txt", "raw/003.txt"};
	struct ambiguities *x = ambiguity_new(SCRIPT_HANT, NULL, NULL, 0);
	struct arena a = {0};
	int n = 0;

	(void)state;
	for (size_t i = 0; i < sizeof raw / sizeof *raw; i++) {
		struct ambiguity *v;

		n += ambiguity_find(x, &a, test_file(&a, getenv("MATERIAL"), raw[i]), &v);
	}
	ambiguity_free(x);
	arena_free(&a);
	assert_in_range(n, 0, 4);
}

/* Blocks of the engine do not hide one, wherever they end. */
static void
every_place_of_a_long_text_is_seen(void **state)
{
	struct ambiguities *x = ambiguity_new(SCRIPT_HANT, NULL, NULL, 0);
	struct arena a = {0};
	struct ambiguity *v;

	(void)state;
	for (int before = 980; before < 1060; before++) {
		struct out o = {.mem = &a};
		int n;

		for (int i = 0; i < before; i++)
			out_z(&o, "一");
		out_z(&o, "屋里巷外⿰木目屋里巷");
		n = ambiguity_find(x, &a, out_text(&o), &v);
		assert_int_equal(n, 2);
		assert_int_equal(v[0].from, 3 * before + 3);
		assert_int_equal(v[1].to, (ptrdiff_t)o.n - 3);
	}
	ambiguity_free(x);
	arena_free(&a);
}

/* A chain of words as long as the text. */
static void
a_long_chain_is_read(void **state)
{
	struct ambiguities *x = ambiguity_new(SCRIPT_HANT, NULL, NULL, 0);
	struct arena a = {0};
	struct out o = {.mem = &a};
	struct ambiguity *v;

	(void)state;
	for (int i = 0; i < 20000; i++)
		out_z(&o, "发挥发");
	ambiguity_find(x, &a, out_text(&o), &v);
	ambiguity_free(x);
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(readings_from_left_and_right_are_compared),
	    cmocka_unit_test(house_terms_and_names_decide),
	    cmocka_unit_test(real_papers_have_few),
	    cmocka_unit_test(every_place_of_a_long_text_is_seen),
	    cmocka_unit_test(a_long_chain_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
