/*
 * links.h - every link inside the output leads to a file that was written, and
 * to an id in it.
 */
#ifndef BUILD_LINKS_H
#define BUILD_LINKS_H

#include "base/diag.h"
#include "emit/files.h"

/*
 * Check the links of N files; they are put in order of their paths. ROOT: where the site lies on
 * its server (paper_root), which links may begin with.
 */
void links_check(struct arena *a, struct diag *d, str root, struct files_entry *file, int n);

#endif
