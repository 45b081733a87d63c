#include "markup/verify.h"

#include "markup/known.h"
#include "markup/scan.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>

/*
 * NONET: no network. Never NOENT, DTDLOAD, XINCLUDE (they read files) or HUGE (it lifts
 * the limits that stop entity bombs in milliseconds).
 */
enum { PARSE_OPTIONS = XML_PARSE_NONET };

enum { ERRORS_MAX = 10 }; /* reported of one file */

/* libxml2 2.12 made the argument of error handlers const. */
#if LIBXML_VERSION >= 21200
typedef const xmlError *xml_error;
#else
typedef xmlErrorPtr xml_error;
#endif

struct verify_schema {
	xmlRelaxNGPtr rng;
};

struct reader {
	struct arena *mem;
	struct diag *diag;
	str file;
	enum diag_id id; /* what a fault is reported as */
	int errors;
};

static xmlParserInputPtr
refuse_entity(const char *url, const char *id, xmlParserCtxtPtr context)
{
	(void)url;
	(void)id;
	(void)context;
	return NULL;
}

void
verify_init(void)
{
	xmlInitParser();
	xmlSetExternalEntityLoader(refuse_entity);
}

static void
report(struct reader *r, enum diag_id id, int line, str what)
{
	struct pos at = {r->file, line, 0, 0};

	if (r->errors++ < ERRORS_MAX)
		diag(r->diag, id, at, what);
}

static void
on_error(struct reader *r, xml_error e)
{
	if (e->level != XML_ERR_WARNING)
		report(r, r->id, e->line, str_trim(str_from(e->message ? e->message : "")));
}

/* During a parse the user's pointer is the parser itself. */
static void
on_parse_error(void *context, xml_error e)
{
	on_error(((xmlParserCtxtPtr)context)->_private, e);
}

static void
on_schema_error(void *reader, xml_error e)
{
	on_error(reader, e);
}

/* NULL, with messages, if TEXT is not well-formed. */
static xmlDocPtr
parse(struct reader *r, str text)
{
	xmlParserCtxtPtr context = xmlNewParserCtxt();
	xmlDocPtr doc;

	if (!context) {
		report(r, r->id, 0, STR("out of memory"));
		return NULL;
	}
	context->_private = r;
	context->sax->serror = on_parse_error;
	doc = xmlCtxtReadMemory(context, text.p, (int)text.n, NULL, "UTF-8", PARSE_OPTIONS);
	if (doc && r->errors > 0) {
		xmlFreeDoc(doc);
		doc = NULL;
	}
	if (!doc && r->errors == 0)
		report(r, r->id, 0, STR("empty"));
	xmlFreeParserCtxt(context);
	return doc;
}

struct verify_schema *
verify_schema_new(struct diag *d, str file, str text)
{
	struct reader r = {.diag = d, .file = file, .id = D_SCHEMA_BAD};
	struct verify_schema *s;
	xmlRelaxNGParserCtxtPtr context;
	xmlRelaxNGPtr rng;
	xmlDocPtr doc = parse(&r, text);

	if (!doc)
		return NULL;
	context = xmlRelaxNGNewDocParserCtxt(doc); /* copies the document */
	xmlRelaxNGSetParserStructuredErrors(context, on_schema_error, &r);
	rng = xmlRelaxNGParse(context);
	xmlRelaxNGFreeParserCtxt(context);
	xmlFreeDoc(doc);
	if (!rng || r.errors > 0) {
		xmlRelaxNGFree(rng);
		return NULL;
	}
	s = NEW(d->mem, struct verify_schema, 1);
	s->rng = rng;
	return s;
}

void
verify_schema_free(struct verify_schema *s)
{
	if (s)
		xmlRelaxNGFree(s->rng);
}

static str
xml_str(const xmlChar *z)
{
	return str_from((const char *)z);
}

static void
see_element(struct found *f, xmlNodePtr n)
{
	for (xmlAttrPtr t = n->properties; t; t = t->next) {
		xmlChar *value = xmlNodeListGetString(n->doc, t->children, 1);

		found_attribute(f, xml_str(t->name), xml_str(value), (int)xmlGetLineNo(n));
		xmlFree(value);
	}
}

/* The node after N in document order. */
static xmlNodePtr
walk(xmlNodePtr n)
{
	if (n->type == XML_ELEMENT_NODE && n->children)
		return n->children;
	while (n && !n->next)
		n = n->parent;
	return n ? n->next : NULL;
}

static void
check_ids(struct reader *r, struct found *f)
{
	if (found_sort(f))
		return;
	for (int i = 0; i < f->nid; i++)
		if (found_fault(f, i))
			report(r, D_ID_TWICE, f->id[i].line, f->id[i].target);
}

static void
check_schema(struct reader *r, xmlDocPtr doc, const struct verify_schema *schema)
{
	xmlRelaxNGValidCtxtPtr context = xmlRelaxNGNewValidCtxt(schema->rng);

	r->id = D_VERIFY_SCHEMA;
	xmlRelaxNGSetValidStructuredErrors(context, on_schema_error, r);
	if (xmlRelaxNGValidateDoc(context, doc) != 0 && r->errors == 0)
		report(r, D_VERIFY_SCHEMA, 0, STR("?"));
	xmlRelaxNGFreeValidCtxt(context);
}

/*
 * A DOCTYPE is where entities and most faults of libxml2 live, so it never sees one:
 * the HTML one is stepped over, any other refused.
 */
static bool
without_doctype(struct reader *r, str *bytes)
{
	str_eat(bytes, STR("<!DOCTYPE html>"));
	if (str_find(*bytes, STR("<!DOCTYPE")) < 0 && str_find(*bytes, STR("<!ENTITY")) < 0)
		return true;
	report(r, D_VERIFY_DOCTYPE, 0, (str){0});
	return false;
}

static void
see_all(struct found *f, xmlDocPtr doc)
{
	for (xmlNodePtr n = xmlDocGetRootElement(doc); n && n->type != XML_DOCUMENT_NODE;
	     n = walk(n))
		if (n->type == XML_ELEMENT_NODE)
			see_element(f, n);
}

/* As libxml2 reads it. */
static bool
parsed(struct reader *r, str bytes, const struct verify_schema *schema, struct found *f)
{
	xmlDocPtr doc;

	if (!without_doctype(r, &bytes))
		return false;
	doc = parse(r, bytes);
	if (!doc)
		return false;
	see_all(f, doc);
	check_ids(r, f);
	if (schema)
		check_schema(r, doc, schema);
	xmlFreeDoc(doc);
	return r->errors == 0;
}

/* What the writer of XHTML writes is seldom more than this can read. */
static bool
scanned(const struct known_text *text, struct printed *printed, struct found *f)
{
	return scan_xml(text, printed, f) && found_sort(f);
}

static bool
verify(struct arena *a, struct diag *d, str file, const struct known_text *text,
       const struct verify_schema *schema, struct verify_result *out)
{
	struct reader r = {a, d, file, D_VERIFY_XML, 0};
	struct found f = {.mem = a};
	bool ok = !schema && scanned(text, NULL, &f);

	if (!ok) {
		f = (struct found){.mem = a};
		ok = parsed(&r, text->bytes, schema, &f);
	}
	found_keep(&f, out);
	return ok;
}

bool
verify_xml(struct arena *a, struct diag *d, str file, str bytes, const struct verify_schema *schema,
	   struct verify_result *out)
{
	return verify(a, d, file, &(struct known_text){.bytes = bytes}, schema, out);
}

bool
verify_known(struct arena *a, struct diag *d, str file, const struct known_text *text,
	     struct verify_result *out)
{
	return verify(a, d, file, text, NULL, out);
}

bool
verify_printed(struct arena *a, struct diag *d, str file, str bytes, const struct source *schema,
	       struct verify_result *out)
{
	struct printed printed = {0};
	struct found f = {.mem = a};
	struct verify_schema *s;
	bool ok;

	if (scanned(&(struct known_text){.bytes = bytes}, &printed, &f)) {
		found_keep(&f, out);
		return true;
	}
	s = verify_schema_new(d, schema->path, schema->text);
	ok = s && verify_xml(a, d, file, bytes, s, out);
	verify_schema_free(s);
	return ok;
}

void
verify_css(struct arena *a, str bytes, struct verify_result *out)
{
	struct found f = {.mem = a};
	int line = 1;

	while (bytes.n > 0) {
		str text = str_cut(&bytes, STR("\n"));

		while (str_find(text, STR("url(")) >= 0) {
			str url;

			str_cut(&text, STR("url("));
			url = str_trim(str_cut(&text, STR(")")));
			if (url.n > 1 && (url.p[0] == '"' || url.p[0] == '\''))
				url = str_sub(url, 1, url.n - 1);
			found_link(&f, url, line);
		}
		line++;
	}
	found_keep(&f, out);
}
