/*
 * kept.h - issues that nobody has touched. What a worker made of an issue is kept whole in .cache:
 * its files, messages, summary and text for search, together with all that was asked of the
 * project's files and the layouts' for it (base/asked.h). The next build asks again; if the answers
 * are the same, and so are program, paper, house terms, fonts and options, it does the same once
 * more without reading a word. An issue with an error, and one whose files could not be read, is
 * made anew.
 */
#ifndef BUILD_KEPT_H
#define BUILD_KEPT_H

#include "build/plan.h"

/*
 * A digest of all that an issue hangs on besides its own files and the layouts'; empty: nothing can
 * be kept.
 */
str kept_state(struct arena *a, const struct plan *p);

/*
 * Write and send what was kept of issue I; messages of the system come through D. False, and
 * nothing was done, if it is to be made.
 */
bool kept_replay(const struct plan *p, int i, struct arena *a, struct diag *d, struct sender *s);

/* An issue that is being made. */
struct kept {
	const struct plan *plan;
	struct arena *mem;
	struct root root, layouts; /* those of the plan; what is asked of them is noted */
	struct asked of_root, of_layouts;
	struct cache cache; /* that of the plan; what is used of it is noted */
	struct out used;
	struct cache_writer to;
	bool open; /* TO is */
	str key, state;
	struct out sent; /* records for the parent */
};

/* Before issue I is read: through K->root, K->layouts and
 * K->cache, told to S, written to F. */
void kept_begin(struct kept *k, const struct plan *p, int i, struct arena *a, struct sender *s,
		struct files *f);
/* When all but the summary was sent. SUM NULL: there is nothing to keep. */
void kept_end(struct kept *k, const struct diag *d, struct sender *s, const struct files *f,
	      const struct summary *sum);

#endif
