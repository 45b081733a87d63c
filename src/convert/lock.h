/*
 * lock.h - -{…}- marks in a text, with MediaWiki's meaning: -{王寶和}- is left
 * alone, -{zh-hans:软件;zh-hant:軟體}- gives each script its own words; its colons and
 * semicolons may be full-width. Finds them and says what remains of the text; converts
 * nothing. Seen by convert/, and by content/rewrite.c, which leaves marks as they are.
 */
#ifndef CONVERT_LOCK_H
#define CONVERT_LOCK_H

#include "convert/convert.h"

/* Marks inside each other that are followed; deeper ones are reported and printed as text. */
enum { LOCK_DEPTH = 8 };

/* A part of the text that remains: bytes FROM to TO (not included). */
struct lock_run {
	ptrdiff_t from, to;
	bool locked;
};

struct lock_fault {
	enum diag_id id;
	ptrdiff_t at; /* byte of the mark */
	str arg;      /* n < 0: none */
};

struct lock_text {
	struct lock_run *run; /* in the order of the text; none is empty */
	int n;
	struct lock_fault *fault;
	int nfault;
};

/* The first byte of a "-{" or a "}-" from byte AT on; TEXT.n: there is none. */
ptrdiff_t lock_next(str text, ptrdiff_t at);
/* TO decides which of several variants remains. All lives in A. */
void lock_read(struct arena *a, str text, enum script to, struct lock_text *out);

#endif
