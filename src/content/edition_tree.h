/*
 * edition_tree.h - the text of an article in another script: a copy of the tree in which
 * each paragraph was converted as one string. Seen by content/edition.c alone.
 */
#ifndef CONTENT_EDITION_TREE_H
#define CONTENT_EDITION_TREE_H

#include "content/node.h"
#include "convert/convert.h"

struct node *edition_tree(struct arena *a, struct diag *d, struct convert *c,
			  const struct node *root);

#endif
