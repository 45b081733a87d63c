#include "compose/truetype.c"

#include "base/test.h"

/* A contour of one point with an instruction of two bytes; itself twice, moved; and nothing. */
static const char glyf[] = "\0\1"
			   "\0\0\0\0\0\0\0\0"
			   "\0\0"
			   "\0\2"
			   "\x7F\x7F"
			   "\1\5\6"
			   "\0"
			   "\xFF\xFF"
			   "\0\0\0\0\0\0\0\0"
			   "\1\x21"
			   "\0\0"
			   "\0\1\0\2"
			   "\0\2"
			   "\0\0"
			   "\3\4";
static const char loca[] = "\0\0"
			   "\0\x0A"
			   "\0\x16"
			   "\0\x16";

static const struct truetype font = {{glyf, sizeof glyf - 1}, {loca, sizeof loca - 1}, false};

static void
outlines_lose_their_instructions(void **state)
{
	static const char want[] = "\0\1"
				   "\0\0\0\0\0\0\0\0"
				   "\0\0"
				   "\0\0"
				   "\1\5\6"
				   "\0"
				   "\0\0";
	struct arena a = {0};
	struct out o = {.mem = &a};
	const uint16_t number[] = {7, 8, 9};

	(void)state;
	truetype_put(&o, truetype_glyph(&font, 0), number);
	assert_int_equal(o.n % 4, 0);
	assert_memory_equal(o.p, want, o.n < sizeof want ? o.n : sizeof want - 1);
	arena_free(&a);
}

static void
parts_are_found_and_counted_anew(void **state)
{
	struct arena a = {0};
	struct out o = {.mem = &a};
	const uint16_t number[] = {7, 8, 9};
	uint16_t part[TRUETYPE_PARTS];
	str g = truetype_glyph(&font, 1);

	(void)state;
	assert_int_equal(truetype_parts(truetype_glyph(&font, 0), part), 0);
	assert_int_equal(truetype_parts(g, part), 2);
	assert_int_equal(part[0], 0);
	assert_int_equal(part[1], 0);
	truetype_put(&o, g, number);
	assert_memory_equal(o.p + HEADER, "\0\x21\0\7\0\1\0\2", 8); /* no instructions, glyph 7 */
	assert_memory_equal(o.p + HEADER + 8, "\0\2\0\7\3\4", 6);
	arena_free(&a);
}

static void
what_is_damaged_is_empty(void **state)
{
	struct truetype broken = font;
	struct arena a = {0};
	struct out o = {.mem = &a};
	uint16_t part[TRUETYPE_PARTS];

	(void)state;
	assert_int_equal(truetype_glyph(&font, 2).n, 0);
	assert_int_equal(truetype_glyph(&font, 3).n, 0);
	assert_int_equal(truetype_glyph(&font, 65535).n, 0);
	for (ptrdiff_t n = 0; n <= font.glyf.n; n++) {
		broken.glyf.n = n;
		for (unsigned g = 0; g < 3; g++) {
			truetype_parts(truetype_glyph(&broken, g), part);
			truetype_parts(str_sub(font.glyf, 0, n), part);
			truetype_put(&o, str_sub(font.glyf, n, font.glyf.n),
				     (const uint16_t[0x10000]){0});
		}
	}
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(outlines_lose_their_instructions),
	    cmocka_unit_test(parts_are_found_and_counted_anew),
	    cmocka_unit_test(what_is_damaged_is_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
