#include "content/limits.h"

#include "content/markdown.h"

/* The beginning of a line: blanks, ">", and list markers. */
struct prefix {
	int quotes, markers;
	int columns;  /* of blanks */
	int indent;   /* of blanks before the first mark */
	int number;   /* of the last marker if it is ordered, else -1 */
	str rest;     /* what follows */
	bool empty;   /* nothing does */
	bool ordered; /* the last marker is a number */
};

/* What is open at a line; upper bounds. */
struct open {
	int depth;
	int brackets;	 /* in this paragraph */
	long all;	 /* in the text */
	int ordered;	 /* indent of an ordered list that surely began, or -1 */
	bool after_text; /* the line before may be a paragraph that goes on */
	ptrdiff_t definition, longest;
};

static int
bullet(str s)
{
	bool mark = s.n > 0 && (s.p[0] == '-' || s.p[0] == '+' || s.p[0] == '*');

	return mark && (s.n == 1 || s.p[1] == ' ' || s.p[1] == '\t') ? 1 : 0;
}

/* Bytes of "12." or "12)" and the number; CommonMark takes nine digits at most. */
static int
number(str s, int *value)
{
	int n = 0;

	while (n < s.n && n < 9 && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	if (n == 0 || n == s.n || (s.p[n] != '.' && s.p[n] != ')'))
		return 0;
	if (n + 1 < s.n && s.p[n + 1] != ' ' && s.p[n + 1] != '\t')
		return 0;
	return str_number(str_sub(s, 0, n), value) ? n + 1 : 0;
}

static void
mark(struct prefix *p, ptrdiff_t len, int value)
{
	if (p->quotes + p->markers == 0)
		p->indent = p->columns;
	if (p->rest.p[0] == '>') {
		p->quotes++;
	} else {
		p->markers++;
		p->ordered = value >= 0;
		p->number = value;
	}
	p->rest = str_from_at(p->rest, len);
	if (!str_eat(&p->rest, STR(" ")))
		str_eat(&p->rest, STR("\t"));
}

static struct prefix
read_prefix(str line)
{
	struct prefix p = {.rest = line, .number = -1};

	while (p.rest.n > 0) {
		int value = -1, n = 0;

		if (p.rest.p[0] == ' ' || p.rest.p[0] == '\t') {
			p.columns += p.rest.p[0] == '\t' ? 4 : 1;
			p.rest = str_from_at(p.rest, 1);
		} else if (p.rest.p[0] == '>') {
			mark(&p, 1, -1);
		} else if ((n = bullet(p.rest)) || (n = number(p.rest, &value))) {
			mark(&p, n, value);
		} else {
			break;
		}
	}
	p.empty = p.rest.n == 0;
	return p;
}

/* "- - - -" is a rule, not four lists. */
static bool
thematic_break(str line)
{
	char mark = 0;
	int n = 0;

	for (ptrdiff_t i = 0; i < line.n; i++) {
		if (line.p[i] == ' ' || line.p[i] == '\t')
			continue;
		if (n == 0)
			mark = line.p[i];
		if (line.p[i] != mark)
			return false;
		n++;
	}
	return n >= 3 && (mark == '-' || mark == '*' || mark == '_');
}

/* Whether a line surely begins a block of its own, so that a paragraph before it has ended. */
static bool
begins_block(struct open *o, const struct prefix *p)
{
	bool counts;

	if (p->indent >= 4 || p->markers == 0 || p->empty)
		return false;
	if (!p->ordered)
		return true;
	counts = p->number == 1 || o->ordered == p->indent;
	o->ordered = counts ? p->indent : -1;
	return counts;
}

/*
 * A line that begins with text may go on in the paragraph before it, and so leave all open
 * (CommonMark 5.1, laziness); else a block stays open only where its indent is repeated, two
 * columns at least for each.
 */
static void
count_depth(struct open *o, const struct prefix *p)
{
	int kept = p->columns / 2 < o->depth ? p->columns / 2 : o->depth;
	int depth = p->quotes + p->markers + kept;

	if (p->quotes + p->markers == 0 && o->after_text)
		return;
	o->depth = depth;
}

static void
count_brackets(struct open *o, str line)
{
	const char *at = line.p, *end = line.p + line.n;

	while ((at = memchr(at, '[', (size_t)(end - at)))) {
		o->brackets++;
		o->all++;
		at++;
	}
}

/* What may be a link definition lasts to the next one or to the end of the paragraph. */
static void
count_definition(struct open *o, const struct prefix *p, str line)
{
	if (str_starts(p->rest, STR("[")))
		o->definition = 1;
	if (o->definition > 0)
		o->definition += line.n;
	if (o->longest < o->definition)
		o->longest = o->definition;
}

static void
count_line(struct open *o, str line)
{
	struct prefix p = read_prefix(line);

	if (p.empty && p.markers == 0) {
		o->brackets = 0;
		o->definition = 0;
		o->after_text = false;
		if (p.quotes > 0)
			count_depth(o, &p);
		return;
	}
	if (thematic_break(line)) {
		o->brackets = 0;
		o->after_text = false;
		return;
	}
	if (p.markers == 0 && p.columns < 2)
		o->ordered = -1;
	if (begins_block(o, &p))
		o->brackets = 0;
	count_depth(o, &p);
	count_definition(o, &p, line);
	count_brackets(o, p.rest);
	o->after_text = !p.empty;
}

/* Nothing is open behind prose. */
static void
step_over(struct open *o, const struct prose_run *run, str *text, struct pos *at)
{
	*o = (struct open){.all = o->all, .longest = o->longest, .ordered = -1};
	*text = str_from_at(*text, run->to - run->from);
	at->line += run->lines;
}

bool
limits_ok(struct diag *d, str file, str text, int line, const struct prose *prose)
{
	struct open o = {.ordered = -1};
	struct pos at = {file, line, 0, 0};
	const struct prose_run *run = prose->first;
	const char *begin = text.p;

	if (text.n > MARKDOWN_BYTES_MAX) {
		diag(d, D_MARKDOWN_BYTES, at, diag_int(d, (long)(text.n >> 10)),
		     diag_int(d, MARKDOWN_BYTES_MAX >> 10));
		return false;
	}
	while (text.n > 0) {
		if (run && text.p - begin == run->from) {
			step_over(&o, run, &text, &at);
			run = run->next;
			continue;
		}
		count_line(&o, str_cut(&text, STR("\n")));
		if (o.depth > MARKDOWN_DEPTH_MAX) {
			diag(d, D_MARKDOWN_DEPTH, at, diag_int(d, MARKDOWN_DEPTH_MAX));
			return false;
		}
		if (o.brackets > MARKDOWN_BRACKETS_MAX) {
			diag(d, D_MARKDOWN_BRACKETS, at, diag_int(d, MARKDOWN_BRACKETS_MAX));
			return false;
		}
		if (o.longest * o.all > MARKDOWN_DEFINITIONS_MAX) {
			diag(d, D_MARKDOWN_DEFINITIONS, at);
			return false;
		}
		at.line++;
	}
	return true;
}
