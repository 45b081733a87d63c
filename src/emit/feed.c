#include "emit/json.h"
#include "emit/site.h"

#include "markup/xhtml.h"

/*
 * Atom (RFC 4287) and JSON Feed 1.1. The entry of an article is written by the worker of its issue
 * and kept as text in the summary; the feeds put entries together.
 */

static const str atom = STR_INIT("http://www.w3.org/2005/Atom");
static const str xhtml = STR_INIT("http://www.w3.org/1999/xhtml");

/* A story on its way into the feeds. */
struct story {
	struct site *s;
	const struct summary *sum;
	const struct summary_article *known;
	const struct article *art, *first; /* FIRST: ART in the default edition */
	str path;
	struct element *text;
};

/* -- ids ------------------------------------------------------------------------- */

/* The host of "https://example.org:8080/paper/"; papers without a server share an invalid one. */
static str
authority(const struct paper *p)
{
	str rest = p->url;

	if (p->id_host.n > 0)
		return p->id_host;
	if (rest.n == 0)
		return STR("lilong.invalid");
	str_cut(&rest, STR("://"));
	rest = str_cut(&rest, STR("/"));
	return str_cut(&rest, STR(":"));
}

/* RFC 4151. It must never change: where the site lies today is asked only if no id is typed. */
static str
tag_id(struct site *s, struct date date, str name)
{
	const struct paper *p = s->e->paper;
	struct arena *a = s->mem;
	bool at_home = p->url.n > 0 || p->id_host.n > 0;
	str cn = at_home ? (str){0} : str_fmt(a, STR_FMT "/", STR_ARG(p->cn));

	return str_fmt(a, "tag:" STR_FMT "," STR_FMT ":" STR_FMT STR_FMT "%s" STR_FMT,
		       STR_ARG(authority(p)), STR_ARG(date_iso(a, date)),
		       STR_ARG(site_percent(a, cn)), STR_ARG(script_name(s->e->edition)),
		       name.n > 0 ? "/" : "", STR_ARG(site_percent(a, name)));
}

/* No issue has a part in it: older ones may be added. */
static str
feed_id(struct site *s)
{
	const struct paper *p = s->e->paper;
	const struct date fixed = {2000, 1, 1};

	if (p->id_date.year > 0)
		return tag_id(s, p->id_date, (str){0});
	return tag_id(s, p->founded.year > 0 ? p->founded : fixed, (str){0});
}

static str
paper_title(struct arena *a, const struct paper *p)
{
	return str_fmt(a, STR_FMT "%s" STR_FMT, STR_ARG(p->name), p->variant.n > 0 ? " " : "",
		       STR_ARG(p->variant));
}

static str
publisher(const struct paper *p)
{
	return p->publisher.n > 0 ? p->publisher : p->name;
}

static struct element *
full_text(struct site *s, const struct article *art, str path)
{
	struct site_links l = {s, path, true};
	struct body_links links = site_body_links(&l);
	struct element *div = element_new(s->mem, NULL, STR("div"));

	links.no_ids = true;
	body_append(s->mem, div, art->body, &links);
	return div;
}

/* Section and tags, each once. */
static struct strs
subjects(struct arena *a, const struct article *art)
{
	struct strs s = {NEW(a, str, (size_t)art->tags.n + 1), 0};

	if (art->section.n > 0)
		s.v[s.n++] = art->section;
	for (int i = 0; i < art->tags.n; i++)
		if (!str_eq(art->tags.v[i], art->section))
			s.v[s.n++] = art->tags.v[i];
	return s;
}

/* -- Atom ------------------------------------------------------------------------ */

static void
add_link(struct site *s, struct element *parent, str rel, str type, str href)
{
	struct element *e = element_new(s->mem, parent, STR("link"));

	element_attr(s->mem, e, STR("rel"), rel);
	element_attr(s->mem, e, STR("type"), type);
	element_attr(s->mem, e, STR("href"), href);
}

static void
add_author(struct arena *a, struct element *parent, str role, str name)
{
	element_with_text(a, element_new(a, parent, role), STR("name"), name);
}

/* One for each name, without its role. Who did not write contributes; sources are neither. */
static void
add_authors(struct arena *a, struct element *entry, const struct article *art)
{
	for (int i = 0; i < art->nbyline; i++) {
		for (int k = 0; k < art->byline[i].n; k++) {
			unsigned work = byline_work(&art->byline[i], k);

			if (work)
				add_author(a, entry,
					   work & WORK_WRITING ? STR("author") : STR("contributor"),
					   art->byline[i].name[k].name);
		}
	}
}

static void
add_content(struct arena *a, struct element *entry, struct element *text)
{
	struct element *content = element_new(a, entry, STR("content"));

	element_attr(a, content, STR("type"), STR("xhtml"));
	element_attr(a, text, STR("xmlns"), xhtml);
	element_append(content, text);
}

static str
atom_entry(const struct story *t)
{
	struct site *s = t->s;
	struct arena *a = s->mem;
	struct strs subject = subjects(a, t->art);
	struct element *e = element_new(a, NULL, STR("entry"));
	struct out o = {.mem = a};

	element_with_text(a, e, STR("title"), t->known->title);
	element_with_text(a, e, STR("id"), tag_id(s, t->sum->date, t->known->slug));
	element_with_text(a, e, STR("published"), site_midnight(a, t->sum->date));
	element_with_text(a, e, STR("updated"), site_midnight(a, site_changed(t->sum, t->known)));
	add_link(s, e, STR("alternate"), STR("text/html"), site_lead(s, t->path));
	add_authors(a, e, t->art);
	for (int i = 0; i < subject.n; i++)
		element_attr(a, element_new(a, e, STR("category")), STR("term"), subject.v[i]);
	if (t->known->excerpt.n > 0)
		element_with_text(a, e, STR("summary"), t->known->excerpt);
	add_content(a, e, t->text);
	xhtml_fragment(&o, e);
	return out_text(&o);
}

/* The newest change of what stands in the feed. */
static struct date
newest(struct site *s, const struct summary *sum, int n)
{
	struct date day = n > 0 ? sum[n - 1].date : (struct date){2000, 1, 1};

	for (int i = 0; i < n; i++) {
		const struct summary_edition *ed = site_part(&sum[i], s->e->edition);

		for (int k = 0; ed && k < ed->narticle; k++)
			if (ed->article[k].feed.n > 0 && date_cmp(ed->article[k].updated, day) > 0)
				day = ed->article[k].updated;
	}
	return day;
}

static struct element *
atom_head(struct site *s, const struct summary *sum, int n)
{
	struct arena *a = s->mem;
	const struct paper *p = s->e->paper;
	struct element *e = element_new(a, NULL, STR("feed"));

	element_attr(a, e, STR("xmlns"), atom);
	element_attr(a, e, STR("xml:lang"), script_tag(s->e->edition));
	element_with_text(a, e, STR("title"), paper_title(a, p));
	if (p->slogan.n > 0)
		element_with_text(a, e, STR("subtitle"), p->slogan);
	element_with_text(a, e, STR("id"), feed_id(s));
	element_with_text(a, e, STR("updated"), site_midnight(a, newest(s, sum, n)));
	add_link(s, e, STR("self"), STR("application/atom+xml"), site_lead(s, STR("feed.xml")));
	add_link(s, e, STR("alternate"), STR("text/html"), site_lead(s, STR("")));
	add_author(a, e, STR("author"), publisher(p));
	return e;
}

/* -- JSON Feed ------------------------------------------------------------------- */

static void
put_author(struct json *j, str name, str url)
{
	json_open(j, NULL, '{');
	json_text(j, "name", name);
	json_text(j, "url", url);
	json_close(j, '}');
}

/* It knows no contributors. */
static void
put_authors(const struct story *t, struct json *j)
{
	struct site *s = t->s;

	json_open(j, "authors", '[');
	for (int i = 0; i < t->art->nbyline; i++) {
		for (int k = 0; k < t->art->byline[i].n; k++) {
			str first = t->first->byline[i].name[k].name;

			if (byline_work(&t->art->byline[i], k) & WORK_WRITING)
				put_author(j, t->art->byline[i].name[k].name,
					   site_lead(s, site_topic(s->mem, TOPIC_AUTHOR, first)));
		}
	}
	json_close(j, ']');
}

static void
put_tags(const struct story *t, struct json *j)
{
	struct strs subject = subjects(t->s->mem, t->art);

	json_open(j, "tags", '[');
	for (int i = 0; i < subject.n; i++)
		json_text(j, NULL, subject.v[i]);
	json_close(j, ']');
}

static void
put_pictures(const struct story *t, struct json *j)
{
	json_open(j, "attachments", '[');
	for (const struct node *n = t->art->body; n; n = node_walk(t->art->body, n)) {
		if (n->type != NODE_FIGURE || !n->picture)
			continue;
		json_open(j, NULL, '{');
		json_text(j, "url", site_picture_address(t->s, n->picture));
		json_text(j, "mime_type", site_picture_type(n->picture));
		json_some(j, "title", n->alt);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static str
json_item(const struct story *t)
{
	struct site *s = t->s;
	struct arena *a = s->mem;
	struct out o = {.mem = a}, html = {.mem = a};
	struct json j = {.out = &o, .close = true};

	xhtml_fragment(&html, t->text);
	json_open(&j, NULL, '{');
	json_text(&j, "id", tag_id(s, t->sum->date, t->known->slug));
	json_text(&j, "url", site_lead(s, t->path));
	json_text(&j, "title", t->known->title);
	json_some(&j, "summary", t->known->excerpt);
	json_text(&j, "content_html", out_text(&html));
	json_text(&j, "date_published", site_midnight(a, t->sum->date));
	json_text(&j, "date_modified", site_midnight(a, site_changed(t->sum, t->known)));
	json_text(&j, "language", script_tag(s->e->edition));
	put_authors(t, &j);
	put_tags(t, &j);
	put_pictures(t, &j);
	json_close(&j, '}');
	return out_text(&o);
}

static void
json_head(struct site *s, struct json *j)
{
	const struct paper *p = s->e->paper;

	json_open(j, NULL, '{');
	json_text(j, "version", STR("https://jsonfeed.org/version/1.1"));
	json_text(j, "title", paper_title(s->mem, p));
	json_text(j, "home_page_url", site_lead(s, STR("")));
	json_text(j, "feed_url", site_lead(s, STR("feed.json")));
	json_some(j, "description", p->slogan);
	json_text(j, "language", script_tag(s->e->edition));
	json_open(j, "authors", '[');
	put_author(j, publisher(p), site_lead(s, STR("")));
	json_close(j, ']');
}

/* -- both ------------------------------------------------------------------------ */

void
site_feed_entry(struct site *s, const struct summary *sum, struct summary_article *out, int i)
{
	struct story t = {s, sum, out, s->e->issue->article[i], site_first(s->e, i), {0}, NULL};

	s->here = STR("");
	t.path = str_fmt(s->mem, STR_FMT "/" STR_FMT "/", STR_ARG(date_iso(s->mem, sum->date)),
			 STR_ARG(out->slug));
	t.text = full_text(s, t.art, t.path);
	out->json_feed = json_item(&t);
	out->feed = atom_entry(&t);
}

static void
put_entries(struct site *s, struct out *xml, struct json *j, const struct summary *sum, int n)
{
	for (int i = n - 1; i >= 0; i--) {
		const struct summary_edition *ed = site_part(&sum[i], s->e->edition);

		for (int k = 0; ed && k < ed->narticle; k++) {
			if (ed->article[k].feed.n == 0)
				continue;
			out_str(xml, ed->article[k].feed);
			out_char(xml, '\n');
			json_next(j, NULL);
			out_str(j->out, ed->article[k].json_feed);
		}
	}
}

void
site_feed(struct site *s, const struct summary *sum, int n)
{
	static const str end = STR_INIT("</feed>\n");
	struct out xml = {.mem = s->mem}, o = {.mem = s->mem};
	struct json j = {.out = &o};
	str folder = site_folder(s->mem, s->e->paper, s->e->edition);

	s->here = STR("");
	xhtml_xml(&xml, atom_head(s, sum, n));
	xml.n -= (size_t)end.n; /* entries stand before the end tag */
	json_head(s, &j);
	json_open(&j, "items", '[');
	put_entries(s, &xml, &j, sum, n);
	out_str(&xml, end);
	json_close(&j, ']');
	json_close(&j, '}');
	out_char(&o, '\n');
	files_write(s->e->files, str_fmt(s->mem, "site/" STR_FMT "feed.xml", STR_ARG(folder)),
		    out_text(&xml));
	files_write(s->e->files, str_fmt(s->mem, "site/" STR_FMT "feed.json", STR_ARG(folder)),
		    out_text(&o));
}
