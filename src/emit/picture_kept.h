/*
 * picture_kept.h - pictures in other sizes. What an earlier build made is taken from its cache;
 * only what is new is decoded, in a program of its own (emit/darkroom.h). The bytes come through
 * the gate.
 */
#ifndef EMIT_PICTURE_KEPT_H
#define EMIT_PICTURE_KEPT_H

#include "emit/cache.h"
#include "emit/darkroom.h"

/* What pictures are made with; lives as long as what is pointed to. */
struct picture_desk {
	struct diag *diag;
	const struct root *root;   /* of the project */
	const struct cache *cache; /* takes what is new; NULL: none */
	struct darkroom *room;
};

/*
 * The bytes of P as each of the N WANTs says, at most PICTURE_WANTS_MAX, from large to small, in A:
 * the same on every machine. False, with a message about P->path, if it cannot be read or decoded.
 */
bool picture_kept(struct arena *a, const struct picture_desk *desk, const struct picture *p,
		  const struct picture_want *want, int n, str *out);
/* The profile that an empty one stands for; its bytes live in A. Empty: there is none. */
str picture_kept_profile(struct arena *a, const struct picture_desk *desk);

#endif
