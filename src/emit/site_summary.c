#include "emit/composed.h"
#include "emit/site.h"

enum { EXCERPT = 70 /* characters */ };

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

const struct article *
site_first(const struct emit *e, int i)
{
	return (e->first ? e->first : e->issue)->article[i];
}

/* The topic, which may be there already. */
static struct summary_topic *
add_topic(struct arena *a, struct summary_article *out, enum site_topic kind, str first, str name)
{
	str path = site_topic(a, kind, first);

	for (int i = 0; i < out->ntopic; i++)
		if (str_eq(out->topic[i].path, path))
			return &out->topic[i];
	out->topic[out->ntopic] = (struct summary_topic){.path = path, .name = name};
	return &out->topic[out->ntopic++];
}

static void
add_author(struct arena *a, struct summary_article *out, const struct byline *first,
	   const struct byline *b, int i)
{
	struct summary_topic *author;

	if (b->name[i].kind == BYLINE_SOURCE)
		return;
	author = add_topic(a, out, TOPIC_AUTHOR, first->name[i].name, b->name[i].name);
	author->work |= (int)byline_work(b, i);
}

static int
count_names(const struct article *art)
{
	int n = 0;

	for (int i = 0; i < art->nbyline; i++)
		n += art->byline[i].n;
	return n;
}

/* FIRST is ART in the default edition: a copy, name by name. */
static void
fill_topics(struct arena *a, const struct article *first, const struct article *art,
	    struct summary_article *out)
{
	size_t most = 1 + (size_t)art->tags.n + (size_t)count_names(art);

	out->topic = NEW(a, struct summary_topic, most);
	if (art->section.n > 0)
		add_topic(a, out, TOPIC_SECTION, first->section, art->section);
	for (int i = 0; i < art->tags.n; i++)
		add_topic(a, out, TOPIC_TAG, first->tags.v[i], art->tags.v[i]);
	for (int i = 0; i < art->nbyline; i++)
		for (int k = 0; k < art->byline[i].n; k++)
			add_author(a, out, &first->byline[i], &art->byline[i], k);
}

static void
fill_article(struct emit *e, int at, struct summary_article *out)
{
	const struct article *art = e->issue->article[at];
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
	    .updated = art->updated,
	};
	fill_topics(e->mem, site_first(e, at), art, out);
	if (out->excerpt.n == 0)
		out->excerpt = article_excerpt(e->mem, art, EXCERPT);
	if (figure) {
		out->picture = site_picture(e->mem, e->issue->folder, figure->picture);
		out->picture.alt = figure->alt;
	}
}

struct date
site_changed(const struct summary *sum, const struct summary_article *art)
{
	return art->updated.year > 0 ? art->updated : sum->date;
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
	ed->small = NEW(e->mem, str, (size_t)(issue->npage + issue->narticle));
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

struct summary_edition *
site_fill(struct site *s, struct summary *sum)
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
		fill_article(e, i, &ed->article[i]);
	fill_pages(e, ed);
	ed->composed = s->pages && s->pages->npage > 0;
	for (int i = 0; sum->in_feed && i < issue->narticle; i++)
		site_feed_entry(s, sum, &ed->article[i], i);
	return ed;
}
