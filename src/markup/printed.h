/*
 * printed.h - the structure of a printed page, as layouts/print/edition.rng has it: which element
 * may stand where, with which attributes, and where text may. For markup/scan.c, which tells it
 * what it reads. It never takes what the schema refuses; whatever it refuses, libxml2 holds against
 * the schema itself (markup/verify.c). Patterns of values are the tests' to look at.
 */
#ifndef MARKUP_PRINTED_H
#define MARKUP_PRINTED_H

#include "base/str.h"
#include "markup/element.h"

struct printed_attribute {
	str name, value; /* as written, with references */
};

/* What an element holds, and how far it has come in that. */
struct printed_open {
	unsigned char holds; /* enum holds */
	unsigned char state;
};

/* Zero-initialise. */
struct printed {
	struct printed_open open[ELEMENT_DEPTH_MAX + 2];
	int depth;
};

/* TAG with its N attributes may begin here. */
bool printed_begin(struct printed *p, str tag, const struct printed_attribute *t, int n);
/* The element that began last may end here. */
bool printed_end(struct printed *p);
/* More than blanks may stand here. */
bool printed_text(const struct printed *p);

#endif
