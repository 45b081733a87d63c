/*
 * picture.h - a picture in other sizes: the door to libvips, in a worker
 * only. The bytes come through the gate; only the decoder of the format that
 * content/picture.h recognised sees them. EXIF orientation is applied, colours
 * become sRGB on white, or grey or the four inks of a press, metadata (places, cameras, names) is
 * dropped.
 */
#ifndef EMIT_PICTURE_H
#define EMIT_PICTURE_H

#include "content/picture.h"

enum picture_ink { PICTURE_SRGB, PICTURE_GREY, PICTURE_CMYK };

/* How the inks of a press are mixed. */
struct picture_press {
	str profile; /* ICC profile, its bytes; empty: that of libvips, of no press in particular */
	int ink;     /* % of all inks together at one place, at most */
};

struct picture_want {
	int width, height; /* pixels of the box; height 0: as high as it comes. Never enlarged */
	bool cover;	   /* fill the box and cut what is over, from both sides alike */
	enum picture_format format;	   /* PICTURE_JPEG or PICTURE_WEBP */
	int quality;			   /* 1 to 100 */
	enum picture_ink ink;		   /* but for SRGB: of JPEGs */
	const struct picture_press *press; /* CMYK */
	int *ink_found; /* CMYK: set to the % of ink at the place that has most */
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

/* What makes pictures, and its version: other bytes may come of another one. */
const char *picture_maker(void);

/*
 * True if BYTES can be the profile of a press: ICC.1, an output device with CMYK. Decoding one that
 * is faulty all the same fails in picture_make.
 */
bool picture_profile_ok(str bytes);
/* The profile that an empty one stands for, and what it calls itself; the bytes live in A. */
str picture_profile_own(struct arena *a);

#endif
