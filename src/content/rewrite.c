#include "content/rewrite.h"

#include "base/front.h"
#include "base/utf8.h"
#include "content/locate.h"
#include "content/markdown.h"
#include "content/run.h"
#include "convert/lock.h"

#include <stdlib.h>
#include <strings.h>

/* Bytes of the file that become TEXT. */
struct edit {
	ptrdiff_t from, to;
	str text;
	int order; /* of edits at the same place */
};

struct rewrite {
	struct arena *mem;
	struct diag *d;
	struct convert *c;
	enum script to;
	struct locate where;
	struct locate_definitions definitions;
	ptrdiff_t cursor; /* texts of the body are behind those that were found before */
	struct edit *edit;
	int n, cap;
};

static void
add_edit(struct rewrite *w, ptrdiff_t from, ptrdiff_t to, str text)
{
	if (w->n == w->cap) {
		struct edit *old = w->edit;

		w->cap = w->cap ? 2 * w->cap : 256;
		w->edit = NEW(w->mem, struct edit, (size_t)w->cap);
		for (int i = 0; i < w->n; i++)
			w->edit[i] = old[i];
	}
	w->edit[w->n] = (struct edit){from, to, text, w->n};
	w->n++;
}

/* -- one text to another ---------------------------------------------------- */

/* Byte offsets of the characters of S, and its end; their number in *N. */
static ptrdiff_t *
characters(struct arena *a, str s, int *n)
{
	ptrdiff_t *at = NEW(a, ptrdiff_t, (size_t)s.n + 1);

	*n = 0;
	for (ptrdiff_t i = 0; i < s.n; utf8_next(s, &i))
		at[(*n)++] = i;
	at[*n] = s.n;
	return at;
}

struct pair {
	str was, is;
	ptrdiff_t *in, *out; /* of their characters */
	int nin, nout;
};

static bool
equal(const struct pair *p, int i, int k)
{
	return str_eq(str_sub(p->was, p->in[i], p->in[i + 1]),
		      str_sub(p->is, p->out[k], p->out[k + 1]));
}

/* Characters I to IN of the one became K to OUT of the other; SPAN is where the first stand. */
static void
replace(struct rewrite *w, const struct pair *p, const struct locate_span *span, int i, int in,
	int k, int out)
{
	str text = str_sub(p->is, p->out[k], p->out[out]);

	if (i == in && text.n > 0)
		add_edit(w, i > 0 ? span[i - 1].to : span[0].from,
			 i > 0 ? span[i - 1].to : span[0].from, text);
	else if (in - i != out - k)
		add_edit(w, span[i].from, span[in - 1].to, text);
	for (; in - i == out - k && i < in; i++, k++)
		if (!equal(p, i, k))
			add_edit(w, span[i].from, span[i].to,
				 str_sub(p->is, p->out[k], p->out[k + 1]));
}

/* The nearest characters from *I and *K on that are equal, *I moved; the ends where there are none
 * near: a word of a region is short. */
static void
meet(const struct pair *p, int *i, int *k)
{
	enum { NEAR = 24 };

	for (int far = 1; far < NEAR; far++)
		for (int x = 1; x <= far; x++)
			if (*i + x < p->nin && *k + far - x < p->nout &&
			    equal(p, *i + x, *k + far - x)) {
				*i += x;
				*k += far - x;
				return;
			}
	*i = p->nin;
	*k = p->nout;
}

/* The edits that make IS of WAS. */
static void
compare(struct rewrite *w, str was, str is, const struct locate_span *span)
{
	struct pair p = {.was = was, .is = is};
	int i = 0, k = 0;

	p.in = characters(w->mem, was, &p.nin);
	p.out = characters(w->mem, is, &p.nout);
	if (p.nin == p.nout)
		replace(w, &p, span, 0, p.nin, 0, p.nout);
	while (p.nin != p.nout && (i < p.nin || k < p.nout)) {
		int in = i, out = k;

		if (i < p.nin && k < p.nout && equal(&p, i, k)) {
			i++;
			k++;
			continue;
		}
		meet(&p, &in, &out);
		replace(w, &p, span, i, in, k, out);
		i = in;
		k = out;
	}
}

static void
lost(struct rewrite *w, struct pos at)
{
	diag(w->d, D_REWRITE_LOST, at);
}

/* -- marks stay ------------------------------------------------------------- */

/* A piece of a text with -{…}- marks: what is kept stands in for one object. */
struct part {
	int piece;	    /* of the run */
	ptrdiff_t from, to; /* in the text of that piece */
	bool kept;
};

struct parts {
	struct part *part;
	struct convert_piece *piece;
	int n;
};

/* Bytes FROM to TO of the joined text of N pieces, cut where pieces end. */
static void
add_parts(struct parts *p, const struct convert_piece *piece, int n, ptrdiff_t from, ptrdiff_t to,
	  bool kept)
{
	ptrdiff_t start = 0;

	for (int i = 0; i < n && start < to; start += piece[i++].text.n) {
		ptrdiff_t low = from > start ? from - start : 0;
		ptrdiff_t high = to - start < piece[i].text.n ? to - start : piece[i].text.n;
		struct part *part = &p->part[p->n];

		if (low >= high)
			continue;
		*part = (struct part){i, low, high, kept};
		p->piece[p->n] = (struct convert_piece){
		    kept ? STR("\xEF\xBF\xBC") : str_sub(piece[i].text, low, high), piece[i].at};
		p->piece[p->n++].at.col += (int)utf8_count(str_sub(piece[i].text, 0, low));
	}
}

/* The pieces of a run as parts: between marks, and marks. */
static struct parts
cut_at_marks(struct rewrite *w, const struct convert_piece *piece, int n)
{
	struct out all = {.mem = w->mem};
	struct lock_text t;
	struct parts p = {0};
	ptrdiff_t at = 0;
	size_t most;

	for (int i = 0; i < n; i++)
		out_str(&all, piece[i].text);
	lock_read(w->mem, out_text(&all), w->to, &t);
	most = 2 * ((size_t)t.n + 1) + 2 * (size_t)n;
	p.part = NEW(w->mem, struct part, most);
	p.piece = NEW(w->mem, struct convert_piece, most);
	for (int i = 0; i < t.n; i++) {
		if (t.run[i].locked)
			continue;
		add_parts(&p, piece, n, at, t.run[i].from, true);
		add_parts(&p, piece, n, t.run[i].from, t.run[i].to, false);
		at = t.run[i].to;
	}
	add_parts(&p, piece, n, at, (ptrdiff_t)all.n, true);
	return p;
}

/*
 * Convert N pieces as one paragraph. SPAN[i]: where the characters of piece I stand; NULL: they are
 * not to be changed.
 */
static void
convert_spans(struct rewrite *w, struct pos at, const struct convert_piece *piece, int n,
	      struct locate_span *const *span)
{
	struct parts p = cut_at_marks(w, piece, n);
	struct convert_piece *is = NEW(w->mem, struct convert_piece, (size_t)p.n + 1);

	for (int i = 0; i < p.n; i++)
		is[i] = p.piece[i];
	convert_pieces(w->c, w->mem, w->d, at, is, p.n);
	for (int i = 0; i < p.n; i++) {
		const struct part *part = &p.part[i];
		ptrdiff_t before = utf8_count(str_sub(piece[part->piece].text, 0, part->from));

		if (!part->kept && span[part->piece])
			compare(w, p.piece[i].text, is[i].text, span[part->piece] + before);
	}
}

/* A text beside the sentence, which stands at byte FROM. */
static void
convert_beside(struct rewrite *w, struct pos at, str text, ptrdiff_t from, enum locate_kind kind)
{
	struct locate_span *span = NEW(w->mem, struct locate_span, (size_t)text.n + 1);
	struct convert_piece piece = {text, at};

	if (text.n == 0)
		return;
	if (from < 0 || locate_text(&w->where, from, text, kind, span) < 0)
		lost(w, at);
	else
		convert_spans(w, at, &piece, 1, &span);
}

/* -- the body --------------------------------------------------------------- */

/* The "`" that S begins with: no code, so they are text. */
static ptrdiff_t
backquotes(str s)
{
	ptrdiff_t n = 0;

	while (n < s.n && s.p[n] == '`')
		n++;
	return n;
}

/* Where the text of N stands; NULL: it is not found, or not to be changed. */
static struct locate_span *
find(struct rewrite *w, const struct node *n, bool ruby)
{
	struct locate_span *span = NEW(w->mem, struct locate_span, (size_t)n->text.n + 1);
	ptrdiff_t first = ruby ? 0 : w->cursor, from = locate_byte(&w->where, n->at), end;

	if (from < first)
		from = first;
	end = locate_text(&w->where, from, n->text, LOCATE_TEXT, span);
	/* cmark 0.30 has their place behind them */
	from -= backquotes(n->text);
	if (end < 0 && from >= first && str_starts(str_from_at(w->where.raw, from), STR("`")))
		end = locate_text(&w->where, from, n->text, LOCATE_TEXT, span);
	if (end < 0) {
		lost(w, n->at);
		return NULL;
	}
	if (!ruby)
		w->cursor = end;
	return run_converts(n) ? span : NULL;
}

static void
rewrite_run(struct rewrite *w, struct node *root)
{
	struct run r = run_collect(w->mem, root);
	struct locate_span **span = NEW(w->mem, struct locate_span *, (size_t)r.n + 1);

	for (int i = 0; i < r.n; i++)
		if (r.node[i]->type == NODE_TEXT)
			span[i] = find(w, r.node[i], root->type == NODE_TAG);
	convert_spans(w, root->at, r.piece, r.n, span);
}

/*
 * [社区] is found by its text. Where that changes, the old one is written as its label:
 * [社區][社区].
 */
static void
keep_label(struct rewrite *w, ptrdiff_t from, ptrdiff_t close, int before)
{
	str raw = w->where.raw, label, rest = str_from_at(raw, close + 1);
	bool changed = false;

	for (int i = before; i < w->n; i++)
		changed |= w->edit[i].from > from && w->edit[i].from < close;
	if (!changed || str_starts(rest, STR("(")) ||
	    (str_starts(rest, STR("[")) && !str_starts(rest, STR("[]"))))
		return;
	from += raw.p[from] == '!';
	label = str_sub(raw, from + 1, close);
	if (str_starts(rest, STR("[]")))
		add_edit(w, close + 2, close + 2, label);
	else
		add_edit(w, close + 1, close + 1, str_fmt(w->mem, "[" STR_FMT "]", STR_ARG(label)));
}

/* The title of N, a link without an address of its own; several links may use one definition. */
static void
rewrite_definition(struct rewrite *w, const struct node *n, ptrdiff_t from, ptrdiff_t close)
{
	struct locate_definition *d = locate_definition(w->mem, &w->where, &w->definitions, from,
							close);

	if (!d || !d->used)
		convert_beside(w, n->at, n->title, d ? d->title : -1, LOCATE_FRONT);
	if (d)
		d->used = true;
}

/* Captions and titles of a link or a picture, whose text has given the edits from BEFORE on. */
static void
rewrite_link(struct rewrite *w, const struct node *n, int before)
{
	ptrdiff_t from = locate_byte(&w->where, n->at), close, title;

	if (!locate_link(&w->where, from, &close, &title)) {
		if (n->alt.n > 0 || n->title.n > 0)
			lost(w, n->at);
		return;
	}
	convert_beside(w, n->at, n->alt, from, LOCATE_ALT);
	if (title < 0 && n->title.n > 0)
		rewrite_definition(w, n, from, close);
	else
		convert_beside(w, n->at, n->title, title, LOCATE_FRONT);
	keep_label(w, from, close, before);
}

/* A link with words of its own, or a picture: no address that shows itself. */
static bool
is_link(const struct node *n)
{
	if (n->type == NODE_LINK)
		return !n->first || n->first->type != NODE_TEXT || run_converts(n->first);
	return n->type == NODE_IMAGE || n->type == NODE_FIGURE;
}

static void
rewrite_body(struct rewrite *w, struct node *doc)
{
	int before = 0; /* edits when the paragraph of a link began */

	for (struct node *n = doc; n; n = node_walk(doc, n)) {
		if (!node_is_inline(n))
			before = w->n;
		if (run_begins(n))
			rewrite_run(w, n);
		if (is_link(n))
			rewrite_link(w, n, before);
	}
}

/* -- front matter ----------------------------------------------------------- */

/* Whether a reader sees the values of KEY: those of papers, issues, articles and honours. */
static bool
is_shown(str key)
{
	static const str shown[] = {
	    STR_INIT("title"),	  STR_INIT("标题"),	   STR_INIT("標題"),
	    STR_INIT("kicker"),	  STR_INIT("肩题"),	   STR_INIT("肩題"),
	    STR_INIT("引题"),	  STR_INIT("引題"),	   STR_INIT("deck"),
	    STR_INIT("副题"),	  STR_INIT("副題"),	   STR_INIT("subtitle"),
	    STR_INIT("副标题"),	  STR_INIT("副標題"),	   STR_INIT("byline"),
	    STR_INIT("署名"),	  STR_INIT("author"),	   STR_INIT("作者"),
	    STR_INIT("authors"),  STR_INIT("source"),	   STR_INIT("来源"),
	    STR_INIT("來源"),	  STR_INIT("section"),	   STR_INIT("栏目"),
	    STR_INIT("欄目"),	  STR_INIT("summary"),	   STR_INIT("摘要"),
	    STR_INIT("描述"),	  STR_INIT("description"), STR_INIT("tags"),
	    STR_INIT("标签"),	  STR_INIT("標籤"),	   STR_INIT("pages"),
	    STR_INIT("版面"),	  STR_INIT("editor"),	   STR_INIT("责任编辑"),
	    STR_INIT("責任編輯"), STR_INIT("name"),	   STR_INIT("报名"),
	    STR_INIT("報名"),	  STR_INIT("variant"),	   STR_INIT("版别"),
	    STR_INIT("版別"),	  STR_INIT("sponsor"),	   STR_INIT("主管主办"),
	    STR_INIT("主管主辦"), STR_INIT("publisher"),   STR_INIT("出版"),
	    STR_INIT("slogan"),	  STR_INIT("口号"),	   STR_INIT("口號"),
	    STR_INIT("pull"),	  STR_INIT("引语"),	   STR_INIT("引語"),
	    STR_INIT("ear"),	  STR_INIT("报眼"),	   STR_INIT("報眼"),
	    STR_INIT("contact"),  STR_INIT("联系方式"),	   STR_INIT("聯繫方式"),
	};

	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
		if (shown[i].n == key.n && strncasecmp(shown[i].p, key.p, (size_t)key.n) == 0)
			return true;
	return false;
}

static bool
is_script(str key)
{
	return str_eq(key, STR("script")) || str_eq(key, STR("字形"));
}

static void
rewrite_front(struct rewrite *w, const struct front *f)
{
	for (int i = 0; i < f->n; i++) {
		const struct front_entry *e = &f->entry[i];
		enum script script;

		for (int k = 0; k < e->nvalue && is_shown(e->key); k++)
			convert_beside(w, e->value[k].at, e->value[k].text,
				       locate_byte(&w->where, e->value[k].at), LOCATE_FRONT);
		if (is_script(e->key) && e->nvalue > 0 && script_parse(e->value[0].text, &script) &&
		    script != w->to)
			diag(w->d, D_REWRITE_SCRIPT, e->value[0].at, e->value[0].text,
			     script_name(w->to));
	}
}

/* -- the file --------------------------------------------------------------- */

static int
by_place(const void *a, const void *b)
{
	const struct edit *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

static str
apply(struct rewrite *w)
{
	struct out o = {.mem = w->mem};
	str raw = w->where.raw;
	ptrdiff_t at = 0;

	qsort(w->edit, (size_t)w->n, sizeof *w->edit, by_place);
	for (int i = 0; i < w->n; i++) {
		if (w->edit[i].from < at)
			continue;
		out_str(&o, str_sub(raw, at, w->edit[i].from));
		out_str(&o, w->edit[i].text);
		at = w->edit[i].to;
	}
	out_str(&o, str_from_at(raw, at));
	return out_text(&o);
}

str
rewrite_markdown(struct arena *a, struct diag *d, struct convert *c, enum script to, str file,
		 str bytes)
{
	struct rewrite w = {.mem = a, .d = d, .c = c, .to = to};
	ptrdiff_t bad = utf8_bad(bytes);
	const struct source *src;
	struct front front;
	struct diag faults; /* those of the text are for `lilong check` */

	if (bad >= 0) {
		diag(d, D_REWRITE_BAD, ((struct pos){.file = file}), diag_int(d, (long)bad));
		return bytes;
	}
	diag_init(&faults, a);
	src = source_new(a, &faults, file, bytes);
	if (!src)
		return bytes;
	diag_source(d, file, src->text);
	locate_init(a, &w.where, bytes);
	locate_definitions(a, &w.where, &w.definitions);
	front_read(a, &faults, src, &front);
	rewrite_front(&w, &front);
	rewrite_body(&w, markdown_parse(a, &faults, src->path, front.body, front.body_line));
	return w.n > 0 ? apply(&w) : bytes;
}
