#include "base/test.h"
#include "emit/deflate.c" /* the .c: zlib is in reach */
#include "emit/raster.c"

static struct font_stroke
stroke(enum font_stroke_kind kind, int x, int y)
{
	return (struct font_stroke){kind, {[2] = {x, y}}};
}

/* In hundredths of a pixel. */
static void
fill_box(struct raster *r, int left, int top, int right, int bottom, int ink)
{
	struct font_stroke s[] = {stroke(FONT_MOVE, left, top), stroke(FONT_LINE, right, top),
				  stroke(FONT_LINE, right, bottom),
				  stroke(FONT_LINE, left, bottom)};

	for (int i = 0; i < 4; i++) {
		s[i].at[2].x = s[i].at[2].x * UNIT / 100;
		s[i].at[2].y = s[i].at[2].y * UNIT / 100;
	}
	raster_fill(r, s, 4, ink);
}

/* Of each pixel, rows divided by "/". */
static str
shades(const struct raster *r)
{
	struct out o = {.mem = r->mem};

	for (int y = 0; y < r->height; y++)
		for (int x = 0; x < r->width; x++)
			out_fmt(&o, "%d%s", r->pixel[y * r->width + x],
				x + 1 < r->width    ? " "
				: y + 1 < r->height ? "/"
						    : "");
	return out_text(&o);
}

static void
what_is_covered_is_inked(void **state)
{
	static const struct {
		int left, top, right, bottom;
		const char *want;
	} cases[] = {
	    {100, 100, 300, 200, "0 0 0 0/0 255 255 0/0 0 0 0"},
	    {150, 100, 350, 200, "0 0 0 0/0 127 255 127/0 0 0 0"},
	    {125, 100, 175, 200, "0 0 0 0/0 127 0 0/0 0 0 0"},
	    {100, 50, 200, 225, "0 127 0 0/0 255 0 0/0 63 0 0"},
	    {100, 50, 150, 150, "0 63 0 0/0 63 0 0/0 0 0 0"},
	    {-900, -900, 150, 150, "255 127 0 0/127 63 0 0/0 0 0 0"},
	    {350, 200, 9000, 9000, "0 0 0 0/0 0 0 0/0 0 0 127"},
	    {-200, -200, 900, 0, "0 0 0 0/0 0 0 0/0 0 0 0"},
	    {500, 0, 900, 300, "0 0 0 0/0 0 0 0/0 0 0 0"},
	    {100, 100, 100, 200, "0 0 0 0/0 0 0 0/0 0 0 0"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct raster r = raster_new(&a, 4, 3, 1);

		fill_box(&r, cases[i].left, cases[i].top, cases[i].right, cases[i].bottom, 0);
		assert_str(shades(&r), cases[i].want);
		arena_free(&a);
	}
}

/* What two shapes cover of a pixel adds up; a second ink has the second half of the palette. */
static void
shapes_and_inks_meet(void **state)
{
	struct arena a = {0};
	struct raster r = raster_new(&a, 4, 1, 1), two = raster_new(&a, 4, 1, 2);

	(void)state;
	fill_box(&r, 0, 0, 150, 100, 0);
	fill_box(&r, 150, 0, 300, 100, 0);
	fill_box(&r, 100, 0, 200, 100, 0);
	assert_str(shades(&r), "255 255 255 0");
	fill_box(&two, 0, 0, 150, 100, 0);
	fill_box(&two, 200, 0, 350, 100, 1);
	assert_str(shades(&two), "127 63 255 191");
	fill_box(&two, 150, 0, 200, 100, 1);
	assert_str(shades(&two), "127 191 255 191");
	arena_free(&a);
}

/* A second contour that winds around the other way cuts a hole. */
static void
holes_are_empty(void **state)
{
	enum { SIDE = 4 * UNIT };
	const struct font_stroke s[] = {stroke(FONT_MOVE, 0, 0),
					stroke(FONT_LINE, SIDE, 0),
					stroke(FONT_LINE, SIDE, SIDE),
					stroke(FONT_LINE, 0, SIDE),
					stroke(FONT_MOVE, UNIT, UNIT),
					stroke(FONT_LINE, UNIT, 2 * UNIT),
					stroke(FONT_LINE, 2 * UNIT, 2 * UNIT),
					stroke(FONT_LINE, 2 * UNIT, UNIT)};
	struct arena a = {0};
	struct raster r = raster_new(&a, 3, 3, 1);

	(void)state;
	raster_fill(&r, s, 8, 0);
	assert_str(shades(&r), "255 255 255/255 0 255/255 255 255");
	arena_free(&a);
}

/* How much of the pixel from LEFT on a span covers. */
static int
overlap(int left, int from, int to)
{
	from = from > left ? from : left;
	to = to < left + UNIT ? to : left + UNIT;
	return to > from ? to - from : 0;
}

/* What line Y covers of the pixel from LEFT on, of N strokes: each crossing is divided out. */
static int
line_covers(const struct font_stroke *s, int n, int y, int left)
{
	struct crossing v[8];
	int at = y * STEP + STEP / 2, found = 0, covered = 0, wound = 0;

	for (int i = 0; i < n; i++) {
		struct font_point p = s[i].at[2], q = s[(i + 1) % n].at[2];
		int way = p.y < q.y ? 1 : -1;
		struct font_point high = way > 0 ? p : q, low = way > 0 ? q : p;

		if (high.y <= at && at < low.y)
			add_crossing(v, found++,
				     (struct crossing){high.x + (low.x - high.x) * (at - high.y) /
								    (low.y - high.y),
						       way});
	}
	for (int i = 0; i + 1 < found; i++) {
		wound += v[i].way;
		if (wound != 0)
			covered += overlap(left, v[i].x, v[i + 1].x);
	}
	return covered;
}

/* Pixel by pixel and line by line, of shapes that reach beyond all edges. */
static void
a_shape_is_inked_as_if_slowly(void **state)
{
	enum { ROUNDS = 2000, WIDTH = 9, HEIGHT = 5, CORNERS = 5 };
	uint32_t random = 1;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct arena a = {0};
		struct raster r = raster_new(&a, WIDTH, HEIGHT, 1);
		struct font_stroke s[CORNERS];

		for (int i = 0; i < CORNERS; i++) {
			int at[2];

			for (int k = 0; k < 2; k++) {
				random = random * 1664525u + 1013904223u;
				at[k] = (int)(random >> 8) % ((WIDTH + 2) * 8) * (UNIT / 8) - UNIT;
			}
			s[i] = stroke(i > 0 ? FONT_LINE : FONT_MOVE, at[0], at[1]);
		}
		raster_fill(&r, s, CORNERS, 0);
		for (int i = 0; i < WIDTH * HEIGHT; i++) {
			int covered = 0;

			for (int y = 0; y < ROWS; y++)
				covered += line_covers(s, CORNERS, i / WIDTH * ROWS + y,
						       i % WIDTH * UNIT);
			if (r.pixel[i] != covered * (SHADES - 1) / (UNIT * ROWS))
				fail_msg("round %d, pixel %d", round, i);
		}
		arena_free(&a);
	}
}

/* Fonts may have outlines that are 1,000 em wide: the lower left half of a very wide box. */
static void
far_corners_are_no_trouble(void **state)
{
	enum { SIDE = 4 * UNIT, FAR_OFF = 80 * 1000 * 1000 };
	const struct font_stroke s[] = {stroke(FONT_MOVE, -FAR_OFF, 0),
					stroke(FONT_LINE, FAR_OFF, SIDE),
					stroke(FONT_LINE, -FAR_OFF, SIDE)};
	struct arena a = {0};
	struct raster r = raster_new(&a, 2, 4, 1);

	(void)state;
	raster_fill(&r, s, 3, 0);
	assert_str(shades(&r), "0 0/0 0/255 255/255 255");
	arena_free(&a);
}

/* A quarter of a circle round 0, 0. */
static void
curves_are_round(void **state)
{
	enum { SIZE = 100, RADIUS = 80 * UNIT, PULL = RADIUS * 5523 / 10000 };
	const struct font_stroke s[] = {
	    stroke(FONT_MOVE, 0, 0),
	    stroke(FONT_LINE, RADIUS, 0),
	    {FONT_CURVE, {{RADIUS, PULL}, {PULL, RADIUS}, {0, RADIUS}}}};
	struct arena a = {0};
	struct raster r = raster_new(&a, SIZE, SIZE, 1);

	(void)state;
	raster_fill(&r, s, 3, 0);
	for (int y = 0; y < SIZE; y++) {
		for (int x = 0; x < SIZE; x++) {
			int shade = r.pixel[y * SIZE + x];

			if ((x + 2) * (x + 2) + (y + 2) * (y + 2) < 80 * 80)
				assert_int_equal(shade, 255);
			if ((x - 1) * (x - 1) + (y - 1) * (y - 1) > 80 * 80)
				assert_int_equal(shade, 0);
		}
	}
	arena_free(&a);
}

static uint32_t
big_endian(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;

	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* Each chunk is as long as it says, and has its CRC; palette and pixels are all there. */
static void
a_png_can_be_read(void **state)
{
	enum { WIDTH = 5, HEIGHT = 3, FILTERED = HEIGHT * (WIDTH + 1) };
	static const struct raster_colour ground = {255, 250, 0}, ink[] = {{0, 0, 0}, {1, 2, 3}};
	struct arena a = {0};
	struct raster r = raster_new(&a, WIDTH, HEIGHT, 2);
	struct out types = {.mem = &a};
	str png;

	(void)state;
	fill_box(&r, 0, 0, 300, 150, 0);
	png = raster_png(&r, ground, ink);
	assert_memory_equal(png.p, "\x89PNG\r\n\x1A\n", 8);
	assert_int_equal(big_endian(png.p + 16), WIDTH);
	assert_int_equal(big_endian(png.p + 20), HEIGHT);
	for (ptrdiff_t at = 8; at < png.n; at += 12 + big_endian(png.p + at)) {
		uint32_t n = big_endian(png.p + at);
		const char *data = png.p + at + 8;

		out_str(&types, (str){data - 4, 4});
		assert_int_equal(big_endian(data + n), crc32(0, (const Bytef *)data - 4, n + 4));
		if (memcmp(data - 4, "PLTE", 4) == 0) {
			assert_int_equal(n, 3 * SHADES);
			assert_memory_equal(data, "\xFF\xFA\0", 3);
			assert_memory_equal(data + 3 * 127, "\0\0\0\xFF\xFA\0", 6);
			assert_memory_equal(data + 3 * 255, "\1\2\3", 3);
		}
		if (memcmp(data - 4, "IDAT", 4) == 0) {
			Bytef back[FILTERED + 1];
			unsigned char above[WIDTH] = {0};
			uLongf length = sizeof back;

			assert_int_equal(uncompress(back, &length, (const Bytef *)data, n), Z_OK);
			assert_int_equal(length, FILTERED);
			for (int k = 0; k < WIDTH * HEIGHT; k++) {
				int row = k / WIDTH * (WIDTH + 1), x = k % WIDTH;

				assert_int_equal(back[row], 2);
				above[x] = (unsigned char)(above[x] + back[row + 1 + x]);
				assert_int_equal(above[x], r.pixel[k]);
			}
		}
	}
	assert_str(out_text(&types), "IHDRPLTEIDATIEND");
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_covered_is_inked),
	    cmocka_unit_test(shapes_and_inks_meet),
	    cmocka_unit_test(holes_are_empty),
	    cmocka_unit_test(a_shape_is_inked_as_if_slowly),
	    cmocka_unit_test(far_corners_are_no_trouble),
	    cmocka_unit_test(curves_are_round),
	    cmocka_unit_test(a_png_can_be_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
