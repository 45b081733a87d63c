#include "markup/scan.h"

#include "base/utf8.h"
#include "markup/element.h"
#include "markup/marks.h"

enum {
	SCAN_BYTES = 8 << 20, /* larger files meet limits of libxml2 */
	SCAN_LINES = 65000,   /* it counts no further */
	WINDOW = 32,	      /* blocks that are marked at once */
	ATTRIBUTES = 32
};

struct scan {
	str bytes; /* the file, or a piece */
	const char *p;
	const char *end;     /* of what is looked at now: no tag and no text goes beyond */
	const char *limit;   /* of what is read now: the file, or what fills a gap */
	struct marks *marks; /* of WINDOW blocks, up to byte MARKED */
	size_t marked;
	bool unsure;	  /* a block was not sound by itself */
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

static inline bool
eat_char(struct scan *s, char c)
{
	if (s->p == s->end || *s->p != c)
		return false;
	s->p++;
	return true;
}

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
		if (eat(s, known[i].text))
			return known[i].c;
	return 0;
}

/* The marks of the block in which byte AT stands. */
static inline const struct marks *
marks_at(struct scan *s, size_t at)
{
	while (at >= s->marked) {
		const struct marks *last = &s->marks[WINDOW - 1];
		int lines = s->marked ? last->lines + __builtin_popcountll(last->line) : 0;

		if (!marks_of(s->bytes, (ptrdiff_t)s->marked, lines, s->marks, WINDOW))
			s->unsure = true;
		s->marked += WINDOW * MARKS;
	}
	return &s->marks[at / MARKS % WINDOW];
}

enum run { RUN_TEXT, RUN_VALUE };

/* Go to what ends a run, or to END. */
static inline void
run_on(struct scan *s, enum run run)
{
	while (s->p < s->end) {
		size_t at = (size_t)(s->p - s->bytes.p);
		const struct marks *m = marks_at(s, at);
		uint64_t bits = (run == RUN_TEXT ? m->text : m->value) >> at % MARKS;

		if (bits) {
			s->p += __builtin_ctzll(bits);
			break;
		}
		s->p += MARKS - at % MARKS;
	}
	if (s->p > s->end)
		s->p = s->end;
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

/* The line that P stands in, and nothing before it is asked for any more. */
static int
line_of(struct scan *s, const char *p)
{
	size_t at = (size_t)(p - s->bytes.p);
	const struct marks *m = marks_at(s, at);
	uint64_t before = m->line & (((uint64_t)1 << at % MARKS) - 1);

	return 1 + m->lines + __builtin_popcountll(before);
}

/* Where P is, for messages; in a piece, which has other lines in each file: which byte it is. */
static int
place_of(struct scan *s)
{
	return s->piece ? (int)(s->p - s->bytes.p) : line_of(s, s->p);
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
	if (str_eq(name, prefix) && eat(s, rest))
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

/* ="VALUE" behind the name of T. */
static bool
attribute_value(struct scan *s, struct printed_attribute *t)
{
	bool plain;

	if (!eat_char(s, '=') || !eat_char(s, '"') || !value(s, &t->value, &plain))
		return false;
	if (found_wants(t->name))
		found_attribute(s->found, t->name,
				plain ? t->value : decoded(s->found->mem, t->value), place_of(s));
	return true;
}

/* NAME="VALUE", not among the N of LIST, which it becomes the next of. */
static bool
attribute(struct scan *s, struct printed_attribute *list, int n)
{
	struct printed_attribute *t = &list[n];

	t->name = attribute_name(s);
	return t->name.n > 0 && attribute_value(s, t) && new_name(list, n, t->name) &&
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

		if (*n == ATTRIBUTES || !sound_name(name) || !new_name(list, *n, name))
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
	str tag = tag_name(s);
	int n = 0;

	if (tag.n == 0 || !attributes(s, list, &n))
		return false;
	if (s->printed && !printed_begin(s->printed, tag, list, n))
		return false;
	if (eat_char(s, '/'))
		return eat_char(s, '>') && (!s->printed || printed_end(s->printed));
	if (!eat_char(s, '>') || s->depth == ELEMENT_DEPTH_MAX)
		return false;
	s->open[s->depth++] = tag;
	return true;
}

/* P stands behind "</". */
static bool
end_tag(struct scan *s)
{
	return s->depth > s->floor && eat(s, s->open[--s->depth]) && eat_char(s, '>') &&
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
	if (eat_char(s, '/'))
		return end_tag(s);
	return eat(s, STR("!--")) ? comment(s) : start_tag(s);
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

/* No character that XML does not have. */
static bool
sound(struct scan *s)
{
	marks_at(s, (size_t)s->bytes.n);
	return !s->unsure || (utf8_bad(s->bytes) < 0 && utf8_plain(s->bytes));
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
		return gap == s->gap && at_gap(s);
	if (stop == s->p)
		return stop < s->limit && at_place(s);
	for (s->end = stop; s->p < stop;)
		if (!content(s) || (s->p < stop && (!eat_char(s, '<') || !tag(s))))
			return false;
	return true;
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

	return gap->kind == GAP_CHILDREN || read_to(s, s->bytes.p + gap->end, gap->inside);
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

	if (!eat(s, str_sub(piece->bytes, (ptrdiff_t)at->at, (ptrdiff_t)end)))
		return false;
	for (int i = at->found; i < piece->nfound && piece->found[i].at <= end; i++)
		found_again(s->found, piece->found[i].is_id, piece->found[i].target,
			    line_of(s, from + (piece->found[i].at - at->at)));
	pass(piece, at, end);
	return true;
}

/* What fills GAP of a piece. */
static bool
filled(struct scan *s, const struct known_gap *gap, struct known_filled in)
{
	struct printed_attribute t = {.name = gap->attribute};
	const char *end = s->bytes.p + in.end;
	bool ok;

	if (s->p != s->bytes.p + in.at)
		return false;
	if (gap->kind == GAP_CHILDREN)
		return read_to(s, end, 0);
	if (end == s->p)
		return true;
	if (end < s->p || end > s->limit)
		return false;
	s->end = end;
	ok = eat_char(s, ' ') && eat(s, t.name) && attribute_value(s, &t) && s->p == end;
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

/*
 * Whether PIECE, wherever content may stand, is well-formed, whatever its gaps are filled with. Its
 * characters are looked at with those of the file in which it stands.
 */
static bool
sound_piece(struct known *piece)
{
	struct found found = {.mem = piece->mem};
	struct marks marks[WINDOW];
	str bytes = piece->bytes;
	struct scan s = {.bytes = bytes,
			 .p = bytes.p,
			 .end = bytes.p + bytes.n,
			 .limit = bytes.p + bytes.n,
			 .marks = marks,
			 .found = &found,
			 .piece = true,
			 .gap = piece->gap,
			 .last_gap = piece->gap + piece->ngap,
			 .next = piece->gap};

	if (bytes.n > SCAN_BYTES || !str_starts(bytes, STR("<")) ||
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

/* The rest, but for blanks at its end, is one element. */
static bool
root(struct scan *s)
{
	str name;

	while (s->p < s->end && is_blank(s->end[-1]))
		s->end--;
	s->limit = s->end;
	if (!eat_char(s, '<') || !start_tag(s))
		return false;
	if (s->depth == 0)
		return s->p == s->limit;
	name = s->open[0];
	if (name.n + 3 > s->limit - s->p || !read_to(s, s->limit - name.n - 3, 0))
		return false;
	return eat(s, STR("</")) && end_tag(s) && s->p == s->limit;
}

bool
scan_xml(const struct known_text *text, struct printed *printed, struct found *found)
{
	struct marks marks[WINDOW];
	str bytes = text->bytes;
	struct scan s = {.bytes = bytes,
			 .p = bytes.p,
			 .end = bytes.p + bytes.n,
			 .limit = bytes.p + bytes.n,
			 .marks = marks,
			 .place = text->place,
			 .last_place = text->place + text->nplace,
			 .found = found,
			 .printed = printed};

	if (bytes.n > SCAN_BYTES)
		return false;
	eat(&s, doctype);
	eat(&s, declaration);
	blanks(&s);
	return root(&s) && sound(&s) && line_of(&s, bytes.p + bytes.n) < SCAN_LINES;
}
