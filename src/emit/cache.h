/*
 * cache.h - what takes long to make and hangs on nothing but its key: pictures in other sizes,
 * subsets of fonts. It is kept from one build to the next in .cache/ of the project. Output is
 * the same without it: the folder may be deleted at any time, several builds may use it at once,
 * and what is damaged in it is made anew. Nothing here is ever an error of a build.
 */
#ifndef EMIT_CACHE_H
#define EMIT_CACHE_H

#include "base/file.h"

struct cache {
	int fd; /* the folder; -1: nothing is kept */
};

/* A cache that keeps nothing. */
#define CACHE_NONE ((struct cache){-1})

/* The folder .cache below R, made where it is missing. */
struct cache cache_open(const struct root *r);
void cache_close(struct cache *c);

/*
 * What was kept for KEY, in A. A key names all that the bytes hang on, in any words: what they are,
 * the digest of what they are made of, how, and the version of what makes them. False if
 * nothing is there, or no longer whole. C may be NULL.
 */
bool cache_find(const struct cache *c, struct arena *a, str key, str *out);
/* Keep BYTES; nothing is said if they cannot be. C may be NULL. */
void cache_keep(const struct cache *c, str key, str bytes);

/* Delete what no build asked for in CACHE_DAYS. */
void cache_trim(const struct cache *c);
enum { CACHE_DAYS = 30 };

#endif
