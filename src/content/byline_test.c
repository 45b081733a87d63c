#include "base/test.h"
#include "content/byline.c" /* the .c: its statics are in reach */

/* The structure as text: "marker=□; 记者:徐洁衍,陆翔; credit=文/摄", as CASES/byline.tsv has it. */
static void
put_byline(struct out *o, const struct byline *b)
{
	static const char *const kinds[] = {"person", "contributor", "photo", "source"};

	if (b->marker.n)
		out_fmt(o, "; marker=" STR_FMT, STR_ARG(b->marker));
	for (int i = 0; i < b->n; i++) {
		const struct byline_name *n = &b->name[i];
		bool same = i > 0 && same_role(n - 1, n) && n[-1].kind == n->kind;

		if (same)
			out_char(o, ',');
		else if (n->kind != BYLINE_PERSON || n->role.n == 0)
			out_fmt(o, "; %s:", kinds[n->kind]);
		else
			out_fmt(o, "; " STR_FMT ":", STR_ARG(n->role));
		out_str(o, n->name);
		if (n->after.n && n->kind == BYLINE_PERSON)
			out_fmt(o, "(" STR_FMT ")", STR_ARG(n->after));
	}
	if (b->credit.n)
		out_fmt(o, "; credit=" STR_FMT, STR_ARG(b->credit));
}

static str
line_structure(struct arena *a, str text)
{
	struct byline_line l;
	struct out o = {.mem = a};
	str s;

	byline_line(a, text, &l);
	if (l.kind == LINE_NONE)
		return STR("none");
	if (l.kind == LINE_JUMP_FROM || l.kind == LINE_JUMP_TO)
		out_fmt(&o, "; jump:%s=" STR_FMT, l.kind == LINE_JUMP_TO ? "to" : "from",
			STR_ARG(l.page));
	if (l.kind == LINE_DATELINE)
		out_fmt(&o, "; dateline:" STR_FMT, STR_ARG(l.dateline));
	put_byline(&o, &l.byline);
	if (l.rest.n)
		out_fmt(&o, "; rest=" STR_FMT, STR_ARG(l.rest));
	s = out_text(&o);
	str_eat(&s, STR("; "));
	return s;
}

static const struct {
	const char *in, *structure;
} lines[] = {
    {"□ 记者 周予安", "marker=□; 记者:周予安"},
    {"□记者 周予安 郭其 陈小满", "marker=□; 记者:周予安,郭其,陈小满"},
    {"■記者 陸沉 文/攝", "marker=■; 記者:陸沉; credit=文/攝"},
    {"■記者 陸沉文/攝", "marker=■; 記者:陸沉; credit=文/攝"},
    {"■見習記者 陸沉", "marker=■; 見習記者:陸沉"},
    {"■記者陸沉", "marker=■; 記者:陸沉"},
    {"■宗禾", "marker=■; person:宗禾"},
    {"□ 本报记者 陆沉", "marker=□; 记者:陆沉"},
    {"□ 记者 陆 沉", "marker=□; 记者:陆沉"},
    {"□ 记者 陆 沉 摄", "marker=□; 记者:陆沉; credit=摄"},
    {"□ 记者 李 文", "marker=□; 记者:李文"},
    {"□ 记者 欧 阳 明", "marker=□; 记者:欧阳明"},
    {"□ 记者 陆 沉 周 安", "marker=□; 记者:陆沉,周安"},
    {"通讯员 钟小丽 记者 郭其", "通讯员:钟小丽; 记者:郭其"},
    {"记者 郭其、陆沉", "记者:郭其,陆沉"},
    {"记者 郭其 摄影报道", "记者:郭其; credit=摄影报道"},
    {"记者 阿依古丽·买买提", "记者:阿依古丽·买买提"},
    {"文/郭其 图/陆沉", "文:郭其; 图:陆沉"},
    {"文：郭其　图：陆沉", "文:郭其; 图:陆沉"},
    {"■ 文 郭其 图 陆沉", "marker=■; 文:郭其; 图:陆沉"},
    {"柳溪街道 供稿", "contributor:柳溪街道"},
    {"柳溪街道 供图", "photo:柳溪街道"},
    {"郭其 摄", "photo:郭其"},
    {"（来源：《柳溪晚报》）", "source:《柳溪晚报》"},
    {"据新华社", "source:新华社"},
    {"(上接第1版)街道着眼于", "jump:from=1; rest=街道着眼于"},
    {"（下转第3版）", "jump:to=3"},
    {"【上接A1版】", "jump:from=A1"},
    {"下轉第十二版", "jump:to=十二"},
    {"本报讯（记者 郭其）日前", "dateline:本报讯; 记者:郭其; rest=日前"},
    {"本报讯(记者郭其 通讯员 钟小丽) 日前", "dateline:本报讯; 记者:郭其; 通讯员:钟小丽; rest=日前"},
    {"本報訊 日前，柳溪", "dateline:本報訊; rest=日前，柳溪"},
    {"新华社北京7月1日电（记者 郭其）昨天", "dateline:新华社北京7月1日电; 记者:郭其; rest=昨天"},
    /* what looks like one and is none */
    {"記者從會上獲悉,下一步將深入推進", "none"},
    {"街道工作人员向记者介绍", "none"},
    {"记者郭其", "none"},
    {"记者", "none"},
    {"□□□", "none"},
    {"□", "none"},
    {"共设置充电插□ 360 个", "none"},
    {"据了解", "none"},
    {"据报道，柳溪社", "none"},
    {"企业有困难 他们来帮忙", "none"},
    {"摄影 爱好者", "none"},
    {"记者 走进街道社区", "none"},
    {"■ 打造宜居社区", "none"},
    {"上接第1版的报道引起反响", "none"},
    {"", "none"},
};

static void
lines_by_grammar(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		struct arena a = {0};

		assert_str(line_structure(&a, str_from(lines[i].in)), lines[i].structure);
		arena_free(&a);
	}
}

static const struct {
	const char *in, *structure, *printed;
} values[] = {
    {"记者 周予安 通讯员 郭其 文/摄", "记者:周予安; 通讯员:郭其; credit=文/摄",
     "记者 周予安 通讯员 郭其 文/摄"},
    {"□ 本报记者 陆沉", "marker=□; 记者:陆沉", "本报记者 陆沉"},
    {"宗禾", "person:宗禾", "宗禾"},
    {"周予安 郭其", "person:周予安,郭其", "周予安 郭其"},
    {"周予安，郭其", "person:周予安,郭其", "周予安 郭其"},
    {"周 安", "person:周安", "周安"},
    {"记者王旭", "记者:王旭", "记者 王旭"},
    {"记者：王旭", "记者:王旭", "记者 王旭"},
    {"记者 王旭 实习生 李明 图", "记者:王旭; 实习生:李明; credit=图", "记者 王旭 实习生 李明 图"},
    {"记者 王旭 文 李明 摄", "记者:王旭(文); photo:李明", "记者 王旭 文 李明 摄"},
    {"记者 王旭 摄影 李明", "记者:王旭; 摄影:李明", "记者 王旭 摄影 李明"},
    {"主任记者 王旭", "主任记者:王旭", "主任记者 王旭"},
    {"柳溪街道供稿", "contributor:柳溪街道", "柳溪街道 供稿"},
    {"王旭摄", "photo:王旭", "王旭 摄"},
    {"摄影记者 王旭 文字記者 郭其", "摄影记者:王旭; 文字記者:郭其", "摄影记者 王旭 文字記者 郭其"},
    {"文/郭其 图/陆沉", "文:郭其; 图:陆沉", "文/郭其 图/陆沉"},
    {"文/摄 郭其", "文/摄:郭其", "文/摄 郭其"},
    {"John Smith、Mary Jones", "person:John Smith,Mary Jones", "John Smith Mary Jones"},
    {"记者 -{王寶和}-", "记者:-{王寶和}-", "记者 -{王寶和}-"},
    {"-{zh-hans:软 件;zh-hant:軟體}-", "person:-{zh-hans:软 件;zh-hant:軟體}-",
     "-{zh-hans:软 件;zh-hant:軟體}-"},
    {"编辑部", "person:编辑部", "编辑部"},
    {"来源：柳溪发布", "source:柳溪发布", "来源：柳溪发布"},
    {"据新华社", "source:新华社", "据新华社"},
    {"王旭 记者", "person:王旭(记者)", "王旭 记者"},
    {"记者", NULL, NULL},
    {"□", NULL, NULL},
    {"、、", NULL, NULL},
    {"", NULL, NULL},
};

static void
values_are_names_where_the_grammar_ends(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
		struct arena a = {0};
		struct out o = {.mem = &a};
		struct byline b = {0};
		str s;

		if (!byline_parse(&a, str_from(values[i].in), &b)) {
			assert_null(values[i].structure);
			arena_free(&a);
			continue;
		}
		put_byline(&o, &b);
		s = out_text(&o);
		str_eat(&s, STR("; "));
		assert_non_null(values[i].structure);
		assert_str(s, values[i].structure);
		assert_str(byline_text(&a, &b), values[i].printed);
		arena_free(&a);
	}
}

/* CASES/byline.tsv: line, structure, source. "position=end" speaks of the article, not of the line.
 */
static void
lines_of_real_papers(void **state)
{
	struct arena a = {0};
	str rest = test_file(&a, getenv("CASES"), "byline.tsv");
	int n = 0;

	(void)state;
	if (rest.n == 0)
		print_message("CASES is not set: own cases only\n");
	while (rest.n > 0) {
		str row = str_cut(&rest, STR("\n"));
		str in = str_cut(&row, STR("\t")), want = str_cut(&row, STR("\t"));

		if (str_starts(in, STR("# ")) || want.n == 0)
			continue;
		if (str_ends(want, STR("; position=end")))
			want.n -= STR("; position=end").n;
		assert_str(line_structure(&a, in), str_z(&a, want));
		n++;
	}
	assert_true(n == 0 || n >= 19);
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(lines_by_grammar),
	    cmocka_unit_test(values_are_names_where_the_grammar_ends),
	    cmocka_unit_test(lines_of_real_papers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
