/*
 * darkroom.h - the program that makes pictures, lilong-pictures (src/pictures.c), and what is said
 * between it and a worker. It starts when the first picture is needed: libvips with its hundred
 * libraries takes 20 ms and 15 MB, and most builds find all their pictures in the cache. A decoder
 * that crashes takes its picture along, not the issue.
 */
#ifndef EMIT_DARKROOM_H
#define EMIT_DARKROOM_H

#include <sys/types.h>

#include "base/code.h"
#include "emit/picture.h"

/* All zero: not started. */
struct darkroom {
	pid_t pid;
	int fd; /* both ways */
};

/* Which program it is: identity_file(). */
void darkroom_identity(struct out *o);

/* False with WHY in A, where it cannot be started. True where it runs. */
bool darkroom_start(struct darkroom *room, struct arena *a, str *why);
void darkroom_close(struct darkroom *room);

/*
 * BYTES, which P tells of, as each of the N WANTs says, in A; picture_vips_make() in the other
 * program. False with WHY. ROOM was started; after a crash it is closed.
 */
bool darkroom_make(struct darkroom *room, struct arena *a, const struct picture *p, str bytes,
		   const struct picture_want *want, int n, str *out, str *why);
/* picture_vips_profile(); empty where that failed. */
str darkroom_profile(struct darkroom *room, struct arena *a);

/* -- the other end ------------------------------------------------------------------ */

enum darkroom_task { DARKROOM_MAKE, DARKROOM_PROFILE, DARKROOM_TASK__N };

struct darkroom_order {
	enum darkroom_task task;
	struct picture picture; /* without its path */
	str bytes;
	struct picture_want *want;
	int n;
};

struct darkroom_result {
	bool ok;
	str why;
	struct darkroom_made {
		str bytes;
		int ink;
	} * made; /* of each want, or the profile */
	int n;
};

void darkroom_code_order(struct code *c, struct darkroom_order *o);
void darkroom_code_result(struct code *c, struct darkroom_result *r);

/* A message is its length, four bytes, low byte first, and its bytes. False: no more, or too long.
 */
bool darkroom_send(int fd, str message);
bool darkroom_receive(int fd, struct arena *a, str *message);

#endif
