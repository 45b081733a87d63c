#include "base/test.h"
#include "emit/picture_vips.c" /* the .c: its statics are in reach */

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

/* A folder with one picture, 60 wide and 30 high before it is turned: left half red, right blue. */
struct fixture {
	struct arena mem;
	struct diag diag;
	struct root root;
	char folder[TEST_FOLDER];
	str path;
	str why; /* the last picture could not be made */
};

static void
put_file(struct fixture *f, str path, const void *bytes, size_t n)
{
	test_put(f->root.fd, str_z(&f->mem, path), (str){bytes, (ptrdiff_t)n});
	f->path = path;
}

static void
open_folder(struct fixture *f)
{
	*f = (struct fixture){0};
	diag_init(&f->diag, &f->mem);
	test_folder(f->folder);
	assert_true(root_open(&f->root, &f->diag, f->folder));
	assert_true(picture_vips_start(&f->mem, &(str){0}));
}

static void
close_folder(struct fixture *f)
{
	unlinkat(f->root.fd, str_z(&f->mem, f->path), 0);
	rmdir(f->folder);
	root_close(&f->root);
	arena_free(&f->mem);
}

/* ALPHA: the right half is transparent. */
static VipsImage *
two_halves(bool alpha)
{
	VipsImage *t[4];
	VipsImage *out;
	double red[] = {255, 0, 0, 255}, blue[] = {0, 0, 255, 0};
	int bands = alpha ? 4 : 3;

	assert_false(vips_black(&t[0], 60, 30, "bands", bands, NULL));
	assert_false(
	    vips_linear(t[0], &t[1], (double[]){1, 1, 1, 1}, blue, bands, "uchar", TRUE, NULL));
	assert_false(vips_draw_rect(t[1], red, bands, 0, 0, 30, 30, "fill", TRUE, NULL));
	assert_false(vips_copy(t[1], &out, "interpretation", VIPS_INTERPRETATION_sRGB, NULL));
	g_object_unref(t[0]);
	g_object_unref(t[1]);
	return out;
}

static const struct picture *
put_jpeg(struct fixture *f, int orientation)
{
	VipsImage *im = two_halves(false);
	void *buf;
	size_t n;

	if (orientation)
		vips_image_set_int(im, VIPS_META_ORIENTATION, orientation);
	vips_image_set_string(im, "exif-ifd0-Make",
			      "Camera (Camera, ASCII, 7 components, 7 bytes)");
	assert_false(vips_jpegsave_buffer(im, &buf, &n, "Q", 95, NULL));
	put_file(f, STR("photo.jpg"), buf, n);
	g_free(buf);
	g_object_unref(im);
	return picture_read(&f->mem, &f->diag, &f->root, f->path, (struct pos){0});
}

static const struct picture *
put_png(struct fixture *f, bool alpha)
{
	VipsImage *im = two_halves(alpha);
	void *buf;
	size_t n;

	assert_false(vips_pngsave_buffer(im, &buf, &n, NULL));
	put_file(f, STR("photo.png"), buf, n);
	g_free(buf);
	g_object_unref(im);
	return picture_read(&f->mem, &f->diag, &f->root, f->path, (struct pos){0});
}

static bool
make(struct fixture *f, const struct picture *p, const struct picture_want *want, int n, str *out)
{
	str bytes;

	f->why = (str){0};
	assert_true(file_read(&f->mem, &f->diag, &f->root, p->path, 1 << 20, &bytes));
	return picture_vips_make(&f->mem, p, bytes, want, n, out, &f->why);
}

/* The picture of BYTES; the pixel at X, Y as "r g b" or "g". */
static str
pixel(struct arena *a, str bytes, int x, int y, int *width, int *height)
{
	VipsImage *im = vips_image_new_from_buffer(bytes.p, (size_t)bytes.n, "", NULL);
	struct out o = {.mem = a};
	double *v;
	int n;

	assert_non_null(im);
	assert_int_equal(vips_image_get_typeof(im, "exif-ifd0-Make"), 0);
	assert_int_equal(vips_image_get_typeof(im, VIPS_META_EXIF_NAME), 0);
	*width = im->Xsize;
	*height = im->Ysize;
	assert_false(vips_getpoint(im, &v, &n, x, y, NULL));
	for (int i = 0; i < n; i++)
		out_fmt(&o, "%s%s", i ? " " : "", v[i] > 190 ? "255" : v[i] < 60 ? "0" : "?");
	g_free(v);
	g_object_unref(im);
	return out_text(&o);
}

static void
sizes_turns_and_crops(void **state)
{
	static const struct {
		int orientation;
		struct picture_want want;
		int x, y, width, height;
		const char *pixel;
	} cases[] = {
	    {0, {.width = 30, .format = PICTURE_JPEG, .quality = 90}, 5, 5, 30, 15, "255 0 0"},
	    {0, {.width = 30, .format = PICTURE_WEBP, .quality = 90}, 25, 5, 30, 15, "0 0 255"},
	    {0, {.width = 99, .format = PICTURE_WEBP, .quality = 90}, 5, 5, 60, 30, "255 0 0"},
	    {0,
	     {.width = 60, .height = 10, .format = PICTURE_WEBP, .quality = 90},
	     2,
	     2,
	     20,
	     10,
	     "255 0 0"},
	    /* stored lying, shown standing: red above */
	    {6, {.width = 15, .format = PICTURE_JPEG, .quality = 90}, 5, 5, 15, 30, "255 0 0"},
	    {6, {.width = 15, .format = PICTURE_JPEG, .quality = 90}, 5, 25, 15, 30, "0 0 255"},
	    {3, {.width = 30, .format = PICTURE_JPEG, .quality = 90}, 5, 5, 30, 15, "0 0 255"},
	    {0,
	     {.width = 10, .height = 10, .cover = true, .format = PICTURE_WEBP, .quality = 90},
	     1,
	     5,
	     10,
	     10,
	     "255 0 0"},
	    {0,
	     {.width = 10, .height = 10, .cover = true, .format = PICTURE_WEBP, .quality = 90},
	     8,
	     5,
	     10,
	     10,
	     "0 0 255"},
	    /* a box larger than the picture keeps its form */
	    {0,
	     {.width = 400, .height = 400, .cover = true, .format = PICTURE_WEBP, .quality = 90},
	     2,
	     2,
	     30,
	     30,
	     "255 0 0"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct fixture f;
		const struct picture *p;
		str out;
		int w, h, told_w, told_h;

		open_folder(&f);
		p = put_jpeg(&f, cases[i].orientation);
		assert_non_null(p);
		assert_true(make(&f, p, &cases[i].want, 1, &out));
		assert_str(pixel(&f.mem, out, cases[i].x, cases[i].y, &w, &h), cases[i].pixel);
		picture_size(p, &cases[i].want, &told_w, &told_h);
		if (w != cases[i].width || h != cases[i].height || w != told_w || h != told_h)
			fail_msg("case %zu: %d x %d, told %d x %d", i, w, h, told_w, told_h);
		close_folder(&f);
	}
}

static void
transparent_becomes_white(void **state)
{
	struct picture_want want = {.width = 30, .format = PICTURE_JPEG, .quality = 90};
	struct fixture f;
	const struct picture *p;
	str out;
	int w, h;

	(void)state;
	open_folder(&f);
	p = put_png(&f, true);
	assert_true(make(&f, p, &want, 1, &out));
	assert_str(pixel(&f.mem, out, 25, 5, &w, &h), "255 255 255");
	close_folder(&f);
}

/* JPEG and ordinary WebP mix colours where two meet. */
static void
drawings_keep_every_pixel(void **state)
{
	static const struct picture_want wants[] = {
	    {.width = 60, .format = PICTURE_PNG},
	    {.width = 60, .format = PICTURE_WEBP, .lossless = true, .quality = 1},
	};
	struct fixture f;
	const struct picture *p;
	str out[2];

	(void)state;
	open_folder(&f);
	p = put_png(&f, false);
	assert_true(make(&f, p, wants, 2, out));
	assert_true(str_starts(out[0], STR("\x89PNG")));
	assert_true(str_starts(str_from_at(out[1], 12), STR("VP8L")));
	for (int i = 0; i < 2; i++) {
		int w, h;

		assert_str(pixel(&f.mem, out[i], 29, 5, &w, &h), "255 0 0");
		assert_str(pixel(&f.mem, out[i], 30, 5, &w, &h), "0 0 255");
		assert_int_equal(w, 60);
	}
	close_folder(&f);
}

/* On white, sharp at any size. */
static void
svgs_are_drawn_as_large_as_asked_for(void **state)
{
	static const struct {
		struct picture_want want;
		int width, height;
	} cases[] = {
	    {{.width = 300, .format = PICTURE_PNG}, 300, 200},
	    {{.width = 100, .height = 100, .cover = true, .format = PICTURE_PNG}, 100, 100},
	    {{.width = 7, .height = 60, .format = PICTURE_PNG}, 7, 5},
	};
	struct picture p = {
	    .path = STR("map.svg"),
	    .format = PICTURE_SVG,
	    .width = 30,
	    .height = 20,
	    .svg = STR("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 30 20' width='30' "
		       "height='20'><path d='M0 0H15V20H0z' fill='#f00'/></svg>"),
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena mem = {0};
		str out, why = {0};
		int w, h, told_w, told_h;

		assert_true(picture_vips_start(&mem, &why));
		assert_true(picture_vips_make(&mem, &p, p.svg, &cases[i].want, 1, &out, &why));
		picture_size(&p, &cases[i].want, &told_w, &told_h);
		assert_str(pixel(&mem, out, cases[i].width / 2 - 2, 2, &w, &h), "255 0 0");
		assert_str(pixel(&mem, out, cases[i].width / 2 + 2, 2, &w, &h), "255 255 255");
		if (w != cases[i].width || h != cases[i].height || w != told_w || h != told_h)
			fail_msg("case %zu: %d x %d, told %d x %d", i, w, h, told_w, told_h);
		arena_free(&mem);
	}
}

/* Heights are those of the picture, not of the size before: 60 x 30, 33 x 17, 15 x 8 (of 17: 7.7).
 */
static void
many_sizes_from_one_decoding(void **state)
{
	static const int width[] = {60, 33, 33, 15, 15}, height[] = {30, 17, 17, 8, 8};
	enum { N = sizeof width / sizeof *width };
	struct picture_want want[N];
	struct fixture f;
	const struct picture *p;
	str out[N];

	(void)state;
	open_folder(&f);
	p = put_jpeg(&f, 0);
	for (int i = 0; i < N; i++)
		want[i] = (struct picture_want){.width = width[i],
						.format = i % 2 ? PICTURE_WEBP : PICTURE_JPEG,
						.quality = 90};
	assert_true(make(&f, p, want, N, out));
	for (int i = 0; i < N; i++) {
		int w, h;

		assert_str(pixel(&f.mem, out[i], 3, 4, &w, &h), "255 0 0");
		assert_str(pixel(&f.mem, out[i], width[i] - 3, 4, &w, &h), "0 0 255");
		assert_int_equal(w, width[i]);
		assert_int_equal(h, height[i]);
	}
	close_folder(&f);
}

static void
same_bytes_twice(void **state)
{
	struct picture_want want = {.width = 33, .format = PICTURE_WEBP, .quality = 80};
	struct fixture f;
	const struct picture *p;
	str one, two;

	(void)state;
	open_folder(&f);
	p = put_png(&f, false);
	assert_true(make(&f, p, &want, 1, &one));
	assert_true(make(&f, p, &want, 1, &two));
	assert_true(str_eq(one, two));
	close_folder(&f);
}

/* libvips keeps what passes for large, here 1,000 bytes, in a file where it is not read in order.
 */
static void
a_large_picture_needs_no_file(void **state)
{
	struct picture_want want = {.width = 33, .format = PICTURE_JPEG, .quality = 80};
	struct rlimit old, none;
	struct fixture f;
	const struct picture *p;
	bool made;
	str out;

	(void)state;
	open_folder(&f);
	p = put_png(&f, false);
	getrlimit(RLIMIT_FSIZE, &old);
	none = (struct rlimit){0, old.rlim_max};
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &none);
	made = make(&f, p, &want, 1, &out);
	setrlimit(RLIMIT_FSIZE, &old);
	signal(SIGXFSZ, SIG_DFL);
	assert_str(f.why, "");
	assert_true(made);
	close_folder(&f);
}

/* Deep, in inks, moving, turned: what browsers are given is one frame of eight bits in sRGB. */
static void
odd_pictures_become_plain_ones(void **state)
{
	static const struct {
		const char *name;
		int width, height;
	} cases[] = {
	    {"deep.png", 40, 30},     {"cmyk.jpg", 40, 27},   {"moving.gif", 2, 2},
	    {"moving.webp", 40, 27},  {"bomb.png", 40, 40},   {"one.png", 1, 1},
	    {"odd-exif.jpg", 40, 27}, {"turned.jpg", 40, 60}, {"iccp.png", 40, 27},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		static const enum picture_format formats[] = {PICTURE_WEBP, PICTURE_PNG};
		struct fixture f;
		const struct picture *p;
		str bytes;

		open_folder(&f);
		bytes = test_file(&f.mem, "tests/hostile/pictures", cases[i].name);
		put_file(&f, str_from(cases[i].name), bytes.p, (size_t)bytes.n);
		p = picture_read(&f.mem, &f.diag, &f.root, f.path, (struct pos){0});
		for (int k = 0; k < 2; k++) {
			struct picture_want want = {
			    .width = cases[i].width, .format = formats[k], .quality = 80};
			VipsImage *im;
			str out;

			assert_true(make(&f, p, &want, 1, &out));
			im = vips_image_new_from_buffer(out.p, (size_t)out.n, "", NULL);
			assert_non_null(im);
			assert_int_equal(im->Xsize, cases[i].width);
			assert_int_equal(im->Ysize, cases[i].height);
			assert_int_equal(im->BandFmt, VIPS_FORMAT_UCHAR);
			assert_true(im->Bands <= 3);
			assert_int_equal(vips_image_get_typeof(im, VIPS_META_N_PAGES), 0);
			assert_int_equal(vips_image_get_typeof(im, VIPS_META_EXIF_NAME), 0);
			assert_int_equal(vips_image_get_typeof(im, VIPS_META_ICC_NAME), 0);
			g_object_unref(im);
		}
		close_folder(&f);
	}
}

/* What changed between the check of the header and now is found out. */
static void
damaged_and_exchanged_files_are_refused(void **state)
{
	struct picture_want want = {.width = 30, .format = PICTURE_JPEG, .quality = 80};
	struct fixture f;
	struct picture p;
	str bytes, out;

	(void)state;
	open_folder(&f);
	p = *put_png(&f, false);
	assert_true(file_read(&f.mem, &f.diag, &f.root, f.path, 1 << 20, &bytes));
	put_file(&f, f.path, bytes.p, (size_t)bytes.n / 2);
	assert_false(make(&f, &p, &want, 1, &out));
	assert_true(f.why.n > 0);
	put_file(&f, f.path, bytes.p, (size_t)bytes.n);
	p.width = 61;
	assert_false(make(&f, &p, &want, 1, &out));
	p.width = 60;
	p.format = PICTURE_JPEG;
	assert_false(make(&f, &p, &want, 1, &out));
	p.format = PICTURE_PNG;
	assert_true(make(&f, &p, &want, 1, &out));
	close_folder(&f);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sizes_turns_and_crops),
	    cmocka_unit_test(transparent_becomes_white),
	    cmocka_unit_test(drawings_keep_every_pixel),
	    cmocka_unit_test(svgs_are_drawn_as_large_as_asked_for),
	    cmocka_unit_test(many_sizes_from_one_decoding),
	    cmocka_unit_test(same_bytes_twice),
	    cmocka_unit_test(a_large_picture_needs_no_file),
	    cmocka_unit_test(odd_pictures_become_plain_ones),
	    cmocka_unit_test(damaged_and_exchanged_files_are_refused),
	};

	g_setenv("VIPS_DISC_THRESHOLD", "1000",
		 TRUE); /* as a_large_picture_needs_no_file wants it */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
