#include "emit/site.h"

#include "markup/xhtml.h"

/*
 * The sitemap protocol 0.9: an index, a map of each year, and one of the pages that have no day.
 * A map that is full goes on in another one.
 */

#ifndef SITEMAP_PLACES
#define SITEMAP_PLACES 50000
#endif
#ifndef SITEMAP_BYTES
#define SITEMAP_BYTES (50 * 1000 * 1000)
#endif

static const str protocol = STR_INIT("http://www.sitemaps.org/schemas/sitemap/0.9");
static const str xhtml = STR_INIT("http://www.w3.org/1999/xhtml");

struct map {
	struct site *s;
	struct element *index;
	str name;	  /* "2026", "pages" */
	int part, places; /* of the one being written */
	struct out text;
	struct date newest;  /* of its places */
	struct out path;     /* of the place being written, as it stands in an address */
	struct date changed; /* the last day that was written, and as it is written */
	str day;
	struct {
		struct out root; /* as it stands in text */
		str tag;
	} edition[SCRIPT__N];
};

static void
open_map(struct map *m)
{
	out_fmt(&m->text,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"" STR_FMT
		"\" xmlns:xhtml=\"" STR_FMT "\">\n",
		STR_ARG(protocol), STR_ARG(xhtml));
	m->part++;
}

/* Write what was gathered, and name it in the index. */
static void
close_map(struct map *m)
{
	struct arena *a = m->s->mem;
	const struct paper *p = m->s->e->paper;
	struct element *e;
	str file = str_fmt(a, "sitemap-" STR_FMT, STR_ARG(m->name));

	if (m->places == 0)
		return;
	if (m->part > 1)
		file = str_fmt(a, STR_FMT "-%d", STR_ARG(file), m->part);
	file = str_fmt(a, STR_FMT ".xml", STR_ARG(file));
	out_str(&m->text, STR("</urlset>\n"));
	files_write(m->s->e->files, str_fmt(a, "site/" STR_FMT, STR_ARG(file)), out_text(&m->text));
	e = element_new(a, m->index, STR("sitemap"));
	element_with_text(a, e, STR("loc"), site_address(a, p, p->edition[0], file));
	if (m->newest.year > 0)
		element_with_text(a, e, STR("lastmod"), date_iso(a, m->newest));
	m->text.n = 0;
	m->places = 0;
	m->newest = (struct date){0};
}

static void
begin(struct map *m, str name)
{
	close_map(m);
	m->name = name;
	m->part = 0;
}

static void
put_date(struct map *m, struct date d)
{
	if (date_cmp(d, m->changed) != 0)
		m->day = date_iso(m->s->mem, d);
	m->changed = d;
	out_str(&m->text, STR("<lastmod>"));
	out_str(&m->text, m->day);
	out_str(&m->text, STR("</lastmod>\n"));
}

static void
put_address(struct map *m, int i)
{
	out_str(&m->text, out_text(&m->edition[i].root));
	out_str(&m->text, out_text(&m->path));
}

static void
put_alternate(struct map *m, str tag, int i)
{
	out_fmt(&m->text, "<xhtml:link rel=\"alternate\" hreflang=\"" STR_FMT "\" href=\"",
		STR_ARG(tag));
	put_address(m, i);
	out_str(&m->text, STR("\"/>\n"));
}

static void
put_url(struct map *m, int i, struct date changed)
{
	int n = m->s->e->paper->nedition;

	out_str(&m->text, STR("<url>\n<loc>"));
	put_address(m, i);
	out_str(&m->text, STR("</loc>\n"));
	if (changed.year > 0)
		put_date(m, changed);
	for (int k = 0; k < n && n > 1; k++)
		put_alternate(m, m->edition[k].tag, k);
	if (n > 1)
		put_alternate(m, STR("x-default"), 0);
	out_str(&m->text, STR("</url>\n"));
}

/* In a map that has no room for it, a place is taken back and begins the next one. */
static void
add_address(struct map *m, int i, struct date changed)
{
	enum { END = 100 };
	size_t before = m->text.n;

	if (m->places > 0 && m->places < SITEMAP_PLACES) {
		put_url(m, i, changed);
		m->places++;
		if (m->text.n + END <= SITEMAP_BYTES)
			return;
		m->text.n = before;
		m->places--;
	}
	close_map(m);
	open_map(m);
	put_url(m, i, changed);
	m->places = 1;
}

/* The page at m->path in all editions; each names all of them (hreflang works both ways). */
static void
add_page(struct map *m, struct date changed)
{
	for (int i = 0; i < m->s->e->paper->nedition; i++)
		add_address(m, i, changed);
	if (date_cmp(changed, m->newest) > 0)
		m->newest = changed;
}

static void
add_place(struct map *m, str path, struct date changed)
{
	m->path.n = 0;
	xhtml_text(&m->path, site_percent(m->s->mem, path));
	add_page(m, changed);
}

/* NAME below the FOLDER bytes of m->path that stay. */
static void
add_below(struct map *m, size_t folder, str name, struct date changed)
{
	m->path.n = folder;
	xhtml_text(&m->path, site_percent(m->s->mem, name));
	out_char(&m->path, '/');
	add_page(m, changed);
}

static void
add_issue(struct map *m, const struct summary *sum)
{
	const struct summary_edition *ed = site_part(sum, m->s->e->edition);
	struct date newest = sum->date;
	size_t folder;

	for (int i = 0; ed && i < ed->narticle; i++)
		if (date_cmp(ed->article[i].updated, newest) > 0)
			newest = ed->article[i].updated;
	add_below(m, 0, date_iso(m->s->mem, sum->date), newest);
	folder = m->path.n;
	for (int i = 0; ed && i < ed->npage; i++)
		add_below(m, folder, str_fmt(m->s->mem, "%d", ed->page[i].number), newest);
	for (int i = 0; ed && i < ed->narticle; i++)
		add_below(m, folder, ed->article[i].slug, site_changed(sum, &ed->article[i]));
}

static void
add_years(struct map *m, const struct summary *sum, int n)
{
	for (int i = n - 1; i >= 0; i--) {
		if (i == n - 1 || sum[i].date.year != sum[i + 1].date.year) {
			begin(m, str_fmt(m->s->mem, "%04d", sum[i].date.year));
			add_place(m, str_fmt(m->s->mem, "archive/%04d/", sum[i].date.year),
				  sum[i].date);
		}
		add_issue(m, &sum[i]);
	}
}

/* Those that list issues are as new as the newest of them; of the others no day is known. */
static void
add_whole(struct map *m, const struct site_places *topics, struct date newest)
{
	static const str lists[] = {STR_INIT(""),	  STR_INIT("archive/"),
				    STR_INIT("honours/"), STR_INIT("sections/"),
				    STR_INIT("authors/"), STR_INIT("tags/")};
	static const str others[] = {STR_INIT("search/"), STR_INIT("reading/"), STR_INIT("about/")};

	begin(m, STR("pages"));
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		add_place(m, lists[i], newest);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		add_place(m, others[i], (struct date){0});
	for (int i = 0; i < topics->n; i++)
		add_place(m, topics->v[i].path, topics->v[i].changed);
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

static void
name_editions(struct map *m)
{
	const struct paper *p = m->s->e->paper;

	for (int i = 0; i < p->nedition; i++) {
		m->edition[i].root = (struct out){.mem = m->s->mem};
		xhtml_text(&m->edition[i].root, site_address(m->s->mem, p, p->edition[i], STR("")));
		m->edition[i].tag = script_tag(p->edition[i]);
	}
}

void
site_map(struct site *s, const struct summary *sum, int n, const struct site_places *topics)
{
	struct map m = {.s = s, .text = {.mem = s->mem}, .path = {.mem = s->mem}};
	struct out o = {.mem = s->mem};

	if (s->e->paper->url.n == 0) {
		diag(s->e->diag, D_SITE_NO_URL, ((struct pos){s->e->paper->file, 0, 0, 0}));
		return;
	}
	m.index = element_new(s->mem, NULL, STR("sitemapindex"));
	element_attr(s->mem, m.index, STR("xmlns"), protocol);
	name_editions(&m);
	add_whole(&m, topics, n > 0 ? sum[n - 1].date : (struct date){0});
	add_years(&m, sum, n);
	close_map(&m);
	xhtml_xml(&o, m.index);
	files_write(s->e->files, STR("site/sitemap.xml"), out_text(&o));
	write_robots(s);
}
