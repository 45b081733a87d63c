#include "compose/module.c"

#include "compose/page_world.h"

/* What an editor is told of a story's length is true to the line. */

/* A story of LINES lines of MEASURE characters, the last full: paragraphs of PARA lines, and one of
 * what is left. */
static struct article *
story(struct world *w, int lines, int para, int measure)
{
	struct article *art = article(w, "题", 0, 0);

	art->pull = STR("桥通了，路也通了");
	while (lines > 0) {
		int n = lines > 2 * para ? para : lines;

		add_para(w, art->body, NODE_PARA, n * measure - 2);
		lines -= n;
	}
	return art;
}

/* A module LINES high with a story of TEXT lines. */
static struct module_fit
try(struct world *w, const struct module *how, int text, int para, int measure)
{
	struct module m = *how;
	struct module_fit f;

	m.article = story(w, text, para, measure);
	page_fit(page(w, 1, SCRIPT_HANS), &m, &f);
	return f;
}

static const struct shape {
	int columns, text_columns, lines, para, measure;
	bool boxed;
	mpt size, pitch;
	int space, pull;
} shapes[] = {
    {2, 1, 30, 4, 23, false, 0, 0, 0, 0},	  {2, 2, 30, 4, 11, false, 0, 0, 0, 0},
    {3, 2, 25, 5, 17, false, 0, 0, 0, 0},	  {4, 3, 40, 3, 15, false, 0, 0, 0, 0},
    {6, 4, 20, 7, 17, false, 0, 0, 2, 0},	  {6, 5, 33, 4, 13, false, 0, 0, 0, 2},
    {4, 3, 24, 4, 14, true, 0, 0, 0, 0},	  {3, 1, 30, 4, 30, false, 10500, 15750, 0, 0},
    {6, 4, 31, 5, 14, false, 10500, 16500, 3, 2}, {5, 3, 27, 4, 19, false, 0, 13500, 0, 1},
};

/* Cut, or add, as many lines as is said: it fits, no line more would, and none less would do. */
static void
check_fit(struct world *w, const struct module *m, const struct shape *s, int text)
{
	struct module_fit f = try(w, m, text, s->para, s->measure);

	assert_true(f.overset == 0 || f.hole == 0);
	assert_int_equal(f.room, f.hole * s->measure);
	assert_int_equal(f.characters, f.overset * s->measure);
	text += f.hole - f.overset;
	f = try(w, m, text, s->para, s->measure);
	assert_int_equal(f.overset + f.hole, 0);
	f = try(w, m, text + 1, s->para, s->measure);
	assert_int_equal(f.overset, 1);
	f = try(w, m, text - 1, s->para, s->measure);
	assert_int_equal(f.hole, 1);
}

static void
too_long_and_too_short_are_true_to_the_line(void **state)
{
	struct world *w = *state;

	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		const struct shape *s = &shapes[i];
		struct module m = {.columns = s->columns,
				   .text_columns = s->text_columns,
				   .lines = s->lines,
				   .boxed = s->boxed,
				   .text_size = s->size,
				   .text_pitch = s->pitch,
				   .head_space = s->space,
				   .pull = {s->pull, 0},
				   .headline = {24000, FACE_HEI_BOLD, SET_CENTERED, 1}};

		for (int text = 6; text < 200; text += 11)
			check_fit(w, &m, s, text);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(too_long_and_too_short_are_true_to_the_line),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
