#include "base/sum.h"
#include "emit/composed.h"
#include "emit/iiif.h"
#include "emit/search.h"
#include "emit/site_view.h"

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
	data_content(a, ctx, STR("metadata"), site_metadata_issue(s, sum, ed));
	return site_write(s, STR("issue"), ctx);
}

/* -- pages ----------------------------------------------------------------------- */

/* Page NUMBER as it was laid out; NULL: it was not. */
static const struct page *
page_composed(const struct site *s, int number)
{
	for (int i = 0; s->pages && i < s->pages->npage; i++)
		if (s->pages->page[i].spec->number == number)
			return &s->pages->page[i];
	return NULL;
}

static const struct block *
block_of(const struct page *p, const struct article *art)
{
	for (const struct block *b = p ? p->first : NULL; b; b = b->next)
		if (b->kind == BLOCK_STORY && b->article == art)
			return b;
	return NULL;
}

/* Where the last of its modules on P says that it goes on. */
static int
goes_on_at(const struct page *p, const struct article *art)
{
	int to = 0;

	for (const struct block *b = p->first; b; b = b->next)
		if (b->kind == BLOCK_STORY && b->article == art)
			to = b->to_page == p->spec->number ? 0 : b->to_page;
	return to;
}

static struct data *
stories_data(struct site *s, const struct summary *sum, const struct summary_edition *ed,
	     const struct page *p)
{
	struct arena *a = s->mem;
	struct data *list = data_new(a);

	for (int i = 0; i < s->e->issue->narticle; i++) {
		const struct article *art = s->e->issue->article[i];
		const struct block *b = block_of(p, art);
		struct data *t;

		if (!b)
			continue;
		t = site_article_data(s, sum, ed, &ed->article[i]);
		data_text(a, t, STR("zone"), site_zone(a, art->slug));
		if (b->from_page > 0 && b->from_page != p->spec->number)
			data_number(a, t, STR("from"), b->from_page);
		if (goes_on_at(p, art) > 0)
			data_number(a, t, STR("to"), goes_on_at(p, art));
		data_table(a, list, (str){0}, t);
	}
	return list;
}

/* Pages as wide as a thumb. Their names hang on what they show: every page of the site has them. */
static void
write_small(struct site *s, const struct summary *sum, struct summary_edition *ed)
{
	str folder = site_folder(s->mem, s->e->paper, s->e->edition);
	str date = date_iso(s->mem, sum->date);

	for (int i = 0; i < ed->npage; i++) {
		const struct page *p = page_composed(s, ed->page[i].number);
		struct arena mem = {0};
		char name[SUM_NAME + 1];
		str bytes;

		if (!p)
			continue;
		bytes = site_view_small(&mem, p);
		sum_name(sum_add(0, bytes), name);
		ed->small[i] = str_fmt(s->e->mem, "%d/small-%s.svg", ed->page[i].number, name);
		files_write(s->e->files,
			    str_fmt(s->mem, "site/" STR_FMT STR_FMT "/" STR_FMT, STR_ARG(folder),
				    STR_ARG(date), STR_ARG(ed->small[i])),
			    bytes);
		arena_free(&mem);
	}
}

static str
page_path(struct arena *a, const struct summary *sum, const struct issue_page *p)
{
	return str_fmt(a, STR_FMT "/%d/", STR_ARG(date_iso(a, sum->date)), p->number);
}

/* What the layout is told of page I, of those of ISSUE. ctx.page is the place in ctx.issue.pages.
 */
static struct data *
page_context(struct site *s, int i, struct data *issue, const struct data *pages)
{
	struct arena *a = s->mem;
	struct data *ctx = site_context(s);

	data_table(a, ctx, STR("issue"), issue);
	data_number(a, ctx, STR("page"), i + 1);
	data_table(a, ctx, STR("shown"), data_member(pages, i + 1)->table);
	if (i > 0)
		data_table(a, ctx, STR("before"), data_member(pages, i)->table);
	if (i + 1 < data_length(pages))
		data_table(a, ctx, STR("after"), data_member(pages, i + 2)->table);
	return ctx;
}

static bool
write_page(struct site *s, const struct summary *sum, const struct summary_edition *ed, int i,
	   struct data *issue, const struct data *pages)
{
	const struct page *p = page_composed(s, ed->page[i].number);
	struct data *shown = data_member(pages, i + 1)->table, *ctx;
	bool ok;

	s->here = page_path(s->mem, sum, &ed->page[i]);
	s->alone = p && p->spec->more; /* a text that is longer here alone may go on there */
	ctx = page_context(s, i, issue, pages);
	s->alone = false;
	if (p) {
		data_content(s->mem, ctx, STR("view"), site_view(s, p));
		data_table(s->mem, ctx, STR("stories"), stories_data(s, sum, ed, p));
	}
	data_text(s->mem, shown, STR("current"), STR("page"));
	ok = site_write(s, STR("page"), ctx);
	data_unset(shown, STR("current"));
	return ok;
}

/* All are as far from home and from the issue's pictures, and told the same of the issue. */
static void
write_pages(struct site *s, const struct summary *sum, const struct summary_edition *ed)
{
	struct data *issue;
	const struct data *pages;
	int hint = 0;

	if (ed->npage == 0)
		return;
	s->here = page_path(s->mem, sum, &ed->page[0]);
	issue = site_issue_data(s, sum, ed);
	pages = data_find(issue, STR("pages"), &hint)->table;
	for (int i = 0; i < ed->npage; i++)
		if (!write_page(s, sum, ed, i, issue, pages))
			return;
}

/* -- articles -------------------------------------------------------------------- */

/* The pages that a story stands on, more than one if it goes on; else the one it is meant for. */
static struct data *
places_data(struct site *s, const struct summary *sum, const struct summary_edition *ed, int i)
{
	struct arena *a = s->mem;
	const struct article *art = s->e->issue->article[i];
	struct data *list = data_new(a), *t;
	str date = date_iso(a, sum->date);

	for (int k = 0; k < ed->npage; k++) {
		bool there = block_of(page_composed(s, ed->page[k].number), art) != NULL;

		if (!there && ed->page[k].number != art->page)
			continue;
		if (there) {
			t = site_page_data(a, date, ed, &ed->page[k], site_zone(a, art->slug));
		} else {
			t = site_page_shared(s, date, ed, &ed->page[k]);
		}
		data_table(a, list, (str){0}, t);
	}
	return list;
}

/* Where names of B lead; empty: nowhere. FIRST is B in the default edition. */
static str
name_path(struct arena *a, const struct byline *first, const struct byline *b, int i)
{
	return b->name[i].kind == BYLINE_SOURCE ? (str){0}
						: site_topic(a, TOPIC_AUTHOR, first->name[i].name);
}

/* *TEXT as far as NAME, which leads to PATH; *TEXT is what is left. */
static void
add_name(struct site *s, struct element *line, str *text, str name, str path)
{
	ptrdiff_t at = path.n > 0 ? str_find(*text, name) : -1;
	struct element *way;

	if (at < 0)
		return;
	element_text(s->mem, line, str_sub(*text, 0, at));
	way = element_with_text(s->mem, line, STR("a"), name);
	element_attr(s->mem, way, STR("href"), site_link(s, s->mem, s->e->edition, path));
	*text = str_from_at(*text, at + name.n);
}

static struct data *
name_data(struct arena *a, const struct byline *b, int i, str path)
{
	/* ORDER byline_kind */
	static const str kinds[] = {STR_INIT("person"), STR_INIT("contributor"), STR_INIT("photo"),
				    STR_INIT("source")};
	struct data *t = data_new(a);

	data_text(a, t, STR("kind"), kinds[b->name[i].kind]);
	data_text(a, t, STR("role"), b->name[i].role);
	data_table(a, t, STR("work"), site_work_data(a, byline_work(b, i)));
	data_text(a, t, STR("name"), b->name[i].name);
	data_text(a, t, STR("path"), path);
	return t;
}

/* FIRST is B in the default edition. */
static struct data *
byline_data(struct site *s, const struct byline *first, const struct byline *b)
{
	struct arena *a = s->mem;
	struct data *t = data_new(a), *names = data_new(a);
	struct element *line = element_new(a, NULL, STR("p"));
	str text = byline_text(a, b), rest = text;

	for (int i = 0; i < b->n; i++) {
		str path = name_path(a, first, b, i);

		data_table(a, names, (str){0}, name_data(a, b, i, path));
		add_name(s, line, &rest, b->name[i].name, path);
	}
	element_text(a, line, rest);
	data_table(a, t, STR("names"), names);
	data_text(a, t, STR("credit"), b->credit);
	data_text(a, t, STR("text"), text);
	data_content(a, t, STR("line"), line);
	return t;
}

static struct data *
topic_data(struct arena *a, enum site_topic kind, str first, str name)
{
	struct data *t = data_new(a);

	data_text(a, t, STR("name"), name);
	data_text(a, t, STR("path"), site_topic(a, kind, first));
	return t;
}

/* Where the text begins and ends is said as 方正's systems do. */
static struct element *
marked_body(struct site *s, const struct node *doc)
{
	struct element *body = site_body(s, doc), *marked = element_new(s->mem, NULL, STR("div"));

	if (!body)
		return NULL;
	element_comment(s->mem, marked, STR("enpcontent"));
	marked->last->next = body->first;
	marked->last = body->last;
	element_comment(s->mem, marked, STR("/enpcontent"));
	return marked;
}

static struct data *
full_article(struct site *s, const struct summary *sum, const struct summary_edition *ed, int i)
{
	struct arena *a = s->mem;
	const struct article *art = s->e->issue->article[i], *first = site_first(s->e, i);
	struct data *t = site_article_data(s, sum, ed, &ed->article[i]);
	struct data *bylines = data_new(a), *tags = data_new(a);

	for (int k = 0; k < art->nbyline; k++)
		data_table(a, bylines, (str){0},
			   byline_data(s, &first->byline[k], &art->byline[k]));
	for (int k = 0; k < art->tags.n; k++)
		data_table(a, tags, (str){0},
			   topic_data(a, TOPIC_TAG, first->tags.v[k], art->tags.v[k]));
	if (art->section.n > 0)
		data_text(a, t, STR("section_path"), site_topic(a, TOPIC_SECTION, first->section));
	data_table(a, t, STR("places"), places_data(s, sum, ed, i));
	data_table(a, t, STR("bylines"), bylines);
	data_table(a, t, STR("tags"), tags);
	data_text(a, t, STR("source"), art->source);
	if (art->updated.year > 0) {
		data_text(a, t, STR("updated"), date_iso(a, art->updated));
		data_text(a, t, STR("updated_long"), date_long(a, art->updated));
	}
	data_text(a, t, STR("citation"), site_citation(s, sum, art));
	data_content(a, t, STR("body"), marked_body(s, art->body));
	return t;
}

static bool
write_article(struct site *s, const struct summary *sum, const struct summary_edition *ed, int i,
	      struct data *issue)
{
	struct arena *a = s->mem;
	struct data *ctx, *share;

	s->here = str_fmt(a, STR_FMT "/" STR_FMT "/", STR_ARG(date_iso(a, sum->date)),
			  STR_ARG(ed->article[i].slug));
	ctx = site_context(s);
	data_table(a, ctx, STR("issue"), issue);
	data_table(a, ctx, STR("article"), full_article(s, sum, ed, i));
	share = site_share_picture(s, date_iso(a, sum->date), &ed->article[i].picture);
	if (share) {
		data_unset(ctx, STR("share"));
		data_table(a, ctx, STR("share"), share);
	}
	data_content(a, ctx, STR("metadata"), site_metadata_article(s, sum, ed, i));
	if (i > 0)
		data_table(a, ctx, STR("previous"), site_story_data(s, sum, ed, i - 1));
	if (i + 1 < ed->narticle)
		data_table(a, ctx, STR("next"), site_story_data(s, sum, ed, i + 1));
	return site_write(s, STR("article"), ctx);
}

/* An address that another story or a page has is reported by check/rules, and not written twice. */
static bool
has_address(const struct site *s, const struct summary_edition *ed, int i)
{
	str slug = ed->article[i].slug;

	for (int k = 0; k < i; k++)
		if (str_eq(ed->article[k].slug, slug))
			return false;
	for (int k = 0; k < ed->npage; k++)
		if (str_eq(slug, str_fmt(s->mem, "%d", ed->page[k].number)))
			return false;
	return true;
}

static void
write_articles(struct site *s, const struct summary *sum, const struct summary_edition *ed)
{
	struct data *issue = site_issue_headlines(s, sum, ed);

	for (int i = 0; i < ed->narticle; i++)
		if (has_address(s, ed, i) && !write_article(s, sum, ed, i, issue))
			return;
}

void
emit_site_issue(struct emit *e, const struct composed *pages, struct summary *sum)
{
	static const str layouts[] = {
	    STR_INIT("issue"), STR_INIT("page"), STR_INIT("article"), {0}};
	struct site s;
	struct summary_edition *ed;
	char version[SUM_NAME + 1];

	site_open(&s, e, layouts);
	s.pages = pages;
	ed = site_fill(&s, sum);
	search_edition(e, sum, ed);
	write_small(&s, sum, ed);
	write_issue(&s, sum, ed);
	iiif_issue(&s, sum, ed);
	write_pages(&s, sum, ed);
	write_articles(&s, sum, ed);
	sum_name(s.written, version);
	ed->version = str_dup(e->mem, str_from(version));
	site_close(&s);
}
