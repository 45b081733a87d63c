/*
 * issue.h - what a worker does: the passes over one issue, in every edition, and
 * over what the whole site has. Runs in a process of its own (build/worker.h).
 */
#ifndef BUILD_ISSUE_H
#define BUILD_ISSUE_H

#include "build/plan.h"

/* Read, check, convert, compose, lay out and write issue I. PLAN is a struct plan. */
void issue_work(void *plan, int i, struct sender *s);
/*
 * I 0: home, archive, honours, about, search and feeds, from the summaries of the issues; from 1 on
 * the volumes of the search index.
 */
void site_work(void *plan, int i, struct sender *s);

#endif
