/*
 * slug.h - the part of an address that is an article's own: small ASCII letters,
 * digits, hyphens and the letters of Chinese, Japanese and Korean.
 */
#ifndef CONTENT_SLUG_H
#define CONTENT_SLUG_H

#include "base/arena.h"
#include "base/str.h"

enum {
	SLUG_BYTES_MAX = 200, /* with ".xhtml" and a temporary suffix still below NAME_MAX, 255 */
	SLUG_PINYIN_MAX = 60  /* bytes of a slug that is made from a title */
};

bool slug_valid(str s);
/* The name of a file or folder as a slug: letters made small, blanks and "_" as "-"; empty if it
 * is none. */
str slug_from_name(struct arena *a, str name);
/* Pinyin of TITLE; empty if nothing is left. */
str slug_from_title(struct arena *a, str title);

#endif
