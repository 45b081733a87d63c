/*
 * plain.h - plain text from one descriptor to another the newspaper's way (convert.h), paragraph by
 * paragraph. A paragraph ends at an empty line: locks and quotation marks are looked for in all of
 * it, words go over no end of a line. Bytes that are not UTF-8 are copied and reported.
 */
#ifndef CONVERT_PLAIN_H
#define CONVERT_PLAIN_H

#include "convert/convert.h"

/*
 * All of IN, named FILE in messages, into OUT; memory does not grow with it. False, with a
 * message, if it cannot be read or written; a closed pipe at OUT ends it without one.
 */
bool plain_convert(struct diag *d, struct convert *c, str file, int in, int out);

#endif
