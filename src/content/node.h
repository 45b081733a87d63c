/*
 * node.h - the text of an article as a tree. Made by content/markdown.c (source
 * text) and by content/edition.c (converted to an edition); all fields are open.
 */
#ifndef CONTENT_NODE_H
#define CONTENT_NODE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

/* Blocks first, then inlines. */
enum node_type {
	NODE_DOCUMENT,
	NODE_PARA,
	NODE_HEADING, /* level 2 to 6 (a "# " in a body is read as 2); id */
	NODE_QUOTE,
	NODE_LIST, /* ordered, start */
	NODE_ITEM,
	NODE_CODE_BLOCK, /* text */
	NODE_BREAK,	 /* thematic break */
	NODE_FIGURE,	 /* url, alt (caption), title (credit), picture: no children */
	NODE_TABLE,	 /* children: NODE_ROW */
	NODE_ROW,	 /* head: a header row; children: NODE_CELL */
	NODE_CELL,	 /* align; children: inlines */

	NODE_TEXT, /* text */
	NODE_EMPH,
	NODE_STRONG,
	NODE_CODE,	 /* text */
	NODE_LINK,	 /* url, title, to */
	NODE_IMAGE,	 /* an image inside a line: url, alt, title, picture */
	NODE_LINE_BREAK, /* hard break */
	NODE_SOFT_BREAK, /* between Latin words only: written as a space */
	NODE_TAG,	 /* an allowed inline HTML element: tag */
};

/* The inline HTML elements that survive (markup/sanitise.h); ruby is the one papers need. */
enum node_tag {
	TAG_RUBY,
	TAG_RT,
	TAG_RP,
	TAG_SUB,
	TAG_SUP,
	TAG_U,
	TAG_MARK,
	TAG_SMALL,
	TAG_S,
	TAG_KBD,
	TAG__N
};

enum node_align { ALIGN_NONE, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

/* Where a link leads; everything but LINK_OUT and LINK_HERE is set by check/links.c. */
enum link_to {
	LINK_OUT,     /* http, https, mailto; or not resolved (that was reported) */
	LINK_HERE,    /* "#id": a heading of the same article */
	LINK_ARTICLE, /* target_issue, target_slug, fragment */
	LINK_ISSUE,   /* issue.md: the front page of target_issue */
	LINK_HONOURS, /* honours.md of target_issue */
	LINK_ABOUT,   /* paper.md */
	LINK_FILE     /* a picture beside the article: picture is set */
};

struct picture; /* content/picture.h */

struct node {
	enum node_type type;
	struct node *first, *last, *next, *parent;
	struct pos at; /* where it begins in the file */

	str text;   /* TEXT, CODE, CODE_BLOCK; may hold -{…}- until it is converted */
	str url;    /* LINK, IMAGE, FIGURE: as written, checked for its scheme */
	str alt;    /* IMAGE, FIGURE: caption as plain text */
	str title;  /* LINK: title; FIGURE: credit */
	str id;	    /* HEADING: unique in the document, taken from its text in the source script */
	int level;  /* HEADING */
	int start;  /* LIST: first number; 0: bullets */
	bool head;  /* ROW */
	bool tight; /* LIST: no space between items */
	enum node_align align;
	enum node_tag tag;
	/* IMAGE, FIGURE, LINK_FILE: NULL until content/media.c found the file */
	const struct picture *picture;

	enum link_to to;  /* LINK */
	str target_issue; /* "2024-07-17", also where it is the article's own issue */
	str target_slug;
	str fragment; /* id of a heading, decoded, without "#"; empty: none */
};

struct node *node_new(struct arena *a, enum node_type type, struct pos at);
void node_append(struct node *parent, struct node *child);
/* The node after N in document order, within ROOT; NULL at the end. */
struct node *node_walk(const struct node *root, const struct node *n);
/* The same, but past all that is below N. */
struct node *node_after(const struct node *root, const struct node *n);
/* How many nodes are below ROOT. */
int node_count(const struct node *root);
static inline bool
node_is_inline(const struct node *n)
{
	return n->type >= NODE_TEXT;
}
/* Whether the children of N are inlines: PARA, HEADING, CELL. */
bool node_holds_text(const struct node *n);
/* All text below N, pieces joined; line and soft breaks as one space, ruby's rt and rp left out. */
str node_plain(struct arena *a, const struct node *n);

#endif
