#include "emit/site.h"

/* The pages that belong to all issues. Layouts are given issues newest first. */

enum { RECENT = 12 };

/* The newest issue whole, and headlines of those before it. */
static void
write_home(struct site *s, const struct summary *sum, int n)
{
	struct arena *a = s->mem;
	struct data *ctx, *recent = data_new(a);

	s->here = STR("");
	ctx = site_context(s);
	for (int i = n - 1; i >= 0 && i >= n - 1 - RECENT; i--) {
		const struct summary_edition *ed = site_part(&sum[i], s->e->edition);

		if (!ed)
			continue;
		if (i == n - 1)
			data_table(a, ctx, STR("issue"), site_issue_data(s, &sum[i], ed));
		else
			data_table(a, recent, (str){0}, site_issue_headlines(s, &sum[i], ed));
	}
	data_table(a, ctx, STR("recent"), recent);
	site_write(s, STR("home"), ctx);
}

/* archive, honours: all issues in one list. */
static void
write_list(struct site *s, str name, const struct summary *sum, int n, bool rolls)
{
	struct arena *a = s->mem;
	struct data *ctx, *issues = data_new(a);

	s->here = str_fmt(a, STR_FMT "/", STR_ARG(name));
	ctx = site_context(s);
	for (int i = n - 1; i >= 0; i--) {
		const struct summary_edition *ed = site_part(&sum[i], s->e->edition);

		if (!ed || (rolls && !ed->roll))
			continue;
		data_table(a, issues, (str){0},
			   rolls ? site_issue_roll(s, &sum[i], ed)
				 : site_issue_headlines(s, &sum[i], ed));
	}
	data_table(a, ctx, STR("issues"), issues);
	site_write(s, name, ctx);
}

static void
write_about(struct site *s)
{
	struct data *ctx;

	s->here = STR("about/");
	ctx = site_context(s);
	data_content(s->mem, ctx, STR("about"), site_body(s, s->e->paper->about));
	site_write(s, STR("about"), ctx);
}

void
emit_site_whole(struct emit *e, const struct summary *sum, int n)
{
	struct site s;

	if (!site_open(&s, e))
		return;
	write_home(&s, sum, n);
	write_list(&s, STR("archive"), sum, n, false);
	write_list(&s, STR("honours"), sum, n, true);
	write_about(&s);
	site_feed(&s, sum, n);
	if (e->edition == e->paper->edition[0]) {
		site_map(&s, sum, n);
		site_assets(e);
	}
	site_close(&s);
}
