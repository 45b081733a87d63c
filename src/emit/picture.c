#include "emit/picture.h"

#include <limits.h>

#include <vips/version.h> /* a constant: the library is not linked */

void
picture_box(const struct picture *p, const struct picture_want *want, int *width, int *height)
{
	int w = want->width, h = want->height > 0 ? want->height : INT_MAX;

	if (want->cover && p->format != PICTURE_SVG && w > p->width) {
		h = (int)((int64_t)h * p->width / w);
		w = p->width;
	}
	if (want->cover && p->format != PICTURE_SVG && h > p->height) {
		w = (int)((int64_t)w * p->height / h);
		h = p->height;
	}
	*width = w < 1 ? 1 : w;
	*height = h < 1 ? 1 : h;
}

/* a * b / c, rounded. */
static int
scaled(int a, int b, int c)
{
	int v = (int)(((int64_t)a * b * 2 + c) / ((int64_t)c * 2));

	return v < 1 ? 1 : v;
}

void
picture_size(const struct picture *p, const struct picture_want *want, int *width, int *height)
{
	int w, h;

	picture_box(p, want, &w, &h);
	*width = w;
	*height = h;
	if (want->cover)
		return;
	if (p->format != PICTURE_SVG && w >= p->width && h >= p->height) {
		*width = p->width;
		*height = p->height;
	} else if ((int64_t)w * p->height <= (int64_t)h * p->width) {
		*height = scaled(p->height, w, p->width);
	} else {
		*width = scaled(p->width, h, p->height);
	}
}

const char *
picture_maker(void)
{
	return "libvips " VIPS_VERSION;
}

/* Of the header, 128 bytes: class, colours and signature (ICC.1:2010, 7.2). */
bool
picture_profile_ok(str bytes)
{
	return bytes.n > 132 && str_starts(str_from_at(bytes, 12), STR("prtrCMYK")) &&
	       str_starts(str_from_at(bytes, 36), STR("acsp"));
}
