#include "compose/outlines.h"

#include "compose/charstring.h"

enum {
	FDS_MAX = 256,	  /* private dictionaries; a glyph names one in a byte */
	LONG_BYTES = 5,	  /* of a number that is as long as any */
	INDEX_BIAS = 1,	  /* offsets count from the byte before the data */
	OFFSET_BYTES = 3, /* in what is written: 16 MB */
	/* Operators of dictionaries (5176, tables 9, 10 and 23); two bytes: 0C and this. */
	TWO_BYTES = 0x0C00,
	DICT_CHARSET = 15,
	DICT_CHARSTRINGS = 17,
	DICT_PRIVATE = 18,
	DICT_SUBRS = 19,
	DICT_DEFAULT_WIDTH = 20,
	DICT_NOMINAL_WIDTH = 21,
	DICT_ROS = TWO_BYTES | 30,
	DICT_FDARRAY = TWO_BYTES | 36,
	DICT_FDSELECT = TWO_BYTES | 37
};

/* A private dictionary and what goes with it. */
struct fd {
	str dict, private;
	struct cff_index subrs;
	int number; /* among those that are kept; -1: no glyph needs it */
};

struct cff {
	str all, names, top, strings; /* NAMES, STRINGS: whole, as they are */
	struct cff_index glyphs, global;
	str charset, select; /* to the end of the table */
	struct fd fd[FDS_MAX];
	int nfd;
};

/* -- reading ---------------------------------------------------------------------- */

/* The table from byte AT on; empty if that is outside. */
static str
from(str all, int at)
{
	return 0 < at && at < all.n ? str_from_at(all, at) : (str){0};
}

/* The INDEX that *S begins with; *S moves past it. */
static bool
read_index(str *s, struct cff_index *x)
{
	ptrdiff_t offsets;
	unsigned end;

	*x = (struct cff_index){0};
	if (s->n < 2)
		return false;
	x->n = (int)cff_number(s->p, 2);
	if (x->n == 0) {
		*s = str_from_at(*s, 2);
		return true;
	}
	x->size = s->n > 2 ? (unsigned char)s->p[2] : 0;
	offsets = (ptrdiff_t)(x->n + 1) * x->size;
	if (x->size < 1 || x->size > 4 || s->n < 3 + offsets)
		return false;
	x->offsets = str_sub(*s, 3, 3 + offsets);
	end = cff_number(x->offsets.p + offsets - x->size, x->size);
	*s = str_from_at(*s, 3 + offsets);
	if (end < INDEX_BIAS || end - INDEX_BIAS > s->n)
		return false;
	x->data = str_sub(*s, 0, end - INDEX_BIAS);
	*s = str_from_at(*s, end - INDEX_BIAS);
	return true;
}

/* An entry of a dictionary: its operands as they stand, its operator. */
struct entry {
	str operands;
	int op;
};

static int
operand_bytes(str s)
{
	unsigned char c = (unsigned char)*s.p;
	int n = 1;

	if (c != 30) /* 5176, table 3 */
		return c == 28 ? 3 : c == 29 ? 5 : c >= 247 ? 2 : 1;
	while (n < s.n && (s.p[n] & 0xF) != 0xF && ((unsigned char)s.p[n] & 0xF0) != 0xF0)
		n++;
	return n + 1;
}

static bool
next_entry(str *dict, struct entry *e)
{
	str s = *dict;
	int bytes;

	while (s.n > 0 && (unsigned char)*s.p > 21)
		s = str_from_at(s, operand_bytes(s));
	if (s.n < 1)
		return false;
	e->operands = str_sub(*dict, 0, dict->n - s.n);
	bytes = *s.p == 12 ? 2 : 1;
	if (s.n < bytes)
		return false;
	e->op = bytes == 2 ? TWO_BYTES | (unsigned char)s.p[1] : *s.p;
	*dict = str_from_at(s, bytes);
	return true;
}

/* The whole number at the start of *S, which moves past it. */
static int
integer(str *s)
{
	int bytes = s->n > 0 ? operand_bytes(*s) : 1, v = 0;
	const unsigned char *p = (const unsigned char *)s->p;

	if (s->n < bytes)
		return 0;
	if (p[0] == 28)
		v = (int16_t)cff_number(s->p + 1, 2);
	else if (p[0] == 29)
		v = (int)cff_number(s->p + 1, 4);
	else if (32 <= p[0] && p[0] < 247)
		v = p[0] - 139;
	else if (247 <= p[0] && p[0] < 251)
		v = (p[0] - 247) * 256 + p[1] + 108;
	else if (251 <= p[0])
		v = -(p[0] - 251) * 256 - p[1] - 108;
	*s = str_from_at(*s, bytes);
	return v;
}

/* Operand NTH of operator OP in DICT; 0: it is not there. */
static int
find(str dict, int op, int nth)
{
	struct entry e;
	int v = 0;

	while (next_entry(&dict, &e))
		if (e.op == op)
			for (int i = 0; i <= nth; i++)
				v = integer(&e.operands);
	return v;
}

static bool
read_fd(const struct cff *c, str dict, struct fd *fd)
{
	int size = find(dict, DICT_PRIVATE, 0), at = find(dict, DICT_PRIVATE, 1), subrs;
	str rest = from(c->all, at);

	if (size < 0 || size > rest.n)
		return false;
	*fd = (struct fd){.dict = dict, .private = str_sub(rest, 0, size), .number = -1};
	subrs = find(fd->private, DICT_SUBRS, 0);
	rest = from(rest, subrs);
	return subrs == 0 || read_index(&rest, &fd->subrs);
}

/* CID-keyed, or it is none of ours. */
static bool
is_cid_keyed(str top)
{
	struct entry e;

	return next_entry(&top, &e) && e.op == DICT_ROS;
}

static bool
read_cff(str all, struct cff *c)
{
	struct cff_index names, tops, strings, fds;
	str s = all, rest;

	*c = (struct cff){.all = all};
	if (s.n < 4 || s.p[0] != 1 || (unsigned char)s.p[2] > s.n)
		return false;
	c->names = s = str_from_at(s, (unsigned char)s.p[2]);
	if (!read_index(&s, &names) || (c->names.n -= s.n, !read_index(&s, &tops)))
		return false;
	c->strings = s;
	if (!read_index(&s, &strings) || (c->strings.n -= s.n, !read_index(&s, &c->global)))
		return false;
	c->top = cff_index_at(&tops, 0);
	rest = from(all, find(c->top, DICT_CHARSTRINGS, 0));
	if (!is_cid_keyed(c->top) || !read_index(&rest, &c->glyphs))
		return false;
	rest = from(all, find(c->top, DICT_FDARRAY, 0));
	if (!read_index(&rest, &fds) || fds.n > FDS_MAX)
		return false;
	for (c->nfd = 0; c->nfd < fds.n; c->nfd++)
		if (!read_fd(c, cff_index_at(&fds, c->nfd), &c->fd[c->nfd]))
			return false;
	c->charset = from(all, find(c->top, DICT_CHARSET, 0));
	c->select = from(all, find(c->top, DICT_FDSELECT, 0));
	return c->charset.n > 0 && c->select.n > 0;
}

/* 5176, 19: the dictionary of GLYPH; -1: it has none. */
static int
fd_of(const struct cff *c, int glyph)
{
	str s = c->select;
	int low = 0, high;

	if (s.p[0] == 0)
		return 1 + glyph < s.n ? (unsigned char)s.p[1 + glyph] : -1;
	if (s.p[0] != 3 || s.n < 3)
		return -1;
	high = (int)cff_number(s.p + 1, 2);
	if (s.n < 3 + (ptrdiff_t)high * 3)
		return -1;
	while (high - low > 1) {
		int middle = (low + high) / 2;

		if ((int)cff_number(s.p + 3 + (ptrdiff_t)middle * 3, 2) <= glyph)
			low = middle;
		else
			high = middle;
	}
	return (unsigned char)s.p[3 + (ptrdiff_t)low * 3 + 2];
}

/* 5176, 13: the CIDs of GLYPH, N of them that ascend, into CID. */
static bool
read_charset(const struct cff *c, const uint16_t *glyph, int n, uint16_t *cid)
{
	str s = c->charset;
	int bytes = s.p[0] == 2 ? 2 : 1, from_glyph = 1, i = 1;

	cid[0] = 0;
	if (s.p[0] == 0) {
		for (; i < n && (ptrdiff_t)glyph[i] * 2 < s.n; i++)
			cid[i] = (uint16_t)cff_number(s.p + (ptrdiff_t)glyph[i] * 2 - 1, 2);
		return i == n;
	}
	for (s = str_from_at(s, 1); i < n && s.n >= 2 + bytes; s = str_from_at(s, 2 + bytes)) {
		int first = (int)cff_number(s.p, 2), more = (int)cff_number(s.p + 2, bytes);

		for (; i < n && glyph[i] <= from_glyph + more; i++)
			cid[i] = (uint16_t)(first + glyph[i] - from_glyph);
		from_glyph += more + 1;
	}
	return i == n;
}

/* -- writing ---------------------------------------------------------------------- */

static void
put(struct out *o, unsigned v, int bytes)
{
	while (bytes-- > 0)
		out_char(o, (char)(v >> 8 * bytes & 0xFF));
}

static void
put_long(struct out *o, size_t v)
{
	out_char(o, 29);
	put(o, (unsigned)v, LONG_BYTES - 1);
}

static void
put_operator(struct out *o, int op)
{
	if (op & TWO_BYTES)
		out_char(o, 12);
	out_char(o, (char)(op & 0xFF));
}

/* The head of an INDEX of N elements, whose ends put_end() fills in as they are written. */
static size_t
begin_index(struct out *o, int n)
{
	size_t at;

	put(o, (unsigned)n, 2);
	out_char(o, OFFSET_BYTES);
	at = o->n;
	put(o, INDEX_BIAS, OFFSET_BYTES);
	for (int i = 0; i < n; i++)
		put(o, 0, OFFSET_BYTES);
	return at;
}

/* Element I of the INDEX of N at AT ends here. */
static void
put_end(struct out *o, size_t at, int n, int i)
{
	size_t data = at + (size_t)(n + 1) * OFFSET_BYTES, end = o->n - data + INDEX_BIAS;

	for (int k = 0; k < OFFSET_BYTES; k++)
		o->p[at + (size_t)(i + 1) * OFFSET_BYTES + (size_t)k] =
		    (char)(end >> 8 * (OFFSET_BYTES - 1 - k) & 0xFF);
}

/* Where parts of the table are, from its start. */
struct places {
	size_t charset, select, glyphs, fds;
};

/* Offsets are as long as they can be, so that the dictionary is as long whatever they are. */
static void
put_top(struct out *o, const struct cff *c, const struct places *at)
{
	str top = c->top;
	size_t index = begin_index(o, 1);
	struct entry e;

	while (next_entry(&top, &e)) {
		if (e.op == DICT_CHARSET)
			put_long(o, at->charset);
		else if (e.op == DICT_FDSELECT)
			put_long(o, at->select);
		else if (e.op == DICT_CHARSTRINGS)
			put_long(o, at->glyphs);
		else if (e.op == DICT_FDARRAY)
			put_long(o, at->fds);
		else
			out_str(o, e.operands);
		put_operator(o, e.op);
	}
	put_end(o, index, 1, 0);
}

/* Without hints only widths are left. */
static void
put_private(struct out *o, str private)
{
	struct entry e;

	while (next_entry(&private, &e)) {
		if (e.op != DICT_DEFAULT_WIDTH && e.op != DICT_NOMINAL_WIDTH)
			continue;
		out_str(o, e.operands);
		put_operator(o, e.op);
	}
}

/* The list of the N dictionaries that are kept, after the private ones; its place. */
static size_t
put_fds(struct out *o, const struct cff *c, int n)
{
	size_t size[FDS_MAX], place[FDS_MAX], index, list;
	int done = 0;

	for (int i = 0; i < c->nfd; i++) {
		if (c->fd[i].number < 0)
			continue;
		place[i] = o->n;
		put_private(o, c->fd[i].private);
		size[i] = o->n - place[i];
	}
	list = o->n;
	index = begin_index(o, n);
	for (int i = 0; i < c->nfd; i++) {
		str dict = c->fd[i].dict;
		struct entry e;

		if (c->fd[i].number < 0)
			continue;
		while (next_entry(&dict, &e)) {
			if (e.op == DICT_PRIVATE) {
				put_long(o, size[i]);
				put_long(o, place[i]);
			} else {
				out_str(o, e.operands);
			}
			put_operator(o, e.op);
		}
		put_end(o, index, n, done++);
	}
	return list;
}

static bool
put_glyphs(struct out *o, const struct cff *c, const uint16_t *glyph, const int *fd, int n)
{
	size_t index = begin_index(o, n);

	for (int i = 0; i < n; i++) {
		if (!charstring_simplify(o, cff_index_at(&c->glyphs, glyph[i]), &c->global,
					 &c->fd[fd[i]].subrs))
			return false;
		put_end(o, index, n, i);
	}
	return true;
}

/* The dictionary of each glyph into FD; those that are needed get numbers. How many; 0: bad. */
static int
choose_fds(struct cff *c, const uint16_t *glyph, int n, int *fd)
{
	int used = 0;

	for (int i = 0; i < n; i++) {
		fd[i] = fd_of(c, glyph[i]);
		if (fd[i] < 0 || fd[i] >= c->nfd)
			return 0;
		c->fd[fd[i]].number = 0;
	}
	for (int i = 0; i < c->nfd; i++)
		if (c->fd[i].number == 0)
			c->fd[i].number = used++;
	return used;
}

/* What stands before the places of all else, which it names. */
static void
put_head(struct out *o, const struct cff *c, const struct places *at)
{
	static const char header[] = {1, 0, 4, OFFSET_BYTES};

	out_str(o, (str){header, sizeof header});
	out_str(o, c->names);
	put_top(o, c, at);
	out_str(o, c->strings);
	put(o, 0, 2); /* no global subroutines */
}

str
outlines_subset(struct arena *a, str bytes, const uint16_t *glyph, int n)
{
	struct cff *c = NEW(a, struct cff, 1);
	struct out o = {.mem = a}, head = {.mem = a};
	struct places at = {0};
	int *fd = NEW(a, int, (size_t)n), nfd;
	uint16_t *cid = NEW(a, uint16_t, (size_t)n);

	if (!read_cff(bytes, c) || !read_charset(c, glyph, n, cid))
		return (str){0};
	nfd = choose_fds(c, glyph, n, fd);
	if (nfd == 0)
		return (str){0};
	put_head(&o, c, &at);
	at.charset = o.n;
	out_char(&o, 0); /* this and the next as lists: glyphs of a newspaper lie scattered */
	for (int i = 1; i < n; i++)
		put(&o, cid[i], 2);
	at.select = o.n;
	out_char(&o, 0);
	for (int i = 0; i < n; i++)
		out_char(&o, (char)c->fd[fd[i]].number);
	at.glyphs = o.n;
	if (!put_glyphs(&o, c, glyph, fd, n))
		return (str){0};
	at.fds = put_fds(&o, c, nfd);
	put_head(&head, c, &at);
	memcpy(o.p, head.p, head.n);
	return out_text(&o);
}
