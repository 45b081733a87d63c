/*
 * trace.h - a conversion taken apart, for those who explain it: which key of which dictionary made
 * what of each part of a text, stage by stage, and which words were passed over. Slow; the result
 * is that of engine.h, but for sequences of ideographic description, which are not looked for.
 */
#ifndef CONVERT_TRACE_H
#define CONVERT_TRACE_H

#include "base/arena.h"
#include "convert/engine.h"

enum { TRACE_STAGES = 3, TRACE_ORIGINS = 4 };

/* What one stage made of a part. */
struct trace_stage {
	str becomes;
	str origin[TRACE_ORIGINS]; /* dictionaries, in order; those after the last are left out */
	int norigin;		   /* 0: no dictionary has any of it */
	str values; /* of a single character with several values: all of them; else empty */
};

/* The smallest part of a text that all stages begin and end with. */
struct trace_part {
	str text;
	struct trace_stage stage[TRACE_STAGES];
};

/* A word of the dictionary that begins inside a part and goes on behind it: it came too late. */
struct trace_rival {
	int part;
	str text, becomes, origin;
};

struct trace {
	const char *name; /* of the configuration */
	struct trace_part *part;
	int n;
	int nstage;		   /* the first is normalization */
	struct trace_rival *rival; /* in order */
	int nrival;
};

/* TEXT, valid UTF-8, through E. All lives in A, or in TEXT. */
void trace_run(struct arena *a, const struct engine *e, str text, struct trace *out);

#endif
