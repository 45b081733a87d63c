#include "content/marked.h"

#include "base/blocks.h"
#include "base/utf8.h"

#include <assert.h>

/* Bytes of the text for cmark up to the next span; inserted ones have no place of their own. */
struct marked_span {
	ptrdiff_t at, from;
	bool copied;
};

static const str letter = STR_INIT(MARKED_LETTER), stop = STR_INIT(MARKED_STOP),
		 hold = STR_INIT("\xEF\xBF\xBF"); /* U+FFFF */

void
marked_init(struct marked *m, struct arena *mem, str file, str source, int line)
{
	*m = (struct marked){.mem = mem,
			     .file = file,
			     .source = source,
			     .line = line,
			     .words = str_find(source, STR("&#")) < 0,
			     .stars = str_find(source, STR("＊＊")) >= 0,
			     .text = {.mem = mem},
			     .at = {file, line, 1, 0}};
}

static void
add_span(struct marked *m, ptrdiff_t from, bool copied)
{
	if (m->nspan == m->cap_span) {
		struct marked_span *old = m->span;

		m->cap_span = m->cap_span ? m->cap_span * 2 : 64;
		m->span = NEW(m->mem, struct marked_span, (size_t)m->cap_span);
		if (old)
			memcpy(m->span, old, (size_t)m->nspan * sizeof *old);
	}
	m->span[m->nspan++] = (struct marked_span){(ptrdiff_t)m->text.n, from, copied};
}

/* The end of the source bytes that were put in last. */
static ptrdiff_t
source_at(const struct marked *m)
{
	const struct marked_span *s = m->span + m->nspan - 1;

	if (m->nspan == 0)
		return 0;
	return s->copied ? s->from + ((ptrdiff_t)m->text.n - s->at) : s->from;
}

void
marked_copy(struct marked *m, ptrdiff_t from, ptrdiff_t to)
{
	if (from == to)
		return;
	if (m->nspan == 0 || !m->span[m->nspan - 1].copied || source_at(m) != from)
		add_span(m, from, true);
	out_str(&m->text, str_sub(m->source, from, to));
}

void
marked_insert(struct marked *m, ptrdiff_t at, str s)
{
	add_span(m, at, false);
	out_str(&m->text, s);
}

int
marked_hold(struct marked *m, ptrdiff_t from, ptrdiff_t to)
{
	if (m->nheld == m->cap_held) {
		str *old = m->held;

		m->cap_held = m->cap_held ? m->cap_held * 2 : 16;
		m->held = NEW(m->mem, str, (size_t)m->cap_held);
		if (old)
			memcpy(m->held, old, (size_t)m->nheld * sizeof *old);
	}
	m->held[m->nheld] = str_sub(m->source, from, to);
	add_span(m, from, false);
	out_str(&m->text, hold);
	out_uint(&m->text, (unsigned)m->nheld);
	out_str(&m->text, hold);
	add_span(m, to, true);
	return m->nheld++;
}

/* Step over U+FFFF number U+FFFF at the start of *S; the number, or -1. */
static int
eat_hold(const struct marked *m, str *s)
{
	enum { LONGEST = 9 }; /* digits of a number */
	str rest = *s;
	int i = 0, n = 0;

	if (!str_eat(&rest, hold))
		return -1;
	for (; n < rest.n && n < LONGEST && rest.p[n] >= '0' && rest.p[n] <= '9'; n++)
		i = i * 10 + (rest.p[n] - '0');
	rest = str_from_at(rest, n);
	if (n == 0 || !str_eat(&rest, hold) || i >= m->nheld)
		return -1;
	*s = rest;
	return i;
}

/* No mark begins before the last byte of a block. */
BLOCK_INLINE bool
unmarked(const unsigned char *p)
{
	unsigned char found = 0;

	for (int i = 0; i < BLOCK; i++)
		found |= ((p[i - 1] == 0xEF) & (p[i] == 0xBF)) |
			 ((p[i - 1] == 0xF0) & (p[i] == 0x92));
	return !found;
}

BLOCK_CLONES static bool
no_mark(str s)
{
	return blocks_all(s, unmarked);
}

/* Bytes of the mark at the start of S, 0 if there is none; *SOURCE is what it stands for. */
static ptrdiff_t
mark_at(const struct marked *m, str s, str *source)
{
	str rest = s;
	int held;

	*source = (str){0};
	if ((unsigned char)s.p[0] < 0xEF)
		return 0;
	held = eat_hold(m, &rest);
	if (held >= 0)
		*source = m->held[held];
	else if (!str_eat(&rest, letter))
		str_eat(&rest, stop);
	return s.n - rest.n;
}

str
marked_strip(struct arena *a, const struct marked *m, str s)
{
	struct out o = {.mem = a};
	ptrdiff_t from = 0, i = 0, n;
	str source;

	if (s.n == 0)
		return (str){0};
	if (mark_at(m, s, &source) == s.n)
		return source;
	if (no_mark(s))
		return str_dup(a, s);
	while (i < s.n) {
		if ((n = mark_at(m, str_from_at(s, i), &source)) == 0) {
			i++;
			continue;
		}
		out_str(&o, str_sub(s, from, i));
		out_str(&o, source);
		from = i += n;
	}
	out_str(&o, str_from_at(s, from));
	return out_text(&o);
}

int
marked_held(const struct marked *m, str s)
{
	int held = eat_hold(m, &s);

	return s.n == 0 ? held : -1;
}

/* Where the lines of S begin, N of them. */
static ptrdiff_t *
line_table(struct arena *a, str s, int *n)
{
	const char *at = s.p, *end = s.p + s.n;
	int cap = 64;
	ptrdiff_t *line = NEW(a, ptrdiff_t, (size_t)cap), *old;

	*n = 1;
	while (at < end && (at = memchr(at, '\n', (size_t)(end - at)))) {
		if (*n == cap) {
			old = line;
			line = NEW(a, ptrdiff_t, 2 * (size_t)cap);
			memcpy(line, old, (size_t)cap * sizeof *line);
			cap *= 2;
		}
		at++;
		line[(*n)++] = at - s.p;
	}
	return line;
}

ptrdiff_t
marked_text_line(struct marked *m, int line)
{
	str text = {m->text.p, (ptrdiff_t)m->text.n};

	assert(line >= 1);
	if (!m->text_line)
		m->text_line = line_table(m->mem, text, &m->ntext_line);
	return line <= m->ntext_line ? m->text_line[line - 1] : text.n;
}

ptrdiff_t
marked_content(str s, ptrdiff_t at, int quotes)
{
	for (; at < s.n; at++) {
		if (s.p[at] == '>' && quotes > 0)
			quotes--;
		else if (s.p[at] != ' ' && s.p[at] != '\t')
			break;
	}
	return at;
}

/* The number of the span that byte AT of the text for cmark is in. */
static int
span_at(const struct marked *m, ptrdiff_t at)
{
	int low = 0, high = m->nspan;

	while (high - low > 1) {
		int mid = low + (high - low) / 2;

		if (m->span[mid].at <= at)
			low = mid;
		else
			high = mid;
	}
	return low;
}

ptrdiff_t
marked_origin(const struct marked *m, ptrdiff_t at)
{
	const struct marked_span *s;
	ptrdiff_t from;

	if (m->nspan == 0)
		return 0;
	s = m->span + span_at(m, at);
	from = s->copied ? s->from + (at - s->at) : s->from;
	return from < m->source.n ? from : m->source.n;
}

/* Byte AT of the source stands in LINE (from 0), which may be one too many. */
static bool
is_in_line(const struct marked *m, int line, ptrdiff_t at)
{
	return line < m->nsource_line && m->source_line[line] <= at &&
	       (line + 1 == m->nsource_line || at < m->source_line[line + 1]);
}

/* The line (from 0) of the source that byte AT stands in: mostly the last one, or the next. */
static int
line_of(struct marked *m, ptrdiff_t at)
{
	enum { NEAR = 3 };
	int low = m->at.line - m->line, high;

	if (!m->source_line)
		m->source_line = line_table(m->mem, m->source, &m->nsource_line);
	for (int i = 0; i < NEAR; i++)
		if (is_in_line(m, low + i, at))
			return low + i;
	low = 0;
	high = m->nsource_line;
	while (high - low > 1) {
		int mid = low + (high - low) / 2;

		if (m->source_line[mid] <= at)
			low = mid;
		else
			high = mid;
	}
	return low;
}

struct pos
marked_pos(struct marked *m, ptrdiff_t at)
{
	int line = line_of(m, at);
	struct pos to = {m->file, m->line + line, 1, 0};
	ptrdiff_t from = m->source_line[line];

	if (m->at.line == to.line && m->seen <= at) {
		from = m->seen;
		to.col = m->at.col;
	}
	if (from < at)
		to.col += (int)utf8_count(str_sub(m->source, from, at));
	m->seen = at;
	m->at = to;
	return to;
}
