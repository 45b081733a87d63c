/*
 * pass.h - a part of a text through the dictionaries of a way in one go, around what is decided
 * before them. Seen by convert/ alone.
 */
#ifndef CONVERT_PASS_H
#define CONVERT_PASS_H

#include "convert/join.h"
#include "convert/way.h"

/* Bytes FROM to TO of the text are decided before the dictionaries see them. */
struct pass_hole {
	ptrdiff_t from, to;
	str is; /* what they become; empty: nothing */
	enum convert_by by;
	bool aligned; /* IS has as many characters */
	bool still;   /* and each has as many bytes */
};

struct pass {
	struct arena *mem;
	struct diag *d;
	struct join *j;
	const struct convert *c;
	ptrdiff_t from, to; /* of the text */
	const struct pass_hole *hole;
	int n;
	bool ids; /* between them are operators of ideographic description */
};

/* What becomes of hole H is written to the end of the output. */
void pass_put(const struct pass *p, const struct pass_hole *h);
/* Convert it to the end of the output. No word reaches over a hole, nor over its ends. */
void pass_run(const struct pass *p);

#endif
