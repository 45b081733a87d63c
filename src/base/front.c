#include "base/front.h"

#include "base/icu.h"
#include "base/out.h"
#include "base/utf8.h"

enum {
	ENTRIES_MAX = 200, /* of one file; more is not front matter but an attack on it */
	VALUES_MAX = 500,  /* of one list */
	VALUE_MAX = 3000,  /* characters of one value */
	WORD_MAX = 32	   /* characters of a key that is looked for among its neighbours */
};

/* Reads the lines of one file's front matter. */
struct reader {
	struct arena *mem;
	struct diag *diag;
	str file;
	str rest;   /* what follows the current line */
	str line;   /* without its end */
	int number; /* of the line, from 1 */
	struct front *out;
	int cap;
	bool full; /* ENTRIES_MAX or VALUES_MAX was passed and reported */
};

static bool
next_line(struct reader *r)
{
	if (r->rest.n == 0)
		return false;
	r->line = str_cut(&r->rest, STR("\n"));
	r->number++;
	return true;
}

/* The line after the current one, left where it is. */
static str
peek(const struct reader *r)
{
	str rest = r->rest;

	return str_cut(&rest, STR("\n"));
}

/* The place of S, a slice of the current line. */
static struct pos
place(const struct reader *r, str s)
{
	int col = 1 + (int)utf8_count(str_sub(r->line, 0, s.p - r->line.p));

	return (struct pos){r->file, r->number, col, (int)utf8_count(s)};
}

static int
indent_of(str line)
{
	int n = 0;

	while (n < line.n && line.p[n] == ' ')
		n++;
	return n;
}

static bool
blank(str line)
{
	return str_trim(line).n == 0;
}

enum fence { FENCE_NONE, FENCE_PLAIN, FENCE_WIDE };

/* "---", or what an input method makes of it: "－－－", "———". */
static enum fence
fence(str line)
{
	static const str wide[] = {STR_INIT("－"), STR_INIT("—"), STR_INIT("–")};
	str s = str_trim(line);

	if (str_eq(s, STR("---")))
		return line.p[0] == '-' ? FENCE_PLAIN : FENCE_NONE;
	for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++) {
		str t = s;
		int n = 0;

		while (str_eat(&t, wide[i]))
			n++;
		if (t.n == 0 && n >= 2)
			return FENCE_WIDE;
	}
	return FENCE_NONE;
}

/* False, after a message, if the list is full. */
/* What is longer than any title or summary is text that got into the front matter. */
static str
cut_long(struct reader *r, const struct front_entry *e, const struct front_value *v)
{
	ptrdiff_t at = 0;

	if (v->text.n <= VALUE_MAX || utf8_count(v->text) <= VALUE_MAX)
		return v->text;
	diag(r->diag, D_FRONT_VALUE_LONG, v->at, e->key, diag_int(r->diag, VALUE_MAX));
	for (int i = 0; i < VALUE_MAX; i++)
		utf8_next(v->text, &at);
	return str_sub(v->text, 0, at);
}

static bool
add_value(struct reader *r, struct front_entry *e, int *cap, struct front_value v)
{
	if (e->nvalue == VALUES_MAX) {
		if (!r->full)
			diag(r->diag, D_FRONT_MANY_VALUES, v.at, e->key,
			     diag_int(r->diag, VALUES_MAX));
		r->full = true;
		return false;
	}
	if (e->nvalue == *cap) {
		struct front_value *more = NEW(r->mem, struct front_value, (size_t)*cap * 2 + 4);

		if (*cap > 0)
			memcpy(more, e->value, (size_t)*cap * sizeof v);
		e->value = more;
		*cap = *cap * 2 + 4;
	}
	v.text = cut_long(r, e, &v);
	e->value[e->nvalue++] = v;
	return true;
}

/* The digits after \x, \u or \U as a code point; false if they are none. */
static bool
hex(str *s, int digits, uint32_t *out)
{
	uint32_t v = 0;

	if (s->n < digits)
		return false;
	for (int i = 0; i < digits; i++) {
		char c = s->p[i];
		int d = c >= '0' && c <= '9'   ? c - '0'
			: c >= 'a' && c <= 'f' ? c - 'a' + 10
			: c >= 'A' && c <= 'F' ? c - 'A' + 10
					       : -1;

		if (d < 0)
			return false;
		v = v << 4 | (uint32_t)d;
	}
	*s = str_from_at(*s, digits);
	*out = v;
	return v >= 0x20 && v <= 0x10FFFF && (v < 0xD800 || v > 0xDFFF) && (v & 0xFFFE) != 0xFFFE &&
	       !(v >= 0x7F && v < 0xA0) && !(v >= 0xFDD0 && v <= 0xFDEF);
}

/* One escape of a double-quoted string (YAML 1.2 section 5.7), *S behind the backslash. */
static void
unescape(struct out *o, str *s)
{
	static const struct {
		char c;
		const char *text;
	} simple[] = {{'n', "\n"}, {'t', "\t"},	      {'r', "\n"},  {'/', "/"},	 {'"', "\""},
		      {' ', " "},  {'_', "\xC2\xA0"}, {'\\', "\\"}, {'N', "\n"}, {'L', "\n"},
		      {'P', "\n"}, {'0', ""},	      {'a', ""},    {'b', ""},	 {'v', ""},
		      {'f', ""},   {'e', ""}};
	char c = s->p[0];
	uint32_t cp;

	*s = str_from_at(*s, 1);
	if (c == 'x' || c == 'u' || c == 'U') {
		if (hex(s, c == 'x' ? 2 : c == 'u' ? 4 : 8, &cp))
			out_utf8(o, cp);
		return;
	}
	for (size_t i = 0; i < sizeof simple / sizeof simple[0]; i++) {
		if (simple[i].c == c) {
			out_z(o, simple[i].text);
			return;
		}
	}
	out_char(o, '\\');
	out_char(o, c);
}

enum quote { QUOTE_OPEN, QUOTE_CLOSED };

/* Copy *S up to its closing quote Q; OPEN: the line ended first. *S stands behind the quote. */
static enum quote
quoted_part(struct out *o, str *s, char q)
{
	while (s->n > 0) {
		char c = s->p[0];

		*s = str_from_at(*s, 1);
		if (c == q && !(q == '\'' && s->n > 0 && s->p[0] == '\''))
			return QUOTE_CLOSED;
		if (c == q)
			*s = str_from_at(*s, 1);
		if (c == '\\' && q == '"' && s->n > 0)
			unescape(o, s);
		else if (c != '\\' || q != '"')
			out_char(o, c);
		else
			return QUOTE_OPEN; /* a backslash at the line's end joins without a space */
	}
	out_char(o, ' ');
	return QUOTE_OPEN;
}

/*
 * A quoted string at the start of S, the rest of the current line; it may go on over indented
 * lines. False: S does not end with its closing quote, so the quotes belong to the text.
 */
static bool
quoted(struct reader *r, str s, str *out)
{
	struct reader saved = *r;
	struct out o = {.mem = r->mem};
	char q = s.p[0];

	s = str_from_at(s, 1);
	while (quoted_part(&o, &s, q) == QUOTE_OPEN) {
		str next = peek(r);

		if (r->rest.n == 0 || blank(next) || indent_of(next) == 0) {
			*r = saved;
			return false;
		}
		next_line(r);
		s = str_trim(r->line);
	}
	s = str_trim(s);
	if (s.n > 0 && s.p[0] != '#') {
		*r = saved;
		return false;
	}
	*out = out_text(&o);
	return true;
}

static str
plain_or_quoted(struct reader *r, str s)
{
	str text;
	struct pos at = place(r, s);

	if (s.n == 0 || (s.p[0] != '"' && s.p[0] != '\''))
		return s;
	if (quoted(r, s, &text))
		return text;
	if (memchr(s.p + 1, s.p[0], (size_t)s.n - 1) == NULL)
		diag(r->diag, D_FRONT_QUOTE, at, str_sub(s, 0, 1));
	return s;
}

/* The item at the start of *REST, a slice of a flow list, and *REST behind its comma. */
static struct front_value
flow_item(struct reader *r, str *rest)
{
	struct out o = {.mem = r->mem};
	struct pos at = place(r, str_sub(*rest, 0, 1));
	char q = rest->p[0];
	ptrdiff_t n = 0;
	str text;

	if (q == '"' || q == '\'') {
		*rest = str_from_at(*rest, 1);
		quoted_part(&o, rest, q);
		text = out_text(&o);
		*rest = str_trim(*rest);
	} else {
		while (n < rest->n && rest->p[n] != ',' &&
		       !str_starts(str_from_at(*rest, n), STR("，")))
			n++;
		text = str_trim(str_sub(*rest, 0, n));
		at.width = (int)utf8_count(text);
		*rest = str_from_at(*rest, n);
	}
	if (!str_eat(rest, STR(",")))
		str_eat(rest, STR("，"));
	return (struct front_value){text, at};
}

/* "[a, 'b', c]" with commas of either width. S begins with "[" and ends with "]". */
static void
flow_list(struct reader *r, struct front_entry *e, str s)
{
	str rest = str_sub(s, 1, s.n - 1);
	int cap = 0;
	bool room = true;

	e->list = true;
	while (room && (rest = str_trim(rest), rest.n > 0)) {
		struct front_value v = flow_item(r, &rest);

		if (v.text.n > 0)
			room = add_value(r, e, &cap, v);
	}
}

static bool
is_flow_list(str s)
{
	return s.n >= 2 && s.p[0] == '[' && s.p[s.n - 1] == ']' &&
	       str_find(s, STR("]")) == s.n - 1 && str_find(str_from_at(s, 1), STR("[")) < 0;
}

/* "|", ">-", "|2+" …: what begins a block. */
static bool
is_block_mark(str s)
{
	if (s.n == 0 || (s.p[0] != '|' && s.p[0] != '>'))
		return false;
	for (ptrdiff_t i = 1; i < s.n; i++)
		if (s.p[i] != '-' && s.p[i] != '+' && !(s.p[i] >= '1' && s.p[i] <= '9'))
			return false;
	return s.n <= 3;
}

/*
 * The space that a folded line end stands for, unless Chinese text goes on: an editor who breaks a
 * Chinese sentence means no space there.
 */
static void
fold_line(struct out *o, str next)
{
	str before = out_text(o);
	ptrdiff_t end = before.n, start = 0;

	if (next.n == 0 || !icu_cjk(utf8_prev(before, &end)) || !icu_cjk(utf8_next(next, &start)))
		out_char(o, ' ');
}

/* The indented lines below a block mark: kept as lines (|) or folded (>). */
static str
block(struct reader *r, bool fold)
{
	struct out o = {.mem = r->mem};
	int indent = 0, empty = 0;

	while (r->rest.n > 0) {
		str next = peek(r);
		int in = indent_of(next);

		if (!blank(next) && (in == 0 || (indent > 0 && in < indent)))
			break;
		next_line(r);
		if (blank(next)) {
			empty++;
			continue;
		}
		if (indent == 0)
			indent = in;
		if (o.n > 0 && fold && empty == 0)
			fold_line(&o, str_from_at(next, indent));
		else if (o.n > 0)
			for (int i = fold ? 1 : 0; i <= empty; i++)
				out_char(&o, '\n');
		empty = 0;
		out_str(&o, str_from_at(next, indent));
	}
	return out_text(&o);
}

/* The item of a "- item" line, indented or not. */
static bool
list_item(str line, str *item)
{
	str s = str_trim(line);

	if (str_eq(s, STR("-")))
		*item = str_from_at(s, 1);
	else if (str_eat(&s, STR("- ")))
		*item = str_trim(s);
	else
		return false;
	return true;
}

static void
block_list(struct reader *r, struct front_entry *e)
{
	int cap = 0;
	str item;

	while (r->rest.n > 0) {
		str next = peek(r);
		struct pos at;

		if (blank(next) || str_starts(str_trim(next), STR("#"))) {
			next_line(r);
			continue;
		}
		if (fence(next) != FENCE_NONE || !list_item(next, &item))
			return;
		next_line(r);
		list_item(r->line, &item);
		at = place(r, item);
		e->list = true;
		if (is_block_mark(item))
			item = block(r, item.p[0] == '>');
		else
			item = plain_or_quoted(r, item);
		if (item.n > 0)
			add_value(r, e, &cap, (struct front_value){item, at});
	}
}

/* A plain value may go on over indented lines, as js-yaml reads it. */
static str
continued(struct reader *r, str value)
{
	struct out o = {.mem = r->mem};

	while (r->rest.n > 0) {
		str next = peek(r);

		if (blank(next) || indent_of(next) == 0)
			break;
		next_line(r);
		if (o.n == 0)
			out_str(&o, value);
		out_char(&o, ' ');
		out_str(&o, str_trim(next));
	}
	return o.n > 0 ? out_text(&o) : value;
}

/* Indented "key: value" lines below a key: what other programs keep there is passed over. */
static void
skip_nested(struct reader *r)
{
	bool reported = false;

	while (r->rest.n > 0 && !blank(peek(r)) && indent_of(peek(r)) > 0) {
		next_line(r);
		if (!reported)
			diag(r->diag, D_FRONT_NESTED, place(r, str_trim(r->line)));
		reported = true;
	}
}

static void
read_value(struct reader *r, struct front_entry *e, str value)
{
	struct pos at = place(r, value);
	int cap = 0;

	if (value.n == 0 || str_eq(value, STR("~")) || str_eq(value, STR("null"))) {
		block_list(r, e);
		if (e->nvalue == 0)
			skip_nested(r);
		return;
	}
	if (is_flow_list(value)) {
		flow_list(r, e, value);
		return;
	}
	if (is_block_mark(value))
		value = block(r, value.p[0] == '>');
	else if (value.p[0] == '"' || value.p[0] == '\'')
		value = plain_or_quoted(r, value);
	else
		value = continued(r, value);
	if (value.n > 0)
		add_value(r, e, &cap, (struct front_value){value, at});
}

/* Split LINE at its first colon of either width. */
static bool
split(str line, str *key, str *value)
{
	ptrdiff_t narrow = str_find(line, STR(":")), wide = str_find(line, STR("："));
	ptrdiff_t at = narrow < 0 || (wide >= 0 && wide < narrow) ? wide : narrow;

	if (at < 0)
		return false;
	*key = str_trim(str_sub(line, 0, at));
	*value = str_trim(str_from_at(line, at + (at == wide ? STR("：").n : 1)));
	if (key->n >= 2 && (key->p[0] == '"' || key->p[0] == '\'') &&
	    key->p[key->n - 1] == key->p[0])
		*key = str_sub(*key, 1, key->n - 1);
	return key->n > 0;
}

static bool
same_key(str a, str b)
{
	return a.n == b.n && strncasecmp(a.p, b.p, (size_t)a.n) == 0;
}

static struct front_entry *
add_entry(struct reader *r, str key)
{
	struct front *f = r->out;
	struct pos at = place(r, key);

	for (int i = 0; i < f->n; i++) {
		if (same_key(f->entry[i].key, key)) {
			diag(r->diag, D_FRONT_DUPLICATE, at, key,
			     diag_int(r->diag, f->entry[i].at.line));
			return NULL;
		}
	}
	if (f->n == ENTRIES_MAX) {
		if (!r->full)
			diag(r->diag, D_FRONT_MANY, at, diag_int(r->diag, ENTRIES_MAX));
		r->full = true;
		return NULL;
	}
	if (f->n == r->cap) {
		struct front_entry *more = NEW(r->mem, struct front_entry, (size_t)r->cap * 2 + 16);

		if (f->n > 0)
			memcpy(more, f->entry, (size_t)f->n * sizeof *more);
		f->entry = more;
		r->cap = r->cap * 2 + 16;
	}
	f->entry[f->n] = (struct front_entry){.key = key, .at = at};
	return &f->entry[f->n++];
}

static void
read_line(struct reader *r)
{
	str s = str_trim(r->line), key, value;
	struct front_entry unused = {0}, *e;

	if (s.n == 0 || s.p[0] == '#')
		return;
	if (!split(s, &key, &value)) {
		diag(r->diag, D_FRONT_LINE, place(r, s), s);
		return;
	}
	e = add_entry(r, key);
	read_value(r, e ? e : &unused, value);
}

void
front_read(struct arena *a, struct diag *d, const struct source *src, struct front *out)
{
	struct reader r = {.mem = a, .diag = d, .file = src->path, .rest = src->text, .out = out};
	enum fence f;

	*out = (struct front){.body = src->text, .body_line = 1};
	f = fence(peek(&r));
	if (src->text.n == 0 || f == FENCE_NONE)
		return;
	next_line(&r);
	if (f == FENCE_WIDE)
		diag(d, D_FRONT_FENCE, place(&r, str_trim(r.line)));
	while (next_line(&r)) {
		f = fence(r.line);
		if (f == FENCE_NONE) {
			read_line(&r);
			continue;
		}
		if (f == FENCE_WIDE)
			diag(d, D_FRONT_FENCE, place(&r, str_trim(r.line)));
		out->body = r.rest;
		out->body_line = r.number + 1;
		return;
	}
	diag(d, D_FRONT_OPEN, ((struct pos){src->path, 1, 1, 3}));
	out->body = (str){src->text.p + src->text.n, 0};
	out->body_line = r.number + 1;
}

int
front_key(struct diag *d, const struct front_entry *e, const struct front_key *keys, int n)
{
	struct arena scratch = {0};
	struct strs words = {0};
	str nearest;

	for (int i = 0; i < n; i++)
		if (same_key(e->key, keys[i].name) ||
		    (keys[i].alias.n > 0 && str_eq(e->key, keys[i].alias)))
			return i;
	words.v = NEW(&scratch, str, (size_t)n * 2);
	for (int i = 0; i < n; i++) {
		words.v[words.n++] = keys[i].name;
		if (keys[i].alias.n > 0)
			words.v[words.n++] = keys[i].alias;
	}
	nearest = front_nearest(&scratch, e->key, &words);
	if (nearest.n > 0)
		diag(d, D_FRONT_UNKNOWN_NEAR, e->at, e->key, nearest);
	else
		diag(d, D_FRONT_UNKNOWN, e->at, e->key);
	arena_free(&scratch);
	return -1;
}

str
front_text(struct diag *d, const struct front_entry *e)
{
	if (e->nvalue > 1)
		diag(d, D_FRONT_ONE, e->value[1].at, e->key);
	return e->nvalue > 0 ? e->value[0].text : (str){0};
}

/* The characters of S, ASCII case folded, at most WORD_MAX. */
static int
characters(str s, uint32_t *out)
{
	int n = 0;

	for (ptrdiff_t i = 0; i < s.n && n < WORD_MAX;) {
		uint32_t c = utf8_next(s, &i);

		out[n++] = c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
	}
	return n;
}

static int
least(int a, int b)
{
	return a < b ? a : b;
}

/* Edits (insert, delete, replace, exchange of neighbours) between two words: Damerau, restricted.
 */
static int
distance(const uint32_t *a, int na, const uint32_t *b, int nb)
{
	int d[WORD_MAX + 1][WORD_MAX + 1];

	for (int i = 0; i <= na; i++)
		d[i][0] = i;
	for (int j = 0; j <= nb; j++)
		d[0][j] = j;
	for (int i = 1; i <= na; i++) {
		for (int j = 1; j <= nb; j++) {
			int change = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);

			d[i][j] = least(change, least(d[i - 1][j], d[i][j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
		}
	}
	return d[na][nb];
}

str
front_nearest(struct arena *scratch, str word, const struct strs *words)
{
	uint32_t *w = NEW(scratch, uint32_t, WORD_MAX), *v = NEW(scratch, uint32_t, WORD_MAX);
	int n = characters(word, w), best = n > 5 ? n / 3 : 1;
	str nearest = {0};

	for (int i = 0; i < words->n; i++) {
		int m = characters(words->v[i], v);
		int k = distance(w, n, v, m);

		if (k < m && k < n && (k < best || (k == best && nearest.n == 0))) {
			best = k;
			nearest = words->v[i];
		}
	}
	return nearest;
}
