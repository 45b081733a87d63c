#include "content/paper.c" /* the .c: its statics are in reach */

#include "base/test.h"

/* The marks and words of an edition as letters in order of SCRIPT: q 「」, p regional words. */
static const struct {
	const char *lines, *want, *messages;
} cases[] = {
    {"", "- - q q", ""},
    {"直角引号: hant", "- q - -", ""},
    {"直角引號: 繁体、hant-tw", "- q q -", ""},
    {"quotes: none", "- - - -", ""},
    {"直角引号: 无", "- - - -", ""},
    {"直角引号: 有", "- - - -", "paper-edition 2:7 有|hans、hant、hant-tw、hant-hk"},
    {"地区用语: hant-tw", "- - qp q", ""},
    {"phrases: [hant-tw, hans]", "p - qp q", ""},
    {"地區用語: 香港繁體", "- - q qp", ""},
    {"phrases: [hant, hant-hk]", "- - q qp", "paper-phrases 2:11 hant"},
};

static void
marks_and_words_are_asked_for_by_edition(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct diag d;
		struct front f;
		const struct front_entry *e[KEY__N] = {NULL};
		struct out o = {.mem = &a};
		struct paper p = {0};
		str bytes = str_fmt(&a, "---\n%s\n---\n", cases[i].lines);

		diag_init(&d, &a);
		front_read(&a, &d, source_new(&a, &d, STR("content/paper.md"), bytes), &f);
		field_collect(&d, &f, &keys, e);
		read_quotes(&a, &d, e[KEY_QUOTES], &p);
		read_phrases(&a, &d, e[KEY_PHRASES], &p);
		for (enum script s = 0; s < SCRIPT__N; s++) {
			out_str(&o, s ? STR(" ") : STR(""));
			out_str(&o, p.corner[s] ? STR("q") : STR(""));
			out_str(&o, p.phrases[s] ? STR("p") : STR(""));
			out_str(&o, p.corner[s] || p.phrases[s] ? STR("") : STR("-"));
		}
		assert_str(out_text(&o), cases[i].want);
		assert_str(test_messages(&a, &d), cases[i].messages);
		arena_free(&a);
	}
}

static void
the_root_is_the_path_of_the_address(void **state)
{
	static const struct {
		const char *url, *want;
	} roots[] = {
	    {"", "/"},
	    {"https://example.org/", "/"},
	    {"http://example.org/liuxi/bao/", "/liuxi/bao/"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
		struct paper p = {.url = str_from(roots[i].url)};

		assert_str(paper_root(&p), roots[i].want);
	}
}

static const struct {
	const char *lines;
	enum kinsoku_level want;
	const char *messages;
} levels[] = {
    {"", KINSOKU_USUAL, ""},
    {"避头尾: 国标", KINSOKU_GB, ""},
    {"避頭尾: 無", KINSOKU_NONE, ""},
    {"kinsoku: strict", KINSOKU_STRICT, ""},
    {"kinsoku: basic", KINSOKU_BASIC, ""},
    {"避头尾: 宽松", KINSOKU_USUAL, "paper-kinsoku 2:6 宽松"},
};

static void
lines_are_as_strict_as_asked_for(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
		struct arena a = {0};
		struct diag d;
		struct front f;
		const struct front_entry *e[KEY__N] = {NULL};
		struct paper p = {0};
		str bytes = str_fmt(&a, "---\n%s\n---\n", levels[i].lines);

		diag_init(&d, &a);
		front_read(&a, &d, source_new(&a, &d, STR("content/paper.md"), bytes), &f);
		field_collect(&d, &f, &keys, e);
		read_kinsoku(&a, &d, e[KEY_KINSOKU], &p);
		assert_int_equal(p.kinsoku, levels[i].want);
		assert_str(test_messages(&a, &d), levels[i].messages);
		arena_free(&a);
	}
}

static void
an_id_is_a_host_and_a_day(void **state)
{
	static const struct {
		const char *line, *want, *messages;
	} ids[] = {
	    {"id: example.org,1995-04-18", "example.org 1995-04-18", ""},
	    {"标识：news.example.org, 2001-02-03", "news.example.org 2001-02-03", ""},
	    {"", "", ""},
	    {"id: example.org", "", "paper-id 2:5 example.org"},
	    {"id: example.org,1995-02-30", "", "paper-id 2:5 example.org,1995-02-30"},
	    {"id: Example org,1995-04-18", "", "paper-id 2:5 Example org,1995-04-18"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		struct arena a = {0};
		struct diag d;
		struct front f;
		const struct front_entry *e[KEY__N] = {NULL};
		struct paper p = {0};
		str bytes = str_fmt(&a, "---\n%s\n---\n", ids[i].line);

		diag_init(&d, &a);
		front_read(&a, &d, source_new(&a, &d, STR("content/paper.md"), bytes), &f);
		field_collect(&d, &f, &keys, e);
		read_id(&a, &d, e[KEY_ID], &p);
		if (p.id_host.n > 0)
			assert_str(str_fmt(&a, STR_FMT " " STR_FMT, STR_ARG(p.id_host),
					   STR_ARG(date_iso(&a, p.id_date))),
				   ids[i].want);
		else
			assert_str(p.id_host, ids[i].want);
		assert_str(test_messages(&a, &d), ids[i].messages);
		arena_free(&a);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_root_is_the_path_of_the_address),
	    cmocka_unit_test(marks_and_words_are_asked_for_by_edition),
	    cmocka_unit_test(lines_are_as_strict_as_asked_for),
	    cmocka_unit_test(an_id_is_a_host_and_a_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
