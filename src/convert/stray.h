/*
 * stray.h - text that is to be in one script and holds characters that only the other one has.
 * Says which sentences are written in which; converts nothing. Seen by convert/ alone.
 */
#ifndef CONVERT_STRAY_H
#define CONVERT_STRAY_H

#include "convert/convert.h"

enum stray {
	STRAY_NONE, /* in its own script, or the same in both */
	STRAY_ALL,  /* in the other script */
	STRAY_SOME, /* of both scripts */
};

/* Whether TEXT, in script OF, holds a character that only the other script has. */
bool stray_any(str text, enum script of);

/*
 * How the text from byte *AT on is written, OF being its script; *AT moves to where that ends, at
 * most to the end of the text. What ends lies behind a sentence, or behind a clause of a sentence
 * that is of both scripts.
 */
enum stray stray_next(str text, enum script of, ptrdiff_t *at);

/*
 * BEFORE with what AFTER has instead of characters that only the script other than OF has, and of
 * their neighbours. AFTER is all of BEFORE in script OF, character for character; what does not
 * take as many bytes there is left. The result has as many bytes as BEFORE.
 */
str stray_mend(struct arena *a, str before, str after, enum script of);

#endif
