#include "convert/lock.h"

/* The language codes of a mark, those of MediaWiki and our editions' own; ORDER VARIANT. */
enum variant {
	ZH_HANS,
	ZH_HANT,
	ZH_HANT_TW,
	ZH_HANT_HK,
	ZH_CN,
	ZH_TW,
	ZH_HK,
	ZH_SG,
	ZH_MY,
	ZH_MO,
	ZH,
	VARIANT__N
};

static const str variant_name[VARIANT__N] = {
    STR_INIT("zh-hans"), STR_INIT("zh-hant"), STR_INIT("zh-hant-tw"), STR_INIT("zh-hant-hk"),
    STR_INIT("zh-cn"),	 STR_INIT("zh-tw"),   STR_INIT("zh-hk"),      STR_INIT("zh-sg"),
    STR_INIT("zh-my"),	 STR_INIT("zh-mo"),   STR_INIT("zh"),
};

/* ORDER SCRIPT; which variant an edition takes, best first (fallbacks as in MediaWiki). */
static const enum variant wanted[SCRIPT__N][8] = {
    {ZH_HANS, ZH_CN, ZH_SG, ZH_MY, ZH, VARIANT__N},
    {ZH_HANT, ZH_TW, ZH_HANT_TW, ZH_HK, ZH_HANT_HK, ZH_MO, ZH, VARIANT__N},
    {ZH_TW, ZH_HANT_TW, ZH_HANT, ZH_HK, ZH_HANT_HK, ZH_MO, ZH, VARIANT__N},
    {ZH_HK, ZH_HANT_HK, ZH_HANT, ZH_MO, ZH_TW, ZH_HANT_TW, ZH, VARIANT__N},
};

/* A closed mark: "-{" at OPEN, "}-" at CLOSE. */
struct mark {
	ptrdiff_t open, close;
};

struct reader {
	struct arena *mem;
	str text;
	enum script to;
	struct mark *mark; /* by OPEN */
	int n, next;
	struct lock_text *out;
};

struct range {
	ptrdiff_t from, to;
};

static const str none = {NULL, -1};

static bool
two(str s, ptrdiff_t at, char first, char second)
{
	return at + 1 < s.n && s.p[at] == first && s.p[at + 1] == second;
}

static void
fault(struct reader *r, enum diag_id id, ptrdiff_t at, str arg)
{
	r->out->fault[r->out->nfault++] = (struct lock_fault){id, at, arg};
}

ptrdiff_t
lock_next(str text, ptrdiff_t at)
{
	/* a mark has a hyphen, of which most texts have few */
	for (ptrdiff_t i = at; i < text.n; i++) {
		const char *hyphen = memchr(text.p + i, '-', (size_t)(text.n - i));

		if (!hyphen)
			break;
		i = hyphen - text.p;
		if (i > at && text.p[i - 1] == '}')
			return i - 1;
		if (two(text, i, '-', '{'))
			return i;
	}
	return text.n;
}

static int
count_marks(str text)
{
	int n = 0;

	for (ptrdiff_t i = 0; (i = lock_next(text, i)) < text.n; i++)
		n++;
	return n;
}

/* Drop the marks that are not closed, which the text keeps, and those that are too deep. */
static void
keep_closed(struct reader *r)
{
	ptrdiff_t end[LOCK_DEPTH];
	int depth = 0, kept = 0;

	for (int i = 0; i < r->n; i++) {
		struct mark m = r->mark[i];

		if (m.close < 0) {
			fault(r, D_LOCK_OPEN, m.open, none);
			continue;
		}
		while (depth > 0 && end[depth - 1] < m.open)
			depth--;
		if (depth == LOCK_DEPTH) {
			fault(r, D_LOCK_DEEP, m.open, none);
			continue;
		}
		end[depth++] = m.close;
		r->mark[kept++] = m;
	}
	r->n = kept;
}

/* Each "}-" closes the last "-{" before it that is still open. */
static void
find_marks(struct reader *r, int most)
{
	int *open = NEW(r->mem, int, (size_t)most), nopen = 0;

	r->mark = NEW(r->mem, struct mark, (size_t)most);
	for (ptrdiff_t i = 0; (i = lock_next(r->text, i)) < r->text.n; i += 2) {
		if (r->text.p[i] == '-') {
			open[nopen++] = r->n;
			r->mark[r->n++] = (struct mark){i, -1};
		} else if (nopen > 0) {
			r->mark[open[--nopen]].close = i;
		} else {
			fault(r, D_LOCK_STRAY, i, none);
		}
	}
	keep_closed(r);
}

static bool
blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

static ptrdiff_t
skip_blanks(str text, ptrdiff_t at, ptrdiff_t to)
{
	while (at < to && blank(text.p[at]))
		at++;
	return at;
}

static struct range
trim(str text, struct range v)
{
	v.from = skip_blanks(text, v.from, v.to);
	while (v.to > v.from && blank(text.p[v.to - 1]))
		v.to--;
	return v;
}

/* The bytes of the mark ASCII or WIDE at the start of S; 0 if there is neither. */
static ptrdiff_t
either(str s, str ascii, str wide)
{
	return str_starts(s, ascii) ? ascii.n : str_starts(s, wide) ? wide.n : 0;
}

/*
 * "zh-hans:" at AT, blanks around its parts, the colon of either width; *VALUE is the byte after
 * it.
 */
static enum variant
variant_at(str text, ptrdiff_t at, ptrdiff_t to, ptrdiff_t *value)
{
	at = skip_blanks(text, at, to);
	for (enum variant v = 0; v < VARIANT__N; v++) {
		ptrdiff_t end, colon;

		if (!str_starts(str_sub(text, at, to), variant_name[v]))
			continue;
		end = skip_blanks(text, at + variant_name[v].n, to);
		colon = either(str_sub(text, end, to), STR(":"), STR("："));
		if (colon > 0) {
			*value = end + colon;
			return v;
		}
	}
	return VARIANT__N;
}

/*
 * The semicolon after AT that ends a value, or TO: one of either width that is in no inner mark
 * and has another variant behind it, or ";" at the end; any other is text. *M is the first inner
 * mark after AT, *NEXT where the next value begins.
 */
static ptrdiff_t
value_end(const struct reader *r, int *m, ptrdiff_t at, ptrdiff_t to, ptrdiff_t *next)
{
	ptrdiff_t ignored;

	for (; at < to; at++) {
		ptrdiff_t n;

		while (*m < r->n && r->mark[*m].open < at)
			++*m;
		if (*m < r->n && r->mark[*m].open == at) {
			at = r->mark[*m].close + 1;
			continue;
		}
		n = either(str_sub(r->text, at, to), STR(";"), STR("；"));
		*next = at + n;
		if ((n == 1 && skip_blanks(r->text, *next, to) == to) ||
		    (n > 0 && variant_at(r->text, *next, to, &ignored) != VARIANT__N))
			return at;
	}
	return *next = to;
}

/*
 * The values of "zh-hans:软件;zh-hant:軟體", of each variant the first; returns the first
 * variant, VARIANT__N if C is not of this form.
 */
static enum variant
read_values(const struct reader *r, struct range c, struct range *value)
{
	ptrdiff_t start;
	enum variant first = variant_at(r->text, c.from, c.to, &start);
	int m = r->next;

	for (enum variant v = first; v != VARIANT__N;
	     v = variant_at(r->text, c.from, c.to, &start)) {
		ptrdiff_t end = value_end(r, &m, start, c.to, &c.from);

		if (value[v].to == 0)
			value[v] = (struct range){start, end};
	}
	return first;
}

/* What remains of the content C of a mark. */
static struct range
choose(struct reader *r, struct range c)
{
	struct range value[VARIANT__N] = {{0, 0}};
	enum variant first = read_values(r, c, value);

	if (first == VARIANT__N)
		return c;
	for (const enum variant *w = wanted[r->to]; *w != VARIANT__N; w++)
		if (value[*w].to > 0)
			return trim(r->text, value[*w]);
	fault(r, D_LOCK_VARIANT, c.from - 2, variant_name[wanted[r->to][0]]);
	return trim(r->text, value[first]);
}

static bool
is_flag(str s)
{
	s = str_trim(s);
	if (s.n == 1)
		return (s.p[0] >= 'A' && s.p[0] <= 'Z') || s.p[0] == '-' || s.p[0] == '+';
	for (enum variant v = 0; v < VARIANT__N; v++)
		if (str_eq(s, variant_name[v]))
			return true;
	return false;
}

/* "A;T|" before the content. Not supported: reported and stepped over. */
static struct range
after_flags(struct reader *r, struct range c)
{
	str rest = str_sub(r->text, c.from, c.to), flags;
	ptrdiff_t bar = str_find(rest, STR("|"));

	if (bar < 0)
		return c;
	flags = rest = str_sub(rest, 0, bar);
	do {
		if (!is_flag(str_cut(&rest, STR(";"))))
			return c;
	} while (rest.n > 0);
	fault(r, D_LOCK_FLAG, c.from - 2, flags);
	c.from += bar + 1;
	return c;
}

static void
add_run(struct lock_text *t, ptrdiff_t from, ptrdiff_t to, bool locked)
{
	if (from < to)
		t->run[t->n++] = (struct lock_run){from, to, locked};
}

static void
read_range(struct reader *r, struct range c, bool locked)
{
	while (r->next < r->n && r->mark[r->next].open < c.from)
		r->next++;
	while (r->next < r->n && r->mark[r->next].open < c.to) {
		struct mark m = r->mark[r->next++];

		add_run(r->out, c.from, m.open, locked);
		read_range(r, choose(r, after_flags(r, (struct range){m.open + 2, m.close})), true);
		c.from = m.close + 2;
		while (r->next < r->n && r->mark[r->next].open < c.from)
			r->next++;
	}
	add_run(r->out, c.from, c.to, locked);
}

void
lock_read(struct arena *a, str text, enum script to, struct lock_text *out)
{
	struct reader r = {.mem = a, .text = text, .to = to, .out = out};
	int most = count_marks(text);

	*out = (struct lock_text){0};
	/* a mark leaves at most what is in it and what follows it, and has at most three faults */
	out->run = NEW(a, struct lock_run, 2 * (size_t)most + 1);
	out->fault = NEW(a, struct lock_fault, 3 * (size_t)most);
	if (most > 0)
		find_marks(&r, most);
	read_range(&r, (struct range){0, text.n}, false);
}
