#include "convert/convert.h"

#include <assert.h>

#include "base/utf8.h"
#include "convert/engine.h"
#include "convert/lexicon.h"
#include "convert/lock.h"
#include "convert/terms.h"

enum { STAGES = 2, TABLES = 2 };

/* ORDER SCRIPT: OpenCC's configurations from (row) to (column); none: nothing to do. */
static const char *const config[SCRIPT__N][SCRIPT__N][STAGES] = {
    {{NULL}, {"s2t"}, {"s2tw"}, {"s2hk"}},
    {{"t2s"}, {NULL}, {"t2tw"}, {"t2hk"}},
    {{"tw2s"}, {"tw2t"}, {NULL}, {"tw2t", "t2hk"}},
    {{"hk2s"}, {"hk2t"}, {"hk2t", "t2tw"}, {NULL}},
};

/*
 * OpenCC's "t" is the form of a dictionary of variants, not of any paper (conversion.md 6.3).
 * What the Traditional print of the Mainland has instead: the head characters of 通用规范汉字表
 * (2013) and its forms in brackets; 着 麵 裏 線 臺 are right as they come. In order of FROM.
 */
static const struct habit {
	uint32_t from, to;
} habit[] = {
    {0x50DE, 0x507D}, /* 僞 偽: as in Taiwan and Hong Kong */
    {0x5553, 0x555F}, /* 啓 啟: so printed in Shanghai */
    {0x55AB, 0x5403}, /* 喫 吃 */
    {0x5CEF, 0x5CF0}, /* 峯 峰 */
    {0x64E1, 0x62AC}, /* 擡 抬 */
    {0x6EBC, 0x6FD5}, /* 溼 濕 */
    {0x7232, 0x70BA}, /* 爲 為 */
    {0x7240, 0x5E8A}, /* 牀 床 */
    {0x7661, 0x75F4}, /* 癡 痴 */
    {0x7681, 0x7682}, /* 皁 皂 */
    {0x7955, 0x79D8}, /* 祕 秘 */
    {0x7CC9, 0x7CBD}, /* 糉 粽 */
    {0x7E94, 0x624D}, /* 纔 才: 纔 is not printed for 刚才 */
    {0x7FA3, 0x7FA4}, /* 羣 群 */
    {0x8123, 0x5507}, /* 脣 唇 */
    {0x8518, 0x53C3}, /* 蔘 參: 人參 */
    {0x8525, 0x8471}, /* 蔥 葱 */
    {0x8846, 0x773E}, /* 衆 眾 */
    {0x8E0A, 0x8E34}, /* 踊 踴 */
    {0x9262, 0x7F3D}, /* 鉢 缽 */
    {0x937C, 0x91DD}, /* 鍼 針: also mends 支行針對, which phrases make 支行鍼對 */
    {0x9EAA, 0x9EB5}, /* 麪 麵 */
};

struct convert {
	struct arena mem; /* this object, and above it what one call needs */
	enum script to;
	bool same; /* the text is in its script already */
	const struct engine *stage[STAGES];
	int nstage;
	/* House terms, then the lexicon: what comes later sees only what is left between the first.
	 */
	struct terms term[TABLES];
};

/* One paragraph on its way. */
/* Where a fault was found; the next one is behind it, but for few. */
struct place {
	int piece;
	ptrdiff_t start, byte; /* columns are counted from START, and have been as far as BYTE */
	int columns;
	bool broken; /* a line ends between the two */
};

struct job {
	struct convert *c;
	struct diag *d;
	struct pos at;
	const struct convert_piece *piece;
	int n;
	str text;	 /* all pieces joined */
	ptrdiff_t *end;	 /* where each piece ends in it */
	struct out out;	 /* all results joined */
	ptrdiff_t *from; /* where each result begins in it */
	int k;		 /* the piece that is being written */
	struct place place;
};

struct convert *
convert_new(const struct convert_options *options)
{
	enum script from = options->from, to = options->to;
	const struct glossary *glossary = options->glossary;
	struct arena mem = {0};
	struct convert *c = NEW(&mem, struct convert, 1);

	c->to = to;
	c->same = from == to;
	for (int i = 0; i < STAGES && config[from][to][i]; i++) {
		c->stage[c->nstage++] = engine_find(str_from(config[from][to][i]));
		assert(c->stage[i]);
	}
	if (glossary)
		terms_index(&mem, glossary->term, glossary->n, from, to, &c->term[0]);
	lexicon_index(&mem, from, to, &c->term[1]);
	c->mem = mem;
	return c;
}

void
convert_free(struct convert *c)
{
	struct arena mem;

	if (!c)
		return;
	mem = c->mem;
	arena_free(&mem);
}

static bool
is_ascii(str s)
{
	for (ptrdiff_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

static uint32_t
mainland(uint32_t cp)
{
	for (size_t i = 0; i < sizeof habit / sizeof *habit; i++)
		if (habit[i].from == cp)
			return habit[i].to;
	return cp;
}

/* AFTER with Mainland habits where the dictionary changed BEFORE. */
static str
with_habits(struct arena *a, str before, str after)
{
	struct out o = {.mem = a};
	ptrdiff_t i = 0, k = 0;

	if (utf8_count(before) != utf8_count(after))
		return after;
	while (k < after.n) {
		uint32_t was = utf8_next(before, &i), is = utf8_next(after, &k);

		out_utf8(&o, was == is ? is : mainland(is));
	}
	return out_text(&o);
}

/* What is written from now on belongs to the piece that holds byte AT. */
static void
go_to(struct job *j, ptrdiff_t at)
{
	while (at >= j->end[j->k] && j->k + 1 < j->n)
		j->from[++j->k] = (ptrdiff_t)j->out.n;
}

/* The bytes of S that hold N characters. */
static ptrdiff_t
bytes_of(str s, ptrdiff_t n)
{
	ptrdiff_t i = 0;

	for (; n > 0; n--)
		utf8_next(s, &i);
	return i;
}

/* S stands for the bytes FROM to TO and has as many characters: each to its own piece. */
static void
put_aligned(struct job *j, ptrdiff_t from, ptrdiff_t to, str s)
{
	while (from < to) {
		ptrdiff_t cut, n;

		go_to(j, from);
		cut = j->end[j->k] < to ? j->end[j->k] : to;
		n = bytes_of(s, utf8_count(str_sub(j->text, from, cut)));
		out_str(&j->out, str_sub(s, 0, n));
		s = str_from_at(s, n);
		from = cut;
	}
}

/*
 * The places CUT of BEFORE, in order, become those of AFTER. One in the middle of what has another
 * length now goes behind that: all of it belongs to the piece of its first character.
 */
static void
move_cuts(str before, str after, const struct engine_notes *notes, ptrdiff_t *cut, int n)
{
	ptrdiff_t in = 0, out = 0;
	int k = 0;

	for (int i = 0; i < n; i++) {
		for (; k < notes->nshift && notes->shift[k].in < cut[i]; k++) {
			in = notes->shift[k].in_end;
			out = notes->shift[k].out_end;
		}
		if (cut[i] > in) {
			out += bytes_of(str_from_at(after, out),
					utf8_count(str_sub(before, in, cut[i])));
			in = cut[i];
		}
		cut[i] = out;
	}
}

/* TEXT through the dictionaries, as one string; the places CUT in it move along. */
static str
look_up(struct job *j, str text, ptrdiff_t *cut, int n)
{
	struct arena *a = &j->c->mem;
	str s = text;

	if (is_ascii(text))
		return text;
	for (int i = 0; i < j->c->nstage; i++) {
		struct engine_notes notes = {.mem = a};
		struct out o = {.mem = a};

		engine_run(j->c->stage[i], s, true, &o, n > 0 ? &notes : NULL);
		move_cuts(s, out_text(&o), &notes, cut, n);
		s = out_text(&o);
	}
	/* habits are as long as what they replace: the cuts stay right */
	return j->c->to == SCRIPT_HANT ? with_habits(a, text, s) : s;
}

static void
convert_run(struct job *j, ptrdiff_t from, ptrdiff_t to)
{
	ptrdiff_t *cut, start = 0;
	int first, n = 0;
	str after;

	if (from == to)
		return;
	go_to(j, from);
	first = j->k;
	while (first + n < j->n && j->end[first + n] < to)
		n++;
	cut = NEW(&j->c->mem, ptrdiff_t, (size_t)n + 1);
	for (int i = 0; i < n; i++)
		cut[i] = j->end[first + i] - from;
	after = look_up(j, str_sub(j->text, from, to), cut, n);
	for (int i = 0; i < n; i++) {
		out_str(&j->out, str_sub(after, start, cut[i]));
		go_to(j, j->end[first + i]);
		start = cut[i];
	}
	out_str(&j->out, str_from_at(after, start));
}

/* A house term goes whole to the piece of its first character if the lengths differ. */
static void
put_term(struct job *j, ptrdiff_t from, const struct term *t)
{
	if (utf8_count(t->from) == utf8_count(t->to)) {
		put_aligned(j, from, from + t->from.n, t->to);
		return;
	}
	go_to(j, from);
	out_str(&j->out, t->to);
}

/* No word of a later table, nor of a dictionary, reaches into a term of an earlier one. */
static void
convert_around_terms(struct job *j, ptrdiff_t from, ptrdiff_t to, int table)
{
	const struct terms *terms = &j->c->term[table];
	ptrdiff_t start = from;

	if (table == TABLES) {
		convert_run(j, from, to);
		return;
	}
	for (ptrdiff_t i = from; (i = terms_next(terms, str_sub(j->text, 0, to), i)) < to;) {
		const struct term *t = terms_find(terms, str_sub(j->text, i, to));

		if (!t) {
			utf8_next(j->text, &i);
			continue;
		}
		convert_around_terms(j, start, i, table + 1);
		put_term(j, i, t);
		start = i += t->from.n;
	}
	convert_around_terms(j, start, to, table + 1);
}

static void
join(struct job *j)
{
	struct out all = {.mem = &j->c->mem};

	j->end = NEW(&j->c->mem, ptrdiff_t, (size_t)j->n);
	j->from = NEW(&j->c->mem, ptrdiff_t, (size_t)j->n);
	for (int i = 0; i < j->n; i++) {
		out_str(&all, j->piece[i].text);
		j->end[i] = (ptrdiff_t)all.n;
	}
	j->text = out_text(&all);
}

/* Go on to byte AT of the joined text, or begin anew where it lies behind. */
static void
find_place(struct job *j, ptrdiff_t at)
{
	struct place *p = &j->place;
	ptrdiff_t start = 0;
	str between;

	if (at < p->byte)
		*p = (struct place){0};
	while (p->piece + 1 < j->n && at >= j->end[p->piece])
		p->piece++;
	if (p->piece > 0 && j->piece[p->piece].at.line > 0)
		start = j->end[p->piece - 1];
	if (start != p->start)
		*p = (struct place){p->piece, start, start, 0, false};
	between = str_sub(j->text, p->byte, at);
	p->columns += (int)utf8_count(between);
	p->broken |= str_find(between, STR("\n")) >= 0;
	p->byte = at;
}

/* The place of byte AT of the joined text, WIDTH characters wide. */
static struct pos
place(struct job *j, ptrdiff_t at, int width)
{
	const struct convert_piece *piece;
	struct pos p;

	find_place(j, at);
	piece = &j->piece[j->place.piece];
	p = piece->at.line > 0 ? piece->at : j->at;
	if (p.col == 0 || j->place.broken)
		return p;
	p.col += j->place.columns;
	p.width = width;
	return p;
}

static void
report(struct job *j, const struct lock_text *t)
{
	for (int i = 0; i < t->nfault; i++)
		diag(j->d, t->fault[i].id, place(j, t->fault[i].at, 2), t->fault[i].arg);
}

static void
convert_runs(struct job *j, const struct lock_text *t)
{
	for (int i = 0; i < t->n; i++) {
		const struct lock_run *r = &t->run[i];

		if (r->locked || j->c->same)
			put_aligned(j, r->from, r->to, str_sub(j->text, r->from, r->to));
		else
			convert_around_terms(j, r->from, r->to, 0);
	}
	go_to(j, j->text.n);
}

static bool
has_mark(str s)
{
	return str_find(s, STR("-{")) >= 0 || str_find(s, STR("}-")) >= 0;
}

/* The results, which lie one after the other in the scratch, in memory of A. */
static void
hand_out(struct job *j, struct arena *a, struct convert_piece *piece)
{
	str all = str_dup(a, out_text(&j->out));

	for (int i = 0; i < j->n; i++)
		piece[i].text = str_sub(all, j->from[i], i + 1 < j->n ? j->from[i + 1] : all.n);
}

void
convert_pieces(struct convert *c, struct arena *a, struct diag *d, struct pos at,
	       struct convert_piece *piece, int n)
{
	struct arena_mark m = arena_mark(&c->mem);
	struct job j = {.c = c, .d = d, .at = at, .piece = piece, .n = n, .out = {.mem = &c->mem}};
	struct lock_text t;

	if (n == 0)
		return;
	join(&j);
	if (!c->same || has_mark(j.text)) {
		lock_read(&c->mem, j.text, c->to, &t);
		report(&j, &t);
		convert_runs(&j, &t);
		hand_out(&j, a, piece);
	}
	arena_rewind(&c->mem, m);
}

str
convert_text(struct convert *c, struct arena *a, struct diag *d, struct pos at, str text)
{
	struct convert_piece piece = {.text = text};

	if (text.n > 0)
		convert_pieces(c, a, d, at, &piece, 1);
	return piece.text;
}
