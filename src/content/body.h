/* body.h - the tree of an article as XHTML, for pages and feeds. */
#ifndef CONTENT_BODY_H
#define CONTENT_BODY_H

#include "content/node.h"
#include "markup/element.h"

struct body_picture {
	str src;	  /* empty: it is left out, its caption stays */
	str srcset, webp; /* other sizes, and the same as WebP; may be empty */
	str sizes;	  /* for both sets: "(min-width: 60em) 40em, 100vw" */
	str whole;	  /* where there is more of it to see than in its place; may be empty */
};

struct body_links {
	/* Where a link leads in the output; URL as written, never an absolute one. */
	str (*target)(void *ctx, struct arena *a, const struct node *n);
	/* NULL: pictures are as their URL is written. */
	struct body_picture (*picture)(void *ctx, struct arena *a, const struct node *n);
	bool first_at_once; /* the first picture is not put off until it is scrolled to */
	bool no_ids;	    /* texts of several articles share a file: their headings have none */
	str enlarge;	    /* what a way to the whole picture is called if that has no caption */
	void *ctx;
};

/*
 * Append the blocks of DOC (converted, without -{…}-) to PARENT, each as an element that is written
 * already.
 */
void body_append(struct arena *a, struct element *parent, const struct node *doc,
		 const struct body_links *links);

#endif
