#include "content/prose.h"

#include "base/blocks.h"
#include "base/icu.h"
#include "base/utf8.h"

enum { STARS_MAX = 32 }; /* "**" in one line */

static const str indent = STR_INIT("\xE3\x80\x80"); /* U+3000 */

struct scan {
	struct arena *mem;
	str s;
	ptrdiff_t at; /* where a line begins */
	struct pos pos;
	bool urls; /* may stand somewhere */
	bool others;
	struct prose_run *run, **last; /* RUN: that goes on at AT, or NULL */
};

/* Words of one line, and the "**" between them. */
struct words {
	ptrdiff_t from; /* with the blanks of an indent */
	ptrdiff_t first, to;
	ptrdiff_t end; /* of the line */
	ptrdiff_t star[STARS_MAX];
	int n;
};

/* Bytes that may mean more than what they are, or that begin what another module looks at. */
static bool
is_sign(unsigned char c, unsigned char next)
{
	return c < 0x20 || c == '&' || c == '*' || c == '<' || (c >= '[' && c <= '`') || c == '{' ||
	       (c == 0xBC && next == 0x8A) || (c == 0x80 && next == 0x91); /* of "＊", "】" */
}

/* The number of the first of BLOCK bytes that is one; BLOCK: none is. */
BLOCK_INLINE ptrdiff_t
first_sign(const unsigned char *p)
{
	unsigned char sign[BLOCK];
	uint64_t some[BLOCK / sizeof(uint64_t)], any = 0;

	for (int i = 0; i < BLOCK; i++) {
		unsigned char c = p[i];

		sign[i] = (c < 0x20) | ((c >= '[') & (c <= '`'));
		sign[i] |= (c == '&') | (c == '*');
	}
	for (int i = 0; i < BLOCK; i++) {
		unsigned char c = p[i], next = p[i + 1];

		sign[i] |= (c == '<') | (c == '{');
		sign[i] |= ((c == 0xBC) & (next == 0x8A)) | ((c == 0x80) & (next == 0x91));
	}
	memcpy(some, sign, sizeof some);
	for (size_t i = 0; i < sizeof some / sizeof *some; i++)
		any |= some[i];
	return any ? (const unsigned char *)memchr(sign, true, BLOCK) - sign : BLOCK;
}

/* The first one from byte AT on, or the end. */
BLOCK_CLONES static ptrdiff_t
next_sign(str s, ptrdiff_t at)
{
	const unsigned char *p = (const unsigned char *)s.p;

	for (; s.n - at > BLOCK; at += BLOCK) {
		ptrdiff_t n = first_sign(p + at);

		if (n < BLOCK)
			return at + n;
	}
	while (at < s.n && !is_sign(p[at], at + 1 < s.n ? p[at + 1] : 0))
		at++;
	return at;
}

static bool
ends_line(str s, ptrdiff_t at)
{
	return at == s.n || s.p[at] == '\n';
}

/* Between two of these a run of "*" opens and closes (content/emphasis.h). */
static bool
joins(uint32_t cp)
{
	return icu_han(cp) || (icu_cjk(cp) && icu_punct(cp));
}

/* "**" at byte AT that can open, if it is the first of two, or else close. */
static bool
read_star(str s, ptrdiff_t at, struct words *w)
{
	ptrdiff_t before = at, after = at + 2;

	if (w->n == STARS_MAX || !str_starts(str_from_at(s, at), STR("**")))
		return false;
	if (at > w->first && !joins(utf8_prev(s, &before)))
		return false;
	w->star[w->n++] = at;
	if (ends_line(s, after))
		return w->n % 2 == 0;
	return joins(utf8_next(s, &after));
}

/* "1.", "1)": may begin a list. */
static bool
begins_number(str s)
{
	ptrdiff_t n = 0;

	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	return n > 0 && n < s.n && (s.p[n] == '.' || s.p[n] == ')');
}

/* No marker begins S, and none that an editor may have meant (content/trap.h). */
static bool
begins_words(str s)
{
	/* and the mark U+FEFF, which cmark drops where a text begins */
	static const str wide = STR_INIT("＃＊－＋＞｜\uFEFF");
	ptrdiff_t at = 0;

	if (s.n < 3)
		return false;
	if ((unsigned char)s.p[0] < 0x80)
		return str_starts(s, STR("**")) ||
		       (icu_letter_or_digit((unsigned char)s.p[0]) && !begins_number(s));
	return (s.p[0] != '\xEF' || str_find(wide, str_sub(s, 0, 3)) < 0) &&
	       !icu_space(utf8_next(s, &at));
}

/* At byte AT, a sign, is something that is no word. */
static bool
is_markup(str s, ptrdiff_t at)
{
	str before = str_sub(s, 0, at), rest = str_from_at(s, at);

	if (rest.p[0] == '\xBC')
		return str_ends(before, STR("\xEF"));
	return rest.p[0] != '\x80' ||
	       (str_ends(before, STR("\xE3")) &&
		(str_starts(rest, STR("\x80\x91(")) || str_starts(rest, STR("\x80\x91（"))));
}

/* The line's words from byte FROM on; false: there is something else in it. */
static bool
read_words(const struct scan *c, ptrdiff_t from, struct words *w)
{
	str rest = str_from_at(c->s, from), text;
	ptrdiff_t at;

	while (str_eat(&rest, indent))
		;
	at = rest.p - c->s.p;
	w->n = 0;
	w->from = from;
	w->first = at;
	if (!begins_words(rest))
		return false;
	for (; at = next_sign(c->s, at), !ends_line(c->s, at); at++) {
		if (!is_markup(c->s, at))
			continue;
		if (!read_star(c->s, at, w))
			return false;
		at++;
	}
	text = str_trim(str_sub(c->s, w->first, at));
	w->to = w->first + text.n;
	w->end = at;
	return w->n % 2 == 0 && !(c->urls && str_find(text, STR("http")) >= 0);
}

static struct node *
add(struct scan *c, struct node *parent, enum node_type type, struct pos at)
{
	struct node *n = node_new(c->mem, type, at);

	node_append(parent, n);
	return n;
}

/* The words of BLOCK; they begin at AT. */
static void
add_words(struct scan *c, struct node *block, const struct words *w, struct pos at)
{
	struct node *to = block;
	ptrdiff_t from = w->first, counted = w->from;

	for (int i = 0; i <= w->n; i++) {
		ptrdiff_t end = i < w->n ? w->star[i] : w->to;

		if (from < end)
			add(c, to, NODE_TEXT, at)->text = str_sub(c->s, from, end);
		if (i == w->n)
			return;
		at.col += (int)utf8_count(str_sub(c->s, counted, end));
		to = i % 2 == 0 ? add(c, block, NODE_STRONG, at) : block;
		at.col += 2;
		from = counted = end + 2;
	}
}

/* Behind the blank lines from byte AT on, which are counted. */
static ptrdiff_t
skip_blank(str s, ptrdiff_t at, int *lines)
{
	for (; at < s.n && s.p[at] == '\n'; at++)
		++*lines;
	return at;
}

/* The run that goes on with a block that ends at byte END, before the end of its line. */
static struct node *
run_on(struct scan *c, ptrdiff_t end, int lines)
{
	struct prose_run *r = c->run;

	if (!r) {
		r = c->run = *c->last = NEW(c->mem, struct prose_run, 1);
		r->from = c->at;
		r->doc = node_new(c->mem, NODE_DOCUMENT, c->pos);
		c->last = &r->next;
	}
	lines--;
	c->at = r->to = skip_blank(c->s, end, &lines);
	c->pos.line += lines;
	r->lines += lines;
	return r->doc;
}

static bool
read_heading(struct scan *c)
{
	struct pos at = c->pos;
	struct words w;
	struct node *n;
	str rest = str_from_at(c->s, c->at);
	int level = 0;

	while (str_eat(&rest, STR("#")))
		level++;
	if (level > 6 || !str_eat(&rest, STR(" ")) || !read_words(c, rest.p - c->s.p, &w) ||
	    c->s.p[w.to - 1] == '#')
		return false;
	n = add(c, run_on(c, w.end, 1), NODE_HEADING, at);
	n->level = level < 2 ? 2 : level;
	at.col += level + 1;
	add_words(c, n, &w, at);
	return true;
}

static bool
read_para(struct scan *c)
{
	struct pos at = c->pos;
	struct words w;

	if (!read_words(c, c->at, &w) || (w.end < c->s.n && !ends_line(c->s, w.end + 1)))
		return false;
	add_words(c, add(c, run_on(c, w.end, 1), NODE_PARA, at), &w, at);
	return true;
}

static void
add_item(struct scan *c, struct node *list, const struct words *w, struct pos at)
{
	struct node *item = add(c, list, NODE_ITEM, at);

	at.col += 2;
	add_words(c, add(c, item, NODE_PARA, at), w, at);
}

/* What follows the list that ends at byte END cannot belong to it. */
static bool
list_ends(str s, ptrdiff_t end)
{
	int lines = 0;

	if (end == s.n)
		return true;
	if (!ends_line(s, end + 1))
		return false;
	end = skip_blank(s, end, &lines);
	return end == s.n || !strchr(" \t-", s.p[end]);
}

static bool
read_list(struct scan *c)
{
	struct node *list = node_new(c->mem, NODE_LIST, c->pos);
	struct pos at = c->pos;
	str rest = str_from_at(c->s, c->at);
	struct words w;

	/* it may go on with another one */
	if (c->others && !c->run)
		return false;
	while (str_eat(&rest, STR("- "))) {
		if (!read_words(c, rest.p - c->s.p, &w))
			return false;
		add_item(c, list, &w, at);
		at.line++;
		rest = str_from_at(c->s, w.end);
		str_eat(&rest, STR("\n"));
	}
	if (!list->first || !list_ends(c->s, w.end))
		return false;
	list->tight = true;
	node_append(run_on(c, w.end, at.line - c->pos.line), list);
	return true;
}

static bool
read_block(struct scan *c)
{
	switch (c->s.p[c->at]) {
	case '#':
		return read_heading(c);
	case '-':
		return read_list(c);
	default:
		return read_para(c);
	}
}

/* What may reach over blank lines begins in LINE. */
static bool
opens(str line)
{
	return str_find(line, STR("<")) >= 0 || str_find(line, STR("```")) >= 0 ||
	       str_find(line, STR("~~~")) >= 0;
}

void
prose_find(struct arena *a, str file, str text, int line, struct prose *out)
{
	struct scan c = {.mem = a,
			 .s = text,
			 .pos = {file, line, 1, 0},
			 .urls = str_find(text, STR("http")) >= 0,
			 .last = &out->first};
	bool fresh = true;

	*out = (struct prose){0};
	while (c.at < text.n) {
		str rest = str_from_at(text, c.at), other;

		if (fresh && read_block(&c))
			continue;
		other = str_cut(&rest, STR("\n"));
		c.at = text.n - rest.n;
		c.pos.line++;
		fresh = other.n == 0;
		if (fresh)
			continue;
		c.run = NULL;
		c.others = true;
		if (opens(other))
			break;
	}
	out->all = !c.others;
}
