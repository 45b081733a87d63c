/*
 * lunar - the C source of the years in content/lunar_table.h, on standard output. ICU computes a
 * day from sun and moon, which takes longer than to write a page; here it is asked once for each
 * month. What does not go on as a calendar does ends the program.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/icu.h"
#include "content/lunar_table.h"

/* A day of the Gregorian calendar, the first of January as 0. */
struct day {
	int year, n;
};

static int
days_of_year(int year)
{
	return 365 + ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0);
}

static struct day
later(struct day d, int days)
{
	d.n += days;
	for (; d.n >= days_of_year(d.year); d.year++)
		d.n -= days_of_year(d.year);
	return d;
}

/* Days behind the end of a month are those of the next. */
static struct lunar
lunar_of(struct day d)
{
	struct lunar l;

	if (!icu_lunar(d.year, 1, d.n + 1, &l)) {
		fprintf(stderr, "lunar: ICU does not know day %d of %d\n", d.n, d.year);
		exit(1);
	}
	return l;
}

static void
expect(bool right, struct day d)
{
	if (right)
		return;
	fprintf(stderr, "lunar: no month begins on day %d of %d\n", d.n, d.year);
	exit(1);
}

/* The year that begins on D, to its end. */
static struct lunar_year
year_from(struct day *d)
{
	struct lunar_year y = {.begins = (unsigned char)d->n};
	struct lunar l = lunar_of(*d);

	expect(l.month == 1 && l.day == 1 && !l.leap, *d);
	for (int i = 0, month = 1; l.month == month; i++) {
		struct day end = later(*d, 29);
		bool longer = lunar_of(end).day == 30;

		*d = longer ? later(end, 1) : end;
		y.longer = (unsigned short)(y.longer | longer << i);
		l = lunar_of(*d);
		expect(l.day == 1 && (!l.leap || (l.month == month && y.leap == 0)), *d);
		if (l.leap)
			y.leap = (unsigned char)month;
		else
			month++;
	}
	expect(l.month == 1, *d);
	return y;
}

int
main(void)
{
	struct day d = {LUNAR_FIRST, 20}; /* no year begins before the 21st */

	while (lunar_of(d).month != 1 || lunar_of(d).day != 1)
		d = later(d, 1);
	puts("#include \"content/lunar_table.h\"\n\nconst struct lunar_year lunar_years[] = {");
	for (int i = LUNAR_FIRST; i <= LUNAR_LAST; i++) {
		struct lunar_year y;

		expect(d.year == i, d);
		y = year_from(&d);
		printf("{%d, %d, 0x%04X},\n", y.begins, y.leap, y.longer);
	}
	puts("};");
	return ferror(stdout) || fflush(stdout) != 0;
}
