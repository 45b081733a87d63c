#include "markup/xhtml.h"

#include "base/blocks.h"
#include "base/utf8.h"

#include <assert.h>

enum form { FORM_HTML, FORM_XML };

enum { RUN = 512 * BLOCK /* bytes that are copied at once */ };

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

/* How a byte is written that cannot stand as it is: what is written before it matters for "]]>". */
typedef const char *escape_fn(str before, char c);

/* One character of TEXT, the one at byte I; how many bytes it has. */
static ptrdiff_t
put_character(struct out *o, str text, ptrdiff_t i, escape_fn *escape, bool *sound)
{
	uint32_t cp = 0;
	int len = utf8_decode(str_from_at(text, i), &cp);
	const char *as = len == 1 ? escape(out_text(o), (char)cp) : NULL;

	if (as)
		out_z(o, as);
	else if (len > 0 && legal(cp))
		out_str(o, str_sub(text, i, i + len));
	*sound = *sound && len > 0;
	return len > 0 ? len : 1;
}

/* A block of TEXT, from byte I on, character by character; how many bytes it has. */
static ptrdiff_t
put_characters(struct out *o, str text, ptrdiff_t i, escape_fn *escape, bool *sound)
{
	ptrdiff_t n = 0;

	while (n < BLOCK && i + n < text.n)
		n += put_character(o, text, i + n, escape, sound);
	return n;
}

/* How many of the N bytes at P stand as they are, in whole blocks. */
typedef ptrdiff_t stands_fn(const unsigned char *p, ptrdiff_t n);

BLOCK_INLINE ptrdiff_t
blocks_without(const unsigned char *p, ptrdiff_t n, bool (*odd)(const unsigned char *p))
{
	ptrdiff_t at = 0;

	while (at < n && block_without(p + at, odd))
		at += BLOCK;
	return at < n ? at : n;
}

BLOCK_INLINE bool
escaped_in_text(const unsigned char *p)
{
	return (*p == '&') | ((*p | 2) == ('<' | '>'));
}

BLOCK_CLONES static ptrdiff_t
stands_in_sound_text(const unsigned char *p, ptrdiff_t n)
{
	return blocks_without(p, n, escaped_in_text);
}

BLOCK_INLINE bool
odd_in_text(const unsigned char *p)
{
	return byte_odd(p) | escaped_in_text(p);
}

BLOCK_CLONES static ptrdiff_t
stands_in_text(const unsigned char *p, ptrdiff_t n)
{
	return blocks_without(p, n, odd_in_text);
}

/* Line ends and tabs are escaped, and no other controls are there. */
BLOCK_INLINE bool
escaped_in_value(const unsigned char *p)
{
	return escaped_in_text(p) | (*p == '"') | (*p < ' ');
}

BLOCK_CLONES static ptrdiff_t
stands_in_sound_value(const unsigned char *p, ptrdiff_t n)
{
	return blocks_without(p, n, escaped_in_value);
}

BLOCK_INLINE bool
odd_in_value(const unsigned char *p)
{
	return odd_in_text(p) | (*p == '"') | (*p == '\n');
}

BLOCK_CLONES static ptrdiff_t
stands_in_value(const unsigned char *p, ptrdiff_t n)
{
	return blocks_without(p, n, odd_in_value);
}

BLOCK_INLINE bool
odd_in_comment(const unsigned char *p)
{
	return byte_odd(p) | ((p[-1] == '-') & ((*p == '-') | (*p == '>')));
}

BLOCK_CLONES static ptrdiff_t
stands_in_comment(const unsigned char *p, ptrdiff_t n)
{
	return blocks_without(p, n, odd_in_comment);
}

/*
 * What REST begins with, as far as it stands as it is: whole blocks, and its end, but no part of a
 * character. It is looked at where it was copied to: there is room around it. No more is copied
 * than RUN bytes, since all behind a block that does not stand is copied again.
 */
static inline ptrdiff_t
put_run(struct out *o, str rest, stands_fn *stands)
{
	ptrdiff_t n = rest.n < RUN ? rest.n : RUN, end;
	char *p = out_room(o, (size_t)n + BLOCK);

	if (o->n < BLOCK_BEFORE)
		return 0;
	memcpy(p, rest.p, (size_t)n);
	memset(p + n, ' ', BLOCK);
	end = stands((const unsigned char *)p, n);
	if (end > 0 && (unsigned char)p[end - 1] >= 0xC0)
		end -= 1;
	else if (end > 1 && (unsigned char)p[end - 2] >= 0xE0)
		end -= 2;
	else if (end > 2 && (unsigned char)p[end - 3] >= 0xF0)
		end -= 3;
	o->n += (size_t)end;
	return end;
}

/* False if bytes that are no UTF-8 were left out. */
static inline bool
put(struct out *o, str text, stands_fn *stands, escape_fn *escape)
{
	bool sound = true;

	for (ptrdiff_t i = 0, n; i < text.n; i += n) {
		n = put_run(o, str_from_at(text, i), stands);
		if (n == 0)
			n = put_characters(o, text, i, escape, &sound);
	}
	return sound;
}

static const char *
escape_text(str before, char c)
{
	(void)before;
	return c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : NULL;
}

/* Tabs and line ends would be read as spaces (XML 1.0, 3.3.3). */
static const char *
escape_value(str before, char c)
{
	switch (c) {
	case '"':
		return "&quot;";
	case '\n':
		return "&#10;";
	case '\t':
		return "&#9;";
	default:
		return escape_text(before, c);
	}
}

/* HTML reads no character references in script and style, XML does: only their own escapes work. */
static const char *
escape_script(str before, char c)
{
	if (c == '>' && str_ends(before, STR("]]")))
		return "\\u003E";
	return c == '<' ? "\\u003C" : c == '&' ? "\\u0026" : NULL;
}

static const char *
escape_style(str before, char c)
{
	if (c == '>' && str_ends(before, STR("]]")))
		return "\\3E ";
	return c == '<' ? "\\3C " : c == '&' ? "\\26 " : NULL;
}

/*
 * No two "-" side by side, none at an end (XML 1.0, production 15); HTML ends a comment that begins
 * with ">" or "->".
 */
static const char *
escape_comment(str before, char c)
{
	bool open = str_ends(before, STR("-"));

	return !open ? NULL : c == '-' ? "&#45;" : c == '>' ? "&gt;" : NULL;
}

static void
put_comment(struct out *o, str text)
{
	size_t from;

	out_str(o, STR("<!--"));
	from = o->n;
	put(o, text, stands_in_comment, escape_comment);
	out_str(o, o->n > from && o->p[o->n - 1] == '-' ? STR(" -->") : STR("-->"));
}

/* T, a text of E. */
static void
put_text_of(struct out *o, const struct element *e, const struct element *t, enum form form)
{
	stands_fn *stands = t->sound ? stands_in_sound_text : stands_in_text;

	if (form == FORM_HTML && str_eq(e->name, STR("script")))
		put(o, t->text, stands, escape_script);
	else if (form == FORM_HTML && str_eq(e->name, STR("style")))
		put(o, t->text, stands, escape_style);
	else
		put(o, t->text, stands, escape_text);
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

static inline bool
put_attr(struct out *o, str name, str value, stands_fn *stands)
{
	char *p = out_room(o, (size_t)name.n + 3);
	bool sound;

	*p = ' ';
	memcpy(p + 1, name.p, (size_t)name.n);
	memcpy(p + 1 + name.n, "=\"", 2);
	o->n += (size_t)name.n + 3;
	sound = put(o, value, stands, escape_value);
	out_char(o, '"');
	return sound;
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
			put_text_of(o, e, c, form);
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
		xhtml_attr(o, STR("xmlns"), namespace);
	for (const struct attr *t = e->attr; t; t = t->next)
		xhtml_attr(o, t->name, t->value);
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

bool
xhtml_text(struct out *o, str text)
{
	return put(o, text, stands_in_text, escape_text);
}

void
xhtml_sound_text(struct out *o, str text)
{
	put(o, text, stands_in_sound_text, escape_text);
}

bool
xhtml_attr(struct out *o, str name, str value)
{
	return put_attr(o, name, value, stands_in_value);
}

void
xhtml_sound_attr(struct out *o, str name, str value)
{
	put_attr(o, name, value, stands_in_sound_value);
}

bool
xhtml_in_line(str name)
{
	return str_listed(name, inline_names);
}
