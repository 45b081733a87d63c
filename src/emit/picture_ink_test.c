#include "base/test.h"
#include "emit/picture_ink.c" /* the .c: its statics are in reach */

/* {C, M, Y, K} under a limit of 612 (240 %). */
static void
ink_over_the_limit_is_taken_out(void **state)
{
	static const struct {
		unsigned char in[4], want[4];
	} cases[] = {
	    {{100, 100, 100, 100}, {100, 100, 100, 100}},
	    {{200, 200, 200, 12}, {200, 200, 200, 12}},
	    {{200, 200, 200, 14}, {199, 199, 199, 15}},	  /* grey becomes black */
	    {{255, 255, 255, 255}, {119, 119, 119, 255}}, /* no black is left: colours go */
	    {{255, 255, 0, 255}, {178, 178, 0, 255}},	  /* nothing is grey */
	    {{255, 255, 255, 200}, {119, 119, 119, 255}}, /* both */
	    {{255, 255, 10, 255}, {175, 175, 6, 255}},	  /* 612 or a little less */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		unsigned char p[4];

		memcpy(p, cases[i].in, sizeof p);
		limit_pixel(p, 612);
		for (int k = 0; k < 4; k++)
			assert_int_equal(p[k], cases[i].want[k]);
	}
}

static void
no_pixel_stays_over_any_limit(void **state)
{
	uint32_t seed = 1;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		unsigned char p[4];
		int limit;

		seed = seed * 1664525u + 1013904223u;
		for (int k = 0; k < 4; k++)
			p[k] = (unsigned char)(seed >> 8 * k & 0xFF);
		limit = of_255(150 + (int)(seed >> 7) % 250);
		limit_pixel(p, limit);
		assert_true(p[0] + p[1] + p[2] + p[3] <= limit);
	}
}

/* A picture that is black, dark and full of colour beside each other. */
static VipsImage *
dark(void)
{
	unsigned char pixels[64 * 64 * 3] = {0};

	for (size_t i = 0; i < sizeof pixels / 3; i++) {
		pixels[3 * i] = (unsigned char)(i % 64 < 32 ? i % 8 : 40);
		pixels[3 * i + 1] = (unsigned char)(i / 64 % 16);
		pixels[3 * i + 2] = (unsigned char)(i % 5 ? 0 : 90);
	}
	return vips_image_new_from_memory_copy(pixels, sizeof pixels, 64, 64, 3, VIPS_FORMAT_UCHAR);
}

static void
a_picture_is_under_the_limit_once_it_is_coded(void **state)
{
	static const int limits[] = {150, 200, 240, 300, 400};

	(void)state;
	assert_int_equal(VIPS_INIT("test"), 0);
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
		struct arena a = {0};
		struct picture_press press = {.ink = limits[i]};
		int found = 0, most = 0;
		struct picture_want want = {.quality = 88, .press = &press, .ink_found = &found};
		VipsImage *im = dark(), *rgb;
		str jpeg = {0};

		assert_false(vips_copy(im, &rgb, "interpretation", VIPS_INTERPRETATION_sRGB, NULL));
		assert_true(picture_ink_cmyk(&a, rgb, &want, &jpeg));
		assert_true(limits[i] / 2 < found && found <= limits[i]);
		assert_false(jpeg_ink(jpeg, &most));
		assert_true(most <= of_255(limits[i]));
		g_object_unref(rgb);
		g_object_unref(im);
		arena_free(&a);
	}
}

static void
a_profile_is_that_of_a_press(void **state)
{
	char header[200] = {0};

	(void)state;
	assert_false(picture_profile_ok((str){0}));
	memcpy(header + 12, "prtrCMYKLab ", 12);
	assert_false(picture_profile_ok((str){header, sizeof header}));
	memcpy(header + 36, "acsp", 4);
	assert_true(picture_profile_ok((str){header, sizeof header}));
	assert_false(picture_profile_ok((str){header, 128}));
	memcpy(header + 12, "mntrRGB ", 8);
	assert_false(picture_profile_ok((str){header, sizeof header}));
}

/* What only looks like a profile fails and is no crash. */
static void
a_broken_profile_is_an_error(void **state)
{
	struct arena a = {0};
	char bytes[300] = {0};
	struct picture_press press = {.profile = {bytes, sizeof bytes}, .ink = 240};
	int found = 0;
	struct picture_want want = {.quality = 88, .press = &press, .ink_found = &found};
	VipsImage *im = dark(), *rgb;
	str jpeg = {0};

	(void)state;
	memcpy(bytes + 12, "prtrCMYKLab ", 12);
	memcpy(bytes + 36, "acsp", 4);
	assert_false(vips_copy(im, &rgb, "interpretation", VIPS_INTERPRETATION_sRGB, NULL));
	assert_false(picture_ink_cmyk(&a, rgb, &want, &jpeg));
	vips_error_clear();
	g_object_unref(rgb);
	g_object_unref(im);
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(ink_over_the_limit_is_taken_out),
	    cmocka_unit_test(no_pixel_stays_over_any_limit),
	    cmocka_unit_test(a_picture_is_under_the_limit_once_it_is_coded),
	    cmocka_unit_test(a_profile_is_that_of_a_press),
	    cmocka_unit_test(a_broken_profile_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
