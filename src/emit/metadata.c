#include "emit/iiif.h"
#include "emit/json.h"
#include "emit/site.h"

/*
 * schema.org as JSON-LD: Newspaper, PublicationIssue, NewsArticle. Names stand without their
 * roles; a role is a jobTitle. In a page the writer of XHTML turns "<" and "&" into escapes of
 * strings, so that no text can end the script that this stands in.
 */

enum { ROOM = 2048 /* bytes that are enough for most stories */ };

static struct json
begin(struct out *o)
{
	struct json j = {.out = o, .close = true};

	out_room(o, ROOM);
	json_open(&j, NULL, '{');
	json_text(&j, "@context", STR("https://schema.org"));
	return j;
}

static struct element *
script(struct site *s, struct json *j)
{
	struct element *content = element_new(s->mem, NULL, STR("head"));
	struct element *e = element_new(s->mem, content, STR("script"));

	json_close(j, '}');
	element_attr(s->mem, e, STR("type"), STR("application/ld+json"));
	element_text(s->mem, e, out_text(j->out));
	e->last->sound = true;
	return content;
}

static void
organisation(struct json *j, const char *key, str name)
{
	if (name.n == 0)
		return;
	json_open(j, key, '{');
	json_text(j, "@type", STR("Organization"));
	json_text(j, "name", name);
	json_close(j, '}');
}

/* Fields of the paper, in an object that is open. 国内统一连续出版物号 is no ISSN. */
static void
paper_fields(struct site *s, struct json *j)
{
	const struct paper *p = s->e->paper;

	json_text(j, "@type", STR("Newspaper"));
	json_text(j, "name", p->name);
	json_some(j, "alternateName", p->variant);
	json_some(j, "description", p->slogan);
	json_text(j, "inLanguage", script_tag(s->e->edition));
	json_text(j, "url", site_lead(s, STR("")));
	if (p->founded.year > 0)
		json_text(j, "startDate", date_iso(s->mem, p->founded));
	if (p->cn.n > 0) {
		json_open(j, "identifier", '{');
		json_text(j, "@type", STR("PropertyValue"));
		json_text(j, "propertyID", STR("CN"));
		json_text(j, "value", p->cn);
		json_close(j, '}');
	}
	organisation(j, "publisher", p->publisher);
	organisation(j, "sponsor", p->sponsor);
}

static void
paper(struct site *s, struct json *j)
{
	json_open(j, "isPartOf", '{');
	paper_fields(s, j);
	json_close(j, '}');
}

static void
issue_fields(struct site *s, struct json *j, const struct summary *sum)
{
	struct arena *a = s->mem;
	str date = date_iso(a, sum->date);

	json_text(j, "@type", STR("PublicationIssue"));
	json_text(j, "url", site_lead(s, str_fmt(a, STR_FMT "/", STR_ARG(date))));
	if (sum->number > 0)
		json_text(j, "issueNumber", str_fmt(a, "%d", sum->number));
	json_text(j, "datePublished", site_midnight(a, sum->date));
}

/* The pages of all stories of ED lie side by side, so ways from them are equal. */
static const struct site_alike *
alike(struct site *s, const struct summary *sum, const struct summary_edition *ed)
{
	const struct paper *p = s->e->paper;
	struct out o = {.mem = s->mem};
	struct json j = {.out = &o, .close = true, .depth = 1};

	if (s->alike.of == ed)
		return &s->alike;
	organisation(&j, "publisher", p->publisher.n > 0 ? p->publisher : p->name);
	json_open(&j, "isPartOf", '{');
	issue_fields(s, &j, sum);
	paper(s, &j);
	json_close(&j, '}');
	s->alike = (struct site_alike){ed, date_iso(s->mem, sum->date),
				       site_midnight(s->mem, sum->date), out_text(&o)};
	return &s->alike;
}

/* The address of the article SLUG of the issue of DATE. */
static str
article_lead(struct site *s, str date, str slug)
{
	return site_lead(s, str_fmt(s->mem, STR_FMT "/" STR_FMT "/", STR_ARG(date), STR_ARG(slug)));
}

/* -- people ---------------------------------------------------------------------- */

/* 供稿, 供图 are said of organisations, 摄 of people. */
static bool
is_person(const struct byline_name *who)
{
	return who->kind == BYLINE_PERSON || (who->role.n > 0 && who->kind == BYLINE_PHOTO) ||
	       (who->after.n > 0 && !str_starts(who->after, STR("供")));
}

/* 文, 图, 摄影 say what was done and are no jobs. */
static bool
is_job(str role)
{
	static const str ends[] = {STR_INIT("记者"),   STR_INIT("記者"),   STR_INIT("通讯员"),
				   STR_INIT("通訊員"), STR_INIT("评论员"), STR_INIT("評論員"),
				   STR_INIT("实习生"), STR_INIT("實習生"), STR_INIT("编辑"),
				   STR_INIT("編輯")};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends(role, ends[i]))
			return true;
	return false;
}

static void
person(struct site *s, struct json *j, const char *key, const struct byline_name *who, str first)
{
	json_open(j, key, '{');
	json_text(j, "@type", is_person(who) ? STR("Person") : STR("Organization"));
	json_text(j, "name", who->name);
	if (is_person(who) && is_job(who->role))
		json_some(j, "jobTitle", who->role);
	json_text(j, "url", site_lead(s, site_topic(s->mem, TOPIC_AUTHOR, first)));
	json_close(j, '}');
}

/* What somebody did who is no author: a role that has the person in it. */
static void
in_role(struct site *s, struct json *j, const char *role, const struct byline_name *who, str first)
{
	json_open(j, NULL, '{');
	json_text(j, "@type", STR("Role"));
	json_text(j, "roleName", str_from(role));
	person(s, j, "contributor", who, first);
	json_close(j, '}');
}

static const char *
role_name(unsigned work)
{
	return work & WORK_PHOTO ? "photographer" : work & WORK_DRAWING ? "illustrator" : "editor";
}

/* Those who wrote ART, or the others; FIRST is ART in the default edition. */
static void
people(struct site *s, struct json *j, const struct article *first, const struct article *art,
       bool authors)
{
	bool any = false;

	for (int i = 0; i < art->nbyline; i++) {
		for (int k = 0; k < art->byline[i].n; k++) {
			const struct byline_name *who = &art->byline[i].name[k];
			str name = first->byline[i].name[k].name;
			unsigned work = byline_work(&art->byline[i], k);

			if (work == 0 || authors != ((work & WORK_WRITING) != 0))
				continue;
			if (!any)
				json_open(j, authors ? "author" : "contributor", '[');
			any = true;
			if (authors)
				person(s, j, NULL, who, name);
			else
				in_role(s, j, role_name(work), who, name);
		}
	}
	if (any)
		json_close(j, ']');
}

/* Where it is taken from: what "source" says, else the first 据… of its bylines. */
static str
source_of(const struct article *art)
{
	if (art->source.n > 0)
		return art->source;
	for (int i = 0; i < art->nbyline; i++)
		for (int k = 0; k < art->byline[i].n; k++)
			if (art->byline[i].name[k].kind == BYLINE_SOURCE)
				return art->byline[i].name[k].name;
	return (str){0};
}

/* -- stories --------------------------------------------------------------------- */

static void
list(struct json *j, const char *key, const str *item, int n)
{
	bool any = false;

	for (int i = 0; i < n; i++) {
		if (item[i].n == 0)
			continue;
		if (!any)
			json_open(j, key, '[');
		any = true;
		json_text(j, NULL, item[i]);
	}
	if (any)
		json_close(j, ']');
}

/*
 * The largest size of each picture; the address of the first. One without a credit of its own has
 * that of the story.
 */
static str
pictures(struct site *s, struct json *j, const struct article *art)
{
	str credit = {0}, first = {0};

	for (const struct node *n = art->body; n; n = node_walk(art->body, n)) {
		str address;

		if (n->type != NODE_FIGURE || !n->picture)
			continue;
		address = site_picture_address(s, n->picture);
		if (!first.p) {
			first = address;
			credit = site_photographers(s->mem, art);
			json_open(j, "image", '[');
		}
		json_open(j, NULL, '{');
		json_text(j, "@type", STR("ImageObject"));
		json_text(j, "url", address);
		json_some(j, "caption", n->alt);
		json_some(j, "creditText", n->title.n > 0 ? n->title : credit);
		json_close(j, '}');
	}
	if (first.p)
		json_close(j, ']');
	return first;
}

static void
place(struct json *j, struct arena *a, const struct summary_edition *ed, int number)
{
	json_text(j, "printPage", str_fmt(a, "%d", number));
	for (int i = 0; i < ed->npage; i++)
		if (ed->page[i].number == number)
			json_some(j, "printSection", ed->page[i].name);
}

struct element *
site_metadata_article(struct site *s, const struct summary *sum, const struct summary_edition *ed,
		      int i)
{
	const struct article *art = s->e->issue->article[i], *first = site_first(s->e, i);
	const struct summary_article *known = &ed->article[i];
	struct out o = {.mem = s->mem};
	struct json j = begin(&o);
	const struct site_alike *all = alike(s, sum, ed);
	str address = article_lead(s, all->date, known->slug), picture;
	struct element *head;

	json_text(&j, "@type", STR("NewsArticle"));
	json_text(&j, "url", address);
	json_text(&j, "mainEntityOfPage", address);
	json_text(&j, "headline", art->title);
	list(&j, "alternativeHeadline", (const str[]){art->kicker, art->deck}, 2);
	json_some(&j, "description", known->excerpt);
	json_text(&j, "inLanguage", script_tag(s->e->edition));
	json_text(&j, "datePublished", all->midnight);
	json_text(&j, "dateModified",
		  art->updated.year > 0 ? site_midnight(s->mem, art->updated) : all->midnight);
	people(s, &j, first, art, true);
	people(s, &j, first, art, false);
	organisation(&j, "sourceOrganization", source_of(art));
	json_some(&j, "articleSection", art->section);
	list(&j, "keywords", art->tags.v, art->tags.n);
	place(&j, s->mem, ed, art->page);
	json_int(&j, "wordCount", known->characters);
	picture = pictures(s, &j, art);
	json_next(&j, NULL);
	out_str(&o, all->json);
	head = script(s, &j);
	site_press_properties(s, head, ed, i, all->date, picture);
	return head;
}

static void
link_manifest(struct site *s, struct element *head, str address)
{
	struct element *link;

	if (address.n == 0)
		return;
	link = element_new(s->mem, head, STR("link"));
	element_attr(s->mem, link, STR("rel"), STR("alternate"));
	element_attr(s->mem, link, STR("type"),
		     STR("application/ld+json;profile=\"http://iiif.io/api/presentation/3/"
			 "context.json\""));
	element_attr(s->mem, link, STR("href"), address);
}

struct element *
site_metadata_issue(struct site *s, const struct summary *sum, const struct summary_edition *ed)
{
	struct element *head;
	struct out o = {.mem = s->mem};
	struct json j = begin(&o);
	str date = date_iso(s->mem, sum->date);

	issue_fields(s, &j, sum);
	json_text(&j, "inLanguage", script_tag(s->e->edition));
	if (ed->npage > 0) {
		json_text(&j, "pageStart", str_fmt(s->mem, "%d", ed->page[0].number));
		json_text(&j, "pageEnd", str_fmt(s->mem, "%d", ed->page[ed->npage - 1].number));
	}
	if (s->e->issue->editor.n > 0) {
		json_open(&j, "editor", '{');
		json_text(&j, "@type", STR("Person"));
		json_text(&j, "name", s->e->issue->editor);
		json_close(&j, '}');
	}
	json_open(&j, "hasPart", '[');
	for (int i = 0; i < ed->narticle; i++) {
		json_open(&j, NULL, '{');
		json_text(&j, "@type", STR("NewsArticle"));
		json_text(&j, "headline", ed->article[i].title);
		json_text(&j, "url", article_lead(s, date, ed->article[i].slug));
		json_close(&j, '}');
	}
	json_close(&j, ']');
	paper(s, &j);
	head = script(s, &j);
	link_manifest(s, head, iiif_manifest(s, sum, ed));
	return head;
}

struct element *
site_metadata_paper(struct site *s)
{
	struct out o = {.mem = s->mem};
	struct json j = begin(&o);

	paper_fields(s, &j);
	return script(s, &j);
}
