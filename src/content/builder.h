/*
 * builder.h - the tree of a text while it is made: what is open, raw HTML in it, and what must
 * not get in (characters no page can hold, too deep nesting). It knows nothing of cmark.
 */
#ifndef CONTENT_BUILDER_H
#define CONTENT_BUILDER_H

#include "content/markdown.h"

struct builder {
	struct arena *mem;
	struct diag *diag;
	struct node *at; /* what is open */
	int depth;	 /* of inlines in it */
	bool sound;	 /* no reference can have put into a text what the source does not hold */
	struct {
		struct node *node;
		str name;
	} tag[MARKDOWN_INLINE_MAX]; /* HTML elements that are open, innermost last */
	int ntag;
	str hidden;    /* name of the element whose text is dropped */
	bool too_deep; /* reported in this block */
};

/* Append a node and go into it. NULL if it is not made: hidden, or too deep. */
struct node *builder_open(struct builder *b, enum node_type type, struct pos at);
/* Leave N; tags that are open in it are closed and reported. */
void builder_close(struct builder *b, struct node *n);
/* A node without children; TEXT is cleaned, and lives as long as the tree. NULL if it is hidden. */
struct node *builder_leaf(struct builder *b, enum node_type type, struct pos at, str text);
/* One tag of raw HTML. */
void builder_tag(struct builder *b, struct pos at, str tag);
/* A block of raw HTML. */
void builder_html(struct builder *b, struct pos at, str html);
/*
 * TEXT without characters that no page can hold (a reference can write them), which are reported;
 * TEXT itself if it has none.
 */
str builder_clean(struct builder *b, struct pos at, str text, bool lines);

#endif
