/*
 * picture.h - what the header of a picture file says; SVG is cleaned as well. Nothing is decoded
 * here (reference: decoders are the way in); libvips sees a file in a worker only, after this
 * check.
 */
#ifndef CONTENT_PICTURE_H
#define CONTENT_PICTURE_H

#include "base/diag.h"
#include "base/file.h"

enum picture_format {
	PICTURE_JPEG,
	PICTURE_PNG,
	PICTURE_WEBP,
	PICTURE_GIF,
	PICTURE_SVG, /* drawn at any size; never larger than itself is said of the others */
	PICTURE_FORMAT__N
};

struct picture {
	str path; /* from the project's root: content/2024-07-17/photo.jpg */
	enum picture_format format;
	int width, height; /* pixels, as it is shown: EXIF orientation applied */
	size_t bytes;
	uint64_t sum; /* of its bytes (base/sum.h) */
	/* Lines and areas of few colours, kept without loss: JPEG would smear them. */
	bool drawing;
	str svg; /* SVG: what was left of it (markup/svg.h) */
};

/* Pixels and sides that are taken; larger ones are an error. */
enum { PICTURE_SIDE_MAX = 20000, PICTURE_PIXELS_MAX = 100 * 1000 * 1000 };

/* True if NAME ends like a picture: .jpg, .PNG … */
bool picture_extension(str name);
/*
 * Read the header of PATH below ROOT; AT is where it is asked for. NULL, with a
 * message, if it is missing (then with the nearest name in its folder), not one
 * of the formats, cut off, or too large.
 */
const struct picture *picture_read(struct arena *a, struct diag *d, const struct root *r, str path,
				   struct pos at);

#endif
