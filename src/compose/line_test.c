#include "compose/line.c"

#include "compose/line_world.h"

/* The lines of TEXT with | between them. */
static str
lines_text(struct arena *a, const struct lines *l)
{
	struct out o = {.mem = a};

	for (int i = 0; i < l->n; i++) {
		if (i)
			out_char(&o, '|');
		out_str(&o, line_text(a, &l->line[i]));
	}
	return out_text(&o);
}

static const struct {
	const char *rule;
	enum script edition;
	enum kinsoku_level level;
	int em;
	const char *text, *lines;
} cases[] = {
    /* R1: the mark is squeezed into the line (R4), or takes a character with it. */
    {"R1 a stop is drawn into the line", SCRIPT_HANS, 0, 6, "社区的老人们。大家",
     "社区的老人|们。大家"},
    {"R1 half a mark at the line end", SCRIPT_HANS, 0, 6, "今天，社区里。大家都来了看",
     "今天，社区里。|大家都来了看"},
    {"R1 %", SCRIPT_HANS, 0, 6, "我们完成了９％的任务", "我们完成了|９％的任务"},
    {"R1 units", SCRIPT_HANS, 0, 6, "新校舍面积大㎡标", "新校舍面积|大㎡标"},
    {"R1 degrees", SCRIPT_HANS, 0, 6, "今天最高气温℃标", "今天最高气|温℃标"},
    {"R1 closing quote", SCRIPT_HANS, 0, 6, "他说好的吗吗”大家都笑", "他说好的吗|吗”大家都笑"},
    {"R1 the dot of a name", SCRIPT_HANS, 0, 4, "我是尤金·奥尼尔的读者", "我是尤|金·奥尼|尔的读者"},
    {"R1 a range", SCRIPT_HANS, 0, 6, "开放时间是九～十二点整", "开放时间是|九～十二点整"},
    {"R1 a connector", SCRIPT_HANS, 0, 6, "乘坐高铁上海—北京线路", "乘坐高铁上|海—北京线路"},
    {"R1 a chain of marks", SCRIPT_HANS, 0, 6, "他说：“好极了！”）大家都笑",
     "他说：“好极|了！”）大家|都笑"},
    {"R1 text and photograph", SCRIPT_HANS, 0, 6, "本报记者钟丽文/摄影", "本报记者钟丽|文/摄影"},
    /* R2 */
    {"R2 opening quote", SCRIPT_HANS, 0, 6, "我们居委会“老娘舅”很忙", "我们居委会|“老娘舅”很忙"},
    {"R2 currency", SCRIPT_HANS, 0, 5, "每人交了￥８０元钱", "每人交了|￥８０元钱"},
    {"R2 two opening marks", SCRIPT_HANS, 0, 6, "大家都去看《“好”日子》了",
     "大家都去看|《“好”日子》了"},
    {"R2 number sign", SCRIPT_HANS, 0, 5, "总第三版№８号票", "总第三版|№８号票"},
    /* R3 */
    {"R3 none: a comma begins a line", SCRIPT_HANT_TW, KINSOKU_NONE, 6, "社區的老人們。大家來看",
     "社區的老人們|。大家來看"},
    {"R3 none: a quote ends one", SCRIPT_HANT_TW, KINSOKU_NONE, 6, "我們居委會「老娘舅」很忙",
     "我們居委會「|老娘舅」很忙"},
    {"R3 none: numbers are whole", SCRIPT_HANT_TW, KINSOKU_NONE, 6, "我們社區在2024年的夏天",
     "我們社區在|2024年的|夏天"},
    {"R3 basic: ／ may end a line", SCRIPT_HANS, KINSOKU_BASIC, 6, "本报记者钟／丽和郭爽",
     "本报记者钟／|丽和郭爽"},
    {"R3 gb: it may not", SCRIPT_HANS, KINSOKU_GB, 6, "本报记者钟／丽和郭爽",
     "本报记者|钟／丽和郭爽"},
    {"R3 gb: a dash may begin a line", SCRIPT_HANS, KINSOKU_GB, 6, "我们的社区——大家的家",
     "我们的社区|——大家的家"},
    {"R3 strict: it may not", SCRIPT_HANS, KINSOKU_STRICT, 6, "我们的社区——大家的家",
     "我们的社|区——大家|的家"},
    {"R3 strict: dots neither", SCRIPT_HANS, KINSOKU_STRICT, 6, "我们的社区……大家的家",
     "我们的社|区……大家|的家"},
    {"R3 usual in Taiwan: basic", SCRIPT_HANT_TW, 0, 6, "本報記者鍾／麗和郭爽",
     "本報記者鍾／|麗和郭爽"},
    /* R5 */
    {"R5 dash is not parted", SCRIPT_HANS, 0, 6, "我们的好社区——大家的家",
     "我们的好社区|——大家的家"},
    {"R5 six dots are not parted", SCRIPT_HANS, 0, 6, "我们的好社区……大家的家",
     "我们的好社区|……大家的家"},
    {"R5 twelve dots stay together", SCRIPT_HANS, 0, 14, "我们长白街道社区这里的人…………家里人都好",
     "我们长白街道社区这里的人|…………家里人都好"},
    {"R5 but not in a narrow column", SCRIPT_HANS, 0, 5, "我们的…………家", "我们的……|……家"},
    {"R5 eighteen dots part between pairs", SCRIPT_HANS, 0, 5, "我们的………………家", "我们的……|…………家"},
    /* R6 */
    {"R6 two are one em", SCRIPT_HANS, 0, 6, "真的好吗？！大家都笑了", "真的好吗？！大|家都笑了"},
    {"R6 three are not parted", SCRIPT_HANS, 0, 6, "真的是好！！！大家都笑了",
     "真的是好！！！|大家都笑了"},
    /* R7 */
    {"R7 a year", SCRIPT_HANS, 0, 5, "自从去年2023年夏天", "自从去年|2023年|夏天"},
    {"R7 a break after the year's digits", SCRIPT_HANS, 0, 5, "我们2023年夏天见",
     "我们2023|年夏天见"},
    {"R7 a word", SCRIPT_HANS, 0, 6, "我们用的是WeChat群", "我们用的是|WeChat群"},
    {"R7 3·15 is one number", SCRIPT_HANS, 0, 5, "今年的三3·15放心消费", "今年的三|3·15放心|消费"},
    {"R7 a number with its unit", SCRIPT_HANS, 0, 6, "完成率达到了98.5%以上",
     "完成率达到了|98.5%以上"},
    {"R7 a telephone number is parted at its hyphen, if at all", SCRIPT_HANS, 0, 11,
     "社区热线电话是021-65431234欢迎来电", "社区热线电话是021-|65431234欢迎来电"},
    {"R7 a word wider than the measure is cut", SCRIPT_HANS, 0, 4, "abcdefghijklmnop号",
     "abcdefg|hijklmn|op号"},
    /* a chain of marks and words that is longer than a line */
    {"R7 a word is cut rather than R1 broken", SCRIPT_HANT_TW, 0, 7, "我們APP’APP’APP」好的",
     "我們APP’AP|P’APP」好的"},
    {"R7 but not where another break will do", SCRIPT_HANT_TW, 0, 7, "我們用的APP’APP」，好的",
     "我們用的|APP’APP」，|好的"},
    {"R7 a long code is cut where that is better than a torn line", SCRIPT_HANS, 0, 11,
     "证书编号CFCP-1720762233准予使用", "证书编号CFCP-1720762|233准予使用"},
    {"R7 at its hyphen if that does", SCRIPT_HANS, 0, 11, "其证书的编号是CFCP-1720762233准予",
     "其证书的编号是CFCP-|1720762233准予"},
    {"R7 an address is cut", SCRIPT_HANS, 0, 11,
     "网址https://www.example.org/news/20240717/index.html欢迎",
     "网址https://www.exa|mple.org/news/202407|17/index.html欢迎"},
    /* R10, R11: width decides */
    {"R10 two closing marks take 1.5 em", SCRIPT_HANS, 0, 6, "他说“好的”，我们走",
     "他说“好的”，|我们走"},
    {"R11 a stop at the end takes half an em", SCRIPT_HANS, 0, 5, "社区里好。大家都好。",
     "社区里好。|大家都好。"},
    {"R11 a centred one too", SCRIPT_HANT, 0, 5, "社區，好了。大家都好。",
     "社區，好了。|大家都好。"},
    {"R11 not in Taiwan", SCRIPT_HANT_TW, 0, 5, "社區里好，大家都好。", "社區里好，|大家都好。"},
    {"R12 an opening mark at the start", SCRIPT_HANS, 0, 6, "我们居委会的“老娘舅们，在”忙",
     "我们居委会的|“老娘舅们，|在”忙"},
    {"R13 a comma gives half an em", SCRIPT_HANS, 0, 6, "好，我、他们。大家看",
     "好，我、他们。|大家看"},
    {"R13 not in Taiwan", SCRIPT_HANT_TW, 0, 6, "好，我、他們。大家看", "好，我、他|們。大家看"},
    /* R18 */
    {"R18 no single character in the last line", SCRIPT_HANS, 0, 6, "我们的社区，很大啊。",
     "我们的社区，|很大啊。"},
    {"R18 nor one with marks", SCRIPT_HANS, 0, 6, "他说我们的社区好啊。”）",
     "他说我们的社|区好啊。”）"},
    {"R18 a long word is cut rather than torn", SCRIPT_HANS, 0, 6, "我们WeChat的", "我们WeC|hat的"},
    {"spaces vanish at a break", SCRIPT_HANS, 0, 4, "企业困难 他们帮忙", "企业困难|他们帮忙"},
    {"a word space stays inside", SCRIPT_HANS, 0, 8, "我用 Lua 写", "我用 Lua 写"},
    /* Traditional faces */
    {"hant: R2 corner bracket", SCRIPT_HANT, 0, 6, "我們居委會「老娘舅」很忙啊",
     "我們居委會|「老娘舅」很|忙啊"},
    {"hant: R1", SCRIPT_HANT, 0, 6, "社區的老人們。大家", "社區的老人|們。大家"},
    {"hant-tw: R1", SCRIPT_HANT_TW, 0, 6, "社區的老人們。大家都來", "社區的老人|們。大家都來"},
    {"hant-tw: R2", SCRIPT_HANT_TW, 0, 6, "我們居委會「老娘舅」很忙啊",
     "我們居委會|「老娘舅」很|忙啊"},
    {"hant-hk: R1", SCRIPT_HANT_HK, 0, 6, "社區的老人們。大家都來", "社區的老人|們。大家都來"},
    {"hant-hk: R5", SCRIPT_HANT_HK, 0, 6, "我們的社區——大家的家", "我們的社區|——大家的家"},
};

static void
lines_are_broken_by_the_rules(void **state)
{
	struct world *w = *state;
	int bad = 0;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct para_style style = {.align = SET_JUSTIFIED};
		struct fonts *f = w->fonts[cases[i].edition];
		struct lines l;
		str got;

		fonts_set_kinsoku(f, cases[i].level, false);
		l = set(w, cases[i].edition, cases[i].text, cases[i].em, style);
		fonts_set_kinsoku(f, KINSOKU_USUAL, false);
		got = lines_text(&w->mem, &l);

		for (int k = 0; k < l.n; k++)
			assert_exact(w, cases[i].edition, &l.line[k]);
		if (str_eq(got, str_from(cases[i].lines)))
			continue;
		print_error("%s: " STR_FMT " is not %s\n", cases[i].rule, STR_ARG(got),
			    cases[i].lines);
		bad++;
	}
	assert_int_equal(bad, 0);
}

/* Natural widths in 1/1000 em, set in one line. */
static const struct {
	const char *text;
	int width[SCRIPT__N]; /* hans, hant, hant-tw, hant-hk */
} widths[] = {
    {"社区", {2000, 2000, 2000, 2000}},
    /* R10, R11: one and a half, and the last mark half at the end */
    {"。”", {1000, 1250, 2000, 1250}},
    {"”，好", {2500, 2500, 3000, 2500}},
    {"：“好", {2500, 2500, 3000, 2500}},  /* centred: a quarter from each mark */
    {"！，好", {2500, 2500, 3000, 2750}}, /* Hong Kong leaves ！ alone */
    {"（“好", {2000, 2000, 3000, 2000}},  /* R12 */
    {"好好。", {2500, 2500, 3000, 2500}},
    /* R5 */
    {"好——好", {4000, 4000, 4000, 4000}},
    {"好……好", {4000, 4000, 4000, 4000}},
    {"好⸺好", {4000, 4000, 4000, 4000}},
    /* R6 */
    {"好？！好", {3000, 3000, 4000, 4000}},
    {"好！！！好", {4000, 4000, 5000, 5000}},
    {"好！！！", {2500, 2500, 4000, 4000}},
    {"好！！！！好", {4500, 4500, 6000, 6000}}, /* three and one */
    /* R8 */
    {"尤金·好", {3500, 3500, 4000, 4000}},
    {"3·15", {2086, 2086, 2086, 2086}},
    {"京–沪", {2500, 2500, 2500, 2500}},
    {"京-沪", {2500, 2500, 2500, 2500}},
    {"文/摄", {2500, 2500, 2500, 2500}},
    /* R15 */
    {"00年", {2364, 2364, 2364, 2364}},
    {"00 年", {2364, 2364, 2364, 2364}}, /* a space that was typed is the same */
    {"00，年", {3114, 3114, 3114, 3114}},
    {"00", {1114, 1114, 1114, 1114}},
};

/* R10, tight. */
static const struct {
	const char *text;
	int width[SCRIPT__N];
} tight_widths[] = {
    {"“好。”他", {3500, 3500, 5000, 3500}}, /* R12 */
    {"他：“好", {3000, 3000, 4000, 3000}},  {"他），好", {3000, 3000, 4000, 3000}},
    {"他（“好", {3000, 3000, 4000, 3000}},  {"他。”）“好", {4000, 4000, 6000, 4000}},
    {"他，好", {3000, 3000, 3000, 3000}}, /* no pair */
};

static void
two_marks_may_take_one_em(void **state)
{
	struct world *w = *state;
	struct para_style style = {.align = SET_LEFT};

	for (size_t i = 0; i < sizeof tight_widths / sizeof *tight_widths; i++)
		for (int k = 0; k < SCRIPT__N; k++) {
			struct lines l;

			fonts_set_kinsoku(w->fonts[k], KINSOKU_USUAL, true);
			l = set(w, (enum script)k, tight_widths[i].text, 40, style);
			fonts_set_kinsoku(w->fonts[k], KINSOKU_USUAL, false);
			assert_int_equal(l.line[0].width / 9, tight_widths[i].width[k]);
		}
}

static void
marks_are_squeezed_in_pairs_and_at_the_line_end(void **state)
{
	struct world *w = *state;
	struct para_style style = {.align = SET_LEFT};

	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
		for (int k = 0; k < SCRIPT__N; k++) {
			struct lines l = set(w, (enum script)k, widths[i].text, 40, style);
			int got = l.line[0].width / 9;

			if (got != widths[i].width[k])
				print_error("%s: %d\n", widths[i].text, got);
			assert_int_equal(got, widths[i].width[k]);
		}
}

static void
squeezes_are_margins_and_spacings_of_pieces(void **state)
{
	struct world *w = *state;
	struct para_style style = {.align = SET_LEFT};
	struct lines l = set(w, SCRIPT_HANS, "说：“（好", 40, style);

	assert_int_equal(l.n, 1);
	assert_int_equal(l.line[0].n, 4);
	assert_str(l.line[0].piece[1].text, "：");
	assert_int_equal(l.line[0].piece[1].spacing, -4500);
	assert_str(l.line[0].piece[2].text, "“");
	assert_int_equal(l.line[0].piece[2].before, 0);
	assert_str(l.line[0].piece[3].text, "（好");
	assert_int_equal(l.line[0].piece[3].before, -4500);
	/* the dash: one bar, blank at both sides of it */
	l = set(w, SCRIPT_HANS, "好——好", 40, style);
	assert_int_equal(l.line[0].n, 3);
	assert_int_equal(l.line[0].piece[1].spacing, -900);
	assert_true(l.line[0].piece[1].before > 0 && l.line[0].piece[2].before > 0);
}

static void
a_line_is_justified_to_the_thousandth(void **state)
{
	struct world *w = *state;
	struct para_style style = {.align = SET_JUSTIFIED, .indent = 2000};
	struct lines l = set(w, SCRIPT_HANS, "我们在2023年夏天遇到了很多有意思的人", 10, style);

	assert_int_equal(l.line[0].x, 18000);
	assert_int_equal(l.line[0].x + l.line[0].width, 90000);
	assert_true(l.line[0].gap > 0);
	for (int i = 0; i < l.n; i++)
		assert_exact(w, SCRIPT_HANS, &l.line[i]);
}

/* The first line of TEXT, with what is added before and after in 1/1000 em. */
static str
spaced(struct world *w, enum script edition, const char *text, int em)
{
	struct lines l = set(w, edition, text, em, (struct para_style){.align = SET_JUSTIFIED});
	struct out o = {.mem = &w->mem};

	for (int i = 0; i < l.line[0].n; i++) {
		const struct piece *p = &l.line[0].piece[i];

		if (p->before)
			out_fmt(&o, "<%d>", p->before / 9);
		out_str(&o, p->text);
		if (p->spacing)
			out_fmt(&o, "{%d}", p->spacing / 9);
	}
	return out_text(&o);
}

/* R13 and R14: one class after the other, within a class equally. */
static const struct {
	const char *what;
	enum script edition;
	int em;
	const char *text, *line;
} spreads[] = {
    {"brackets give before commas", SCRIPT_HANS, 11, "他，在（报）上说：他好。大家都说好",
     "他，在<-250>（报）{-250}上说：他好。{-500}"},
    {"two brackets give equally", SCRIPT_HANS, 8, "我在《报》上看过。大家都说好",
     "我在<-250>《报》{-250}上看过。{-500}"},
    {"commas give before stops", SCRIPT_HANS, 9, "好。他们，都说他好。大家都说好",
     "好。他们，{-500}都说他好。{-500}"},
    {"the Han-Western gap gives before stops", SCRIPT_HANS, 9, "好。他用00年的好。大家都说",
     "好。他用{193}00<193>年的好。{-500}"},
    {"the dot in Hong Kong gives first", SCRIPT_HANT_HK, 7, "尤金·奧尼爾好。大家都說",
     "尤金<86>·{87}奧尼爾好<-250>。{-250}"},
    {"word spaces grow first", SCRIPT_HANS, 9, "用Big Book都好长长长长",
     "用{250}Big {207}Book<250>都好长"},
    {"then the Han-Western gap", SCRIPT_HANS, 8, "我们用Lua写成程序啊",
     "我们{104}用{437}L{-22}ua{437}写{104}成"},
    {"then all gaps", SCRIPT_HANS, 8, "我们的人都说好，“大家都说好”",
     "我们的人都说{71}好{72}，{-500}"},
    {"but not beside connectors", SCRIPT_HANS, 8, "上海—北京的人好“大家都说好”",
     "上{22}海—北京的人{22}好"},
    {"nor inside a dash", SCRIPT_HANS, 8, "上海——的人好“大家都说好”",
     "上海{200}<160>——{-100}<460>的人{200}好"},
};

static void
space_is_taken_and_added_in_order(void **state)
{
	struct world *w = *state;
	int bad = 0;

	for (size_t i = 0; i < sizeof spreads / sizeof *spreads; i++) {
		str got = spaced(w, spreads[i].edition, spreads[i].text, spreads[i].em);

		if (str_eq(got, str_from(spreads[i].line)))
			continue;
		print_error("%s: " STR_FMT " is not %s\n", spreads[i].what, STR_ARG(got),
			    spreads[i].line);
		bad++;
	}
	assert_int_equal(bad, 0);
}

/* Each letter takes the kerning after it as its spacing. */
static void
letters_are_kerned_by_spacing(void **state)
{
	struct world *w = *state;
	struct lines l = set(w, SCRIPT_HANS, "用AVA写", 40, (struct para_style){.align = SET_LEFT});
	int kern = font_kern(w->fonts[0], FACE_SONG, 'A', 'V');

	assert_int_equal(l.line[0].n, 5);
	assert_str(l.line[0].piece[1].text, "A");
	assert_int_equal(l.line[0].piece[1].spacing, 9 * kern);
	assert_str(l.line[0].piece[2].text, "V");
	assert_str(l.line[0].piece[3].text, "A");
	assert_int_equal(l.line[0].piece[3].spacing, 9 * 250); /* R15 */
	assert_exact(w, SCRIPT_HANS, &l.line[0]);
}

static void
heads_are_balanced_and_break_at_spaces(void **state)
{
	struct world *w = *state;
	struct para_style style = {.align = SET_CENTERED, .max_lines = 2};
	struct lines l = set(w, SCRIPT_HANS, "企业有困难 他们来帮忙", 8, style);

	assert_str(lines_text(&w->mem, &l), "企业有困难|他们来帮忙");
	assert_int_equal(l.line[0].x, 13500);
	l = set(w, SCRIPT_HANS, "桥开通了 老人们都走到对岸", 10, style);
	assert_str(lines_text(&w->mem, &l), "桥开通了|老人们都走到对岸");
	l = set(w, SCRIPT_HANS, "老人说：好，真好", 7, style);
	assert_int_equal(l.n, 1);
	style.rigid = true;
	l = set(w, SCRIPT_HANS, "桥开通了 老人们都走到对岸", 10, style);
	assert_str(lines_text(&w->mem, &l), "桥开通了|老人们都走到对岸");
	l = set(w, SCRIPT_HANS, "老人说：好，真好", 7, style);
	assert_str(lines_text(&w->mem, &l), "老人说：|好，真好");
	l = set(w, SCRIPT_HANS, "社区里的老人们都说今年真好啊", 12, style);
	assert_str(lines_text(&w->mem, &l), "社区里的老人们|都说今年真好啊");
}

static void
a_newline_span_is_a_forced_break(void **state)
{
	struct world *w = *state;
	const struct span span[] = {{.text = STR("上海")},
				    {.text = STR("\n")},
				    {.text = STR("社")},
				    {.text = STR("区报"), .face = FACE_HEI}};
	const struct para_style style = {.size = 9000, .align = SET_JUSTIFIED, .indent = 2000};
	struct lines l;

	line_break(&w->mem, w->fonts[0], span, 4, 90000, &style, &l);
	assert_str(lines_text(&w->mem, &l), "上海|社区报");
	assert_int_equal(l.line[0].x, 18000);
	assert_int_equal(l.line[1].x, 0);
	assert_int_equal(l.line[1].n, 2);
	assert_int_equal(l.line[1].piece[1].face, FACE_HEI);
}

/* R22, R26: from the first to the last of its characters; a frame has room of its own. */
static void
names_are_marked_by_one_stretch_each(void **state)
{
	struct world *w = *state;
	const struct span span[] = {{.text = STR("记者")},
				    {.text = STR("钟丽"), .style = SPAN_NAME},
				    {.text = STR("、")},
				    {.text = STR("郭"), .style = SPAN_NAME},
				    {.text = STR("爽"), .style = SPAN_NAME, .face = FACE_HEI},
				    {.text = STR("悼")},
				    {.text = STR("王五"), .style = SPAN_FRAME},
				    {.text = STR("君")}};
	const struct para_style style = {.size = 8000};
	struct lines l;

	line_break(&w->mem, w->fonts[0], span, 8, 20 * 8000, &style, &l);
	assert_int_equal(l.line[0].nmark, 3);
	assert_int_equal(l.line[0].mark[0].x, 16000);
	assert_int_equal(l.line[0].mark[0].width, 16000);
	assert_int_equal(l.line[0].mark[1].x, 40000);
	assert_int_equal(l.line[0].mark[1].width, 16000);
	assert_int_equal(l.line[0].mark[2].x, 64000 + 1000);
	assert_int_equal(l.line[0].mark[2].width, 18000);
	assert_int_equal(l.line[0].width, 11 * 8000 + 4 * 1000);
	/* a frame is not parted where it can be helped */
	line_break(&w->mem, w->fonts[0], span, 8, 9 * 8000, &style, &l);
	assert_str(lines_text(&w->mem, &l), "记者钟丽、郭爽悼|王五君");
}

/* R22: under the middle of each, none under a mark. */
static void
emphasis_has_a_dot_under_each_character(void **state)
{
	struct world *w = *state;
	const struct span span[] = {{.text = STR("他说")},
				    {.text = STR("桥，真好"), .style = SPAN_DOTS},
				    {.text = STR("。")}};
	const struct para_style style = {.size = 8000};
	struct lines l;

	line_break(&w->mem, w->fonts[0], span, 3, 20 * 8000, &style, &l);
	assert_int_equal(l.line[0].nmark, 3);
	for (int i = 0; i < 3; i++) {
		const struct line_mark *m = &l.line[0].mark[i];

		assert_int_equal(m->style, SPAN_DOTS);
		assert_int_equal(m->x + m->width / 2, (i ? 3 + i : 2) * 8000 + 4000);
	}
}

static void
nothing_comes_of_nothing(void **state)
{
	struct world *w = *state;
	struct lines l = set(w, SCRIPT_HANS, "", 10, (struct para_style){0});

	assert_int_equal(l.n, 0);
	l = set(w, SCRIPT_HANS, "  　 ", 10, (struct para_style){0});
	assert_int_equal(l.n, 0);
	/* a measure that holds no character, and marks without end */
	l = set(w, SCRIPT_HANS, "上海", 0, (struct para_style){0});
	assert_int_equal(l.n, 2);
	l = set(w, SCRIPT_HANS, "。。。。。。。。。。。。", 3, (struct para_style){0});
	assert_true(l.n > 1);
}

/* Each line is as bad as can be: their costs have no end that a number has. */
static void
many_lines_that_cannot_be_are_lines(void **state)
{
	enum { LINES = 100 * 1000 };
	struct world *w = *state;
	struct out o = {.mem = &w->mem};
	struct span span = {0};
	const struct para_style style = {.size = 9000};

	for (int i = 0; i < LINES; i++)
		out_z(&o, "里");
	span.text = out_text(&o);
	assert_int_equal(line_count(w->fonts[SCRIPT_HANS], &span, 1, 4500, &style), LINES);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(lines_are_broken_by_the_rules),
	    cmocka_unit_test(two_marks_may_take_one_em),
	    cmocka_unit_test(marks_are_squeezed_in_pairs_and_at_the_line_end),
	    cmocka_unit_test(squeezes_are_margins_and_spacings_of_pieces),
	    cmocka_unit_test(a_line_is_justified_to_the_thousandth),
	    cmocka_unit_test(space_is_taken_and_added_in_order),
	    cmocka_unit_test(letters_are_kerned_by_spacing),
	    cmocka_unit_test(heads_are_balanced_and_break_at_spaces),
	    cmocka_unit_test(a_newline_span_is_a_forced_break),
	    cmocka_unit_test(names_are_marked_by_one_stretch_each),
	    cmocka_unit_test(emphasis_has_a_dot_under_each_character),
	    cmocka_unit_test(nothing_comes_of_nothing),
	    cmocka_unit_test(many_lines_that_cannot_be_are_lines),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
