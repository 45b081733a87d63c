#include "emit/picture_ink.h"

#include <sys/mman.h>
#include <unistd.h>

#include <vips/vips.h>

#include "base/write.h"

enum { CMYK = 4, TRIES = 10, STEP = 4 /* of 255 */ };

/*
 * Take what is over LIMIT (of CMYK * 255) out of one pixel. What C, M and Y have in common is grey,
 * and black prints it with a third of the ink; what is still over is taken from colours in
 * proportion.
 */
static void
limit_pixel(unsigned char *p, int limit)
{
	int over = p[0] + p[1] + p[2] + p[3] - limit, grey, colours;

	if (over <= 0)
		return;
	grey = VIPS_MIN(VIPS_MIN(p[0], p[1]), VIPS_MIN(p[2], (over + 1) / 2));
	grey = VIPS_MIN(grey, 255 - p[3]);
	for (int i = 0; i < 3; i++)
		p[i] = (unsigned char)(p[i] - grey);
	p[3] = (unsigned char)(p[3] + grey);
	colours = p[0] + p[1] + p[2];
	if (colours + p[3] <= limit)
		return;
	for (int i = 0; i < 3; i++)
		p[i] = (unsigned char)(p[i] * VIPS_MAX(limit - p[3], 0) / colours);
}

static int
most_ink(const unsigned char *p, size_t pixels)
{
	int most = 0;

	for (size_t i = 0; i < pixels; i++, p += CMYK)
		most = VIPS_MAX(most, p[0] + p[1] + p[2] + p[3]);
	return most;
}

/* PERCENT of one ink, of 255. */
static int
of_255(int percent)
{
	return percent * 255 / 100;
}

static bool
save(struct arena *a, VipsImage *im, int quality, str *out)
{
	void *buf = NULL;
	size_t n = 0;
	bool ok = !vips_jpegsave_buffer(im, &buf, &n, "Q", quality, "strip", TRUE,
					"optimize_coding", TRUE, NULL);

	if (ok)
		*out = str_dup(a, (str){buf, (ptrdiff_t)n});
	g_free(buf);
	return ok;
}

static int
jpeg_ink(str jpeg, int *most)
{
	void *b = (void *)(uintptr_t)jpeg.p; /* libvips only reads it */
	VipsImage *im = NULL;
	size_t n = 0;
	void *pixels = NULL;
	int failed = vips_jpegload_buffer(b, (size_t)jpeg.n, &im, NULL);

	if (!failed && im->Bands == CMYK)
		pixels = vips_image_write_to_memory(im, &n);
	if (pixels)
		*most = most_ink(pixels, n / CMYK);
	g_free(pixels);
	if (im)
		g_object_unref(im);
	return pixels ? 0 : -1;
}

/* A name that libvips can open for the bytes of a profile: no file on disk. -1 with errno. */
static int
profile_file(str bytes, char path[32])
{
	int fd = memfd_create("profile", MFD_CLOEXEC);

	if (fd >= 0 && !write_all(fd, bytes)) {
		close(fd);
		return -1;
	}
	g_snprintf(path, 32, "/proc/self/fd/%d", fd);
	return fd;
}

static int
to_cmyk(VipsImage *in, VipsImage **out, const struct picture_press *press)
{
	char path[32] = "cmyk"; /* libvips' own */
	int fd = press->profile.n > 0 ? profile_file(press->profile, path) : 0, failed;

	if (fd < 0)
		return -1;
	failed = vips_icc_transform(in, out, path, "input_profile", "srgb", "intent",
				    VIPS_INTENT_PERCEPTUAL, NULL);
	if (fd > 0)
		close(fd);
	return failed;
}

/* PIXELS of CMYK, as many as IM has, as a JPEG; *MOST: the ink that it has once it is coded. */
static bool
code(struct arena *a, const unsigned char *pixels, const VipsImage *im, int quality, str *out,
     int *most)
{
	size_t n = (size_t)im->Xsize * (size_t)im->Ysize * CMYK;
	VipsImage *t = vips_image_new_from_memory(pixels, n, im->Xsize, im->Ysize, CMYK,
						  VIPS_FORMAT_UCHAR);
	bool ok = t;

	if (t)
		t->Type = VIPS_INTERPRETATION_CMYK;
	ok = ok && save(a, t, quality, out) && !jpeg_ink(*out, most);
	if (t)
		g_object_unref(t);
	return ok;
}

/* Coding changes values a little, so what comes out is measured, and made again if it is over. */
static bool
code_under(struct arena *a, unsigned char *pixels, const VipsImage *im, int limit, int quality,
	   str *out, int *most)
{
	size_t n = (size_t)im->Xsize * (size_t)im->Ysize;
	struct arena_mark mark = arena_mark(a);
	int target = limit;

	for (int i = 1; i <= TRIES; i++) {
		arena_rewind(a, mark);
		for (size_t k = 0; k < n; k++)
			limit_pixel(pixels + CMYK * k, target);
		if (!code(a, pixels, im, quality, out, most))
			return false;
		if (*most <= limit)
			return true;
		target -= *most - limit + i * STEP;
	}
	vips_error("picture", "%d of %d", *most, limit);
	return false;
}

bool
picture_ink_cmyk(struct arena *a, VipsImage *im, const struct picture_want *want, str *out)
{
	int most = 0;
	VipsImage *inks = NULL;
	unsigned char *pixels = NULL;
	bool ok = !to_cmyk(im, &inks, want->press) && inks->Bands == CMYK;

	if (ok)
		pixels = vips_image_write_to_memory(inks, NULL);
	ok = pixels &&
	     code_under(a, pixels, inks, of_255(want->press->ink), want->quality, out, &most);
	g_free(pixels);
	if (inks)
		g_object_unref(inks);
	*want->ink_found = (most * 100 + 254) / 255;
	return ok;
}

bool
picture_ink_grey(struct arena *a, VipsImage *im, int quality, str *out)
{
	VipsImage *grey = NULL;
	bool ok = !vips_colourspace(im, &grey, VIPS_INTERPRETATION_B_W, NULL) &&
		  save(a, grey, quality, out);

	if (grey)
		g_object_unref(grey);
	return ok;
}
