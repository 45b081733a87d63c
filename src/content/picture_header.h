/*
 * picture_header.h - the four picture formats by their bytes, read strictly and
 * never decoded. Used by picture.c alone.
 */
#ifndef CONTENT_PICTURE_HEADER_H
#define CONTENT_PICTURE_HEADER_H

#include "base/str.h"
#include "content/picture.h"

enum picture_fault {
	PICTURE_GOOD,
	PICTURE_UNKNOWN, /* none of the four formats */
	PICTURE_CUT,	 /* ends before the format's own end */
	PICTURE_BROKEN	 /* what stands there cannot stand there */
};

struct picture_header {
	enum picture_format format; /* also set where the picture is cut or broken */
	uint32_t width, height;	    /* as it is shown: orientation applied; may be 0 */
	bool lossless;		    /* how pixels are stored */
	bool location;		    /* EXIF says where it was taken */
};

enum picture_fault picture_header(str bytes, struct picture_header *out);

#endif
