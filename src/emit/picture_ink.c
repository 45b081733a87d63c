#include "emit/picture_ink.h"

#include <sys/mman.h>
#include <unistd.h>

#include <vips/vips.h>

#include "base/write.h"

enum { CMYK = 4, TRIES = 4 };

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

/*
 * Coding as JPEG changes values a little, so what comes out is measured, and made again with less
 * ink if it is over.
 */
bool
picture_ink_cmyk(struct arena *a, VipsImage *im, const struct picture_want *want, str *out)
{
	VipsObject *ctx = VIPS_OBJECT(vips_image_new());
	VipsImage **t = (VipsImage **)vips_object_local_array(ctx, 1 + TRIES);
	int limit = of_255(want->press->ink), target = limit, most = 0;
	unsigned char *pixels = NULL;
	size_t n = 0;
	bool ok = !to_cmyk(im, &t[0], want->press) && t[0]->Bands == CMYK &&
		  (pixels = vips_image_write_to_memory(t[0], &n));

	for (int i = 1; ok && i <= TRIES; i++) {
		for (size_t at = 0; at < n; at += CMYK)
			limit_pixel(pixels + at, target);
		t[i] = vips_image_new_from_memory_copy(pixels, n, t[0]->Xsize, t[0]->Ysize, CMYK,
						       VIPS_FORMAT_UCHAR);
		if (t[i])
			t[i]->Type = VIPS_INTERPRETATION_CMYK;
		ok = t[i] && save(a, t[i], want->quality, out) && !jpeg_ink(*out, &most);
		if (most <= limit)
			break;
		target -= most - limit;
	}
	g_free(pixels);
	g_object_unref(ctx);
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

/* Of the header, 128 bytes: class, colours and signature (ICC.1:2010, 7.2). */
bool
picture_profile_ok(str bytes)
{
	return bytes.n > 132 && str_starts(str_from_at(bytes, 12), STR("prtrCMYK")) &&
	       str_starts(str_from_at(bytes, 36), STR("acsp"));
}
