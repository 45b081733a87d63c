/*
 * worker.h - jobs in forked processes: at most so many at a time, each under
 * limits of memory and processor time and under the parent's clock. A process does some jobs one
 * after the other; if it dies, another one goes on with the next. A worker that
 * crashes, loops, eats memory or says something else than records becomes one error about its
 * job. What a job does is the caller's (build/issue.h).
 */
#ifndef BUILD_WORKER_H
#define BUILD_WORKER_H

#include "build/record.h"

enum {
	WORKER_CPU = 20,	     /* seconds of processor time */
	WORKER_SECONDS = 60,	     /* of the clock, unless --limit says otherwise */
	WORKER_SENT_MAX = 256 << 20, /* bytes of records */
	WORKER_FILE_MAX = 256 << 20, /* bytes of one file it writes */
	WORKER_JOBS_MAX = 64
};

struct job {
	str name; /* what messages call it: the folder */
	struct received got;
};

struct pool {
	struct arena *mem;
	int jobs;    /* at a time, 1 to WORKER_JOBS_MAX */
	int seconds; /* for each */
	int signals; /* of worker_signals() */
	/* In the worker: do job I. */
	void (*work)(void *ctx, int i, struct sender *s);
	void *ctx;
	/* In the parent, after each job. */
	void (*tell)(void *to, int done, int n);
	void *to;
};

/* A descriptor that can be read when the user interrupts; such signals end nothing from now on. */
int worker_signals(void);
bool worker_interrupted(int signals);

/*
 * Do N jobs; got.diag of each must be set. False, all workers killed, if the user interrupts. A job
 * that failed has got.ended false and an error among its messages.
 */
bool worker_run(const struct pool *p, struct job *job, int n);

#endif
