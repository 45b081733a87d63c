/*
 * found.h - what the build must know of a file to look at its links: ids, and links that do not
 * lead out. For the files of markup/ that read what was written.
 */
#ifndef MARKUP_FOUND_H
#define MARKUP_FOUND_H

#include "markup/verify.h"

/* Lists that grow while a file is read; what is found in it is copied to MEM. */
struct found {
	struct arena *mem;
	struct verify_link *link;
	struct verify_link *id; /* the id and the line where it stands */
	int nlink, nid, link_room, id_room;
};

/* Whether anything is found in the values of attributes of that NAME. */
bool found_wants(str name);
/* An attribute of any element that begins on LINE; NAME is without its prefix. */
void found_attribute(struct found *f, str name, str value, int line);
void found_link(struct found *f, str target, int line);
/* What was found before elsewhere; its target must last. */
void found_again(struct found *f, struct verify_link link);
void found_id(struct found *f, struct verify_link id);
/* Put the ids in order of their bytes. False if there is an empty one, or the same twice. */
bool found_sort(struct found *f);
/* True if id I, in that order, is empty or one that came before. */
bool found_fault(const struct found *f, int i);
void found_keep(const struct found *f, struct verify_result *out);

#endif
