#include "markup/svg.h"

#include "base/sum.h"
#include "markup/svg_rules.h"
#include "markup/svg_size.h"
#include "markup/xhtml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

static const str svg_space = STR_INIT("http://www.w3.org/2000/svg");
static const str xlink_space = STR_INIT("http://www.w3.org/1999/xlink");

/* NONET, and never NOENT, DTDLOAD or HUGE: see markup/verify.c. */
enum { PARSE_OPTIONS = XML_PARSE_NONET | XML_PARSE_IGNORE_ENC };

/* libxml2 2.12 made the argument of error handlers const. */
#if LIBXML_VERSION >= 21200
typedef const xmlError *xml_error;
#else
typedef xmlErrorPtr xml_error;
#endif

/* What is open: the element that what comes is put into. */
struct level {
	struct element *e;
	bool words; /* text is text */
	struct element *style;
};

/* An element with an id, and how much is drawn where it is referred to. */
struct target {
	struct target *next;
	str id;
	struct element *e;
	long drawn; /* 0: not counted yet; -1: being counted */
};

/* A rule of a style sheet that refers to something. */
struct rule {
	struct rule *next;
	str selector, body;
};

enum {
	BUCKETS = 1024,
	RULES_MAX = 200,
	ATTRIBUTES_MAX = 1000 /* of a tag: libxml2 compares each with all others */
};

struct reader {
	struct arena *mem;
	struct diag *diag;
	str text;
	struct pos at; /* of byte SEEN of the text */
	ptrdiff_t seen;
	xmlParserCtxtPtr parser;
	struct element *root;
	struct level level[SVG_DEPTH_MAX + 1];
	int depth;
	int dropped; /* elements that are open in one that goes with all that is in it */
	struct target *bucket[BUCKETS]; /* by id */
	struct rule *rule;
	int nrule;
	bool words, failed;
};

/* -- places and messages ------------------------------------------------------------ */

/* The place of byte TO; they are asked for in order. */
static struct pos
place(struct reader *r, ptrdiff_t to)
{
	for (; r->seen < to; r->seen++) {
		if (r->text.p[r->seen] == '\n') {
			r->at.line++;
			r->at.col = 1;
		} else if ((r->text.p[r->seen] & 0xC0) != 0x80) {
			r->at.col++;
		}
	}
	return r->at;
}

/* Where the tag begins that was just read: no "<" stands inside a tag. */
static struct pos
tag_place(struct reader *r)
{
	ptrdiff_t at = (ptrdiff_t)xmlByteConsumed(r->parser);

	if (at > r->text.n)
		at = r->text.n;
	while (at > 0 && r->text.p[at - 1] != '<')
		at--;
	return place(r, at > 0 ? at - 1 : 0);
}

static void
refuse(struct reader *r, enum diag_id id, struct pos at, str what)
{
	if (!r->failed && what.n > 0)
		diag(r->diag, id, at, what);
	else if (!r->failed)
		diag(r->diag, id, at);
	r->failed = true;
	xmlStopParser(r->parser);
}

static struct reader *
reader_of(void *context)
{
	return ((xmlParserCtxtPtr)context)->_private;
}

static void
on_error(void *context, xml_error e)
{
	struct reader *r = reader_of(context);
	struct pos at = {r->at.file, e->line, 0, 0};

	if (e->level >= XML_ERR_ERROR && e->domain != XML_FROM_NAMESPACE)
		refuse(r, D_SVG_XML, at, str_trim(str_from(e->message ? e->message : "")));
}

/* -- attributes --------------------------------------------------------------------- */

static str
text_of(const xmlChar *s)
{
	return s ? str_from((const char *)s) : (str){0};
}

static void
tell_attribute(struct reader *r, str element, str name)
{
	diag(r->diag, D_SVG_ATTRIBUTE, tag_place(r), element, name);
}

static struct target **
bucket_of(struct reader *r, str id)
{
	return &r->bucket[sum_add(0, id) % BUCKETS];
}

static struct target *
find_target(struct reader *r, str id)
{
	struct target *t = *bucket_of(r, id);

	while (t && !str_eq(t->id, id))
		t = t->next;
	return t;
}

static void
add_target(struct reader *r, str id, struct element *e)
{
	struct target **first = bucket_of(r, id), *t = NEW(r->mem, struct target, 1);

	*t = (struct target){.next = *first, .id = id, .e = e};
	*first = t;
}

/* False: it goes, and that is to be told. */
static bool
put_attribute(struct reader *r, struct element *e, str name, str value)
{
	bool whole = true;

	switch (svg_attribute(name)) {
	case SVG_ATTRIBUTE_REFUSED:
		return false;
	case SVG_ATTRIBUTE_SILENT:
		return true;
	case SVG_ATTRIBUTE_KEPT:
		if (!svg_value_ok(value))
			return false;
		break;
	case SVG_ATTRIBUTE_HREF:
		if (!svg_href_ok(value, str_eq(e->name, STR("image"))))
			return false;
		break;
	case SVG_ATTRIBUTE_STYLE:
		value = svg_style(r->mem, value, &whole);
		break;
	case SVG_ATTRIBUTE_ID:
		if (!svg_id_ok(value) || find_target(r, value))
			return false;
		add_target(r, value, e);
		break;
	}
	if (value.n > 0)
		element_attr(r->mem, e, name, value);
	return whole;
}

/* One attribute as SAX2 has it: local name, prefix, namespace, value and its end. */
static void
take_attribute(struct reader *r, struct element *e, const xmlChar **v)
{
	const char *from = (const char *)v[3];
	str name = str_dup(r->mem, text_of(v[0])), space = text_of(v[2]);
	str value = str_dup(r->mem, (str){from, (const char *)v[4] - from});
	bool xml = str_eq(text_of(v[1]), STR("xml"));

	if (xml && (str_eq(name, STR("space")) || str_eq(name, STR("lang"))))
		element_attr(r->mem, e, str_fmt(r->mem, "xml:" STR_FMT, STR_ARG(name)), value);
	if (space.n > 0 && !str_eq(space, xlink_space))
		return;
	if (space.n > 0 && !str_eq(name, STR("href")))
		return; /* xlink:type, xlink:show: of no effect */
	if (!element_name_ok(name) || !put_attribute(r, e, name, value))
		tell_attribute(r, e->name, name);
}

/* -- elements ----------------------------------------------------------------------- */

static enum svg_element
kind_of(str name, str space)
{
	if (space.n == 0 || str_eq(space, svg_space))
		return svg_element(name);
	/* What drawing programs note for themselves; HTML is more than that. */
	return str_eq(space, STR("http://www.w3.org/1999/xhtml")) ? SVG_REFUSED : SVG_SILENT;
}

static void
open_level(struct reader *r, struct element *e, enum svg_element kind)
{
	struct level *above = &r->level[r->depth];

	if (r->depth == SVG_DEPTH_MAX) {
		refuse(r, D_SVG_HEAVY, tag_place(r), (str){0});
		return;
	}
	r->level[++r->depth] = (struct level){e, kind == SVG_WORDS, NULL};
	if (kind == SVG_STYLE)
		r->level[r->depth].style = e;
	if (kind == SVG_UNWRAP)
		r->level[r->depth] = *above;
}

/* <style> is put into its place when all of it was read. */
static struct element *
new_element(struct reader *r, str name, enum svg_element kind)
{
	struct element *parent = r->level[r->depth].e;

	if (kind == SVG_UNWRAP)
		return parent;
	return element_new(r->mem, kind == SVG_STYLE ? NULL : parent, name);
}

static void
on_start(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int nspace,
	 const xmlChar **space, int n, int defaulted, const xmlChar **v)
{
	struct reader *r = reader_of(context);
	str name = str_dup(r->mem, text_of(local));
	enum svg_element kind = kind_of(name, text_of(uri));
	struct element *e;

	(void)prefix, (void)nspace, (void)space, (void)defaulted;
	if (r->dropped > 0 || kind == SVG_REFUSED || kind == SVG_SILENT ||
	    r->level[r->depth].style) {
		if (r->dropped++ == 0 && kind != SVG_SILENT)
			diag(r->diag, D_SVG_ELEMENT, tag_place(r), name);
		return;
	}
	if (!r->root && !str_eq(name, STR("svg"))) {
		refuse(r, D_SVG_XML, tag_place(r), STR("no <svg>"));
		return;
	}
	if (kind == SVG_UNWRAP)
		diag(r->diag, D_SVG_ELEMENT, tag_place(r), name);
	e = new_element(r, name, kind);
	if (!r->root)
		r->root = e;
	for (int i = 0; kind != SVG_UNWRAP && i < n; i++)
		take_attribute(r, e, v + (ptrdiff_t)5 * i);
	r->words |= str_eq(name, STR("text"));
	open_level(r, e, kind);
}

/* The rules of CSS that refer to something: what is drawn by them counts, too. */
static void
note_rules(struct reader *r, str css)
{
	while (css.n > 0) {
		str body = str_cut(&css, STR("}")), selector = str_cut(&body, STR("{"));
		str rest = body;
		struct rule *rule;

		if (svg_next_reference(&rest).n == 0)
			continue;
		rule = NEW(r->mem, struct rule, 1);
		*rule = (struct rule){r->rule, selector, body};
		r->rule = rule;
		if (++r->nrule > RULES_MAX)
			refuse(r, D_SVG_HEAVY, tag_place(r), (str){0});
	}
}

static void
close_style(struct reader *r, struct element *style)
{
	struct out css = {.mem = r->mem};

	for (const struct element *t = style->first; t; t = t->next)
		out_str(&css, t->text);
	if (!svg_value_ok(out_text(&css))) {
		diag(r->diag, D_SVG_STYLE, tag_place(r));
		return;
	}
	element_append(r->level[r->depth].e, style);
	note_rules(r, out_text(&css));
}

static void
on_end(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
	struct reader *r = reader_of(context);
	struct element *style;

	(void)local, (void)prefix, (void)uri;
	if (r->dropped > 0) {
		r->dropped--;
		return;
	}
	style = r->level[r->depth].style;
	r->depth--;
	if (style && style != r->level[r->depth].style)
		close_style(r, style);
}

static void
on_text(void *context, const xmlChar *s, int n)
{
	struct reader *r = reader_of(context);
	const struct level *l = &r->level[r->depth];

	if (r->dropped == 0 && (l->words || l->style))
		element_text(r->mem, l->e, str_dup(r->mem, (str){(const char *)s, n}));
}

/* Entities could be anything, and many times as much of it. */
static void
on_entity(void *context, const xmlChar *name, int type, const xmlChar *public_id,
	  const xmlChar *system_id, xmlChar *content)
{
	struct reader *r = reader_of(context);

	(void)name, (void)type, (void)public_id, (void)system_id, (void)content;
	refuse(r, D_SVG_ENTITY, place(r, 0), (str){0});
}

static void
parse(struct reader *r)
{
	xmlSAXHandler *sax;
	xmlDocPtr doc;

	r->parser = xmlNewParserCtxt();
	if (!r->parser) {
		r->failed = true;
		return;
	}
	r->parser->_private = r;
	sax = r->parser->sax;
	sax->startElementNs = on_start;
	sax->endElementNs = on_end;
	sax->characters = sax->cdataBlock = sax->ignorableWhitespace = on_text;
	sax->entityDecl = on_entity;
	sax->comment = NULL;
	sax->processingInstruction = NULL;
	sax->serror = on_error;
	doc = xmlCtxtReadMemory(r->parser, r->text.p, (int)r->text.n, NULL, "UTF-8", PARSE_OPTIONS);
	xmlFreeDoc(doc ? doc : r->parser->myDoc);
	xmlFreeParserCtxt(r->parser);
}

/* -- how much is drawn -------------------------------------------------------------- */

static long drawn(struct reader *r, const struct element *e, int depth);

static long drawn_target(struct reader *r, str id, int depth);

/* What VALUE refers to by url(#id). */
static long
drawn_references(struct reader *r, str value, int depth)
{
	long n = 0;
	str id;

	while (id = svg_next_reference(&value), id.n > 0)
		n += drawn_target(r, id, depth);
	return n;
}

/* Whether a rule for SELECTOR can be about an element of CLASSES; too often is as well. */
static bool
selects(str selector, str classes)
{
	if (str_find(selector, STR(".")) < 0)
		return true;
	while (classes.n > 0) {
		str name = str_cut(&classes, STR(" ")), rest = selector;

		while (name.n > 0 && rest.n > 0) {
			str_cut(&rest, STR("."));
			if (str_starts(rest, name))
				return true;
		}
	}
	return false;
}

/* What is referred to as ID, drawn where it is referred to. Rings are drawn by nobody. */
static long
drawn_target(struct reader *r, str id, int depth)
{
	struct target *t = find_target(r, id);

	if (!t || t->drawn < 0)
		return 0;
	if (t->drawn == 0) {
		t->drawn = -1;
		t->drawn = drawn(r, t->e, depth + 1);
	}
	return t->drawn;
}

static long
drawn(struct reader *r, const struct element *e, int depth)
{
	long n = 1;

	if (depth > 2 * SVG_DEPTH_MAX)
		return SVG_DRAWN_MAX + 1;
	for (const struct attr *at = e->attr; at; at = at->next) {
		str value = at->value;

		if (str_eq(at->name, STR("href")) && str_eat(&value, STR("#")))
			n += drawn_target(r, value, depth);
		else
			n += drawn_references(r, value, depth);
	}
	for (const struct rule *rule = r->rule; rule; rule = rule->next)
		if (selects(rule->selector, element_value(e, STR("class"))))
			n += drawn_references(r, rule->body, depth);
	for (const struct element *c = e->first; c && n <= SVG_DRAWN_MAX; c = c->next)
		n += drawn(r, c, depth + 1);
	return n > SVG_DRAWN_MAX ? SVG_DRAWN_MAX + 1 : n;
}

/* A way to nowhere: browsers pass it over, links are looked at when all files are there. */
static void
drop_dangling(struct reader *r, struct element *e)
{
	struct attr *last = NULL;

	for (struct attr *at = e->attr; at; at = at->next) {
		str id = at->value;

		if (str_eq(at->name, STR("href")) && str_eat(&id, STR("#")) &&
		    !find_target(r, id)) {
			diag(r->diag, D_SVG_ATTRIBUTE, r->at, e->name, at->name);
			if (last)
				last->next = at->next;
			else
				e->attr = at->next;
			if (e->last_attr == at)
				e->last_attr = last;
			continue;
		}
		last = at;
	}
	for (struct element *c = e->first; c; c = c->next)
		drop_dangling(r, c);
}

/* ---------------------------------------------------------------------------------- */

static bool
set_size(struct reader *r, struct svg *out)
{
	struct diag *d = r->diag;
	struct pos at = {.file = r->at.file};

	if (!svg_size(r->mem, r->root, &out->width, &out->height)) {
		diag(d, D_SVG_SIZE, at);
		return false;
	}
	if (out->width > SVG_SIDE_MAX || out->height > SVG_SIDE_MAX) {
		diag(d, D_SVG_LARGE, at, diag_int(d, out->width), diag_int(d, out->height),
		     diag_int(d, SVG_SIDE_MAX));
		return false;
	}
	return true;
}

bool
svg_begins(str bytes)
{
	str rest = bytes;

	str_eat(&rest, STR("\xEF\xBB\xBF"));
	for (;;) {
		rest = str_trim(rest);
		if (str_starts(rest, STR("<svg")))
			return true;
		if (str_starts(rest, STR("<!--"))) {
			str_cut(&rest, STR("-->"));
		} else if (str_starts(rest, STR("<?xml")) ||
			   str_starts(rest, STR("<!DOCTYPE svg"))) {
			ptrdiff_t inner = str_find(rest, STR("[")), end = str_find(rest, STR(">"));

			if (inner >= 0 && inner < end)
				str_cut(&rest, STR("]"));
			str_cut(&rest, STR(">"));
		} else {
			return false;
		}
	}
}

/* No tag has more "=" than attributes, nor many more attributes than "=". */
static bool
tags_ok(str text)
{
	int n = 0;

	for (ptrdiff_t i = 0; i < text.n && n <= ATTRIBUTES_MAX; i++)
		if (text.p[i] == '<')
			n = 0;
		else if (text.p[i] == '=')
			n++;
	return n <= ATTRIBUTES_MAX;
}

bool
svg_clean(struct arena *a, struct diag *d, str file, str text, struct svg *out)
{
	struct reader *r = NEW(a, struct reader, 1);
	struct out o = {.mem = a};

	if (!tags_ok(text)) {
		diag(d, D_SVG_HEAVY, ((struct pos){.file = file}));
		return false;
	}
	*r = (struct reader){.mem = a, .diag = d, .text = text, .at = {file, 1, 1, 0}};
	parse(r);
	if (!r->failed && !r->root)
		diag(d, D_SVG_XML, ((struct pos){.file = file}), STR("no <svg>"));
	if (r->failed || !r->root)
		return false;
	drop_dangling(r, r->root);
	if (drawn(r, r->root, 0) > SVG_DRAWN_MAX) {
		diag(d, D_SVG_HEAVY, ((struct pos){.file = file}));
		return false;
	}
	if (!set_size(r, out))
		return false;
	element_attr(a, r->root, STR("xmlns"), svg_space);
	xhtml_xml(&o, r->root);
	out->text = out_text(&o);
	out->words = r->words;
	return true;
}
