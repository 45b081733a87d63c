#include "base/test.h"
#include "convert/trace.c" /* the .c: its statics are in reach */

/* "征→徵 STCharacters(徵 征)" for each part; "part/rival→…" for words that came too late. */
static str
told(struct arena *a, const char *config, const char *text)
{
	struct trace t;
	struct out o = {.mem = a};

	trace_run(a, engine_find(str_from(config)), str_from(text), &t);
	for (int i = 0; i < t.n; i++) {
		out_fmt(&o, "%s" STR_FMT, i > 0 ? " " : "", STR_ARG(t.part[i].text));
		for (int s = 0; s < t.nstage; s++) {
			const struct trace_stage *g = &t.part[i].stage[s];

			for (int k = 0; k < g->norigin; k++)
				out_fmt(&o, "%s" STR_FMT, k > 0 ? "+" : "/", STR_ARG(g->origin[k]));
			if (g->norigin > 0)
				out_fmt(&o, ":" STR_FMT, STR_ARG(g->becomes));
		}
	}
	for (int i = 0; i < t.nrival; i++)
		out_fmt(&o, "; %d " STR_FMT ":" STR_FMT, t.rival[i].part, STR_ARG(t.rival[i].text),
			STR_ARG(t.rival[i].becomes));
	return out_text(&o);
}

static void
each_part_names_its_dictionary(void **state)
{
	static const struct {
		const char *config, *text, *want;
	} cases[] = {
	    {"s2t", "", ""},
	    {"s2t", "新征程", "新征/STPhrases:新徵 程; 0 征程:征程"},
	    {"s2t", "a头", "a 头/STCharacters:頭"},
	    {"s2twp", "鼠标", "鼠标/STCharacters:鼠標/TWPhrases:滑鼠"},
	    {"s2twp", "什么", "什么/STPhrases:什麼/TWVariants:什麼"},
	    {"tw2sp", "軟體", "軟體/TWPhrasesRev:軟件/TSCharacters:软件"},
	    {"s2t", "\xEF\xA4\x80", "\xEF\xA4\x80/CJK_Compatibility_Ideographs:豈"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};

		assert_str(told(&a, cases[i].config, cases[i].text), cases[i].want);
		arena_free(&a);
	}
}

static void
all_values_of_a_character_are_told(void **state)
{
	struct arena a = {0};
	struct trace t;

	(void)state;
	trace_run(&a, engine_find(STR("s2t")), STR("征头"), &t);
	assert_int_equal(t.n, 2);
	assert_str(t.part[0].stage[1].values, "徵 征");
	assert_str(t.part[1].stage[1].values, "");
	arena_free(&a);
}

/* The parts put together are the text, and what the engine makes of it. */
static void
assert_whole(const char *config, str text)
{
	struct arena a = {0};
	struct out was = {.mem = &a}, is = {.mem = &a}, want = {.mem = &a};
	const struct engine *e = engine_find(str_from(config));
	struct trace t;

	trace_run(&a, e, text, &t);
	for (int i = 0; i < t.n; i++) {
		out_str(&was, t.part[i].text);
		out_str(&is, t.part[i].stage[t.nstage - 1].becomes);
	}
	engine_run(e, text, true, &want, NULL);
	assert_true(str_eq(out_text(&was), text));
	assert_true(str_eq(out_text(&is), out_text(&want)));
	arena_free(&a);
}

/* Pieces of words in any order, so that segments and stages meet in all ways. */
static void
parts_are_what_the_engine_makes(void **state)
{
	static const char *const piece[] = {
	    "鼠",   "标",   "软件", "新",   "征",   "程",   "带", "头",		  "发",	  "挥",
	    "里",   "程序", "面",   "条",   "什么", "，",   "a",  "\n",		  "干",	  "部",
	    "后",   "公里", "網路", "滑鼠", "軟體", "裡",   "著", "算法",	  "优化", "信息",
	    "缓存", "内存", "台",   "群",   "峰",   "文件", "夹", "\xEF\xA4\x80",
	};
	enum { TEXTS = 300, PIECES = 30, N = sizeof piece / sizeof *piece };
	uint32_t seed = 1;

	(void)state;
	for (int i = 0; i < TEXTS; i++) {
		struct arena a = {0};
		struct out text = {.mem = &a};

		for (int k = 0; k < PIECES; k++) {
			seed = seed * 1664525 + 1013904223;
			out_z(&text, piece[(seed >> 16) % N]);
		}
		for (int k = 0; engine_name(k); k++)
			assert_whole(engine_name(k), out_text(&text));
		arena_free(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_part_names_its_dictionary),
	    cmocka_unit_test(all_values_of_a_character_are_told),
	    cmocka_unit_test(parts_are_what_the_engine_makes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
