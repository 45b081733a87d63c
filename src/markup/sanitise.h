/*
 * sanitise.h - raw HTML in an article, read by libxml2's HTML parser and cut
 * down to a short allow-list. Allowed inline: ruby rt rp sub sup u mark small s kbd,
 * b i (read as strong, em), br. Allowed attributes: none. Everything else is dropped, its
 * text kept (but that of script, style, iframe, object, template …), and reported.
 */
#ifndef MARKUP_SANITISE_H
#define MARKUP_SANITISE_H

#include "base/diag.h"

enum sanitise_event { SANITISE_OPEN, SANITISE_CLOSE, SANITISE_TEXT, SANITISE_VOID };

struct sanitise_item {
	enum sanitise_event event;
	str name; /* OPEN, CLOSE, VOID: an allowed element */
	str text; /* TEXT */
};

/*
 * One tag as it stands inside a line: "<ruby>", "</rt>", "<br/>". False if it is to be left
 * out (comment, processing instruction, element not allowed): then it was reported at AT.
 */
bool sanitise_tag(struct arena *a, struct diag *d, struct pos at, str tag,
		  struct sanitise_item *out);

/*
 * A block of HTML: a balanced list of items. What was dropped is reported at AT, once for each
 * element or attribute name.
 */
void sanitise_block(struct arena *a, struct diag *d, struct pos at, str html,
		    struct sanitise_item **out, int *n);

#endif
