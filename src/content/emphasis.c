#include "content/emphasis.h"

#include "base/blocks.h"
#include "base/icu.h"
#include "base/utf8.h"

#include <assert.h>

enum { HOLD_LEAST = 16 }; /* bytes of words that are held: fewer cost cmark less than a mark */

/* One scan over source bytes FROM to TO; what lies before DONE was copied. */
struct scan {
	struct marked *m;
	str s; /* ends at TO */
	ptrdiff_t from, done, at;
	bool cell;  /* of a table */
	bool whole; /* what cmark compares or takes apart may stand here: no words are held */
	ptrdiff_t lock_stop; /* no -{…}- that begins before this byte ends */
};

/* What stands beside a run, as cmark and as the rule see it. */
struct beside {
	bool space, punct, cjk;
	bool underscore;
	bool selected; /* a variation selector after a punctuation mark */
};

static bool
is_punct(uint32_t cp)
{
	if (cp >= 0x80)
		return icu_punct(cp);
	return (cp > 0x20 && cp < '0') || (cp > '9' && cp < 'A') || (cp > 'Z' && cp < 'a') ||
	       (cp > 'z' && cp < 0x7F);
}

/* VS1 to VS15 belong to the character before them (VS16 makes an emoji of it). */
static bool
is_selector(uint32_t cp)
{
	return cp >= 0xFE00 && cp <= 0xFE0E;
}

static bool
is_ideographic_selector(uint32_t cp)
{
	return cp >= 0xE0100 && cp <= 0xE01EF;
}

static struct beside
look_at(uint32_t cp)
{
	return (struct beside){.space = icu_space(cp),
			       .punct = is_punct(cp),
			       .cjk = icu_cjk(cp) || is_ideographic_selector(cp),
			       .underscore = cp == '_'};
}

/* Only blanks and ">" stand before byte AT in its line. */
static bool
leads(const struct scan *c, ptrdiff_t at)
{
	while (at > c->from && strchr(" \t>", c->s.p[at - 1]))
		at--;
	return at == c->from || c->s.p[at - 1] == '\n';
}

static struct beside
look_before(const struct scan *c, ptrdiff_t at)
{
	struct beside b = {.space = true};
	uint32_t cp;

	if (leads(c, at))
		return b;
	cp = utf8_prev(c->s, &at);
	b = look_at(cp);
	if (is_selector(cp) && at > c->from) {
		cp = utf8_prev(c->s, &at);
		b.cjk = icu_cjk(cp);
		b.selected = is_punct(cp);
	}
	return b;
}

static struct beside
look_after(const struct scan *c, ptrdiff_t at)
{
	return at < c->s.n ? look_at(utf8_next(c->s, &at)) : (struct beside){.space = true};
}

static void
flush(struct scan *c, ptrdiff_t to)
{
	marked_copy(c->m, c->done, to);
	c->done = to;
}

/* Between the run at AT (to END) and punctuation beside it goes a letter; "_" needs its own. */
static void
mark_run(struct scan *c, ptrdiff_t end)
{
	struct beside before = look_before(c, c->at), after = look_after(c, end);

	if (c->s.p[c->at] == '_') {
		if (before.selected) {
			flush(c, c->at);
			marked_insert(c->m, c->at, STR(MARKED_STOP));
		}
		return;
	}
	if (before.space || after.space || !(before.cjk || after.cjk))
		return;
	if (before.punct) {
		flush(c, c->at);
		marked_insert(c->m, c->at,
			      before.underscore ? STR(MARKED_STOP MARKED_LETTER)
						: STR(MARKED_LETTER));
	}
	if (after.punct) {
		flush(c, end);
		marked_insert(c->m, end,
			      after.underscore ? STR(MARKED_LETTER MARKED_STOP)
					       : STR(MARKED_LETTER));
	}
}

/* The byte at which a mark that is open at AT must stop: its "}-", or what it may not hold. */
static ptrdiff_t
lock_end(str s, ptrdiff_t at)
{
	for (; at < s.n; at++) {
		char ch = s.p[at];

		if (ch == '\n' || ch == '`' || ch == '<' || ch == '>')
			break;
		if (ch == '}' && at + 1 < s.n && s.p[at + 1] == '-')
			break;
	}
	return at;
}

ptrdiff_t
emphasis_lock(str s)
{
	ptrdiff_t end;

	if (!str_starts(s, STR("-{")))
		return 0;
	end = lock_end(s, 2);
	return end < s.n && s.p[end] == '}' ? end + 2 : 0;
}

static bool
hold_lock(struct scan *c)
{
	ptrdiff_t end;

	if (!str_starts(str_from_at(c->s, c->at), STR("-{")) || c->at < c->lock_stop)
		return false;
	end = lock_end(c->s, c->at + 2);
	if (end == c->s.n || c->s.p[end] != '}') {
		c->lock_stop = end;
		return false;
	}
	flush(c, c->at);
	marked_hold(c->m, c->at, end + 2);
	c->at = c->done = end + 2;
	return true;
}

/*
 * "\" and an ASCII character stay together: a letter between them would make the backslash
 * visible.
 */
static void
step_over_escape(struct scan *c)
{
	bool pair = c->at + 1 < c->s.n && (unsigned char)c->s.p[c->at + 1] < 0x80 &&
		    c->s.p[c->at + 1] != '\n';

	/* behind a break cmark counts the bytes that it saw on from the line before */
	c->whole |= str_starts(str_from_at(c->s, c->at), STR("\\\n"));
	if (pair && c->cell && c->s.p[c->at + 1] == '|') {
		flush(c, c->at);
		c->done = c->at + 1;
	}
	c->at += pair ? 2 : 1;
}

/* Characters that our own marks are made of: CR never comes this far. */
static bool
step_over_own(struct scan *c)
{
	str rest = str_from_at(c->s, c->at);
	ptrdiff_t n = rest.n;

	if (str_eat(&rest, STR(MARKED_STOP))) {
		flush(c, c->at);
		marked_hold(c->m, c->at, c->s.n - rest.n);
	} else if (str_eat(&rest, STR(MARKED_LETTER)) || str_eat(&rest, STR("\xEF\xBF\xBF")) ||
		   str_eat(&rest, STR("\r"))) {
		flush(c, c->at);
	}
	if (rest.n == n)
		return false;
	c->at = c->done = c->s.n - rest.n;
	return true;
}

static void
step(struct scan *c)
{
	char ch = c->s.p[c->at];
	ptrdiff_t end = c->at + 1;

	if (ch == '\\') {
		step_over_escape(c);
	} else if (ch == '[' || ch == '<' || ch == '`') {
		c->whole = true;
		c->at++;
	} else if (ch == '\n') {
		/* labels and addresses end with their paragraph, where they do not before */
		c->whole &= !str_starts(str_from_at(c->s, end), STR("\n"));
		c->at++;
	} else if (ch == '*' || ch == '_') {
		while (end < c->s.n && c->s.p[end] == ch)
			end++;
		mark_run(c, end);
		c->at = end;
	} else if (!(ch == '-' && hold_lock(c)) &&
		   !((ch == '\r' || (unsigned char)ch >= 0xEF) && step_over_own(c))) {
		c->at++;
	}
}

/*
 * Bytes that may mean more to cmark than what they are, or to us: controls, & * - < [ \ ] ^ _ `
 * and what may be one of our own marks.
 */
static bool
is_sign(unsigned char c, unsigned char next)
{
	if (c >= 0x80)
		return (c == 0xEF && next == 0xBF) || (c == 0xF0 && next == 0x92);
	return c < 0x20 || c == '&' || c == '*' || c == '-' || c == '<' || (c >= '[' && c <= '`');
}

/*
 * Which of the bytes from the one before P on may be signs. From "&" to "-" all are taken for one,
 * and there are two questions: of more in one the compiler makes a table, which is no vector.
 */
BLOCK_INLINE void
find_signs(const unsigned char *p, unsigned char sign[BLOCK])
{
	for (int i = 0; i < BLOCK; i++) {
		unsigned char c = p[i - 1], next = p[i];

		sign[i] = (c < 0x20) | ((c >= '[') & (c <= '`')) | ((c == 0xEF) & (next == 0xBF)) |
			  ((c == 0xF0) & (next == 0x92));
	}
	for (int i = 0; i < BLOCK; i++) {
		unsigned char c = p[i - 1];

		sign[i] |= ((c >= '&') & (c <= '-')) | (c == '<');
	}
}

BLOCK_INLINE bool
no_sign(const unsigned char *p)
{
	unsigned char sign[BLOCK], found = 0;

	find_signs(p, sign);
	for (int i = 0; i < BLOCK; i++)
		found |= sign[i];
	return !found;
}

/* The number of the first of them, if there is one. */
BLOCK_INLINE ptrdiff_t
first_sign(const unsigned char *p)
{
	unsigned char sign[BLOCK];
	const unsigned char *first;

	find_signs(p, sign);
	first = memchr(sign, true, BLOCK);
	return first ? first - sign : BLOCK;
}

/* The first sign from byte AT on. */
BLOCK_CLONES static ptrdiff_t
next_sign(str s, ptrdiff_t at)
{
	const unsigned char *p = (const unsigned char *)s.p;

	for (; at < s.n; at++) {
		at = blocks_skip(s, at + 1, no_sign) - 1;
		if (at + 1 >= BLOCK_BEFORE && s.n - at > BLOCK)
			at += first_sign(p + at + 1);
		if (is_sign(p[at], at + 1 < s.n ? p[at + 1] : 0))
			return at;
	}
	return s.n;
}

static bool
is_emphasis(const struct scan *c, ptrdiff_t at)
{
	return at >= c->from && at < c->s.n && (c->s.p[at] == '*' || c->s.p[at] == '_');
}

/*
 * Words up to byte TO. For cmark they are one letter, and all of its work with them is saved; only
 * beside a run of "*" or "_" it must see which character stands there. ASCII at their ends may be
 * an indent, a number, or the end of a line that breaks.
 */
static void
hold_words(struct scan *c, ptrdiff_t to)
{
	ptrdiff_t from = c->at, end = to;

	while (from < end && (unsigned char)c->s.p[from] < 0xC0) /* or the rest of a character */
		from++;
	while (from < end && (unsigned char)c->s.p[end - 1] < 0x80)
		end--;
	if (from < end && is_emphasis(c, from - 1))
		utf8_next(c->s, &from);
	if (from < end && is_emphasis(c, end))
		utf8_prev(c->s, &end);
	if (end - from < HOLD_LEAST)
		return;
	flush(c, from);
	marked_hold(c->m, from, end);
	c->done = end;
}

static void
copy(struct marked *m, ptrdiff_t from, ptrdiff_t to, bool cell)
{
	struct scan c = {.m = m,
			 .s = str_sub(m->source, 0, to),
			 .from = from,
			 .done = from,
			 .at = from,
			 .cell = cell};

	while (c.at < c.s.n) {
		ptrdiff_t end = next_sign(c.s, c.at);

		if (m->words && !cell && !c.whole && end - c.at >= HOLD_LEAST)
			hold_words(&c, end);
		c.at = end;
		if (c.at < c.s.n)
			step(&c);
	}
	flush(&c, c.s.n);
}

void
emphasis_copy(struct marked *m, ptrdiff_t from, ptrdiff_t to)
{
	copy(m, from, to, false);
}

void
emphasis_copy_cell(struct marked *m, ptrdiff_t from, ptrdiff_t to)
{
	copy(m, from, to, true);
}
