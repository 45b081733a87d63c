/* create.h - a new article for the editor to fill in: `lilong new`. */
#ifndef CONTENT_CREATE_H
#define CONTENT_CREATE_H

#include "base/diag.h"
#include "base/file.h"

/*
 * content/DATE/SLUG.md, a draft headed TITLE, in the issue of DATE or, where that is NULL, in the
 * newest. The slug is pinyin and is written down, so that the address stays when the title changes;
 * no other article of the issue may have it.
 * The file's name in *PATH. False, with a message: nothing was written, and no file was touched.
 */
bool create_article(struct arena *a, struct diag *d, const struct root *r, str title,
		    const char *date, str *path);

#endif
