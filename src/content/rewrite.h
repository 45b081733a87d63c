/*
 * rewrite.h - a file of content in another script, as the same Markdown: what a reader sees is
 * converted (a paragraph as one string over its markup, titles, captions, the fields of front
 * matter that are printed); all other bytes stay as they are, and so do -{…}- marks, which the
 * build resolves.
 */
#ifndef CONTENT_REWRITE_H
#define CONTENT_REWRITE_H

#include "convert/convert.h"

/*
 * BYTES of FILE, converted by C, which leads to TO. A text whose place in the file is not found
 * stays and is reported; so does a file that is not UTF-8.
 */
str rewrite_markdown(struct arena *a, struct diag *d, struct convert *c, enum script to, str file,
		     str bytes);

#endif
