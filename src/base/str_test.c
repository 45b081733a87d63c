#include "base/out.h"
#include "base/str.c" /* the .c: its statics are in reach */
#include "base/test.h"

static void
cutting(void **state)
{
	str s = STR("一、二、");

	(void)state;
	assert_str(str_cut(&s, STR("、")), "一");
	assert_str(str_cut(&s, STR("、")), "二");
	assert_str(str_cut(&s, STR("、")), "");
	assert_int_equal(s.n, 0);
	assert_str(str_trim(STR(" \t　标题　\r\n")), "标题");
	assert_str(str_trim(STR("　　")), "");
	s = STR("记者 王旭");
	assert_true(str_eat(&s, STR("记者")));
	assert_false(str_eat(&s, STR("记者")));
	assert_str(s, " 王旭");
	assert_int_equal(str_lines(STR("")), 1);
	assert_int_equal(str_lines(STR("一\n\n二\n")), 4);
}

static void
comparing(void **state)
{
	static const str sorted[] = {STR_INIT(""), STR_INIT("a"), STR_INIT("ab"), STR_INIT("b"),
				     STR_INIT("里")};

	(void)state;
	assert_true(str_cmp(STR("a"), STR("b")) < 0);
	assert_true(str_cmp(STR("a"), STR("ab")) < 0);
	assert_true(str_cmp(STR(""), STR("")) == 0);
	for (ptrdiff_t n = 0; n <= 5; n++)
		for (ptrdiff_t i = 0; i < 5; i++)
			assert_int_equal(str_among(sorted, n, sorted[i]), i < n);
	assert_false(str_among(sorted, 5, STR("aa")));
	assert_true(str_starts(STR("ab"), STR("")));
	assert_true(str_ends(STR("photo.jpg"), STR(".jpg")));
	assert_false(str_ends(STR("jpg"), STR(".jpg")));
	assert_int_equal(str_find(STR("一二三"), STR("三")), 6);
	assert_int_equal(str_find(STR("一"), STR("一二")), -1);
	assert_int_equal(str_find(STR("一丁二】三】"), STR("】")), 9);
	assert_int_equal(str_find(STR("aaaaab"), STR("ab")), 4);
	assert_int_equal(str_find(STR("abababac-abababab"), STR("abababab")), 9);
	assert_int_equal(str_find(STR("里弄的报"), STR("弄里")), -1);
	assert_int_equal(str_find(STR("弄"), STR("弄")), 0);
}

static void
numbers(void **state)
{
	int n = -1;

	(void)state;
	assert_true(str_number(STR("0128"), &n));
	assert_int_equal(n, 128);
	assert_false(str_number(STR(""), &n));
	assert_false(str_number(STR("-1"), &n));
	assert_false(str_number(STR("1234567890"), &n));
	assert_int_equal(n, 128);
}

static void
a_buffer_grows(void **state)
{
	struct arena a = {0};
	struct out o = {.mem = &a};
	str s;

	(void)state;
	for (int i = 0; i < 1000; i++)
		out_fmt(&o, "%d,", i);
	out_utf8(&o, 0x91CC);
	out_utf8(&o, 0x20BB7);
	s = out_text(&o);
	assert_int_equal(s.n, 10 * 2 + 90 * 3 + 900 * 4 + 3 + 4);
	assert_true(str_ends(s, STR("998,999,里𠮷")));
	assert_int_equal(s.p[s.n], '\0');
	assert_str(str_fmt(&a, "第%d版", 3), "第3版");
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(cutting),
	    cmocka_unit_test(comparing),
	    cmocka_unit_test(numbers),
	    cmocka_unit_test(a_buffer_grows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
