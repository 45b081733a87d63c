/*
 * lost.c - is anything lost, is anything invented? "lost PROJECT OUT" reads the articles, honour
 * rolls and editor's notes of a project line by line, on its own, not with the program's readers,
 * and looks for every piece in the site pages and the print pages of every edition, in order. The
 * text of a story must be these pieces and nothing else. White space does not count. Then it looks,
 * character by character, whether anything in an edition is in the other script. Prints TAP.
 *
 * It reads the plain Markdown of the newspapers it is for: paragraphs, subheads, pictures alone in
 * a paragraph, and the lists of an honour roll.
 */
#include "base/utf8.h"
#include "content/edition.h"
#include "markup/verify.h"

#include <stdio.h>

enum { PIECES_MAX = 2000, TEXT_MAX = 16 << 20 };

struct piece {
	str text;
	int line;
	bool body;   /* not of the head of a story */
	bool source; /* printed with a label */
};

struct story {
	str file, slug;
	struct piece piece[PIECES_MAX];
	int n;
	enum script script;
	bool roll;
};

struct checker {
	struct arena mem;
	struct diag diag;
	struct root project, out;
	struct paper paper;
	struct convert *convert[SCRIPT__N][SCRIPT__N];
	int tests, failed;
};

/* -- the source --------------------------------------------------------------- */

static void
add(struct story *s, str text, int line, bool body)
{
	text = str_trim(text);
	if (text.n > 0 && s->n < PIECES_MAX)
		s->piece[s->n++] = (struct piece){text, line, body, false};
}

static void
read_key(struct story *s, str line, int number)
{
	static const str printed[] = {STR_INIT("kicker"), STR_INIT("title"), STR_INIT("deck"),
				      STR_INIT("byline"), STR_INIT("source")};
	str key = str_trim(str_cut(&line, STR(":")));

	if (str_eq(key, STR("script")))
		script_parse(str_trim(line), &s->script);
	for (size_t i = 0; i < sizeof printed / sizeof *printed; i++) {
		if (str_eq(key, printed[i])) {
			add(s, line, number, false);
			s->piece[s->n - 1].source = str_eq(key, STR("source"));
		}
	}
}

static void
read_body_line(struct story *s, str line, int number)
{
	if (str_eat(&line, STR("!["))) {
		add(s, str_cut(&line, STR("](")), number, true);
	} else if (str_eat(&line, STR("- ")) && s->roll) {
		str_cut(&line, STR(":"));
		add(s, line, number, true);
	} else {
		while (str_eat(&line, STR("#")))
			;
		add(s, line, number, true);
	}
}

static void
read_story(struct story *s, str text)
{
	int fences = 0;

	for (int number = 1; text.n > 0; number++) {
		str line = str_cut(&text, STR("\n"));

		if (fences < 2 && str_eq(str_trim(line), STR("---")))
			fences++;
		else if (fences == 1)
			read_key(s, line, number);
		else
			read_body_line(s, line, number);
	}
}

/* -- the output --------------------------------------------------------------- */

/* The text between the tags of MARKUP, without white space. */
static str
plain(struct arena *a, str markup)
{
	static const struct {
		str from, to;
	} entity[] = {{STR_INIT("&amp;"), STR_INIT("&")},
		      {STR_INIT("&lt;"), STR_INIT("<")},
		      {STR_INIT("&gt;"), STR_INIT(">")}};
	struct out o = {.mem = a};

	while (markup.n > 0) {
		size_t i;

		if (markup.p[0] == '<') {
			str_cut(&markup, STR(">"));
			continue;
		}
		for (i = 0; i < 3 && !str_eat(&markup, entity[i].from); i++)
			;
		if (i < 3) {
			out_str(&o, entity[i].to);
		} else if (!str_eat(&markup, STR("\xE3\x80\x80"))) {
			if (!strchr(" \t\n", markup.p[0]))
				out_char(&o, markup.p[0]);
			markup = str_from_at(markup, 1);
		}
	}
	return out_text(&o);
}

static str
squeeze(struct arena *a, str text)
{
	struct out o = {.mem = a};

	for (; text.n > 0; text = str_from_at(text, 1)) {
		while (str_eat(&text, STR("\xE3\x80\x80")))
			;
		if (text.n > 0 && !strchr(" \t", text.p[0]))
			out_char(&o, text.p[0]);
	}
	return out_text(&o);
}

/* What the element that begins with OPEN holds; its NAME may be nested. Empty: there is none. */
static str
element(str page, str open, const char *name)
{
	struct arena a = {0};
	str begin = str_fmt(&a, "<%s", name), end = str_fmt(&a, "</%s>", name), rest, from;
	ptrdiff_t at = str_find(page, open);
	int depth = 1;

	if (at < 0)
		return (str){0};
	rest = from = str_from_at(page, at + open.n);
	while (depth > 0 && rest.n > 0) {
		if (str_starts(rest, begin))
			depth++;
		if (str_starts(rest, end))
			depth--;
		rest = str_from_at(rest, 1);
	}
	arena_free(&a);
	return str_sub(from, 0, rest.p - from.p - 1);
}

/* The file PATH of the output, empty if it is not there. */
static str
output(struct checker *c, str path)
{
	struct diag ignored;
	str bytes = {0};

	diag_init(&ignored, &c->mem);
	file_read(&c->mem, &ignored, &c->out, path, TEXT_MAX, &bytes);
	return bytes;
}

/* -- the comparison ------------------------------------------------------------ */

static void
result(struct checker *c, const struct story *s, enum script to, const char *where, str fault)
{
	printf("%sok %d - " STR_FMT " " STR_FMT " %s\n", fault.n ? "not " : "", ++c->tests,
	       STR_ARG(s->file), STR_ARG(script_name(to)), where);
	if (fault.n) {
		printf("# " STR_FMT "\n", STR_ARG(fault));
		c->failed++;
	}
}

static str
converted(struct checker *c, const struct story *s, const struct piece *p, enum script to)
{
	struct convert **way = &c->convert[s->script][to];
	struct pos at = {s->file, p->line, 1, 0};
	const struct convert_options how = {
	    .from = s->script,
	    .to = to,
	    .quotes = edition_quotes(&c->paper, s->script, to),
	    .phrases = c->paper.phrases[to],
	};
	str label = s->script == SCRIPT_HANS ? STR("来源：") : STR("來源："), text = p->text;

	if (!*way)
		*way = convert_new(&how);
	if (p->source)
		text = str_fmt(&c->mem, STR_FMT STR_FMT, STR_ARG(label), STR_ARG(text));
	return squeeze(&c->mem, convert_text(*way, &c->mem, &c->diag, at, text));
}

/*
 * Look for the pieces in TEXT, in order; a caption may stand elsewhere. What is found is cut
 * out. Empty, or what is wrong; *LEFT is what no piece accounts for.
 */
static str
find_pieces(struct checker *c, const struct story *s, enum script to, str text, bool body_only,
	    str *left)
{
	ptrdiff_t from = 0;

	*left = text;
	for (int i = 0; i < s->n; i++) {
		const struct piece *p = &s->piece[i];
		str want = converted(c, s, p, to);
		ptrdiff_t at = str_find(str_from_at(*left, from), want);

		if (body_only && !p->body)
			continue;
		at = at >= 0 ? at + from : str_find(*left, want);
		if (at < 0)
			return str_fmt(&c->mem, "line %d is lost: " STR_FMT, p->line,
				       STR_ARG(want));
		*left = str_fmt(&c->mem, STR_FMT STR_FMT, STR_ARG(str_sub(*left, 0, at)),
				STR_ARG(str_from_at(*left, at + want.n)));
		from = at < from ? from - want.n : at;
	}
	return (str){0};
}

/* Every piece is there, and, if COMPLETE, nothing else. */
static void
compare(struct checker *c, const struct story *s, enum script to, const char *where, str markup,
	bool complete, bool body_only)
{
	str text = plain(&c->mem, markup), left = {0}, fault;

	fault = text.n ? find_pieces(c, s, to, text, body_only, &left) : STR("not there");
	if (fault.n == 0 && complete && left.n > 0)
		fault = str_fmt(&c->mem, "invented: " STR_FMT, STR_ARG(left));
	result(c, s, to, where, fault);
}

/* -- one script ----------------------------------------------------------------- */

static void
add_locked(struct out *o, str text)
{
	while (str_cut(&text, STR("-{")), text.n > 0)
		out_str(o, str_cut(&text, STR("}-")));
}

/* What stands in -{…}- of the story or of the paper's name, which it is cited by: in any script. */
static str
locked(struct checker *c, const struct story *s)
{
	struct out o = {.mem = &c->mem};

	add_locked(&o, c->paper.name);
	for (int i = 0; i < s->n; i++)
		add_locked(&o, s->piece[i].text);
	return out_text(&o);
}

/* The script of one character; that of nothing but Simplified or Traditional text is another. */
static bool
is_of_other(str character, enum script edition)
{
	enum script s = script_detect(character, edition);

	return (s == SCRIPT_HANS) != (edition == SCRIPT_HANS);
}

/*
 * Every character of the pages of a story is in the script of the edition, but what is locked and
 * the shape 内, which Traditional print has as well.
 */
static void
check_script(struct checker *c, const struct story *s, enum script to, const char *where,
	     str markup)
{
	str text = plain(&c->mem, markup), allowed = locked(c, s);
	struct out o = {.mem = &c->mem};

	for (ptrdiff_t i = 0, from = 0; i < text.n; from = i) {
		str character;

		utf8_next(text, &i);
		character = str_sub(text, from, i);
		if (is_of_other(character, to) && str_find(allowed, character) < 0 &&
		    !str_eq(character, STR("内")))
			out_str(&o, character);
	}
	result(c, s, to, where, out_text(&o));
}

static str
site_folder(struct checker *c, enum script to)
{
	if (to == c->paper.edition[0])
		return (str){0};
	return str_fmt(&c->mem, STR_FMT "/", STR_ARG(script_name(to)));
}

/* What the pages of the print edition hold of the element that begins with OPEN. */
static str
printed(struct checker *c, str date, enum script to, str open, const char *name)
{
	struct out o = {.mem = &c->mem};

	for (int number = 1;; number++) {
		str page = output(c, str_fmt(&c->mem, "print/" STR_FMT "-" STR_FMT "/page-%d.xhtml",
					     STR_ARG(date), STR_ARG(script_name(to)), number));

		if (page.n == 0)
			return out_text(&o);
		out_str(&o, element(page, open, name));
	}
}

/* MARKUP without the words that stand large within it: they are said once more. */
static str
without_pulls(struct checker *c, str markup)
{
	static const str open = STR_INIT("<p class=\"pull\">"), close = STR_INIT("</p>");
	struct out o = {.mem = &c->mem};
	ptrdiff_t at;

	while ((at = str_find(markup, open)) >= 0) {
		out_str(&o, str_sub(markup, 0, at));
		markup = str_from_at(markup, at);
		markup = str_from_at(markup, str_find(markup, close) + close.n);
	}
	out_str(&o, markup);
	return out_text(&o);
}

static void
check_article(struct checker *c, const struct story *s, str date, enum script to)
{
	str page = output(c, str_fmt(&c->mem, "site/" STR_FMT STR_FMT "/" STR_FMT "/index.html",
				     STR_ARG(site_folder(c, to)), STR_ARG(date), STR_ARG(s->slug)));
	str open = str_fmt(&c->mem, "<article id=\"story-" STR_FMT "\" class=\"story\">",
			   STR_ARG(s->slug));

	compare(c, s, to, "site: head and text",
		element(page, STR("<article class=\"text\">"), "article"), false, false);
	compare(c, s, to, "site: text", element(page, STR("<div class=\"body\">"), "div"), true,
		true);
	compare(c, s, to, "print", without_pulls(c, printed(c, date, to, open, "article")), true,
		false);
	check_script(c, s, to, "site: one script",
		     element(page, STR("<article class=\"text\">"), "article"));
	check_script(c, s, to, "print: one script", printed(c, date, to, open, "article"));
}

static void
check_roll(struct checker *c, const struct story *s, str date, enum script to)
{
	str issue = output(c, str_fmt(&c->mem, "site/" STR_FMT STR_FMT "/index.html",
				      STR_ARG(site_folder(c, to)), STR_ARG(date)));
	str all = output(
	    c, str_fmt(&c->mem, "site/" STR_FMT "honours/index.html", STR_ARG(site_folder(c, to))));

	compare(c, s, to, "site: issue", issue, false, false);
	compare(c, s, to, "site: all honours", all, false, false);
	compare(c, s, to, "print",
		printed(c, date, to, STR("<section class=\"honours\">"), "section"), false, false);
}

/* The body of issue.md, if there is any. */
static void
check_note(struct checker *c, const struct story *s, str date, enum script to)
{
	str issue = output(c, str_fmt(&c->mem, "site/" STR_FMT STR_FMT "/index.html",
				      STR_ARG(site_folder(c, to)), STR_ARG(date)));

	if (s->n == 0)
		return;
	compare(c, s, to, "site: note", element(issue, STR("class=\"note\" id="), "section"), false,
		true);
	compare(c, s, to, "print: note",
		printed(c, date, to, STR("<aside class=\"note\">"), "aside"), false, true);
}

/* -- all of it ------------------------------------------------------------------ */

static void
check_file(struct checker *c, str date, str name)
{
	struct story *s = NEW(&c->mem, struct story, 1);
	const struct source *src;

	s->file = str_fmt(&c->mem, "content/" STR_FMT "/" STR_FMT, STR_ARG(date), STR_ARG(name));
	s->slug = str_sub(name, 0, name.n - 3);
	s->roll = str_eq(s->slug, STR("honours"));
	s->script = c->paper.script;
	src = source_read(&c->mem, &c->diag, &c->project, s->file);
	if (!src)
		return;
	read_story(s, src->text);
	for (int i = 0; i < c->paper.nedition; i++)
		(str_eq(name, STR("issue.md")) ? check_note
		 : s->roll		       ? check_roll
					       : check_article)(c, s, date, c->paper.edition[i]);
}

static void
check_issue(struct checker *c, str date)
{
	struct file_entry *e = NULL;
	int n = 0;

	file_list(&c->mem, &c->diag, &c->project,
		  str_fmt(&c->mem, "content/" STR_FMT, STR_ARG(date)), &e, &n);
	for (int i = 0; i < n; i++)
		if (str_ends(e[i].name, STR(".md")))
			check_file(c, date, e[i].name);
}

int
main(int argc, char **argv)
{
	struct checker c = {.project = {-1}, .out = {-1}};
	struct file_entry *e = NULL;
	struct out o = {.mem = &c.mem};
	int n = 0;

	diag_init(&c.diag, &c.mem);
	verify_init();
	if (argc == 3 && root_open(&c.project, &c.diag, argv[1]) &&
	    root_open(&c.out, &c.diag, argv[2]) &&
	    paper_read(&c.mem, &c.diag, &c.project, &c.paper))
		file_list(&c.mem, &c.diag, &c.project, STR("content"), &e, &n);
	for (int i = 0; i < n; i++)
		if (e[i].kind == FILE_FOLDER)
			check_issue(&c, e[i].name);
	printf("1..%d\n", c.tests);
	diag_print(&o, &c.diag, LANG_EN);
	fputs(out_text(&o).p, stderr);
	return c.tests == 0 || c.failed > 0 || c.diag.worst >= DIAG_ERROR;
}
