#include "compose/line.h"

#include "compose/item.h"
#include "compose/justify.h"

/*
 * The breaks of a paragraph are chosen for all its lines together: the least sum of costs over all
 * ways to break it, by dynamic programming over its items. The cost of a line is the square of its
 * looseness in 1/1000 em a gap, and more where it is torn; sums in struct item give the width of
 * any line at once. Breaks are chosen in 1/1000 em, what is set is exact in mpt.
 */
enum {
	EM = 1000,
	LINE_COST = 1500,     /* of each line: prefers the shorter setting */
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

/* Of a line from item A to item B. */
static int
line_slack(const struct setter *s, int avail, int a, int b)
{
	const struct item *x = &s->item[a], *y = &s->item[b];

	return avail - (int)(y[1].sum - x->sum) - x->start + y->end;
}

static int
line_blank(const struct setter *s, int a, int b)
{
	const struct item *x = &s->item[a], *y = &s->item[b];

	return s->style->rigid ? 0 : (int)(y[1].blank - x->blank) + x->start - y->end_blank;
}

static bool
fits(const struct setter *s, int avail, int a, int b)
{
	int slack = line_slack(s, avail, a, b);

	return slack >= 0 || slack + line_blank(s, a, b) >= 0;
}

static int64_t
square(int64_t loose)
{
	return loose > LOOSE_MAX ? LOOSE_MAX * LOOSE_MAX : loose * loose;
}

/* R13: the cost of taking NEED from a line's blanks: what is taken last is dear. */
static int64_t
squeeze_cost(const struct setter *s, int a, int b, int need)
{
	const struct item *x = &s->item[a], *y = &s->item[b];
	int blank = line_blank(s, a, b);
	int64_t loose = SQUEEZE_COST;
	int dear = (int)(y[1].dear - x->dear) - y->end_dear, cheap = blank - dear;

	if (need > blank)
		return COST_NEVER;
	if (need <= cheap)
		return square(loose + (int64_t)CHEAP_COST * need / cheap);
	return square(loose + CHEAP_COST + (int64_t)DEAR_COST * (need - cheap) / dear);
}

/* R14: spaces first, then all gaps. LOOSE: what is added at each of these. */
static int64_t
stretch_cost(const struct setter *s, int a, int b, int slack, int *loose)
{
	const struct item *x = &s->item[a], *y = &s->item[b];
	int stretch = (int)(y[1].stretch - x->stretch) - y->end_stretch;
	int gaps = (int)(y->gaps - x->gaps);
	int64_t soft = 0;

	if (stretch > 0) {
		int take = slack < stretch ? slack : stretch;

		soft = (int64_t)STRETCH_COST * take / stretch;
		slack -= take;
	}
	*loose = gaps > 1 ? slack / gaps : slack;
	soft += *loose;
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

static int64_t
head_cost(const struct setter *s, int avail, int slack, int b)
{
	static const int64_t end_cost[] = {
	    [END_MARK] = 0, [END_WORD] = WORD_BREAK, [END_PARTED] = PLAIN_BREAK};
	int64_t loose = (int64_t)slack * EM / (avail > 0 ? avail : 1);

	return HEAD_LINE + square(loose) + end_cost[head_end(s, &s->item[b])];
}

static int64_t
line_cost(const struct setter *s, int avail, int a, int b, int *loose)
{
	int slack = line_slack(s, avail, a, b);
	bool last = s->item[b].next == s->n;
	int64_t cost = 0;

	*loose = 0;
	if (slack < 0)
		cost = squeeze_cost(s, a, b, -slack) + (is_head(s) ? HEAD_LINE : 0);
	else if (is_head(s))
		return head_cost(s, avail, slack, b) + LINE_COST;
	else if (!last)
		cost = stretch_cost(s, a, b, slack, loose);
	if (last && a >= s->tail && a != s->first && !is_head(s))
		cost += ORPHAN_COST;
	return cost + LINE_COST;
}

/* The best way to reach an item: where the line before it begins. */
struct reach {
	int64_t cost; /* -1: not reached yet */
	int from, to; /* the last line before it */
};

/* A break at B that will do: shorter lines need not be tried. */
static bool
good_enough(const struct setter *s, int b)
{
	const struct item *it = &s->item[b];

	return it->penalty < ITEM_BAD(LOOSE_ENOUGH) &&
	       (it->next < s->tail || it->next == s->n || s->tail == s->first);
}

/* Lines that begin with item A; FAR is the last item that the line before could hold. */
static int
try_lines(const struct setter *s, struct reach *reach, int a, int far)
{
	int avail = s->width - line_indent(s, a);
	bool found = false;

	if (far < a)
		far = a;
	while (far > a && !fits(s, avail, a, far))
		far--;
	while (far + 1 < s->n && fits(s, avail, a, far + 1))
		far++;
	for (int b = far; b >= a; b--) {
		const struct item *it = &s->item[b];
		struct reach *to = &reach[it->next];
		int64_t cost = reach[a].cost;
		int loose;

		if (b > a && (it->first & KIN_SPACE))
			continue;
		cost += line_cost(s, avail, a, b, &loose);
		cost += it->penalty == ITEM_NEVER ? COST_NEVER : it->penalty;
		if (to->cost < 0 || cost < to->cost)
			*to = (struct reach){cost, a, b};
		found |= good_enough(s, b);
		if (found && loose > LOOSE_ENOUGH && !is_head(s))
			break;
	}
	return far;
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

static struct reach *
find_breaks(struct setter *s)
{
	struct reach *reach = NEW(s->scratch, struct reach, (size_t)s->n + 1);
	int far = 0;

	for (int i = 0; i <= s->n; i++)
		reach[i].cost = -1;
	reach[s->first].cost = 0;
	for (int i = s->first; i < s->n; i++)
		if (reach[i].cost >= 0)
			far = try_lines(s, reach, i, far);
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
