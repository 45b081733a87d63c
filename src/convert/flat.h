/*
 * flat.h - what pass.h does, for a text of which no character changes its length, as nearly all
 * have it: the dictionaries see it as it lies, with what is decided struck out, and its result lies
 * at the same places. Nobody is told of anything. Seen by convert/ alone.
 */
#ifndef CONVERT_FLAT_H
#define CONVERT_FLAT_H

#include "convert/pass.h"

/* False: some length changes; nothing is written. */
bool flat_run(const struct pass *p);

#endif
