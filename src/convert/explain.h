/*
 * explain.h - why text is converted as it is, for a terminal: a line for each part of a text with
 * what it becomes and what decided: a lock, a house term, the lexicon, or the key of which of
 * OpenCC's dictionaries; the other values of a character, and words that came too late.
 */
#ifndef CONVERT_EXPLAIN_H
#define CONVERT_EXPLAIN_H

#include "convert/convert.h"
#include "convert/engine.h"

struct explain {
	const struct engine *engine; /* OpenCC's way; NULL: the newspaper's, by OPTIONS */
	struct convert_options options;
	enum lang lang;
};

/* Explain all of IN, named FILE in messages, to OUT. False, with a message, if that has to end. */
bool explain_convert(struct diag *d, const struct explain *x, str file, int in, int out);

#endif
