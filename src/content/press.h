/*
 * press.h - what the print shop asked for, as paper.md says it: how the pages are cut, which of
 * them have colour, how fine pictures are, how much ink the paper takes.
 */
#ifndef CONTENT_PRESS_H
#define CONTENT_PRESS_H

#include "content/field.h"

/* What the PDF for the print shop is (ISO 15930). */
enum press_standard {
	PRESS_X1A, /* PDF/X-1a:2003 */
	PRESS_X4   /* PDF/X-4, which always holds a profile */
};

struct press {
	int bleed;  /* mm that pictures go beyond the edge of the page; 0: coldset has none */
	bool marks; /* lines that show where to cut */
	bool colour_all;
	const int *colour; /* numbers of the pages with colour; all others are black alone */
	int ncolour;
	int ppi;       /* of pictures */
	int ink;       /* % of all inks together at one place, at most */
	str profile;   /* ICC profile of the press, from the project's root; empty: none */
	str condition; /* name of the printing condition in ICC's registry; empty: not named */
	enum press_standard standard;
};

/* The entries of paper.md; NULL where it says nothing. */
struct press_entries {
	const struct front_entry *bleed, *marks, *colour, *ppi, *ink, *profile, *condition,
	    *standard;
};

/* What newspapers print with where paper.md does not say: black, no bleed, no marks. */
extern const struct press press_coldset;

/* What is out of range is reported, and that of press_coldset is taken. */
void press_read(struct arena *a, struct diag *d, const struct press_entries *e, struct press *out);

/* Whether page NUMBER is printed in colour. */
bool press_colour(const struct press *p, int number);

#endif
