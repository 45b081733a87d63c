#include "convert/glossary.c" /* the .c: its statics are in reach */

#include "convert/convert_world.h"

/* The terms of TEXT as "hans>hant,hant-tw,hant-hk line", one after the other; < and = for the way.
 */
static str
terms_of(const char *text)
{
	static const char way[] = {'=', '>', '<'};
	const struct source *src = source_new(&mem, &found, STR("content/glossary.tsv"),
					      str_from(text));
	struct out o = {.mem = &mem};
	struct glossary g;

	glossary_read(&mem, &found, src, &g);
	for (int i = 0; i < g.n; i++) {
		const struct glossary_term *t = &g.term[i];

		out_fmt(&o, "%s" STR_FMT "%c", i ? " " : "", STR_ARG(t->form[SCRIPT_HANS]),
			way[t->way]);
		for (enum script s = SCRIPT_HANT; s < SCRIPT__N; s++)
			out_fmt(&o, "%s" STR_FMT, s > SCRIPT_HANT ? "," : "", STR_ARG(t->form[s]));
	}
	return out_text(&o);
}

static const struct {
	const char *text, *want, *messages;
} cases[] = {
    /* as it always was: Simplified, Traditional, note */
    {"# house terms\n\n里弄\t里弄\tnot 裏弄\n周年\t周年\r\n社区\t社區",
     "里弄=里弄,, 周年=周年,, 社区=社區,,", ""},
    {"里弄\t里弄\t不作裏\t旧栏\t旧栏\n", "里弄=里弄,,", ""},
    {"　里弄 \t 里弄　\n", "里弄=里弄,,", ""},
    /* a term of two columns' names is a term */
    {"简体\t簡體\n", "简体=簡體,,", ""},
    {"繁体\t繁體\n", "繁体=繁體,,", ""},
    /* the head names the columns */
    {"简体\t繁体\t台湾\t香港\t说明\n里面\t裏面\t裡面\t\t方位\n软件\t\t軟體\n",
     "里面=裏面,裡面, 软件=,軟體,", ""},
    {"# 用字\nnote\thant-tw\thant\thans\nx\t裡\t裏\t里\n", "里=裏,裡,", ""},
    {"簡體\t繁體\t臺灣\n软件\t軟件\t軟體\n", "软件=軟件,軟體,", ""},
    {"简体\t\t繁体\n里\tx\t裏\n", "里=裏,,", ""},
    /* one way */
    {"发廊\t→髮廊\n台历\t← 檯曆\n干\t->幹\n后\t<-後\n", "发廊>髮廊,, 台历<檯曆,, 干>幹,, 后<後,,",
     ""},
    {"简体\t繁体\t台湾\n里\t→裏\t→裡\n面\t麵\t→麪\n", "里>裏,裡, 面>麵,麪,", ""},
    /* as a spreadsheet writes it */
    {"\"里弄\"\t\"里弄\"\t\"他说：\"\"里\"\"\"\n\"甲\"\"乙\"\t\"甲\"\"乙\"\n",
     "里弄=里弄,, 甲\"乙=甲\"乙,,", ""},
    {"里弄\t里弄\t\t\t\n", "里弄=里弄,,", ""},
    /* faults */
    {"康健街道 康健街道\n", "", "glossary-tab 1:1"},
    {"台式机\t\n \t臺\n", "", "glossary-empty 1:5; glossary-empty 2:1"},
    {"简体\t说明\t繁体\n里\tx\n里\tx\t\n\tx\t里\n", "",
     "glossary-empty 2:3; glossary-empty 3:5; glossary-empty 4:1"},
    {"简体\t繁体\t台弯\n里\t裏\t裡\n", "里=裏,,", "glossary-column 1:7 台弯"},
    {"简体\t繁体\t繁體\n里\t裏\t裡\n", "里=裏,,", "glossary-column-twice 1:7 繁體"},
    {"简体\t说明\n里\t裏\n", "", "glossary-head 1:1"},
    {"繁体\t香港\n里\t裏\n", "", "glossary-head 1:1"},
    {"里弄\t里弄\n里弄\t里弄\n里弄\t裏弄\n", "里弄=里弄,,",
     "glossary-repeat 2:1 里弄|1; glossary-twice 3:1 里弄|1|里弄"},
    {"简体\t繁体\t台湾\n里\t裏\n里\t裏\t裡\n", "里=裏,,", "glossary-twice 3:1 里|2|裏"},
    {"台历\t檯曆\n桌历\t檯曆\n案历\t→檯曆\n", "台历=檯曆,, 桌历=檯曆,, 案历>檯曆,,",
     "glossary-joined 2:4 檯曆|1|台历"},
    /* there one thing and back another: no contradiction */
    {"干\t→幹\n干\t←乾\n", "干>幹,, 干<乾,,", ""},
    {"简体\t繁体\t台湾\n里\t→裏\t←裡\n", "", "glossary-arrows 2:6"},
    {"-{里}-\t里\n里\t-{里}-\n", "", "glossary-mark 1:1; glossary-mark 2:3"},
    {"里\x01弄\t里弄\n", "里弄=里弄,,", "text-forbidden 1:2 U+0001"},
    {"里\u200B弄\t里弄\n", "里\u200B弄=里弄,,", "text-suspicious 1:2 U+200B"},
    {"", "", ""},
    {"\t\n\t\t\n", "", ""},
};

static void
a_glossary_is_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		diag_init(&found, &mem);
		assert_str(terms_of(cases[i].text), cases[i].want);
		assert_str(test_messages(&mem, &found), cases[i].messages);
	}
}

static void
a_long_term_is_left_out(void **state)
{
	struct out o = {.mem = &mem};

	(void)state;
	for (int i = 0; i < TERM_MAX; i++)
		out_z(&o, "里");
	assert_true(terms_of(str_z(&mem, str_fmt(&mem, STR_FMT "\t里", STR_ARG(out_text(&o))))).n >
		    0);
	assert_str(terms_of(str_z(&mem, str_fmt(&mem, STR_FMT "里\t里", STR_ARG(out_text(&o))))),
		   "");
	assert_str(test_messages(&mem, &found), "glossary-long 1:1 60");
	assert_int_equal(found.first->at.width, 61);
}

static void
more_cells_than_anybody_needs_are_not_read(void **state)
{
	struct out o = {.mem = &mem};

	(void)state;
	out_z(&o, "里\t裏");
	for (int i = 0; i < 1000; i++)
		out_z(&o, "\tx");
	assert_str(terms_of(str_z(&mem, out_text(&o))), "里=裏,,");
	assert_null(found.first);
}

static void
no_file_is_no_terms(void **state)
{
	struct glossary g;

	(void)state;
	glossary_read(&mem, &found, NULL, &g);
	assert_int_equal(g.n, 0);
}

int
main(void)
{
#define test(f) cmocka_unit_test_setup_teardown(f, begin, end)
	static const struct CMUnitTest tests[] = {
	    test(a_glossary_is_read),
	    test(a_long_term_is_left_out),
	    test(more_cells_than_anybody_needs_are_not_read),
	    test(no_file_is_no_terms),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
