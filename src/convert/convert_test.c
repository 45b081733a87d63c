#include "convert/convert.c" /* the .c: its statics are in reach */

#include "convert/convert_world.h"

/* "头|发" as pieces cut at "|", back in the same form. */
static str
by_pieces(struct convert *c, const char *text)
{
	struct convert_piece piece[16] = {{{0}, {{0}, 0, 0, 0}}};
	str rest = str_from(text);
	struct out o = {.mem = &mem};
	int n = 0;

	do {
		bool more = str_find(rest, STR("|")) >= 0;

		piece[n++].text = str_cut(&rest, STR("|"));
		if (!more)
			break;
	} while (n < 16);
	convert_pieces(c, &mem, &found, line3, piece, n);
	for (int i = 0; i < n; i++) {
		out_str(&o, i ? STR("|") : STR(""));
		out_str(&o, piece[i].text);
	}
	return out_text(&o);
}

static str
once(enum script from, enum script to, const struct glossary *g, const char *text)
{
	struct convert *c = convert_new(
	    &(struct convert_options){.from = from, .to = to, .glossary = g});
	str s = by_pieces(c, text);

	convert_free(c);
	return s;
}

static const struct {
	enum script from, to;
	const char *in, *want;
} cases[] = {
    /* a word over markup is one word */
    {S, T, "头|发", "頭|髮"},
    {S, T, "|头||发|", "|頭||髮|"},
    {S, T, "理发|，发|展", "理髮|，發|展"},
    {T, S, "頭|髮", "头|发"},
    {S, T, "皇后以后", "皇后以後"},
    {S, T, "头发发展", "頭髮發展"},
    {S, T, "干净的干部", "乾淨的幹部"},
    {S, T, "里弄邻里公里", "里弄鄰里公里"},
    {S, T, "Wi-Fi 2024 abc", "Wi-Fi 2024 abc"},
    /* the habits of the Mainland, and of the others */
    {S, T, "为群众吃着", "為群眾吃着"},
    {S, T, "山峰的床、神秘的嘴唇", "山峰的床、神秘的嘴唇"},
    {S, T, "支行针对刚才的方便面", "支行針對剛才的方便麵"},
    {S, TW, "为群众看着里面", "為群眾看著裡面"},
    {S, HK, "为公众看着里面", "為公眾看着裏面"},
    {T, TW, "為群眾看着裏面", "為群眾看著裡面"},
    {T, HK, "為公眾看着裏面", "為公眾看着裏面"},
    {TW, T, "為群眾看著裡面", "為群眾看着裏面"},
    {TW, S, "為群眾看著裡面", "为群众看着里面"},
    {TW, HK, "為公眾看著裡面", "為公眾看着裏面"},
    {HK, S, "為公眾看着裏面", "为公众看着里面"},
    {T, S, "看著一本名著，沿着裡面", "看着一本名著，沿着里面"},
    {HK, T, "為公眾看着裏面", "為公眾看着裏面"},
    {HK, TW, "為公眾看着裏面", "為公眾看著裡面"},
    /* a form that was typed is not a form that was made */
    {T, T, "羣眾", "羣眾"},
    {S, T, "羣", "羣"},
    {S, T, "踊跃", "踊躍"},
    /* words that the dictionaries get wrong */
    {S, T, "徐|汇区带头|发挥作用", "徐|匯區帶頭|發揮作用"},
    {S, TW, "徐家汇书院迈上新征程", "徐家匯書院邁上新征程"},
    {S, HK, "他展示了如何被发明", "他展示了如何被發明"},
    {TW, T, "徐匯", "徐匯"},
    {S, T, "把头发放下，头发生长", "把頭髮放下，頭髮生長"},
    {S, T, "石库门里弄，这里弄错了", "石庫門里弄，這裏弄錯了"},
    /* text in its own script is left alone, even where a dictionary knows other forms */
    {T, T, "干擾鄰里岳飛，他了解周年", "干擾鄰里岳飛，他了解周年"},
    {T, T, "三日内", "三日内"},
    {S, S, "徐乾学的頭发", "徐乾学的头发"},
    {TW, TW, "着裏", "着裏"},
    /* marks */
    {S, T, "-{王宝和}-宝和", "王宝和寶和"},
    {S, T, "-{王|宝|和}-宝和", "王|宝|和寶和"},
    {T, T, "-{王宝和}-寶", "王宝和寶"},
    {S, T, "-{zh-hans:软件;zh-hant:軟體}-好", "軟體好"},
    {S, S, "-{zh-hans:软件;zh-hant:軟體}-好", "软件好"},
    {S, HK, "a-{zh-hans:软|件;zh-hant:軟|體}-b", "a|軟|體b"},
    /* no word over the edge of a lock: 头 and 发 on their own, and 头发 as one */
    {S, T, "头-{}-发", "頭發"},
    {S, T, "头-{发}-发", "頭发發"},
    /* nor is what is locked an operand of a description, which would be copied whole */
    {S, T, "⿰头-{发}-发", "⿰頭发發"},
    {S, T, "⿰头|后", "⿰头|后"},
    {S, T, "⿰头|发展", "⿰頭|發展"},
    {S, T, "⿱⿰头发-{里}-发展", "⿱⿰头发里發展"},
};

static void
text_is_converted_as_one_string_and_mapped_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_str(once(cases[i].from, cases[i].to, NULL, cases[i].in), cases[i].want);
	assert_null(found.first);
}

/* One character or sentence in the other script, and texts of both: whole in each edition. */
static const struct {
	enum script from;
	const char *in, *want[SCRIPT__N]; /* NULL: as it came in */
} mixed[] = {
    /* Traditional in a Simplified article: not through s2t, which would have 干擾 as 幹擾 */
    {S, "鬱金香開正盛", {"郁金香开正盛", NULL, NULL, NULL}},
    {S, "干擾", {"干扰", NULL, NULL, NULL}},
    {S, "鄰里", {"邻里", NULL, NULL, NULL}},
    {S, "岳飛", {"岳飞", NULL, NULL, NULL}},
    {S, "萬里", {"万里", NULL, NULL, NULL}},
    {S, "里長", {"里长", NULL, NULL, NULL}},
    {S, "于謙", {"于谦", NULL, NULL, NULL}},
    {S, "丑時", {"丑时", NULL, NULL, NULL}},
    {S, "咸豐", {"咸丰", NULL, NULL, NULL}},
    {S, "党項", {"党项", NULL, NULL, NULL}},
    {T, "干擾", {"干扰", NULL, NULL, NULL}},
    {T, "鄰里", {"邻里", NULL, NULL, NULL}},
    {T, "岳飛", {"岳飞", NULL, NULL, NULL}},
    {T, "萬里", {"万里", NULL, NULL, NULL}},
    {T, "里長", {"里长", NULL, NULL, NULL}},
    {T, "于謙", {"于谦", NULL, NULL, NULL}},
    {T, "丑時", {"丑时", NULL, NULL, NULL}},
    {T, "咸豐", {"咸丰", NULL, NULL, NULL}},
    {T, "党項", {"党项", NULL, NULL, NULL}},
    {TW, "干擾鄰里", {"干扰邻里", NULL, NULL, NULL}},
    {HK, "萬里岳飛", {"万里岳飞", NULL, NULL, NULL}},
    /* in one sentence, and in one word */
    {S,
     "他受到干擾，头发",
     {"他受到干扰，头发", "他受到干擾，頭髮", "他受到干擾，頭髮", "他受到干擾，頭髮"}},
    {S,
     "這座鄰里中心和发展",
     {"这座邻里中心和发展", "這座鄰里中心和發展", "這座鄰里中心和發展", "這座鄰里中心和發展"}},
    {S, "这里很乾淨", {"这里很干净", "這裏很乾淨", "這裡很乾淨", "這裏很乾淨"}},
    {S, "带头发揮作用", {"带头发挥作用", "帶頭發揮作用", "帶頭發揮作用", "帶頭發揮作用"}},
    {S, "新民晚報的记者", {"新民晚报的记者", "新民晚報的記者", "新民晚報的記者", "新民晚報的記者"}},
    /* Simplified that is right does not go through t2s: 乾 of a name */
    {S, "徐乾学", {NULL, "徐乾學", "徐乾學", "徐乾學"}},
    {S, "徐乾学和這里", {"徐乾学和这里", "徐乾學和這裏", "徐乾學和這裡", "徐乾學和這裏"}},
    {T,
     "徐乾学的书。於是",
     {"徐乾学的书。于是", "徐乾學的書。於是", "徐乾學的書。於是", "徐乾學的書。於是"}},
    /* Simplified in a Traditional article: only what is out of place changes */
    {T,
     "本报讯 他了解鄰里",
     {"本报讯 他了解邻里", "本報訊 他了解鄰里", "本報訊 他了解鄰里", "本報訊 他了解鄰里"}},
    {T, "專项行动", {"专项行动", "專項行動", "專項行動", "專項行動"}},
    {T,
     "本报讯 带头发挥作用。為群眾",
     {"本报讯 带头发挥作用。为群众", "本報訊 帶頭發揮作用。為群眾", "本報訊 帶頭發揮作用。為群眾",
      "本報訊 帶頭發揮作用。為群眾"}},
    {T,
     "郁金香盛开了。長陽創谷",
     {"郁金香盛开了。长阳创谷", "鬱金香盛開了。長陽創谷", "鬱金香盛開了。長陽創谷",
      "鬱金香盛開了。長陽創谷"}},
    /* words of Traditional sentences too; single characters only beside sure ones, and no name */
    {T, "郁金香盛開", {"郁金香盛开", "鬱金香盛開", "鬱金香盛開", "鬱金香盛開"}},
    {S,
     "皇后以后，鄰里岳飛",
     {"皇后以后，邻里岳飞", "皇后以後，鄰里岳飛", "皇后以後，鄰里岳飛", "皇后以後，鄰里岳飛"}},
    {T, "春游的人", {NULL, NULL, "春遊的人", "春遊的人"}},
    {T, "党建引領", {"党建引领", NULL, NULL, NULL}},
    {T, "党建的从業者", {"党建的从业者", "黨建的從業者", "黨建的從業者", "黨建的從業者"}},
    {T, "于先生说話", {"于先生说话", "于先生說話", "于先生說話", "于先生説話"}},
    {S, "找藉口", {"找借口", NULL, NULL, NULL}},
    /* 於 tells that a sentence is Traditional, and so does a part of a list */
    {T, "於平台说明", {"于平台说明", "於平台說明", "於平台說明", "於平台説明"}},
    {T,
     "說明平台、平台说明",
     {"说明平台、平台说明", "說明平台、平臺說明", "說明平台、平臺說明", "説明平台、平台説明"}},
    /* shapes that Traditional print has too are not out of place */
    {T, "别没强的內容，黃浦", {"别没强的内容，黄浦", NULL, NULL, NULL}},
    {T,
     "三日内没完成报告，別強",
     {"三日内没完成报告，别强", "三日內沒完成報告，別強", "三日內沒完成報告，別強",
      "三日內沒完成報告，別強"}},
    {T, "於三日内完成", {"于三日内完成", NULL, NULL, NULL}},
    {TW,
     "裡面着急的发展",
     {"里面着急的发展", "裏面着急的發展", "裡面着急的發展", "裏面着急的發展"}},
};

static void
mixed_text_comes_out_whole(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof mixed / sizeof *mixed; i++) {
		for (enum script to = 0; to < SCRIPT__N; to++) {
			const char *want = mixed[i].want[to] ? mixed[i].want[to] : mixed[i].in;

			assert_str(once(mixed[i].from, to, NULL, mixed[i].in), want);
		}
		all_lines_twice(str_from(mixed[i].in), mixed[i].from);
	}
	assert_null(found.first);
}

static struct glossary_term terms[] = {
    {.form = {STR_INIT("头发"), STR_INIT("头发")}},
    {.form = {STR_INIT("台式机"), STR_INIT("桌上型電腦")}},
    {.form = {STR_INIT("发展里弄"), STR_INIT("發展裡弄")}},
    {.form = {STR_INIT("挥毫"), STR_INIT("揮毫")}},
    {.form = {STR_INIT("后"), STR_INIT("后")}},
    {.form = {STR_INIT("甲⿰乙"), STR_INIT("甲⿰乙")}},
};

static void
house_terms_win_over_every_dictionary(void **state)
{
	static const struct {
		enum script from, to;
		const char *in, *want;
	} with_terms[] = {
	    {S, T, "头发发展", "头发發展"},
	    {S, T, "头|发发|展", "头|发發|展"},
	    {S, T, "以后", "以后"},
	    {S, T, "发展里弄里", "發展裡弄裏"},
	    {S, HK, "发展|里弄", "發展|裡弄"},
	    {S, T, "旧台|式机|坏", "舊桌上型電腦||壞"},
	    {T, S, "桌上型|電腦壞", "台式机|坏"},
	    {T, TW, "發展裡弄里", "發展裡弄里"},
	    {S, T, "-{台}-式机", "台式機"},
	    /* 发挥 of the lexicon begins before, and yields */
	    {S, T, "白发挥毫", "白髮揮毫"},
	    {S, T, "徐汇区台式机", "徐匯區桌上型電腦"},
	    {S, S, "台式机", "台式机"},
	    /* a term may be typed in the other script */
	    {S, S, "头发，這桌上型電腦", "头发，这台式机"},
	    {S, T, "頭髮。发展里弄", "頭髮。發展裡弄"},
	    {S, S, "發展裡弄的电脑", "发展里弄的电脑"},
	    {T, T, "桌上型電腦", "桌上型電腦"},
	    /* an operator of description in a term takes nothing that stands behind it */
	    {S, T, "甲⿰乙头", "甲⿰乙頭"},
	};
	struct glossary g = {terms, sizeof terms / sizeof *terms};

	(void)state;
	for (size_t i = 0; i < sizeof with_terms / sizeof *with_terms; i++)
		assert_str(once(with_terms[i].from, with_terms[i].to, &g, with_terms[i].in),
			   with_terms[i].want);
}

static void
faults_of_marks_stand_at_their_place(void **state)
{
	(void)state;
	assert_str(once(S, T, NULL, "发展|头-{发|}-和-{后"), "發展|頭发|和-{後");
	assert_str(test_messages(&mem, &found), "lock-open 3:14");
}

static void
faults_of_marks_stand_in_their_piece(void **state)
{
	struct convert *c = convert_new(&(struct convert_options){.from = S, .to = S});
	struct convert_piece piece[2] = {
	    {STR("发展"), line3},
	    {STR("头}-"), {STR("a.md"), 4, 2, 0}},
	};

	(void)state;
	convert_pieces(c, &mem, &found, line3, piece, 2);
	assert_str(test_messages(&mem, &found), "lock-stray 4:3");
	assert_int_equal(found.first->at.width, 2);
	convert_free(c);
}

static void
a_place_that_has_no_column_keeps_none(void **state)
{
	struct convert *c = convert_new(&(struct convert_options){.from = S, .to = S});

	(void)state;
	convert_text(c, &mem, &found, (struct pos){STR("a.md"), 4, 0, 0}, STR("标题-{"));
	assert_str(test_messages(&mem, &found), "lock-open 4:0");
	convert_free(c);
}

static str
with_options(struct convert_options how, const char *text)
{
	struct convert *c = convert_new(&how);
	str s = by_pieces(c, text);

	convert_free(c);
	return s;
}

static void
regional_words_are_listed(void **state)
{
	static const struct {
		enum script from, to;
		const char *in, *want, *messages;
	} phrases[] = {
	    {S, TW, "用软件理发", "用軟體理髮", "phrase-used 3:6 软件|軟體"},
	    {S, TW, "用互联网理发", "用網際網路理髮", "phrase-used 3:6 互联网|網際網路"},
	    {S, TW, "头|发，用互联网，理|发", "頭|髮，用網際網路，理|髮",
	     "phrase-used 3:9 互联网|網際網路"},
	    {S, TW, "用互联|网，以|后", "用網際網路|，以|後", "phrase-used 3:6 互联网|網際網路"},
	    {S, TW, "|用软|件：互联网|abc|", "|用軟|體：網際網路|abc|",
	     "phrase-used 3:6 软件|軟體; phrase-used 3:9 互联网|網際網路"},
	    {TW, S, "用軟體理髮", "用软件理发", "phrase-used 3:6 軟體|软件"},
	    {S, TW, "-{软件}-理发", "软件理髮", ""},
	    {S, TW, "里面理发", "裡面理髮", ""},
	    /* a term of the house, and a word that stands in a Traditional sentence */
	    {S, TW, "社区里的社區", "社區裡的社區", ""},
	    {S, T, "用软件理发", "用軟件理髮", ""},
	    {S, HK, "用软件理发", "用軟件理髮", ""},
	    {S, HK, "用宽带理发", "用寬頻理髮", "phrase-used 3:6 宽带|寬頻"},
	    {HK, S, "用寬頻理髮", "用宽带理发", "phrase-used 3:6 寬頻|宽带"},
	};
	static struct glossary_term lock[] = {
	    {.form = {STR_INIT("社区"), STR_INIT("社區")}},
	};
	static const struct glossary locked = {lock, 1};

	(void)state;
	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
		diag_init(&found, &mem);
		assert_str(with_options((struct convert_options){.from = phrases[i].from,
								 .to = phrases[i].to,
								 .glossary = &locked,
								 .phrases = true},
					phrases[i].in),
			   phrases[i].want);
		assert_str(test_messages(&mem, &found), phrases[i].messages);
	}
	assert_true(convert_has_phrases(TW) && convert_has_phrases(HK) && convert_has_phrases(S));
	assert_false(convert_has_phrases(T));
}

static void
quotation_marks_are_those_of_the_edition(void **state)
{
	static const struct {
		enum script from, to;
		enum quotes quotes;
		const char *in, *want, *messages;
	} quotes[] = {
	    {S, TW, QUOTES_CORNER, "他说：“‘头发’好。”", "他說：「『頭髮』好。」", ""},
	    {S, TW, QUOTES_KEPT, "他说：“‘头发’好。”", "他說：“‘頭髮’好。”", ""},
	    {TW, S, QUOTES_CURLY, "他說：「『頭髮』好。」", "他说：“‘头发’好。”", ""},
	    {TW, TW, QUOTES_CORNER, "他說：“好”", "他說：「好」", ""},
	    /* over pieces */
	    {S, TW, QUOTES_CORNER, "说“|头‘|发|’好|”", "說「|頭『|發|』好|」", ""},
	    /* not in locks, and those in locks are no half of a pair */
	    {S, TW, QUOTES_CORNER, "“-{“头发”}-”", "「“头发”」", ""},
	    {S, TW, QUOTES_CORNER, "“头-{”}-发”", "「頭”發」", ""},
	    /* nor in house terms */
	    {S, TW, QUOTES_CORNER, "说“三化”“好”", "說“三化”「好」", ""},
	    /* Traditional sentences in between */
	    {S, TW, QUOTES_CORNER, "“這座樓。头发”", "「這座樓。頭髮」", ""},
	    /* places are those of the source */
	    {S, TW, QUOTES_CORNER, "头发“好", "頭髮“好", "quote-open 3:7 “"},
	    {S, TW, QUOTES_CORNER, "-{头}-发|好”", "头發|好”", "quote-stray 3:12 ”"},
	    {S, TW, QUOTES_KEPT, "头发“好", "頭髮“好", ""},
	};
	static struct glossary_term term[] = {
	    {.form = {STR_INIT("“三化”"), STR_INIT("“三化”")}},
	};
	static const struct glossary g = {term, 1};

	(void)state;
	for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
		diag_init(&found, &mem);
		assert_str(with_options((struct convert_options){.from = quotes[i].from,
								 .to = quotes[i].to,
								 .glossary = &g,
								 .quotes = quotes[i].quotes},
					quotes[i].in),
			   quotes[i].want);
		assert_str(test_messages(&mem, &found), quotes[i].messages);
	}
}

/* Paragraphs in one go are what they are one by one; a description ends with its paragraph. */
static void
paragraphs_know_nothing_of_each_other(void **state)
{
	static const struct {
		const char *in, *want;
	} texts[] = {
	    {"理", "理"},      {"发", "發"},
	    {"", ""},	       {"⿰头", "⿰頭"},
	    {"发展", "發展"},  {"-{发}-里“发", "发裏“發"},
	    {"”后", "”後"},    {"他受到干擾，头发", "他受到干擾，頭髮"},
	    {"徐|汇", "徐匯"}, {"头-{发", "頭-{發"},
	    {"皇后", "皇后"},
	};
	enum { N = sizeof texts / sizeof *texts };
	struct convert_paragraph p[N];
	struct convert *c = convert_new(&(struct convert_options){.to = T});

	(void)state;
	for (int i = 0; i < N; i++) {
		struct convert_piece *piece = NEW(&mem, struct convert_piece, 2);
		str rest = str_from(texts[i].in);

		piece[0].text = str_cut(&rest, STR("|"));
		piece[1].text = rest;
		p[i] = (struct convert_paragraph){piece, 2, {STR("a.md"), i + 1, 1, 0}, false};
	}
	convert_paragraphs(c, &mem, &found, p, N);
	for (int i = 0; i < N; i++)
		assert_str(str_fmt(&mem, STR_FMT STR_FMT, STR_ARG(p[i].piece[0].text),
				   STR_ARG(p[i].piece[1].text)),
			   texts[i].want);
	assert_str(test_messages(&mem, &found), "lock-open 10:2");
	convert_free(c);
}

static void
text_of_its_own_script_is_not_even_copied(void **state)
{
	static const char text[] = "王宝和 a-b {c}";
	struct convert *c = convert_new(&(struct convert_options){.from = S, .to = S});

	(void)state;
	assert_ptr_equal(convert_text(c, &mem, &found, line3, str_from(text)).p, text);
	convert_free(c);
}

static void
ten_thousand_terms_are_found(void **state)
{
	struct glossary g = {NEW(&mem, struct glossary_term, 10000), 10000};
	struct out o = {.mem = &mem};
	struct convert *c;

	(void)state;
	for (int i = 0; i < g.n; i++)
		g.term[i].form[S] = g.term[i].form[T] = str_fmt(&mem, "头发%d号", i);
	for (int i = 5000; i < 15000; i++)
		out_fmt(&o, "头发%d号", i);
	c = convert_new(&(struct convert_options){.from = S, .to = T, .glossary = &g});
	assert_true(
	    str_ends(convert_text(c, &mem, &found, line3, out_text(&o)), STR("頭髮14999號")));
	convert_free(c);
}

int
main(void)
{
#define test(f) cmocka_unit_test_setup_teardown(f, begin, end)
	static const struct CMUnitTest tests[] = {
	    test(text_is_converted_as_one_string_and_mapped_back),
	    test(mixed_text_comes_out_whole),
	    test(house_terms_win_over_every_dictionary),
	    test(faults_of_marks_stand_at_their_place),
	    test(faults_of_marks_stand_in_their_piece),
	    test(a_place_that_has_no_column_keeps_none),
	    test(regional_words_are_listed),
	    test(quotation_marks_are_those_of_the_edition),
	    test(paragraphs_know_nothing_of_each_other),
	    test(text_of_its_own_script_is_not_even_copied),
	    test(ten_thousand_terms_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
