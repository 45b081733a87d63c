/*
 * links.h - every link inside the output leads to a file that was written, and
 * to an id in it. A worker looks at the links between its own files and says of the others where
 * they lead, in 62 bits; the parent looks at those when all files are there.
 */
#ifndef BUILD_LINKS_H
#define BUILD_LINKS_H

#include "base/code.h"
#include "base/diag.h"
#include "emit/files.h"

struct links_file {
	str path;
	uint64_t *id; /* sums of its ids */
	int nid;
};

/* What several places lead to that no file of the worker's holds. */
struct links_to {
	str target;	   /* as it is written there */
	uint64_t path, id; /* sums; 0: of no file that could be published, of no id */
	int *file, *line;  /* where it is written */
	int nfrom;
};

/* What one job wrote. */
struct links {
	struct links_file *file;
	int nfile;
	struct links_to *to;
	int nto;
};

/*
 * In a worker: what F holds. ROOT: where the site lies on its server (paper_root), which links may
 * begin with. All lives in A, texts as long as F does.
 */
struct links links_find(struct arena *a, str root, const struct files *f);
/* The same as a record; what is read lives in C->mem. */
void links_code(struct code *c, struct links *l);
/* In the parent: look at the links of N jobs. */
void links_check(struct arena *a, struct diag *d, const struct links *const *job, int n);

#endif
