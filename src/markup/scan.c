#include "markup/scan.h"

#include "base/blocks.h"
#include "base/utf8.h"
#include "markup/element.h"

enum {
	SCAN_BYTES = 8 << 20, /* larger files meet limits of libxml2 */
	SCAN_LINES = 65000,   /* it counts no further */
	ATTRIBUTES = 32
};

struct scan {
	const char *p, *end;
	const char *counted; /* LINE is the line that this stands in */
	int line;
	int depth;
	str open[ELEMENT_DEPTH_MAX];
	struct found *found;
	struct printed *printed; /* NULL: any XML will do */
};

static const str declaration = STR_INIT("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");

/* A namespace that is not known might be one that is no URI, or reserved. */
static const str namespaces[] = {
    STR_INIT("http://www.w3.org/1999/xhtml"),
    STR_INIT("http://www.w3.org/2000/svg"),
    STR_INIT("http://www.w3.org/2005/Atom"),
    STR_INIT("http://www.sitemaps.org/schemas/sitemap/0.9"),
};

static bool
eat(struct scan *s, str text)
{
	if (s->end - s->p < text.n || memcmp(s->p, text.p, (size_t)text.n) != 0)
		return false;
	s->p += text.n;
	return true;
}

static bool
letter(char c)
{
	return (unsigned char)((c | 0x20) - 'a') < 26;
}

static bool
name_char(char c)
{
	return letter(c) || (unsigned char)(c - '0') < 10 || c == '-' || c == ':';
}

/* Empty if there is none. A colon may stand in it. */
static str
name(struct scan *s)
{
	const char *from = s->p;

	if (s->p < s->end && letter(*s->p))
		while (s->p < s->end && name_char(*s->p))
			s->p++;
	return (str){from, s->p - from};
}

/* The references that the writer uses; its character, or 0. */
static char
reference(struct scan *s)
{
	static const struct {
		str text;
		char c;
	} known[] = {{STR_INIT("&amp;"), '&'},	{STR_INIT("&lt;"), '<'},
		     {STR_INIT("&gt;"), '>'},	{STR_INIT("&quot;"), '"'},
		     {STR_INIT("&#10;"), '\n'}, {STR_INIT("&#9;"), '\t'}};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (eat(s, known[i].text))
			return known[i].c;
	return 0;
}

/* Whether each "&" of TEXT begins a reference; *PLAIN says that there is none. */
static bool
sound_references(str text, bool *plain)
{
	struct scan s = {.p = text.p, .end = text.p + text.n};

	while (s.p < s.end && (s.p = memchr(s.p, '&', (size_t)(s.end - s.p)))) {
		*plain = false;
		if (!reference(&s))
			return false;
	}
	return true;
}

/* Text up to the next "<". */
static bool
text(struct scan *s)
{
	const char *from = s->p, *to = memchr(from, '<', (size_t)(s->end - from));
	bool plain;

	s->p = to ? to : s->end;
	return sound_references((str){from, s->p - from}, &plain);
}

/* A value with its references; *PLAIN says that it has none. P stands behind the first quote. */
static bool
value(struct scan *s, str *out, bool *plain)
{
	const char *from = s->p, *to = memchr(from, '"', (size_t)(s->end - from));

	if (!to)
		return false;
	*plain = true;
	*out = (str){from, to - from};
	s->p = to + 1;
	return !memchr(from, '<', (size_t)out->n) && !memchr(from, '\n', (size_t)out->n) &&
	       !memchr(from, '\t', (size_t)out->n) && sound_references(*out, plain);
}

static str
decoded(struct arena *a, str text)
{
	struct scan s = {.p = text.p, .end = text.p + text.n};
	struct out o = {.mem = a};

	while (s.p < s.end) {
		const char *from = s.p;

		while (s.p < s.end && *s.p != '&')
			s.p++;
		out_str(&o, (str){from, s.p - from});
		if (s.p < s.end)
			out_char(&o, reference(&s));
	}
	return out_text(&o);
}

static bool
known_namespace(str value)
{
	for (size_t i = 0; i < sizeof namespaces / sizeof *namespaces; i++)
		if (str_eq(value, namespaces[i]))
			return true;
	return false;
}

static bool
sound_name(struct printed_attribute t)
{
	if (str_eq(t.name, STR("xmlns")))
		return known_namespace(t.value);
	return str_eq(t.name, STR("xml:lang")) || !memchr(t.name.p, ':', (size_t)t.name.n);
}

/* The line that P stands in. */
static int
line_of(struct scan *s)
{
	while ((s->counted = memchr(s->counted, '\n', (size_t)(s->p - s->counted)))) {
		s->counted++;
		s->line++;
	}
	s->counted = s->p;
	return s->line;
}

/* NAME="VALUE", not among the N of LIST, which it becomes the next of. */
static bool
attribute(struct scan *s, struct printed_attribute *list, int n)
{
	struct printed_attribute *t = &list[n];
	bool plain;

	t->name = name(s);
	if (t->name.n == 0 || !eat(s, STR("=\"")) || !value(s, &t->value, &plain) ||
	    !sound_name(*t))
		return false;
	for (int i = 0; i < n; i++)
		if (str_eq(list[i].name, t->name))
			return false;
	if (found_wants(t->name))
		found_attribute(s->found, t->name,
				plain ? t->value : decoded(s->found->mem, t->value), line_of(s));
	return true;
}

/* P stands behind "<". */
static bool
start_tag(struct scan *s)
{
	struct printed_attribute list[ATTRIBUTES];
	str tag = name(s);

	int n = 0;

	if (tag.n == 0 || memchr(tag.p, ':', (size_t)tag.n))
		return false;
	for (; eat(s, STR(" ")) && s->p < s->end && *s->p != '/'; n++)
		if (n == ATTRIBUTES || !attribute(s, list, n))
			return false;
	if (s->printed && !printed_begin(s->printed, tag, list, n))
		return false;
	if (eat(s, STR("/>")))
		return !s->printed || printed_end(s->printed);
	if (!eat(s, STR(">")) || s->depth == ELEMENT_DEPTH_MAX)
		return false;
	s->open[s->depth++] = tag;
	return true;
}

/* P stands behind "</". */
static bool
end_tag(struct scan *s)
{
	return s->depth > 0 && eat(s, s->open[--s->depth]) && eat(s, STR(">")) &&
	       (!s->printed || printed_end(s->printed));
}

/* P stands behind "<!--". */
static bool
comment(struct scan *s)
{
	ptrdiff_t n = str_find((str){s->p, s->end - s->p}, STR("--"));

	s->p += n < 0 ? 0 : n;
	return eat(s, STR("-->"));
}

/* P stands behind "<". */
static bool
tag(struct scan *s)
{
	if (eat(s, STR("/")))
		return end_tag(s);
	return eat(s, STR("!--")) ? comment(s) : start_tag(s);
}

static void
blanks(struct scan *s)
{
	while (s->p < s->end && (*s->p == ' ' || *s->p == '\n'))
		s->p++;
}

/* What stands between tags. Where no text may stand, a "<" has to come next. */
static bool
content(struct scan *s)
{
	if (!s->printed || printed_text(s->printed))
		return text(s);
	blanks(s);
	return true;
}

static bool
root(struct scan *s)
{
	if (!eat(s, STR("<")) || !start_tag(s))
		return false;
	while (s->depth > 0)
		if (!content(s) || !eat(s, STR("<")) || !tag(s))
			return false;
	return true;
}

/* UTF-8 of ASCII and three bytes alone, from U+1000 on, without what XML or HTML does not have. */
static bool
ordinary(const unsigned char *p)
{
	unsigned char bad = 0;

	for (int i = 0; i < BLOCK; i++) {
		unsigned char c = p[i], last = p[i - 1];

		bad |= ((last >= 0xE1) | (p[i - 2] >= 0xE1)) ^ ((c & 0xC0) == 0x80);
		bad |= ((c >= 0xC0) & (c <= 0xE0)) | (c == 0xED) | (c >= 0xF0);
		bad |= ((c < 0x20) & (c != '\n')) | (c == 0x7F);
		bad |= (p[i - 2] == 0xEF) & (last == 0xBF) & (c >= 0xBE);
	}
	return !bad;
}

/* No character that XML does not have, and no "]]>", which text must not hold. */
static bool
sound_characters(str bytes)
{
	str rest = bytes;

	for (ptrdiff_t at; (at = str_find(rest, STR("]]"))) >= 0; rest = str_from_at(rest, at + 1))
		if (str_starts(str_from_at(rest, at), STR("]]>")))
			return false;
	return blocks_all(bytes, ordinary) || (utf8_bad(bytes) < 0 && utf8_plain(bytes));
}

bool
scan_xml(str bytes, struct printed *printed, struct found *found)
{
	struct scan s = {.p = bytes.p,
			 .end = bytes.p + bytes.n,
			 .counted = bytes.p,
			 .line = 1,
			 .found = found,
			 .printed = printed};

	if (bytes.n > SCAN_BYTES || !sound_characters(bytes))
		return false;
	eat(&s, declaration);
	blanks(&s);
	if (!root(&s))
		return false;
	blanks(&s);
	return s.p == s.end && line_of(&s) < SCAN_LINES;
}
