#include "emit/site.h"

#include "markup/xhtml.h"

enum { EXCERPT = 70 /* characters */ };

static str
host_text(void *ctx, struct arena *a, str words)
{
	struct emit *e = ((struct site *)ctx)->e;

	return edition_text(a, e->diag, e->editions, words, SCRIPT_HANS, e->edition);
}

static str
host_link(void *ctx, struct arena *a, str path)
{
	return site_way(a, ((struct site *)ctx)->here, path);
}

static str
host_asset(void *ctx, struct arena *a, str name)
{
	(void)a;
	return site_asset(ctx, name);
}

bool
site_open(struct site *s, struct emit *e)
{
	enum file_kind kind;

	*s = (struct site){.e = e, .mem = e->mem};
	s->host = (struct web_host){host_text, host_link, host_asset, s};
	s->has_script = file_kind(e->layouts, STR("web/script.js"), &kind) && kind == FILE_REGULAR;
	s->web = web_new(e->mem, e->diag, e->layouts, &s->host);
	return s->web != NULL;
}

void
site_close(struct site *s)
{
	web_free(s->web);
}

bool
site_write(struct site *s, str layout, struct data *ctx)
{
	struct arena page = {0};
	struct out o = {.mem = &page};
	str folder = site_folder(s->mem, s->e->paper, s->e->edition);
	str path = str_fmt(s->mem, "site/" STR_FMT STR_FMT "index.html", STR_ARG(folder),
			   STR_ARG(s->here));
	struct element *html = web_page(s->web, layout, ctx, path);

	if (html) {
		xhtml_page(&o, html);
		files_write(s->e->files, path, out_text(&o));
	}
	arena_free(&page);
	return html != NULL;
}

/* The summary */

static const struct node *
first_picture(const struct node *doc)
{
	for (const struct node *n = doc; n; n = node_walk(doc, n))
		if (n->type == NODE_FIGURE && n->picture)
			return n;
	return NULL;
}

static str
byline_line_text(struct arena *a, const struct article *art)
{
	struct out o = {.mem = a};

	for (int i = 0; i < art->nbyline; i++) {
		if (i > 0)
			out_str(&o, STR("　"));
		out_str(&o, byline_text(a, &art->byline[i]));
	}
	return out_text(&o);
}

static void
fill_article(struct emit *e, const struct article *art, struct summary_article *out)
{
	const struct node *figure = art->body ? first_picture(art->body) : NULL;

	*out = (struct summary_article){
	    .slug = art->slug,
	    .kicker = art->kicker,
	    .title = art->title,
	    .deck = art->deck,
	    .byline = byline_line_text(e->mem, art),
	    .section = art->section,
	    .excerpt = art->summary,
	    .page = art->page,
	    .characters = article_length(art),
	};
	if (out->excerpt.n == 0)
		out->excerpt = article_excerpt(e->mem, art, EXCERPT);
	if (figure) {
		out->picture = site_picture(e->mem, e->issue->folder, figure->picture->path);
		out->picture_alt = figure->alt;
		out->picture_width = figure->picture->width;
		out->picture_height = figure->picture->height;
	}
}

static bool
has_page(const struct summary_edition *ed, int number)
{
	for (int i = 0; i < ed->npage; i++)
		if (ed->page[i].number == number)
			return true;
	return false;
}

/* The pages of issue.md, and those that only an article names: no article is left without one. */
static void
fill_pages(struct emit *e, struct summary_edition *ed)
{
	const struct issue *issue = e->issue;

	ed->page = NEW(e->mem, struct issue_page, (size_t)(issue->npage + issue->narticle));
	ed->npage = issue->npage;
	for (int i = 0; i < issue->npage; i++)
		ed->page[i] = issue->page[i];
	for (int i = 0; i < issue->narticle; i++)
		if (!has_page(ed, issue->article[i]->page))
			ed->page[ed->npage++].number = issue->article[i]->page;
}

static struct summary_edition *
add_part(struct arena *a, struct summary *sum, enum script script)
{
	struct summary_edition *ed = NEW(a, struct summary_edition, (size_t)sum->nedition + 1);

	for (int i = 0; i < sum->nedition; i++)
		ed[i] = sum->edition[i];
	sum->edition = ed;
	ed[sum->nedition].edition = script;
	return &ed[sum->nedition++];
}

static struct summary_edition *
fill(struct site *s, struct summary *sum)
{
	struct emit *e = s->e;
	const struct issue *issue = e->issue;
	struct summary_edition *ed = site_part(sum, e->edition);

	if (!ed)
		ed = add_part(e->mem, sum, e->edition);
	sum->date = issue->date;
	sum->number = issue->number;
	ed->roll = issue->roll;
	ed->narticle = issue->narticle;
	ed->article = NEW(e->mem, struct summary_article, (size_t)issue->narticle);
	for (int i = 0; i < issue->narticle; i++)
		fill_article(e, issue->article[i], &ed->article[i]);
	fill_pages(e, ed);
	for (int i = 0; sum->in_feed && i < issue->narticle; i++)
		ed->article[i].feed = site_feed_entry(s, sum, &ed->article[i], issue->article[i]);
	return ed;
}

/* Pages of one issue */

static bool
write_issue(struct site *s, const struct summary *sum, const struct summary_edition *ed)
{
	struct arena *a = s->mem;
	struct data *ctx, *issue;

	s->here = str_fmt(a, STR_FMT "/", STR_ARG(date_iso(a, sum->date)));
	ctx = site_context(s);
	issue = site_issue_data(s, sum, ed);
	data_text(a, issue, STR("editor"), s->e->issue->editor);
	data_content(a, issue, STR("note"), site_body(s, s->e->issue->note));
	data_table(a, ctx, STR("issue"), issue);
	return site_write(s, STR("issue"), ctx);
}

/* ctx.page is the place in ctx.issue.pages. */
static bool
write_page(struct site *s, const struct summary *sum, const struct summary_edition *ed, int i)
{
	struct arena *a = s->mem;
	struct data *ctx;

	s->here = str_fmt(a, STR_FMT "/%d/", STR_ARG(date_iso(a, sum->date)), ed->page[i].number);
	ctx = site_context(s);
	data_table(a, ctx, STR("issue"), site_issue_data(s, sum, ed));
	data_number(a, ctx, STR("page"), i + 1);
	return site_write(s, STR("page"), ctx);
}

static struct data *
byline_data(struct arena *a, const struct byline *b)
{
	/* ORDER byline_kind */
	static const str kinds[] = {STR_INIT("person"), STR_INIT("contributor"), STR_INIT("photo"),
				    STR_INIT("source")};
	struct data *t = data_new(a), *names = data_new(a);

	for (int i = 0; i < b->n; i++) {
		struct data *name = data_new(a);

		data_text(a, name, STR("kind"), kinds[b->name[i].kind]);
		data_text(a, name, STR("role"), b->name[i].role);
		data_text(a, name, STR("name"), b->name[i].name);
		data_table(a, names, (str){0}, name);
	}
	data_table(a, t, STR("names"), names);
	data_text(a, t, STR("credit"), b->credit);
	data_text(a, t, STR("text"), byline_text(a, b));
	return t;
}

static struct data *
full_article(struct site *s, const struct summary *sum, const struct summary_edition *ed, int i)
{
	struct arena *a = s->mem;
	const struct article *art = s->e->issue->article[i];
	struct data *t = site_article_data(s, sum, ed, &ed->article[i]);
	struct data *bylines = data_new(a), *tags = data_new(a);

	for (int k = 0; k < art->nbyline; k++)
		data_table(a, bylines, (str){0}, byline_data(a, &art->byline[k]));
	for (int k = 0; k < art->tags.n; k++)
		data_text(a, tags, (str){0}, art->tags.v[k]);
	data_table(a, t, STR("bylines"), bylines);
	data_table(a, t, STR("tags"), tags);
	data_text(a, t, STR("source"), art->source);
	data_content(a, t, STR("body"), site_body(s, art->body));
	return t;
}

static bool
write_article(struct site *s, const struct summary *sum, const struct summary_edition *ed, int i)
{
	struct arena *a = s->mem;
	struct data *ctx;

	s->here = str_fmt(a, STR_FMT "/" STR_FMT "/", STR_ARG(date_iso(a, sum->date)),
			  STR_ARG(ed->article[i].slug));
	ctx = site_context(s);
	data_table(a, ctx, STR("issue"), site_issue_headlines(s, sum, ed));
	data_table(a, ctx, STR("article"), full_article(s, sum, ed, i));
	if (i > 0)
		data_table(a, ctx, STR("previous"),
			   site_article_data(s, sum, ed, &ed->article[i - 1]));
	if (i + 1 < ed->narticle)
		data_table(a, ctx, STR("next"), site_article_data(s, sum, ed, &ed->article[i + 1]));
	return site_write(s, STR("article"), ctx);
}

void
emit_site_issue(struct emit *e, struct summary *sum)
{
	struct site s;
	struct summary_edition *ed;
	bool ok;

	if (!site_open(&s, e))
		return;
	ed = fill(&s, sum);
	write_issue(&s, sum, ed);
	ok = true;
	for (int i = 0; ok && i < ed->npage; i++)
		ok = write_page(&s, sum, ed, i);
	ok = true;
	for (int i = 0; ok && i < ed->narticle; i++)
		ok = write_article(&s, sum, ed, i);
	site_close(&s);
}
