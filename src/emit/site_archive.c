#include "emit/site.h"

/* Years that have an issue, newest first; each with the first of its issues and how many it has. */
struct year {
	int year, from, n;
};

static int
years_of(const struct summary *sum, int n, struct year *out)
{
	int count = 0;

	for (int i = n - 1; i >= 0; i--) {
		if (count == 0 || out[count - 1].year != sum[i].date.year)
			out[count++] = (struct year){.year = sum[i].date.year};
		out[count - 1].from = i;
		out[count - 1].n++;
	}
	return count;
}

static str
year_path(struct arena *a, int year)
{
	return str_fmt(a, "archive/%04d/", year);
}

static struct data *
years_data(struct arena *a, const struct year *year, int n)
{
	struct data *list = data_new(a);

	for (int i = 0; i < n; i++) {
		struct data *t = data_new(a);

		data_number(a, t, STR("year"), year[i].year);
		data_number(a, t, STR("issues"), year[i].n);
		data_text(a, t, STR("path"), year_path(a, year[i].year));
		data_table(a, list, (str){0}, t);
	}
	return list;
}

/*
 * Year AT of the NYEAR at PATH; NYEAR 0: nothing was published yet. There may be a hundred of them:
 * what one takes is given back.
 */
static bool
write_year(struct site *site, const struct summary *sum, const struct year *year, int nyear, int at,
	   str path)
{
	struct arena own = {0}, *a = &own;
	struct site one = *site, *s = &one;
	struct data *ctx, *issues = data_new(a);
	bool ok;

	one.mem = a;
	site->here = one.here = path;
	ctx = site_context(s);
	data_table(a, ctx, STR("years"), years_data(a, year, nyear));
	for (int i = nyear ? year[at].n - 1 : -1; i >= 0; i--) {
		const struct summary *of = &sum[year[at].from + i];
		const struct summary_edition *ed = site_part(of, s->e->edition);

		if (ed)
			data_table(a, issues, (str){0}, site_issue_headlines(s, of, ed));
	}
	data_table(a, ctx, STR("issues"), issues);
	if (nyear)
		data_number(a, ctx, STR("year"), year[at].year);
	ok = site_write(s, STR("archive"), ctx);
	arena_free(a);
	return ok;
}

/* The page of the newest issue, without its note, where it is found whatever its date. */
static void
write_latest(struct site *s, const struct summary *sum)
{
	struct arena *a = s->mem;
	const struct summary_edition *ed = site_part(sum, s->e->edition);
	struct data *ctx;

	if (!ed)
		return;
	s->here = STR("latest/");
	ctx = site_context(s);
	data_table(a, ctx, STR("issue"), site_issue_data(s, sum, ed));
	data_unset(ctx, STR("canonical"));
	data_text(a, ctx, STR("canonical"),
		  site_address(a, s->e->paper, s->e->edition,
			       str_fmt(a, STR_FMT "/", STR_ARG(date_iso(a, sum->date)))));
	site_write(s, STR("issue"), ctx);
}

void
site_archive(struct site *s, const struct summary *sum, int n)
{
	struct year *year = NEW(s->mem, struct year, (size_t)n + 1);
	int nyear = years_of(sum, n, year);
	bool ok = write_year(s, sum, year, nyear, 0, STR("archive/"));

	for (int i = 0; ok && i < nyear; i++)
		ok = write_year(s, sum, year, nyear, i, year_path(s->mem, year[i].year));
	if (n > 0)
		write_latest(s, &sum[n - 1]);
}
