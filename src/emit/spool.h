/*
 * spool.h - what workers leave for workers that come after them: bytes in a file without a name.
 * Where something lies is told to the parent in a summary.
 */
#ifndef EMIT_SPOOL_H
#define EMIT_SPOOL_H

#include "base/arena.h"
#include "base/str.h"

struct spool {
	int fd;	       /* -1: nothing is kept */
	uint64_t *end; /* shared by all workers */
};

/* In folder AT, or in memory where its file system cannot; before any worker runs. */
void spool_open(struct spool *s, int at);
void spool_close(struct spool *s);
/* Where BYTES lie now; -1: they were not kept. */
int64_t spool_add(struct spool *s, str bytes);
/* The N bytes at AT; empty if they are not there. */
str spool_read(struct arena *a, const struct spool *s, int64_t at, ptrdiff_t n);

#endif
