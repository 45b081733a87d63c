/*
 * picture.h - a picture in other sizes: the door to libvips, in a worker
 * only. The bytes come through the gate; only the decoder of the format that
 * content/picture.h recognised sees them. EXIF orientation is applied, colours
 * become sRGB on white, metadata (places, cameras, names) is dropped.
 */
#ifndef EMIT_PICTURE_H
#define EMIT_PICTURE_H

#include "content/picture.h"

struct picture_want {
	int width, height; /* pixels of the box; height 0: as high as it comes. Never enlarged */
	bool cover;	   /* fill the box and cut what is over, from both sides alike */
	enum picture_format format; /* PICTURE_JPEG or PICTURE_WEBP */
	int quality;		    /* 1 to 100 */
};

/*
 * The bytes of P as each of the N WANTs says, in A: the same on every machine. P is decoded once;
 * each size is made of the one before, so they come from large to small. False, with a message
 * about P->path, if it cannot be read or decoded.
 */
bool picture_make(struct arena *a, struct diag *d, const struct root *r, const struct picture *p,
		  const struct picture_want *want, int n, str *out);

/* The pixels that picture_make will give. */
void picture_size(const struct picture *p, const struct picture_want *want, int *width,
		  int *height);

#endif
