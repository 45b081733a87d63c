/*
 * newspaper.c - newspapers to measure with: "newspaper FROM TO ISSUES CHARACTERS SIZE" makes a
 * project in the new folder TO out of the articles of the project FROM: ISSUES of 8 pages, with
 * about so many CHARACTERS a page, SIZE 四开 or 对开. No pictures: how long they take is libvips'.
 * Of the first issue the same text is written for others, in columns of the same width and type of
 * the same size: TO/issue.typ for Typst, TO/issue.html for browsers and WeasyPrint.
 *
 * FROM has fewer characters than a newspaper; so that fonts get what they have in one, and no two
 * issues are alike, some of the Simplified characters are replaced by others that are common.
 */
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"
#include "base/write.h"
#include "compose/page.h"

enum {
	PAGES = 8,
	ARTICLES = 256,
	REPLACED = 25, /* one character of this many */
	ROWS = 39,
	CELLS = 94, /* of the common characters of GB 2312 */
	FIRST_ROW = 0xB0,
	FIRST_CELL = 0xA1
};

struct newspaper {
	struct arena mem;
	struct diag diag;
	struct root root;
	struct paper paper;
	const struct article *article[ARTICLES];
	int narticle, next; /* NEXT: that is used */
	uint32_t common[ROWS * CELLS];
	int ncommon;
	uint32_t seed;
	const char *to;
	int characters; /* a page */
	const struct grid *grid;
	struct out typst, html; /* of the first issue */
};

/* -- text ------------------------------------------------------------------------ */

/* The 3,755 characters of level 1 (GB/T 2312, rows 16 to 55). */
static void
read_common(struct newspaper *n)
{
	iconv_t cd = iconv_open("UTF-8", "GB2312");

	for (int i = 0; i < ROWS * CELLS; i++) {
		char in[] = {(char)(FIRST_ROW + i / CELLS), (char)(FIRST_CELL + i % CELLS)}, out[8];
		char *from = in, *to = out;
		size_t left = sizeof in, room = sizeof out;
		ptrdiff_t at = 0;

		if (iconv(cd, &from, &left, &to, &room) == 0)
			n->common[n->ncommon++] = utf8_next((str){out, to - out}, &at);
	}
	iconv_close(cd);
}

static uint32_t
draw(struct newspaper *n, uint32_t below)
{
	n->seed = n->seed * 1664525u + 1013904223u;
	return (uint32_t)((uint64_t)n->seed * below >> 32);
}

static bool
is_han(uint32_t cp)
{
	return 0x4E00 <= cp && cp <= 0x9FFF;
}

static str
varied(struct newspaper *n, str text, enum script script)
{
	struct out o = {.mem = &n->mem};

	for (ptrdiff_t at = 0; at < text.n;) {
		uint32_t cp = utf8_next(text, &at);

		if (script == SCRIPT_HANS && is_han(cp) && draw(n, REPLACED) == 0)
			cp = n->common[draw(n, (uint32_t)n->ncommon)];
		out_utf8(&o, cp);
	}
	return out_text(&o);
}

/* -- three ways to write it -------------------------------------------------------- */

static bool
is_mark(char c)
{
	return ('!' <= c && c <= '/') || (':' <= c && c <= '@') || ('[' <= c && c <= '`') ||
	       ('{' <= c && c <= '~');
}

static void
out_markdown(struct out *o, str text)
{
	for (ptrdiff_t i = 0; i < text.n; i++) {
		if (is_mark(text.p[i]))
			out_char(o, '\\');
		out_char(o, text.p[i]);
	}
}

static void
out_typst(struct out *o, const char *function, str text)
{
	out_fmt(o, "#%s(\"", function);
	for (ptrdiff_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"' || text.p[i] == '\\')
			out_char(o, '\\');
		out_char(o, text.p[i]);
	}
	out_str(o, STR("\")\n"));
}

static void
out_html(struct out *o, const char *element, str text)
{
	out_fmt(o, "<%s>", element);
	for (ptrdiff_t i = 0; i < text.n; i++) {
		if (text.p[i] == '<')
			out_str(o, STR("&lt;"));
		else if (text.p[i] == '&')
			out_str(o, STR("&amp;"));
		else
			out_char(o, text.p[i]);
	}
	out_fmt(o, "</%s>\n", element);
}

static void
begin_others(struct newspaper *n)
{
	const struct grid *g = n->grid;
	double w = g->width / 1e3, h = g->height / 1e3, x = g->left / 1e3, y = g->top / 1e3;

	out_fmt(&n->typst,
		"#set page(width: %.3fpt, height: %.3fpt, margin: (x: %.3fpt, y: %.3fpt), "
		"columns: %d)\n#set columns(gutter: 9pt)\n"
		"#set text(font: \"Noto Serif CJK SC\", size: 9pt, lang: \"zh\", region: \"cn\")\n"
		"#set par(justify: true, leading: 3.75pt, spacing: 3.75pt, "
		"first-line-indent: (amount: 2em, all: true))\n"
		"#let p(t) = par(t)\n"
		"#let head(size, t) = block(text(font: \"Noto Sans CJK SC\", weight: \"bold\", "
		"size: size, t))\n"
		"#let h2(t) = head(22pt, t)\n#let h3(t) = head(9pt, t)\n",
		w, h, x, y, g->columns);
	out_fmt(
	    &n->html,
	    "<!DOCTYPE html>\n<html lang=\"zh-Hans\"><head><meta charset=\"UTF-8\">"
	    "<title>8</title><style>\n@page{size:%.3fpt %.3fpt;margin:%.3fpt %.3fpt}\n"
	    "body{margin:0;font:9pt/12.75pt \"Noto Serif CJK SC\"}\n"
	    "section{columns:%d;column-gap:9pt;column-fill:auto;height:%.3fpt;"
	    "break-after:page}\np,h2,h3{margin:0;text-align:justify}\np{text-indent:2em}\n"
	    "h2,h3{font:bold 22pt/26pt \"Noto Sans CJK SC\"}h3{font-size:9pt;line-height:12.75pt}\n"
	    "</style></head><body>\n",
	    w, h, y, x, g->columns, h - 2 * y);
}

/* One paragraph or head in all of the ways; OTHERS: not as Markdown alone. */
static void
add_text(struct newspaper *n, struct out *md, bool others, bool head, str text)
{
	out_str(md, head ? STR("\n## ") : STR("\n"));
	out_markdown(md, text);
	out_char(md, '\n');
	if (others) {
		out_typst(&n->typst, head ? "h3" : "p", text);
		out_html(&n->html, head ? "h3" : "p", text);
	}
}

/* -- articles, pages, issues --------------------------------------------------------- */

static bool
put_file(str path, struct out *o)
{
	int fd = open(path.p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	bool ok = fd >= 0 && write_all(fd, out_text(o));

	if (!ok)
		fprintf(stderr, "newspaper: %s: %s\n", path.p, strerror(errno));
	if (fd >= 0)
		close(fd);
	return ok;
}

/* ART as article ORDER of PAGE, no more than ROOM characters. How many it has; -1: not written. */
static int
put_article(struct newspaper *n, str folder, const struct article *art, int page, int order,
	    int room, bool others)
{
	struct out md = {.mem = &n->mem};
	str title = varied(n, art->title, art->script);
	int length = 0;

	out_fmt(&md, "---\ntitle: " STR_FMT "\npage: %d\norder: %d\nscript: " STR_FMT "\n---\n",
		STR_ARG(title), page, order, STR_ARG(script_name(art->script)));
	if (others) {
		out_typst(&n->typst, "h2", title);
		out_html(&n->html, "h2", title);
	}
	for (const struct node *b = art->body->first; b && length < room; b = b->next) {
		str text;

		if (!node_holds_text(b))
			continue;
		text = varied(n, node_plain(&n->mem, b), art->script);
		length += (int)utf8_count(text);
		add_text(n, &md, others, b->type == NODE_HEADING, text);
	}
	if (!put_file(str_fmt(&n->mem, STR_FMT "/p%d-%d.md", STR_ARG(folder), page, order), &md))
		return -1;
	return length;
}

static bool
put_page(struct newspaper *n, str folder, int page, bool others)
{
	int left = n->characters;

	if (others) {
		out_str(&n->typst, page > 1 ? STR("#pagebreak()\n") : STR(""));
		out_str(&n->html, STR("<section>\n"));
	}
	for (int order = 1; left > 0; order++) {
		const struct article *art = n->article[n->next++ % n->narticle];
		int length = put_article(n, folder, art, page, order, left, others);

		if (length < 0)
			return false;
		left -= length;
	}
	if (others)
		out_str(&n->html, STR("</section>\n"));
	return true;
}

static bool
put_issue(struct newspaper *n, int i)
{
	struct arena_mark mark = arena_mark(&n->mem);
	str folder = str_fmt(&n->mem, "%s/content/%d-%02d-%02d", n->to, 2001 + i / 336,
			     1 + i / 28 % 12, 1 + i % 28);
	struct out md = {.mem = &n->mem};
	bool others = i == 0, ok = mkdir(folder.p, 0777) == 0;

	out_fmt(&md, "---\nnumber: %d\npages:\n  - 1 要闻: front\n", i + 1);
	for (int page = 2; page <= PAGES; page++)
		out_fmt(&md, "  - %d 社区: news\n", page);
	out_str(&md, STR("---\n"));
	ok = ok && put_file(str_fmt(&n->mem, STR_FMT "/issue.md", STR_ARG(folder)), &md);
	for (int page = 1; ok && page <= PAGES; page++)
		ok = put_page(n, folder, page, others);
	if (!others) /* their text lives on */
		arena_rewind(&n->mem, mark);
	return ok;
}

static bool
put_paper(struct newspaper *n, const char *size)
{
	struct out md = {.mem = &n->mem};

	out_fmt(&md,
		"---\nname: " STR_FMT "\npublisher: " STR_FMT
		"\nscript: hans\neditions: hans\nprint: %s\n---\n",
		STR_ARG(n->paper.name), STR_ARG(n->paper.publisher), size);
	return mkdir(n->to, 0777) == 0 &&
	       mkdir(str_fmt(&n->mem, "%s/content", n->to).p, 0777) == 0 &&
	       put_file(str_fmt(&n->mem, "%s/content/paper.md", n->to), &md);
}

static bool
put_others(struct newspaper *n)
{
	out_str(&n->html, STR("</body></html>\n"));
	return put_file(str_fmt(&n->mem, "%s/issue.typ", n->to), &n->typst) &&
	       put_file(str_fmt(&n->mem, "%s/issue.html", n->to), &n->html);
}

static bool
read_articles(struct newspaper *n, const char *from)
{
	struct strs folders = {0};

	diag_init(&n->diag, &n->mem);
	if (!root_open(&n->root, &n->diag, from) ||
	    !paper_read(&n->mem, &n->diag, &n->root, &n->paper) ||
	    !issue_list(&n->mem, &n->diag, &n->root, &folders))
		return false;
	for (int i = 0; i < folders.n; i++) {
		const struct issue *issue = issue_read(&n->mem, &n->diag, &n->root, &n->paper,
						       folders.v[i]);

		for (int k = 0; issue && k < issue->narticle && n->narticle < ARTICLES; k++)
			n->article[n->narticle++] = issue->article[k];
	}
	return n->narticle > 0;
}

int
main(int argc, char **argv)
{
	struct newspaper n = {.typst = {.mem = &n.mem}, .html = {.mem = &n.mem}};
	int issues;
	bool ok = argc == 6 && str_number(str_from(argv[3]), &issues) &&
		  str_number(str_from(argv[4]), &n.characters) && read_articles(&n, argv[1]);

	if (ok) {
		n.to = argv[2];
		n.grid = strcmp(argv[5], "对开") == 0 ? &grid_broadsheet : &grid_tabloid;
		read_common(&n);
		begin_others(&n);
		ok = put_paper(&n, argv[5]);
	}
	for (int i = 0; ok && i < issues; i++)
		ok = put_issue(&n, i);
	ok = ok && put_others(&n);
	if (!ok)
		fputs("newspaper FROM TO ISSUES CHARACTERS SIZE\n", stderr);
	arena_free(&n.mem);
	return ok ? 0 : 2;
}
