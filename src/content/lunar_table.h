/*
 * lunar_table.h - the years of the lunar calendar in which the days of papers fall: constants that
 * content/compile/lunar.c makes of what ICU says. Seen by date.c, and by their compiler, alone.
 */
#ifndef CONTENT_LUNAR_TABLE_H
#define CONTENT_LUNAR_TABLE_H

enum { LUNAR_FIRST = 1899, LUNAR_LAST = 2199 };

/* The year that begins in a Gregorian one. */
struct lunar_year {
	unsigned char begins;  /* so many days after 1 January */
	unsigned char leap;    /* the month that comes twice; 0: none */
	unsigned short longer; /* bit I: of its months, the leap one among them, number I has 30
				  days; others have 29 */
};

extern const struct lunar_year lunar_years[LUNAR_LAST - LUNAR_FIRST + 1];

#endif
