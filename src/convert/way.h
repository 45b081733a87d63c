/*
 * way.h - one way from a script to an edition: the configurations it goes through, and the words
 * that win over them. Seen by convert/ alone, which converts by it in convert.c and pass.c.
 */
#ifndef CONVERT_WAY_H
#define CONVERT_WAY_H

#include "convert/convert.h"
#include "convert/engine.h"
#include "convert/habit.h"
#include "convert/mixed.h"
#include "convert/terms.h"

enum { WAY_STAGES = 2 };

/* Lists of struct convert.term. */
enum { WAY_HOUSE, WAY_LEXICON, WAY_LISTS };

struct convert {
	struct arena mem;  /* this object */
	struct arena work; /* what one call needs; its first block stays from call to call */
	struct convert_options how;
	bool same; /* the text is in its script already */
	const struct engine *stage[WAY_STAGES];
	int nstage;
	struct habits habits;
	const struct engine *plain; /* the only stage, but without phrases; NULL: it has none */
	/* The way of sentences that are in the other script; NULL: not needed so far. */
	struct convert *other;
	struct mixed *mixed; /* what is out of place in its script; NULL: as above */
	/*
	 * With what way_look_at() sees in words of the lexicon, and the operators of description
	 * in house terms; what it sees elsewhere is told.
	 */
	struct terms term;
};

/* The table of the words of LIST for a way with these options; its texts are those of LIST. */
void way_index(struct arena *a, const struct terms_list list[WAY_LISTS],
	       const struct convert_options *how, struct terms *out);
/* The way of a sentence that is in the script that the text is not in. */
struct convert *way_other(struct convert *c);
/* What is out of place in a text in SCRIPT. */
struct mixed *way_mixed(struct convert *c, enum script script);

/* What may be out of place; operators of ideographic description: what follows may be copied
 * unseen. */
enum { WAY_STRAY = 1, WAY_IDS = 2 };
/* Which of them are in TEXT, on a way with these options. */
unsigned way_look_at(const struct convert_options *how, str text);

#endif
