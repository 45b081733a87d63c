/* byline_grammar.h - shared by byline.c and byline_line.c alone. */
#ifndef CONTENT_BYLINE_GRAMMAR_H
#define CONTENT_BYLINE_GRAMMAR_H

#include "content/byline.h"

/*
 * TEXT by the grammar at the top of byline.c. LOOSE: a role may be stuck to its name, Latin
 * words in a row are one name; otherwise both only behind a marker. False: nobody is named.
 */
bool byline_grammar(struct arena *a, str text, bool loose, struct byline *out);
/* The length in bytes of the role at the start of TEXT, 0 if there is none; *OF: 本报. */
ptrdiff_t byline_role(str text, str *of);
/* True if TEXT is one of the words that stand behind a name: 供稿, 供图, 摄. */
bool byline_after(str text, enum byline_kind *kind);
/* Number of characters, if all of them are Han; else 0. */
int byline_han(str text);
/* S without PAIRS of brackets round all of it. */
bool byline_unbracket(str *s);

#endif
