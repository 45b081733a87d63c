/*
 * limits.h - what a text may ask of cmark 0.30.2, which takes quadratic time for nested lists and
 * quotes, for brackets, and for long link definitions that are used often. All is found in one
 * look at the lines, before cmark is called.
 */
#ifndef CONTENT_LIMITS_H
#define CONTENT_LIMITS_H

#include "base/diag.h"
#include "content/prose.h"

/*
 * False, with a message, if TEXT, which begins at line LINE of FILE, passes one of the caps. cmark
 * does not see PROSE.
 */
bool limits_ok(struct diag *d, str file, str text, int line, const struct prose *prose);

#endif
