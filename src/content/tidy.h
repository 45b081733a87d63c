/*
 * tidy.h - what is done to the tree of a text after cmark: soft breaks between Chinese
 * characters vanish, indents go, a picture alone in a paragraph becomes a figure, bare URLs
 * become links, headings get their ids.
 */
#ifndef CONTENT_TIDY_H
#define CONTENT_TIDY_H

#include "content/node.h"

void tidy(struct arena *a, struct node *doc);

#endif
