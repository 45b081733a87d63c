#include "emit/picture_vips.h"

#include <vips/vips.h>

#include <vips/vector.h>

#include "emit/picture_ink.h"

enum { WEBP_EFFORT = 2 }; /* of 6: half the time of the usual 4, files 4 % larger */

/* What libvips says, its first line. */
static str
complaint(struct arena *a)
{
	str why = str_trim(str_from(vips_error_buffer())),
	    line = str_dup(a, str_cut(&why, STR("\n")));

	vips_error_clear();
	return line;
}

bool
picture_vips_start(struct arena *a, str *why)
{
	/* Warnings would go to stderr past our messages; what matters comes as an error, too. */
	g_setenv("VIPS_WARNING", "1", TRUE);
	if (VIPS_INIT("lilong")) {
		*why = complaint(a);
		return false;
	}
	vips_concurrency_set(1);
	vips_cache_set_max(0);
	vips_block_untrusted_set(TRUE);
	/* The vector code rounds otherwise than the plain code: bytes would depend on the machine.
	 */
	vips_vector_set_enabled(FALSE);
	return true;
}

/* JPEGs are decoded at a half, a quarter or an eighth where that leaves twice what is wanted. */
static int
shrink(const struct picture *p, int w, int h)
{
	int n = 8;

	while (n > 1 && (p->width / n < 2 * w || p->height / n < 2 * h))
		n /= 2;
	return n;
}

/*
 * Read once from top to bottom, so that a large picture is never whole in memory or, where libvips
 * would rather have it there, in a file for a while.
 */
static int
load(const struct picture *p, str bytes, int n, VipsImage **im)
{
	enum { IN_ORDER = VIPS_ACCESS_SEQUENTIAL };
	void *b = (void *)(uintptr_t)bytes.p; /* libvips only reads it */
	size_t len = (size_t)bytes.n;

	switch (p->format) {
	case PICTURE_JPEG:
		return vips_jpegload_buffer(b, len, im, "shrink", n, "access", IN_ORDER, "fail_on",
					    VIPS_FAIL_ON_ERROR, NULL);
	case PICTURE_PNG:
		return vips_pngload_buffer(b, len, im, "access", IN_ORDER, "fail_on",
					   VIPS_FAIL_ON_ERROR, NULL);
	case PICTURE_WEBP:
		return vips_webpload_buffer(b, len, im, "access", IN_ORDER, "fail_on",
					    VIPS_FAIL_ON_ERROR, NULL);
	case PICTURE_GIF:
		return vips_gifload_buffer(b, len, im, "access", IN_ORDER, "fail_on",
					   VIPS_FAIL_ON_ERROR, NULL);
	case PICTURE_SVG:
	case PICTURE_FORMAT__N:
		break;
	}
	return -1;
}

/* Drawn as large as covers W x H. The drawing was cleaned: libvips trusts none. */
static int
draw(VipsObject *ctx, const struct picture *p, str svg, int w, int h, VipsImage **im)
{
	VipsImage **t = (VipsImage **)vips_object_local_array(ctx, 1);
	void *b = (void *)(uintptr_t)svg.p;
	double across = (double)w / p->width, down = (double)h / p->height;

	if (vips_type_find("VipsOperation", "svgload_buffer") == 0) {
		vips_error("picture", "libvips without librsvg");
		return -1;
	}
	vips_operation_block_set("VipsForeignLoadSvg", FALSE);
	if (vips_svgload_buffer(b, (size_t)svg.n, &t[0], "scale", VIPS_MAX(across, down), NULL))
		return -1;
	*im = t[0];
	return 0;
}

/* What is decoded must be what the header check saw; *IN is replaced where it is to be shrunk. */
static int
open_checked(VipsObject *ctx, const struct picture *p, str bytes, int w, int h, VipsImage **in)
{
	VipsImage **t = (VipsImage **)vips_object_local_array(ctx, 2);
	int n = shrink(p, w, h);

	if (p->format == PICTURE_SVG)
		return draw(ctx, p, bytes, w, h, in);
	if (load(p, bytes, 1, &t[0]))
		return -1;
	if ((int64_t)t[0]->Xsize * t[0]->Ysize != (int64_t)p->width * p->height) {
		vips_error("picture", "%d x %d", t[0]->Xsize, t[0]->Ysize);
		return -1;
	}
	*in = t[0];
	if (p->format != PICTURE_JPEG || n == 1)
		return 0;
	if (load(p, bytes, n, &t[1]))
		return -1;
	*in = t[1];
	return 0;
}

/* To exactly W x H; COVER: the middle of what covers that. Turned as the camera was held. */
static int
shrink_to(VipsImage *in, VipsImage **out, int w, int h, bool cover)
{
	VipsInteresting crop = cover ? VIPS_INTERESTING_CENTRE : VIPS_INTERESTING_NONE;
	VipsSize size = cover ? VIPS_SIZE_DOWN : VIPS_SIZE_FORCE;
	bool cmyk = in->Type == VIPS_INTERPRETATION_CMYK;

	if (cmyk || vips_image_get_typeof(in, VIPS_META_ICC_NAME) != 0)
		return vips_thumbnail_image(in, out, w, "height", h, "size", size, "crop", crop,
					    "export_profile", "srgb", "import_profile",
					    cmyk ? "cmyk" : "srgb", NULL);
	return vips_thumbnail_image(in, out, w, "height", h, "size", size, "crop", crop, NULL);
}

static int
on_white(VipsImage *in, VipsImage **out)
{
	VipsArrayDouble *white;
	int failed;

	if (!vips_image_hasalpha(in)) {
		g_object_ref(*out = in);
		return 0;
	}
	white = vips_array_double_newv(1, 255.0);
	failed = vips_flatten(in, out, "background", white, NULL);
	vips_area_unref(VIPS_AREA(white));
	return failed;
}

/* *OUT is in memory: it is saved in several formats, and smaller sizes are made of it. */
static int
resize(VipsObject *ctx, VipsImage *in, const struct picture *p, const struct picture_want *want,
       VipsImage **out)
{
	VipsImage **t = (VipsImage **)vips_object_local_array(ctx, 5);
	int w, h;

	picture_size(p, want, &w, &h);
	if (shrink_to(in, &t[0], w, h, want->cover) || on_white(t[0], &t[1]) ||
	    vips_colourspace(t[1], &t[2], VIPS_INTERPRETATION_sRGB, NULL) ||
	    vips_cast(t[2], &t[3], VIPS_FORMAT_UCHAR, NULL))
		return -1;
	*out = t[4] = vips_image_copy_memory(t[3]);
	return t[4] ? 0 : -1;
}

static int
save(VipsImage *im, const struct picture_want *want, void **buf, size_t *n)
{
	if (want->format == PICTURE_PNG)
		return vips_pngsave_buffer(im, buf, n, "compression", 9, "strip", TRUE, NULL);
	if (want->format == PICTURE_WEBP && want->lossless)
		return vips_webpsave_buffer(im, buf, n, "lossless", TRUE, "effort", WEBP_EFFORT,
					    "strip", TRUE, NULL);
	if (want->format == PICTURE_WEBP)
		return vips_webpsave_buffer(im, buf, n, "Q", want->quality, "effort", WEBP_EFFORT,
					    "strip", TRUE, NULL);
	return vips_jpegsave_buffer(im, buf, n, "Q", want->quality, "strip", TRUE,
				    "optimize_coding", TRUE, NULL);
}

static uint32_t
little_endian(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return u[0] | (uint32_t)u[1] << 8 | (uint32_t)u[2] << 16 | (uint32_t)u[3] << 24;
}

/*
 * The picture alone, in the simple form of the format: told to strip, libvips 8.14 keeps the EXIF
 * of a WebP all the same, and with it the place, or makes one where there was none. Chunks are a
 * name, a length and bytes, filled up to an even number.
 */
static str
bare_webp(struct arena *a, str file)
{
	struct out o = {.mem = a};
	str rest = file.n > 12 ? str_from_at(file, 12) : (str){0};

	while (rest.n >= 8) {
		size_t n = (size_t)little_endian(rest.p + 4), chunk = 8 + n + (n & 1);

		if (chunk > (size_t)rest.n)
			break;
		if (str_starts(rest, STR("VP8 ")) || str_starts(rest, STR("VP8L"))) {
			out_str(&o, STR("RIFF"));
			for (int i = 0; i < 4; i++)
				out_char(&o, (char)((chunk + 4) >> 8 * i & 0xFF));
			out_str(&o, STR("WEBP"));
			out_str(&o, str_sub(rest, 0, (ptrdiff_t)chunk));
			return out_text(&o);
		}
		rest = str_from_at(rest, (ptrdiff_t)chunk);
	}
	return str_dup(a, file);
}

static bool
encode(struct arena *a, VipsImage *im, const struct picture_want *want, str *out)
{
	void *buf = NULL;
	size_t n = 0;
	bool ok = !save(im, want, &buf, &n);
	str bytes = {buf, (ptrdiff_t)n};

	if (ok)
		*out = want->format == PICTURE_WEBP ? bare_webp(a, bytes) : str_dup(a, bytes);
	g_free(buf);
	return ok;
}

static bool
encode_as(struct arena *a, VipsImage *im, const struct picture_want *want, str *out)
{
	switch (want->ink) {
	case PICTURE_GREY:
		return picture_ink_grey(a, im, want->quality, out);
	case PICTURE_CMYK:
		return picture_ink_cmyk(a, im, want, out);
	case PICTURE_SRGB:
	case PICTURE_INK__N:
		break;
	}
	return encode(a, im, want, out);
}

static bool
same_size(const struct picture_want *x, const struct picture_want *y)
{
	return x->width == y->width && x->height == y->height && x->cover == y->cover;
}

bool
picture_vips_make(struct arena *a, const struct picture *p, str bytes,
		  const struct picture_want *want, int n, str *out, str *why)
{
	VipsObject *ctx = VIPS_OBJECT(vips_image_new());
	VipsImage *im;
	int w, h;
	bool ok;

	picture_box(p, want, &w, &h);
	ok = !open_checked(ctx, p, bytes, w, want->height > 0 ? h : 1, &im);
	for (int i = 0; ok && i < n; i++)
		ok = ((i > 0 && same_size(&want[i], &want[i - 1])) ||
		      !resize(ctx, im, p, &want[i], &im)) &&
		     encode_as(a, im, &want[i], &out[i]);
	g_object_unref(ctx);
	if (!ok)
		*why = complaint(a);
	return ok;
}

str
picture_vips_profile(struct arena *a)
{
	VipsBlob *blob = NULL;
	str bytes = {0};

	if (!vips_profile_load("cmyk", &blob, NULL)) {
		size_t n = 0;
		const char *p = vips_blob_get(blob, &n);

		bytes = str_dup(a, (str){p, (ptrdiff_t)n});
		vips_area_unref(VIPS_AREA(blob));
	}
	vips_error_clear();
	return bytes;
}
