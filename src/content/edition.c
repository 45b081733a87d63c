#include "content/edition.h"

#include "content/edition_tree.h"
#include "convert/mixed.h"

struct edition_set {
	const struct paper *paper;
	const struct glossary *glossary;
	struct convert *way[SCRIPT__N][SCRIPT__N]; /* from, to; NULL: not needed so far */
};

/* Texts of one script on their way to an edition. */
struct work {
	struct arena *mem;
	struct diag *d;
	struct convert *c;
	struct pos at;
};

struct edition_set *
edition_open(struct arena *a, const struct paper *paper, const struct glossary *glossary)
{
	struct edition_set *s = NEW(a, struct edition_set, 1);

	s->paper = paper;
	s->glossary = glossary;
	return s;
}

void
edition_close(struct edition_set *s)
{
	for (enum script from = 0; from < SCRIPT__N; from++)
		for (enum script to = 0; to < SCRIPT__N; to++)
			convert_free(s->way[from][to]);
	*s = (struct edition_set){0};
}

enum quotes
edition_quotes(const struct paper *p, enum script from, enum script to)
{
	if (p->corner[to])
		return QUOTES_CORNER;
	return from != SCRIPT_HANS && from != to ? QUOTES_CURLY : QUOTES_KEPT;
}

static struct convert *
way(struct edition_set *s, enum script from, enum script to)
{
	const struct convert_options how = {
	    .from = from,
	    .to = to,
	    .glossary = s->glossary,
	    .quotes = edition_quotes(s->paper, from, to),
	    .phrases = s->paper->phrases[to],
	};

	if (!s->way[from][to])
		s->way[from][to] = convert_new(&how);
	return s->way[from][to];
}

/* A text that stands somewhere on the line of W's place. */
static str
text(const struct work *w, str s)
{
	return convert_text(w->c, w->mem, w->d, diag_find(w->d, w->at, s), s);
}

static str
text_at(const struct work *w, struct pos at, str s)
{
	return convert_text(w->c, w->mem, w->d, at, s);
}

static struct strs
texts(const struct work *w, const struct pos *at, struct strs in)
{
	struct strs out = {NEW(w->mem, str, (size_t)in.n), in.n};

	for (int i = 0; i < in.n; i++)
		out.v[i] = at ? text_at(w, at[i], in.v[i]) : text(w, in.v[i]);
	return out;
}

static struct node *
tree(const struct work *w, const struct node *n)
{
	return n ? edition_tree(w->mem, w->d, w->c, n) : NULL;
}

static struct byline
byline(const struct work *w, const struct byline *in)
{
	struct work own = {w->mem, w->d, w->c, in->at};
	struct byline b = *in;

	b.credit = text(&own, in->credit);
	b.name = NEW(w->mem, struct byline_name, (size_t)in->n);
	for (int i = 0; i < in->n; i++) {
		const struct byline_name *n = &in->name[i];

		b.name[i] = *n;
		b.name[i].of = text(&own, n->of);
		b.name[i].role = text(&own, n->role);
		b.name[i].name = text(&own, n->name);
		b.name[i].after = text(&own, n->after);
	}
	return b;
}

/* What is in its script already, with nothing of another one and no mark: most of an edition. */
static bool
stays(const struct paper *p, const struct article *in, enum script to)
{
	return in->script == to && edition_quotes(p, to, to) == QUOTES_KEPT &&
	       !mixed_possible(to, in->classes);
}

static struct article *
article(const struct work *w, const struct article *in, enum script to)
{
	struct article *a = NEW(w->mem, struct article, 1);

	*a = *in;
	a->kicker = text_at(w, in->kicker_at, in->kicker);
	a->title = text_at(w, in->title_at, in->title);
	a->deck = text_at(w, in->deck_at, in->deck);
	a->byline = NEW(w->mem, struct byline, (size_t)in->nbyline);
	for (int i = 0; i < in->nbyline; i++)
		a->byline[i] = byline(w, &in->byline[i]);
	a->source = text_at(w, in->source_at, in->source);
	a->section = text_at(w, in->section_at, in->section);
	a->summary = text_at(w, in->summary_at, in->summary);
	a->pull = text_at(w, in->pull_at, in->pull);
	a->tags = texts(w, in->tags_at, in->tags);
	a->script = to;
	a->body = tree(w, in->body);
	return a;
}

static struct honour
honour(const struct work *w, const struct honour *in)
{
	struct honour h = *in;

	h.organisation = text_at(w, in->at, in->organisation);
	h.honours = texts(w, in->honours_at, in->honours);
	h.tested_product = text_at(w, in->tested_at, in->tested_product);
	h.business = text_at(w, in->business_at, in->business);
	h.brand = text_at(w, in->brand_at, in->brand);
	return h;
}

static struct honour_roll *
roll(struct work w, const struct honour_roll *in, enum script to)
{
	struct honour_roll *r = NEW(w.mem, struct honour_roll, 1);

	*r = *in;
	r->title = text_at(&w, in->title_at, in->title);
	r->script = to;
	r->entry = NEW(w.mem, struct honour, (size_t)in->n);
	for (int i = 0; i < in->n; i++) {
		w.at = in->entry[i].at;
		r->entry[i] = honour(&w, &in->entry[i]);
	}
	return r;
}

static struct issue_page *
pages(struct work w, const struct issue *in)
{
	struct issue_page *page = NEW(w.mem, struct issue_page, (size_t)in->npage);

	for (int i = 0; i < in->npage; i++) {
		page[i] = in->page[i];
		w.at = in->page[i].at;
		page[i].name = text(&w, in->page[i].name);
	}
	return page;
}

struct issue *
edition_issue(struct arena *a, struct diag *d, struct edition_set *s, const struct issue *in,
	      enum script to)
{
	struct work w = {a, d, way(s, in->script, to), {in->file, 0, 0, 0}};
	struct issue *out = NEW(a, struct issue, 1);

	*out = *in;
	out->page = pages(w, in);
	out->editor = text_at(&w, in->editor_at, in->editor);
	out->ear = texts(&w, in->ear_at, in->ear);
	out->note = tree(&w, in->note);
	out->script = to;
	out->article = NEW(a, struct article *, (size_t)in->narticle);
	for (int i = 0; i < in->narticle; i++) {
		struct article *art = in->article[i];
		struct work own = {a, d, way(s, art->script, to), art->at};

		out->article[i] = stays(s->paper, art, to) ? art : article(&own, art, to);
	}
	if (in->roll) {
		w.c = way(s, in->roll->script, to);
		out->roll = roll(w, in->roll, to);
	}
	return out;
}

struct paper *
edition_paper(struct arena *a, struct diag *d, struct edition_set *s, const struct paper *in,
	      enum script to)
{
	struct work w = {a, d, way(s, in->script, to), {in->file, 0, 0, 0}};
	struct paper *out = NEW(a, struct paper, 1);

	*out = *in;
	out->name = text_at(&w, in->name_at, in->name);
	out->variant = text_at(&w, in->variant_at, in->variant);
	out->sponsor = text_at(&w, in->sponsor_at, in->sponsor);
	out->publisher = text_at(&w, in->publisher_at, in->publisher);
	out->slogan = text_at(&w, in->slogan_at, in->slogan);
	out->contact = text_at(&w, in->contact_at, in->contact);
	out->script = to;
	out->about = tree(&w, in->about);
	return out;
}

str
edition_text(struct arena *a, struct diag *d, struct edition_set *s, struct pos at, str t,
	     enum script from, enum script to)
{
	return convert_text(way(s, from, to), a, d, at, t);
}
