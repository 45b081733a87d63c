/* part.h - the parts of check_issue(), one file each, and what they share. Used in check/ alone. */
#ifndef CHECK_PART_H
#define CHECK_PART_H

#include "content/issue.h"

/* check/links.c: resolve links; unused files are noted. ISSUE is NULL for the About page. */
void check_links(struct arena *a, struct diag *d, const struct root *r, const struct paper *paper,
		 struct issue *issue);
/* check/honours.c: certificate numbers, codes, organisations that stand there twice. */
void check_honours(struct arena *a, struct diag *d, const struct honour_roll *roll);

/*
 * Which script the body of ART is in, as its characters say; another than it should be in only if
 * it is all of it that is out of place.
 */
enum script check_seen_script(struct arena *a, const struct article *art);

#endif
