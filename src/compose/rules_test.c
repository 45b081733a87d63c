/*
 * rules_test.c - random paragraphs, broken into lines at random measures, in all editions and at
 * all levels, and held against the rules as this file has them: none of the composer's tables is
 * used. LINES in the environment: how many lines, instead of 100,000.
 */
#include "base/out.h"
#include "base/test.h"
#include "base/utf8.h"
#include "compose/module.h"

enum {
	SIZE = 9000,
	INDENT = 2000,
	LINES = 100000,
	SHOWN = 5,
	COLUMNS = 3,
	LEVELS = KINSOKU_STRICT,
	WIDE_WORD = 490, /* of 1000: half of a line, less what kerning may add */
	SURELY_WIDE = 510,
	EDGE = 3,
	LOOSE_FROM = 11, /* em */
	LOOSE_TO = 13
};

struct world {
	struct arena mem, keep;
	struct diag diag;
	struct fonts *fonts[SCRIPT__N][LEVELS];
	uint32_t seed;
	int violations;
	int chains; /* breaks that some rule forbids, since there is no other */
};

static int
open_world(void **state)
{
	struct world *w = test_calloc(1, sizeof *w);

	diag_init(&w->diag, &w->keep);
	for (int i = 0; i < SCRIPT__N * LEVELS; i++) {
		struct fonts *f = fonts_open(&w->diag, STR(LILONG_FONTS),
					     (enum script)(i / LEVELS));

		if (!f)
			return -1;
		fonts_set_kinsoku(f, (enum kinsoku_level)(i % LEVELS + KINSOKU_NONE), false);
		w->fonts[i / LEVELS][i % LEVELS] = f;
	}
	*state = w;
	return 0;
}

static int
close_world(void **state)
{
	struct world *w = *state;

	for (int i = 0; i < SCRIPT__N * LEVELS; i++)
		fonts_close(w->fonts[i / LEVELS][i % LEVELS]);
	arena_free(&w->mem);
	arena_free(&w->keep);
	test_free(w);
	return 0;
}

/* -- the rules, as text ------------------------------------------------------------- */

static const char no_start[] =
    "。．，、：；！？‼⁇⁈⁉”’」』）》〉】〗〕］｝–～~·・‧％%‰℃°′″!),.:;?]}";
static const char no_start_slash[] = "/／";
static const char no_end[] = "“‘「『（《〈【〖〔［｛￥¥$￡£№([{";
static const char marks[] = "。．，、：；！？”’」』）》〉】〗〕］｝“‘「『（《〈【〖〔［｛";
static const char half_right[] = "。．，、：；！？”’」』）》〉】〗〕］｝";
static const char centred[] = "。．，、：；！？";

static bool
has(const char *set, uint32_t cp)
{
	str s = str_from(set);

	for (ptrdiff_t at = 0; at < s.n;)
		if (utf8_next(s, &at) == cp)
			return true;
	return false;
}

static bool
is_letter(uint32_t cp)
{
	return ('A' <= cp && cp <= 'Z') || ('a' <= cp && cp <= 'z');
}

static bool
is_digit(uint32_t cp)
{
	return '0' <= cp && cp <= '9';
}

static bool
is_western(uint32_t cp)
{
	return 0x20 < cp && cp < 0x7F;
}

/* -- random text ----------------------------------------------------------------------- */

static uint32_t
lcg(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static const char *const han[] = {"社", "区", "人", "的", "在", "老", "小", "大", "街",
				  "道", "家", "里", "弄", "花", "树", "学", "生", "很"};
static const char *const mark[] = {"，", "。", "、", "；", "：", "！", "？",   "“",  "”",
				   "‘",	 "’",  "《", "》", "（", "）", "——",   "……", "·",
				   "～", "—",  "「", "」", "『", "』", "？！", "【", "】",
				   "％", "℃",  "￥", "№",  "–",	 "-"};
static const char *const wide_mark[] = {"…………", "————", "！！！", "！！！！", "／"};
static const char *const western[] = {
    "2024",   "5",    "19.9",	      "Lua", "APP",  "85%",	  "COVID-19",
    "WeChat", "3·15", "021-65431234", "A/B", "it’s", "1,000,000", "（1）",
    " ",      " ",    "Shanghai",     "$5",  "e.g.", "100℃",
};
static const char *const code[] = {
    "CFCP-1720762233",
    "https://www.example.org/news/2024/0717/index_1.html?page=2&lang=zh",
    "editor@community-paper.example.org",
    "91310000MA1FL4XU7A",
    "GB/T15834-2011",
    "internationalisation",
};

#define PICK(list) list[lcg(seed) % (sizeof list / sizeof *list)]

static const char *
random_word(uint32_t *seed)
{
	uint32_t r = lcg(seed) % 100;

	if (r < 70)
		return PICK(han);
	if (r < 71)
		return PICK(wide_mark);
	if (r < 88)
		return PICK(mark);
	return r < 98 ? PICK(western) : PICK(code);
}

/* Begins with what may begin a line. */
static str
random_text(struct arena *a, uint32_t *seed)
{
	struct out o = {.mem = a};
	int n = 1 + (int)(lcg(seed) % 120);

	out_z(&o, PICK(han));
	for (int i = 0; i < n; i++)
		out_z(&o, random_word(seed));
	return out_text(&o);
}

/* -- one paragraph --------------------------------------------------------------------- */

struct trial {
	struct world *w;
	struct fonts *fonts;
	enum script edition;
	enum kinsoku_level level;
	int em;
	str text;
	struct lines lines;
};

static str
line_text(struct arena *a, const struct line *l)
{
	struct out o = {.mem = a};

	for (int i = 0; i < l->n; i++)
		out_str(&o, l->piece[i].text);
	return out_text(&o);
}

static void
violation(struct trial *t, const char *rule, int line)
{
	if (t->w->violations++ >= SHOWN)
		return;
	print_error("%s: edition %d, level %d, %d em, line %d:", rule, (int)t->edition,
		    (int)t->level, t->em, line + 1);
	for (int i = 0; i < t->lines.n; i++)
		print_error(" " STR_FMT " |", STR_ARG(line_text(&t->w->mem, &t->lines.line[i])));
	print_error("\n");
}

static uint32_t
before(str s, ptrdiff_t at)
{
	return at > 0 ? utf8_prev(s, &at) : 0;
}

static uint32_t
after(str s, ptrdiff_t at)
{
	return at < s.n ? utf8_next(s, &at) : 0;
}

/* How many times the character before AT stands there in a row. */
static int
run_before(str s, ptrdiff_t at)
{
	uint32_t cp = before(s, at);
	int n = 0;

	while (at > 0 && utf8_prev(s, &at) == cp)
		n++;
	return n;
}

/* The rule against a line that begins at AT; NULL: none. */
static const char *
start_fault(const struct trial *t, ptrdiff_t at)
{
	uint32_t y = after(t->text, at);

	if (t->level == KINSOKU_NONE)
		return NULL;
	if (has(no_start, y) || has(no_start_slash, y))
		return "R1";
	/* A lone dash connects; two are a sign of their own. */
	if (y == 0x2014 && after(t->text, at + 3) != 0x2014)
		return "R1 —";
	/* A hyphen that stands alone connects too. */
	if (y == '-' && !is_western(before(t->text, at)) && !is_western(after(t->text, at + 1)))
		return "R1 -";
	if (t->level == KINSOKU_STRICT && (y == 0x2014 || y == 0x2026))
		return "R3 strict";
	return NULL;
}

static const char *
end_fault(const struct trial *t, ptrdiff_t at)
{
	uint32_t x = before(t->text, at);

	if (t->level == KINSOKU_NONE)
		return NULL;
	if (has(no_end, x))
		return "R2";
	if (t->level >= KINSOKU_GB && has(no_start_slash, x))
		return "R3 /";
	return NULL;
}

static bool
joins_word(str s, ptrdiff_t at)
{
	uint32_t cp = after(s, at);

	return is_western(cp) || ((cp == 0xB7 || cp == 0x2019) && is_western(before(s, at)) &&
				  is_western(after(s, at + (cp == 0xB7 ? 2 : 3))));
}

/*
 * R7: a word is parted only if it is a code, or takes more than half of the line. SURE: if that is
 * beyond doubt, and not so near to its ends that two letters would stand alone.
 */
static bool
may_part(const struct trial *t, ptrdiff_t at, bool sure)
{
	ptrdiff_t from = at, to = at;
	int width = 0, n = 0;
	bool letter = false, other = false;

	while (from > 0) {
		ptrdiff_t back = from;

		utf8_prev(t->text, &back);
		if (!is_western(after(t->text, back)))
			break;
		from = back;
	}
	for (ptrdiff_t i = from; i < t->text.n && is_western(after(t->text, i)); n++) {
		uint32_t cp = utf8_next(t->text, &i);

		width += font_advance(t->fonts, FACE_SONG, cp);
		letter |= is_letter(cp);
		other |= is_digit(cp) || has("/@_", cp);
		to = i;
	}
	if (sure && (at - from < EDGE || to - at < EDGE))
		return false;
	return (n >= 10 && letter && other) || to - from > 60 ||
	       width > t->em * (sure ? SURELY_WIDE : WIDE_WORD);
}

/* A break with nothing between the lines. */
static const char *
parting_fault(const struct trial *t, ptrdiff_t at, bool sure)
{
	uint32_t x = before(t->text, at), y = after(t->text, at);

	if ((x == 0x2014 || x == 0x2026) && x == y && run_before(t->text, at) % 2 != 0)
		return "R5";
	if (is_western(x) && joins_word(t->text, at) && !may_part(t, at, sure))
		return "R7";
	if (has("·’", x) && is_western(y) && is_western(before(t->text, at - (x == 0xB7 ? 2 : 3))))
		return "R7 ·";
	return NULL;
}

/* The rule against a break between END and AT, between which are spaces alone. */
static const char *
fault(const struct trial *t, ptrdiff_t end, ptrdiff_t at, bool sure)
{
	const char *rule = end_fault(t, end);

	if (!rule)
		rule = start_fault(t, at);
	return !rule && end == at ? parting_fault(t, at, sure) : rule;
}

/* Where a line may end, from AT on in steps of a character, forth or back; the end of the text. */
static ptrdiff_t
next_break(const struct trial *t, ptrdiff_t at, bool back)
{
	while (back ? at > 0 : at < t->text.n) {
		ptrdiff_t start;

		if (back)
			utf8_prev(t->text, &at);
		else
			utf8_next(t->text, &at);
		for (start = at; after(t->text, start) == ' ';)
			start++;
		if (before(t->text, at) != ' ' && !fault(t, at, start, true))
			break;
	}
	return at;
}

/* What CP takes at least between AT and END, if squeezed; a connector in a word is part of it. */
static int
least_of(const struct trial *t, uint32_t cp, ptrdiff_t at, ptrdiff_t end)
{
	int advance = font_advance(t->fonts, FACE_SONG, cp);
	bool x = is_western(before(t->text, at)), y = is_western(after(t->text, end));

	if (cp == 0x2014 && run_before(t->text, end) % 2 == 0)
		return 2000 - advance; /* R5: two em for both */
	if (cp == 0xB7)		       /* R8 */
		return t->edition == SCRIPT_HANT_TW && !(x && y) ? 1000 : 500;
	if (cp == 0x2013 || (has("-/", cp) && !x && !y))
		return 500;
	if (advance < 1000 || !has(marks, cp) || t->edition == SCRIPT_HANT_TW)
		return advance;
	return t->edition == SCRIPT_HANT_HK && has("！？", cp) ? 1000 : 500; /* R9 */
}

/* What the text between FROM and TO takes at least, however it is squeezed. */
static int
least_width(const struct trial *t, ptrdiff_t from, ptrdiff_t to)
{
	int all = 0;

	while (from < to) {
		ptrdiff_t at = from;
		uint32_t cp = utf8_next(t->text, &from);

		all += least_of(t, cp, at, from);
	}
	return all;
}

/* Whether the text from FROM to TO, which nothing allows to be broken, is longer than a line. */
static bool
is_chain(const struct trial *t, ptrdiff_t from, ptrdiff_t to)
{
	return least_width(t, from, to) > t->em * 1000 - (from == 0 ? INDENT : 0);
}

/* A break that some rule forbids, but around which there is none in a whole line's text. */
static void
check_break(struct trial *t, int line, ptrdiff_t end, ptrdiff_t at)
{
	const char *rule = fault(t, end, at, false);

	if (rule && !is_chain(t, next_break(t, end, true), next_break(t, at, false)))
		violation(t, rule, line);
	t->w->chains += rule != NULL;
}

/* R11: half an em; in Taiwan marks keep their em. */
static void
check_end_width(struct trial *t, int line)
{
	const struct line *l = &t->lines.line[line];
	const struct piece *p = &l->piece[l->n - 1];
	uint32_t x = before(p->text, p->text.n);
	bool quarter = t->edition != SCRIPT_HANS && has(centred, x);

	if (!has(half_right, x) || t->edition == SCRIPT_HANT_TW)
		return;
	if (t->edition == SCRIPT_HANT_HK && has("！？", x))
		return;
	/* ’ may be an apostrophe, and Latin as wide as that. */
	if (font_advance(t->fonts, p->face, x) != 1000)
		return;
	if (p->spacing > (quarter ? -SIZE / 4 : -SIZE / 2) ||
	    (quarter && p->before >= 0 && p->text.n > 3))
		violation(t, "R11", line);
}

/* R14: whether there is a place where space can be added. */
static bool
has_gap(str s)
{
	uint32_t x = 0;

	for (ptrdiff_t at = 0; at < s.n;) {
		uint32_t y = utf8_next(s, &at);

		if (x && !(is_western(x) && is_western(y)) && !(has("！？", x) && has("！？", y)) &&
		    !has("·–—…～/／-‧’", x) && !has("·–—…～/／-‧’", y))
			return true;
		x = y;
	}
	return false;
}

static void
check_width(struct trial *t, int line)
{
	const struct line *l = &t->lines.line[line];
	mpt right = l->x + l->width, all = 0;

	for (int i = 0; i < l->n; i++)
		all += l->piece[i].width;
	if (all != l->width || right > t->em * SIZE)
		violation(t, "too wide", line);
	if (line + 1 < t->lines.n && right < t->em * SIZE && has_gap(line_text(&t->w->mem, l)))
		violation(t, "too narrow", line);
}

/* R18: characters of S besides marks. */
static int
count_characters(str s)
{
	int n = 0;

	for (ptrdiff_t at = 0; at < s.n;) {
		uint32_t cp = utf8_next(s, &at);

		n += !has(marks, cp) && cp != ' ';
	}
	return n;
}

/* More than one in the last line, unless the shortest text at the end that has two is too long. */
static void
check_last(struct trial *t)
{
	str last = line_text(&t->w->mem, &t->lines.line[t->lines.n - 1]);
	ptrdiff_t end = t->text.n, at;

	while (before(t->text, end) == ' ')
		end--;
	if (t->lines.n == 1 || count_characters(last) > 1)
		return;
	for (at = end - last.n; at > 0 && count_characters(str_sub(t->text, at, end)) < 2;)
		at = next_break(t, at, true);
	if (!is_chain(t, at, end))
		violation(t, "R18", t->lines.n - 1);
}

/* Every character is in a line, in order, but for spaces at breaks. */
static void
check_lines(struct trial *t)
{
	ptrdiff_t at = 0;

	for (int i = 0; i < t->lines.n; i++) {
		str s = line_text(&t->w->mem, &t->lines.line[i]);
		ptrdiff_t end = at;

		while (at < t->text.n && t->text.p[at] == ' ')
			at++;
		if (i)
			check_break(t, i, end, at);
		if (!str_eq(str_sub(t->text, at, at + s.n), s)) {
			violation(t, "text", i);
			return;
		}
		at += s.n;
		check_width(t, i);
		check_end_width(t, i);
	}
	check_last(t);
}

/* -- columns --------------------------------------------------------------------------- */

/* R19: no column opens with the last line of a paragraph. */
static void
check_columns(struct world *w, struct galley *g)
{
	struct setting s = {
	    .galley = g, .columns = {.n = COLUMNS, .pitch = 12750}, .grid_pitch = 12750};

	flow_level(&s, g->n);
	assert_int_equal(s.placed, g->n);
	for (int i = 1; i < COLUMNS; i++) {
		const struct slot *first = &g->slot[s.from[i]];

		if (s.from[i] >= g->n || first[-1].group != first->group)
			continue;
		if (s.from[i] + 1 == g->n || first[1].group != first->group) {
			print_error("R19: slot %d of %d\n", s.from[i], g->n);
			w->violations++;
		}
	}
}

static void
add_slots(struct galley *g, const struct lines *l)
{
	for (int i = 0; i < l->n; i++)
		g->slot[g->n++] = (struct slot){
		    .line = &l->line[i], .nline = 1, .role = ROLE_PARA, .group = g->measure};
	g->measure++;
}

/* -- tests ----------------------------------------------------------------------------- */

static int
lines_wanted(void)
{
	const char *s = getenv("RULES_LINES");
	int n = s ? atoi(s) : 0;

	return n > 0 ? n : LINES;
}

/* Twelve paragraphs of one edition, level and measure; how many lines they make. */
static int
try_galley(struct world *w, int round)
{
	enum { PARAGRAPHS = 12, SLOTS = 4000 };
	const struct para_style style = {.size = SIZE, .indent = INDENT};
	struct trial t = {.w = w,
			  .edition = (enum script)(round % SCRIPT__N),
			  .level = (enum kinsoku_level)(round / SCRIPT__N % 4 + KINSOKU_NONE),
			  .em = 7 + (int)(lcg(&w->seed) % 34)};
	struct galley g = {.slot = NEW(&w->mem, struct slot, SLOTS)};

	t.fonts = w->fonts[t.edition][t.level - KINSOKU_NONE];
	for (int i = 0; i < PARAGRAPHS; i++) {
		struct span span = {.text = random_text(&w->mem, &w->seed)};

		t.text = span.text;
		line_break(&w->mem, t.fonts, &span, 1, t.em * SIZE, &style, &t.lines);
		assert_int_equal(line_count(t.fonts, &span, 1, t.em * SIZE, &style), t.lines.n);
		check_lines(&t);
		add_slots(&g, &t.lines);
	}
	check_columns(w, &g);
	return g.n;
}

static void
random_lines_keep_the_rules(void **state)
{
	struct world *w = *state;
	int lines = 0;

	w->seed = 20240717;
	for (int round = 0; lines < lines_wanted(); round++) {
		struct arena_mark m = arena_mark(&w->mem);

		lines += try_galley(w, round);
		arena_rewind(&w->mem, m);
	}
	print_message("# %d of %d lines end where nothing else is left\n", w->chains, lines);
	assert_int_equal(w->violations, 0);
}

/* -- newspaper text -------------------------------------------------------------------- */

static void
count_loose(struct world *w, const struct node *body, int measure, int count[2])
{
	struct arena_mark m = arena_mark(&w->mem);
	struct galley g;

	galley_make(&w->mem, w->fonts[SCRIPT_HANS][KINSOKU_GB - KINSOKU_NONE], body, measure, SIZE,
		    &g);
	for (int i = 0; i < g.n; i++)
		for (int k = 0; k < g.slot[i].nline; k++) {
			count[0]++;
			count[1] += g.slot[i].line[k].gap > SIZE / 10;
		}
	arena_rewind(&w->mem, m);
}

/*
 * At 11 to 13 characters at most one line in forty has more than a tenth of an em a gap. At 11 it
 * is one in 37: no way to break these lines leaves fewer than one in 39 (docs/composition.md).
 */
static void
newspaper_text_is_even(void **state)
{
	struct world *w = *state;
	const char *folder = getenv("MATERIAL");
	struct root root;
	struct paper paper;
	struct strs folders = {0};
	int count[LOOSE_TO + 1][2] = {0}, all[2] = {0};

	if (!folder || !root_open(&root, &w->diag, folder))
		skip();
	assert_true(paper_read(&w->keep, &w->diag, &root, &paper));
	assert_true(issue_list(&w->keep, &w->diag, &root, &folders));
	for (int i = 0; i < (int)folders.n; i++) {
		const struct issue *issue = issue_read(&w->keep, &w->diag, &root, &paper,
						       folders.v[i]);

		for (int k = 0; issue && k < issue->narticle; k++)
			for (int measure = LOOSE_FROM; measure <= LOOSE_TO; measure++)
				count_loose(w, issue->article[k]->body, measure, count[measure]);
	}
	root_close(&root);
	for (int measure = LOOSE_FROM; measure <= LOOSE_TO; measure++) {
		const int *n = count[measure];

		print_message("# %d: %d of %d lines are loose\n", measure, n[1], n[0]);
		assert_true(n[1] * 37 <= n[0]);
		all[0] += n[0];
		all[1] += n[1];
	}
	assert_true(all[0] > 1000);
	assert_true(all[1] * 40 <= all[0]);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(newspaper_text_is_even),
	    cmocka_unit_test(random_lines_keep_the_rules),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
