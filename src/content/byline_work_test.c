#include "base/test.h"
#include "content/byline_work.c" /* the .c: its statics are in reach */

/* Each name with what it did: t text, p photographs, d drawings, e editing, s supplied. */
static const struct {
	const char *in, *want;
} cases[] = {
    {"记者 周予安 通讯员 郭其", "周予安:t 郭其:t"},
    {"记者 周予安 通讯员 郭其 文/摄", "周予安:tp 郭其:tp"},
    {"記者 陸沉 攝影報道", "陸沉:tp"},
    {"文/王旭 图/李梦婷", "王旭:t 李梦婷:p"},
    {"图：郭其", "郭其:p"},
    {"圖/郭其", "郭其:p"},
    {"摄影 郭其", "郭其:p"},
    {"摄影记者 郭其", "郭其:p"},
    {"记者 郭其 摄", "郭其:p"},
    {"王旭 摄", "王旭:p"},
    {"绘图 王旭", "王旭:d"},
    {"记者 王旭 文 李明 摄", "王旭:t 李明:p"},
    {"编辑 王旭", "王旭:e"},
    {"记者 王旭 编译", "王旭:t"},
    {"康健街道 供稿", "康健街道:s"},
    {"康健街道 供图", "康健街道:p"},
    {"王旭", "王旭:t"},
    {"据新华社", "新华社:"},
};

static void
what_a_name_did_is_told_by_the_words_around(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arena a = {0};
		struct out o = {.mem = &a};
		struct byline b;

		assert_true(byline_parse(&a, str_from(cases[i].in), &b));
		for (int k = 0; k < b.n; k++) {
			unsigned work = byline_work(&b, k);

			out_fmt(&o, "%s" STR_FMT ":", k ? " " : "", STR_ARG(b.name[k].name));
			for (int bit = 0; bit < WORK__N; bit++)
				if (work & 1u << bit)
					out_char(&o, "tpdes"[bit]);
		}
		assert_str(out_text(&o), cases[i].want);
		arena_free(&a);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_a_name_did_is_told_by_the_words_around),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
