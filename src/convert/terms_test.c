#include "convert/terms.c" /* the .c: its statics are in reach */

#include "base/test.h"

#define S  SCRIPT_HANS
#define T  SCRIPT_HANT
#define TW SCRIPT_HANT_TW
#define HK SCRIPT_HANT_HK

static const struct glossary_term terms[] = {
    {.form = {STR_INIT("上海"), STR_INIT("上海")}},
    {.form = {STR_INIT("上海市徐汇区"), STR_INIT("上海市徐匯區")}},
    {.form = {STR_INIT("上海市长宁区"), STR_INIT("上海市長寧區")}},
    {.form = {STR_INIT("上"), STR_INIT("上")}},
    {.form = {STR_INIT("台历"), STR_INIT("檯曆")}},
    {.form = {STR_INIT("桌历"), STR_INIT("檯曆")}},
    {.form = {STR_INIT("里面"), STR_INIT("裏面"), STR_INIT("裡面")}},
    {.form = {STR_INIT("软件"), {NULL, 0}, STR_INIT("軟體")}},
    {.form = {STR_INIT("发廊"), STR_INIT("髮廊")}, .way = GLOSSARY_TO_HANT},
    {.form = {STR_INIT("干部"), STR_INIT("幹部")}, .way = GLOSSARY_TO_HANS},
    {.form = {STR_INIT("A股"), STR_INIT("A股")}},
};

enum { TERMS = sizeof terms / sizeof *terms };

static const struct {
	enum script from, to;
	const char *text, *want; /* "from>to"; NULL: none */
} found[] = {
    {S, T, "上海市长宁区的", "上海市长宁区>上海市長寧區"},
    {S, T, "上海市长风公园", "上海>上海"},
    {S, T, "上海", "上海>上海"},
    {S, T, "上街", "上>上"},
    {S, T, "上", "上>上"},
    {S, T, "下海", NULL},
    {S, T, "丈", NULL},
    {S, T, "A股大涨", "A股>A股"},
    {S, T, "A", NULL},
    {S, T, "桌历", "桌历>檯曆"},
    {S, T, "鿿", NULL},
    {S, T, "", NULL},
    /* the first of two goes back, and what is there already stays */
    {T, S, "檯曆", "檯曆>台历"},
    {T, S, "桌历", "桌历>桌历"},
    {S, T, "檯曆", "檯曆>檯曆"},
    /* by edition; Hong Kong has no form of its own */
    {S, T, "里面", "里面>裏面"},
    {S, TW, "里面", "里面>裡面"},
    {S, HK, "里面", "里面>裏面"},
    {T, TW, "裏面", "裏面>裡面"},
    {TW, HK, "裡面", "裡面>裏面"},
    {TW, S, "裡面", "裡面>里面"},
    {S, TW, "软件", "软件>軟體"},
    {S, T, "软件", NULL},
    {S, HK, "软件", NULL},
    {TW, S, "軟體", "軟體>软件"},
    {T, S, "軟體", NULL},
    /* one way */
    {S, T, "发廊", "发廊>髮廊"},
    {S, TW, "髮廊", "髮廊>髮廊"},
    {T, S, "髮廊", NULL},
    {T, TW, "髮廊", NULL},
    {T, S, "幹部", "幹部>干部"},
    {S, T, "干部", NULL},
    {S, T, "幹部", NULL},
    /* in its own script a term stays as it is */
    {T, T, "裏面", "裏面>裏面"},
    {T, T, "里面", NULL},
    {S, S, "上海市", "上海>上海"},
    {S, S, "发廊", NULL},
    {S, S, "干部", NULL},
};

static void
the_longest_term_is_found(void **state)
{
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
		str text = str_from(found[i].text);
		const struct term *k;
		struct terms_scan scan;
		struct terms x;

		terms_index(&a, &(struct terms_list){terms, TERMS}, 1, found[i].from, found[i].to,
			    &x);
		k = terms_find(&x, text);
		assert_str(k ? str_fmt(&a, STR_FMT ">" STR_FMT, STR_ARG(k->from), STR_ARG(k->to))
			     : STR("none"),
			   found[i].want ? found[i].want : "none");
		terms_begin(&scan, &x, text, 0);
		if (k)
			assert_int_equal(terms_next(&scan, 0, text.n), 0);
	}
	arena_free(&a);
}

/* Words that share their beginnings, and some of one character. */
static str
word(struct arena *a, unsigned n)
{
	static const char *const part[] = {"上", "海", "市", "徐", "汇", "A", "é", "𠀀"};
	struct out o = {.mem = a};

	do {
		out_z(&o, part[n % 8]);
		n /= 8;
	} while (n > 0);
	return out_text(&o);
}

/* What terms_next() passes over has no term, and what terms_find() finds is the longest. */
static void
nothing_is_passed_over(void **state)
{
	struct glossary_term *t;
	struct arena a = {0};
	struct out o = {.mem = &a};
	struct terms_scan scan;
	struct terms x;
	str text;

	(void)state;
	t = NEW(&a, struct glossary_term, 400);
	for (unsigned i = 0; i < 400; i++)
		t[i].form[S] = t[i].form[T] = word(&a, i * i * 7 % 5003 + (i % 40 ? 8 : 0));
	for (unsigned i = 0; i < 3000; i++)
		out_str(&o, word(&a, i * 31 % 4999));
	text = out_text(&o);
	terms_index(&a, &(struct terms_list){t, 400}, 1, S, T, &x);
	terms_begin(&scan, &x, text, 0);
	for (ptrdiff_t at = 0; at < text.n; utf8_next(text, &at)) {
		const struct term *k = terms_find(&x, str_from_at(text, at));
		ptrdiff_t most = 0;

		for (int i = 0; i < 400; i++)
			if (t[i].form[S].n > most &&
			    str_starts(str_from_at(text, at), t[i].form[S]))
				most = t[i].form[S].n;
		assert_int_equal(k ? k->from.n : 0, most);
		assert_true(!k || terms_next(&scan, at, text.n) == at);
	}
	arena_free(&a);
}

/* The longest key of LIST alone from byte AT of TEXT on; where, in *AT. */
static const struct term *
next_alone(const struct terms *list, str text, ptrdiff_t *at)
{
	for (; *at < text.n; utf8_next(text, at)) {
		const struct term *k = terms_find(list, str_from_at(text, *at));

		if (k)
			return k;
	}
	return NULL;
}

/* The terms of two lists, each with a table of its own, the second between those of the first. */
static void
one_after_the_other(const struct terms *list, str text, ptrdiff_t from, ptrdiff_t to, int i,
		    struct out *o)
{
	ptrdiff_t at = from;
	const struct term *k;

	while (i < 2 && (k = next_alone(&list[i], str_sub(text, 0, to), &at))) {
		one_after_the_other(list, text, from, at, i + 1, o);
		out_fmt(o, "%d " STR_FMT " at %td\n", i, STR_ARG(k->from), at);
		from = at += k->from.n;
	}
	if (i < 2)
		one_after_the_other(list, text, from, to, i + 1, o);
}

static str
in_one_go(struct arena *a, const struct terms *both, str text)
{
	struct out o = {.mem = a};
	struct terms_scan scan;

	terms_begin(&scan, both, text, 0);
	for (ptrdiff_t at = 0; (at = terms_next(&scan, at, text.n)) < text.n;) {
		const struct term *k = terms_find(both, str_from_at(text, at));

		if (k)
			out_fmt(&o, "%d " STR_FMT " at %td\n", k->list, STR_ARG(k->from), at);
		if (k)
			at += k->from.n;
		else
			utf8_next(text, &at);
	}
	return out_text(&o);
}

/* No word of the second list reaches into one of the first. */
static void
two_lists_are_found_as_one_after_the_other(void **state)
{
	struct arena a = {0};
	struct glossary_term *t = NEW(&a, struct glossary_term, 60);
	const struct terms_list list[2] = {{t, 20}, {t + 20, 40}};
	struct out o = {.mem = &a}, want = {.mem = &a};
	struct terms both, alone[2];
	str text;

	(void)state;
	for (unsigned i = 0; i < 60; i++)
		t[i].form[S] = t[i].form[T] = word(&a, 9 + i * i * 7 % 503);
	for (unsigned i = 0; i < 3000; i++)
		out_str(&o, word(&a, i * 31 % 4999));
	text = out_text(&o);
	terms_index(&a, list, 2, S, T, &both);
	for (int i = 0; i < 2; i++)
		terms_index(&a, &list[i], 1, S, T, &alone[i]);
	one_after_the_other(alone, text, 0, text.n, 0, &want);
	assert_str(in_one_go(&a, &both, text), str_z(&a, out_text(&want)));
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_longest_term_is_found),
	    cmocka_unit_test(nothing_is_passed_over),
	    cmocka_unit_test(two_lists_are_found_as_one_after_the_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
