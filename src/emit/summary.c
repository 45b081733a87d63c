#include "emit/summary.h"

#include "base/code.h"

static const str magic = STR_INIT("lilong-summary 7\n");

static void
code_article(struct code *c, struct summary_article *a)
{
	str *text[] = {&a->slug,	   &a->kicker,	    &a->title,	 &a->deck,
		       &a->byline,	   &a->section,	    &a->excerpt, &a->picture.base,
		       &a->picture.suffix, &a->picture.alt, &a->feed,	 &a->json_feed};
	int *number[] = {&a->picture.width, &a->picture.height, &a->page,	&a->characters,
			 &a->updated.year,  &a->updated.month,	&a->updated.day};

	for (size_t i = 0; i < sizeof text / sizeof text[0]; i++)
		code_str(c, text[i]);
	for (size_t i = 0; i < sizeof number / sizeof number[0]; i++)
		code_int(c, number[i]);
	a->topic = code_list(c, a->topic, &a->ntopic, sizeof *a->topic, 12);
	for (int i = 0; i < a->ntopic; i++) {
		code_str(c, &a->topic[i].path);
		code_str(c, &a->topic[i].name);
		code_int(c, &a->topic[i].work);
	}
}

static void
code_honour(struct code *c, struct honour *h)
{
	code_str(c, &h->organisation);
	code_strs(c, &h->honours);
	code_str(c, &h->certificate);
	code_str(c, &h->tested_product);
	h->label = (enum honour_business)code_choice(c, (int)h->label, BUSINESS_PRODUCT + 1);
	code_str(c, &h->business);
	code_str(c, &h->brand);
	code_str(c, &h->credit_code);
}

static void
code_roll(struct code *c, struct honour_roll *r)
{
	code_str(c, &r->title);
	code_bool(c, &r->sponsored);
	r->entry = code_list(c, r->entry, &r->n, sizeof *r->entry, 32);
	for (int i = 0; i < r->n; i++)
		code_honour(c, &r->entry[i]);
}

static void
code_edition(struct code *c, struct summary_edition *e)
{
	bool roll = e->roll != NULL;

	e->edition = (enum script)code_choice(c, (int)e->edition, SCRIPT__N);
	e->article = code_list(c, e->article, &e->narticle, sizeof *e->article, 80);
	for (int i = 0; i < e->narticle; i++)
		code_article(c, &e->article[i]);
	e->page = code_list(c, e->page, &e->npage, sizeof *e->page, 16);
	if (!c->out)
		e->small = NEW(c->mem, str, (size_t)e->npage + 1);
	for (int i = 0; i < e->npage; i++) {
		code_int(c, &e->page[i].number);
		code_str(c, &e->page[i].name);
		code_str(c, &e->page[i].function);
		code_str(c, &e->small[i]);
	}
	code_bool(c, &e->composed);
	code_str(c, &e->version);
	code_bool(c, &roll);
	if (!c->out)
		e->roll = roll ? NEW(c->mem, struct honour_roll, 1) : NULL;
	if (e->roll)
		code_roll(c, e->roll);
}

static void
code_summary(struct code *c, struct summary *s)
{
	int *number[] = {&s->date.year,	   &s->date.month,   &s->date.day,    &s->number,
			 &s->articles,	   &s->pages,	     &s->pictures,    &s->honours,
			 &s->search_at[0], &s->search_at[1], &s->search_bytes};

	for (size_t i = 0; i < sizeof number / sizeof number[0]; i++)
		code_int(c, number[i]);
	code_bool(c, &s->in_feed);
	code_strs(c, &s->drafts);
	s->edition = code_list(c, s->edition, &s->nedition, sizeof *s->edition, 16);
	for (int i = 0; i < s->nedition; i++)
		code_edition(c, &s->edition[i]);
}

void
summary_write(struct out *o, const struct summary *s)
{
	struct code c = {.out = o, .ok = true};
	struct summary copy = *s;

	out_str(o, magic);
	code_summary(&c, &copy);
}

bool
summary_read(struct arena *a, str bytes, struct summary *out)
{
	struct code c = {.mem = a, .in = bytes, .ok = true};
	struct summary s = {0};
	struct date day;

	if (!str_eat(&c.in, magic))
		return false;
	code_summary(&c, &s);
	if (!c.ok || c.in.n > 0 || !date_parse(date_iso(a, s.date), &day) ||
	    date_cmp(day, s.date) != 0)
		return false;
	*out = s;
	return true;
}
