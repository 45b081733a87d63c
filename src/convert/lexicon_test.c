#include "convert/lexicon.c" /* the .c: its statics are in reach */

#include "base/utf8.h"
#include "convert/habit.h"
#include "convert/way.h"

#include "base/test.h"

#define S  SCRIPT_HANS
#define T  SCRIPT_HANT
#define TW SCRIPT_HANT_TW
#define HK SCRIPT_HANT_HK

static struct arena mem;

static int
end(void **state)
{
	(void)state;
	arena_free(&mem);
	return 0;
}

struct way {
	const char *name; /* OpenCC's */
	enum script from, to;
	bool phrases;
};

static const struct way ways[] = {
    {"s2t", S, T, false},   {"s2tw", S, TW, false}, {"s2hk", S, HK, false}, {"s2twp", S, TW, true},
    {"t2s", T, S, false},   {"tw2s", TW, S, false}, {"tw2sp", TW, S, true}, {"hk2s", HK, S, false},
    {"t2tw", T, TW, false}, {"t2hk", T, HK, false}, {"s2hkp", S, HK, true}, {"hk2sp", HK, S, true},
};
enum { WAYS = sizeof ways / sizeof *ways };

static struct convert *
way_new(const struct way *w)
{
	return convert_new(
	    &(struct convert_options){.from = w->from, .to = w->to, .phrases = w->phrases});
}

static str
run(struct convert *c, str text)
{
	struct diag ignored;

	diag_init(&ignored, &mem);
	return convert_text(c, &mem, &ignored, (struct pos){0}, text);
}

/* TEXT with WORDS instead of the lexicon. */
static str
run_with(struct convert *c, const struct terms *words, str text)
{
	struct terms own = c->term;
	str result;

	c->term = *words;
	result = run(c, text);
	c->term = own;
	return result;
}

static str
file(const char *path)
{
	return test_file(&mem, ".", path);
}

static void
index_words(const struct way *w, struct terms_list words, struct terms *out)
{
	const struct convert_options how = {.from = w->from, .to = w->to};

	way_index(&mem, (struct terms_list[WAY_LISTS]){[WAY_LEXICON] = words}, &how, out);
}

/* The lexicon of a way without word K. */
static void
index_without(const struct way *w, int k, struct terms *out)
{
	struct glossary_term *term = NEW(&mem, struct glossary_term, (size_t)lexicon_count);

	for (int i = 0; i < lexicon_count; i++) {
		term[i] = lexicon_words[i].term;
		if (w->phrases && w->from == S)
			term[i].form[w->to] = regional_form(&mem, &lexicon_words[i], w->to);
	}
	term[k] = (struct glossary_term){.way = GLOSSARY_BOTH};
	index_words(w, (struct terms_list){term, lexicon_count}, out);
}

static struct terms
no_words(const struct way *w)
{
	struct terms none;

	index_words(w, (struct terms_list){NULL, 0}, &none);
	return none;
}

/* Whether without word K its EXAMPLE would be another text in one of the ways. */
static bool
is_needed(struct convert *c[WAYS], int k, str example)
{
	for (int w = 0; w < WAYS; w++) {
		struct terms rest;

		index_without(&ways[w], k, &rest);
		if (!str_eq(run(c[w], example), run_with(c[w], &rest, example)))
			return true;
	}
	return false;
}

/* A word that newer dictionaries or other words make needless has to go. */
static void
every_word_is_needed(void **state)
{
	str rest = file("data/lexicon.tsv");
	struct convert *c[WAYS];
	int k = 0, idle = 0;

	(void)state;
	for (int w = 0; w < WAYS; w++)
		c[w] = way_new(&ways[w]);
	for (int line = 1; rest.n > 0; line++) {
		struct arena_mark m = arena_mark(&mem);
		str s = str_cut(&rest, STR("\n")), cell[6];

		if (k == lexicon_count || lexicon_words[k].term.line != line)
			continue;
		for (int i = 0; i < 6; i++)
			cell[i] = str_cut(&s, STR("\t"));
		if (!is_needed(c, k++, cell[5])) {
			print_error("data/lexicon.tsv:%d: " STR_FMT " changes nothing in " STR_FMT
				    "\n",
				    line, STR_ARG(cell[0]), STR_ARG(cell[5]));
			idle++;
		}
		arena_rewind(&mem, m);
	}
	for (int w = 0; w < WAYS; w++)
		convert_free(c[w]);
	assert_int_equal(k, lexicon_count);
	assert_int_equal(idle, 0);
}

/* Words of the dictionary that are others with the lexicon, and are meant to be. */
static const char *const wanted_words[] = {
    "一干部下",		/* sooner 干部 who 下乡 than a crowd of 部下 */
    "反复制",		/* 反复制作; nobody copies anything back */
    "天后",		/* days after; the goddess has words of her own */
    "家具",		/* as it is written today, on the Mainland and in Taiwan */
    "家具行",	"复核", /* 核 is what is written today */
    "显示表",		/* 显示表面温度 */
};

static bool
is_wanted(const char *const *list, size_t n, str text)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(text, str_from(list[i])))
			return true;
	return false;
}

static void
words_of_the_dictionary_stay(void **state)
{
	const struct way *w = &ways[0];
	str rest = file("data/opencc/STPhrases.txt");
	struct convert *c = way_new(w);
	const struct terms none = no_words(w);
	struct arena_mark m = arena_mark(&mem);
	int changed = 0, wrong = 0;

	(void)state;
	for (; rest.n > 0; arena_rewind(&mem, m)) {
		str line = str_cut(&rest, STR("\n")), key = str_cut(&line, STR("\t"));
		str with = run(c, key), without = run_with(c, &none, key);

		if (str_eq(with, without))
			continue;
		changed++;
		if (is_wanted(wanted_words, sizeof wanted_words / sizeof *wanted_words, key))
			continue;
		print_error(STR_FMT ": " STR_FMT ", in the dictionary " STR_FMT "\n", STR_ARG(key),
			    STR_ARG(with), STR_ARG(without));
		wrong++;
	}
	convert_free(c);
	assert_int_equal(wrong, 0);
	assert_int_equal(changed, sizeof wanted_words / sizeof *wanted_words);
}

/* Of OpenCC's own cases none becomes another one. */
static void
cases_of_opencc_stay(void **state)
{
	str rest = test_file(&mem, getenv("CASES"), "opencc.tsv");
	struct convert *c[WAYS];
	struct terms none[WAYS];
	int seen = 0, wrong = 0;

	(void)state;
	for (int w = 0; w < WAYS; w++) {
		c[w] = way_new(&ways[w]);
		none[w] = no_words(&ways[w]);
	}
	while (rest.n > 0) {
		str line = str_cut(&rest, STR("\n")), name = str_cut(&line, STR("\t"));
		str in = str_cut(&line, STR("\t"));

		for (int w = 0; w < WAYS; w++) {
			if (!str_eq(name, str_from(ways[w].name)))
				continue;
			seen++;
			if (str_eq(run(c[w], in), run_with(c[w], &none[w], in)))
				continue;
			print_error("%s: " STR_FMT ": " STR_FMT "\n", ways[w].name, STR_ARG(in),
				    STR_ARG(run(c[w], in)));
			wrong++;
		}
	}
	for (int w = 0; w < WAYS; w++)
		convert_free(c[w]);
	print_message("%d of OpenCC's cases\n", seen);
	assert_int_equal(wrong, 0);
}

/* What people complain about in converters (their reports are public), in sentences of our own. */
static const struct complaint {
	const char *way, *in, *want;
} complaints[] = {
    /* a word is cut from the left: OpenCC 257, 280, 349, 1497 */
    {"s2t", "灯泡是被发明出来的", "燈泡是被發明出來的"},
    {"s2t", "名单被发布在网上", "名單被發佈在網上"},
    {"s2t", "信被发往外地", "信被發往外地"},
    {"s2t", "影片展示了如何做", "影片展示了如何做"},
    {"s2t", "居民参与制造和参与制作", "居民參與製造和參與製作"},
    {"s2t", "少数组织者", "少數組織者"},
    {"s2t", "可是只有三人来", "可是只有三人來"},
    {"s2t", "最多只能坐十人", "最多只能坐十人"},
    {"s2t", "必须发到每一户", "必須發到每一戶"},
    {"s2t", "八万里江山", "八萬里江山"},
    {"s2t", "在现场免费发卡", "在現場免費發卡"},
    {"s2t", "一人独占八斗", "一人獨佔八斗"},
    {"s2t", "从门口一出来", "從門口一出來"},
    {"s2t", "黄山松和迎客松", "黃山松和迎客松"},
    {"s2t", "粉丝发布的照片", "粉絲發佈的照片"},
    {"s2t", "复制和粘贴，照样来复制", "複製和粘貼，照樣來複製"},
    {"s2t", "控制程序", "控制程序"},
    {"s2t", "短信被发送", "短信被發送"},
    {"s2t", "五分之一出席", "五分之一出席"},
    {"s2t", "同意后制定方案", "同意後制定方案"},
    {"s2t", "准予合并", "准予合併"},
    {"s2t", "若干复议案件", "若干複議案件"},
    /* 干 乾 幹: OpenCC 201, 375, 579, 580, 1154 */
    {"s2t", "点了一份干锅鸡", "點了一份乾鍋雞"},
    {"s2t", "松脆的饼干", "鬆脆的餅乾"},
    {"s2t", "站着干看", "站着乾看"},
    {"s2t", "去干扰别人", "去干擾別人"},
    {"s2t", "泰国的宋干节", "泰國的宋干節"},
    {"s2t", "嘴干唇裂", "嘴乾唇裂"},
    {"t2s", "吉林乾安縣", "吉林乾安县"},
    {"s2t", "新干部和安全干部", "新幹部和安全幹部"},
    /* 面 麵: OpenCC 301, 316, zhconv-rs 6 */
    {"s2t", "冷面笑匠", "冷面笑匠"},
    {"s2t", "揉面做馒头", "揉麵做饅頭"},
    /* names: OpenCC 602, 864 */
    {"t2s", "學者王汎森", "学者王汎森"},
    {"t2s", "清人徐乾學", "清人徐乾学"},
    {"s2twp", "字节跳动公司", "字節跳動公司"},
    {"s2twp", "李彦宏", "李彥宏"},
    /* regional words: OpenCC 475, 542, zhconv-rs 8, ddia 145, and every community paper */
    {"s2twp", "手机芯片面积", "手機晶片面積"},
    {"s2twp", "正则表达式", "正規表示式"},
    {"s2twp", "电视频段", "電視頻段"},
    {"s2twp", "粉丝发布消息", "粉絲釋出訊息"},
    {"s2twp", "社区治理和小社区", "社區治理和小社區"},
    /* converted though it is Simplified: OpenCC 555, 1469 */
    {"tw2s", "为什么", "为什么"},
    {"tw2s", "為甚麼", "为什么"},
    {"tw2s", "看著著名的書", "看着著名的书"},
    {"tw2s", "學者的專著和原著，大家討論著", "学者的专著和原著，大家讨论着"},
    {"t2s", "成效卓著的衞生工作", "成效卓著的卫生工作"},
    /* the same in the news of a neighbourhood */
    {"s2t", "党员带头发挥作用，踏上新征程", "黨員帶頭發揮作用，踏上新征程"},
    {"s2t", "银行支行针对老人", "銀行支行針對老人"},
    {"s2t", "上百名老人参加，各地志愿者服务", "上百名老人參加，各地志願者服務"},
    {"s2t", "更加注重实效，更加注意安全", "更加注重實效，更加注意安全"},
    {"s2t", "歌手表演，选手表示满意", "歌手表演，選手表示滿意"},
    {"s2t", "中心系列活动，在此系统学习", "中心系列活動，在此系統學習"},
    {"s2t", "向员工致敬，举行家长须知讲座", "向員工致敬，舉行家長須知講座"},
    {"s2t", "证书签发，协议书签订，年度目标签约", "證書簽發，協議書簽訂，年度目標簽約"},
    {"s2t", "10天后见，去天后宫合影后回家", "10天後見，去天后宮合影後回家"},
    {"s2t", "老年人口占三成", "老年人口佔三成"},
    {"s2t", "机制作用明显，由专家制作", "機制作用明顯，由專家製作"},
    {"s2t", "阐明了道理，查明了原因", "闡明了道理，查明了原因"},
    {"s2t", "石库门里弄，街道里的人，这里弄错了", "石庫門里弄，街道裏的人，這裏弄錯了"},
    {"s2t", "平台风险和今天台风", "平臺風險和今天颱風"},
    {"s2t", "若干部门和若干部分", "若干部門和若干部分"},
    {"s2t", "把头发放下，给每人发放", "把頭髮放下，給每人發放"},
    {"s2t", "买一套新家具", "買一套新家具"},
    {"s2t", "晚上游览，举行游泳比赛", "晚上遊覽，舉行游泳比賽"},
};

/* Prints IN if it does not become WANT. */
static bool
is_met(str way, str in, str want)
{
	for (int w = 0; w < WAYS; w++) {
		struct convert *c;
		str got;

		if (!str_eq(way, str_from(ways[w].name)))
			continue;
		c = way_new(&ways[w]);
		got = run(c, in);
		convert_free(c);
		if (str_eq(got, want))
			return true;
		print_message("%s: " STR_FMT ": " STR_FMT ", not " STR_FMT "\n", ways[w].name,
			      STR_ARG(in), STR_ARG(got), STR_ARG(want));
	}
	return false;
}

static void
complaints_are_met(void **state)
{
	int n = sizeof complaints / sizeof *complaints, met = 0;

	(void)state;
	for (int i = 0; i < n; i++)
		met += is_met(str_from(complaints[i].way), str_from(complaints[i].in),
			      str_from(complaints[i].want));
	print_message("%d of %d complaints met\n", met, n);
	assert_int_equal(met, n);
}

/* Those that are given: "s2t" there is the plain form, not that of the Mainland. */
static void
given_complaints_are_met(void **state)
{
	str rest = test_file(&mem, getenv("CASES"), "conversion-complaints.tsv");
	int n = 0, met = 0;

	(void)state;
	while (rest.n > 0) {
		str line = str_cut(&rest, STR("\n")), way = str_cut(&line, STR("\t"));
		str in = str_cut(&line, STR("\t")), want = str_cut(&line, STR("\t"));

		if (str_starts(way, STR("#")))
			continue;
		if (str_eq(way, STR("s2t")))
			want = habit_copy(&mem, in, want);
		n++;
		met += is_met(way, in, want);
	}
	print_message("%d of %d given complaints met\n", met, n);
	assert_true(n - met <= 2);
}

int
main(void)
{
#define test(f) cmocka_unit_test_teardown(f, end)
	static const struct CMUnitTest tests[] = {
	    test(every_word_is_needed),	    test(words_of_the_dictionary_stay),
	    test(cases_of_opencc_stay),	    test(complaints_are_met),
	    test(given_complaints_are_met),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
