#include "base/test.h"
#include "convert/explain.c" /* the .c: its statics are in reach */

#include <stdio.h>
#include <unistd.h>

static str
explained(struct arena *a, const struct explain *x, const char *text)
{
	FILE *in = tmpfile(), *out = tmpfile();
	struct diag d;
	char *p;
	long n;

	diag_init(&d, a);
	fputs(text, in);
	rewind(in);
	assert_true(explain_convert(&d, x, STR("a.txt"), fileno(in), fileno(out)));
	assert_int_equal(d.worst, DIAG_OK);
	n = lseek(fileno(out), 0, SEEK_END);
	p = NEW(a, char, (size_t)n + 1);
	assert_int_equal(pread(fileno(out), p, (size_t)n, 0), n);
	fclose(in);
	fclose(out);
	return (str){p, n};
}

static void
a_line_for_each_part(void **state)
{
	static const struct {
		const char *config, *text, *want;
		enum script from, to;
	} cases[] = {
	    {"s2t", "", "", 0, 0},
	    {"s2t", "踏上新征程，abc里程\n",
	     "a.txt, line 1\n"
	     "  踏上\n"
	     "  新征  新徵  STPhrases; too late: 征程→征程 STPhrases\n"
	     "  程，abc\n"
	     "  里程  里程  STPhrases\n\n",
	     0, 0},
	    {"t2s", "么", "a.txt, line 1\n  么    么    TSCharacters (么 幺)\n\n", 0, 0},
	    {NULL, "新征程\n\n甲-{头}-群",
	     "a.txt, line 1\n  新\n  征程  征程  lexicon\n\n"
	     "a.txt, line 3\n  甲\n"
	     "  头    头    lock\n"
	     "  群    群    STCharacters 羣 > Mainland habit\n\n",
	     SCRIPT_HANS, SCRIPT_HANT},
	    {NULL, "群", "a.txt, line 1\n  群    羣    STCharacters\n\n", SCRIPT_HANS,
	     SCRIPT_HANT_HK},
	    {NULL, "裡\n甲",
	     "a.txt, line 1\n"
	     "              tw2t\n"
	     "  裡    裏    TWVariantsRev\n"
	     "a.txt, line 2\n  甲\n"
	     "              t2hk\n"
	     "  裏\n  甲\n\n",
	     SCRIPT_HANT_TW, SCRIPT_HANT_HK},
	    /* what is put right before the dictionaries: as it was typed, and as they see it */
	    {NULL, "郁金香盛開，“这里”\n說梁启超",
	     "a.txt, line 1\n"
	     "  郁    鬱    put right\n"
	     "  金香盛開，\n"
	     "  “     「    quotation marks\n"
	     "  这里  這裏  STPhrases\n"
	     "  ”     」    quotation marks\n"
	     "a.txt, line 2\n"
	     "  說\n"
	     "  梁    梁    TWVariantsRev (梁 樑)\n"
	     "  启    啟    put right 啟 > TWVariantsRev 啓 > Mainland habit\n"
	     "  超\n\n",
	     SCRIPT_HANT_TW, SCRIPT_HANT},
	    {NULL, "\x1B[31m\xFF", "a.txt, line 1\n  \xEF\xBF\xBD[31m\xEF\xBF\xBD\n\n", SCRIPT_HANS,
	     SCRIPT_HANS},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct explain x = {
		    .lang = LANG_EN,
		    .options = {.from = cases[i].from, .to = cases[i].to, .quotes = QUOTES_CORNER}};

		if (cases[i].config)
			x.engine = engine_find(str_from(cases[i].config));
		assert_str(explained(&a, &x, cases[i].text), cases[i].want);
		arena_free(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_line_for_each_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
