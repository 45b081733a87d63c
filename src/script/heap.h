/*
 * heap.h - the memory of one state of Lua, all in one piece: it can be put back to what it was at a
 * moment, byte by byte, and a state with it, which so forgets all that scripts did since.
 */
#ifndef SCRIPT_HEAP_H
#define SCRIPT_HEAP_H

#include "base/arena.h"

#include <stdbool.h>

enum {
	HEAP_STEP = 16,	   /* bytes between two sizes of small blocks, and their alignment */
	HEAP_SMALL = 1024, /* the largest of them; then there are four sizes to a power of two */
	HEAP_SIZES = HEAP_SMALL / HEAP_STEP + 4 * 24
};

struct heap_state {
	size_t top;		/* what lies behind was never given out */
	void *free[HEAP_SIZES]; /* lists of blocks that were given back, by size */
	int gap;		/* that is being used up; those before it are */
	size_t taken;		/* bytes of it */
};

/* Bytes of the heap, from AT on. */
struct heap_gap {
	size_t at, n;
};

struct heap {
	char *base;
	size_t room;
	struct heap_state now;
	const struct heap_gap *gap; /* where nothing was when it was last kept */
	int ngap;
};

/* The heap as it was at a moment. */
struct heap_image {
	struct heap_state state;
	struct heap_gap *gap;
	int ngap;
	char *bytes; /* below state.top, without the gaps */
};

/* At most ROOM bytes; memory is taken as it is used. False if the system refuses. */
bool heap_open(struct heap *h, size_t room);
void heap_close(struct heap *h);
/*
 * P, of OLD bytes, with SIZE bytes, at another place if need be; P NULL: a new one; SIZE 0: none
 * any more. NULL if there is no room; P is then as it was. To shrink never fails.
 */
void *heap_resize(struct heap *h, void *p, size_t old, size_t size);

/*
 * Keep what is there now; the image lies in A and is to last as long as H. What was given back lies
 * between what was not: from then on small blocks are cut from these gaps, which need not be put
 * back.
 */
void heap_keep(struct heap *h, struct arena *a, struct heap_image *out);
/* Put back what was kept. */
void heap_back(struct heap *h, const struct heap_image *image);

#endif
