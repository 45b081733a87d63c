/* heading.h - ids of headings: their own Chinese text, so that a link to it can be typed. */
#ifndef CONTENT_HEADING_H
#define CONTENT_HEADING_H

#include "content/node.h"

/*
 * Set the id of every heading in DOC: its text (the first variant of a -{…}-), blanks as "-",
 * punctuation left out; "-2" and so on for repeats; "section-N" for the N-th heading if nothing
 * is left.
 */
void heading_ids(struct arena *a, struct node *doc);

#endif
