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
/* As ICU's Chinese calendar has it; month 0 of a day before 1900 or after 2199. */
struct lunar date_lunar_day(struct date d);
/* "甲辰年六月十二", "闰" before a leap month; empty if the month is 0. */
str date_lunar_text(struct arena *a, const struct lunar *l);
/* Both. */
str date_lunar(struct arena *a, struct date d);

#endif
