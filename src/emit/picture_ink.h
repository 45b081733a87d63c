/*
 * picture_ink.h - a decoded picture as the ink of a press: black alone, or the four process colours
 * under a limit of ink. For picture_vips.c alone.
 */
#ifndef EMIT_PICTURE_INK_H
#define EMIT_PICTURE_INK_H

#include "emit/picture.h"

struct _VipsImage;

/*
 * IM, which is sRGB, as a JPEG in A. False with an error of libvips. The second sets
 * WANT->ink_found, which is not over WANT->press->ink.
 */
bool picture_ink_grey(struct arena *a, struct _VipsImage *im, int quality, str *out);
bool picture_ink_cmyk(struct arena *a, struct _VipsImage *im, const struct picture_want *want,
		      str *out);

#endif
