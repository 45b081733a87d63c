#include "content/date.h"

#include "content/lunar_table.h"

static const char *const weekday_name[] = {"星期日", "星期一", "星期二", "星期三",
					   "星期四", "星期五", "星期六"};
static const char *const stem_name[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
static const char *const branch_name[] = {"子", "丑", "寅", "卯", "辰", "巳",
					  "午", "未", "申", "酉", "戌", "亥"};
static const char *const month_name[] = {"正", "二", "三", "四", "五",	 "六",
					 "七", "八", "九", "十", "十一", "十二"};
static const char *const digit_name[] = {"日", "一", "二", "三", "四", "五",
					 "六", "七", "八", "九", "十"};

static bool
leap_year(int y)
{
	return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

static int
days_of_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return days[month - 1] + (month == 2 && leap_year(year));
}

bool
date_form(str s)
{
	if (s.n != 10)
		return false;
	for (int i = 0; i < 10; i++) {
		bool dash = i == 4 || i == 7;

		if (dash ? s.p[i] != '-' : s.p[i] < '0' || s.p[i] > '9')
			return false;
	}
	return true;
}

bool
date_parse(str s, struct date *out)
{
	struct date d = {0};

	if (!date_form(s))
		return false;
	str_number(str_sub(s, 0, 4), &d.year);
	str_number(str_sub(s, 5, 7), &d.month);
	str_number(str_sub(s, 8, 10), &d.day);
	if (d.year < 1900 || d.year > 2199 || d.month < 1 || d.month > 12)
		return false;
	if (d.day < 1 || d.day > days_of_month(d.year, d.month))
		return false;
	*out = d;
	return true;
}

int
date_cmp(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year - b.year;
	return a.month != b.month ? a.month - b.month : a.day - b.day;
}

/* 0 Sunday … 6 Saturday. */
static int
weekday(struct date d)
{
	/* Sakamoto's method: the offset of each month in a year that begins in March. */
	static const int offset[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
	int y = d.month < 3 ? d.year - 1 : d.year;

	return (y + y / 4 - y / 100 + y / 400 + offset[d.month - 1] + d.day) % 7;
}

str
date_iso(struct arena *a, struct date d)
{
	const int part[] = {d.year / 100, d.year % 100, d.month, d.day};
	char *p = arena_bytes(a, sizeof "2024-07-17"), *to = p;

	for (int i = 0; i < 4; i++) {
		if (i > 1)
			*to++ = '-';
		*to++ = (char)('0' + part[i] / 10);
		*to++ = (char)('0' + part[i] % 10);
	}
	*to = '\0';
	return (str){p, to - p};
}

str
date_long(struct arena *a, struct date d)
{
	return str_fmt(a, "%d年%d月%d日", d.year, d.month, d.day);
}

str
date_weekday_name(struct arena *a, struct date d)
{
	return str_dup(a, str_from(weekday_name[weekday(d)]));
}

/* 初一 … 初十 十一 … 十九 二十 廿一 … 廿九 三十 */
static str
lunar_day(struct arena *a, int day)
{
	if (day <= 10)
		return str_fmt(a, "初%s", digit_name[day]);
	if (day < 20)
		return str_fmt(a, "十%s", digit_name[day - 10]);
	if (day % 10 == 0)
		return str_fmt(a, "%s十", digit_name[day / 10]);
	return str_fmt(a, "廿%s", digit_name[day - 20]);
}

/* Days from 1 March of the year 0 on. */
static int
day_number(struct date d)
{
	int y = d.month < 3 ? d.year - 1 : d.year, m = (d.month + 9) % 12;

	return y * 365 + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + d.day;
}

static const struct lunar_year *
lunar_year(int year)
{
	return &lunar_years[year - LUNAR_FIRST];
}

struct lunar
date_lunar_day(struct date d)
{
	int year = d.year, day, i = 0;
	const struct lunar_year *y;

	if (year <= LUNAR_FIRST || year > LUNAR_LAST)
		return (struct lunar){0};
	day = day_number(d) - day_number((struct date){year, 1, 1});
	if (day < lunar_year(year)->begins)
		day += 365 + leap_year(--year);
	y = lunar_year(year);
	day -= y->begins;
	for (; day >= 29 + (y->longer >> i & 1); i++)
		day -= 29 + (y->longer >> i & 1);
	return (struct lunar){
	    .month = y->leap && i >= y->leap ? i : i + 1,
	    .day = day + 1,
	    .leap = y->leap && i == y->leap,
	    .stem = (year - 4) % 10, /* the year 4 was a 甲子 */
	    .branch = (year - 4) % 12,
	};
}

str
date_lunar_text(struct arena *a, const struct lunar *l)
{
	if (l->month == 0)
		return (str){0};
	return str_fmt(a, "%s%s年%s%s月" STR_FMT, stem_name[l->stem], branch_name[l->branch],
		       l->leap ? "闰" : "", month_name[l->month - 1],
		       STR_ARG(lunar_day(a, l->day)));
}

str
date_lunar(struct arena *a, struct date d)
{
	struct lunar l = date_lunar_day(d);

	return date_lunar_text(a, &l);
}
