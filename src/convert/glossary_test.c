#include "convert/glossary.c" /* the .c: its statics are in reach */

#include "base/test.h"

static void
faults_are_reported_and_left_out(void **state)
{
	static const struct source src = {
	    STR_INIT("content/glossary.tsv"),
	    STR_INIT("# house terms\n"
		     "\n"
		     "里弄\t里弄\tnot 裏弄\n"
		     "康健街道 康健街道\n"
		     "台式机\t\n"
		     " \t臺\n"
		     "周年\t周年\r\n"
		     "里弄\t里弄\n"
		     "里弄\t裏弄\n"
		     "社区\t社區"),
	};
	struct arena a = {0};
	struct glossary g;
	struct diag d;

	(void)state;
	diag_init(&d, &a);
	glossary_read(&a, &d, &src, &g);
	assert_str(test_messages(&a, &d),
		   "glossary-tab 4:1; glossary-empty 5:5; glossary-empty 6:1; "
		   "glossary-twice 9:1 里弄|3|里弄");
	assert_int_equal(g.n, 3);
	assert_str(g.term[0].hant, "里弄");
	assert_str(g.term[1].hant, "周年");
	assert_str(g.term[2].hans, "社区");
	arena_free(&a);
}

static void
no_file_is_no_terms(void **state)
{
	struct arena a = {0};
	struct glossary g;
	struct diag d;

	(void)state;
	diag_init(&d, &a);
	glossary_read(&a, &d, NULL, &g);
	assert_int_equal(g.n, 0);
	arena_free(&a);
}

static struct glossary_term terms[] = {
    {STR_INIT("上海"), STR_INIT("上海")},
    {STR_INIT("上海市徐汇区"), STR_INIT("上海市徐匯區")},
    {STR_INIT("上海市长宁区"), STR_INIT("上海市長寧區")},
    {STR_INIT("上"), STR_INIT("上")},
    {STR_INIT("台历"), STR_INIT("檯曆")},
    {STR_INIT("桌历"), STR_INIT("檯曆")},
};

enum { TERMS = sizeof terms / sizeof *terms };

static const struct {
	const char *text, *want; /* want NULL: none */
} found[] = {
    {"上海市长宁区的", "上海市长宁区"},
    {"上海市长风公园", "上海"},
    {"上海", "上海"},
    {"上街", "上"},
    {"下海", NULL},
    {"丈", NULL},
    {"桌历", "桌历"},
    {"鿿", NULL},
    {"", NULL},
};

static void
the_longest_term_is_found(void **state)
{
	struct glossary_index x;
	struct arena a = {0};

	(void)state;
	glossary_index(&a, terms, TERMS, SCRIPT_HANS, SCRIPT_HANT, &x);
	for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
		const struct glossary_key *k = glossary_find(&x, str_from(found[i].text));

		assert_int_equal(k != NULL, found[i].want != NULL);
		if (k)
			assert_str(k->from, found[i].want);
	}
	arena_free(&a);
}

static void
the_first_of_two_terms_goes_back(void **state)
{
	struct glossary_index x;
	struct arena a = {0};

	(void)state;
	glossary_index(&a, terms, TERMS, SCRIPT_HANT, SCRIPT_HANS, &x);
	assert_int_equal(x.n, 5);
	assert_str(glossary_find(&x, STR("檯曆"))->to, "台历");
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(faults_are_reported_and_left_out),
	    cmocka_unit_test(no_file_is_no_terms),
	    cmocka_unit_test(the_longest_term_is_found),
	    cmocka_unit_test(the_first_of_two_terms_goes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
