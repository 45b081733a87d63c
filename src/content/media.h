/*
 * media.h - the pictures that articles ask for: beside the article, else in the
 * issue's folder. Each file is read once for an issue. Used by issue.c.
 */
#ifndef CONTENT_MEDIA_H
#define CONTENT_MEDIA_H

#include "base/file.h"
#include "content/node.h"

struct media {
	struct arena *mem;
	struct diag *diag;
	const struct root *root;
	struct media_file *file; /* what was read; start with NULL */
};

/* Set the picture of each figure and image below ROOT. FALLBACK may be empty. */
void media_resolve(struct media *m, struct node *root, str folder, str fallback);

#endif
