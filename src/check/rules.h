/*
 * rules.h - what must agree between the files of an issue, and between issues.
 * Each file for itself is the business of content/; texts are proof-read in check/texts.h.
 */
#ifndef CHECK_RULES_H
#define CHECK_RULES_H

#include "content/issue.h"

/*
 * All rules over one issue. Resolves the links of its texts on the way: sets struct node's to,
 * target_issue, target_slug and fragment.
 */
void check_issue(struct arena *a, struct diag *d, const struct root *r, const struct paper *paper,
		 struct issue *issue);

/* The About page: the same for the links of paper->about. */
void check_paper(struct arena *a, struct diag *d, const struct root *r, const struct paper *paper);

/* What is known of each issue when all are there. */
struct check_number {
	str file; /* content/2024-07-17/issue.md */
	struct date date;
	int number; /* 0: not given */
};
/* V in order of date: total numbers rise with the date. */
void check_numbers(struct diag *d, const struct check_number *v, int n);

#endif
