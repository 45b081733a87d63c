#include "base/test.h"
#include "content/press.c" /* the .c: its statics are in reach */

/* What FRONT says in keys a to h: bleed, marks, colour, ppi, ink, profile, condition, standard. */
static struct press
press_of(struct arena *a, struct diag *d, str text)
{
	const struct source *src = source_new(a, d, STR("paper.md"), text);
	const struct front_entry *e[8] = {NULL};
	struct press_entries entries;
	struct front f;
	struct press out;

	front_read(a, d, src, &f);
	for (int i = 0; i < f.n; i++)
		e[*f.entry[i].key.p - 'a'] = &f.entry[i];
	entries = (struct press_entries){e[0], e[1], e[2], e[3], e[4], e[5], e[6], e[7]};
	press_read(a, d, &entries, &out);
	return out;
}

static void
what_is_not_said_is_coldset(void **state)
{
	struct arena a = {0};
	struct diag d;
	struct press p;

	(void)state;
	diag_init(&d, &a);
	p = press_of(&a, &d, STR("---\n---\n"));
	assert_int_equal(p.bleed, 0);
	assert_false(p.marks);
	assert_false(press_colour(&p, 1));
	assert_int_equal(p.ppi, 220);
	assert_int_equal(p.ink, 240);
	assert_str(test_messages(&a, &d), "");
	arena_free(&a);
}

static void
a_standard_is_one_of_two(void **state)
{
	static const struct {
		const char *text;
		enum press_standard want;
		const char *messages;
	} standards[] = {
	    {"X-1a", PRESS_X1A, ""},
	    {"PDF/X-1a:2003", PRESS_X1A, ""},
	    {"X-4", PRESS_X4, ""},
	    {"pdf/x4", PRESS_X4, ""},
	    {"PDF/X-4", PRESS_X4, ""},
	    {"X-3", PRESS_X1A, "press-standard 2:4 X-3"},
	    {"1.4", PRESS_X1A, "press-standard 2:4 1.4"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof standards / sizeof *standards; i++) {
		struct arena a = {0};
		struct diag d;
		struct press p;

		diag_init(&d, &a);
		p = press_of(&a, &d, str_fmt(&a, "---\nh: %s\n---\n", standards[i].text));
		assert_int_equal(p.standard, standards[i].want);
		assert_str(test_messages(&a, &d), standards[i].messages);
		arena_free(&a);
	}
}

static void
units_may_stand_behind_numbers(void **state)
{
	struct arena a = {0};
	struct diag d;
	struct press p;

	(void)state;
	diag_init(&d, &a);
	p = press_of(&a, &d,
		     STR("---\na: 3 毫米\nb: 是\nd: ２００ppi\ne: 200%\nf: content/x.icc\n"
			 "g: IFRA26\n---\n"));
	assert_int_equal(p.bleed, 3);
	assert_true(p.marks);
	assert_int_equal(p.ppi, 200);
	assert_int_equal(p.ink, 200);
	assert_str(p.profile, "content/x.icc");
	assert_str(p.condition, "IFRA26");
	assert_str(test_messages(&a, &d), "");
	arena_free(&a);
}

static void
what_no_press_takes_is_reported(void **state)
{
	struct arena a = {0};
	struct diag d;
	struct press p;

	(void)state;
	diag_init(&d, &a);
	p = press_of(&a, &d, STR("---\na: 50\nc: 1, 头版, 第4版\nd: 72\ne: 多\n---\n"));
	assert_int_equal(p.bleed, 0);
	assert_int_equal(p.ppi, 220);
	assert_int_equal(p.ink, 240);
	assert_true(press_colour(&p, 1) && press_colour(&p, 4) && !press_colour(&p, 2));
	assert_str(test_messages(&a, &d), "press-range 2:4 a|0|20; press-colour 3:7 头版; "
					  "press-range 4:4 d|170|350; field-number 5:4 e|多");
	arena_free(&a);
}

static void
pages_with_colour(void **state)
{
	static const struct {
		str text;
		bool one, eight;
	} cases[] = {
	    {STR_INIT("---\nc: 全部\n---\n"), true, true},
	    {STR_INIT("---\nc: 否\n---\n"), false, false},
	    {STR_INIT("---\nc:\n---\n"), false, false},
	    {STR_INIT("---\nc: 8\n---\n"), false, true},
	    {STR_INIT("---\nc: [1、8]\n---\n"), false, false},
	    {STR_INIT("---\nc:\n  - 1\n  - 第8版\n---\n"), true, true},
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct diag d;
		struct press p;

		diag_init(&d, &a);
		p = press_of(&a, &d, cases[i].text);
		assert_int_equal(press_colour(&p, 1), cases[i].one);
		assert_int_equal(press_colour(&p, 8), cases[i].eight);
	}
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_not_said_is_coldset),
	    cmocka_unit_test(a_standard_is_one_of_two),
	    cmocka_unit_test(units_may_stand_behind_numbers),
	    cmocka_unit_test(what_no_press_takes_is_reported),
	    cmocka_unit_test(pages_with_colour),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
