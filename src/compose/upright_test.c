#include "compose/upright.c" /* the .c: its statics are in reach */

#include "compose/line_world.h"

enum { SIZE = 75000, AXIS = 75000, TOP = 7500 }; /* 1/100 em is a px */

/* TEXT in one vertical line. */
static struct part *
stand(struct world *w, enum script edition, const char *text)
{
	const struct span span = {.text = str_from(text), .face = FACE_HEI_BOLD};
	const struct para_style style = {
	    .size = SIZE, .align = SET_LEFT, .rigid = true, .max_lines = 1, .vertical = true};
	struct page *p = NEW(&w->mem, struct page, 1);
	struct block *b = NEW(&w->mem, struct block, 1);
	struct part *part = NEW(&w->mem, struct part, 1);
	struct issue *issue = NEW(&w->mem, struct issue, 1);
	struct lines l;

	*p = (struct page){
	    .mem = &w->mem, .diag = &w->diag, .fonts = w->fonts[edition], .issue = issue};
	line_break(&w->mem, p->fonts, &span, 1, 100 * SIZE, &style, &l);
	assert_int_equal(l.n, 1);
	place_upright(p, b, part, &l.line[0], AXIS, TOP, false);
	return part;
}

/*
 * Each part as its text, how it stands if that is not upright, and where its baseline begins: from
 * the axis, and from where an upright character at the top has it, in 1/100 em.
 */
static str
told(struct world *w, const struct part *part)
{
	struct out o = {.mem = &w->mem};

	for (const struct placed *p = part->first; p; p = p->next) {
		const struct piece *piece = &p->line.piece[0];

		assert_int_equal(p->line.n, 1);
		if (o.n)
			out_char(&o, ' ');
		out_str(&o, piece->text);
		if (p->turn == TURN_CELL)
			out_fmt(&o, "=%d", p->squash);
		else if (p->turn == TURN_WORD)
			out_char(&o, '>');
		out_fmt(&o, "%d,%d", (p->x - AXIS) / PLACE_PX, (p->y - TOP) / PLACE_PX);
	}
	return out_text(&o);
}

/* R25. The face: digits are 0.59 em wide, the em box 0.88 high over the baseline. */
static const struct {
	enum script edition;
	const char *text, *want;
} cases[] = {
    {SCRIPT_HANS, "里弄", "里-50,88 弄-50,188"},
    /* two to four digits, a percentage, a letter alone; five digits lie down */
    {SCRIPT_HANS, "第12届", "第-50,88 12=847-50,188 届-50,288"},
    {SCRIPT_HANS, "365日", "365=564-50,88 日-50,188"},
    {SCRIPT_HANS, "2024年", "2024=423-50,88 年-50,188"},
    {SCRIPT_HANS, "85%好", "85%=466-50,88 好-50,188"},
    {SCRIPT_HANS, "A座5号", "A=1000-32,88 座-50,188 5=1000-29,288 号-50,388"},
    {SCRIPT_HANS, "热线12345号", "热-50,88 线-50,188 12345>-38,213 号-50,608"},
    /* words and dashes on their side, dots upright */
    {SCRIPT_HANS, "办APP吧", "办-50,88 APP>-38,113 吧-50,411"},
    {SCRIPT_HANS, "看——里……", "看-50,88 ——>-38,114 里-50,388 …-50,488 …-50,588"},
    /* marks: the half that is blank below or above goes in pairs (R10) */
    {SCRIPT_HANS, "“好”，（来）",
     "“-50,38 好-50,138 ”-50,238 ，-50,288 （-50,338 来-50,438 ）-50,538"},
    /* ！ and ： have no blank half, and two of them are no one sign */
    {SCRIPT_HANS, "好！！“来", "好-50,88 ！-50,188 ！-50,288 “-50,338 来-50,438"},
    {SCRIPT_HANS, "甲：《乙", "甲-50,88 ：-50,188 《-50,238 乙-50,338"},
    /* Taiwan keeps every mark on its em */
    {SCRIPT_HANT_TW, "好」，來", "好-50,88 」-50,188 ，-50,288 來-50,388"},
    /* a space is none to draw */
    {SCRIPT_HANS, "里　弄", "里-50,88 弄-50,288"},
    /* an apostrophe lies with its word */
    {SCRIPT_HANS, "it’s好", "it>-38,0 ’>-38,73 s>-38,123 好-50,273"},
};

static void
vertical_lines_stand_as_they_should(void **state)
{
	struct world *w = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_str(told(w, stand(w, cases[i].edition, cases[i].text)), cases[i].want);
}

/* Chromium snaps what it transforms. */
static void
what_is_turned_begins_on_a_whole_px(void **state)
{
	struct world *w = *state;
	struct part *part = stand(w, SCRIPT_HANS, "办APP第12届");

	for (const struct placed *p = part->first; p; p = p->next)
		if (p->turn != TURN_UPRIGHT)
			assert_int_equal(p->x % PLACE_PX, 0);
}

/* A break may stand before and after a cell, not within. */
static void
vertical_lines_are_broken_by_the_rules(void **state)
{
	struct world *w = *state;
	const struct span span = {.text = STR("汀浦晚报2024年第12届")};
	const struct para_style style = {.size = SIZE, .align = SET_JUSTIFIED, .vertical = true};
	struct lines l;

	line_break(&w->mem, w->fonts[SCRIPT_HANS], &span, 1, 5 * SIZE, &style, &l);
	assert_int_equal(l.n, 2);
	assert_str(l.line[0].piece[l.line[0].n - 1].text, "2024");
	assert_int_equal(l.line[0].width, 5 * SIZE);
	assert_true(str_starts(l.line[1].piece[0].text, STR("年")));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(vertical_lines_stand_as_they_should),
	    cmocka_unit_test(what_is_turned_begins_on_a_whole_px),
	    cmocka_unit_test(vertical_lines_are_broken_by_the_rules),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
