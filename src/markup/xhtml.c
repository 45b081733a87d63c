#include "markup/xhtml.h"

#include "base/blocks.h"
#include "base/utf8.h"

#include <assert.h>

enum form { FORM_HTML, FORM_XML };

static const str namespace = STR_INIT("http://www.w3.org/1999/xhtml");

/* HTML Living Standard, 13.1.2: elements that have no end tag, by their first letter. */
static const char *const void_names[26] = {
    ['a' - 'a'] = " area ",   ['b' - 'a'] = " base br ", ['c' - 'a'] = " col ",
    ['e' - 'a'] = " embed ",  ['h' - 'a'] = " hr ",	 ['i' - 'a'] = " img input ",
    ['l' - 'a'] = " link ",   ['m' - 'a'] = " meta ",	 ['p' - 'a'] = " param ",
    ['s' - 'a'] = " source ", ['t' - 'a'] = " track ",	 ['w' - 'a'] = " wbr ",
};

/* A line break beside one of these would show as a space. */
static const char *const inline_names[26] = {
    ['a' - 'a'] = " a abbr ",
    ['b' - 'a'] = " b bdi bdo br button ",
    ['c' - 'a'] = " cite code ",
    ['d' - 'a'] = " data del dfn ",
    ['e' - 'a'] = " em ",
    ['i' - 'a'] = " i img input ins ",
    ['k' - 'a'] = " kbd ",
    ['l' - 'a'] = " label ",
    ['m' - 'a'] = " mark ",
    ['p' - 'a'] = " picture ",
    ['q' - 'a'] = " q ",
    ['r' - 'a'] = " rp rt ruby ",
    ['s' - 'a'] = " s samp select small span strong sub sup svg ",
    ['t' - 'a'] = " text textarea time tspan ",
    ['u' - 'a'] = " u ",
    ['v' - 'a'] = " var ",
    ['w' - 'a'] = " wbr ",
};

/* XML 1.0, production 2 (Char), without the controls that HTML forbids (U+007F to U+009F). */
static bool
legal(uint32_t cp)
{
	if (cp < 0x20)
		return cp == '\t' || cp == '\n';
	return cp < 0x7F || (cp > 0x9F && cp != 0xFFFE && cp != 0xFFFF);
}

/* How a byte is written that cannot stand as it is: what precedes it matters for "]]>". */
typedef const char *escape_fn(str before, char c);

/*
 * Whether a block stands as it is in any place. Each bit that is set takes two characters at once:
 * of more comparisons with constants the compiler makes a table, which is no vector.
 */
static bool
stands(const unsigned char *p)
{
	unsigned char bad = 0;

	for (int i = 0; i < BLOCK; i++) {
		unsigned char c = p[i];

		bad |= ((c | 4) == ('"' | '&')) | ((c | 2) == ('<' | '>')) | (c == '\n');
	}
	return !bad && block_ordinary(p);
}

/* How far TEXT stands as it is from byte I on, in blocks, but for a character that ends one. */
static ptrdiff_t
plain_blocks(str text, ptrdiff_t i)
{
	ptrdiff_t end = blocks_skip(text, i, stands);

	if (end > i)
		while (((unsigned char)text.p[--end] & 0xC0) == 0x80)
			;
	return end;
}

/* How far TEXT stands as it is in any place from byte I on: most of what is written. */
static ptrdiff_t
plain(str text, ptrdiff_t i)
{
	/* '"', "&", "-", "<" and ">" are not. */
	static const uint64_t ascii[2] = {0xAFFFDFBB00000000u, 0x7FFFFFFFFFFFFFFFu};
	ptrdiff_t next = i < BLOCK_BEFORE ? BLOCK_BEFORE : i; /* where blocks are tried */

	while (i < text.n) {
		unsigned char c = (unsigned char)text.p[i];

		if (i >= next && (c & 0xC0) != 0x80) {
			i = plain_blocks(text, i);
			next = i + BLOCK;
		} else if (c < 0x80 && (ascii[c >> 6] >> (c & 63) & 1)) {
			i++;
		} else if (utf8_chinese(str_from_at(text, i))) {
			i += 3;
		} else {
			break;
		}
	}
	return i;
}

static void
put(struct out *o, str text, escape_fn *escape)
{
	ptrdiff_t from = 0, i = 0;

	while ((i = plain(text, i)) < text.n) {
		uint32_t cp = 0;
		int len = utf8_decode(str_from_at(text, i), &cp);
		const char *as = len == 1 ? escape(str_sub(text, 0, i), (char)cp) : NULL;

		if (len > 0 && legal(cp) && !as) {
			i += len;
			continue;
		}
		out_str(o, str_sub(text, from, i));
		if (as)
			out_z(o, as);
		i += len > 0 ? len : 1;
		from = i;
	}
	out_str(o, str_sub(text, from, text.n));
}

static const char *
in_text(str before, char c)
{
	(void)before;
	return c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : NULL;
}

/* Tabs and line ends would be read as spaces (XML 1.0, 3.3.3). */
static const char *
in_value(str before, char c)
{
	switch (c) {
	case '"':
		return "&quot;";
	case '\n':
		return "&#10;";
	case '\t':
		return "&#9;";
	default:
		return in_text(before, c);
	}
}

/* HTML reads no character references in script and style, XML does: only their own escapes work. */
static const char *
in_script(str before, char c)
{
	if (c == '>' && str_ends(before, STR("]]")))
		return "\\u003E";
	return c == '<' ? "\\u003C" : c == '&' ? "\\u0026" : NULL;
}

static const char *
in_style(str before, char c)
{
	if (c == '>' && str_ends(before, STR("]]")))
		return "\\3E ";
	return c == '<' ? "\\3C " : c == '&' ? "\\26 " : NULL;
}

/* HTML ends a comment that begins with ">" or "->". */
static const char *
in_comment(str before, char c)
{
	return c == '>' && before.n == 0 ? "&gt;" : NULL;
}

/* No two "-" side by side, none at an end (XML 1.0, production 15). */
static void
put_comment(struct out *o, str text)
{
	ptrdiff_t from = 0;

	out_str(o, STR("<!--"));
	for (ptrdiff_t i = 0; i < text.n; i++) {
		if (text.p[i] != '-')
			continue;
		put(o, str_sub(text, from, i), in_comment);
		out_str(o, i == 0 || text.p[i - 1] == '-' ? STR("&#45;") : STR("-"));
		from = i + 1;
	}
	put(o, str_from_at(text, from), in_comment);
	out_str(o, str_ends(text, STR("-")) ? STR(" -->") : STR("-->"));
}

static escape_fn *
escape_of(const struct element *e, enum form form)
{
	if (form == FORM_HTML && str_eq(e->name, STR("script")))
		return in_script;
	if (form == FORM_HTML && str_eq(e->name, STR("style")))
		return in_style;
	return in_text;
}

/* Whether a line break between the children of E cannot be seen. */
static bool
holds_blocks(const struct element *e)
{
	for (const struct element *c = e->first; c; c = c->next)
		if (c->name.n == 0 || str_listed(c->name, inline_names))
			return false;
	return e->first && !str_listed(e->name, inline_names) && !str_eq(e->name, STR("pre"));
}

static bool
has_attr(const struct element *e, str name)
{
	for (const struct attr *t = e->attr; t; t = t->next)
		if (str_eq(t->name, name))
			return true;
	return false;
}

static void
put_attr(struct out *o, str name, str value)
{
	out_char(o, ' ');
	out_str(o, name);
	out_str(o, STR("=\""));
	put(o, value, in_value);
	out_char(o, '"');
}

static void put_element(struct out *o, const struct element *e, enum form form, int depth);

static void
put_children(struct out *o, const struct element *e, enum form form, int depth)
{
	bool blocks = holds_blocks(e);

	for (const struct element *c = e->first; c; c = c->next) {
		if (blocks)
			out_char(o, '\n');
		if (c->name.n > 0)
			put_element(o, c, form, depth + 1);
		else
			put(o, c->text, escape_of(e, form));
	}
	if (blocks)
		out_char(o, '\n');
}

static void
put_element(struct out *o, const struct element *e, enum form form, int depth)
{
	assert(depth < ELEMENT_DEPTH_MAX);
	if (element_is_comment(e)) {
		put_comment(o, e->text);
		return;
	}
	if (e->text.n > 0) {
		out_str(o, e->text);
		return;
	}
	out_char(o, '<');
	out_str(o, e->name);
	if (depth == 0 && str_eq(e->name, STR("html")) && !has_attr(e, STR("xmlns")))
		put_attr(o, STR("xmlns"), namespace);
	for (const struct attr *t = e->attr; t; t = t->next)
		put_attr(o, t->name, t->value);
	if (!e->first && (form == FORM_XML || str_listed(e->name, void_names))) {
		out_str(o, form == FORM_XML ? STR("/>") : STR(" />"));
		return;
	}
	out_char(o, '>');
	put_children(o, e, form, depth);
	out_str(o, STR("</"));
	out_str(o, e->name);
	out_char(o, '>');
}

void
xhtml_page(struct out *o, const struct element *e)
{
	out_str(o, STR("<!DOCTYPE html>\n"));
	put_element(o, e, FORM_HTML, 0);
	out_char(o, '\n');
}

void
xhtml_xml(struct out *o, const struct element *e)
{
	out_str(o, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
	put_element(o, e, FORM_XML, 0);
	out_char(o, '\n');
}

void
xhtml_xml_part(struct out *o, const struct element *e)
{
	put_element(o, e, FORM_XML, 0);
}

void
xhtml_fragment(struct out *o, const struct element *e)
{
	put_element(o, e, FORM_HTML, 0);
}

void
xhtml_inside(struct out *o, const struct element *e)
{
	put_children(o, e, FORM_HTML, 0);
}

void
xhtml_text(struct out *o, str text)
{
	put(o, text, in_text);
}

void
xhtml_attr(struct out *o, str name, str value)
{
	put_attr(o, name, value);
}

bool
xhtml_in_line(str name)
{
	return str_listed(name, inline_names);
}
