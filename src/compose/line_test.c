#include "compose/line.c"

#include "base/out.h"
#include "base/test.h"

struct world {
	struct arena mem;
	struct diag diag;
	struct fonts *fonts[SCRIPT__N];
};

static int
open_world(void **state)
{
	struct world *w = test_calloc(1, sizeof *w);

	diag_init(&w->diag, &w->mem);
	for (int i = 0; i < SCRIPT__N; i++)
		w->fonts[i] = fonts_open(&w->diag, STR(LILONG_FONTS), (enum script)i);
	*state = w;
	return w->fonts[0] ? 0 : -1;
}

static int
close_world(void **state)
{
	struct world *w = *state;

	for (int i = 0; i < SCRIPT__N; i++)
		fonts_close(w->fonts[i]);
	arena_free(&w->mem);
	test_free(w);
	return 0;
}

static str
line_text(struct arena *a, const struct line *l)
{
	struct out o = {.mem = a};

	for (int i = 0; i < l->n; i++)
		out_str(&o, l->piece[i].text);
	return out_text(&o);
}

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

static struct lines
set(struct world *w, enum script edition, const char *text, int em, struct para_style style)
{
	const struct span span = {str_from(text), FACE_SONG};
	struct lines l;

	style.size = 9000;
	line_break(&w->mem, w->fonts[edition], &span, 1, em * 9000, &style, &l);
	return l;
}

/* What a reader of pieces adds up must be what is said. */
static void
assert_exact(struct world *w, enum script edition, const struct line *l)
{
	mpt all = 0;

	for (int i = 0; i < l->n; i++) {
		const struct piece *p = &l->piece[i];
		mpt width = p->before;

		for (ptrdiff_t at = 0; at < p->text.n;) {
			uint32_t cp = utf8_next(p->text, &at);

			width += font_advance(w->fonts[edition], p->face, cp) * l->size / 1000;
			width += p->spacing;
		}
		assert_int_equal(width, p->width);
		all += width;
	}
	assert_int_equal(all, l->width);
}

static const struct {
	const char *rule;
	enum script edition;
	int em;
	const char *text, *lines;
} cases[] = {
    /* R1: the mark is squeezed into the line (R4), or takes a character with it. */
    {"R1 a stop is drawn into the line", SCRIPT_HANS, 6, "社区的老人们。大家",
     "社区的老人|们。大家"},
    {"R1 half a mark at the line end", SCRIPT_HANS, 6, "今天，社区里。大家都来了看",
     "今天，社区里。|大家都来了看"},
    {"R1 %", SCRIPT_HANS, 6, "我们完成了９％的任务", "我们完成了|９％的任务"},
    {"R1 closing quote", SCRIPT_HANS, 6, "他说好的吗吗”大家都笑", "他说好的吗|吗”大家都笑"},
    {"R1 the dot of a name", SCRIPT_HANS, 4, "我是尤金·奥尼尔的读者", "我是尤|金·奥尼|尔的读者"},
    /* R2 */
    {"R2 opening quote", SCRIPT_HANS, 6, "我们居委会“老娘舅”很忙", "我们居委会|“老娘舅”很忙"},
    {"R2 currency", SCRIPT_HANS, 5, "每人交了￥８０元钱", "每人交了|￥８０元钱"},
    /* R5 */
    {"R5 dash is not parted", SCRIPT_HANS, 6, "我们的社区——大家的家", "我们的社区|——大家的家"},
    {"R5 six dots are not parted", SCRIPT_HANS, 6, "我们的社区……大家的家", "我们的社区|……大家的家"},
    {"R5 eight dots part between pairs", SCRIPT_HANS, 5, "我们的…………家", "我们的……|……家"},
    /* R7 */
    {"R7 a year", SCRIPT_HANS, 5, "自从去年2023年夏天", "自从去年|2023年夏|天"},
    {"R7 a break after the year's digits", SCRIPT_HANS, 5, "我们2023年夏天见", "我们2023|年夏天见"},
    {"R7 a word", SCRIPT_HANS, 6, "我们用的是WeChat群", "我们用的是|WeChat群"},
    {"R7 3·15 is one number", SCRIPT_HANS, 5, "今年的三3·15放心消费", "今年的三|3·15放心|消费"},
    {"R7 a word wider than the measure is cut", SCRIPT_HANS, 4, "abcdefghijklmnop号",
     "abcdefg|hijklmn|op号"},
    {"R7 a long code is cut at its hyphen", SCRIPT_HANS, 7, "编号CFCP-172076号好",
     "编号CFCP-|172076号好"},
    /* R10, R11: width decides */
    {"R10 two closing marks take 1.5 em", SCRIPT_HANS, 6, "他说“好的”，我们走",
     "他说“好的”，|我们走"},
    {"R11 a stop at the end takes half an em", SCRIPT_HANS, 5, "社区里好。大家都好。",
     "社区里好。|大家都好。"},
    {"R13 a comma gives half an em", SCRIPT_HANS, 6, "好的，我们今来。大家看啊",
     "好的，我们今|来。大家看啊"},
    {"R18 no single character in the last line", SCRIPT_HANS, 6, "我们的社区，很大啊。",
     "我们的社区，|很大啊。"},
    {"spaces vanish at a break", SCRIPT_HANS, 4, "企业困难 他们帮忙", "企业困难|他们帮忙"},
    {"a word space stays inside", SCRIPT_HANS, 8, "我用 Lua 写", "我用 Lua 写"},
    /* Traditional faces: centred marks give a quarter of an em at the line end */
    {"hant: R2 corner bracket", SCRIPT_HANT, 6, "我們居委會「老娘舅」很忙啊",
     "我們居委會|「老娘舅」很|忙啊"},
    {"hant: R1", SCRIPT_HANT, 6, "社區的老人們。大家", "社區的老人|們。大家"},
    {"hant-hk: R5", SCRIPT_HANT_HK, 6, "我們的社區——大家的家", "我們的社區|——大家的家"},
};

static void
lines_are_broken_by_the_rules(void **state)
{
	struct world *w = *state;
	int bad = 0;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct para_style style = {.align = SET_JUSTIFIED};
		struct lines l = set(w, cases[i].edition, cases[i].text, cases[i].em, style);
		str got = lines_text(&w->mem, &l);

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
	int hans, hant, hk;
} widths[] = {
    {"社区", 2000, 2000, 2000},	   {"。”", 1000, 1250, 1250},	/* 1.5 em, the last mark half at the
								   line end */
    {"”，好", 2500, 2500, 2500},   {"：“好", 2500, 2500, 2500}, /* centred: a quarter from each mark
								 */
    {"！，好", 2500, 2750, 2750}, /* ！ gives nothing where it is centred */
    {"（“好", 2500, 2500, 2500},   {"好——好", 4000, 4000, 4000}, {"好……好", 4000, 4000, 4000},
    {"尤金·好", 3500, 3500, 4000}, {"00年", 2114, 2114, 2114},
};

static void
marks_are_squeezed_in_pairs_and_at_the_line_end(void **state)
{
	struct world *w = *state;
	struct para_style style = {.align = SET_LEFT};

	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
		struct lines a = set(w, SCRIPT_HANS, widths[i].text, 40, style);
		struct lines b = set(w, SCRIPT_HANT, widths[i].text, 40, style);
		struct lines c = set(w, SCRIPT_HANT_HK, widths[i].text, 40, style);

		assert_int_equal(a.line[0].width, 9 * widths[i].hans);
		assert_int_equal(b.line[0].width, 9 * widths[i].hant);
		assert_int_equal(c.line[0].width, 9 * widths[i].hk);
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
	const struct span span[] = {{STR("上海"), FACE_SONG},
				    {STR("\n"), FACE_SONG},
				    {STR("社"), FACE_SONG},
				    {STR("区报"), FACE_HEI}};
	const struct para_style style = {.size = 9000, .align = SET_JUSTIFIED, .indent = 2000};
	struct lines l;

	line_break(&w->mem, w->fonts[0], span, 4, 90000, &style, &l);
	assert_str(lines_text(&w->mem, &l), "上海|社区报");
	assert_int_equal(l.line[0].x, 18000);
	assert_int_equal(l.line[1].x, 0);
	assert_int_equal(l.line[1].n, 2);
	assert_int_equal(l.line[1].piece[1].face, FACE_HEI);
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

/* --- Random text ----------------------------------------------------------- */

static uint32_t
lcg(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static const char *const words[] = {
    "社", "区", "人",	"的", "在",   "老",  "小",  "大",  "街", "道", "家", "里", "弄", "花", "树",
    "学", "生", "，",	"。", "、",   "；",  "：",  "！",  "？", "“",  "”",  "《", "》", "（", "）",
    "——", "……", "2024", "5",  "19.9", "Lua", "APP", "85%", "·",	 "——", " ",  "「", "」", "很",
};

static str
random_text(struct arena *a, uint32_t *seed, int n)
{
	struct out o = {.mem = a};

	for (int i = 0; i < n; i++) {
		uint32_t r = lcg(seed);
		size_t from = r % 3 ? 17 : sizeof words / sizeof *words; /* two thirds Han */

		out_z(&o, words[lcg(seed) % from]);
	}
	return out_text(&o);
}

static uint32_t
first_of(str s)
{
	ptrdiff_t at = 0;

	return s.n ? utf8_next(s, &at) : 0;
}

static uint32_t
last_of(str s)
{
	ptrdiff_t at = s.n;

	return s.n ? utf8_prev(s, &at) : 0;
}

static str
without_spaces(struct arena *a, str s)
{
	struct out o = {.mem = a};

	for (ptrdiff_t i = 0; i < s.n; i++)
		if (s.p[i] != ' ')
			out_char(&o, s.p[i]);
	return out_text(&o);
}

/* A break that R1, R2, R5 or R7 forbid; a run of marks that no line can hold may be parted. */
static void
assert_legal(enum script edition, str before, str after, str between)
{
	uint32_t x = last_of(before), y = first_of(after);
	struct kinsoku kx = kinsoku(x, edition), ky = kinsoku(y, edition);
	bool dash = x == 0x2014 || x == 0x2026;

	assert_false(ky.flags & KIN_NO_START && y != 0x2014);
	assert_false(kx.flags & KIN_NO_END);
	if (between.n)
		return;
	assert_false(kx.flags & KIN_WORD && ky.flags & KIN_WORD);
	if (dash && x == y) { /* between pairs only */
		ptrdiff_t at = before.n;
		int n = 0;

		while (at > 0 && utf8_prev(before, &at) == x)
			n++;
		assert_int_equal(n % 2, 0);
	}
}

static void
check_random(struct world *w, enum script edition, str text, int em)
{
	struct para_style style = {.align = SET_JUSTIFIED, .indent = 2000};
	struct lines l = set(w, edition, text.p, em, style);
	struct out all = {.mem = &w->mem};
	ptrdiff_t at = 0;

	for (int i = 0; i < l.n; i++) {
		str t = line_text(&w->mem, &l.line[i]);
		ptrdiff_t begin = str_find(str_from_at(text, at), t);
		mpt right = l.line[i].x + l.line[i].width;

		assert_true(begin >= 0);
		if (i)
			assert_legal(edition, str_sub(text, 0, at), t,
				     str_sub(text, at, at + begin));
		at += begin + t.n;
		assert_exact(w, edition, &l.line[i]);
		if (i + 1 < l.n)
			assert_int_equal(right, em * 9000);
		else
			assert_true(right <= em * 9000);
		out_str(&all, t);
	}
	assert_true(str_eq(without_spaces(&w->mem, out_text(&all)), without_spaces(&w->mem, text)));
}

static void
random_text_keeps_every_rule(void **state)
{
	struct world *w = *state;
	uint32_t seed = 20240717;

	for (int i = 0; i < 400; i++) {
		str text = random_text(&w->mem, &seed, 60);
		/* begin with a character that may stand there, and no run longer than a line */
		text = str_fmt(&w->mem, "里" STR_FMT, STR_ARG(text));
		check_random(w, (enum script)(i % SCRIPT__N), text, 11 + i % 3 * 6);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(lines_are_broken_by_the_rules),
	    cmocka_unit_test(marks_are_squeezed_in_pairs_and_at_the_line_end),
	    cmocka_unit_test(squeezes_are_margins_and_spacings_of_pieces),
	    cmocka_unit_test(a_line_is_justified_to_the_thousandth),
	    cmocka_unit_test(heads_are_balanced_and_break_at_spaces),
	    cmocka_unit_test(a_newline_span_is_a_forced_break),
	    cmocka_unit_test(nothing_comes_of_nothing),
	    cmocka_unit_test(random_text_keeps_every_rule),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
