#include "base/sum.h"
#include "emit/json.h"
#include "emit/site.h"
#include "emit/squeeze.h"

/*
 * What a browser keeps of an edition for reading without a network, as the list that stands before
 * layouts/web/offline/worker.js. Its version hangs on all that is kept, so that browsers fetch a
 * new issue, and a story that was corrected.
 */

static str
in_issue(struct site *s, const struct summary *sum, str path)
{
	return str_fmt(s->mem, STR_FMT "/" STR_FMT, STR_ARG(date_iso(s->mem, sum->date)),
		       STR_ARG(path));
}

static void
put_way(struct json *j, struct site *s, str path)
{
	json_text(j, NULL, site_percent(s->mem, site_link(s, s->mem, s->e->edition, path)));
}

static void
put_pages(struct json *j, struct site *s, const struct summary *sum,
	  const struct summary_edition *ed)
{
	json_open(j, "pages", '[');
	put_way(j, s, STR(""));
	put_way(j, s, STR("reading/"));
	put_way(j, s, STR("offline.html"));
	if (ed)
		put_way(j, s, in_issue(s, sum, STR("")));
	for (int i = 0; ed && i < ed->npage; i++)
		put_way(j, s, in_issue(s, sum, str_fmt(s->mem, "%d/", ed->page[i].number)));
	for (int i = 0; ed && i < ed->narticle; i++)
		put_way(
		    j, s,
		    in_issue(s, sum, str_fmt(s->mem, STR_FMT "/", STR_ARG(ed->article[i].slug))));
	json_close(j, ']');
}

/* Style sheets and scripts; search needs its index, which nobody keeps. */
static void
put_assets(struct json *j, struct site *s)
{
	const struct site_assets *t = s->e->assets;

	json_open(j, "assets", '[');
	for (int i = 0; i < t->n; i++)
		if (!str_starts(t->v[i].name, STR("search")))
			json_text(j, NULL, site_percent(s->mem, site_asset(s, t->v[i].name)));
	json_close(j, ']');
}

/* The printed pages, small; pictures of stories are found in their pages. */
static void
put_pictures(struct json *j, struct site *s, const struct summary *sum,
	     const struct summary_edition *ed)
{
	json_open(j, "pictures", '[');
	for (int i = 0; ed && i < ed->npage; i++)
		if (ed->small[i].n > 0)
			put_way(j, s, in_issue(s, sum, ed->small[i]));
	json_close(j, ']');
}

static str
worker_list(struct site *s, const struct summary *sum, const struct summary_edition *ed)
{
	struct out o = {.mem = s->mem};
	struct json j = {.out = &o, .close = true};
	char version[SUM_NAME + 1];
	uint64_t all;

	json_open(&j, NULL, '{');
	put_pages(&j, s, sum, ed);
	put_assets(&j, s);
	put_pictures(&j, s, sum, ed);
	json_text(&j, "offline", STR("offline.html"));
	all = sum_add(s->written, out_text(&o));
	sum_name(ed ? sum_add(all, ed->version) : all, version);
	json_text(&j, "version", str_from(version));
	json_close(&j, '}');
	return out_text(&o);
}

static void
write_page(struct site *s, const struct summary *sum, const struct summary_edition *ed)
{
	struct data *ctx;

	s->here = STR("offline.html");
	s->anywhere = true;
	ctx = site_context(s);
	if (ed)
		data_table(s->mem, ctx, STR("issue"), site_issue_headlines(s, sum, ed));
	site_write(s, STR("offline"), ctx);
	s->anywhere = false;
}

void
site_offline(struct site *s, const struct summary *sum)
{
	struct emit *e = s->e;
	bool on = e->paper->offline;
	const struct summary_edition *ed = on && sum ? site_part(sum, e->edition) : NULL;
	str folder = site_folder(s->mem, e->paper, e->edition), code, list = {0};

	if (!file_read(s->mem, e->diag, e->layouts,
		       on ? STR("web/offline/worker.js") : STR("web/offline/off.js"), FILE_TEXT_MAX,
		       &code))
		return;
	if (on) {
		write_page(s, sum, ed);
		s->here = STR("sw.js");
		list = str_fmt(s->mem, "const LILONG = " STR_FMT ";\n",
			       STR_ARG(worker_list(s, sum, ed)));
	}
	files_write(
	    e->files, str_fmt(s->mem, "site/" STR_FMT "sw.js", STR_ARG(folder)),
	    str_fmt(s->mem, STR_FMT STR_FMT, STR_ARG(list), STR_ARG(squeeze_script(s->mem, code))));
}
