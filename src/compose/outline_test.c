#include "base/test.h"
#include "compose/outline.c" /* the .c: its statics are in reach */

/* Rectangles left, top, right, bottom, and the corners of what they cover. */
static const struct {
	int n;
	struct outline_rect rect[4];
	const char *want;
} cases[] = {
    {0, {{0}}, ""},
    {1, {{0, 0, 10, 10}}, "0,0 10,0 10,10 0,10;"},
    {2, {{0, 0, 10, 10}, {0, 0, 10, 10}}, "0,0 10,0 10,10 0,10;"},
    /* side by side, one above the other */
    {2, {{0, 0, 10, 10}, {10, 0, 20, 10}}, "0,0 20,0 20,10 0,10;"},
    {2, {{0, 10, 10, 20}, {0, 0, 10, 10}}, "0,0 10,0 10,20 0,20;"},
    /* an L, a T, and two that overlap */
    {2, {{0, 0, 20, 10}, {0, 10, 10, 20}}, "0,0 20,0 20,10 10,10 10,20 0,20;"},
    {2, {{0, 0, 30, 10}, {10, 10, 20, 20}}, "0,0 30,0 30,10 20,10 20,20 10,20 10,10 0,10;"},
    {2, {{0, 0, 20, 20}, {10, 10, 30, 30}}, "0,0 20,0 20,10 30,10 30,30 10,30 10,20 0,20;"},
    /* apart, and met in a corner */
    {2, {{0, 0, 10, 10}, {20, 0, 30, 10}}, "0,0 10,0 10,10 0,10;20,0 30,0 30,10 20,10;"},
    {2, {{0, 0, 10, 10}, {10, 10, 20, 20}}, "0,0 10,0 10,10 0,10;10,10 20,10 20,20 10,20;"},
    {2, {{10, 0, 20, 10}, {0, 10, 10, 20}}, "10,0 20,0 20,10 10,10;0,10 10,10 10,20 0,20;"},
    /* round a hole */
    {4,
     {{0, 0, 30, 10}, {0, 20, 30, 30}, {0, 10, 10, 20}, {20, 10, 30, 20}},
     "0,0 30,0 30,30 0,30;10,10 10,20 20,20 20,10;"},
};

static void
areas_have_their_corners(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena mem = {0};
		struct out o = {.mem = &mem};
		struct outline *line = outline_of(&mem, cases[i].rect, cases[i].n);

		for (; line; line = line->next) {
			for (int k = 0; k < line->n; k++)
				out_fmt(&o, "%s%d,%d", k ? " " : "", (int)line->point[k].x,
					(int)line->point[k].y);
			out_char(&o, ';');
		}
		assert_str(out_text(&o), cases[i].want);
		arena_free(&mem);
	}
}

/* Neighbours on the grid share a side, whatever the gutter is. */
static void
modules_reach_to_the_middle_of_the_gutter(void **state)
{
	const struct page p = {.grid = &grid_tabloid};
	const struct block one = {.column = 0, .columns = 2, .line = 8, .lines = 10};
	const struct block two = {.column = 2, .columns = 1, .line = 8, .lines = 10};
	struct outline_rect a = outline_block(&p, &one), b = outline_block(&p, &two);

	(void)state;
	assert_int_equal(a.right, b.left);
	assert_int_equal(a.bottom - a.top, 10 * grid_tabloid.pitch);
	assert_int_equal(a.top, grid_tabloid.top + 8 * grid_tabloid.pitch);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(areas_have_their_corners),
	    cmocka_unit_test(modules_reach_to_the_middle_of_the_gutter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
