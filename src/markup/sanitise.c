#include "markup/sanitise.h"

#include <libxml/HTMLparser.h>
#include <limits.h>

/* No network, no messages of its own; the text is UTF-8 whatever a <meta> in it says. */
enum {
	PARSE_OPTIONS = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
			HTML_PARSE_NONET | HTML_PARSE_NODEFDTD | HTML_PARSE_IGNORE_ENC
};

enum kind {
	KIND_OTHER, /* dropped and reported, text kept */
	KIND_INLINE,
	KIND_VOID,
	KIND_PARA,   /* kept as what it is: the edge of a paragraph */
	KIND_BLOCK,  /* the same, but dropped and reported */
	KIND_HIDDEN, /* goes with all that is in it */
};

static const struct {
	str name;
	enum kind kind;
} elements[] = {
    {STR_INIT("ruby"), KIND_INLINE},	  {STR_INIT("rt"), KIND_INLINE},
    {STR_INIT("rp"), KIND_INLINE},	  {STR_INIT("sub"), KIND_INLINE},
    {STR_INIT("sup"), KIND_INLINE},	  {STR_INIT("u"), KIND_INLINE},
    {STR_INIT("mark"), KIND_INLINE},	  {STR_INIT("small"), KIND_INLINE},
    {STR_INIT("s"), KIND_INLINE},	  {STR_INIT("kbd"), KIND_INLINE},
    {STR_INIT("b"), KIND_INLINE},	  {STR_INIT("i"), KIND_INLINE},
    {STR_INIT("strong"), KIND_INLINE},	  {STR_INIT("em"), KIND_INLINE},
    {STR_INIT("br"), KIND_VOID},	  {STR_INIT("p"), KIND_PARA},
    {STR_INIT("html"), KIND_PARA},	  {STR_INIT("head"), KIND_PARA},
    {STR_INIT("body"), KIND_PARA},	  {STR_INIT("address"), KIND_BLOCK},
    {STR_INIT("article"), KIND_BLOCK},	  {STR_INIT("aside"), KIND_BLOCK},
    {STR_INIT("blockquote"), KIND_BLOCK}, {STR_INIT("caption"), KIND_BLOCK},
    {STR_INIT("center"), KIND_BLOCK},	  {STR_INIT("dd"), KIND_BLOCK},
    {STR_INIT("details"), KIND_BLOCK},	  {STR_INIT("div"), KIND_BLOCK},
    {STR_INIT("dl"), KIND_BLOCK},	  {STR_INIT("dt"), KIND_BLOCK},
    {STR_INIT("fieldset"), KIND_BLOCK},	  {STR_INIT("figcaption"), KIND_BLOCK},
    {STR_INIT("figure"), KIND_BLOCK},	  {STR_INIT("footer"), KIND_BLOCK},
    {STR_INIT("form"), KIND_BLOCK},	  {STR_INIT("h1"), KIND_BLOCK},
    {STR_INIT("h2"), KIND_BLOCK},	  {STR_INIT("h3"), KIND_BLOCK},
    {STR_INIT("h4"), KIND_BLOCK},	  {STR_INIT("h5"), KIND_BLOCK},
    {STR_INIT("h6"), KIND_BLOCK},	  {STR_INIT("header"), KIND_BLOCK},
    {STR_INIT("hr"), KIND_BLOCK},	  {STR_INIT("li"), KIND_BLOCK},
    {STR_INIT("main"), KIND_BLOCK},	  {STR_INIT("nav"), KIND_BLOCK},
    {STR_INIT("ol"), KIND_BLOCK},	  {STR_INIT("option"), KIND_BLOCK},
    {STR_INIT("pre"), KIND_BLOCK},	  {STR_INIT("section"), KIND_BLOCK},
    {STR_INIT("summary"), KIND_BLOCK},	  {STR_INIT("table"), KIND_BLOCK},
    {STR_INIT("tbody"), KIND_BLOCK},	  {STR_INIT("td"), KIND_BLOCK},
    {STR_INIT("tfoot"), KIND_BLOCK},	  {STR_INIT("th"), KIND_BLOCK},
    {STR_INIT("thead"), KIND_BLOCK},	  {STR_INIT("tr"), KIND_BLOCK},
    {STR_INIT("ul"), KIND_BLOCK},	  {STR_INIT("applet"), KIND_HIDDEN},
    {STR_INIT("audio"), KIND_HIDDEN},	  {STR_INIT("canvas"), KIND_HIDDEN},
    {STR_INIT("embed"), KIND_HIDDEN},	  {STR_INIT("frameset"), KIND_HIDDEN},
    {STR_INIT("iframe"), KIND_HIDDEN},	  {STR_INIT("img"), KIND_HIDDEN},
    {STR_INIT("image"), KIND_HIDDEN},	  {STR_INIT("math"), KIND_HIDDEN},
    {STR_INIT("object"), KIND_HIDDEN},	  {STR_INIT("script"), KIND_HIDDEN},
    {STR_INIT("style"), KIND_HIDDEN},	  {STR_INIT("svg"), KIND_HIDDEN},
    {STR_INIT("template"), KIND_HIDDEN},  {STR_INIT("textarea"), KIND_HIDDEN},
    {STR_INIT("title"), KIND_HIDDEN},	  {STR_INIT("video"), KIND_HIDDEN},
    {STR_INIT("xmp"), KIND_HIDDEN},
};

/* Hidden ones without an end tag: nothing after them goes with them. */
static const str hidden_void[] = {STR_INIT("embed"), STR_INIT("img"), STR_INIT("image")};

struct cutter {
	struct arena *mem;
	struct diag *diag;
	struct pos at;
	struct sanitise_item *item;
	int n, cap;
	struct name {
		struct name *next;
		str element, attribute;
	} * reported;
};

static enum kind
kind_of(str name)
{
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
		if (str_eq(elements[i].name, name))
			return elements[i].kind;
	return KIND_OTHER;
}

static bool
has_content(str name)
{
	for (size_t i = 0; i < sizeof hidden_void / sizeof *hidden_void; i++)
		if (str_eq(hidden_void[i], name))
			return false;
	return true;
}

static str
name_of(const xmlChar *s)
{
	return str_from((const char *)s);
}

static bool
too_large(str html)
{
	int tags = 0, blanks = 0;

	for (ptrdiff_t i = 0; i < html.n; i++) {
		tags += html.p[i] == '<';
		blanks += html.p[i] != '\0' && strchr(" \t\n\f\r\"'/", html.p[i]);
	}
	return html.n > INT_MAX / 2 || tags > SANITISE_TAGS_MAX || blanks > SANITISE_BLANKS_MAX;
}

static htmlDocPtr
parse(str html)
{
	return htmlReadMemory(html.p, (int)html.n, NULL, "UTF-8", PARSE_OPTIONS);
}

/* False if it was reported before. */
static bool
first_time(struct cutter *c, str element, str attribute)
{
	struct name *n;

	for (n = c->reported; n; n = n->next)
		if (str_eq(n->element, element) && str_eq(n->attribute, attribute))
			return false;
	n = NEW(c->mem, struct name, 1);
	*n = (struct name){c->reported, str_dup(c->mem, element), str_dup(c->mem, attribute)};
	c->reported = n;
	return true;
}

static void
report(struct cutter *c, const xmlNode *n, enum diag_id id, str element, str attribute)
{
	struct pos at = c->at;
	long line = n ? xmlGetLineNo((xmlNodePtr)n) : 1;

	if (!first_time(c, element, attribute))
		return;
	if (line > 1) {
		at.line += (int)line - 1;
		at.col = 0;
	}
	if (attribute.n > 0)
		diag(c->diag, id, at, element, attribute);
	else
		diag(c->diag, id, at, element);
}

static void
report_attributes(struct cutter *c, const xmlNode *n)
{
	for (const xmlAttr *at = n->properties; at; at = at->next)
		report(c, n, D_HTML_ATTRIBUTE, name_of(n->name), name_of(at->name));
}

static void
add(struct cutter *c, enum sanitise_event event, str name, str text)
{
	if (c->n == c->cap) {
		struct sanitise_item *old = c->item;

		c->cap = c->cap ? c->cap * 2 : 16;
		c->item = NEW(c->mem, struct sanitise_item, (size_t)c->cap);
		if (old)
			memcpy(c->item, old, (size_t)c->n * sizeof *old);
	}
	c->item[c->n++] = (struct sanitise_item){event, str_dup(c->mem, name),
						 str_dup(c->mem, text)};
}

/* Whether to go on with what is inside the element. */
static bool
enter(struct cutter *c, const xmlNode *n)
{
	str name = name_of(n->name);
	enum kind kind = kind_of(name);

	if (kind == KIND_HIDDEN) {
		report(c, n, D_HTML_HIDDEN, name, (str){0});
		return false;
	}
	if (kind == KIND_OTHER || kind == KIND_BLOCK)
		report(c, n, D_HTML_DROPPED, name, (str){0});
	else
		report_attributes(c, n);
	if (kind == KIND_INLINE)
		add(c, SANITISE_OPEN, name, (str){0});
	else if (kind == KIND_VOID)
		add(c, SANITISE_VOID, name, (str){0});
	else if (kind == KIND_PARA || kind == KIND_BLOCK)
		add(c, SANITISE_PARA, (str){0}, (str){0});
	return true;
}

static void
leave(struct cutter *c, const xmlNode *n)
{
	str name = name_of(n->name);
	enum kind kind = kind_of(name);

	if (kind == KIND_INLINE)
		add(c, SANITISE_CLOSE, name, (str){0});
	else if (kind == KIND_PARA || kind == KIND_BLOCK)
		add(c, SANITISE_PARA, (str){0}, (str){0});
}

static bool
visit(struct cutter *c, const xmlNode *n)
{
	switch ((int)n->type) {
	case XML_ELEMENT_NODE:
		return enter(c, n);
	case XML_TEXT_NODE:
		add(c, SANITISE_TEXT, (str){0}, name_of(n->content));
		break;
	case XML_PI_NODE:
		report(c, n, D_HTML_HIDDEN, STR("?"), (str){0});
		break;
	case XML_DTD_NODE:
	case XML_DOCUMENT_TYPE_NODE:
		report(c, NULL, D_HTML_DROPPED, STR("!DOCTYPE"), (str){0});
		break;
	default:
		break;
	}
	return false;
}

static void
walk(struct cutter *c, const xmlNode *n)
{
	while (n) {
		if (visit(c, n)) {
			if (n->children) {
				n = n->children;
				continue;
			}
			leave(c, n);
		}
		while (!n->next) {
			n = n->parent;
			if (!n || n->type != XML_ELEMENT_NODE)
				return;
			leave(c, n);
		}
		n = n->next;
	}
}

void
sanitise_block(struct arena *a, struct diag *d, struct pos at, str html, struct sanitise_item **out,
	       int *n)
{
	struct cutter c = {.mem = a, .diag = d, .at = at};
	htmlDocPtr doc;

	*out = NULL;
	*n = 0;
	if (too_large(html)) {
		diag(d, D_HTML_LARGE, at);
		return;
	}
	doc = parse(html);
	if (!doc)
		return;
	walk(&c, doc->children);
	xmlFreeDoc(doc);
	*out = c.item;
	*n = c.n;
}

/* The one element that was typed stands deepest; html and body round it were put in. */
static const xmlNode *
deepest(const htmlDocPtr doc)
{
	const xmlNode *found = NULL, *n = doc->children;

	while (n) {
		while (n && n->type != XML_ELEMENT_NODE)
			n = n->next;
		if (!n)
			break;
		found = n;
		n = n->children;
	}
	return found;
}

/* The name in "<name …>" or "</name>", in lower case. */
static str
tag_name(struct arena *a, str tag)
{
	ptrdiff_t from = str_starts(tag, STR("</")) ? 2 : 1, to = from;
	char *name;

	while (to < tag.n && !strchr(" \t\n\f\r/>", tag.p[to]))
		to++;
	name = str_z(a, str_sub(tag, from, to));
	for (char *p = name; *p; p++)
		*p = (char)(*p >= 'A' && *p <= 'Z' ? *p - 'A' + 'a' : *p);
	return str_from(name);
}

static bool
close_tag(str name, struct sanitise_item *out)
{
	enum kind kind = kind_of(name);

	*out = (struct sanitise_item){.event = kind == KIND_HIDDEN ? SANITISE_SHOW : SANITISE_CLOSE,
				      .name = name};
	return kind == KIND_INLINE || kind == KIND_HIDDEN;
}

static bool
open_tag(struct cutter *c, str name, str tag, struct sanitise_item *out)
{
	enum kind kind = kind_of(name);
	htmlDocPtr doc = kind == KIND_INLINE || kind == KIND_VOID ? parse(tag) : NULL;
	const xmlNode *n = doc ? deepest(doc) : NULL;

	if (n)
		report_attributes(c, n);
	xmlFreeDoc(doc);
	*out = (struct sanitise_item){.name = name};
	if (kind == KIND_HIDDEN) {
		report(c, NULL, D_HTML_HIDDEN, name, (str){0});
		out->event = SANITISE_HIDE;
		return has_content(name) && !str_ends(tag, STR("/>"));
	}
	if (kind != KIND_INLINE && kind != KIND_VOID) {
		report(c, NULL, D_HTML_DROPPED, name, (str){0});
		return false;
	}
	out->event = kind == KIND_VOID ? SANITISE_VOID : SANITISE_OPEN;
	return kind == KIND_VOID || !str_ends(tag, STR("/>"));
}

bool
sanitise_tag(struct arena *a, struct diag *d, struct pos at, str tag, struct sanitise_item *out)
{
	struct cutter c = {.mem = a, .diag = d, .at = at};

	if (str_starts(tag, STR("<!--")))
		return false;
	if (str_starts(tag, STR("<?")) || str_starts(tag, STR("<!"))) {
		report(&c, NULL, D_HTML_HIDDEN, str_sub(tag, 1, 2), (str){0});
		return false;
	}
	if (too_large(tag)) {
		diag(d, D_HTML_LARGE, at);
		return false;
	}
	if (str_starts(tag, STR("</")))
		return close_tag(tag_name(a, tag), out);
	return open_tag(&c, tag_name(a, tag), tag, out);
}
