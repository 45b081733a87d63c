#include "check/proof.h"

#include "base/utf8.h"
#include "convert/ambiguity.h"
#include "convert/mixed.h"

enum {
	SINGLY = 3,    /* doubtful characters of a file that are reported one by one */
	LISTED = 8,    /* kinds of them in one message */
	PARAGRAPH = 3, /* clusters from which on a paragraph can be all in the other script */
};

/* What is reported when all of the file was seen, or not at all. */
struct doubt {
	struct doubt *next;
	enum mixed_level level;
	struct pos at;
	str is, should;
	int times; /* in a message that stands for several */
};

struct ambiguous {
	struct ambiguous *next;
	str text, taken;
};

struct proof {
	struct arena mem; /* this object, and above it what one file needs */
	struct arena texts;
	struct arena_mark file;
	const struct paper *paper;
	const struct glossary *glossary;
	str name; /* the paper's, without marks */
	struct mixed *mixed[SCRIPT__N];
	struct ambiguities *ambiguities; /* of Simplified texts; NULL: they are not converted */
	/* of this file */
	struct diag *d;
	enum script script;
	bool doubted;	/* characters may be out of place */
	bool overlaps;	/* words may be cut otherwise on the way to Traditional */
	struct out all; /* its texts, in memory of their own */
	int sure;	/* clusters that were reported at once */
	struct doubt *doubt, **last;
	struct ambiguous *ambiguous; /* what was reported */
};

struct proof *
proof_new(const struct paper *paper, const struct glossary *glossary)
{
	struct arena mem = {0};
	struct proof *p = NEW(&mem, struct proof, 1);

	p->paper = paper;
	p->glossary = glossary;
	p->name = convert_unlocked(&mem, paper->name);
	p->mem = mem;
	p->file = arena_mark(&p->mem);
	p->all = (struct out){.mem = &p->texts};
	return p;
}

void
proof_free(struct proof *p)
{
	struct arena mem = p->mem;

	for (enum script s = 0; s < SCRIPT__N; s++)
		mixed_free(p->mixed[s]);
	ambiguity_free(p->ambiguities);
	arena_free(&p->texts);
	arena_free(&mem);
}

/* The first Traditional edition; HANS: there is none. */
static enum script
traditional_edition(const struct paper *paper)
{
	for (int i = 0; i < paper->nedition; i++)
		if (paper->edition[i] != SCRIPT_HANS)
			return paper->edition[i];
	return SCRIPT_HANS;
}

bool
proof_begin(struct proof *p, struct diag *d, enum script script, unsigned classes)
{
	enum script to = script == SCRIPT_HANS ? traditional_edition(p->paper) : SCRIPT_HANS;

	p->d = d;
	p->script = script;
	p->doubted = mixed_possible(script, classes);
	p->overlaps = to != SCRIPT_HANS;
	p->all.n = 0;
	p->sure = 0;
	p->doubt = NULL;
	p->last = &p->doubt;
	p->ambiguous = NULL;
	if (p->overlaps && !p->ambiguities)
		p->ambiguities = ambiguity_new(to, p->glossary, &p->name, p->name.n > 0);
	return p->doubted || p->overlaps;
}

/* Where bytes of a paragraph stand in the file; later ones are asked for later. */
struct cursor {
	const struct convert_piece *piece;
	int n, k;	 /* pieces, and the one that holds BYTE */
	ptrdiff_t start; /* byte of the paragraph where it begins */
	ptrdiff_t byte;
	int columns; /* characters of the piece before BYTE */
};

static struct pos
find(struct cursor *c, ptrdiff_t at)
{
	const struct convert_piece *piece;
	struct pos p;

	while (c->k + 1 < c->n && at >= c->start + c->piece[c->k].text.n) {
		c->start += c->piece[c->k++].text.n;
		c->byte = c->start;
		c->columns = 0;
	}
	piece = &c->piece[c->k];
	c->columns += (int)utf8_count(str_sub(piece->text, c->byte - c->start, at - c->start));
	c->byte = at;
	p = piece->at;
	p.col += p.col > 0 ? c->columns : 0;
	return p;
}

/*
 * The place of bytes FROM to TO, which are not none. Lines of raw HTML are all where that begins:
 * the end of what reaches over two of them may seem to stand before its beginning.
 */
static struct pos
place(struct cursor *c, str text, ptrdiff_t from, ptrdiff_t to)
{
	struct pos p = find(c, from), end;

	utf8_prev(text, &to);
	end = find(c, to);
	p.width = p.col > 0 && end.line == p.line && end.col >= p.col ? end.col - p.col + 1 : 0;
	return p;
}

static void
add_doubt(struct proof *p, const struct mixed_cluster *c, str text, struct pos at)
{
	struct doubt *v = NEW(&p->mem, struct doubt, 1);

	*v = (struct doubt){.level = c->level,
			    .at = at,
			    .is = str_dup(&p->mem, str_sub(text, c->from, c->to)),
			    .should = c->instead,
			    .times = 1};
	*p->last = v;
	p->last = &v->next;
}

static void
report_cluster(struct proof *p, const struct mixed_cluster *c, str text, struct pos at)
{
	str is = str_sub(text, c->from, c->to);

	if (c->level > MIXED_WORD) {
		add_doubt(p, c, text, at);
		return;
	}
	p->sure++;
	diag(p->d,
	     c->level == MIXED_WORD	? D_MIXED_WORD
	     : p->script == SCRIPT_HANS ? D_MIXED_HANT
					: D_MIXED_HANS,
	     at, is, c->instead);
}

static bool
in_other_script(const struct proof *p, str text, const struct mixed_cluster *c, int n)
{
	int sure = 0;

	for (int i = 0; i < n; i++)
		sure += c[i].level == MIXED_OTHER;
	return sure >= PARAGRAPH &&
	       (script_detect(text, p->script) == SCRIPT_HANS) != (p->script == SCRIPT_HANS);
}

static void
look_for_mixed(struct proof *p, enum proof_kind kind, struct cursor at, str text)
{
	struct mixed **m = &p->mixed[p->script];
	struct mixed_cluster *c;
	int n;

	if (!mixed_possible(p->script, script_classes(text)))
		return;
	if (!*m)
		*m = mixed_new(p->script, p->glossary, &p->name, p->name.n > 0);
	n = mixed_find(*m, &p->mem, text, &c);
	if (in_other_script(p, text, c, n)) {
		p->sure++;
		diag(p->d, D_MIXED_PARAGRAPH, place(&at, text, c[0].from, c[0].to),
		     script_name(p->script), script_name(script_detect(text, p->script)));
		return;
	}
	for (int i = 0; i < n; i++)
		if (kind == PROOF_TEXT || c[i].level == MIXED_OTHER)
			report_cluster(p, &c[i], text, place(&at, text, c[i].from, c[i].to));
}

/* Once a file is enough: the glossary decides for all of it. */
static bool
said_before(struct proof *p, const struct ambiguity *v)
{
	struct ambiguous *k = p->ambiguous;

	while (k && !(str_eq(k->text, v->text) && str_eq(k->taken, v->taken)))
		k = k->next;
	if (k)
		return true;
	k = NEW(&p->mem, struct ambiguous, 1);
	*k = (struct ambiguous){p->ambiguous, str_dup(&p->mem, v->text), v->taken};
	p->ambiguous = k;
	return false;
}

static void
look_for_ambiguities(struct proof *p, struct cursor at, str text)
{
	struct ambiguity *v;
	int n = ambiguity_find(p->ambiguities, &p->mem, text, &v);

	for (int i = 0; i < n; i++)
		if (!said_before(p, &v[i]))
			diag(p->d, D_AMBIGUOUS, place(&at, text, v[i].from, v[i].to), v[i].text,
			     v[i].taken, v[i].other);
}

void
proof_pieces(struct proof *p, enum proof_kind kind, const struct convert_piece *piece, int n)
{
	struct cursor at = {.piece = piece, .n = n};
	ptrdiff_t start = (ptrdiff_t)p->all.n;
	str text;

	for (int i = 0; i < n; i++)
		out_str(&p->all, piece[i].text);
	text = str_from_at(out_text(&p->all), start);
	if (text.n == 0)
		return;
	if (p->doubted)
		look_for_mixed(p, kind, at, text);
	if (kind == PROOF_TEXT && p->overlaps)
		look_for_ambiguities(p, at, text);
	out_char(&p->all, '\n');
}

void
proof_text(struct proof *p, enum proof_kind kind, struct pos at, str text)
{
	struct convert_piece piece = {text, at};

	proof_pieces(p, kind, &piece, 1);
}

static int
count(str text, str what)
{
	int n = 0;

	for (ptrdiff_t at; (at = str_find(text, what)) >= 0; n++)
		text = str_from_at(text, at + what.n);
	return n;
}

/*
 * Whether the file itself speaks for V: it has what should stand there elsewhere, or it is mixed
 * anyway.
 */
static bool
likely(struct proof *p, const struct doubt *v)
{
	bool elsewhere = str_find(out_text(&p->all), v->should) >= 0;

	if (v->level == MIXED_SHAPE)
		return elsewhere;
	return p->sure > 0 || (elsewhere && !mixed_is_surname(v->is));
}

/* The doubts of LEVEL, equal ones as one, that are likely; *TIMES counts all. */
static struct doubt *
gather(struct proof *p, enum mixed_level level, int *times)
{
	struct doubt *kinds = NULL, **last = &kinds, **next = &kinds;

	for (const struct doubt *v = p->doubt; v; v = v->next) {
		struct doubt *k = kinds;

		if (v->level != level)
			continue;
		while (k && !(str_eq(k->is, v->is) && str_eq(k->should, v->should)))
			k = k->next;
		if (k) {
			k->times++;
			continue;
		}
		k = NEW(&p->mem, struct doubt, 1);
		*k = *v;
		k->next = NULL;
		*last = k;
		last = &k->next;
	}
	*times = 0;
	while (*next) {
		if (likely(p, *next)) {
			*times += (*next)->times;
			next = &(*next)->next;
		} else {
			*next = (*next)->next;
		}
	}
	return kinds;
}

/* "党/黨 12、余/餘 1" */
static str
list(struct arena *a, const struct doubt *v)
{
	struct out o = {.mem = a};

	for (int i = 0; v && i < LISTED; v = v->next, i++)
		out_fmt(&o, "%s" STR_FMT "/" STR_FMT " %d", i ? "、" : "", STR_ARG(v->is),
			STR_ARG(v->should), v->times);
	if (v)
		out_z(&o, "…");
	return out_text(&o);
}

static void
report_characters(struct proof *p)
{
	int times;
	struct doubt *kinds = gather(p, MIXED_CHARACTER, &times);

	if (times > SINGLY) {
		diag(p->d, D_MIXED_CHARACTERS, kinds->at, diag_int(p->d, times),
		     list(p->d->mem, kinds));
		return;
	}
	for (const struct doubt *v = p->doubt; v; v = v->next)
		if (v->level == MIXED_CHARACTER && likely(p, v))
			diag(p->d, D_MIXED_CHARACTER, v->at, v->is, v->should);
}

/* Both shapes in one file: which of them is the paper's is not for us to say. */
static void
report_shapes(struct proof *p)
{
	int times;

	for (struct doubt *v = gather(p, MIXED_SHAPE, &times); v; v = v->next)
		diag(p->d, D_MIXED_SHAPE, v->at, v->is, diag_int(p->d, v->times), v->should,
		     diag_int(p->d, count(out_text(&p->all), v->should)));
}

void
proof_end(struct proof *p)
{
	report_characters(p);
	report_shapes(p);
	arena_rewind(&p->mem, p->file);
}
