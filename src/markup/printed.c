#include "markup/printed.h"

#include <assert.h>

/* ORDER HOLDS. What can be in an element. */
enum holds {
	HOLDS_ROOT, /* in none */
	HOLDS_FILE,
	HOLDS_HEAD,
	HOLDS_PAGES,
	HOLDS_PAGE,
	HOLDS_PARTS,
	HOLDS_JUMP, /* a link, perhaps, and what is placed */
	HOLDS_PLACED,
	HOLDS_ROWS,
	HOLDS_CELLS,
	HOLDS_LINE, /* text and spans */
	HOLDS_TEXT,
	HOLDS_NOTHING,
	HOLDS__N
};

/* ORDER HOLDS. The state it must have come to at its end. */
static const unsigned char complete[HOLDS__N] = {
    [HOLDS_FILE] = 2, [HOLDS_HEAD] = 3, [HOLDS_PAGES] = 1, [HOLDS_ROWS] = 1, [HOLDS_CELLS] = 1,
};

#define LANGUAGES "zh-Hans|zh-Hant|zh-Hant-TW|zh-Hant-HK"
#define KINDS	  "kicker|deck|byline|quote|item|code|caption|credit|pull|label"

/*
 * Where IN has come to a state FROM to TO, an element that takes it to THEN. Its attributes have
 * any value, or one of those between bars; with ? they may be missing. What is most comes first.
 */
static const struct element_rule {
	enum holds in;
	unsigned char from, to, then;
	str tag, attributes;
	enum holds holds;
} rules[] = {
#define RULE(in, from, to, then, tag, attributes, holds) \
	{ \
		in, from, to, then, STR_INIT(tag), STR_INIT(attributes), holds \
	}
    RULE(HOLDS_LINE, 0, 0, 0, "span", "class style?", HOLDS_TEXT),
    RULE(HOLDS_PLACED, 0, 1, 1, "span", "class style", HOLDS_LINE),
    RULE(HOLDS_PLACED, 0, 1, 1, "span", "class=rule|box|dot aria-hidden=true style", HOLDS_NOTHING),
    RULE(HOLDS_PLACED, 0, 1, 1, "img", "src alt width height style", HOLDS_NOTHING),
    RULE(HOLDS_PARTS, 0, 0, 0, "p", "class?=" KINDS, HOLDS_PLACED),
    RULE(HOLDS_PARTS, 0, 0, 0, "p", "class=jump", HOLDS_JUMP),
    RULE(HOLDS_JUMP, 0, 0, 1, "a", "href", HOLDS_PLACED),
    RULE(HOLDS_PARTS, 0, 0, 0, "h2", "class=headline", HOLDS_PLACED),
    RULE(HOLDS_PARTS, 0, 0, 0, "h3", "", HOLDS_PLACED),
    RULE(HOLDS_PARTS, 0, 0, 0, "div", "class=art|break", HOLDS_PLACED),
    RULE(HOLDS_PARTS, 0, 0, 0, "div", "role=table", HOLDS_ROWS),
    RULE(HOLDS_ROWS, 0, 1, 1, "div", "role=row", HOLDS_CELLS),
    RULE(HOLDS_CELLS, 0, 1, 1, "div", "class=cell role=cell|columnheader", HOLDS_PLACED),
    RULE(HOLDS_PAGE, 0, 0, 0, "header", "class=masthead|folio", HOLDS_PARTS),
    RULE(HOLDS_PAGE, 0, 0, 0, "aside", "class=ear", HOLDS_PARTS),
    RULE(HOLDS_PAGE, 0, 1, 1, "article", "id class=story", HOLDS_PARTS),
    RULE(HOLDS_PAGE, 0, 2, 2, "aside", "class=note|house", HOLDS_PARTS),
    RULE(HOLDS_PAGE, 0, 2, 2, "section", "class=honours", HOLDS_PARTS),
    RULE(HOLDS_PAGE, 0, 3, 3, "div", "class=art|break", HOLDS_PLACED),
    RULE(HOLDS_PAGES, 0, 1, 1, "section", "class=page id aria-label", HOLDS_PAGE),
    RULE(HOLDS_ROOT, 0, 0, 1, "html",
	 "xmlns=http://www.w3.org/1999/xhtml lang=" LANGUAGES " xml:lang?=" LANGUAGES, HOLDS_FILE),
    RULE(HOLDS_FILE, 0, 0, 1, "head", "", HOLDS_HEAD),
    RULE(HOLDS_FILE, 1, 1, 2, "body", "", HOLDS_PAGES),
    RULE(HOLDS_HEAD, 0, 0, 1, "meta", "charset=UTF-8", HOLDS_NOTHING),
    RULE(HOLDS_HEAD, 1, 1, 2, "title", "", HOLDS_TEXT),
    RULE(HOLDS_HEAD, 2, 2, 3, "link", "rel=stylesheet href=edition.css", HOLDS_NOTHING),
#undef RULE
};

static bool
is_one_of(str value, str list)
{
	while (list.n > 0)
		if (str_eq(str_cut(&list, STR("|")), value))
			return true;
	return false;
}

/* An attribute's VALUE is one that VALUES, of its rule, names. */
static bool
value_ok(str name, str value, str values)
{
	int number;

	if (values.n > 0)
		return is_one_of(value, values);
	/* The one type of the schema that is not just text. */
	if (str_eq(name, STR("width")) || str_eq(name, STR("height")))
		return str_number(value, &number) && number > 0;
	return true;
}

static bool
attributes_ok(str rule, const struct printed_attribute *t, int n)
{
	int seen = 0;

	while (rule.n > 0) {
		str values = str_cut(&rule, STR(" ")), name = str_cut(&values, STR("="));
		bool optional = str_ends(name, STR("?"));
		int i = 0;

		if (optional)
			name.n--;
		while (i < n && !str_eq(t[i].name, name))
			i++;
		if (i == n && !optional)
			return false;
		if (i < n && !value_ok(name, t[i].value, values))
			return false;
		seen += i < n;
	}
	return seen == n;
}

/* Lines and pictures may stand behind a link, too. */
static bool
is_in(const struct element_rule *r, const struct printed_open *o)
{
	return (r->in == (enum holds)o->holds ||
		(r->in == HOLDS_PLACED && o->holds == HOLDS_JUMP)) &&
	       r->from <= o->state && o->state <= r->to;
}

bool
printed_begin(struct printed *p, str tag, const struct printed_attribute *t, int n)
{
	struct printed_open *o = &p->open[p->depth];

	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		const struct element_rule *r = &rules[i];

		if (!is_in(r, o) || !str_eq(r->tag, tag) || !attributes_ok(r->attributes, t, n))
			continue;
		o->state = r->then;
		assert(p->depth <= ELEMENT_DEPTH_MAX);
		o[1] = (struct printed_open){.holds = (unsigned char)r->holds};
		p->depth++;
		return true;
	}
	return false;
}

bool
printed_end(struct printed *p)
{
	const struct printed_open *o = &p->open[p->depth--];

	assert(p->depth >= 0);
	return o->state >= complete[o->holds];
}

bool
printed_text(const struct printed *p)
{
	enum holds holds = (enum holds)p->open[p->depth].holds;

	return holds == HOLDS_LINE || holds == HOLDS_TEXT;
}
