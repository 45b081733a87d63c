#include "base/test.h"
#include "emit/icon.c"

/* A square of 500 in the middle of an em, drawn as a glyph is: upwards. */
static struct icon
square(struct arena *a)
{
	struct icon i = {NEW(a, struct font_stroke, 4), 0};

	add_box(&i, 250, 130, 750, 630);
	return i;
}

static void
an_icon_is_a_png_and_an_ico(void **state)
{
	enum { SIZE = 32 };
	struct arena a = {0};
	struct icon i = square(&a);
	str png = icon_png(&a, &i, SIZE, ICON_PERCENT), ico = icon_ico(&a, png, SIZE);

	(void)state;
	assert_memory_equal(png.p, "\x89PNG\r\n\x1A\n", 8);
	assert_int_equal((unsigned char)png.p[19], SIZE);
	assert_int_equal(ico.n, png.n + 22);
	assert_int_equal(ico.p[6], SIZE);
	assert_int_equal((unsigned char)ico.p[14] | (unsigned char)ico.p[15] << 8, png.n);
	assert_memory_equal(ico.p + ico.p[18], png.p, (size_t)png.n);
	arena_free(&a);
}

static void
the_same_outline_as_svg(void **state)
{
	struct arena a = {0};
	struct icon i = square(&a), page = icon_new(&a, NULL, 0x6C40);
	str svg = icon_svg(&a, &i);

	(void)state;
	assert_true(str_find(svg, STR("M290 710L710 710L710 290L290 290\"")) > 0);
	assert_int_equal(page.n, 16);
	arena_free(&a);
}

static void
a_character_is_drawn_as_the_font_has_it(void **state)
{
	struct arena a = {0};
	struct diag d;
	struct fonts *f;
	struct icon i, none;

	(void)state;
	diag_init(&d, &a);
	f = fonts_open(&d, STR(LILONG_FONTS), SCRIPT_HANS);
	if (!f)
		skip();
	i = icon_new(&a, f, 0x4E00); /* 一: one stroke, wide and low */
	assert_int_equal(i.stroke[0].kind, FONT_MOVE);
	for (int k = 0; k < i.n; k++) {
		assert_in_range(i.stroke[k].at[2].x, 0, 1000);
		assert_in_range(i.stroke[k].at[2].y, 300, 560);
	}
	none = icon_new(&a, f, 0xE000); /* private use */
	assert_int_equal(none.n, 16);
	fonts_close(f);
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_icon_is_a_png_and_an_ico),
	    cmocka_unit_test(the_same_outline_as_svg),
	    cmocka_unit_test(a_character_is_drawn_as_the_font_has_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
