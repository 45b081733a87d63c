/*
 * engine.h - text through one of OpenCC's configurations, byte for byte as OpenCC converts it. The
 * tables are constants, made by convert/compile/tables.c from data/opencc. Bytes that are not UTF-8
 * are copied and noted; sequences of ideographic description are copied whole. Knows nothing of
 * pieces, marks and house terms: convert.c does.
 */
#ifndef CONVERT_ENGINE_H
#define CONVERT_ENGINE_H

#include "base/arena.h"
#include "base/out.h"

struct engine;

/* "s2twp" or "s2twp.json"; NULL: no such configuration. */
const struct engine *engine_find(str name);
/* The name of configuration I, counted from 0; NULL: there are no more. */
const char *engine_name(int i);

/* Bytes IN to IN_END of the input became as many of the output, in another number of characters. */
struct engine_shift {
	ptrdiff_t in, in_end, out, out_end;
};

/*
 * What a caller may want to know. All the rest is aligned character by character. The lists grow in
 * MEM; initialise with {.mem = arena}.
 */
struct engine_notes {
	struct arena *mem;
	struct engine_shift *shift; /* in order */
	int nshift, shift_cap;
	ptrdiff_t *bad; /* offsets of bytes that are not UTF-8, in order */
	int nbad, bad_cap;
	bool moved; /* else each character has as many bytes as it had; set now and then for none */
};

/*
 * Append the conversion of TEXT to *O, as far as no text after it can change it: the bytes of TEXT
 * that are done are returned, and the rest has to come again with what follows it. All of it if it
 * is LAST. Offsets in NOTES (may be NULL) are those of TEXT and of *O.
 */
ptrdiff_t engine_run(const struct engine *e, str text, bool last, struct out *o,
		     struct engine_notes *notes);

/* ORDER ENGINE_PATH: ways to do this, byte for byte the same, for those who compare them. */
enum engine_path { ENGINE_PORTABLE, ENGINE_AVX2, ENGINE__PATHS };
/* This processor can go it. engine_run takes the last one that it can. */
bool engine_has(enum engine_path path);
ptrdiff_t engine_run_by(enum engine_path path, const struct engine *e, str text, bool last,
			struct out *o, struct engine_notes *notes);

enum { ENGINE_WORDS = 16 };
/*
 * The words of E that TEXT begins with, of two characters or more: where each ends, the shortest
 * first. Returns how many; most often none.
 */
int engine_words(const struct engine *e, str text, ptrdiff_t end[ENGINE_WORDS]);

/* Bytes of a text in which a word begins inside another one and ends behind it. */
struct engine_overlap {
	ptrdiff_t from, to;
};
enum { ENGINE_OVERLAPS = 1024 };
/*
 * The next of them in TEXT, from byte *AT on, in order; returns how many, perhaps none. *AT moves
 * to where to go on, at last to the end of TEXT, which is valid UTF-8.
 */
int engine_overlaps(const struct engine *e, str text, ptrdiff_t *at,
		    struct engine_overlap out[ENGINE_OVERLAPS]);

#endif
