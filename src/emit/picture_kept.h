/*
 * picture_kept.h - pictures that were made by an earlier build are taken from its cache; the same
 * bytes as of emit/picture.h, without decoding.
 */
#ifndef EMIT_PICTURE_KEPT_H
#define EMIT_PICTURE_KEPT_H

#include "emit/cache.h"
#include "emit/picture.h"

/* picture_make() with what CACHE has, which takes what is new. */
bool picture_kept(struct arena *a, struct diag *d, const struct root *r, const struct cache *cache,
		  const struct picture *p, const struct picture_want *want, int n, str *out);
/* The same for picture_profile_own(). */
str picture_kept_profile(struct arena *a, const struct cache *cache);

#endif
