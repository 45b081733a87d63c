/*
 * trap.h - what an editor meant as Markdown and cmark takes for text: full-width marks, links
 * with full-width brackets, addresses with spaces. Reported, never changed.
 */
#ifndef CONTENT_TRAP_H
#define CONTENT_TRAP_H

#include "content/marked.h"
#include "content/node.h"

/* The lines of a paragraph: bytes FROM to TO of the source, inside QUOTES quotes. */
void trap_lines(struct diag *d, struct marked *m, ptrdiff_t from, ptrdiff_t to, int quotes);
/*
 * The links of DOC, which was made of TEXT, and the texts that are none; before soft breaks and
 * figures are made.
 */
void trap_links(struct arena *a, struct diag *d, str text, struct node *doc);

#endif
