/*
 * picture.h - what can be asked of a picture: sizes, formats, inks. EXIF orientation is applied,
 * colours become sRGB on white, or grey or the four inks of a press, metadata (places, cameras,
 * names) is dropped. emit/picture_kept.h makes them.
 */
#ifndef EMIT_PICTURE_H
#define EMIT_PICTURE_H

#include "content/picture.h"

enum picture_ink { PICTURE_SRGB, PICTURE_GREY, PICTURE_CMYK, PICTURE_INK__N };

/* How the inks of a press are mixed. */
struct picture_press {
	str profile; /* ICC profile, its bytes; empty: that of libvips, of no press in particular */
	int ink;     /* % of all inks together at one place, at most */
};

struct picture_want {
	int width, height; /* pixels of the box; height 0: as high as it comes. Never enlarged, but
			      for SVG */
	bool cover;	   /* fill the box and cut what is over, from both sides alike */
	enum picture_format format;	   /* PICTURE_JPEG, PICTURE_PNG or PICTURE_WEBP */
	int quality;			   /* 1 to 100; not of PNG */
	bool lossless;			   /* WebP: every pixel as it is; quality has no say */
	enum picture_ink ink;		   /* but for SRGB: of JPEGs */
	const struct picture_press *press; /* CMYK */
	int *ink_found; /* CMYK: set to the % of ink at the place that has most */
};

enum { PICTURE_WANTS_MAX = 64 };

/* The box that is asked for, made smaller in proportion where the picture is smaller. */
void picture_box(const struct picture *p, const struct picture_want *want, int *width, int *height);

/* The pixels that come of WANT. */
void picture_size(const struct picture *p, const struct picture_want *want, int *width,
		  int *height);

/* What makes pictures, and its version: other bytes may come of another one. */
const char *picture_maker(void);

/*
 * True if BYTES can be the profile of a press: ICC.1, an output device with CMYK. Decoding one that
 * is faulty all the same fails when a picture is made.
 */
bool picture_profile_ok(str bytes);

#endif
