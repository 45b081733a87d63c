/*
 * stream.h - plain text from one descriptor to another through a configuration of OpenCC, in
 * constant memory: `lilong convert -c`. No marks, no house terms (plain.h has them); bytes that are
 * not UTF-8 are copied and reported. A line that is complete does not wait for the next one.
 */
#ifndef CONVERT_STREAM_H
#define CONVERT_STREAM_H

#include "base/diag.h"
#include "convert/convert.h"
#include "convert/engine.h"

/* The configuration that leads from one script to another; NULL: there is none, or no need. */
const struct engine *stream_engine(enum script from, enum script to);

/*
 * Convert all of IN, named FILE in messages, into OUT. False, with a message, if it cannot be read
 * or written; a closed pipe at OUT ends it without one.
 */
bool stream_convert(struct diag *d, const struct engine *e, str file, int in, int out);

#endif
