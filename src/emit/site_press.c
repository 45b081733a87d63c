#include "emit/site.h"

/* What the press reads of a story: the comments of 方正's systems, and how print is cited. */

static struct strs
named(struct arena *a, const struct article *art, unsigned work)
{
	struct strs list = {NULL, 0};
	size_t most = 1;

	for (int i = 0; i < art->nbyline; i++)
		most += (size_t)art->byline[i].n;
	list.v = NEW(a, str, most);
	for (int i = 0; i < art->nbyline; i++)
		for (int k = 0; k < art->byline[i].n; k++)
			if (byline_work(&art->byline[i], k) & work)
				list.v[list.n++] = art->byline[i].name[k].name;
	return list;
}

/* Who wrote ART; if nobody is named for that, who supplied it. */
static struct strs
writers(struct arena *a, const struct article *art)
{
	struct strs list = named(a, art, WORK_TEXT);

	return list.n > 0 ? list : named(a, art, WORK_SUPPLIED);
}

static str
joined(struct arena *a, const str *item, int n, str between)
{
	struct out o = {.mem = a};

	if (n == 1)
		return item[0];
	for (int i = 0; i < n; i++) {
		if (i > 0)
			out_str(&o, between);
		out_str(&o, item[i]);
	}
	return (str){o.p, (ptrdiff_t)o.n};
}

str
site_photographers(struct arena *a, const struct article *art)
{
	struct strs who = named(a, art, WORK_PHOTO);

	return joined(a, who.v, who.n, STR("、"));
}

static const struct issue_page *
page_of(const struct summary_edition *ed, int number)
{
	for (int i = 0; i < ed->npage; i++)
		if (ed->page[i].number == number)
			return &ed->page[i];
	return NULL;
}

/* -- enpproperty ------------------------------------------------------------------- */

enum { PROPERTIES_ROOM = 1024 /* bytes that are enough for most */ };

/* The comment is read as if it were XML. */
static void
put_text(struct out *o, str value)
{
	ptrdiff_t from = 0;

	for (ptrdiff_t i = 0; i < value.n; i++) {
		char c = value.p[i];

		if (c != '&' && c != '<' && c != '>')
			continue;
		out_str(o, str_sub(value, from, i));
		out_str(o, c == '&' ? STR("&amp;") : c == '<' ? STR("&lt;") : STR("&gt;"));
		from = i + 1;
	}
	out_str(o, str_from_at(value, from));
}

/* An element of theirs: O, its tags, its value. */
#define FIELD(o, name, value) \
	do { \
		out_str(o, STR("<" name ">")); \
		put_text(o, value); \
		out_str(o, STR("</" name ">")); \
	} while (0)

/* "第01版：要闻", as their page lists have it. */
static str
node_name(struct arena *a, const struct issue_page *p, int number)
{
	str name = p ? p->name : (str){0};

	return str_fmt(a, "第%02d版%s" STR_FMT, number, name.n > 0 ? "：" : "", STR_ARG(name));
}

void
site_press_properties(struct site *s, struct element *head, const struct summary_edition *ed, int i,
		      str date, str picture)
{
	const struct article *art = s->e->issue->article[i];
	struct arena *a = s->mem;
	struct strs who = writers(a, art);
	struct out o = {.mem = a};

	out_room(&o, PROPERTIES_ROOM);
	out_str(&o, STR("enpproperty <articleid>"));
	put_text(&o, date);
	out_char(&o, '/');
	put_text(&o, art->slug);
	out_str(&o, STR("</articleid><date>"));
	put_text(&o, date);
	out_str(&o, STR(" 00:00:00.0</date>"));
	FIELD(&o, "author", joined(a, who.v, who.n, STR(" ")));
	FIELD(&o, "title", art->title);
	FIELD(&o, "keyword", joined(a, art->tags.v, art->tags.n, STR(" ")));
	FIELD(&o, "subtitle", art->deck);
	FIELD(&o, "introtitle", art->kicker);
	FIELD(&o, "siteid", script_name(s->e->edition));
	FIELD(&o, "nodeid", str_fmt(a, "%d", art->page));
	FIELD(&o, "nodename", node_name(a, page_of(ed, art->page), art->page));
	FIELD(&o, "picurl", picture);
	out_str(&o, STR("/enpproperty"));
	element_comment(a, head, out_text(&o));
}

/* -- citation ----------------------------------------------------------------------- */

str
site_citation(struct site *s, const struct summary *sum, const struct article *art)
{
	enum { NAMED = 3 /* of more, the first three and 等 (GB/T 7714-2015, 8.1.2) */ };
	const struct paper *p = s->e->paper;
	struct arena *a = s->mem;
	struct strs who = writers(a, art);
	struct out o = {.mem = a};

	out_str(&o, joined(a, who.v, who.n > NAMED ? NAMED : who.n, STR(", ")));
	if (who.n > NAMED)
		out_str(&o, STR(", 等"));
	out_fmt(&o, "%s" STR_FMT "[N]. " STR_FMT "%s" STR_FMT ", " STR_FMT "(%d).",
		who.n > 0 ? ". " : "", STR_ARG(art->title), STR_ARG(p->name),
		p->variant.n > 0 ? " " : "", STR_ARG(p->variant), STR_ARG(date_iso(a, sum->date)),
		art->page);
	return out_text(&o);
}
