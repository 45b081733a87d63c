/*
 * ambiguity.h - places that conversion may read wrongly. The dictionaries take the longest word
 * from the left; where taking it from the right gives other words and other characters (屋里巷:
 * 屋裏|巷, 屋|里巷), a person should look (conversion.md 6.4). Marks, house terms and the lexicon
 * decide before that. Finds and reports nothing else: one character with several forms is no
 * ambiguity.
 */
#ifndef CONVERT_AMBIGUITY_H
#define CONVERT_AMBIGUITY_H

#include "convert/convert.h"

struct ambiguity {
	ptrdiff_t from, to; /* bytes of the text that may become the one or the other */
	str text;	    /* the same with some context: a slice of the text */
	str taken;	    /* what conversion makes of it */
	str other;	    /* what it would be, read from the right */
};

struct ambiguities; /* one edition */

/*
 * For Simplified texts and the edition TO, which is Traditional: the other way the dictionaries
 * have few words, which hardly ever overlap. GLOSSARY may be NULL and must outlive the result, as
 * must EXEMPT: N texts that are names. Never NULL.
 */
struct ambiguities *ambiguity_new(enum script to, const struct glossary *glossary,
				  const str *exempt, int n);
void ambiguity_free(struct ambiguities *x);
/* Those of TEXT, a paragraph without its markup, in order, in A; returns how many. */
int ambiguity_find(struct ambiguities *x, struct arena *a, str text, struct ambiguity **out);

#endif
