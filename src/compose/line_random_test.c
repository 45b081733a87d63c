/* Lines of random text: the rules hold, and the breaks are the best there are. */
#include "compose/line.c"

#include "compose/line_world.h"

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
assert_legal(struct arena *a, enum script edition, str before, str after, str between)
{
	uint32_t x = last_of(before), y = first_of(after);
	const struct kinsoku_table *t = kinsoku_table_new(a, edition, KINSOKU_USUAL, false);
	struct kinsoku kx = *kinsoku(t, x), ky = *kinsoku(t, y);
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
			assert_legal(&w->mem, edition, str_sub(text, 0, at), t,
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

/* The items of TEXT, ready for its breaks to be found. */
static struct setter
setter_of(struct world *w, enum script edition, str text, int em, const struct para_style *style)
{
	const struct span span = {.text = text};
	struct items items;
	struct setter s = {.scratch = &w->mem,
			   .fonts = w->fonts[edition],
			   .style = style,
			   .width = em * 1000,
			   .first_segment = true};

	items_make(&w->mem, s.fonts, &span, 1, s.width, style, &items);
	s.item = items.v;
	s.n = items.n;
	s.tail = find_tail(&s);
	return s;
}

/* With and without a limit of cost; whether the limit was enough. */
static bool
assert_same_breaks(struct world *w, const struct setter *s)
{
	struct reach *all = NEW(&w->mem, struct reach, (size_t)s->n + 1);
	struct items_broken want, got;

	search(s, COST_MOST, all);
	list_lines(&w->mem, s, all, &want);
	list_lines(&w->mem, s, find_breaks(s), &got);
	assert_int_equal(got.n, want.n);
	assert_memory_equal(got.line, want.line, (size_t)want.n * sizeof *want.line);
	return all[s->n].cost <= fair_cost(s);
}

/* How many of 400 paragraphs or heads cost no more than the limit. */
static int
count_fair(struct world *w, const struct para_style *style)
{
	uint32_t seed = 19871204;
	int fair = 0;

	for (int i = 0; i < 400; i++) {
		str text = random_text(&w->mem, &seed, 20 + i % 7 * 20);
		struct setter s = setter_of(w, (enum script)(i % SCRIPT__N), text, 8 + i % 11,
					    style);

		if (s.n > 0 && !(s.item[0].first & KIN_SPACE))
			fair += assert_same_breaks(w, &s);
	}
	return fair;
}

static void
cheap_lines_are_the_best_of_all(void **state)
{
	struct para_style text = {.size = 9000, .align = SET_JUSTIFIED, .indent = 2000};
	struct para_style head = {.size = 9000, .align = SET_CENTERED, .max_lines = 3};

	/* both happen */
	assert_in_range(count_fair(*state, &text), 100, 300);
	assert_in_range(count_fair(*state, &head), 100, 390);
}

/* What passes by the rules for marks and words is what they have nothing to say of. */
static void
assert_plain(const struct item *x)
{
	assert_int_equal(x->first, KIN_HAN);
	assert_int_equal(x->characters, 1);
	assert_int_equal(item_width(x), x->advance);
	assert_int_equal(x->after, 0);
	assert_int_equal(x->left + x->right + x->pair_left + x->pair_right + x->room, 0);
	assert_int_equal(x->end.width - x->begin.width, x->advance);
	assert_int_equal(x->end.blank, x->begin.blank);
	assert_int_equal(x->end.dear, x->begin.dear);
	assert_int_equal(x->end.stretch, x->begin.stretch);
}

static void
plain_characters_have_an_advance_alone(void **state)
{
	struct world *w = *state;
	uint32_t seed = 20230324;
	int plain = 0;

	for (int i = 0; i < 100; i++) {
		struct para_style style = {.size = 9000, .vertical = i % 3 == 0};
		str text = random_text(&w->mem, &seed, 60);
		struct setter s = setter_of(w, (enum script)(i % SCRIPT__N), text, 11, &style);

		for (int k = 0; k < s.n; k++) {
			if (!s.item[k].plain)
				continue;
			assert_plain(&s.item[k]);
			plain++;
		}
	}
	assert_true(plain > 1000);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(random_text_keeps_every_rule),
	    cmocka_unit_test(cheap_lines_are_the_best_of_all),
	    cmocka_unit_test(plain_characters_have_an_advance_alone),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
