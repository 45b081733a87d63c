#include "base/test.h"
#include "emit/deflate.c" /* the .c: zlib is in reach */
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
what_is_covered_is_light(void **state)
{
	struct arena a = {0};
	struct icon i = square(&a);
	struct edges e = edges_of(&a, &i, 4 * UNIT, 100);
	str got = pixels(&a, &e, 4);
	static const unsigned char want[] = {0, 0, 0,	0,   0, 0, 0, 255, 255, 0,
					     0, 0, 255, 255, 0, 0, 0, 0,   0,	0};

	(void)state;
	assert_int_equal(got.n, sizeof want);
	assert_memory_equal(got.p, want, sizeof want);
	e = edges_of(&a, &i, 4 * UNIT, 50); /* each pixel in the middle half, in both directions */
	got = pixels(&a, &e, 4);
	assert_int_equal((unsigned char)got.p[7], 255 / 4);
	assert_int_equal((unsigned char)got.p[6], 0);
	arena_free(&a);
}

/* A second contour that winds around the other way cuts a hole. */
static void
holes_are_empty(void **state)
{
	struct arena a = {0};
	struct icon i = {NEW(&a, struct font_stroke, 8), 0};
	struct edges e;
	str got;

	(void)state;
	add_box(&i, 0, 0, 800, 800);
	for (int k = 0; k < 4; k++)
		i.stroke[4 + k] = (struct font_stroke){k ? FONT_LINE : FONT_MOVE,
						       {[2] = i.stroke[3 - k].at[2]}};
	i.n = 8;
	e = edges_of(&a, &i, 8 * UNIT, 100);
	got = pixels(&a, &e, 8);
	for (ptrdiff_t k = 0; k < got.n; k++)
		assert_int_equal(got.p[k], 0);
	arena_free(&a);
}

/* A quarter of a circle: 565 is on it at 45 degrees. */
static void
curves_are_round(void **state)
{
	enum { SIZE = 100 };
	struct font_stroke quarter[] = {
	    {FONT_MOVE, {[2] = {0, 0}}},
	    {FONT_LINE, {[2] = {800, 0}}},
	    {FONT_CURVE, {{800, 442}, {442, 800}, {0, 800}}},
	};
	struct arena a = {0};
	struct icon i = {quarter, 3};
	struct edges e = edges_of(&a, &i, SIZE * UNIT, 100);
	str got = pixels(&a, &e, SIZE);

	(void)state;
	assert_int_equal((unsigned char)got.p[35 * (SIZE + 1) + 1 + 64], 255); /* 545, 545 */
	assert_int_equal((unsigned char)got.p[31 * (SIZE + 1) + 1 + 69], 0);   /* 595, 585 */
	arena_free(&a);
}

static uint32_t
big_endian(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;

	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* Each chunk is as long as it says, and has its CRC; the pixels are all there. */
static void
a_png_can_be_read(void **state)
{
	enum { SIZE = 32 };
	struct arena a = {0};
	struct icon i = square(&a);
	str png = icon_png(&a, &i, SIZE, ICON_PERCENT), ico = icon_ico(&a, png, SIZE);
	struct out types = {.mem = &a};

	(void)state;
	assert_memory_equal(png.p, "\x89PNG\r\n\x1A\n", 8);
	assert_int_equal(big_endian(png.p + 16), SIZE);
	for (ptrdiff_t at = 8; at < png.n; at += 12 + big_endian(png.p + at)) {
		uint32_t n = big_endian(png.p + at);

		out_str(&types, (str){png.p + at + 4, 4});
		assert_int_equal(big_endian(png.p + at + 8 + n),
				 crc32(0, (const Bytef *)png.p + at + 4, n + 4));
		if (memcmp(png.p + at + 4, "IDAT", 4) == 0) {
			Bytef back[SIZE * (SIZE + 1) + 1];
			uLongf length = sizeof back;

			assert_int_equal(
			    uncompress(back, &length, (const Bytef *)png.p + at + 8, n), Z_OK);
			assert_int_equal(length, SIZE * (SIZE + 1));
		}
	}
	assert_str(out_text(&types), "IHDRPLTEIDATIEND");
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
	    cmocka_unit_test(what_is_covered_is_light),
	    cmocka_unit_test(holes_are_empty),
	    cmocka_unit_test(curves_are_round),
	    cmocka_unit_test(a_png_can_be_read),
	    cmocka_unit_test(the_same_outline_as_svg),
	    cmocka_unit_test(a_character_is_drawn_as_the_font_has_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
