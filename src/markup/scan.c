#include "markup/scan_state.h"

#include "base/utf8.h"

static const str doctype = STR_INIT("<!DOCTYPE html>");
static const str declaration = STR_INIT("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");

/* A namespace that is not known might be one that is no URI, or reserved. */
static const str namespaces[] = {
    STR_INIT("http://www.w3.org/1999/xhtml"),
    STR_INIT("http://www.w3.org/2000/svg"),
    STR_INIT("http://www.w3.org/2005/Atom"),
    STR_INIT("http://www.sitemaps.org/schemas/sitemap/0.9"),
};

static inline bool
eat_char(struct scan *s, char c)
{
	if (s->p == s->end || *s->p != c)
		return false;
	s->p++;
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
	return letter(c) || (unsigned char)(c - '0') < 10 || c == '-';
}

/* Empty if there is none. */
static str
name(struct scan *s)
{
	const char *from = s->p, *p = from;

	if (p < s->end && letter(*p))
		while (p < s->end && name_char(*p))
			p++;
	s->p = p;
	return (str){from, p - from};
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
		if (scan_eat(s, known[i].text))
			return known[i].c;
	return 0;
}

/* There are few in a block. */
static inline int
line_ends(uint64_t bits)
{
	int n = 0;

	for (; bits; bits &= bits - 1)
		n++;
	return n;
}

/* The blocks from P up to END and one byte more. */
static ptrdiff_t
blocks_to(const char *p, const char *end)
{
	return (end - p) / MARKS + 1;
}

/*
 * What is cut off at END is seen in the byte behind it. A gap is small and the next is near, so
 * that it costs less to mark what is known between them.
 */
void
scan_mark(struct scan *s, const char *p, int lines)
{
	ptrdiff_t n = blocks_to(p, s->end), all = blocks_to(p, s->bytes.p + s->bytes.n);

	n = n > WINDOW ? WINDOW : n > AHEAD ? n : all < AHEAD ? all : AHEAD;
	if (!marks_of(s->bytes, p - s->bytes.p, lines, s->marks, (int)n))
		s->unsure = true;
	s->block = p;
	s->mark = s->marks;
	s->marked = p + n * MARKS;
}

/* The marks of the block in which P stands, *AT bytes from where the block begins. */
static inline const struct marks *
marks_here(struct scan *s, unsigned *at)
{
	while (s->p - s->block >= MARKS) {
		s->block += MARKS;
		if (s->block == s->marked)
			scan_mark(s, s->block, s->mark->lines + line_ends(s->mark->line));
		else
			s->mark++;
	}
	*at = (unsigned)(s->p - s->block);
	return s->mark;
}

enum run { RUN_TEXT, RUN_VALUE };

/* Go to what ends a run, or to END. */
static inline void
run_on(struct scan *s, enum run run)
{
	const char *end = s->end;

	while (s->p < end) {
		unsigned at;
		const struct marks *m = marks_here(s, &at);
		uint64_t bits = (run == RUN_TEXT ? m->text : m->value) >> at;
		const char *stop = s->p + (bits ? __builtin_ctzll(bits) : MARKS - (int)at);

		s->p = stop < end ? stop : end;
		if (bits)
			return;
	}
}

/* The same, over references; *PLAIN: there was none. */
static inline bool
run_over(struct scan *s, enum run run, bool *plain)
{
	*plain = true;
	for (run_on(s, run); s->p < s->end && *s->p == '&'; run_on(s, run)) {
		*plain = false;
		if (!reference(s))
			return false;
	}
	return true;
}

/* Text up to the next "<". Our writer never leaves a ">" in it, which could end "]]>". */
static bool
text(struct scan *s)
{
	bool plain;

	return run_over(s, RUN_TEXT, &plain) && (s->p == s->end || *s->p == '<');
}

/* A value with its references; *PLAIN says that it has none. P stands behind the first quote. */
static bool
value(struct scan *s, str *out, bool *plain)
{
	const char *from = s->p;

	if (!run_over(s, RUN_VALUE, plain))
		return false;
	*out = (str){from, s->p - from};
	return eat_char(s, '"');
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

/* Line ends before P, where text is read. */
static int
lines_before(struct scan *s)
{
	unsigned at;
	const struct marks *m = marks_here(s, &at);

	return m->lines + line_ends(m->line & (((uint64_t)1 << at) - 1));
}

/* Text that was looked at ends here, and with it a character. */
static void
leave(struct scan *s)
{
	s->lines = lines_before(s);
}

bool
scan_plain(struct scan *s, const char *end)
{
	if (s->place < s->last_place && s->bytes.p + s->place->at < end)
		return false;
	s->end = end;
	scan_look(s);
	run_on(s, RUN_TEXT);
	leave(s);
	return s->p == end;
}

/* Where P is, for messages; in a piece, which has other lines in each file: which byte it is. */
static int
place_of(struct scan *s)
{
	return s->piece ? (int)(s->p - s->bytes.p) : 1 + lines_before(s);
}

static bool
new_name(const struct printed_attribute *list, int n, str name)
{
	for (int i = 0; i < n; i++)
		if (str_eq(list[i].name, name))
			return false;
	return true;
}

/* NAME, with REST of it if that follows and NAME is PREFIX. */
static str
prefixed(struct scan *s, str name, str prefix, str rest)
{
	if (str_eq(name, prefix) && scan_eat(s, rest))
		name.n += rest.n;
	return name;
}

static str
attribute_name(struct scan *s)
{
	str n = name(s);

	if (s->p == s->end || *s->p != ':')
		return n;
	n = prefixed(s, n, STR("xml"), STR(":lang"));
	return prefixed(s, n, STR("xmlns"), STR(":xhtml"));
}

/* Of names with a prefix, the one that maps of the site have. */
static str
tag_name(struct scan *s)
{
	str n = name(s);

	return s->xhtml ? prefixed(s, n, STR("xhtml"), STR(":link")) : n;
}

static bool
is_declaration(str name)
{
	return name.n > 0 && name.p[0] == 'x' && str_starts(name, STR("xmlns"));
}

/* A declaration of a namespace that is none of those that are known is not. */
static bool
sound_declaration(struct scan *s, struct printed_attribute t)
{
	if (t.name.n == STR("xmlns").n)
		return known_namespace(t.value);
	return s->depth == 0 && !s->piece && !s->printed && str_eq(t.name, STR("xmlns:xhtml")) &&
	       (s->xhtml = known_namespace(t.value));
}

bool
scan_value(struct scan *s, str name, str *out)
{
	bool plain;

	if (!eat_char(s, '=') || !eat_char(s, '"') || !value(s, out, &plain))
		return false;
	if (found_wants(name))
		found_attribute(s->found, name, plain ? *out : decoded(s->found->mem, *out),
				place_of(s));
	return true;
}

/* NAME="VALUE", not among the N of LIST, which it becomes the next of. */
static bool
attribute(struct scan *s, struct printed_attribute *list, int n)
{
	struct printed_attribute *t = &list[n];

	t->name = attribute_name(s);
	return t->name.n > 0 && scan_value(s, t->name, &t->value) && new_name(list, n, t->name) &&
	       (!is_declaration(t->name) || sound_declaration(s, *t));
}

/* NAME is one, and declares nothing. */
static bool
sound_name(str name)
{
	struct scan s = {.p = name.p, .end = name.p + name.n};

	return attribute_name(&s).n == name.n && name.n > 0 && !is_declaration(name);
}

/* The attributes that may stand here in a piece. */
static bool
attribute_gaps(struct scan *s, struct printed_attribute *list, int *n)
{
	for (; s->gap < s->last_gap && s->gap->kind == GAP_ATTRIBUTE &&
	       s->gap->at == (size_t)(s->p - s->bytes.p);
	     s->gap++) {
		str name = s->gap->attribute;

		if (*n == SCAN_ATTRIBUTES || !sound_name(name) || !new_name(list, *n, name))
			return false;
		list[(*n)++].name = name;
	}
	return true;
}

/* P stands behind the name of the element. */
static bool
attributes(struct scan *s, struct printed_attribute *list, int *n)
{
	while (attribute_gaps(s, list, n)) {
		if (!eat_char(s, ' ') || (s->p < s->end && *s->p == '/'))
			return true;
		if (*n == SCAN_ATTRIBUTES || !attribute(s, list, *n))
			return false;
		++*n;
	}
	return false;
}

static bool
open_element(struct scan *s, str tag)
{
	if (s->depth == ELEMENT_DEPTH_MAX)
		return false;
	s->open[s->depth++] = tag;
	return true;
}

/* P stands behind the name of an element, TAG. */
static bool
tag_with(struct scan *s, str tag)
{
	struct printed_attribute list[SCAN_ATTRIBUTES];
	int n = 0;

	if (tag.n == 0 || !attributes(s, list, &n))
		return false;
	if (s->printed && !printed_begin(s->printed, tag, list, n))
		return false;
	if (eat_char(s, '/'))
		return eat_char(s, '>') && (!s->printed || printed_end(s->printed));
	return eat_char(s, '>') && open_element(s, tag);
}

/* P stands behind "<". Most tags in text have no attributes, and no gap for one. */
static bool
start_tag(struct scan *s)
{
	str tag = tag_name(s);

	if (tag.n == 0 || s->printed || s->piece || s->p == s->end || *s->p != '>')
		return tag_with(s, tag);
	s->p++;
	return open_element(s, tag);
}

/* P stands behind "</". */
static bool
end_tag(struct scan *s)
{
	return s->depth > s->floor && scan_eat(s, s->open[--s->depth]) && eat_char(s, '>') &&
	       (!s->printed || printed_end(s->printed));
}

/* P stands behind "<!--". */
static bool
comment(struct scan *s)
{
	ptrdiff_t n = str_find((str){s->p, s->end - s->p}, STR("--"));

	s->p += n < 0 ? 0 : n;
	return scan_eat(s, STR("-->"));
}

/* P stands behind "<". */
static bool
tag(struct scan *s)
{
	if (eat_char(s, '/'))
		return end_tag(s);
	return scan_eat(s, STR("!--")) ? comment(s) : start_tag(s);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n';
}

static void
blanks(struct scan *s)
{
	while (s->p < s->end && is_blank(*s->p))
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

/* The next gap that is no attribute; NULL: there is none. */
static const struct known_gap *
next_gap(struct scan *s)
{
	if (s->next < s->gap)
		s->next = s->gap;
	while (s->next < s->last_gap && s->next->kind == GAP_ATTRIBUTE)
		s->next++;
	return s->next < s->last_gap ? s->next : NULL;
}

/* The next known piece, or GAP, or LIMIT. */
static const char *
next_stop(const struct scan *s, const struct known_gap *gap)
{
	const char *stop = s->limit;

	if (gap && s->bytes.p + gap->at < stop)
		stop = s->bytes.p + gap->at;
	if (s->place < s->last_place && s->bytes.p + s->place->at < stop)
		stop = s->bytes.p + s->place->at;
	return stop;
}

/* A piece or a gap, or text and tags up to the next one. */
static bool
step(struct scan *s)
{
	const struct known_gap *gap = next_gap(s);
	const char *stop = next_stop(s, gap);

	if (stop < s->p)
		return false;
	if (stop == s->p && gap && s->bytes.p + gap->at == stop)
		return gap == s->gap && scan_gap(s);
	if (stop == s->p)
		return stop < s->limit && scan_place(s);
	s->end = stop;
	scan_look(s);
	while (s->p < stop)
		if (!content(s) || (s->p < stop && (!eat_char(s, '<') || !tag(s))))
			return false;
	leave(s);
	return true;
}

bool
scan_to(struct scan *s, const char *end, int n)
{
	const char *limit = s->limit;
	const struct known_gap *last = s->gap + n;
	int floor = s->floor, depth = s->depth;

	if (end < s->p || end > limit)
		return false;
	s->limit = end;
	s->floor = depth;
	while (s->p < end || s->gap < last)
		if (!step(s))
			return false;
	s->limit = s->end = limit;
	s->floor = floor;
	return s->p == end && s->depth == depth && s->gap == last;
}

struct scan
scan_begin(str text, struct marks *marks, struct found *found)
{
	return (struct scan){.bytes = text,
			     .p = text.p,
			     .end = text.p + text.n,
			     .limit = text.p + text.n,
			     .marked = text.p,
			     .marks = marks,
			     .found = found};
}

/* The rest, but for blanks at its end, is one element. */
static bool
root(struct scan *s)
{
	str name;

	while (s->p < s->limit && is_blank(s->limit[-1]))
		s->limit--;
	s->end = next_stop(s, NULL);
	if (s->end < s->p)
		return false;
	scan_look(s);
	if (!eat_char(s, '<') || !start_tag(s))
		return false;
	leave(s);
	if (s->depth == 0)
		return s->p == s->limit;
	name = s->open[0];
	if (name.n + 3 > s->limit - s->p || !scan_to(s, s->limit - name.n - 3, 0))
		return false;
	return scan_eat(s, STR("</")) && end_tag(s) && s->p == s->limit;
}

/* No character that XML does not have. */
static bool
sound(const struct scan *s)
{
	return !s->unsure || (utf8_bad(s->bytes) < 0 && utf8_plain(s->bytes));
}

bool
scan_xml(const struct known_text *text, struct printed *printed, struct found *found)
{
	struct marks marks[WINDOW];
	struct scan s = scan_begin(text->bytes, marks, found);

	if (text->bytes.n > SCAN_BYTES)
		return false;
	s.place = text->place;
	s.last_place = text->place + text->nplace;
	s.printed = printed;
	scan_eat(&s, doctype);
	scan_eat(&s, declaration);
	blanks(&s);
	s.lines = str_lines(str_sub(s.bytes, 0, s.p - s.bytes.p)) - 1;
	return root(&s) && sound(&s) && s.lines < SCAN_LINES;
}
