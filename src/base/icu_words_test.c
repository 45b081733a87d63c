#include "base/icu_words.c" /* the .c: its statics are in reach */
#include "base/out.h"
#include "base/test.h"

static void
words_end(void **state)
{
	static const struct {
		const char *text, *words;
	} cases[] = {
	    {"青年夜校第二季下周二开课", "青年|夜校|第二季|下|周二开课"},
	    {"社区医院添了夜门诊", "社区|医院|添了|夜|门诊"},
	    {"社區醫院添了夜門診", "社區|醫院|添了|夜|門診"},
	    {"9家“宝宝屋”建成", "9家“宝宝|屋”建成"},
	    {"路灯亮了，孩子们的作业", "路灯|亮了，孩子们的|作业"},
	    {"了解夜校的确好", "了解|夜校|的确|好"},
	    {"", ""},
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		str text = str_from(cases[i].text);
		bool *end = NEW(&a, bool, (size_t)text.n + 1);
		struct out o = {.mem = &a};

		icu_word_ends(&a, text, end);
		for (ptrdiff_t k = 0; k < text.n; k++) {
			if (k > 0 && end[k])
				out_char(&o, '|');
			out_char(&o, text.p[k]);
		}
		assert_str(out_text(&o), cases[i].words);
	}
	arena_free(&a);
}

/* Words of TEXT end where ICU says. */
static void
compare_with_icu(struct icu_words *words, str text)
{
	struct arena a = {0};
	bool *own = NEW(&a, bool, (size_t)text.n + 1), *end = NEW(&a, bool, (size_t)text.n + 1);

	own[text.n] = end[text.n] = true;
	if (divide_simple(&a, text, own)) {
		divide(words, &a, text, end);
		join_words(text, own);
		join_words(text, end);
		if (memcmp(own, end, (size_t)text.n + 1) != 0)
			fail_msg("not divided like ICU: " STR_FMT, STR_ARG(text));
	}
	arena_free(&a);
}

static void
every_sign_stands_between_words(void **state)
{
	static const char *const frame[] = {"社区%c夜校", "夜%c", "a%cb%c1", "的%c了 %c的",
					    "%c%c第二季"};
	struct icu_words words = {0};

	(void)state;
	for (uint32_t cp = 1; cp < 0x10000; cp++) {
		if (cp >= 0xD800 && cp < 0xE000)
			continue;
		for (size_t i = 0; i < sizeof frame / sizeof *frame; i++) {
			struct arena a = {0};
			struct out o = {.mem = &a};

			for (const char *p = frame[i]; *p; p++)
				if (*p == '%')
					out_utf8(&o, cp), p++;
				else
					out_char(&o, *p);
			compare_with_icu(&words, out_text(&o));
			arena_free(&a);
		}
	}
	icu_words_close(&words);
}

/* Letters without sense: many ways to divide them cost about the same. */
static void
words_are_those_of_icu(void **state)
{
	static const char letters[] =
	    "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也"
	    "得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只如事把"
	    "社區醫院添了夜門診第二季週開課書記聽得見親子樂園體驗區黨員誌願者龍華新康家園"
	    "一二三十百千万 ，“”A8　~+〇鿿";
	enum { TEXTS = 4000, LONGEST = 24 };
	struct icu_words words = {0};
	uint32_t random = 1, cp[256];
	int n = 0;

	(void)state;
	for (ptrdiff_t i = 0; i < (ptrdiff_t)sizeof letters - 1;)
		cp[n++] = utf8_next(str_from(letters), &i);
	for (int i = 0; i < TEXTS; i++) {
		struct arena a = {0};
		struct out o = {.mem = &a};

		for (int k = i % LONGEST; k >= 0; k--) {
			random = random * 1664525 + 1013904223;
			out_utf8(&o, random >> 30 ? cp[(random >> 16) % (uint32_t)n]
						  : 0x4E00 + (random >> 8) % 0x5200);
		}
		compare_with_icu(&words, out_text(&o));
		arena_free(&a);
	}
	icu_words_close(&words);
}

static void
words_of_newspapers_are_those_of_icu(void **state)
{
	static const char *const file[] = {"raw/000.txt", "raw/001.txt", "raw/002.txt",
					   "raw/003.txt"};
	struct icu_words words = {0};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof file / sizeof *file; i++) {
		str rest = test_file(&a, getenv("MATERIAL"), file[i]);

		while (rest.n > 0)
			compare_with_icu(&words, str_cut(&rest, STR("\n")));
	}
	arena_free(&a);
	icu_words_close(&words);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(words_end),
	    cmocka_unit_test(every_sign_stands_between_words),
	    cmocka_unit_test(words_are_those_of_icu),
	    cmocka_unit_test(words_of_newspapers_are_those_of_icu),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
