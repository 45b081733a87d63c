#include "emit/site.h"

#define TEXT(t, key, s)	  data_text(a, (t), STR(key), (s))
#define NUMBER(t, key, n) data_number(a, (t), STR(key), (n))
#define TABLE(t, key, d)  data_table(a, (t), STR(key), (d))
#define APPEND(t, d)	  data_table(a, (t), (str){0}, (d))

/* Names of the editions, each in its own script. ORDER SCRIPT */
static const str labels[SCRIPT__N] = {STR_INIT("简体"), STR_INIT("繁體"), STR_INIT("臺灣正體"),
				      STR_INIT("香港繁體")};

static struct data *
paper_data(struct arena *a, const struct paper *p)
{
	struct data *t = data_new(a);

	TEXT(t, "name", p->name);
	TEXT(t, "variant", p->variant);
	TEXT(t, "cn", p->cn);
	TEXT(t, "sponsor", p->sponsor);
	TEXT(t, "publisher", p->publisher);
	TEXT(t, "slogan", p->slogan);
	TEXT(t, "contact", p->contact);
	TEXT(t, "url", p->url);
	return t;
}

/* The same page in every edition: addresses on the server if it is known, else ways. */
static struct data *
edition_data(struct site *s, enum script script)
{
	struct arena *a = s->mem;
	const struct paper *p = s->e->paper;
	struct data *t = data_new(a);
	/* A page that is shown anywhere leads home: its twin is for nobody to visit. */
	str here = s->anywhere ? STR("") : s->here, address, way;

	if (s->alone && script != s->e->edition)
		here = str_sub(here, 0, str_find(here, STR("/")) + 1);
	address = site_address(a, p, script, here);
	way = site_link(s, a, script, here);
	TEXT(t, "name", script_name(script));
	TEXT(t, "tag", script_tag(script));
	TEXT(t, "label", labels[script]);
	TEXT(t, "href", way);
	TEXT(t, "address", address.n > 0 ? address : way);
	data_flag(a, t, STR("current"), script == s->e->edition);
	return t;
}

/***
 * What every layout is given. A field that has no value is nil. What stands here as a table is data
 * of the program: fields, `#`, `ipairs`, `pairs`, `next`, `each`, `table.concat`, `table.unpack`
 * and `table.move` (from it) are as with a table, but it can only be read, `type` says "userdata",
 * and it is there for this page alone: for other pages a layout can keep texts, numbers and what is
 * `written`.
 * @table ctx
 * @tfield function link the way to a path, see `ctx.link`
 * @tfield string path of this page: "" (home), "2024-07-17/1/" …
 * @tfield string canonical its address on the paper's server, if `url` is known; nil: the page
 *   is shown at other addresses, too
 * @tfield content metadata home, issue, article: what machines read of the page (schema.org), for
 *   its head
 * @tfield boolean offline whether browsers keep the newest issue for reading without a network
 * @tfield table share where `url` is known: what is shown where the page is shared, address, width,
 *   height, alt
 * @tfield string style the way to style.css
 * @tfield string script the way to script.js, if there is one beside the layouts
 * @tfield table paper name, variant, cn, sponsor, publisher, slogan, contact, url
 * @tfield table edition name ("hant"), tag ("zh-Hant"), label (繁體), href (the way to this page in
 *   that edition), address (on the server, or the way), current (true for the page's own)
 * @tfield table editions a list of these, the default edition first
 * @tfield table issue home (the newest; nil: none yet), issue, page, article; articles of the
 *   last have path, kicker and title only, and stand in one list, `articles`
 * @tfield integer page page: which of `issue.pages`
 * @tfield table shown page: that one; `before`, `after`: the pages beside it
 * @tfield content view page: the printed page as SVG, its stories as links; nil: not laid out
 * @tfield table stories page: what stands in the view, in order of reading, as articles in lists
 *   are, with zone (the id of the story in the view), and from, to (numbers of pages it goes on
 *   from and at)
 * @tfield table article article: see `article`
 * @tfield table previous article: the one before in the issue; `next`: the one after
 * @tfield table recent home: issues before the newest, with headlines in `articles`
 * @tfield table issues archive: those of the year, newest first, with headlines
 * @tfield integer year archive: which year is shown
 * @tfield table years archive: a list, newest first: year, path, issues (how many)
 * @tfield table letters honours: an index, in pinyin, in Traditional editions by strokes: label
 * ("S", "12"; nil: neither), organisations (a list: name, and won, a list: issue, fields of an
 * honour)
 * @tfield string kind topics, topic: "sections", "tags" or "authors"
 * @tfield table topic topic: name, path, articles (a list, newest first: as in lists, with date,
 *   long, and, of an author, work), work (authors: all they did; both as in `article.bylines`),
 * more (how many older ones are left out)
 * @tfield table letters topics: as for honours, with topics (a list: name, path, articles: how
 * many)
 * @tfield table search search: volumes (string, the parts of the index with blanks between them),
 *   years (a list, newest first), sections (a list: name, value, which is what the index calls it)
 * @tfield content about about: the text of paper.md
 */
struct data *
site_context(struct site *s)
{
	struct arena *a = s->mem;
	const struct paper *p = s->e->paper;
	struct data *t = data_new(a), *editions = data_new(a), *own = NULL;

	for (int i = 0; i < p->nedition; i++) {
		struct data *one = edition_data(s, p->edition[i]);

		APPEND(editions, one);
		if (p->edition[i] == s->e->edition)
			own = one;
	}
	if (!s->paper)
		s->paper = paper_data(a, p);
	TABLE(t, "paper", s->paper);
	TABLE(t, "edition", own);
	TABLE(t, "editions", editions);
	TEXT(t, "path", s->here);
	if (!s->anywhere)
		TEXT(t, "canonical", site_address(a, p, s->e->edition, s->here));
	data_flag(a, t, STR("offline"), p->offline);
	TABLE(t, "share", site_share_card(s));
	TEXT(t, "style", site_asset(s, STR("style.css")));
	if (s->has_script)
		TEXT(t, "script", site_asset(s, STR("script.js")));
	return t;
}

static str
lunar(struct site *s, const struct summary *sum)
{
	if (s->lunar.n == 0 || date_cmp(s->lunar_of, sum->date) != 0)
		s->lunar = str_dup(s->e->mem, site_words(s, date_lunar(s->mem, sum->date)));
	s->lunar_of = sum->date;
	return s->lunar;
}

/***
 * An issue.
 * @table issue
 * @tfield string path "2024-07-17/"
 * @tfield string date "2024-07-17"; also year, month, day as integers
 * @tfield string long "2024年7月17日"
 * @tfield string weekday "星期三"
 * @tfield string lunar "甲辰年六月十二"
 * @tfield integer number 总第N期
 * @tfield string pdf path of the printed issue; nil: pages were not laid out
 * @tfield table pages a list: number, name, path, honours (true: the roll stands there), articles,
 *   small (path of a small picture of it, as high as wide by 1.42; nil: it was not laid out),
 *   current ("page": it is the one shown, as aria-current says it)
 * @tfield table roll title, sponsored, entries (a list: organisation, honours (a list),
 * certificate, tested_product, kind ("business", "service" or "product"), business, brand,
 * credit_code)
 * @tfield content note issue: the editor's note; also `editor`, text
 */
struct data *
site_issue_date(struct site *s, const struct summary *sum, const struct summary_edition *ed)
{
	struct arena *a = s->mem;
	struct data *t = data_new(a);

	TEXT(t, "path", str_fmt(a, STR_FMT "/", STR_ARG(date_iso(a, sum->date))));
	TEXT(t, "date", date_iso(a, sum->date));
	TEXT(t, "long", date_long(a, sum->date));
	TEXT(t, "weekday", date_weekday_name(a, sum->date));
	TEXT(t, "lunar", lunar(s, sum));
	NUMBER(t, "year", sum->date.year);
	NUMBER(t, "month", sum->date.month);
	NUMBER(t, "day", sum->date.day);
	if (sum->number > 0)
		NUMBER(t, "number", sum->number);
	if (ed->composed)
		TEXT(t, "pdf", site_pdf(a, sum->date, ed->edition));
	return t;
}

static struct data *
picture_data(struct site *s, str date, const struct summary_article *art)
{
	struct arena *a = s->mem;
	struct data *t = data_new(a);
	struct site_links l = {s, s->here, false};
	struct body_picture shown = site_shown(&l, date, &art->picture);

	TEXT(t, "src", shown.src);
	TEXT(t, "srcset", shown.srcset);
	TEXT(t, "webp", shown.webp);
	TEXT(t, "alt", art->picture.alt);
	NUMBER(t, "width", art->picture.width);
	NUMBER(t, "height", art->picture.height);
	return t;
}

struct data *
site_page_data(struct arena *a, str date, const struct summary_edition *ed,
	       const struct issue_page *p, str zone)
{
	struct data *t = data_new(a);
	str path = str_fmt(a, STR_FMT "/%d/", STR_ARG(date), p->number);

	NUMBER(t, "number", p->number);
	TEXT(t, "name", p->name);
	TEXT(t, "path", path);
	TEXT(t, "zone", zone);
	TEXT(t, "at",
	     zone.n > 0 ? str_fmt(a, STR_FMT "#" STR_FMT, STR_ARG(path), STR_ARG(zone)) : path);
	if (ed->small[p - ed->page].n > 0)
		TEXT(t, "small",
		     str_fmt(a, STR_FMT "/" STR_FMT, STR_ARG(date),
			     STR_ARG(ed->small[p - ed->page])));
	data_flag(a, t, STR("honours"), str_eq(p->function, STR("honours")));
	return t;
}

/* What is told of the stories and pages of ED. */
static struct site_told *
told_of(struct site *s, const struct summary_edition *ed)
{
	struct site_told *told = &s->told;

	if (told->of != ed)
		*told = (struct site_told){ed, NEW(s->mem, struct data *, (size_t)ed->narticle),
					   NEW(s->mem, struct data *, (size_t)ed->npage)};
	return told;
}

struct data *
site_page_shared(struct site *s, str date, const struct summary_edition *ed,
		 const struct issue_page *p)
{
	struct data **page;

	if (!s->e->issue)
		return site_page_data(s->mem, date, ed, p, (str){0});
	page = &told_of(s, ed)->page[p - ed->page];
	if (!*page)
		*page = site_page_data(s->mem, date, ed, p, (str){0});
	return *page;
}

static const struct issue_page *
page_of(const struct summary_edition *ed, int number)
{
	for (int i = 0; i < ed->npage; i++)
		if (ed->page[i].number == number)
			return &ed->page[i];
	return NULL;
}

static struct data *
headline_data(struct arena *a, str date, const struct summary_article *art)
{
	struct data *t = data_new(a);

	TEXT(t, "path", str_fmt(a, STR_FMT "/" STR_FMT "/", STR_ARG(date), STR_ARG(art->slug)));
	TEXT(t, "kicker", art->kicker);
	TEXT(t, "title", art->title);
	return t;
}

/***
 * A story. In lists it has the fields up to `picture`.
 * @table article
 * @tfield string path "2024-07-17/kangjian/"
 * @tfield string title also kicker, deck, section, excerpt
 * @tfield string byline all signatures in one line
 * @tfield integer characters length of the text
 * @tfield table page number, name, path
 * @tfield table picture the first one: src, srcset, webp (a srcset, too), alt, width, height
 * @tfield table places on which printed pages it stands, a list: as `issue.pages` without articles,
 * zone (the id of the story there; nil: the page was not laid out), and at (path, with zone)
 * @tfield table bylines a list: text (as printed), line (content: the same, each name leading to
 *   what else it wrote), credit, names (a list: kind ("person",
 *   "contributor", "photo", "source"), of (本报), role, name, after (供稿), work (what they did, a
 *   list of "text", "photo", "drawing", "editing", "supplied"), path (of the page that lists what
 *   they did; nil: a source))
 * @tfield string citation 周予安. 桥头新菜场开门了[N]. 汀浦晚报, 2026-11-13(1). (GB/T 7714-2015)
 * @tfield string source where it is taken from
 * @tfield string updated the day it was changed after it was printed, "2024-07-19"; nil: it was
 * not. Also updated_long
 * @tfield string section_path of the page that lists the section
 * @tfield table tags a list: name, path (of the page that lists it)
 * @tfield content body
 */
struct data *
site_article_data(struct site *s, const struct summary *sum, const struct summary_edition *ed,
		  const struct summary_article *art)
{
	struct arena *a = s->mem;
	str date = date_iso(a, sum->date);
	struct data *t = headline_data(a, date, art);
	const struct issue_page *page = page_of(ed, art->page);

	TEXT(t, "deck", art->deck);
	TEXT(t, "byline", art->byline);
	TEXT(t, "section", art->section);
	TEXT(t, "excerpt", art->excerpt);
	NUMBER(t, "characters", art->characters);
	if (page)
		TABLE(t, "page", site_page_shared(s, date, ed, page));
	if (art->picture.base.n > 0)
		TABLE(t, "picture", picture_data(s, date, art));
	return t;
}

/* The way to a picture is another one from each page. */
struct data *
site_story_data(struct site *s, const struct summary *sum, const struct summary_edition *ed, int i)
{
	struct data **story = &told_of(s, ed)->story[i];

	if (ed->article[i].picture.base.n > 0)
		return site_article_data(s, sum, ed, &ed->article[i]);
	if (!*story)
		*story = site_article_data(s, sum, ed, &ed->article[i]);
	return *story;
}

static struct data *
strs_data(struct arena *a, const struct strs *list)
{
	struct data *t = data_new(a);

	for (int i = 0; i < list->n; i++)
		data_text(a, t, (str){0}, list->v[i]);
	return t;
}

struct data *
site_work_data(struct arena *a, unsigned work)
{
	/* ORDER byline_work */
	static const str names[WORK__N] = {STR_INIT("text"), STR_INIT("photo"), STR_INIT("drawing"),
					   STR_INIT("editing"), STR_INIT("supplied")};
	struct data *t = data_new(a);

	for (int i = 0; i < WORK__N; i++)
		if (work & 1u << i)
			data_text(a, t, (str){0}, names[i]);
	return t;
}

struct data *
site_honour_data(struct arena *a, const struct honour *h)
{
	/* ORDER honour_business */
	static const str kinds[] = {STR_INIT(""), STR_INIT("business"), STR_INIT("service"),
				    STR_INIT("product")};
	struct data *t = data_new(a);

	TEXT(t, "organisation", h->organisation);
	TABLE(t, "honours", strs_data(a, &h->honours));
	TEXT(t, "certificate", h->certificate);
	TEXT(t, "tested_product", h->tested_product);
	TEXT(t, "kind", kinds[h->label]);
	TEXT(t, "business", h->business);
	TEXT(t, "brand", h->brand);
	TEXT(t, "credit_code", h->credit_code);
	return t;
}

static struct data *
roll_data(struct arena *a, const struct honour_roll *roll)
{
	struct data *t, *entries;

	if (!roll)
		return NULL;
	t = data_new(a);
	entries = data_new(a);
	TEXT(t, "title", roll->title);
	data_flag(a, t, STR("sponsored"), roll->sponsored);
	for (int i = 0; i < roll->n; i++)
		APPEND(entries, site_honour_data(a, &roll->entry[i]));
	TABLE(t, "entries", entries);
	return t;
}

struct data *
site_issue_data(struct site *s, const struct summary *sum, const struct summary_edition *ed)
{
	struct arena *a = s->mem;
	struct data *t = site_issue_date(s, sum, ed), *pages = data_new(a), *articles;

	for (int i = 0; i < ed->npage; i++) {
		struct data *p = site_page_data(a, date_iso(a, sum->date), ed, &ed->page[i],
						(str){0});

		articles = data_new(a);
		for (int k = 0; k < ed->narticle; k++)
			if (ed->article[k].page == ed->page[i].number)
				APPEND(articles, site_story_data(s, sum, ed, k));
		TABLE(p, "articles", articles);
		APPEND(pages, p);
	}
	TABLE(t, "pages", pages);
	TABLE(t, "roll", roll_data(a, ed->roll));
	return t;
}

struct data *
site_issue_headlines(struct site *s, const struct summary *sum, const struct summary_edition *ed)
{
	struct arena *a = s->mem;
	struct data *t = site_issue_date(s, sum, ed), *articles = data_new(a);

	for (int i = 0; i < ed->narticle; i++)
		APPEND(articles, headline_data(a, date_iso(a, sum->date), &ed->article[i]));
	TABLE(t, "articles", articles);
	data_flag(a, t, STR("roll"), ed->roll != NULL);
	return t;
}
