/*
 * words.h - Chinese text in words, as ICU's dictionary divides it (icu_words_ends() asks here, and
 * ICU itself for all other text). ICU looks at a dozen places of memory, far apart, for each
 * letter; this at one.
 */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include "base/arena.h"
#include "base/str.h"

/* How many bytes from byte AT of TEXT on are letters from U+4E00 to U+9FFF. */
ptrdiff_t words_run(str text, ptrdiff_t at);
/* RUN, such letters alone, in words: END[i], for i from 1 to run.n - 1, becomes true where a word
 * ends before byte i; the others stay. */
void words_divide(struct arena *scratch, str run, bool *end);

#endif
