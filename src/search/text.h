/*
 * text.h - text as it is searched: letters and digits alone, one shape for each, as UTF-16, because
 * that is what a browser has. layouts/web/search.js does the same to what a reader types
 * and to the page it shows; both must agree character by character (docs/search.md).
 */
#ifndef SEARCH_TEXT_H
#define SEARCH_TEXT_H

#include "base/arena.h"
#include "base/str.h"

enum {
	SEARCH_BREAK = ' ',   /* words on both sides are no neighbours */
	SEARCH_WIDE = 0x2E80, /* from here on letters are written without blanks between words */
};

struct search_text {
	struct arena *mem; /* initialise with {.mem = arena} */
	uint16_t *unit;
	int n, cap;
};

/* TEXT, one paragraph or one line of it; a break before it if something is there already. */
void search_text_add(struct search_text *t, str text);

#endif
