#include "emit/iiif.h"
#include "emit/search.h"
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
	data_content(a, ctx, STR("metadata"), site_metadata_paper(s));
	site_write(s, STR("home"), ctx);
}

static void
add_once(struct arena *a, struct strs *list, str name)
{
	struct strs old = *list;

	for (int i = 0; i < old.n; i++)
		if (str_eq(old.v[i], name))
			return;
	list->v = NEW(a, str, (size_t)old.n + 1);
	for (int i = 0; i < old.n; i++)
		list->v[i] = old.v[i];
	list->v[list->n++] = name;
}

/* Sections by what the default edition calls them, which is what the index knows. */
static struct data *
sections_data(struct site *s, const struct summary *sum, int n)
{
	struct arena *a = s->mem;
	struct data *t = data_new(a);
	struct strs seen = {0};

	for (int i = n - 1; i >= 0; i--) {
		const struct summary_edition *ed = site_part(&sum[i], s->e->edition);
		const struct summary_edition *first = sum[i].edition;

		for (int k = 0; ed && k < ed->narticle; k++) {
			struct data *one;
			int before = seen.n;

			if (first->article[k].section.n == 0)
				continue;
			add_once(a, &seen, first->article[k].section);
			if (seen.n == before)
				continue;
			one = data_new(a);
			data_text(a, one, STR("value"), first->article[k].section);
			data_text(a, one, STR("name"), ed->article[k].section);
			data_table(a, t, (str){0}, one);
		}
	}
	return t;
}

static struct data *
search_data(struct site *s, const struct summary *sum, int n)
{
	struct arena *a = s->mem;
	struct data *t = data_new(a), *years = data_new(a);
	struct out names = {.mem = a};
	struct search_volume *v;
	int nvolume, year = 0;

	v = search_plan(a, sum, n, &nvolume);
	for (int i = 0; i < nvolume; i++)
		out_fmt(&names, "%s" STR_FMT, i ? " " : "", STR_ARG(v[i].name));
	for (int i = n - 1; i >= 0; i--) {
		if (sum[i].date.year != year)
			data_number(a, years, (str){0}, sum[i].date.year);
		year = sum[i].date.year;
	}
	data_text(a, t, STR("volumes"), out_text(&names));
	data_table(a, t, STR("years"), years);
	data_table(a, t, STR("sections"), sections_data(s, sum, n));
	return t;
}

static void
write_search(struct site *s, const struct summary *sum, int n)
{
	struct data *ctx;

	s->here = STR("search/");
	ctx = site_context(s);
	data_table(s->mem, ctx, STR("search"), search_data(s, sum, n));
	site_write(s, STR("search"), ctx);
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

/* What a reader can set, and the keys for it. */
static void
write_reading(struct site *s)
{
	s->here = STR("reading/");
	site_write(s, STR("reading"), site_context(s));
}

/* What servers show at addresses that lead nowhere. */
static void
write_missing(struct site *s)
{
	s->here = STR("404.html");
	s->anywhere = true;
	site_write(s, STR("missing"), site_context(s));
	s->anywhere = false;
}

void
emit_site_whole(struct emit *e, const struct summary *sum, int n)
{
	struct site s;
	struct site_places topics;

	site_open(&s, e, &(str){0});
	write_home(&s, sum, n);
	site_offline(&s, n > 0 ? &sum[n - 1] : NULL);
	site_archive(&s, sum, n);
	site_honours(&s, sum, n);
	topics = site_topics(&s, sum, n);
	write_search(&s, sum, n);
	write_about(&s);
	write_reading(&s);
	write_missing(&s);
	site_manifest(&s);
	site_feed(&s, sum, n);
	iiif_collection(&s, sum, n);
	site_share_write(&s);
	if (e->edition == e->paper->edition[0]) {
		site_map(&s, sum, n, &topics);
		search_shapes_write(e);
		site_assets_write(e);
		site_icons(e);
	}
	site_close(&s);
}
