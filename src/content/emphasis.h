/*
 * emphasis.h - text is copied for cmark so that emphasis works beside Chinese punctuation and
 * -{…}- marks come through whole. CommonMark 0.30 takes "**" for a closing mark only if a space
 * or punctuation follows where punctuation stands before it; Chinese has no spaces. The rule of
 * markdown-cjk-friendly: where neither neighbour of a run of "*" is whitespace and one is CJK,
 * the run can open and close. It is reached by a letter for cmark's eyes between the run and
 * the punctuation beside it.
 */
#ifndef CONTENT_EMPHASIS_H
#define CONTENT_EMPHASIS_H

#include "content/marked.h"

/* Source bytes FROM to TO, whole lines. */
void emphasis_copy(struct marked *m, ptrdiff_t from, ptrdiff_t to);
/* The same of a table cell: "\|" becomes "|". */
void emphasis_copy_cell(struct marked *m, ptrdiff_t from, ptrdiff_t to);

/*
 * Length of the -{…}- mark at the start of S, 0 if there is none. A mark stands in one line and
 * holds none of ` < >: so it never decides where code, HTML or an address ends, and hiding it
 * from cmark cannot change what is code.
 */
ptrdiff_t emphasis_lock(str s);

#endif
