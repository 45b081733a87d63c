/*
 * record.h - what a worker sends to its parent: messages as they are found, then the
 * files it wrote, a summary of its issue, and the word that it came to its end.
 * Each record is its kind and its length, then its bytes (base/code.h).
 */
#ifndef BUILD_RECORD_H
#define BUILD_RECORD_H

#include "base/diag.h"
#include "build/links.h"
#include "emit/files.h"
#include "emit/summary.h"

/* The worker's side. */
struct sender {
	int fd;
	struct arena *mem;
	const struct diag_msg *sent; /* the last message that was sent */
	struct out *copy;   /* takes messages and files as they are sent; NULL: nobody does */
	struct out waiting; /* for send_next(): the parent wakes up for what comes */
};

/*
 * Messages of D that have not been sent; D is the only one of this sender. They go at once, so that
 * they are there if the worker dies; but not before files that were sent.
 */
void send_messages(struct sender *s, const struct diag *d);
/* What links_find() finds in F. Once in a job, but for another F. */
void send_files(struct sender *s, const struct files *f, str root);
/* What COPY took in an earlier build. */
void send_again(struct sender *s, str records);
void send_summary(struct sender *s, const struct summary *sum);
void send_end(struct sender *s);

/* The worker is through with a job and goes on to the next. What was sent is on its way now. */
void send_next(struct sender *s);

/* The parent's side: all that a worker sent of one job. */
struct received {
	struct diag *diag; /* messages are copied into it */
	struct links links;
	struct summary summary;
	bool has_summary;
	bool ended; /* the last record was there, whole, and nothing after it */
};

/*
 * Look for the record of send_next() in BYTES, from *AT on, which moves past whole records. True:
 * it ends at *AT.
 */
bool received_next(str bytes, ptrdiff_t *at);
/* The bytes of that record. */
enum { RECEIVED_NEXT = 8 };
/*
 * Read BYTES as far as they are records; what is cut off or makes no sense ends the reading.
 * All in *R lives in A.
 */
void received_read(struct received *r, struct arena *a, str bytes);

#endif
