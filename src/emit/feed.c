#include "emit/site.h"

#include "markup/xhtml.h"

/*
 * Atom (RFC 4287) and the sitemap protocol. An entry is written by the worker of its issue and
 * kept as XML in the summary; the feed puts entries together.
 */

static const str atom = STR_INIT("http://www.w3.org/2005/Atom");
static const str xhtml = STR_INIT("http://www.w3.org/1999/xhtml");

/* The host of "https://example.org:8080/paper/"; papers without a server share an invalid one. */
static str
authority(const struct paper *p)
{
	str rest = p->url;

	if (rest.n == 0)
		return STR("lilong.invalid");
	str_cut(&rest, STR("://"));
	rest = str_cut(&rest, STR("/"));
	return str_cut(&rest, STR(":"));
}

/* RFC 4151. It must never change: nothing of it comes from where the site lies today. */
static str
tag_id(struct site *s, struct date date, str name)
{
	const struct paper *p = s->e->paper;
	struct arena *a = s->mem;
	str cn = p->url.n > 0 ? (str){0} : str_fmt(a, STR_FMT "/", STR_ARG(p->cn));

	return str_fmt(a, "tag:" STR_FMT "," STR_FMT ":" STR_FMT STR_FMT "%s" STR_FMT,
		       STR_ARG(authority(p)), STR_ARG(date_iso(a, date)),
		       STR_ARG(site_percent(a, cn)), STR_ARG(script_name(s->e->edition)),
		       name.n > 0 ? "/" : "", STR_ARG(site_percent(a, name)));
}

static void
add_link(struct site *s, struct element *parent, str rel, str type, str href)
{
	struct element *e = element_new(s->mem, parent, STR("link"));

	element_attr(s->mem, e, STR("rel"), rel);
	element_attr(s->mem, e, STR("type"), type);
	element_attr(s->mem, e, STR("href"), href);
}

static void
add_author(struct arena *a, struct element *parent, str name)
{
	element_with_text(a, element_new(a, parent, STR("author")), STR("name"), name);
}

/* One for each name, without its role; photographers and sources are not authors. */
static void
add_authors(struct arena *a, struct element *entry, const struct article *art)
{
	for (int i = 0; i < art->nbyline; i++) {
		for (int k = 0; k < art->byline[i].n; k++) {
			const struct byline_name *who = &art->byline[i].name[k];

			if (who->kind == BYLINE_PERSON || who->kind == BYLINE_CONTRIBUTOR)
				add_author(a, entry, who->name);
		}
	}
}

/* Articles of several issues share one file: two may have the same heading. */
static void
drop_ids(struct element *e)
{
	struct attr *last = NULL, *next;
	struct attr *t = e->attr;

	for (e->attr = NULL; t; t = next) {
		next = t->next;
		t->next = NULL;
		if (str_eq(t->name, STR("id")))
			continue;
		*(last ? &last->next : &e->attr) = t;
		last = t;
	}
	e->last_attr = last;
	for (struct element *c = e->first; c; c = c->next)
		drop_ids(c);
}

static void
add_content(struct site *s, struct element *entry, const struct node *doc, str path)
{
	struct site_links l = {s, path, true};
	struct body_links links = site_body_links(&l);
	struct element *content = element_new(s->mem, entry, STR("content")), *div;

	element_attr(s->mem, content, STR("type"), STR("xhtml"));
	div = element_new(s->mem, content, STR("div"));
	element_attr(s->mem, div, STR("xmlns"), xhtml);
	body_append(s->mem, div, doc, &links);
	drop_ids(div);
}

str
site_feed_entry(struct site *s, const struct summary *sum, const struct summary_article *art,
		const struct article *article)
{
	struct arena *a = s->mem;
	struct element *e = element_new(a, NULL, STR("entry"));
	struct out o = {.mem = a};
	str date = date_iso(a, sum->date);
	str path = str_fmt(a, STR_FMT "/" STR_FMT "/", STR_ARG(date), STR_ARG(art->slug));

	s->here = STR("");
	element_with_text(a, e, STR("title"), art->title);
	element_with_text(a, e, STR("id"), tag_id(s, sum->date, art->slug));
	element_with_text(a, e, STR("updated"), site_midnight(a, sum->date));
	add_link(s, e, STR("alternate"), STR("text/html"), site_lead(s, path));
	add_authors(a, e, article);
	if (art->excerpt.n > 0)
		element_with_text(a, e, STR("summary"), art->excerpt);
	add_content(s, e, article->body, path);
	xhtml_fragment(&o, e);
	return out_text(&o);
}

static struct element *
feed_head(struct site *s, const struct summary *sum, int n)
{
	struct arena *a = s->mem;
	const struct paper *p = s->e->paper;
	const struct date none = {2000, 1, 1}; /* no issue yet: a feed must have a date */
	struct element *e = element_new(a, NULL, STR("feed"));

	element_attr(a, e, STR("xmlns"), atom);
	element_attr(a, e, STR("xml:lang"), script_tag(s->e->edition));
	element_with_text(a, e, STR("title"),
			  str_fmt(a, STR_FMT "%s" STR_FMT, STR_ARG(p->name),
				  p->variant.n > 0 ? " " : "", STR_ARG(p->variant)));
	if (p->slogan.n > 0)
		element_with_text(a, e, STR("subtitle"), p->slogan);
	element_with_text(a, e, STR("id"), tag_id(s, n > 0 ? sum[0].date : none, (str){0}));
	element_with_text(a, e, STR("updated"), site_midnight(a, n > 0 ? sum[n - 1].date : none));
	add_link(s, e, STR("self"), STR("application/atom+xml"), site_lead(s, STR("feed.xml")));
	add_link(s, e, STR("alternate"), STR("text/html"), site_lead(s, STR("")));
	add_author(a, e, p->publisher.n > 0 ? p->publisher : p->name);
	return e;
}

void
site_feed(struct site *s, const struct summary *sum, int n)
{
	static const str end = STR_INIT("</feed>\n");
	struct out o = {.mem = s->mem};
	str folder = site_folder(s->mem, s->e->paper, s->e->edition);

	s->here = STR("");
	xhtml_xml(&o, feed_head(s, sum, n));
	o.n -= (size_t)end.n; /* entries stand before the end tag */
	for (int i = n - 1; i >= 0; i--) {
		const struct summary_edition *ed = site_part(&sum[i], s->e->edition);

		for (int k = 0; ed && k < ed->narticle; k++) {
			out_str(&o, ed->article[k].feed);
			if (ed->article[k].feed.n > 0)
				out_char(&o, '\n');
		}
	}
	out_str(&o, end);
	files_write(s->e->files, str_fmt(s->mem, "site/" STR_FMT "feed.xml", STR_ARG(folder)),
		    out_text(&o));
}

/* One page of the site in all its editions; each names all of them (hreflang works both ways). */
static void
add_place(struct site *s, struct element *set, str path, const struct date *changed)
{
	struct arena *a = s->mem;
	const struct paper *p = s->e->paper;

	for (int i = 0; i < p->nedition; i++) {
		struct element *url = element_new(a, set, STR("url"));

		element_with_text(a, url, STR("loc"), site_address(a, p, p->edition[i], path));
		if (changed)
			element_with_text(a, url, STR("lastmod"), date_iso(a, *changed));
		for (int k = 0; k < p->nedition && p->nedition > 1; k++) {
			struct element *link = element_new(a, url, STR("xhtml:link"));

			element_attr(a, link, STR("rel"), STR("alternate"));
			element_attr(a, link, STR("hreflang"), script_tag(p->edition[k]));
			element_attr(a, link, STR("href"), site_address(a, p, p->edition[k], path));
		}
	}
}

static void
add_issue(struct site *s, struct element *set, const struct summary *sum)
{
	struct arena *a = s->mem;
	const struct summary_edition *ed = site_part(sum, s->e->edition);
	str date = date_iso(a, sum->date);

	add_place(s, set, str_fmt(a, STR_FMT "/", STR_ARG(date)), &sum->date);
	for (int i = 0; ed && i < ed->npage; i++)
		add_place(s, set, str_fmt(a, STR_FMT "/%d/", STR_ARG(date), ed->page[i].number),
			  &sum->date);
	for (int i = 0; ed && i < ed->narticle; i++)
		add_place(s, set,
			  str_fmt(a, STR_FMT "/" STR_FMT "/", STR_ARG(date),
				  STR_ARG(ed->article[i].slug)),
			  &sum->date);
}

/* RFC 9309. A crawler asks for it at the root of the server alone. */
static void
write_robots(struct site *s)
{
	str map = str_fmt(s->mem, STR_FMT "sitemap.xml", STR_ARG(s->e->paper->url));

	files_write(
	    s->e->files, STR("site/robots.txt"),
	    str_fmt(s->mem, "User-agent: *\nAllow: /\nSitemap: " STR_FMT "\n", STR_ARG(map)));
}

void
site_map(struct site *s, const struct summary *sum, int n)
{
	static const str whole[] = {
	    STR_INIT(""),      STR_INIT("archive/"), STR_INIT("sections/"), STR_INIT("authors/"),
	    STR_INIT("tags/"), STR_INIT("honours/"), STR_INIT("about/")};
	struct arena *a = s->mem;
	struct out o = {.mem = a};
	struct element *set;

	if (s->e->paper->url.n == 0) {
		diag(s->e->diag, D_SITE_NO_URL, ((struct pos){s->e->paper->file, 0, 0, 0}));
		return;
	}
	set = element_new(a, NULL, STR("urlset"));
	element_attr(a, set, STR("xmlns"), STR("http://www.sitemaps.org/schemas/sitemap/0.9"));
	element_attr(a, set, STR("xmlns:xhtml"), xhtml);
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
		add_place(s, set, whole[i], n > 0 ? &sum[n - 1].date : NULL);
	for (int i = n - 1; i >= 0; i--) {
		if (i == n - 1 || sum[i].date.year != sum[i + 1].date.year)
			add_place(s, set, str_fmt(a, "archive/%04d/", sum[i].date.year),
				  &sum[i].date);
		add_issue(s, set, &sum[i]);
	}
	xhtml_xml(&o, set);
	files_write(s->e->files, STR("site/sitemap.xml"), out_text(&o));
	write_robots(s);
}
