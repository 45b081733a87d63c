#include "compose/line.h"

#include "base/utf8.h"
#include "compose/item.h"

/*
 * The breaks of a paragraph are chosen for all its lines together: the least sum of costs over all
 * ways to break it, by dynamic programming over its items. The cost of a line is the square of its
 * looseness in 1/1000 em a gap; sums in struct item give the width of any line at once.
 */
enum {
	EM = 1000,
	LINE_COST = 1500,     /* of each line: prefers the shorter setting */
	ORPHAN_COST = 300000, /* R18: a last line of one character */
	SQUEEZE_COST = 30,    /* looseness that squeezing at all is as bad as, and then … */
	LOOSE_MAX = 4000,     /* looser is not worse */
	LOOSE_ENOUGH = 400,   /* shorter lines are not tried once there is a line */
	WORD_BREAK = 100000,  /* in a head, a break between words, but at no space or mark */
	PLAIN_BREAK = 250000, /* one that parts a word */
	ROOM_MAX = 1 << 30    /* the measure of a line that is set in one */
};

/* Looseness added when all blanks of a level are taken (R13). */
static const int level_cost[KIN_LEVELS] = {40, 60, 90};

#define HEAD_LINE INT64_C(1000000000) /* in heads fewer lines come first */

struct setter {
	struct arena *mem;     /* of the result */
	struct arena *scratch; /* of this paragraph */
	const struct para_style *style;
	mpt measure;
	const struct item *item;
	const char *text;   /* of the first span: what style->word_end counts from */
	int n, first;	    /* items; the first that is no space */
	bool first_segment; /* nothing was broken by force before */
	struct lines *out;
	int room; /* lines that OUT has room for */
};

/* What a line from item A to item B is like. */
struct fit {
	mpt avail;
	int64_t slack; /* what is left of it at the natural width; negative: to be squeezed */
	int64_t blank[KIN_LEVELS]; /* that squeezing can take */
	int gaps;
};

static mpt
scaled(mpt size, int em)
{
	return (mpt)((int64_t)em * size / EM);
}

static bool
is_head(const struct setter *s)
{
	return s->style->max_lines > 0;
}

static mpt
line_indent(const struct setter *s, int a)
{
	bool first = s->first_segment && a == s->first;

	return scaled(s->style->size, first ? s->style->indent : s->style->hang);
}

/* R11 at the end; R12 at the start of display lines, so that they look centred. */
static void
fit_line(const struct setter *s, int a, int b, struct fit *f)
{
	const struct item *x = &s->item[a], *y = &s->item[b];
	int64_t width = y[1].sum - x->sum;

	*f = (struct fit){.avail = s->measure - line_indent(s, a), .gaps = y->gaps - x->gaps};
	for (int k = 0; k < KIN_LEVELS; k++)
		f->blank[k] = y[1].squeeze[k] - x->squeeze[k];
	width += x->pair_left;
	f->blank[x->level] += x->pair_left;
	width -= y->right - y->pair_right;
	f->blank[y->level] -= y->right - y->pair_right;
	if (is_head(s)) {
		width -= x->left;
		f->blank[x->level] -= x->left;
	}
	f->slack = f->avail - width;
	if (s->style->rigid)
		memset(f->blank, 0, sizeof f->blank);
}

static bool
fits(const struct setter *s, int a, int b)
{
	struct fit f;

	fit_line(s, a, b, &f);
	for (int k = 0; k < KIN_LEVELS; k++)
		f.slack += f.blank[k];
	return f.slack >= 0;
}

static int64_t
square(int64_t loose)
{
	return loose > LOOSE_MAX ? LOOSE_MAX * LOOSE_MAX : loose * loose;
}

/* R13: the cost of taking NEED from the blanks, level by level. */
static int64_t
squeeze_cost(const struct fit *f, int64_t need)
{
	int64_t loose = SQUEEZE_COST;

	for (int k = 0; k < KIN_LEVELS && need > 0; k++) {
		int64_t take = need < f->blank[k] ? need : f->blank[k];

		if (f->blank[k] > 0)
			loose += level_cost[k] * take / f->blank[k];
		need -= take;
	}
	return need > 0 ? ITEM_NEVER : square(loose);
}

/* R18: one character, or one and a mark. */
static bool
is_orphan(const struct setter *s, int a, int b)
{
	int n = 0;

	for (int i = a; i <= b && n < 2; i++)
		if (!(s->item[i].flags & (KIN_MARK | KIN_SPACE)))
			n += s->item[i].characters > 1 ? 2 : 1;
	return n < 2;
}

static bool
beside_mark(const struct item *it)
{
	return (it->flags & KIN_MARK) || (it[1].flags & (KIN_MARK | KIN_SPACE));
}

static enum line_end
head_end(const struct setter *s, const struct item *it)
{
	const bool *word_end = s->style->word_end;

	if (it->next == s->n || beside_mark(it))
		return END_MARK;
	return word_end && word_end[it->text.p + it->text.n - s->text] ? END_WORD : END_PARTED;
}

static int64_t
head_cost(const struct setter *s, const struct fit *f, int b)
{
	static const int64_t end_cost[] = {
	    [END_MARK] = 0, [END_WORD] = WORD_BREAK, [END_PARTED] = PLAIN_BREAK};
	int64_t loose = f->slack * EM / (f->avail > 0 ? f->avail : 1);

	return HEAD_LINE + square(loose) + end_cost[head_end(s, &s->item[b])];
}

static int64_t
line_cost(const struct setter *s, int a, int b, bool last, int64_t *loose)
{
	struct fit f;
	int64_t cost;

	fit_line(s, a, b, &f);
	*loose = f.slack * EM / s->style->size / (f.gaps ? f.gaps : 1);
	if (f.slack < 0)
		cost = squeeze_cost(&f, -f.slack);
	else if (is_head(s))
		return head_cost(s, &f, b);
	else if (last)
		cost = 0;
	else
		cost = square(*loose);
	if (last && a != s->first && is_orphan(s, a, b))
		cost += ORPHAN_COST;
	return cost + LINE_COST + (is_head(s) ? HEAD_LINE : 0);
}

/* The best way to reach an item: where the line before it begins. */
struct reach {
	int64_t cost; /* -1: not reached yet */
	int from, to; /* the last line before it */
};

/* Lines that begin with item A; FAR is the last item that the line before could hold. */
static int
try_lines(const struct setter *s, struct reach *reach, int a, int far)
{
	bool found = false;

	if (far < a)
		far = a;
	while (far > a && !fits(s, a, far))
		far--;
	while (far + 1 < s->n && fits(s, a, far + 1))
		far++;
	for (int b = far; b >= a; b--) {
		const struct item *it = &s->item[b];
		bool last = it->next == s->n;
		int64_t loose, cost = reach[a].cost + it->penalty;
		struct reach *to = &reach[it->next];

		if (b > a && (it->flags & KIN_SPACE))
			continue;
		cost += line_cost(s, a, b, last, &loose);
		if (to->cost < 0 || cost < to->cost)
			*to = (struct reach){cost, a, b};
		found |= it->penalty < ITEM_NEVER;
		if (found && loose > LOOSE_ENOUGH && !is_head(s))
			break;
	}
	return far;
}

/* --- From breaks to pieces ------------------------------------------------ */

/* What is taken of each blank of one level: in equal parts, exact in sum. */
struct share {
	int64_t take, blank, seen, taken;
};

static mpt
share_next(struct share *h, mpt blank)
{
	int64_t upto;

	if (!blank || !h->blank)
		return 0;
	h->seen += blank;
	upto = h->take * h->seen / h->blank;
	blank = (mpt)(upto - h->taken);
	h->taken = upto;
	return blank;
}

struct builder {
	struct setter *s;
	struct share share[KIN_LEVELS];
	mpt gap, rest; /* added at each gap; and at the last one */
	int a, b, last_gap;
	struct piece *piece;
	int n;
	mpt carry; /* what the item before adds, taken over by the next piece */
};

static void
append(struct builder *b, const struct item *it, str text, int characters, mpt advance, mpt before,
       mpt spacing)
{
	struct piece *p = b->n ? &b->piece[b->n - 1] : NULL;

	if (!p || before || p->face != it->face || p->spacing != spacing ||
	    p->text.p + p->text.n != text.p) {
		p = &b->piece[b->n++];
		*p = (struct piece){.text = {text.p, 0},
				    .face = it->face,
				    .before = before,
				    .spacing = spacing,
				    .width = before};
	}
	p->text.n += text.n;
	p->width += advance + characters * spacing;
}

/* The last character of a word of several takes what comes after it, at the end of a line. */
static void
append_apart(struct builder *b, struct fonts *f, const struct item *it, mpt advance, mpt before,
	     mpt after)
{
	ptrdiff_t at = it->text.n;
	uint32_t cp = utf8_prev(it->text, &at);
	mpt end = scaled(b->s->style->size, font_advance(f, it->face, cp));

	append(b, it, str_sub(it->text, 0, at), it->characters - 1, advance - end, before,
	       it->inner);
	append(b, it, str_from_at(it->text, at), 1, end, 0, it->inner + after);
}

static void
append_item(struct builder *b, struct fonts *f, int i)
{
	const struct item *it = &b->s->item[i];
	mpt advance = it->width - it->head - it->tail - it->characters * it->inner;
	mpt before = b->carry + it->head, after = it->tail;
	mpt left = it->left, right = it->right;

	b->carry = 0;
	if (i > b->a)
		before -= it->pair_left, left -= it->pair_left;
	else if (is_head(b->s))
		before -= left, left = 0;
	before -= share_next(&b->share[it->level], left);
	after -= i < b->b ? it->pair_right : right;
	if (i < b->b) {
		after -= share_next(&b->share[it->level], right - it->pair_right);
		after += it->gap ? b->gap + (i == b->last_gap ? b->rest : 0) : 0;
	}
	if (it->characters == 1) {
		append(b, it, it->text, 1, advance, before, after);
	} else if (i < b->b || after == 0) {
		append(b, it, it->text, it->characters, advance, before, it->inner);
		b->carry = after;
	} else {
		append_apart(b, f, it, advance, before, after);
	}
}

/* How much each level gives (R13), or what justification adds. */
static void
spread(struct builder *b, const struct fit *f, bool last)
{
	int64_t need = -f->slack;

	for (int k = 0; k < KIN_LEVELS && need > 0; k++) {
		int64_t take = need < f->blank[k] ? need : f->blank[k];

		b->share[k] = (struct share){.take = take, .blank = f->blank[k]};
		need -= take;
	}
	b->last_gap = -1;
	if (f->slack <= 0 || last || b->s->style->align != SET_JUSTIFIED || f->gaps == 0)
		return;
	b->gap = (mpt)(f->slack / f->gaps);
	b->rest = (mpt)(f->slack % f->gaps);
	for (int i = b->a; i < b->b; i++)
		if (b->s->item[i].gap)
			b->last_gap = i;
}

static void
align(struct line *l, enum set_align how, mpt indent, mpt avail)
{
	l->x = indent;
	if (how == SET_CENTERED)
		l->x += (avail - l->width) / 2;
	else if (how == SET_RIGHT)
		l->x += avail - l->width;
}

static struct line *
line_new(struct setter *s)
{
	struct lines *o = s->out;

	if (o->n == s->room) {
		int room = s->room ? 2 * s->room : 8;
		struct line *v = NEW(s->mem, struct line, (size_t)room);

		if (o->n)
			memcpy(v, o->line, (size_t)o->n * sizeof *v);
		o->line = v;
		s->room = room;
	}
	return &o->line[o->n++];
}

static void
set_line(struct setter *s, struct fonts *f, int a, int b)
{
	struct arena_mark mark = arena_mark(s->scratch);
	struct builder bd = {.s = s, .a = a, .b = b};
	struct line *l = line_new(s);
	struct fit fit;

	l->size = s->style->size;
	fit_line(s, a, b, &fit);
	spread(&bd, &fit, s->item[b].next == s->n);
	bd.piece = NEW(s->scratch, struct piece, (size_t)(b - a) + 2);
	for (int i = a; i <= b; i++)
		append_item(&bd, f, i);
	l->n = bd.n;
	l->piece = NEW(s->mem, struct piece, (size_t)bd.n);
	memcpy(l->piece, bd.piece, (size_t)bd.n * sizeof *l->piece);
	for (int i = 0; i < l->n; i++)
		l->width += l->piece[i].width;
	l->gap = bd.gap;
	if (is_head(s))
		l->end = head_end(s, &s->item[b]);
	align(l, s->style->align, line_indent(s, a), fit.avail);
	arena_rewind(s->scratch, mark);
}

/* The lines between two forced breaks. */
static void
set_segment(struct setter *s, struct fonts *f, const struct span *span, int n)
{
	struct items items;
	struct reach *reach;
	int far = 0, count = 0, *end;

	items_make(s->scratch, f, span, n, s->style->size, s->measure, &items);
	s->item = items.v;
	s->n = items.n;
	for (s->first = 0; s->first < s->n && (s->item[s->first].flags & KIN_SPACE);)
		s->first++;
	reach = NEW(s->scratch, struct reach, (size_t)items.n + 1);
	for (int i = 0; i <= items.n; i++)
		reach[i].cost = -1;
	reach[s->first].cost = 0;
	for (int i = s->first; i < s->n; i++)
		if (reach[i].cost >= 0)
			far = try_lines(s, reach, i, far);
	end = NEW(s->scratch, int, (size_t)items.n + 1);
	for (int i = s->n; i > s->first; i = reach[i].from)
		end[count++] = i;
	while (count-- > 0)
		set_line(s, f, reach[end[count]].from, reach[end[count]].to);
}

static bool
is_break(const struct span *s)
{
	return str_eq(s->text, STR("\n"));
}

void
line_break(struct arena *a, struct fonts *f, const struct span *span, int n, mpt measure,
	   const struct para_style *style, struct lines *out)
{
	struct arena *scratch = fonts_scratch(f);
	struct arena_mark mark = arena_mark(scratch);
	struct setter s = {.mem = a,
			   .scratch = scratch,
			   .style = style,
			   .text = n > 0 ? span[0].text.p : NULL,
			   .measure = measure,
			   .first_segment = true,
			   .out = out};
	int from = 0;

	*out = (struct lines){0};
	for (int i = 0; i <= n; i++) {
		if (i < n && !is_break(&span[i]))
			continue;
		set_segment(&s, f, span + from, i - from);
		s.first_segment = false;
		from = i + 1;
	}
	arena_rewind(scratch, mark);
}

struct line
line_single(struct arena *a, struct fonts *f, str text, enum face face, mpt size)
{
	const struct span span = {text, face};
	const struct para_style style = {.size = size, .align = SET_LEFT};
	struct lines lines;

	line_break(a, f, &span, 1, ROOM_MAX, &style, &lines);
	return lines.n ? lines.line[0] : (struct line){.size = size};
}
