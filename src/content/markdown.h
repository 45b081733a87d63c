/*
 * markdown.h - the text of an article: CommonMark by stock libcmark, made to
 * work for Chinese (emphasis beside Chinese punctuation, soft breaks, U+3000
 * indents, pipe tables, figures, bare URLs, heading ids, raw HTML through a
 * short allow-list); plain prose without it (content/prose.h). The only file
 * that includes cmark.h is markdown.c.
 */
#ifndef CONTENT_MARKDOWN_H
#define CONTENT_MARKDOWN_H

#include "content/node.h"

/* Caps before cmark is called (it is quadratic on some inputs), each an error with its line. */
enum {
	MARKDOWN_BYTES_MAX = 1 << 20,
	MARKDOWN_DEPTH_MAX = 32,	   /* quotes and list items inside each other */
	MARKDOWN_BRACKETS_MAX = 2000,	   /* "[" in one paragraph */
	MARKDOWN_DEFINITIONS_MAX = 1 << 25 /* bytes of the longest link definition, times "[" */
};

/* Inlines inside each other; what is deeper loses its markup, with an error, never its text. */
enum { MARKDOWN_INLINE_MAX = 16 };

/*
 * TEXT is the body of FILE and begins at its line LINE; it is a slice of the source, and lives as
 * long as A: the texts of the tree are slices of it where they can be. Always a NODE_DOCUMENT,
 * empty if a cap was passed. -{…}- stands in the texts as typed: nothing inside such a mark is
 * markup, but a mark inside code is code. A link "//host/…" is read as https.
 */
struct node *markdown_parse(struct arena *a, struct diag *d, str file, str text, int line);

#endif
