/*
 * picture_vips.h - a picture in other sizes: the door to libvips, for lilong-pictures alone
 * (src/pictures.c). Only the decoder of the format that content/picture.h recognised sees the
 * bytes.
 */
#ifndef EMIT_PICTURE_VIPS_H
#define EMIT_PICTURE_VIPS_H

#include "emit/picture.h"

/* False with WHY in A. Nothing else works before it. */
bool picture_vips_start(struct arena *a, str *why);

/*
 * BYTES, which P tells of, as each of the N WANTs says, in A: the same on every machine. They are
 * decoded once; each size is made of the one before, so they come from large to small. False with
 * WHY if they cannot be decoded.
 */
bool picture_vips_make(struct arena *a, const struct picture *p, str bytes,
		       const struct picture_want *want, int n, str *out, str *why);

/* The profile that an empty one stands for, and what it calls itself; the bytes live in A. */
str picture_vips_profile(struct arena *a);

#endif
