/* body.h - the tree of an article as XHTML elements, for pages and feeds. */
#ifndef CONTENT_BODY_H
#define CONTENT_BODY_H

#include "content/node.h"
#include "markup/element.h"

struct body_links {
	/* Where a link or picture leads in the output; URL as written, never an absolute one. */
	str (*target)(void *ctx, struct arena *a, const struct node *n);
	/* Other sizes of a picture, as srcset text; may be NULL or give an empty slice. */
	str (*srcset)(void *ctx, struct arena *a, const struct node *n);
	/* The same as WebP: not empty, <img> stands in <picture> after a <source> of that type. */
	str (*webp)(void *ctx, struct arena *a, const struct node *n);
	str sizes; /* for both sets: "(min-width: 60em) 40em, 100vw" */
	void *ctx;
};

/* Append the blocks of DOC (converted, without -{…}-) to PARENT. */
void body_append(struct arena *a, struct element *parent, const struct node *doc,
		 const struct body_links *links);

#endif
