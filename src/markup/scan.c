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
	const char *begin, *p;
	const char *end;       /* of what is looked at now: no tag and no text goes beyond */
	const char *limit;     /* of what is read now: the file, or what fills a gap */
	const char *unchecked; /* up to here all characters are sound */
	const char *counted;   /* LINE is the line that this stands in */
	int line;
	bool xhtml;	  /* the prefix of that name is declared, for all of the file */
	int depth, floor; /* elements below FLOOR were opened before what is read now */
	str open[ELEMENT_DEPTH_MAX];
	const struct known_place *place, *last_place; /* that are still to come */
	bool piece; /* is read, with these gaps still to come; else a file is */
	const struct known_gap *gap, *last_gap;
	const struct known_gap *next; /* of them that is no attribute, or one before it */
	struct found *found;
	struct printed *printed; /* NULL: any XML will do */
};

static const str doctype = STR_INIT("<!DOCTYPE html>");
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
sound_name(struct scan *s, struct printed_attribute t)
{
	if (str_eq(t.name, STR("xmlns")))
		return known_namespace(t.value);
	if (!memchr(t.name.p, ':', (size_t)t.name.n))
		return true;
	if (str_eq(t.name, STR("xmlns:xhtml")) && s->depth == 0 && !s->piece && !s->printed)
		return s->xhtml = known_namespace(t.value);
	return str_eq(t.name, STR("xml:lang"));
}

/* Of names with a prefix, the one that maps of the site have. */
static bool
sound_tag(const struct scan *s, str tag)
{
	return tag.n > 0 &&
	       (!memchr(tag.p, ':', (size_t)tag.n) || (s->xhtml && str_eq(tag, STR("xhtml:link"))));
}

/* The line that P stands in. */
static int
line_of(struct scan *s, const char *p)
{
	while ((s->counted = memchr(s->counted, '\n', (size_t)(p - s->counted)))) {
		s->counted++;
		s->line++;
	}
	s->counted = p;
	return s->line;
}

/* Where P is, for messages; in a piece, which has other lines in each file: which byte it is. */
static int
place_of(struct scan *s)
{
	return s->piece ? (int)(s->p - s->begin) : line_of(s, s->p);
}

static bool
new_name(const struct printed_attribute *list, int n, str name)
{
	for (int i = 0; i < n; i++)
		if (str_eq(list[i].name, name))
			return false;
	return true;
}

/* NAME="VALUE", not among the N of LIST, which it becomes the next of. */
static bool
attribute(struct scan *s, struct printed_attribute *list, int n)
{
	struct printed_attribute *t = &list[n];
	bool plain;

	t->name = name(s);
	if (t->name.n == 0 || !eat(s, STR("=\"")) || !value(s, &t->value, &plain) ||
	    !sound_name(s, *t) || !new_name(list, n, t->name))
		return false;
	if (found_wants(t->name))
		found_attribute(s->found, t->name,
				plain ? t->value : decoded(s->found->mem, t->value), place_of(s));
	return true;
}

/* The attributes that may stand here in a piece. */
static bool
attribute_gaps(struct scan *s, struct printed_attribute *list, int *n)
{
	for (; s->gap < s->last_gap && s->gap->kind == GAP_ATTRIBUTE &&
	       s->gap->at == (size_t)(s->p - s->begin);
	     s->gap++) {
		if (*n == ATTRIBUTES || !new_name(list, *n, s->gap->attribute))
			return false;
		list[(*n)++].name = s->gap->attribute;
	}
	return true;
}

/* P stands behind the name of the element. */
static bool
attributes(struct scan *s, struct printed_attribute *list, int *n)
{
	while (attribute_gaps(s, list, n)) {
		if (!eat(s, STR(" ")) || (s->p < s->end && *s->p == '/'))
			return true;
		if (*n == ATTRIBUTES || !attribute(s, list, *n))
			return false;
		++*n;
	}
	return false;
}

/* P stands behind "<". */
static bool
start_tag(struct scan *s)
{
	struct printed_attribute list[ATTRIBUTES];
	str tag = name(s);
	int n = 0;

	if (!sound_tag(s, tag) || !attributes(s, list, &n))
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
	return s->depth > s->floor && eat(s, s->open[--s->depth]) && eat(s, STR(">")) &&
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

/* Text must not hold it. */
static bool
no_cdata_end(str bytes)
{
	str rest = bytes;

	for (ptrdiff_t at; (at = str_find(rest, STR("]]"))) >= 0; rest = str_from_at(rest, at + 1))
		if (str_starts(str_from_at(rest, at), STR("]]>")))
			return false;
	return true;
}

/* No character that XML does not have. */
static bool
sound_characters(str bytes)
{
	return blocks_all(bytes, block_ordinary) || (utf8_bad(bytes) < 0 && utf8_plain(bytes));
}

/* The same of what was read since a piece that is known. */
static bool
check_characters(struct scan *s)
{
	str bytes = {s->unchecked, s->p - s->unchecked};

	s->unchecked = s->p;
	return bytes.n == 0 || sound_characters(bytes);
}

static bool at_place(struct scan *s);
static bool at_gap(struct scan *s);

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

/* Text and a tag, up to the next known piece or gap; or that. */
static bool
step(struct scan *s)
{
	const struct known_gap *gap = next_gap(s);
	size_t here = (size_t)(s->p - s->begin), next = (size_t)(s->limit - s->begin);

	if (gap && gap->at == here)
		return gap == s->gap && at_gap(s);
	if (gap && gap->at < next)
		next = gap->at;
	if (s->place < s->last_place && s->place->at == here && here < next)
		return at_place(s);
	if (s->place < s->last_place && s->place->at < next)
		next = s->place->at;
	if (next <= here)
		return false;
	s->end = s->begin + next;
	return content(s) && (s->p == s->end || (eat(s, STR("<")) && tag(s)));
}

/* Content up to END, with the next N gaps: what it opens, and nothing else, is closed in it. */
static bool
read_to(struct scan *s, const char *end, int n)
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

/* -- pieces that are known ------------------------------------------------------- */

/* While a piece is read: a gap that is no attribute begins here. */
static bool
at_gap(struct scan *s)
{
	const struct known_gap *gap = s->gap++;

	return gap->kind == GAP_CHILDREN || read_to(s, s->begin + gap->end, gap->inside);
}

/* How far a piece was compared, and which of what was found in it comes next. */
struct in_piece {
	size_t at;
	int found;
};

/* The bytes of PIECE up to END are not there, nor what was found in them. */
static void
pass(const struct known *piece, struct in_piece *at, size_t end)
{
	while (at->found < piece->nfound && piece->found[at->found].at <= end)
		at->found++;
	at->at = end;
}

/* The bytes of PIECE up to END stand here; what was found in them is found once more. */
static bool
same_bytes(struct scan *s, const struct known *piece, struct in_piece *at, size_t end)
{
	const char *from = s->p;
	bool is_long = end - at->at >=
		       2 * BLOCK; /* others are looked at with what is beside them */

	if ((is_long && !check_characters(s)) ||
	    !eat(s, str_sub(piece->bytes, (ptrdiff_t)at->at, (ptrdiff_t)end)))
		return false;
	for (int i = at->found; i < piece->nfound && piece->found[i].at <= end; i++)
		found_again(s->found, piece->found[i].is_id, piece->found[i].target,
			    line_of(s, from + (piece->found[i].at - at->at)));
	if (is_long)
		s->unchecked = s->p;
	pass(piece, at, end);
	return true;
}

/* What fills GAP of a piece. */
static bool
filled(struct scan *s, const struct known_gap *gap, struct known_filled in)
{
	struct printed_attribute list[1];
	const char *end = s->begin + in.end;
	bool ok;

	if (s->p != s->begin + in.at)
		return false;
	if (gap->kind == GAP_CHILDREN)
		return read_to(s, end, 0);
	if (end == s->p)
		return true;
	s->end = end;
	ok = end > s->p && end <= s->limit && eat(s, STR(" ")) && attribute(s, list, 0) &&
	     s->p == end && str_eq(list[0].name, gap->attribute);
	s->end = s->limit;
	return ok;
}

/* What was found in PIECE, in order of where it stands. */
static void
keep_found(struct known *piece, const struct found *f)
{
	int link = 0, id = 0;

	piece->nfound = f->nlink + f->nid;
	piece->found = NEW(piece->mem, struct known_found, (size_t)piece->nfound + 1);
	for (int i = 0; i < piece->nfound; i++) {
		bool is_id = link == f->nlink ||
			     (id < f->nid && f->id[id].line < f->link[link].line);
		const struct verify_link *next = is_id ? &f->id[id++] : &f->link[link++];

		piece->found[i] = (struct known_found){next->target, (size_t)next->line, is_id};
	}
}

/* Whether PIECE, wherever content may stand, is well-formed, whatever its gaps are filled with. */
static bool
sound_piece(struct known *piece)
{
	struct found found = {.mem = piece->mem};
	str bytes = piece->bytes;
	struct scan s = {.begin = bytes.p,
			 .p = bytes.p,
			 .end = bytes.p + bytes.n,
			 .limit = bytes.p + bytes.n,
			 .found = &found,
			 .piece = true,
			 .gap = piece->gap,
			 .last_gap = piece->gap + piece->ngap,
			 .next = piece->gap};

	if (bytes.n > SCAN_BYTES || !str_starts(bytes, STR("<")) || !sound_characters(bytes) ||
	    !read_to(&s, s.limit, piece->ngap))
		return false;
	keep_found(piece, &found);
	return true;
}

/* A piece stands here, with whatever fills its gaps. */
static bool
at_place(struct scan *s)
{
	const struct known_place *place = s->place++;
	struct known *piece = place->piece;
	struct in_piece at = {0};

	if (piece->state == KNOWN_UNREAD)
		piece->state = sound_piece(piece) ? KNOWN_SOUND : KNOWN_UNSOUND;
	if (piece->state == KNOWN_UNSOUND)
		return false;
	s->end = s->limit;
	for (int i = 0; i < piece->ngap; i++) {
		const struct known_gap *gap = &piece->gap[i];

		if (!same_bytes(s, piece, &at, gap->at))
			return false;
		if (gap->kind == GAP_WHEN && place->gap[i].end == 0) {
			pass(piece, &at, gap->end);
			i += gap->inside;
		} else if (gap->kind != GAP_WHEN && !filled(s, gap, place->gap[i])) {
			return false;
		}
	}
	return same_bytes(s, piece, &at, (size_t)piece->bytes.n);
}

static bool
root(struct scan *s)
{
	if (!eat(s, STR("<")) || !start_tag(s))
		return false;
	while (s->depth > 0)
		if (!step(s))
			return false;
	return true;
}

bool
scan_xml(const struct known_text *text, struct printed *printed, struct found *found)
{
	str bytes = text->bytes;
	struct scan s = {.begin = bytes.p,
			 .p = bytes.p,
			 .end = bytes.p + bytes.n,
			 .limit = bytes.p + bytes.n,
			 .unchecked = bytes.p,
			 .counted = bytes.p,
			 .line = 1,
			 .place = text->place,
			 .last_place = text->place + text->nplace,
			 .found = found,
			 .printed = printed};

	if (bytes.n > SCAN_BYTES || !no_cdata_end(bytes))
		return false;
	eat(&s, doctype);
	eat(&s, declaration);
	blanks(&s);
	if (!root(&s))
		return false;
	s.end = s.limit;
	blanks(&s);
	return s.p == s.end && check_characters(&s) && line_of(&s, s.p) < SCAN_LINES;
}
