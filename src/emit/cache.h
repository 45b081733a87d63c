/*
 * cache.h - what takes long to make and hangs on nothing but its key: pictures in other sizes,
 * subsets of fonts, whole issues. It is kept from one build to the next in .cache/ of the project.
 * Output is the same without it: the folder may be deleted at any time, several builds may use it
 * at once, and what is damaged in it is made anew. Nothing here is ever an error of a build.
 */
#ifndef EMIT_CACHE_H
#define EMIT_CACHE_H

#include "base/file.h"
#include "base/out.h"

struct cache {
	int fd;		  /* the folder; -1: nothing is kept */
	struct out *used; /* takes the names of entries that are found or made; NULL: nobody does */
};

/* A cache that keeps nothing. */
#define CACHE_NONE ((struct cache){.fd = -1})

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

/* An entry that is written piece by piece, for it is too large to be put together in memory. */
struct cache_writer {
	const struct cache *cache;
	int fd;
	str key;
	ptrdiff_t bytes; /* so far */
	bool whole;	 /* all of them were written */
	char name[41], temporary[57];
};

/* False if nothing can be kept; then it is not to be ended. C and KEY must live as long as *W. */
bool cache_begin(struct cache_writer *w, const struct cache *c, str key);
void cache_add(struct cache_writer *w, str bytes);
/* KEEP false: it is given up. */
void cache_end(struct cache_writer *w, bool keep);

/* The entries of NAMES (c->used) were of use once more. */
void cache_touch(const struct cache *c, str names);
/* Delete what no build asked for in CACHE_DAYS. */
void cache_trim(const struct cache *c);
enum { CACHE_DAYS = 30 };

#endif
