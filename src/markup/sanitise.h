/*
 * sanitise.h - raw HTML in an article, read by libxml2's HTML parser and cut
 * down to a short allow-list. Allowed inline: ruby rt rp sub sup u mark small s kbd,
 * b i strong em, br. Allowed attributes: none. Everything else is dropped, its
 * text kept (but that of script, style, iframe, object, template …), and reported. Comments are
 * dropped without a word. Nesting and closing are for the caller to look after in single tags.
 */
#ifndef MARKUP_SANITISE_H
#define MARKUP_SANITISE_H

#include "base/diag.h"

enum sanitise_event {
	SANITISE_OPEN,
	SANITISE_CLOSE,
	SANITISE_TEXT,
	SANITISE_VOID,
	SANITISE_PARA, /* blocks only: here one paragraph ends and the next begins */
	SANITISE_HIDE, /* single tags only: from here to SHOW of the same name all text is dropped
			*/
	SANITISE_SHOW
};

struct sanitise_item {
	enum sanitise_event event;
	str name; /* OPEN, CLOSE, VOID: an allowed element; HIDE, SHOW: one that is not; lower case
		   */
	str text; /* TEXT: as HTML has it, lines and blanks included */
};

/* libxml2 compares each attribute with all others of its tag, and each end tag with all open ones.
 */
enum { SANITISE_TAGS_MAX = 1000, SANITISE_BLANKS_MAX = 3000 };

/*
 * One tag as it stands inside a line: "<ruby>", "</rt>", "<br/>". False if it is to be left
 * out (comment, processing instruction, element not allowed): then it was reported at AT.
 */
bool sanitise_tag(struct arena *a, struct diag *d, struct pos at, str tag,
		  struct sanitise_item *out);

/*
 * A block of HTML: a balanced list of items. What was dropped is reported at its line, AT being
 * the first, once for each element or attribute name.
 */
void sanitise_block(struct arena *a, struct diag *d, struct pos at, str html,
		    struct sanitise_item **out, int *n);

#endif
