/*
 * mixed.h - characters that are out of place in a text: Simplified ones left in a Traditional
 * text, or the other way round (conversion.md 6.3). Finds them and says what should stand there;
 * reports nothing: check/ does. Locks (-{…}-), house terms
 * and what else is exempt are passed over.
 */
#ifndef CONVERT_MIXED_H
#define CONVERT_MIXED_H

#include "convert/convert.h"

/* How sure it is, surest first. */
enum mixed_level {
	MIXED_OTHER, /* E1: only the other script has this character */
	MIXED_WORD,  /* E2: both have it, but this word is written with another one: 郁金香 */
	MIXED_CHARACTER, /* W3: both have it, and mostly (党), or in some words, another one */
	MIXED_SHAPE,	 /* I4: the same character in another shape: 内, 着 */
	MIXED__N
};

/* Neighbours that are out of place, with what is the same in both scripts between them. */
struct mixed_cluster {
	ptrdiff_t from, to;	/* bytes of the text */
	enum mixed_level level; /* the surest of its characters */
	int n;			/* characters that are out of place */
	str instead; /* for all of it, and as many characters: from the dictionaries, by words */
};

/*
 * False: nothing is out of place in a text in SCRIPT whose characters are of no CLASSES but these,
 * script_detect() takes it for one in SCRIPT, and an edition in SCRIPT has it as it is.
 */
bool mixed_possible(enum script script, unsigned classes);

struct mixed;

/*
 * For texts in SCRIPT. GLOSSARY may be NULL and must outlive the result, as must EXEMPT: N texts
 * that are never out of place, such as the paper's name. Never NULL.
 */
struct mixed *mixed_new(enum script script, const struct glossary *glossary, const str *exempt,
			int n);
void mixed_free(struct mixed *m);

/*
 * The clusters of TEXT, a paragraph without its markup, in order; returns how many. They live in A.
 * Suggestions are TEXT converted to Simplified and back where SCRIPT is Traditional, so they are
 * never worse than what stands there for being converted twice: 干擾, 岳飛 stay.
 */
int mixed_find(struct mixed *m, struct arena *a, str text, struct mixed_cluster **out);
/*
 * TEXT, a part of a paragraph, with what is out of place put right, as far as it is at least as
 * sure as WORST and no surname. It has as many bytes: what would not take as many is left. TEXT
 * itself if all is right.
 */
str mixed_mend(struct mixed *m, struct arena *a, str text, enum mixed_level worst);
/* Whether IS, alone in a Traditional text, is most often a surname. */
bool mixed_is_surname(str is);

#endif
