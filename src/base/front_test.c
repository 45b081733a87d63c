#include "base/front.c" /* the .c: its statics are in reach */
#include "base/test.h"

/* "key=value" or "key=[a|b]" joined by ";", then what was said. */
static str
dump(struct arena *a, struct diag *d, const char *text, struct front *f)
{
	struct source *src = NEW(a, struct source, 1);
	struct out o = {.mem = a};

	*src = (struct source){STR("a.md"), str_from(text)};
	front_read(a, d, src, f);
	for (int i = 0; i < f->n; i++) {
		const struct front_entry *e = &f->entry[i];

		out_fmt(&o, "%s" STR_FMT "=%s", i ? ";" : "", STR_ARG(e->key), e->list ? "[" : "");
		for (int k = 0; k < e->nvalue; k++)
			out_fmt(&o, "%s" STR_FMT, k ? "|" : "", STR_ARG(e->value[k].text));
		if (e->list)
			out_char(&o, ']');
	}
	return out_text(&o);
}

static const struct {
	const char *in, *want, *messages;
} cases[] = {
    {"title: 康健街道: 打造 #1\n", "title=康健街道: 打造 #1", ""},
    {"标题：“好”与“坏”\n", "标题=“好”与“坏”", ""},
    {"page: 01\nt: 12:30\nn: no\ncode: 00123\n", "page=01;t=12:30;n=no;code=00123", ""},
    {"title: @你好\nx: *星\ny: [好]x\nz: !a\n", "title=@你好;x=*星;y=[好]x;z=!a", ""},
    {"title: '它''s: #x'\n", "title=它's: #x", ""},
    {"title: \"一\\n二\\\"三\\u4e2d\\x41\"\n", "title=一\n二\"三中A", ""},
    {"title: \"一\\ufdd0\"\n", "title=一", ""},
    {"title: \"新\"与\"旧\"\n", "title=\"新\"与\"旧\"", ""},
    {"title: '新'街坊\n", "title='新'街坊", ""},
    {"title: \"未完\nb: 1\n", "title=\"未完;b=1", "front-quote 2:8 \""},
    {"title: \"一二 \\\n  三四\"\nb: 1\n", "title=一二 三四;b=1", ""},
    {"tags: [a, '乙, 丙'，丁, ]\n", "tags=[a|乙, 丙|丁]", ""},
    {"tags: []\n", "tags=[]", ""},
    {"tags:\n  - 一\n  - '二: 2'\n- 三\nb: 1\n", "tags=[一|二: 2|三];b=1", ""},
    {"pages:\n  - 1 要闻: front\n\n  # 说明\n  - 2 社区: news\n",
     "pages=[1 要闻: front|2 社区: news]", ""},
    {"t: |\n  一\n   二\n\n  三\nb: 1\n", "t=一\n 二\n\n三;b=1", ""},
    {"t: >-\n  一\n  二\n\n  三\nb: 1\n", "t=一二\n三;b=1", ""},
    {"t: >\n  ab\n  cd，\n  e\n", "t=ab cd， e", ""},
    {"t: 一行\n  又一行\nb: 1\n", "t=一行 又一行;b=1", ""},
    {"t: ~\nu: null\nv:\n", "t=;u=;v=", ""},
    {"author:\n  name: 甲\n  mail: x\nb: 1\n", "author=;b=1", "front-nested 3:3"},
    {"title: 一\nTitle: 二\n", "title=一", "front-duplicate 3:1 Title|2"},
    {"一行文字\nb: 1\n", "b=1", "front-line 2:1 一行文字"},
    {": 值\n", "", "front-line 2:1 : 值"},
    {"# 说明\n\n\"title\": x\n", "title=x", ""},
    {"date: 2024-07-01T00:00:00.000Z\n", "date=2024-07-01T00:00:00.000Z", ""},
};

static void
values_are_read_as_editors_and_tools_write_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena a = {0};
		struct front f;
		struct diag d;
		str text = str_fmt(&a, "---\n%s---\n正文\n", cases[i].in);

		diag_init(&d, &a);
		assert_str(dump(&a, &d, text.p, &f), cases[i].want);
		assert_str(test_messages(&a, &d), cases[i].messages);
		assert_str(f.body, "正文\n");
		arena_free(&a);
	}
}

static void
fences(void **state)
{
	static const struct {
		const char *in, *want, *body, *messages;
		int line;
	} fence_cases[] = {
	    {"正文\n---\n", "", "正文\n---\n", "", 1},
	    {"", "", "", "", 1},
	    {"---\na: 1\n", "a=1", "", "front-open 1:1", 3},
	    {"－－－\na: 1\n———\n文\n", "a=1", "文\n", "front-fence 1:1; front-fence 3:1", 4},
	    {"---\n---\n文", "", "文", "", 3},
	    {"----\na: 1\n", "", "----\na: 1\n", "", 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof fence_cases / sizeof fence_cases[0]; i++) {
		struct arena a = {0};
		struct front f;
		struct diag d;

		diag_init(&d, &a);
		assert_str(dump(&a, &d, fence_cases[i].in, &f), fence_cases[i].want);
		assert_str(test_messages(&a, &d), fence_cases[i].messages);
		assert_str(f.body, fence_cases[i].body);
		assert_int_equal(f.body_line, fence_cases[i].line);
		arena_free(&a);
	}
}

static void
places_count_characters(void **state)
{
	struct arena a = {0};
	struct front f;
	struct diag d;

	(void)state;
	diag_init(&d, &a);
	dump(&a, &d, "---\n  标题： “好”\ntags:\n  - 甲\n---\n", &f);
	assert_int_equal(f.entry[0].at.col, 3);
	assert_int_equal(f.entry[0].value[0].at.line, 2);
	assert_int_equal(f.entry[0].value[0].at.col, 7);
	assert_int_equal(f.entry[0].value[0].at.width, 3);
	assert_int_equal(f.entry[1].value[0].at.line, 4);
	assert_int_equal(f.entry[1].value[0].at.col, 5);
	arena_free(&a);
}

static void
an_unknown_key_names_its_nearest(void **state)
{
	static const struct front_key keys[] = {{STR_INIT("title"), STR_INIT("标题")},
						{STR_INIT("kicker"), STR_INIT("肩题")},
						{STR_INIT("page"), {0}}};
	static const struct {
		const char *key, *want;
		int index;
	} key_cases[] = {
	    {"Title", "", 0},
	    {"标题", "", 0},
	    {"page", "", 2},
	    {"titel", "front-unknown-near 2:1 titel|title", -1},
	    {"标提", "front-unknown-near 2:1 标提|标题", -1},
	    {"kiker", "front-unknown-near 2:1 kiker|kicker", -1},
	    {"weather", "front-unknown 2:1 weather", -1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof key_cases / sizeof key_cases[0]; i++) {
		struct arena a = {0};
		struct front f;
		struct diag d;
		str text = str_fmt(&a, "---\n%s: x\n---\n", key_cases[i].key);

		diag_init(&d, &a);
		dump(&a, &d, text.p, &f);
		assert_int_equal(front_key(&d, &f.entry[0], keys, 3), key_cases[i].index);
		assert_str(test_messages(&a, &d), key_cases[i].want);
		arena_free(&a);
	}
}

static void
a_hundred_thousand_keys_end_with_one_message(void **state)
{
	struct arena a = {0};
	struct out o = {.mem = &a};
	struct front f;
	struct diag d;

	(void)state;
	out_z(&o, "---\n");
	for (int i = 0; i < 100000; i++)
		out_fmt(&o, "k%d: %d\n", i, i);
	out_z(&o, "---\n");
	diag_init(&d, &a);
	dump(&a, &d, out_text(&o).p, &f);
	assert_int_equal(f.n, ENTRIES_MAX);
	assert_str(test_messages(&a, &d), "front-many 202:1 200");
	arena_free(&a);
}

static void
a_list_without_end_is_cut_with_one_message(void **state)
{
	struct arena a = {0};
	struct out o = {.mem = &a};
	struct front f;
	struct diag d;

	(void)state;
	out_z(&o, "---\ntags: [");
	for (int i = 0; i < 200000; i++)
		out_z(&o, "一,");
	out_z(&o, "]\n---\n");
	diag_init(&d, &a);
	dump(&a, &d, out_text(&o).p, &f);
	assert_int_equal(f.entry[0].nvalue, VALUES_MAX);
	assert_str(test_messages(&a, &d), "front-many-values 2:1008 tags|500");
	arena_free(&a);
}

static void
a_value_without_end_is_cut_with_one_message(void **state)
{
	struct arena a = {0};
	struct out o = {.mem = &a};
	struct front f;
	struct diag d;

	(void)state;
	out_z(&o, "---\ntitle: ");
	for (int i = 0; i < VALUE_MAX; i++)
		out_z(&o, "一");
	diag_init(&d, &a);
	dump(&a, &d, str_fmt(&a, STR_FMT "\n---\n", STR_ARG(out_text(&o))).p, &f);
	assert_int_equal(f.entry[0].value[0].text.n, VALUE_MAX * 3);
	assert_null(d.first);
	dump(&a, &d, str_fmt(&a, STR_FMT "二\n---\n", STR_ARG(out_text(&o))).p, &f);
	assert_int_equal(f.entry[0].value[0].text.n, VALUE_MAX * 3);
	assert_str(test_messages(&a, &d), "front-value-long 2:8 title|3000");
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(values_are_read_as_editors_and_tools_write_them),
	    cmocka_unit_test(fences),
	    cmocka_unit_test(places_count_characters),
	    cmocka_unit_test(a_value_without_end_is_cut_with_one_message),
	    cmocka_unit_test(an_unknown_key_names_its_nearest),
	    cmocka_unit_test(a_hundred_thousand_keys_end_with_one_message),
	    cmocka_unit_test(a_list_without_end_is_cut_with_one_message),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
