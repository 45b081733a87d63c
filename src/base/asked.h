/*
 * asked.h - what was asked of a folder's files, and a digest of what they answered: whoever keeps
 * what was made of the answers learns whether they would be the same today. The gate (base/file.h)
 * notes all that goes through it.
 */
#ifndef BASE_ASKED_H
#define BASE_ASKED_H

#include "base/code.h"
#include "base/digest.h"

enum asked_what { ASKED_KIND, ASKED_BYTES, ASKED_LIST, ASKED__N };

struct asked_entry {
	enum asked_what what;
	str path;
	unsigned char answer[DIGEST_BYTES];
};

struct asked {
	struct arena *mem;
	struct asked_entry *entry;
	int n, room;
	bool unsure; /* a file could not be read, or changed while it was */
};

struct root; /* base/file.h */

/* A may be NULL: nothing is noted. */
void asked_note(struct asked *a, enum asked_what what, str path, str answer);
/* What FROM holds was asked once more. */
void asked_again(struct asked *a, const struct asked *from);
/* An answer that is not to be relied on: a file is missing, a disk fails. */
void asked_unsure(struct asked *a);

/* In order, each question once; A is unsure where one had two answers. */
void asked_settle(struct asked *a);
/* Write what was asked, or read it: base/code.h. Settle it before it is written. */
void asked_code(struct code *c, struct asked *a);
/* True if the files below R would answer all of A the same. */
bool asked_same(struct arena *scratch, const struct root *r, const struct asked *a);

#endif
