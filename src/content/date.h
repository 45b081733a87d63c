/*
 * date.h - days of the Gregorian calendar, as they stand in folder names and
 * on the masthead.
 */
#ifndef CONTENT_DATE_H
#define CONTENT_DATE_H

#include "base/arena.h"
#include "base/icu.h"
#include "base/str.h"

struct date {
	int year, month, day;
};

/* "2024-07-17", a real day from 1900 to 2199. False: *OUT is left alone. */
bool date_parse(str s, struct date *out);
/* True if S has the form of a date, real or not: "2023-02-30". */
bool date_form(str s);
int date_cmp(struct date a, struct date b);
/* "2024-07-17" */
str date_iso(struct arena *a, struct date d);
/* "2024年7月17日" */
str date_long(struct arena *a, struct date d);
/* "星期三" */
str date_weekday_name(struct arena *a, struct date d);
/*
 * The lunar day that was computed last, which takes longer than to write a page: others of the same
 * month are counted from it. Zero-initialise.
 */
struct almanac {
	bool known;
	struct date day;
	struct lunar lunar;
};

/* By ICU's Chinese calendar; false, *OUT left alone, if it cannot tell. M may be NULL. */
bool date_lunar_day(struct almanac *m, struct date d, struct lunar *out);
/* "甲辰年六月十二", "闰" before a leap month; empty if the month is 0. */
str date_lunar_text(struct arena *a, const struct lunar *l);
/* Both. */
str date_lunar(struct arena *a, struct almanac *m, struct date d);

#endif
