#include "content/locate.h"

#include "base/icu.h"
#include "base/utf8.h"

#include <stdlib.h>

#define ORDER_MARK "\xEF\xBB\xBF"

void
locate_init(struct arena *a, struct locate *l, str raw)
{
	ptrdiff_t at = str_starts(raw, STR(ORDER_MARK)) ? 3 : 0;

	*l = (struct locate){.raw = raw, .line = NEW(a, ptrdiff_t, (size_t)raw.n + 1)};
	l->line[l->nline++] = at;
	for (; at < raw.n; at++)
		if (raw.p[at] == '\n' ||
		    (raw.p[at] == '\r' && !str_starts(str_from_at(raw, at + 1), STR("\n"))))
			l->line[l->nline++] = at + 1;
}

ptrdiff_t
locate_byte(const struct locate *l, struct pos at)
{
	ptrdiff_t byte, end;

	if (at.line < 1 || at.line > l->nline)
		return l->raw.n;
	byte = l->line[at.line - 1];
	end = at.line < l->nline ? l->line[at.line] : l->raw.n;
	for (int col = 1; col < at.col && byte < end;) {
		uint32_t cp = utf8_next(l->raw, &byte);

		/* no text may hold these: they were left out when the file was read */
		col += cp >= 0x20 || cp == '\t';
	}
	return byte;
}

static bool
ascii_punct(char c)
{
	return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
	       (c >= '{' && c <= '~');
}

/* Bytes of the entity that S begins with, without "&" and ";" in *NAME; 0: it begins with none. */
static ptrdiff_t
entity(str s, str *name)
{
	enum { LONGEST = 34 };
	ptrdiff_t n = 1;

	if (!str_starts(s, STR("&")))
		return 0;
	while (n < s.n && n < LONGEST &&
	       (s.p[n] == '#' || (s.p[n] >= '0' && s.p[n] <= '9') ||
		((s.p[n] | 32) >= 'a' && (s.p[n] | 32) <= 'z')))
		n++;
	*name = str_sub(s, 1, n);
	return n > 1 && n < s.n && s.p[n] == ';' ? n + 1 : 0;
}

static uint32_t
digits(str s, uint32_t base)
{
	uint32_t n = 0;

	for (ptrdiff_t i = 0; i < s.n && n < 0x110000; i++) {
		uint32_t c = (unsigned char)s.p[i];

		n = n * base + (c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
	}
	return n;
}

/* Whether the entity NAME can be CP. No name stands for a Han character. */
static bool
is_entity_of(str name, uint32_t cp)
{
	static const str blank[] = {STR_INIT("emsp"), STR_INIT("ensp"), STR_INIT("nbsp"),
				    STR_INIT("thinsp")};

	if (str_eat(&name, STR("#x")) || str_eat(&name, STR("#X")))
		return digits(name, 16) == cp;
	if (str_eat(&name, STR("#")))
		return digits(name, 10) == cp;
	for (size_t i = 0; i < sizeof blank / sizeof *blank; i++)
		if (str_eq(name, blank[i]))
			return icu_space(cp);
	if (cp == '&')
		return str_eq(name, STR("amp"));
	return !icu_han(cp) && !(cp < 0x80 && icu_letter_or_digit(cp));
}

/* Bytes of S that stand for CP; 0: it does not begin with it. */
static ptrdiff_t
match(str s, uint32_t cp)
{
	str name;
	ptrdiff_t n = entity(s, &name), next = 0;

	if (n > 0 && is_entity_of(name, cp))
		return n;
	if (s.p[0] == '\\' && s.n > 1 && ascii_punct(s.p[1]) && (uint32_t)s.p[1] == cp)
		return 2;
	return utf8_next(s, &next) == cp ? next : 0;
}

/* Bytes of the tag or comment that S begins with; 0: none. */
static ptrdiff_t
tag(str s)
{
	bool comment = str_starts(s, STR("<!--"));
	str end = comment ? STR("-->") : STR(">");
	ptrdiff_t n = str_starts(s, STR("<")) ? str_find(s, end) : -1;

	return n < 0 ? 0 : n + end.n;
}

/* Bytes at the start of S that no text of KIND has; 0: it should have them. */
static ptrdiff_t
between(str s, enum locate_kind kind)
{
	static const char *const sign[] = {">", ">*_[]`~!\\", "\"'|>+-#"};
	ptrdiff_t at = 0, n;
	str name;
	uint32_t cp;

	if ((n = tag(s)) > 0 && kind != LOCATE_FRONT)
		return n;
	if ((n = entity(s, &name)) > 0 && (is_entity_of(name, 0x3000) || is_entity_of(name, ' ')))
		return n;
	cp = utf8_next(s, &at);
	if (icu_space(cp) || cp < 0x20 || cp == 0xFEFF)
		return at;
	return cp < 0x80 && strchr(sign[kind], (int)cp) ? at : 0;
}

ptrdiff_t
locate_text(const struct locate *l, ptrdiff_t from, str text, enum locate_kind kind,
	    struct locate_span *span)
{
	int i = 0;

	for (ptrdiff_t at = 0; at < text.n; i++) {
		uint32_t cp = utf8_next(text, &at);
		ptrdiff_t n = 0;

		while (from < l->raw.n) {
			str rest = str_from_at(l->raw, from);
			ptrdiff_t skip;

			n = match(rest, cp);
			/* a line end in the file is a blank in a plain text */
			if (n == 0 && cp == ' ' && rest.p[0] == '\n')
				n = 1;
			if (n > 0)
				break;
			skip = between(rest, kind);
			if (skip == 0)
				return -1;
			from += skip;
		}
		if (n == 0)
			return -1;
		span[i] = (struct locate_span){from, from + n};
		from += n;
	}
	return from;
}

/* The "]" that closes the "[" at byte AT of S; -1: none in its paragraph. */
static ptrdiff_t
closing(str s, ptrdiff_t at)
{
	int depth = 0;

	for (; at < s.n; at++) {
		if (s.p[at] == '\\' && at + 1 < s.n && ascii_punct(s.p[at + 1]))
			at++;
		else if (s.p[at] == '[')
			depth++;
		else if (s.p[at] == ']' && --depth == 0)
			return at;
		else if (str_starts(str_from_at(s, at), STR("\n\n")))
			return -1;
	}
	return -1;
}

static ptrdiff_t
skip_blanks(str s, ptrdiff_t at)
{
	while (at < s.n && strchr(" \t\r\n", s.p[at]))
		at++;
	return at;
}

/* Behind the address that begins at byte AT of S. */
static ptrdiff_t
skip_address(str s, ptrdiff_t at)
{
	int depth = 0;

	if (at < s.n && s.p[at] == '<') {
		ptrdiff_t end = str_find(str_from_at(s, at), STR(">"));

		return end < 0 ? s.n : at + end + 1;
	}
	for (; at < s.n && !strchr(" \t\r\n", s.p[at]); at++) {
		if (s.p[at] == '\\' && at + 1 < s.n)
			at++;
		else if (s.p[at] == '(')
			depth++;
		else if (s.p[at] == ')' && depth-- == 0)
			return at;
	}
	return at;
}

bool
locate_link(const struct locate *l, ptrdiff_t from, ptrdiff_t *close, ptrdiff_t *title)
{
	str s = l->raw;
	ptrdiff_t at = from;

	at += at < s.n && s.p[at] == '!';
	if (at >= s.n || s.p[at] != '[' || (*close = closing(s, at)) < 0)
		return false;
	*title = -1;
	at = *close + 1;
	if (at >= s.n || s.p[at] != '(')
		return true;
	at = skip_blanks(s, skip_address(s, skip_blanks(s, at + 1)));
	if (at < s.n && strchr("\"'(", s.p[at]))
		*title = at + 1;
	return true;
}

/* LABEL as labels are compared: case and the width of blanks do not count. */
static str
fold(struct arena *a, str label)
{
	struct out o = {.mem = a};
	bool blank = false;

	label = str_trim(icu_fold(a, label));
	for (ptrdiff_t i = 0; i < label.n; i++) {
		bool also = blank;

		blank = strchr(" \t\r\n", label.p[i]) != NULL;
		if (!blank || !also)
			out_char(&o, blank ? ' ' : label.p[i]);
	}
	return out_text(&o);
}

/* The definition that begins at byte AT, a "["; false: none does. What is longer is left out. */
static bool
read_definition(struct arena *a, str raw, ptrdiff_t at, struct locate_definition *d)
{
	enum { LONGEST = 4096 };
	str s = str_sub(raw, 0, raw.n - at > LONGEST ? at + LONGEST : raw.n);
	ptrdiff_t close = closing(s, at);

	if (close < 0 || !str_starts(str_from_at(s, close + 1), STR(":")))
		return false;
	d->label = fold(a, str_sub(s, at + 1, close));
	d->title = -1;
	at = skip_blanks(s, skip_address(s, skip_blanks(s, close + 2)));
	if (at < s.n && strchr("\"'(", s.p[at]))
		d->title = at + 1;
	return true;
}

static int
by_label(const void *a, const void *b)
{
	const struct locate_definition *x = a, *y = b;
	int c = str_cmp(x->label, y->label);

	return c ? c : (x->title > y->title) - (x->title < y->title);
}

void
locate_definitions(struct arena *a, const struct locate *l, struct locate_definitions *out)
{
	enum { INDENT = 3 };
	bool fenced = false, open = true; /* OPEN: no paragraph goes on here */

	out->of = NEW(a, struct locate_definition, (size_t)l->nline);
	out->n = 0;
	for (int i = 0; i < l->nline; i++) {
		ptrdiff_t end = i + 1 < l->nline ? l->line[i + 1] : l->raw.n, at = l->line[i];
		int blanks = 0;
		str rest;

		for (; at < end && strchr("> ", l->raw.p[at]); at++)
			blanks = l->raw.p[at] == ' ' ? blanks + 1 : 0;
		rest = str_sub(l->raw, at, end);
		if (str_starts(rest, STR("```")) || str_starts(rest, STR("~~~"))) {
			fenced = !fenced;
			open = true;
		} else if (!fenced && open && blanks <= INDENT && str_starts(rest, STR("["))) {
			open = read_definition(a, l->raw, at, &out->of[out->n]);
			out->n += open;
		} else {
			open = str_trim(rest).n == 0 || rest.p[0] == '#' ||
			       (open && strchr("\"'(", rest.p[0]));
		}
	}
	qsort(out->of, (size_t)out->n, sizeof *out->of, by_label);
}

struct locate_definition *
locate_definition(struct arena *a, const struct locate *l, const struct locate_definitions *all,
		  ptrdiff_t from, ptrdiff_t close)
{
	enum { LONGEST = 1000 }; /* as CommonMark has it */
	str rest = str_from_at(l->raw, close + 1), label;
	ptrdiff_t end = str_starts(rest, STR("[")) ? closing(l->raw, close + 1) : -1;
	int low = 0, high = all->n;

	from += l->raw.p[from] == '!';
	label = end > close + 2 ? str_sub(l->raw, close + 2, end)
				: str_sub(l->raw, from + 1, close);
	label = label.n > LONGEST ? (str){0} : fold(a, label);
	while (low < high) {
		int middle = low + (high - low) / 2;

		if (str_cmp(all->of[middle].label, label) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < all->n && str_eq(all->of[low].label, label) ? &all->of[low] : NULL;
}
