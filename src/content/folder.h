/* folder.h - what lies in the folder of an issue. For issue.c and create.c. */
#ifndef CONTENT_FOLDER_H
#define CONTENT_FOLDER_H

#include "base/file.h"

struct folder_article {
	str path;   /* content/2024-07-17/kangjian/index.md */
	str folder; /* content/2024-07-17/kangjian, or the issue's */
	str name;   /* kangjian */
};

struct folder {
	struct folder_article *article; /* in order of path */
	int narticle;
	bool issue, honours; /* issue.md, honours.md are there */
	struct strs other;   /* pictures and what nobody knows, in order of path */
};

/* False, with a message, if PATH cannot be listed. What lies wrong is reported. */
bool folder_read(struct arena *a, struct diag *d, const struct root *r, str path,
		 struct folder *out);

#endif
