#include "compose/line.h"

#include "compose/item.h"
#include "compose/justify.h"

#include <assert.h>

/*
 * The breaks of a paragraph are chosen for all its lines together: the least sum of costs over all
 * ways to break it, by dynamic programming over its items. The cost of a line is the square of its
 * looseness in 1/1000 em a gap, and more where it is torn; sums in struct item give the width of
 * any line at once. Breaks are chosen in 1/1000 em, what is set is exact in mpt.
 */
enum {
	EM = 1000,
	LINE_COST = 1500,     /* of each line: prefers the shorter setting */
	FAIR_COST = 35000,    /* and of a paragraph of text: most cost less */
	SQUEEZE_COST = 20,    /* looseness that squeezing at all is as bad as, and then … */
	CHEAP_COST = 40,      /* … what taking all brackets and pauses adds … */
	DEAR_COST = 20,	      /* … and all else (R13) */
	STRETCH_COST = 20,    /* that spaces at their widest (R14) are as bad as */
	LOOSE_MAX = 4000,     /* looser is not worse */
	LOOSE_ENOUGH = 150,   /* shorter lines are not tried once there is a line */
	WORD_BREAK = 100000,  /* in a head, a break between words, but at no space or mark */
	PLAIN_BREAK = 250000, /* one that parts a word */
	ROOM_MAX = 1 << 30    /* the measure of a line that is set in one */
};

#define HEAD_LINE   INT64_C(1000000000)	  /* in heads fewer lines come first */
#define ORPHAN_COST INT64_C(100000000000) /* R18: a last line of one character */
#define COST_NEVER  INT64_C(100000000000000)
#define COST_WORST  (INT64_MAX / 2) /* of all lines of a paragraph */
#define COST_MOST   (INT64_MAX - 1)
#define COST_NONE   INT64_MAX /* not reached */

struct setter {
	struct arena *mem;     /* of the result; NULL: lines are only counted */
	struct arena *scratch; /* of this paragraph */
	struct fonts *fonts;
	const struct para_style *style;
	mpt measure;
	int width; /* the measure in 1/1000 em */
	const struct item *item;
	const char *text;   /* of the first span: what style->word_end counts from */
	int n;		    /* items */
	int first;	    /* the first that is no space */
	int tail;	    /* a last line that begins here or later holds one character (R18) */
	bool first_segment; /* nothing was broken by force before */
	struct lines *out;
	int room; /* lines that OUT has room for */
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

static int
line_indent(const struct setter *s, int a)
{
	return s->first_segment && a == s->first ? s->style->indent : s->style->hang;
}

/* A line that begins with item A, wherever it ends. */
struct start {
	int a;
	int avail;     /* 1/1000 em */
	uint32_t full; /* END.width of an item that ends it exactly full */
	const struct item *item;
};

static struct start
start_at(const struct setter *s, int a)
{
	const struct item *x = &s->item[a];
	int avail = s->width - line_indent(s, a);

	return (struct start){
	    .a = a, .avail = avail, .full = x->begin.width + (uint32_t)avail, .item = x};
}

/* Where the line ends with Y: what it is narrower than the measure; negative: wider. */
static int
line_slack(const struct start *l, const struct item *y)
{
	return (int)(l->full - y->end.width);
}

static int
line_blank(const struct setter *s, const struct start *l, const struct item *y)
{
	return s->style->rigid ? 0 : (int)(y->end.blank - l->item->begin.blank);
}

static bool
fits(const struct setter *s, const struct start *l, const struct item *y)
{
	int slack = line_slack(l, y);

	return slack >= 0 || slack + line_blank(s, l, y) >= 0;
}

static int64_t
square(int64_t loose)
{
	return loose > LOOSE_MAX ? LOOSE_MAX * LOOSE_MAX : loose * loose;
}

/* R13: the cost of taking NEED from a line's blanks: what is taken last is dear. */
static int64_t
squeeze_cost(const struct setter *s, const struct start *l, const struct item *y, int need)
{
	int blank = line_blank(s, l, y);
	int dear = (int)(y->end.dear - l->item->begin.dear), cheap = blank - dear;

	if (need > blank)
		return COST_NEVER;
	if (need <= cheap)
		return square(SQUEEZE_COST + (int64_t)CHEAP_COST * need / cheap);
	return square(SQUEEZE_COST + CHEAP_COST + (int64_t)DEAR_COST * (need - cheap) / dear);
}

/* R14: spaces first, then all gaps. LOOSE: what is added at each of these. */
static int
stretch_cost(const struct start *l, const struct item *y, int slack, int *loose)
{
	int stretch = (int)(y->end.stretch - l->item->begin.stretch);
	int gaps = (int)(y->gaps - l->item->gaps), soft = 0;

	if (slack == 0)
		return 0;
	if (slack <= stretch) {
		soft = (int)((int64_t)STRETCH_COST * slack / stretch);
	} else {
		slack -= stretch;
		*loose = gaps > 1 ? slack / gaps : slack;
		soft = *loose + (stretch > 0 ? STRETCH_COST : 0);
	}
	return ITEM_BAD(soft < LOOSE_MAX ? soft : LOOSE_MAX);
}

static bool
beside_mark(const struct item *it)
{
	return (it->last & KIN_MARK) || (it[1].first & (KIN_MARK | KIN_SPACE));
}

static enum line_end
head_end(const struct setter *s, const struct item *it)
{
	const bool *word_end = s->style->word_end;

	if (it->next == s->n || beside_mark(it))
		return END_MARK;
	return word_end && word_end[it->text + it->bytes - s->text] ? END_WORD : END_PARTED;
}

/* A line of a head is full enough if it ends well. */
static int64_t
head_cost(const struct setter *s, const struct start *l, const struct item *y, int slack)
{
	static const int64_t end_cost[] = {
	    [END_MARK] = 0, [END_WORD] = WORD_BREAK, [END_PARTED] = PLAIN_BREAK};
	int64_t loose = (int64_t)slack * EM / (l->avail > 0 ? l->avail : 1);

	if (slack < 0)
		return HEAD_LINE + squeeze_cost(s, l, y, -slack);
	return HEAD_LINE + square(loose) + end_cost[head_end(s, y)];
}

/* The last line is not stretched (R17). */
static int64_t
last_cost(const struct setter *s, const struct start *l, const struct item *y, int slack)
{
	int64_t orphan = l->a >= s->tail && l->a != s->first ? ORPHAN_COST : 0;

	return slack < 0 ? orphan + squeeze_cost(s, l, y, -slack) : orphan;
}

/* LOOSE: what is added at each gap. */
static int64_t
line_cost(const struct setter *s, const struct start *l, const struct item *y, int *loose)
{
	int slack = line_slack(l, y);

	*loose = 0;
	if (is_head(s))
		return head_cost(s, l, y, slack);
	if (y->next == s->n)
		return last_cost(s, l, y, slack);
	if (slack < 0)
		return squeeze_cost(s, l, y, -slack);
	return stretch_cost(l, y, slack, loose);
}

/* The best way to reach an item: the last line before it. */
struct reach {
	int64_t cost; /* COST_NONE: not reached */
	int from, to;
};

/* A break after Y that will do: shorter lines need not be tried. */
static bool
good_enough(const struct setter *s, const struct item *y)
{
	return y->penalty < ITEM_BAD(LOOSE_ENOUGH) &&
	       (y->next < s->tail || y->next == s->n || s->tail == s->first);
}

/* The last item that line L can hold; FAR: the line before. */
static int
line_far(const struct setter *s, const struct start *l, int far)
{
	if (far < l->a)
		far = l->a;
	while (far > l->a && !fits(s, l, &s->item[far]))
		far--;
	while (far + 1 < s->n && fits(s, l, &s->item[far + 1]))
		far++;
	return far;
}

/* Lines that begin with item A and end at FAR or before. */
static void
try_lines(const struct setter *s, struct reach *reach, const struct start *l, int far)
{
	bool found = false;

	for (int b = far; b >= l->a; b--) {
		const struct item *y = &s->item[b];
		struct reach *to = &reach[y->next];
		int64_t cost;
		int loose;

		if (b > l->a && (y->first & KIN_SPACE))
			continue;
		cost = reach[l->a].cost + LINE_COST + line_cost(s, l, y, &loose);
		cost += y->penalty == ITEM_NEVER ? COST_NEVER : y->penalty;
		cost = cost < COST_WORST ? cost : COST_WORST;
		if (cost < to->cost)
			*to = (struct reach){cost, l->a, b};
		found = found || good_enough(s, y);
		if (found && loose > LOOSE_ENOUGH)
			break;
	}
}

/* --- Lines ----------------------------------------------------------------- */

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

/* Without spaces. */
static int
characters(const struct setter *s, int a, int b)
{
	int n = 0;

	for (const struct item *it = &s->item[a]; it <= &s->item[b]; it++)
		n += *it->text == ' ' ? 0 : it->characters;
	return n;
}

static void
set_line(struct setter *s, int a, int b)
{
	mpt indent = scaled(s->style->size, line_indent(s, a));
	struct line *l = line_new(s);

	if (!s->style->bare)
		justify(s->mem, s->fonts, s->item, a, b, s->item[b].next == s->n,
			s->measure - indent, s->style, l);
	l->characters = characters(s, a, b);
	if (is_head(s))
		l->end = head_end(s, &s->item[b]);
	align(l, s->style->align, indent, s->measure - indent);
}

/* --- A paragraph ------------------------------------------------------------ */

/* R18: from where on a last line holds one character, or one and marks. */
static int
find_tail(const struct setter *s)
{
	int n = 0, i = s->n;

	while (i > s->first) {
		const struct item *it = &s->item[i - 1];

		if (!(it->first & (KIN_MARK | KIN_SPACE)))
			n += it->characters;
		if (n > 1)
			break;
		i--;
	}
	return i;
}

/*
 * REACH by lines that cost LIMIT at most, all together; whether they go to the end. What cannot but
 * cost more by then is not gone on from, nor what cannot be better than a way that is known.
 */
static bool
search(const struct setter *s, int64_t limit, struct reach *reach)
{
	int64_t line = LINE_COST + (is_head(s) ? HEAD_LINE : 0); /* at least */
	const struct reach *end = &reach[s->n];
	int far = 0;

	for (int i = 0; i <= s->n; i++)
		reach[i].cost = COST_NONE;
	reach[s->first].cost = 0;
	for (int a = s->first; a < s->n; a++) {
		int64_t cost = reach[a].cost;
		struct start l;

		if (cost > limit || cost + line >= end->cost)
			continue;
		l = start_at(s, a);
		far = line_far(s, &l, far);
		if (s->item[far].next == s->n || cost + 2 * line <= limit)
			try_lines(s, reach, &l, far);
	}
	return end->cost <= limit;
}

/* What the lines of a paragraph cost if it is an easy one; those of a head, if they are few. */
static int64_t
fair_cost(const struct setter *s)
{
	uint32_t width = s->item[s->n - 1].end.width - s->item[s->first].begin.width;
	uint32_t measure = s->width > 0 ? (uint32_t)s->width : 1, lines = width / measure + 1;

	if (is_head(s))
		return HEAD_LINE * (lines + 1) - 1;
	return FAIR_COST + (int64_t)LINE_COST * lines;
}

/* Three quarters of the places where a line could begin are reached too dearly to matter. */
static struct reach *
find_breaks(const struct setter *s)
{
	struct reach *reach = NEW(s->scratch, struct reach, (size_t)s->n + 1);

	if (s->first == s->n || !search(s, fair_cost(s), reach))
		search(s, COST_MOST, reach);
	return reach;
}

/* The lines of REACH, in order, in A. */
static void
list_lines(struct arena *a, const struct setter *s, const struct reach *reach,
	   struct items_broken *out)
{
	int n = 0;

	for (int i = s->n; i > s->first; i = reach[i].from)
		n++;
	out->line = NEW(a, struct item_line, (size_t)n + 1);
	out->n = n;
	for (int i = s->n; i > s->first; i = reach[i].from)
		out->line[--n] = (struct item_line){reach[i].from, reach[i].to};
}

/* Stories are measured again and again before they are set: what is on a shelf is broken once. */
static struct items_broken
broken(struct setter *s, struct items_kept *kept)
{
	struct items_broken b = {
	    .width = s->width, .indent = line_indent(s, s->first), .hang = s->style->hang};
	const struct items_broken *known = kept ? items_broken(kept, &b) : NULL;
	struct arena *a = kept ? s->style->shelf->mem : s->scratch;

	if (known)
		return *known;
	list_lines(a, s, find_breaks(s), &b);
	if (kept) {
		struct items_broken *keep = NEW(a, struct items_broken, 1);

		*keep = b;
		items_break(kept, keep);
	}
	return b;
}

/* The lines between two forced breaks; how many. */
static int
set_segment(struct setter *s, const struct span *span, int n)
{
	struct items items;
	struct items_broken b;

	items_make(s->scratch, s->fonts, span, n, s->width, s->style, &items);
	s->item = items.v;
	s->n = items.n;
	for (s->first = 0; s->first < s->n && (s->item[s->first].first & KIN_SPACE);)
		s->first++;
	s->tail = find_tail(s);
	b = broken(s, items.kept);
	for (int k = 0; s->mem && k < b.n; k++)
		set_line(s, b.line[k].from, b.line[k].to);
	return b.n;
}

static bool
is_break(const struct span *s)
{
	return str_eq(s->text, STR("\n"));
}

/* MEM NULL: count only. */
static int
set_paragraph(struct arena *mem, struct fonts *f, const struct span *span, int n, mpt measure,
	      const struct para_style *style, struct lines *out)
{
	struct arena *scratch = fonts_scratch(f);
	struct arena_mark mark = arena_mark(scratch);
	int64_t width = style->size > 0 ? (int64_t)measure * EM / style->size : 0;
	struct setter s = {.mem = mem,
			   .scratch = scratch,
			   .fonts = f,
			   .style = style,
			   .text = n > 0 ? span[0].text.p : NULL,
			   .measure = measure,
			   .width = width < ROOM_MAX ? (int)width : ROOM_MAX,
			   .first_segment = true,
			   .out = out};
	int from = 0, count = 0;

	assert(mem != scratch);
	for (int i = 0; i <= n; i++) {
		if (i < n && !is_break(&span[i]))
			continue;
		count += set_segment(&s, span + from, i - from);
		s.first_segment = false;
		from = i + 1;
	}
	arena_rewind(scratch, mark);
	return count;
}

void
line_break(struct arena *a, struct fonts *f, const struct span *span, int n, mpt measure,
	   const struct para_style *style, struct lines *out)
{
	*out = (struct lines){0};
	set_paragraph(a, f, span, n, measure, style, out);
}

int
line_count(struct fonts *f, const struct span *span, int n, mpt measure,
	   const struct para_style *style)
{
	return set_paragraph(NULL, f, span, n, measure, style, NULL);
}

static struct line
set_one(struct arena *a, struct fonts *f, str text, enum face face, mpt size, bool vertical)
{
	const struct span span = {.text = text, .face = face};
	const struct para_style style = {
	    .size = size, .align = SET_LEFT, .solid = true, .vertical = vertical};
	struct lines lines;

	line_break(a, f, &span, 1, ROOM_MAX, &style, &lines);
	return lines.n ? lines.line[0] : (struct line){.size = size};
}

struct line
line_single(struct arena *a, struct fonts *f, str text, enum face face, mpt size)
{
	return set_one(a, f, text, face, size, false);
}

struct line
line_single_upright(struct arena *a, struct fonts *f, str text, enum face face, mpt size)
{
	return set_one(a, f, text, face, size, true);
}
