/*
 * squeeze.h - scripts for browsers without what is for their readers: indents, empty lines, lines
 * that are comments. What runs is the same.
 */
#ifndef EMIT_SQUEEZE_H
#define EMIT_SQUEEZE_H

#include "base/arena.h"
#include "base/str.h"

/*
 * JavaScript TEXT, shorter, in A; TEXT itself where blanks or // at the beginning of a line may
 * mean something: in a text over several lines, or in a comment between marks.
 */
str squeeze_script(struct arena *a, str text);

#endif
