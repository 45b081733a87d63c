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

/*
 * Whether CP may be out of place in a text in script OF, so that it matters on the way TO: only
 * from Traditional to Traditional, and from a script to itself, what is in doubt does.
 */
bool stray_is(uint32_t cp, enum script of, enum script to);
/* The first such character from CP on; 0: there is none. */
uint32_t stray_next_character(uint32_t cp, enum script of, enum script to);

/* A text, read part by part. */
struct stray_reader {
	str text;
	enum script of; /* its script */
	/* the sentence that was read last: its end, and behind which byte none of a script follows
	 */
	ptrdiff_t end, own_end, foreign_end;
};

/*
 * How the text from byte *AT on is written, which goes back to no earlier sentence; *AT moves to
 * where that ends, at most to the end of the text. What ends lies behind a sentence, or behind a
 * clause of a sentence that is of both scripts.
 */
enum stray stray_next(struct stray_reader *r, ptrdiff_t *at);

#endif
