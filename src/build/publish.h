/*
 * publish.h - all or nothing. Files are written into a staging folder beside the
 * output, made durable, and swapped in by one rename; the output is the old edition or the
 * new one, whole, at every moment, whatever is killed. One build at a time.
 *
 *	out/.lilong           the marker: only folders that have it are replaced
 *	.out.lilong-new/      staging, has it too; what a killed build left is cleared
 *	.out.lilong-lock      flock
 */
#ifndef BUILD_PUBLISH_H
#define BUILD_PUBLISH_H

#include "base/diag.h"

struct publish {
	struct arena *mem;
	struct diag *diag;
	str out;			       /* as the user named it */
	char *name, *staging_name, *lock_name; /* in the folder above */
	int above, lock, staging;	       /* descriptors; -1: not open */
	bool replaces;			       /* there is an output already */
};

/*
 * Look at OUT, take the lock, make an empty staging folder (p->staging). PROJECT is the folder of
 * the paper. False, with messages, if there can be no output; nothing is left then.
 */
bool publish_begin(struct publish *p, struct arena *a, struct diag *d, const char *out,
		   int project);
/* Swap the staging folder in and remove the old one. False, with a message: nothing has changed. */
bool publish_commit(struct publish *p);
/* Remove the staging folder, if it is still there, and give back the lock. */
void publish_end(struct publish *p);

#endif
