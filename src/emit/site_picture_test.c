#include "base/test.h"
#include "emit/site_picture.c" /* the .c: its statics are in reach */

static void
pictures_keep_their_place_below_the_issue(void **state)
{
	static const struct {
		const char *path, *want;
	} cases[] = {
	    {"content/2024-07-17/photo.jpg", "photo-jpg"},
	    {"content/2024-07-17/photo.png", "photo-png"},
	    {"content/2024-07-17/kangjian/a.b.jpg", "kangjian/a.b-jpg"},
	    {"content/2024-07-17/一 张,照片.jpg", "一-张-照片-jpg"},
	    {"content/2024-07-17/a%20\"b.jpg", "a-20-b-jpg"},
	    {"content/2024-07-17/none", "none"},
	    {"content/2024-07-17/v.1/none", "v.1/none"},
	    {"content/2023-06-07/photo.jpg", "content-2023-06-07-photo-jpg"},
	    {"content/2024-07-170/photo.jpg", "content-2024-07-170-photo-jpg"},
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_str(stem(&a, STR("content/2024-07-17"), str_from(cases[i].path)),
			   cases[i].want);
	arena_free(&a);
}

static void
pictures_are_never_enlarged(void **state)
{
	static const struct {
		int width;
		const char *want;
	} cases[] = {
	    {1, "1"},
	    {300, "300"},
	    {480, "480"},
	    {700, "480 700"},
	    {960, "480 960"},
	    {1000, "480 960 1000"},
	    {1440, "480 960 1440"},
	    {1500, "480 960 1500"},
	    {1800, "480 960 1800"},
	    {1801, "480 960 1600"},
	    {9000, "480 960 1600"},
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct out o = {.mem = &a};
		int w[SITE_SIZES], n = site_widths(cases[i].width, w);

		for (int k = 0; k < n; k++)
			out_fmt(&o, "%s%d", k ? " " : "", w[k]);
		assert_str(out_text(&o), cases[i].want);
	}
	arena_free(&a);
}

static void
a_size_is_chosen_that_is_not_too_wide(void **state)
{
	static const struct {
		int width, most, want;
	} cases[] = {
	    {1000, 1200, 1000}, {1440, 1200, 960}, {1800, 1200, 960},	  {300, 1200, 300},
	    {1440, 960, 960},	{700, 200, 480},   {1800, INT_MAX, 1800},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(widest(cases[i].width, cases[i].most), cases[i].want);
}

/* What is in a file is in its name, so that browsers may keep it. */
static void
names_tell_versions_apart(void **state)
{
	struct arena a = {0};
	struct picture p = {
	    .path = STR("content/2024-07-17/v/map.png"), .width = 700, .height = 500};
	struct summary_picture one, two;

	(void)state;
	p.sum = sum_add(0, STR("one"));
	one = site_picture(&a, STR("content/2024-07-17"), &p);
	p.sum = sum_add(0, STR("two"));
	p.drawing = true;
	two = site_picture(&a, STR("content/2024-07-17"), &p);
	assert_true(str_starts(one.base, STR("v/map-png-")) && one.base.n == two.base.n);
	assert_false(str_eq(one.base, two.base));
	assert_str(one.suffix, "jpg");
	assert_str(two.suffix, "png");
	assert_str(site_picture_file(&a, STR("2024-07-17"),
				     &(struct summary_picture){.base = STR("v/map-png-0")}, 480,
				     STR("webp")),
		   "2024-07-17/v/map-png-0-480.webp");
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pictures_keep_their_place_below_the_issue),
	    cmocka_unit_test(pictures_are_never_enlarged),
	    cmocka_unit_test(a_size_is_chosen_that_is_not_too_wide),
	    cmocka_unit_test(names_tell_versions_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
