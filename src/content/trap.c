#include "content/trap.h"

#include "base/icu.h"
#include "base/utf8.h"

enum { ADDRESS_MAX = 300 }; /* bytes that are looked through for the end of a link */

static const struct {
	str wide, ascii;
} markers[] = {
    {STR_INIT("＃"), STR_INIT("#")},
    {STR_INIT("＊"), STR_INIT("*")},
    {STR_INIT("－"), STR_INIT("-")},
    {STR_INIT("＋"), STR_INIT("+")},
};

static bool
eat_blank(str *s)
{
	return str_eat(s, STR(" ")) || str_eat(s, STR("\t")) || str_eat(s, STR("\xE3\x80\x80"));
}

/* "＃ 标题", "＃＃标题", "＊ 条目", "－－－", "＞引文". */
static void
trap_wide_marker(struct diag *d, struct pos at, str line)
{
	if (str_starts(line, STR("＞"))) {
		diag(d, D_MARKER_FULLWIDTH, at, STR("＞"), STR(">"));
		return;
	}
	for (size_t i = 0; i < sizeof markers / sizeof *markers; i++) {
		str rest = line;
		int n = 0;

		while (str_eat(&rest, markers[i].wide))
			n++;
		if (n > 0 && (eat_blank(&rest) || (n > 1 && i == 0) || (n > 2 && rest.n == 0)))
			diag(d, D_MARKER_FULLWIDTH, at, markers[i].wide, markers[i].ascii);
	}
}

/* Bytes of "1." at the start of S. */
static ptrdiff_t
number(str s)
{
	ptrdiff_t n = 0;

	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	return n > 0 && n < s.n && s.p[n] == '.' ? n + 1 : 0;
}

/* The marker at the start of S that would begin a heading, a quote or a list. */
static str
marker(str s)
{
	ptrdiff_t n = 0;

	if (str_starts(s, STR(">")))
		return str_sub(s, 0, 1);
	while (n < s.n && n < 6 && s.p[n] == '#')
		n++;
	if (n == 0)
		n = s.n > 0 && strchr("-*+", s.p[0]) ? 1 : number(s);
	return n > 0 && n < s.n && s.p[n] == ' ' ? str_sub(s, 0, n) : (str){0};
}

static void
trap_indent(struct diag *d, struct pos at, str line)
{
	str rest = line;

	while (eat_blank(&rest))
		;
	if (marker(rest).n > 0)
		diag(d, D_MARKER_INDENT, at, marker(rest));
}

static void
trap_bold(struct diag *d, struct pos at, str line)
{
	str rest = line, bold;

	str_cut(&rest, STR("＊＊"));
	bold = str_cut(&rest, STR("＊＊"));
	if (bold.n == 0 || bold.p + bold.n == line.p + line.n)
		return;
	at.col += (int)utf8_count(str_sub(line, 0, bold.p - line.p)) - 2;
	diag(d, D_MARKER_BOLD, at);
}

void
trap_lines(struct diag *d, struct marked *m, ptrdiff_t from, ptrdiff_t to, int quotes)
{
	bool table = false;
	str s = str_sub(m->source, 0, to);

	while (from < to) {
		ptrdiff_t start = marked_content(s, from, quotes);
		str rest = str_from_at(s, start), line = str_cut(&rest, STR("\n"));

		bool wide = line.n > 0 && line.p[0] == '\xEF';

		from = to - rest.n;
		if (wide)
			trap_wide_marker(d, marked_pos(m, start), line);
		else if (line.n > 0 && line.p[0] == '\xE3' && str_starts(line, STR("\xE3\x80\x80")))
			trap_indent(d, marked_pos(m, start), line);
		if (m->stars && str_find(line, STR("＊＊")) >= 0)
			trap_bold(d, marked_pos(m, start), line);
		if (wide && str_starts(line, STR("｜")) && !table) {
			diag(d, D_TABLE_FULLWIDTH, marked_pos(m, start));
			table = true;
		}
	}
}

/* Whether S looks like an address or a file, not like words. */
static bool
address(str s)
{
	bool sign = false;

	for (ptrdiff_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] <= ' ')
			return false;
		sign |= s.p[i] == '.' || s.p[i] == '/' || s.p[i] == '#';
	}
	return sign;
}

/* The end of the brackets that close at byte AT of S: where their text begins, or -1. */
static ptrdiff_t
opened(str s, ptrdiff_t at, str bracket)
{
	ptrdiff_t low = at > ADDRESS_MAX ? at - ADDRESS_MAX : 0;

	for (ptrdiff_t i = at - bracket.n; i >= low; i--)
		if (str_starts(str_from_at(s, i), bracket))
			return i + bracket.n;
	return -1;
}

static str
up_to(str s, ptrdiff_t at, str end)
{
	str rest = str_from_at(s, at), head;

	if (rest.n > ADDRESS_MAX)
		rest.n = ADDRESS_MAX;
	if (str_find(rest, end) < 0)
		return (str){0};
	head = str_cut(&rest, end);
	return head;
}

static struct pos
place(const struct node *n, ptrdiff_t at)
{
	struct pos p = n->at;

	if (p.col > 0)
		p.col += (int)utf8_count(str_sub(n->text, 0, at));
	return p;
}

/* "[文]（a.html）", "【文】(a.html)", "【文】（a.html）" */
static void
trap_brackets(struct diag *d, const struct node *n, str close, str open, str paren, str end,
	      enum diag_id id)
{
	ptrdiff_t at = 0, step;

	while ((step = str_find(str_from_at(n->text, at), close)) >= 0) {
		ptrdiff_t from = opened(n->text, at + step, open), to = at + step;
		str rest = str_from_at(n->text, to + close.n), url;

		at = to + close.n;
		if (from < 0 || !str_starts(rest, paren))
			continue;
		url = up_to(n->text, at + paren.n, end);
		if (address(url))
			diag(d, id, place(n, from - open.n), str_sub(n->text, from, to), url);
	}
}

/* "[文](图片/徐汇 2023.jpg)", "![图](a.jpg “题”)" */
static void
trap_space(struct diag *d, const struct node *n)
{
	ptrdiff_t at = 0, step;

	while ((step = str_find(str_from_at(n->text, at), STR("]("))) >= 0) {
		ptrdiff_t from = opened(n->text, at + step, STR("["));
		str url = up_to(n->text, at + step + 2, STR(")")), rest = url, name;

		at += step + 2;
		name = str_cut(&rest, STR(" "));
		if (from < 0 || rest.n == 0)
			continue;
		if (str_starts(str_trim(rest), STR("“")) && address(name))
			diag(d, D_LINK_QUOTES, place(n, from - 1));
		else if (str_find(url, STR(".")) > 0 || str_find(url, STR("/")) > 0)
			diag(d, D_LINK_SPACE, place(n, from - 1), url);
	}
}

static bool
picture_name(str url)
{
	static const str ends[] = {STR_INIT(".jpg"), STR_INIT(".jpeg"), STR_INIT(".png"),
				   STR_INIT(".webp"), STR_INIT(".gif")};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends(url, ends[i]))
			return true;
	return false;
}

/* <https://a.cn。> */
static void
trap_stop(struct arena *a, struct diag *d, const struct node *link)
{
	ptrdiff_t at = link->url.n;
	uint32_t cp;

	if (at == 0 || !str_eq(node_plain(a, link), link->url))
		return;
	cp = utf8_prev(link->url, &at);
	if (icu_cjk(cp) && icu_punct(cp))
		diag(d, D_LINK_STOP, link->at, str_from_at(link->url, at));
}

static void
trap_text(struct diag *d, const struct node *n)
{
	bool square = str_find(n->text, STR("[")) >= 0;

	if (square)
		trap_brackets(d, n, STR("]"), STR("["), STR("（"), STR("）"), D_LINK_PARENTHESES);
	if (str_find(n->text, STR("【")) >= 0) {
		trap_brackets(d, n, STR("】"), STR("【"), STR("("), STR(")"), D_LINK_BRACKETS);
		trap_brackets(d, n, STR("】"), STR("【"), STR("（"), STR("）"), D_LINK_BRACKETS);
	}
	if (square)
		trap_space(d, n);
}

/* No link, and nothing that a link should have been, can come of TEXT. */
static bool
linkless(str text)
{
	return str_find(text, STR("[")) < 0 && str_find(text, STR("<")) < 0 &&
	       str_find(text, STR("&")) < 0 && str_find(text, STR("【")) < 0;
}

void
trap_links(struct arena *a, struct diag *d, str text, struct node *doc)
{
	if (linkless(text))
		return;
	for (const struct node *n = doc, *last = NULL; n; last = n, n = node_walk(doc, n)) {
		if (n->type == NODE_LINK) {
			if (last->type == NODE_TEXT && last->next == n &&
			    str_ends(last->text, STR("！")) && picture_name(n->url))
				diag(d, D_IMAGE_MARK, n->at, n->url);
			trap_stop(a, d, n);
		}
		if (n->type == NODE_TEXT)
			trap_text(d, n);
	}
}
