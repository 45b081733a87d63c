#include "base/diag.h"

#include "base/cells.h"
#include "base/utf8.h"

#include <assert.h>
#include <stdlib.h>

struct diag_source {
	struct diag_source *next;
	str file, text;
	/* where the last line was found: messages mostly come in order of lines */
	str rest;
	int line;
	int messages;
};

static const struct {
	enum diag_level level;
	const char *id;
	str text[2], remedy[2]; /* by enum lang */
} table[D__MAX] = {
#define X(level, id, zh, en, zh_remedy, en_remedy) \
	[D_##id] = {DIAG_##level, \
		    #id, \
		    {STR_INIT(zh), STR_INIT(en)}, \
		    {STR_INIT(zh_remedy), STR_INIT(en_remedy)}},
#include "base/messages.def"
#undef X
};

/* ORDER LEVEL: enum diag_level */
static const str level_name[][2] = {
    {STR_INIT(""), STR_INIT("")},
    {STR_INIT("提示"), STR_INIT("note")},
    {STR_INIT("警告"), STR_INIT("warning")},
    {STR_INIT("错误"), STR_INIT("error")},
    {STR_INIT("严重错误"), STR_INIT("fatal error")},
};

enum {
	QUOTE_CELLS = 96,  /* of a long line, this much is shown round the place */
	ARGUMENT_MAX = 200 /* characters of an argument that are shown */
};

void
diag_init(struct diag *d, struct arena *mem)
{
	*d = (struct diag){.mem = mem};
	d->last = &d->first;
}

void
diag_source(struct diag *d, str file, str text)
{
	struct diag_source *s = NEW(d->mem, struct diag_source, 1);

	*s = (struct diag_source){d->source, file, text, text, 1, 0};
	d->source = s;
}

static struct diag_source *
source_of(const struct diag *d, str file)
{
	struct diag_source *s = d->source;

	while (s && !str_eq(s->file, file))
		s = s->next;
	return s;
}

static str
source_line(struct diag_source *s, int line)
{
	str rest;

	if (line <= 0)
		return (str){0};
	if (line < s->line) {
		s->rest = s->text;
		s->line = 1;
	}
	for (; s->line < line && s->rest.n > 0; s->line++)
		str_cut(&s->rest, STR("\n"));
	rest = s->rest;
	return str_cut(&rest, STR("\n"));
}

struct pos
diag_find(const struct diag *d, struct pos at, str text)
{
	enum { LONGEST = 4096 }; /* bytes of a line: somebody may ask for each word of one */
	struct pos whole = {at.file, at.line, 0, 0};
	struct diag_source *s = text.n > 0 ? source_of(d, at.file) : NULL;
	str line = s ? source_line(s, at.line) : (str){0};
	ptrdiff_t from = 0, found;

	if (line.n > LONGEST)
		return whole;
	for (int col = 1; col < at.col && from < line.n; col++)
		utf8_next(line, &from);
	found = str_find(str_from_at(line, from), text);
	if (!s || found < 0)
		return whole;
	whole.col = (int)utf8_count(str_sub(line, 0, from + found)) + 1;
	return whole;
}

static void
store(struct diag *d, struct diag_msg *m)
{
	if (d->worst < table[m->id].level)
		d->worst = table[m->id].level;
	*d->last = m;
	d->last = &m->next;
}

/* LINE is not copied: there may be many messages about one long line. */
static void
keep(struct diag *d, enum diag_id id, struct pos at, const str *arg, str line)
{
	struct diag_msg *m = NEW(d->mem, struct diag_msg, 1);

	m->id = id;
	m->at = at;
	m->at.file = str_dup(d->mem, at.file);
	for (; arg[m->narg].n >= 0; m->narg++) {
		assert(m->narg < DIAG_ARGS);
		m->arg[m->narg] = str_dup(d->mem, arg[m->narg]);
	}
	m->line = line;
	m->scopes = d->scopes;
	store(d, m);
}

void
diag_with_(struct diag *d, enum diag_id id, struct pos at, const str *arg)
{
	struct diag_source *s = source_of(d, at.file);
	if (!s || ++s->messages <= DIAG_FILE_MAX)
		keep(d, id, at, arg, s ? source_line(s, at.line) : (str){0});
	else if (s->messages == DIAG_FILE_MAX + 1)
		keep(d, D_DIAG_MANY, (struct pos){at.file, 0, 0, 0},
		     (const str[]){diag_int(d, DIAG_FILE_MAX), {NULL, -1}}, (str){0});
	if (d->worst < table[id].level)
		d->worst = table[id].level;
}

void
diag_copy(struct diag *d, const struct diag_msg *from)
{
	struct diag_msg *m = NEW(d->mem, struct diag_msg, 1);

	*m = *from;
	m->next = NULL;
	m->at.file = str_dup(d->mem, from->at.file);
	m->line = str_dup(d->mem, from->line);
	for (int i = 0; i < m->narg; i++)
		m->arg[i] = str_dup(d->mem, from->arg[i]);
	store(d, m);
}

str
diag_int(struct diag *d, long n)
{
	return str_fmt(d->mem, "%ld", n);
}

enum diag_level
diag_level(enum diag_id id)
{
	return table[id].level;
}

str
diag_name(struct arena *a, enum diag_id id)
{
	char *name = str_z(a, str_from(table[id].id));

	for (char *c = name; *c; c++)
		*c = *c == '_' ? '-' : (char)(*c >= 'A' && *c <= 'Z' ? *c - 'A' + 'a' : *c);
	return str_from(name);
}

/* Zero-width characters, line separators, bidirectional overrides, tags. */
static bool
invisible(uint32_t cp)
{
	return (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x2028 && cp <= 0x202E) ||
	       (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF || (cp >= 0xE0000 && cp <= 0xE007F);
}

/* Controls and what cannot be seen as \xNN or \u{NNNN}: a message cannot write to a terminal or
 * forge a line. */
static void
put_escaped(struct out *o, str text)
{
	for (ptrdiff_t i = 0; i < text.n;) {
		uint32_t cp = 0;
		int len = utf8_decode(str_from_at(text, i), &cp);

		if (len == 0) {
			out_fmt(o, "\\x%02X", (unsigned)(unsigned char)text.p[i]);
			i++;
			continue;
		}
		if (cp == '\t')
			out_char(o, ' ');
		else if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
			out_fmt(o, "\\x%02X", (unsigned)cp);
		else if (invisible(cp))
			out_fmt(o, "\\u{%04X}", (unsigned)cp);
		else
			out_str(o, str_sub(text, i, i + len));
		i += len;
	}
}

/* An argument, cut where it is longer than anybody reads. */
static void
put_argument(struct out *o, str arg)
{
	ptrdiff_t at = 0;

	for (int i = 0; i < ARGUMENT_MAX && at < arg.n; i++) {
		uint32_t cp;
		int len = utf8_decode(str_from_at(arg, at), &cp);

		at += len > 0 ? len : 1;
	}
	put_escaped(o, str_sub(arg, 0, at));
	if (at < arg.n)
		out_str(o, STR("…"));
}

/* TEMPLATE with {0}… filled in from M; arguments escaped. */
static str
fill(struct arena *a, str template, const struct diag_msg *m)
{
	struct out o = {.mem = a};

	for (ptrdiff_t i = 0; i < template.n; i++) {
		char c = template.p[i];

		if (c == '{' && i + 2 < template.n && template.p[i + 2] == '}' &&
		    template.p[i + 1] >= '0' && template.p[i + 1] < '0' + m->narg) {
			put_argument(&o, m->arg[template.p[i + 1] - '0']);
			i += 2;
		} else {
			out_char(&o, c);
		}
	}
	return out_text(&o);
}

str
diag_text(struct arena *a, const struct diag_msg *m, enum lang lang)
{
	return fill(a, table[m->id].text[lang], m);
}

static int
by_place(const void *x, const void *y)
{
	const struct diag_msg *a = *(const struct diag_msg *const *)x;
	const struct diag_msg *b = *(const struct diag_msg *const *)y;
	int c = str_cmp(a->at.file, b->at.file);

	if (c == 0)
		c = (a->at.line > b->at.line) - (a->at.line < b->at.line);
	if (c == 0)
		c = (a->at.col > b->at.col) - (a->at.col < b->at.col);
	if (c == 0)
		c = (int)a->id - (int)b->id;
	for (int i = 0; c == 0 && i < DIAG_ARGS; i++)
		c = str_cmp(a->arg[i], b->arg[i]);
	return c;
}

/* The part of LINE that is shown: all of it, or QUOTE_CELLS round column COL; *COL is made to fit.
 */
static str
excerpt(str line, int *col)
{
	ptrdiff_t from = 0, to;
	int dropped = 0;

	for (int c = 1; c + QUOTE_CELLS / 4 < *col && from < line.n; c++) {
		utf8_next(line, &from);
		dropped++;
	}
	if (line.n <= 4 * QUOTE_CELLS && cells(line) <= QUOTE_CELLS) {
		from = 0;
		dropped = 0;
	}
	*col -= dropped;
	for (to = from; to < line.n;) {
		ptrdiff_t next = to;

		utf8_next(line, &next);
		if (cells(str_sub(line, from, next)) > QUOTE_CELLS)
			break;
		to = next;
	}
	return str_sub(line, from, to);
}

/* Cells of the character at byte *AT as it is printed; *AT moves on. */
static int
next_cells(struct arena *a, str text, ptrdiff_t *at)
{
	struct out shown = {.mem = a};
	ptrdiff_t from = *at;

	utf8_next(text, at);
	put_escaped(&shown, str_sub(text, from, *at));
	return cells(out_text(&shown));
}

static void
put_times(struct out *o, char c, int n)
{
	while (n-- > 0)
		out_char(o, c);
}

/* The line of the message and, under its character, a caret as wide as it is. */
static void
print_quote(struct out *o, const struct diag_msg *m)
{
	int col = m->at.col;
	str text = excerpt(m->line, &col);
	int width = m->at.width > 0 ? m->at.width : 1;
	ptrdiff_t i = 0;

	out_fmt(o, "%6d | ", m->at.line);
	put_escaped(o, text);
	out_char(o, '\n');
	if (m->at.col == 0)
		return;
	out_str(o, STR("       | "));
	for (int c = 1; c < col && i < text.n; c++)
		put_times(o, ' ', next_cells(o->mem, text, &i));
	for (int c = 0; c < width && (c == 0 || i < text.n); c++)
		put_times(o, '^', i < text.n ? next_cells(o->mem, text, &i) : 1);
	out_char(o, '\n');
}

static void
print_scopes(struct out *o, const struct diag *d, unsigned scopes, enum lang lang)
{
	bool first = true;

	if (!scopes || !d->scope_name)
		return;
	for (int i = 0; i < DIAG_SCOPES; i++) {
		if (!(scopes & 1u << i))
			continue;
		if (first)
			out_z(o, lang == LANG_ZH ? "（" : " (");
		else
			out_z(o, lang == LANG_ZH ? "、" : ", ");
		out_str(o, d->scope_name[i][lang]);
		first = false;
	}
	out_z(o, lang == LANG_ZH ? "）" : ")");
}

static void
print_one(struct out *o, const struct diag *d, const struct diag_msg *m, enum lang lang)
{
	str remedy = fill(o->mem, table[m->id].remedy[lang], m);

	if (m->at.file.n) {
		put_escaped(o, m->at.file);
		if (m->at.line > 0)
			out_fmt(o, ":%d", m->at.line);
		if (m->at.line > 0 && m->at.col > 0)
			out_fmt(o, ":%d", m->at.col);
		out_str(o, STR(": "));
	}
	out_str(o, level_name[table[m->id].level][lang]);
	out_str(o, STR(": "));
	out_str(o, diag_text(o->mem, m, lang));
	print_scopes(o, d, m->scopes, lang);
	out_fmt(o, " [" STR_FMT "]\n", STR_ARG(diag_name(o->mem, m->id)));
	if (m->line.n)
		print_quote(o, m);
	if (remedy.n)
		out_fmt(o, "       = " STR_FMT "\n", STR_ARG(remedy));
}

struct diag_msg **
diag_sorted(struct arena *a, const struct diag *d, size_t *n)
{
	size_t all = 0, i = 0;
	struct diag_msg **list;

	for (const struct diag_msg *m = d->first; m; m = m->next)
		all++;
	list = NEW(a, struct diag_msg *, all + 1);
	for (const struct diag_msg *m = d->first; m; m = m->next) {
		list[i] = NEW(a, struct diag_msg, 1);
		*list[i++] = *m;
	}
	qsort(list, all, sizeof *list, by_place);
	*n = 0;
	for (i = 0; i < all; i++) {
		struct diag_msg *last = i > 0 ? list[*n - 1] : NULL;

		if (!last || by_place(&last, &list[i]) != 0)
			list[(*n)++] = list[i];
		else if (last->scopes && list[i]->scopes)
			last->scopes |= list[i]->scopes;
		else
			last->scopes = 0;
	}
	return list;
}

void
diag_print(struct out *o, const struct diag *d, enum lang lang)
{
	size_t n;
	struct diag_msg **list = diag_sorted(o->mem, d, &n);

	for (size_t i = 0; i < n; i++)
		print_one(o, d, list[i], lang);
}

void
diag_count(struct arena *scratch, const struct diag *d, int count[DIAG_FATAL + 1])
{
	size_t n;
	struct diag_msg **list = diag_sorted(scratch, d, &n);

	memset(count, 0, (DIAG_FATAL + 1) * sizeof *count);
	for (size_t i = 0; i < n; i++)
		count[table[list[i]->id].level]++;
}

static void
explain(struct out *o, enum diag_id id, enum lang lang)
{
	out_fmt(o, "### " STR_FMT "\n", STR_ARG(diag_name(o->mem, id)));
	out_fmt(o, "**" STR_FMT "** ", STR_ARG(level_name[table[id].level][lang]));
	out_str(o, table[id].text[lang]);
	if (table[id].remedy[lang].n)
		out_fmt(o, "  \n→ " STR_FMT, STR_ARG(table[id].remedy[lang]));
	out_str(o, STR("\n\n"));
}

void
diag_manual(struct out *o, enum lang lang)
{
	for (int id = 0; id < D__MAX; id++)
		explain(o, (enum diag_id)id, lang);
}

bool
diag_explain(struct out *o, str name, enum lang lang)
{
	for (int id = 0; id < D__MAX; id++) {
		if (str_eq(diag_name(o->mem, (enum diag_id)id), name)) {
			explain(o, (enum diag_id)id, lang);
			return true;
		}
	}
	return false;
}
