/*
 * fuzz.h - checks of conversion on random input. Each makes an input of its own from the random
 * numbers and says what is wrong.
 */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include "convert/convert.h"
#include "convert/engine.h"
#include "fuzz/soup.h"

enum { FUZZ_CONFIGS = 14 };

struct fuzz {
	struct random random;
	struct arena *mem; /* of one input */
	ptrdiff_t bytes;   /* that were checked so far */
	struct fuzz_config {
		const char *name;
		const struct engine *engine;
		const struct reference *reference;
		struct soup soup;
	} config[FUZZ_CONFIGS];
};

/*
 * The reference against OpenCC's own cases: CASES is the text of their table, DATA the folder of
 * the dictionaries. NULL: all is right; *MET is how many there were.
 */
const char *check_cases(struct fuzz *f, const char *data, str cases, int *met);

/* NULL: all is right. */
const char *check_engine(struct fuzz *f);
const char *check_stream(struct fuzz *f);
const char *check_plain(struct fuzz *f);
const char *check_trace(struct fuzz *f);
const char *check_rewrite(struct fuzz *f);
const char *check_pieces(struct fuzz *f);
const char *check_locks(struct fuzz *f);
const char *check_glossary(struct fuzz *f);
const char *check_mixed(struct fuzz *f);
const char *check_ambiguity(struct fuzz *f);
const char *check_quotes(struct fuzz *f);

/* A configuration, and a text for it. */
const struct fuzz_config *fuzz_text(struct fuzz *f, str *text);
/* A text as it is inside the program, with marks; house terms for it in *G, if that is not NULL. */
str fuzz_inside(struct fuzz *f, struct glossary *g);
static inline bool
fuzz_has_mark(str text)
{
	return str_find(text, STR("-{")) >= 0 || str_find(text, STR("}-")) >= 0;
}
/* "WHAT: TEXT" with what cannot be printed escaped. */
const char *fuzz_fault(struct fuzz *f, const char *what, str text);

#endif
