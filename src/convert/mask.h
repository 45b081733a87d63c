/*
 * mask.h - a text as the dictionaries see it: what they do not decide, marks (-{…}-) and terms, is
 * struck out. Seen by convert/ alone.
 */
#ifndef CONVERT_MASK_H
#define CONVERT_MASK_H

#include "convert/terms.h"

struct mask {
	enum script script;
	struct terms term;
};

/* The terms of GLOSSARY, which may be NULL, as they stand in SCRIPT, and the N texts of EXEMPT. */
void mask_init(struct arena *a, struct mask *m, enum script script, const struct glossary *glossary,
	       const str *exempt, int n);
/* The words of the lexicon towards TO, in Simplified texts. */
void mask_init_lexicon(struct arena *a, struct mask *m, enum script to);
/* TEXT with an x for each byte that is struck out: places stay. TEXT itself if nothing is. */
str mask_text(const struct mask *m, struct arena *a, str text);

#endif
