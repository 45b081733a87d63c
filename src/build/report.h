/*
 * report.h - what the user is told besides messages: progress on a terminal, a
 * summary at the end that names every draft left out. The time goes to standard
 * error, so that what a pipe gets is the same in each run.
 */
#ifndef BUILD_REPORT_H
#define BUILD_REPORT_H

#include "build/plan.h"

struct report {
	enum lang lang;
	bool quiet;
	long long began; /* milliseconds */
};

enum report_end { REPORT_CHECKED, REPORT_PUBLISHED, REPORT_PRINTED, REPORT_FAILED };

void report_begin(struct report *r, enum lang lang, bool quiet);
/* One line that is written over; TO is a struct report. Nothing if standard error is no terminal.
 */
void report_progress(void *to, int done, int n);
/* All messages, to standard error. Their scopes are editions: bit 1 << enum script. */
void report_messages(const struct report *r, struct arena *scratch, struct diag *d);
/* OUT is the folder of the output as the user named it, or NULL. */
void report_summary(const struct report *r, const struct plan *p, enum report_end end,
		    const char *out);

#endif
