/*
 * soup.h - random texts that are hard to convert: words of the dictionaries of a configuration that
 * overlap, are cut off, or come about only when the stages before have run; between them all that
 * may stand in a file.
 */
#ifndef FUZZ_SOUP_H
#define FUZZ_SOUP_H

#include "base/out.h"
#include "fuzz/reference.h"

struct random {
	uint64_t state;
};

/* 0 to N - 1; 0 if N is 0. */
uint32_t random_below(struct random *r, uint32_t n);

struct soup {
	const struct reference **leaf; /* dictionaries */
	int leaves;
	const struct reference_rule **becomes; /* all rules, in order of values */
	int n;
};

void soup_init(struct arena *a, const struct reference *v, struct soup *out);
/* Append N pieces. */
void soup_add(struct out *o, const struct soup *s, struct random *r, uint32_t n);
/* Bytes of any kind, many of them with a meaning for a reader of marks or of tables. */
void soup_bytes(struct out *o, struct random *r, uint32_t n);

#endif
