#include "base/test.h"
#include "content/pinyin.c" /* the .c: its statics are in reach */

static void
text_becomes_pinyin(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
	    {"康健街道 2024", "kangjianjiedao-2024"},
	    {"“宝宝屋”APP，上线！", "baobaowu-app-shangxian"},
	    {"……", ""},
	    {"", ""},
	    {"café 里弄", "cafe-lilong"},
	    {"重庆·绿地", "chongqing-lvdi"},
	    {"长宁区的银行行长", "changningqudeyinhanghangzhang"},
	    {"重庆重建重点工程", "chongqingchongjianzhongdiangongcheng"},
	    {"曾女士曾经住在单元楼", "zengnvshicengjingzhuzaidanyuanlou"},
	    {"单师傅的单车", "shanshifudedanche"},
	    {"任书记上任", "renshujishangren"},
	    {"Z世代青年", "z-shidaiqingnian"},
	    {"１２３号", "123hao"},
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_str(pinyin_slug(&a, str_from(cases[i].text)), cases[i].want);
	arena_free(&a);
}

/* WORD as it is read without row LEFT_OUT. */
static str
without(struct arena *a, str word, int left_out)
{
	struct out o = {.mem = a};

	for (ptrdiff_t i = 0; i < word.n;) {
		ptrdiff_t from = i, n = 0;
		int best = -1;

		utf8_next(word, &i);
		for (int k = 0; k < pinyin_count; k++)
			if (k != left_out && pinyin_rows[k].kind == PINYIN_WORD &&
			    pinyin_rows[k].word.n > n &&
			    str_starts(str_from_at(word, from), pinyin_rows[k].word)) {
				best = k;
				n = pinyin_rows[k].word.n;
			}
		if (from > 0)
			out_char(&o, ' ');
		out_str(&o,
			best < 0 ? icu_latin(a, str_sub(word, from, i)) : pinyin_rows[best].sound);
		if (best >= 0)
			i = from + n;
	}
	return out_text(&o);
}

/* A row that says what is read without it is one that nobody needs. */
static void
every_row_changes_what_is_read(void **state)
{
	struct arena a = {0};
	int idle = 0;

	(void)state;
	for (int i = 0; i < pinyin_count; i++) {
		const struct pinyin_row *r = &pinyin_rows[i];

		if (r->kind == PINYIN_ADDRESS || !str_eq(without(&a, r->word, i), r->sound))
			continue;
		print_message("idle: " STR_FMT "\n", STR_ARG(r->word));
		idle++;
	}
	assert_int_equal(idle, 0);
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(text_becomes_pinyin),
	    cmocka_unit_test(every_row_changes_what_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
