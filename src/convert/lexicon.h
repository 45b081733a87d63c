/*
 * lexicon.h - words that the dictionaries get wrong in a community paper, from Simplified. House
 * terms win over them. Seen by convert.c alone.
 */
#ifndef CONVERT_LEXICON_H
#define CONVERT_LEXICON_H

#include "convert/terms.h"

/* The words of the way FROM to TO, none for most, as a table in A. */
void lexicon_index(struct arena *a, enum script from, enum script to, struct terms *out);

#endif
