#include "content/markdown.h"

#include "content/builder.h"
#include "content/emphasis.h"
#include "content/heading.h"
#include "content/limits.h"
#include "content/link.h"
#include "content/prose.h"
#include "content/table.h"
#include "content/tidy.h"
#include "content/trap.h"

#include <assert.h>

#define CMARK_NO_SHORT_NAMES /* its NODE_TEXT is not ours */
#include <cmark.h>

enum { LIST_START_USUAL = 999 }; /* "2023. 年" begins a list with a year */

struct reader {
	struct builder b;
	struct marked *m;
	/* the block of text that is being read, for cmark counts from its first column */
	int line, column, quotes;
	int shift;	     /* lines of link definitions that cmark took from its head */
	struct pos at;	     /* breaks have no place of their own: that of the node before */
	ptrdiff_t offset;    /* of AT in the text for cmark */
	struct table *next;  /* the first that is not in its place yet */
	struct stead *stead; /* the same */
};

/* For cmark a break stands where prose was read without it. */
struct stead {
	struct stead *next;
	const struct prose_run *run;
	ptrdiff_t at;	    /* in the text for cmark */
	struct node *found; /* the break, as it was read */
};

/* -- strings of cmark ---------------------------------------------------- */

/* What a string of cmark stands for. */
static str
text_of(const struct reader *r, const char *s)
{
	return marked_strip(r->b.mem, r->m, str_from(s));
}

/* The table that the text N only stands for, or NULL. */
static struct table *
table_of(struct reader *r, cmark_node *text)
{
	struct table *t = r->next;
	int held;

	if (!t || cmark_node_get_type(text) != CMARK_NODE_TEXT)
		return NULL;
	held = marked_held(r->m, str_from(cmark_node_get_literal(text)));
	while (t && t->held < held)
		t = t->next;
	r->next = t;
	if (!t || t->held != held || !node_holds_text(r->b.at))
		return NULL;
	r->next = t->next;
	return t;
}

/* -- places -------------------------------------------------------------- */

static bool
is_inline(cmark_node *n)
{
	return cmark_node_get_type(n) >= CMARK_NODE_FIRST_INLINE;
}

/*
 * cmark gives bytes of the marked text; in the second and later lines of a paragraph it
 * counts from the column of the first, what stands before the text being cut off.
 */
static ptrdiff_t
text_offset(const struct reader *r, int line, int column, bool in_line)
{
	str text = {r->m->text.p, (ptrdiff_t)r->m->text.n};
	ptrdiff_t at, end;

	if (in_line)
		line += r->shift;
	at = marked_text_line(r->m, line);
	end = marked_text_line(r->m, line + 1);
	if (in_line && line > r->line) {
		at = marked_content(text, at, r->quotes);
		column -= r->column - 1;
	}
	if (column > 1)
		at += column - 1;
	return at < end ? at : end;
}

/* That of <http://…> is wrong in cmark 0.30; that of its text is right, and of any link's. */
static int
start_column(cmark_node *n)
{
	cmark_node *child = cmark_node_first_child(n);

	if (cmark_node_get_type(n) != CMARK_NODE_LINK || !child ||
	    cmark_node_get_start_line(child) != cmark_node_get_start_line(n))
		return cmark_node_get_start_column(n);
	return cmark_node_get_start_column(child) - 1;
}

static struct pos
place(struct reader *r, cmark_node *n)
{
	int line = cmark_node_get_start_line(n);
	ptrdiff_t at;

	if (line > 0) {
		at = text_offset(r, line, start_column(n), is_inline(n));
		if (at != r->offset)
			r->at = marked_pos(r->m, marked_origin(r->m, at));
		r->offset = at;
	}
	return r->at;
}

static int
quotes_round(cmark_node *n)
{
	int quotes = 0;

	while ((n = cmark_node_parent(n)))
		quotes += cmark_node_get_type(n) == CMARK_NODE_BLOCK_QUOTE;
	return quotes;
}

/* A paragraph that begins with "[" may have lost its first lines to link definitions. */
static int
lost_lines(cmark_node *para)
{
	cmark_node *n = cmark_node_last_child(para);
	int lost;

	while (n && cmark_node_get_end_line(n) == 0)
		n = cmark_node_previous(n);
	lost = n ? cmark_node_get_end_line(para) - cmark_node_get_end_line(n) : 0;
	return lost > 0 ? lost : 0;
}

static void
enter_text(struct reader *r, cmark_node *n)
{
	ptrdiff_t at;

	r->line = cmark_node_get_start_line(n);
	r->column = cmark_node_get_start_column(n);
	r->quotes = quotes_round(n);
	r->shift = 0;
	at = text_offset(r, r->line, r->column, false);
	if (cmark_node_get_type(n) == CMARK_NODE_PARAGRAPH && at < (ptrdiff_t)r->m->text.n &&
	    r->m->text.p[at] == '[')
		r->shift = lost_lines(n);
}

static bool
is_underline(str line)
{
	for (ptrdiff_t i = 0; i < line.n; i++)
		if (!strchr("=- \t", line.p[i]))
			return false;
	return line.n > 0;
}

/* The line behind the text of a heading; where cmark has its end depends on what follows. */
static int
heading_end(struct reader *r, cmark_node *n)
{
	str text = {r->m->text.p, (ptrdiff_t)r->m->text.n};
	int line = cmark_node_get_start_line(n) + 1, end = cmark_node_get_end_line(n);

	for (; line <= end; line++) {
		ptrdiff_t at = marked_content(text, marked_text_line(r->m, line), quotes_round(n));
		str rest = str_from_at(text, at);

		if (is_underline(str_cut(&rest, STR("\n"))))
			break;
	}
	return line;
}

/* The source of a block of text, its line ends included. */
static void
source_of(struct reader *r, cmark_node *n, ptrdiff_t *from, ptrdiff_t *to)
{
	int line = cmark_node_get_start_line(n), end = cmark_node_get_end_line(n) + 1;

	if (cmark_node_get_type(n) == CMARK_NODE_HEADING)
		end = heading_end(r, n);
	*from = marked_origin(r->m, text_offset(r, line, cmark_node_get_start_column(n), false));
	*to = marked_origin(r->m, marked_text_line(r->m, end));
}

/* -- nodes --------------------------------------------------------------- */

static struct node *
open_list(struct reader *r, cmark_node *c, struct pos at)
{
	struct node *n = builder_open(&r->b, NODE_LIST, at);
	int start = cmark_node_get_list_start(c);

	n->tight = cmark_node_get_list_tight(c);
	if (cmark_node_get_list_type(c) != CMARK_ORDERED_LIST)
		return n;
	n->start = start > 0 ? start : 1;
	if (start > LIST_START_USUAL || start == 0)
		diag(r->b.diag, D_LIST_NUMBER, at, diag_int(r->b.diag, start));
	return n;
}

/* NULL: there is no address, or a forbidden one; the text stays. */
static struct node *
open_link(struct reader *r, cmark_node *c, struct pos at)
{
	bool image = cmark_node_get_type(c) == CMARK_NODE_IMAGE;
	struct builder *b = &r->b;
	struct node *n;
	str url = builder_clean(b, at, text_of(r, cmark_node_get_url(c)), true);

	if (!link_check(b->mem, url, image, &url)) {
		diag(b->diag, image ? D_IMAGE_SCHEME : D_LINK_SCHEME, at, url);
		return NULL;
	}
	if (url.n == 0) {
		diag(b->diag, image ? D_IMAGE_EMPTY : D_LINK_EMPTY, at);
		return NULL;
	}
	n = builder_open(b, image ? NODE_IMAGE : NODE_LINK, at);
	if (n) {
		n->url = url;
		n->title = builder_clean(b, at, text_of(r, cmark_node_get_title(c)), false);
	}
	return n;
}

static struct node *
open_text(struct reader *r, cmark_node *c, enum node_type type)
{
	struct node *n;
	ptrdiff_t from, to;

	enter_text(r, c);
	n = builder_open(&r->b, type, place(r, c));
	if (type == NODE_HEADING) {
		n->level = cmark_node_get_heading_level(c);
		n->level = n->level < 2 ? 2 : n->level;
	} else {
		source_of(r, c, &from, &to);
		trap_lines(r->b.diag, r->m, from, to, r->quotes);
	}
	return n;
}

static struct node *
open_node(struct reader *r, cmark_node *c)
{
	struct builder *b = &r->b;

	switch (cmark_node_get_type(c)) {
	case CMARK_NODE_BLOCK_QUOTE:
		return builder_open(b, NODE_QUOTE, place(r, c));
	case CMARK_NODE_LIST:
		return open_list(r, c, place(r, c));
	case CMARK_NODE_ITEM:
		return builder_open(b, NODE_ITEM, place(r, c));
	case CMARK_NODE_PARAGRAPH:
		return open_text(r, c, NODE_PARA);
	case CMARK_NODE_HEADING:
		return open_text(r, c, NODE_HEADING);
	case CMARK_NODE_EMPH:
		return builder_open(b, NODE_EMPH, place(r, c));
	case CMARK_NODE_STRONG:
		return builder_open(b, NODE_STRONG, place(r, c));
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		return open_link(r, c, place(r, c));
	default:
		return NULL;
	}
}

/* What the texts of two nodes are put together from may have nothing in it but our own marks. */
static void
read_text(struct reader *r, cmark_node *c)
{
	str text = text_of(r, cmark_node_get_literal(c));

	if (text.n > 0)
		builder_leaf(&r->b, NODE_TEXT, place(r, c), text);
}

static void
read_break(struct reader *r, cmark_node *c, struct pos at)
{
	struct node *n = builder_leaf(&r->b, NODE_BREAK, at, (str){0});
	struct stead *s = r->stead;

	if (!s || marked_text_line(r->m, cmark_node_get_start_line(c)) != s->at)
		return;
	s->found = n;
	r->stead = s->next;
}

static void
read_leaf(struct reader *r, cmark_node *c)
{
	struct pos at = place(r, c);
	struct builder *b = &r->b;

	switch (cmark_node_get_type(c)) {
	case CMARK_NODE_CODE:
		builder_leaf(b, NODE_CODE, at, text_of(r, cmark_node_get_literal(c)));
		break;
	case CMARK_NODE_SOFTBREAK:
		builder_leaf(b, NODE_SOFT_BREAK, at, (str){0});
		break;
	case CMARK_NODE_LINEBREAK:
		builder_leaf(b, NODE_LINE_BREAK, at, (str){0});
		break;
	case CMARK_NODE_HTML_INLINE:
		builder_tag(b, at, text_of(r, cmark_node_get_literal(c)));
		break;
	case CMARK_NODE_HTML_BLOCK:
		builder_html(b, at, text_of(r, cmark_node_get_literal(c)));
		break;
	case CMARK_NODE_CODE_BLOCK:
		builder_leaf(b, NODE_CODE_BLOCK, at, text_of(r, cmark_node_get_literal(c)));
		break;
	default:
		read_break(r, c, at);
		break;
	}
}

static bool
is_leaf(cmark_node *n)
{
	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_CODE:
	case CMARK_NODE_SOFTBREAK:
	case CMARK_NODE_LINEBREAK:
	case CMARK_NODE_HTML_INLINE:
	case CMARK_NODE_HTML_BLOCK:
	case CMARK_NODE_CODE_BLOCK:
	case CMARK_NODE_THEMATIC_BREAK:
		return true;
	default:
		return false;
	}
}

/*
 * A table ends its paragraph and stands behind it. "---" below its last row made a heading of
 * the paragraph for cmark; GFM reads a rule.
 */
static void
place_table(struct reader *r, const struct table *t)
{
	struct node *para = r->b.at;
	bool rule = para->type == NODE_HEADING && para->level == 2;

	para->type = NODE_PARA;
	node_append(para->parent, t->node);
	if (rule)
		node_append(para->parent, node_new(r->b.mem, NODE_BREAK, t->node->at));
}

/* What is below ROOT goes into the node that is open. */
static void
read_below(struct reader *r, cmark_node *root)
{
	cmark_iter *it = cmark_iter_new(root);
	cmark_event_type event;

	while ((event = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		cmark_node *n = cmark_iter_get_node(it);
		const struct table *table = table_of(r, n);

		if (n == root)
			continue;
		if (table)
			place_table(r, table);
		else if (cmark_node_get_type(n) == CMARK_NODE_TEXT)
			read_text(r, n);
		else if (is_leaf(n))
			read_leaf(r, n);
		else if (event == CMARK_EVENT_ENTER)
			cmark_node_set_user_data(n, open_node(r, n));
		else if (cmark_node_get_user_data(n))
			builder_close(&r->b, cmark_node_get_user_data(n));
	}
	cmark_iter_free(it);
}

/* -- tables -------------------------------------------------------------- */

static void
read_cell(struct reader *r, cmark_node *para, struct node *cell)
{
	struct node *outer = r->b.at;

	enter_text(r, para);
	r->at = cell->at;
	r->offset = -1;
	r->b.at = cell;
	read_below(r, para);
	builder_close(&r->b, cell);
	r->b.at = outer;
}

/* The cells are the first paragraphs of ROOT; each is used up. */
static struct node *
read_table(struct reader *r, const struct table *t, cmark_node *root)
{
	struct node *table = node_new(r->b.mem, NODE_TABLE, marked_pos(r->m, t->from));
	struct node *row = NULL;

	for (int i = 0; i < t->nrow * t->ncol; i++) {
		struct node *n = node_new(r->b.mem, NODE_CELL, marked_pos(r->m, t->cell[i].from));
		cmark_node *para = cmark_node_first_child(root);

		if (i % t->ncol == 0) {
			row = node_new(r->b.mem, NODE_ROW, n->at);
			row->head = i == 0;
			node_append(table, row);
		}
		n->align = t->align[i % t->ncol];
		node_append(row, n);
		read_cell(r, para, n);
		cmark_node_free(para);
	}
	return table;
}

static void
find_tables(struct reader *r, cmark_node *root, struct arena *scratch, struct tables *t)
{
	cmark_iter *it = cmark_iter_new(root);

	while (cmark_iter_next(it) != CMARK_EVENT_DONE) {
		cmark_node *n = cmark_iter_get_node(it);
		cmark_node_type type = cmark_node_get_type(n);
		ptrdiff_t from, to;

		if (cmark_iter_get_event_type(it) != CMARK_EVENT_ENTER ||
		    (type != CMARK_NODE_PARAGRAPH && type != CMARK_NODE_HEADING))
			continue;
		source_of(r, n, &from, &to);
		table_find(scratch, r->b.diag, r->m, from, to, quotes_round(n), t);
	}
	cmark_iter_free(it);
}

/* -- the text ------------------------------------------------------------ */

static cmark_node *
parse(const struct marked *m)
{
	/* SOURCEPOS: else lines are miscounted behind code that runs over a line's end */
	return cmark_parse_document(m->text.p ? m->text.p : "", m->text.n, CMARK_OPT_SOURCEPOS);
}

/* The source for cmark, with a break for each run of prose. */
static struct stead *
copy_without(struct marked *m, const struct prose *prose)
{
	struct stead *first = NULL, **last = &first;
	ptrdiff_t at = 0;

	for (const struct prose_run *run = prose->first; run; run = run->next) {
		emphasis_copy(m, at, run->from);
		*last = NEW(m->mem, struct stead, 1);
		**last = (struct stead){.run = run, .at = (ptrdiff_t)m->text.n};
		last = &(*last)->next;
		marked_insert(m, run->from, STR("***\n\n"));
		at = run->to;
	}
	emphasis_copy(m, at, m->source.n);
	return first;
}

/* The tree of cmark for what R->M holds the source of, without marks; cells of tables first. */
static cmark_node *
parse_text(struct reader *r, const struct prose *prose, struct tables *tables)
{
	struct marked *m = r->m;
	cmark_node *root;

	r->stead = copy_without(m, prose);
	root = parse(m);
	if (table_likely(m->source))
		find_tables(r, root, m->mem, tables);
	if (tables->first) {
		cmark_node_free(root);
		marked_init(m, m->mem, m->file, m->source, m->line);
		table_copy(m, tables);
		root = parse(m);
	}
	return root;
}

/* Below DOC the blocks of prose stand where the breaks were for them. */
static void
place_prose(struct node *doc, const struct stead *stead)
{
	struct node *n = doc->first, *next, *block;

	doc->first = doc->last = NULL;
	for (; n; n = next) {
		next = n->next;
		if (!stead || n != stead->found) {
			node_append(doc, n);
			continue;
		}
		for (n = stead->run->doc->first; n; n = block) {
			block = n->next;
			node_append(doc, n);
		}
		stead = stead->next;
	}
	assert(!stead);
}

/* What PROSE leaves of the text goes through cmark. */
static void
read_all(struct reader *r, const struct prose *prose)
{
	struct tables tables = {.last = &tables.first};
	struct arena *a = r->b.mem;
	struct stead *stead;
	cmark_node *root = parse_text(r, prose, &tables);

	stead = r->stead;
	for (struct table *t = tables.first; t; t = t->next)
		t->node = read_table(r, t, root);
	r->next = tables.first;
	read_below(r, root);
	cmark_node_free(root);
	trap_links(a, r->b.diag, r->m->source, r->b.at);
	tidy(a, r->b.at);
	place_prose(r->b.at, stead);
}

/* The tree of TEXT, PROSE of which was read. */
static struct node *
parse_rest(struct arena *a, struct diag *d, str file, str text, int line, const struct prose *prose)
{
	struct arena scratch = {0};
	struct node *doc = node_new(a, NODE_DOCUMENT, (struct pos){file, line, 1, 0});
	struct marked m;
	struct reader r = {.b = {.mem = a, .diag = d, .at = doc}, .m = &m, .offset = -1};

	if (!limits_ok(d, file, text, line, prose))
		return doc;
	if (prose->all && prose->first) {
		prose->first->doc->at = doc->at;
		doc = prose->first->doc;
	} else if (!prose->all) {
		marked_init(&m, &scratch, file, text, line);
		r.b.sound = str_find(text, STR("&")) < 0;
		read_all(&r, prose);
		arena_free(&scratch);
	}
	heading_ids(a, doc);
	return doc;
}

struct node *
markdown_parse(struct arena *a, struct diag *d, str file, str text, int line)
{
	struct prose prose = {0};

	/* a table is found in all of the text, and makes cmark read it again */
	if (text.n <= MARKDOWN_BYTES_MAX && !table_likely(text))
		prose_find(a, file, text, line, &prose);
	return parse_rest(a, d, file, text, line, &prose);
}
