#include "compose/galley.h"

#include "base/out.h"
#include "base/utf8.h"
#include "compose/spans.h"
#include "compose/table.h"

#include <limits.h>

enum {
	EM = 1000,
	PARA_INDENT = 2 * EM,
	NARROW = 20 /* em: quotes are indented less */,
	NARROWER = 9 /* em: paragraphs too (R17) */,
	LOOSE_PARTS = 4 /* of an em */,
	ROW_MOST = 3 /* lines of a table's row that are read across */,
	REPEATED = -1 /* unit of what stands in the text once already */
};

/* The block that is being set: its place within the measure. */
struct frame {
	mpt left, width;
	enum role role;
	enum face face;
	const char *marker; /* of a list item that has not begun yet; NULL: none */
};

struct setter {
	struct arena *mem;
	struct fonts *fonts;
	struct items_shelf *shelf;
	struct galley *out;
	int room;	   /* slots that OUT has room for */
	struct slot *last; /* made; NULL: none yet */
	mpt size;
	const struct galley_look *look;
	int group;
	int unit;		  /* that is being set */
	struct galley_place from; /* nothing before it is set */
};

static struct slot *
slot_new(struct setter *s, enum role role)
{
	struct galley *g = s->out;

	if (g->n == s->room) {
		int room = s->room ? 2 * s->room : 64;
		struct slot *v = NEW(s->mem, struct slot, (size_t)room);

		if (g->n)
			memcpy(v, g->slot, (size_t)g->n * sizeof *v);
		g->slot = v;
		s->room = room;
	}
	s->last = &g->slot[g->n++];
	s->last->role = role;
	s->last->group = s->group;
	s->last->unit = s->unit;
	return s->last;
}

static void
add_lines(struct setter *s, const struct lines *l, mpt left, enum role role, bool keep_next)
{
	for (int i = 0; i < l->n; i++) {
		struct slot *slot = slot_new(s, role);

		l->line[i].x += left;
		slot->line = &l->line[i];
		slot->nline = 1;
		slot->keep_next = keep_next;
	}
	s->group += l->n > 0;
}

static bool
is_before(const struct setter *s)
{
	return s->unit < s->from.unit;
}

static bool
is_space(unsigned cp)
{
	return cp == ' ' || cp == '\t' || cp == '\n';
}

/* Take the first N characters from SPAN, and the spaces where a line ended there. */
static void
drop_characters(struct span *span, int n, int characters)
{
	for (int i = 0; i < n; i++) {
		str *text = &span[i].text;

		while (text->n) {
			ptrdiff_t at = 0;
			bool space = is_space(utf8_next(*text, &at));

			if (!space && characters-- == 0)
				return;
			*text = str_from_at(*text, at);
		}
	}
}

/* The lines of SPAN, further in by LEFT; how many. What stands before the galley is taken off. */
static int
set_lines(struct setter *s, struct span *span, int n, const struct frame *f,
	  const struct para_style *para, enum role role, bool keep_next)
{
	struct para_style changed = *para, *style = &changed;
	struct lines lines;

	style->bare = s->look->bare;
	if (is_before(s))
		return 0;
	if (s->unit == s->from.unit && s->from.characters > 0) {
		drop_characters(span, n, s->from.characters);
		style->indent = style->hang;
	}
	line_break(s->mem, s->fonts, span, n, f->width, style, &lines);
	add_lines(s, &lines, f->left, role, keep_next);
	return lines.n;
}

static int
advance_of(struct fonts *f, str text, enum face face)
{
	int all = 0;

	for (ptrdiff_t at = 0; at < text.n;)
		all += font_advance(f, face, utf8_next(text, &at));
	return all;
}

static void
set_para(struct setter *s, const struct node *n, struct frame *f)
{
	struct arena *scratch = fonts_scratch(s->fonts);
	struct arena_mark mark = arena_mark(scratch);
	struct spans spans = {.mem = scratch, .dots = s->look->dots};
	struct para_style style = {.size = s->size, .align = SET_JUSTIFIED, .shelf = s->shelf};
	enum face face = s->unit == 0 && s->look->initial ? s->look->initial : f->face;

	if (f->marker) {
		str marker = str_from(f->marker);

		spans_add(&spans, marker, FACE_SONG);
		style.hang = advance_of(s->fonts, marker, FACE_SONG);
		f->marker = NULL;
	} else if (f->role != ROLE_ITEM) {
		style.indent = f->width < NARROWER * s->size ? EM : PARA_INDENT;
	}
	if (n)
		spans_collect(&spans, n, face);
	set_lines(s, spans.v, spans.n, f, &style, f->role, false);
	s->unit++;
	arena_rewind(scratch, mark);
}

/* A subhead is centred, after an empty slot: two lines of the grid at least (R21). */
static void
set_heading(struct setter *s, const struct node *n, const struct frame *f)
{
	struct arena *scratch = fonts_scratch(s->fonts);
	struct arena_mark mark = arena_mark(scratch);
	struct spans spans = {.mem = scratch};
	struct para_style style = {.size = s->size, .align = SET_CENTERED, .max_lines = 3};
	struct slot *space = NULL;

	spans_collect(&spans, n, FACE_HEI_BOLD);
	if (s->out->n > 0 && line_count(s->fonts, spans.v, spans.n, f->width, &style) > 0)
		space = slot_new(s, ROLE_SUBHEAD);
	if (space)
		space->keep_next = true;
	set_lines(s, spans.v, spans.n, f, &style, ROLE_SUBHEAD, true);
	s->unit++;
	arena_rewind(scratch, mark);
}

/* Spaces at the start of a line of code are its indent: they would vanish. */
static void
set_code_line(struct setter *s, str text, const struct frame *f)
{
	struct para_style style = {.size = s->size, .align = SET_LEFT};
	struct span span = {.text = text, .face = FACE_SONG};
	int most = (int)(f->width / 2 * EM / s->size);

	for (; span.text.n && (span.text.p[0] == ' ' || span.text.p[0] == '\t'); span.text.n--) {
		style.indent += EM / 2;
		span.text.p++;
	}
	style.indent = style.indent > most ? most : style.indent;
	style.hang = style.indent;
	if (set_lines(s, &span, 1, f, &style, ROLE_CODE, false) == 0 && !is_before(s))
		slot_new(s, ROLE_CODE);
	s->unit++;
}

static void
set_code(struct setter *s, str text, const struct frame *f)
{
	while (text.n && text.p[text.n - 1] == '\n')
		text.n--;
	while (text.n)
		set_code_line(s, str_cut(&text, STR("\n")), f);
}

/* An empty slot, where there is none; dropped where it would open a column. */
static void
add_space(struct setter *s)
{
	if (is_before(s) || (s->last && s->last->nline == 0))
		return;
	slot_new(s, ROLE_PARA);
	s->group++;
}

/* Row R of T, as UNIT of the text. The last row stands alone in no column, nor does the header. */
static void
add_row(struct setter *s, const struct table *t, int r, mpt left, int unit)
{
	const struct table_row *row = &t->row[r];

	for (int i = 0; i < row->lines; i++) {
		struct slot *slot = slot_new(s, ROLE_CELL);

		slot->line = row->line + (ptrdiff_t)i * t->columns;
		slot->nline = t->columns;
		slot->row = r;
		slot->unit = unit;
		slot->head = row->head;
		slot->keep_next = row->head || i + 1 < row->lines || r + 2 == t->n;
		for (int k = 0; k < t->columns; k++)
			slot->line[k].x += left;
	}
	s->group++;
}

/* Where a table goes on, its header is said again: it is no place of the text. */
static void
add_header(struct setter *s, const struct table *t, int rows, mpt left)
{
	for (int r = 0; r < rows; r++)
		if (t->row[r].head)
			add_row(s, t, r, left, REPEATED);
}

/* A table stands between empty slots. */
static void
set_rows(struct setter *s, const struct node *n, const struct frame *f)
{
	struct table t;
	bool begun = false;

	table_make(s->mem, s->fonts, n, f->width, s->size, &t);
	if (s->out->n > 0 && t.n > 0)
		add_space(s);
	for (int r = 0; r < t.n; r++, s->unit++) {
		if (is_before(s)) {
			begun = true;
			continue;
		}
		if (begun && !t.row[r].head)
			add_header(s, &t, r, f->left);
		begun = false;
		add_row(s, &t, r, f->left, s->unit);
	}
	if (n->next && t.n > 0)
		add_space(s);
}

/* The frame of what stands inside FRAME, further in by LEFT and RIGHT, while there is room. */
static struct frame
inner(const struct setter *s, struct frame f, mpt left, mpt right)
{
	if (f.width - left - right < 5 * s->size)
		return f;
	f.left += left;
	f.width -= left + right;
	return f;
}

static void set_block(struct setter *s, const struct node *n, struct frame *f);

static void
set_blocks(struct setter *s, const struct node *n, struct frame f)
{
	for (; n; n = n->next)
		set_block(s, n, &f);
}

/* The first paragraph of an item hangs on its marker, what follows stands an em further in. */
static void
set_list(struct setter *s, const struct node *list, const struct frame *outer)
{
	int number = list->start;

	for (const struct node *n = list->first; n; n = n->next, number++) {
		struct frame f = *outer;
		str marker = list->start ? str_fmt(s->mem, "%d. ", number) : STR("•");

		f.role = ROLE_ITEM;
		f.marker = marker.p;
		if (!n->first) {
			set_para(s, NULL, &f);
			continue;
		}
		set_block(s, n->first, &f);
		set_blocks(s, n->first->next, inner(s, f, s->size, 0));
	}
}

static void
set_quote(struct setter *s, const struct node *n, const struct frame *outer)
{
	mpt by = outer->width < NARROW * s->size ? s->size : 2 * s->size;
	struct frame f = inner(s, *outer, by, by);

	f.role = ROLE_QUOTE;
	f.face = FACE_KAI;
	set_blocks(s, n->first, f);
}

static void
set_block(struct setter *s, const struct node *n, struct frame *f)
{
	if (f->marker && n->type != NODE_PARA)
		set_para(s, NULL, f); /* an item that begins with no text: its marker alone */
	switch (n->type) {
	case NODE_PARA:
		set_para(s, n, f);
		break;
	case NODE_HEADING:
		set_heading(s, n, f);
		break;
	case NODE_QUOTE:
		set_quote(s, n, f);
		break;
	case NODE_LIST:
		set_list(s, n, f);
		break;
	case NODE_CODE_BLOCK:
		set_code(s, n->text, f);
		break;
	case NODE_TABLE:
		set_rows(s, n, f);
		break;
	case NODE_BREAK:
		if (!is_before(s))
			slot_new(s, ROLE_RULE);
		s->group++;
		s->unit++;
		break;
	default:
		break; /* a figure: placed by the layout */
	}
}

void
galley_make_from(struct arena *a, struct fonts *f, struct items_shelf *shelf,
		 const struct node *body, struct galley_place from, int measure, mpt size,
		 const struct galley_look *look, struct galley *out)
{
	struct setter s = {.mem = a,
			   .fonts = f,
			   .shelf = shelf,
			   .out = out,
			   .size = size,
			   .look = look,
			   .from = from};
	struct frame frame = {.width = measure * size, .role = ROLE_PARA, .face = look->face};

	*out = (struct galley){.measure = measure, .from = from};
	if (body)
		set_blocks(&s, body->first, frame);
}

void
galley_make(struct arena *a, struct fonts *f, const struct node *body, int measure, mpt size,
	    struct galley *out)
{
	galley_make_from(a, f, NULL, body, (struct galley_place){0}, measure, size,
			 &(struct galley_look){0}, out);
}

static int
slot_characters(const struct slot *s)
{
	int n = 0;

	for (int k = 0; k < s->nline; k++)
		n += s->line[k].characters;
	return n;
}

int
galley_characters(const struct galley *g, int from)
{
	int n = 0;

	for (int i = from; i < g->n; i++)
		n += g->slot[i].unit == REPEATED ? 0 : slot_characters(&g->slot[i]);
	return n;
}

int
galley_over(const struct galley *g, int from, int lines)
{
	int n = galley_characters(g, from), full = lines * g->measure;

	return n > full ? n : full;
}

int
galley_row_start(const struct galley *g, int at)
{
	while (0 < at && at < g->n && g->slot[at].role == ROLE_CELL &&
	       g->slot[at - 1].unit == g->slot[at].unit && g->slot[at - 1].nline > 0)
		at--;
	return at;
}

struct galley_place
galley_place(const struct galley *g, int at)
{
	struct galley_place p;

	while (at < g->n && g->slot[at].unit == REPEATED)
		at++;
	p = (struct galley_place){.unit = at < g->n ? g->slot[at].unit : INT_MAX};
	if (at < g->n && p.unit == g->from.unit)
		p.characters = g->from.characters;
	for (int i = at - 1; i >= 0 && g->slot[i].unit == p.unit; i--)
		p.characters += slot_characters(&g->slot[i]);
	return p;
}

static str
line_text(struct arena *a, const struct line *l)
{
	struct out o = {.mem = a};

	for (int i = 0; i < l->n; i++)
		out_str(&o, l->piece[i].text);
	return out_text(&o);
}

static bool
is_torn_row(const struct galley *g, int at)
{
	const struct slot *s = &g->slot[at];

	return s->role == ROLE_CELL && at >= ROW_MOST && s[-ROW_MOST].role == ROLE_CELL &&
	       s[-ROW_MOST].group == s->group;
}

static void
report_tables(const struct galley *g, struct diag *d, struct pos at, str title, int page)
{
	for (int i = 0; i < g->n; i++)
		if (is_torn_row(g, i)) {
			diag(d, D_TABLE_NARROW, at, title, diag_int(d, page));
			return;
		}
}

void
galley_report(const struct galley *g, struct diag *d, struct pos at, str title, int page)
{
	int number = 0;

	for (int i = 0; i < g->n; i++) {
		const struct slot *s = &g->slot[i];

		number += s->nline > 0;
		for (int k = 0; k < s->nline; k++)
			if (s->line[k].gap > s->line[k].size / LOOSE_PARTS)
				diag(d, D_LOOSE_LINE, at, title, diag_int(d, page),
				     diag_int(d, number), line_text(d->mem, &s->line[k]));
	}
	report_tables(g, d, at, title, page);
}

int
galley_table_em(struct fonts *f, const struct node *body, mpt size)
{
	struct arena own = {0};
	int most = 0;

	for (const struct node *n = body; n; n = node_walk(body, n)) {
		int em = n->type == NODE_TABLE ? table_em(&own, f, n, size) : 0;

		most = em > most ? em : most;
	}
	arena_free(&own);
	return most;
}
