/*
 * lexicon.h - words that the dictionaries get wrong in a community paper: mostly that a word is cut
 * at the wrong place, since they take the longest word from the left (老人参加 is no 人参). The
 * words are data/lexicon.tsv, each with an example and its reason, made constants by
 * convert/compile/lexicon.c. House terms win over them. Seen by convert/ alone.
 */
#ifndef CONVERT_LEXICON_H
#define CONVERT_LEXICON_H

#include "convert/terms.h"

struct lexicon_word {
	struct glossary_term term; /* one-way; hant-tw and hant-hk, empty: as hant */
	str regional;		   /* with the words of Taiwan; empty: what the dictionaries say */
};

extern const struct lexicon_word lexicon_words[];
extern const int lexicon_count;

/* The words of the way FROM to TO, with regional PHRASES or without, in A. */
struct terms_list lexicon_list(struct arena *a, enum script from, enum script to, bool phrases);

#endif
