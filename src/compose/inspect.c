#include "compose/label.h"
#include "compose/module.h"

enum {
	EMPTY_MOST = 3,	    /* lines that may stay empty without a word */
	RULE_LINES = 1,	    /* of these, where a rule stands between modules */
	CLASH_PERCENT = 115 /* heads of one face side by side differ by more than this */
};

/* --- Stories, the note and the roll ------------------------------------------- */

static int
times_placed(const struct page *p, const struct article *art)
{
	int n = 0;

	for (const struct block *b = p->first; b; b = b->next)
		n += b->article == art && b->frame == 0;
	return n;
}

static void
report_count(struct page *p, struct pos at, str title, int n)
{
	str page = diag_int(p->diag, p->spec->number);

	if (n == 0)
		diag(p->diag, D_NOT_PLACED, at, title, page);
	else if (n > 1)
		diag(p->diag, D_PLACED_TWICE, at, title, page, diag_int(p->diag, n));
}

/* --- White ---------------------------------------------------------------------- */

int
page_empty(const struct page *p)
{
	const struct grid *g = p->grid;
	int n = 0;

	for (int x = 0; x < g->columns; x++) {
		int y = g->lines;

		while (y > 0 && !p->covered[(y - 1) * g->columns + x])
			y--;
		n += g->lines - y;
	}
	return n;
}

static void
report_empty(struct page *p)
{
	int columns = p->grid->columns, n = page_empty(p);
	struct diag *d = p->diag;

	if (n > EMPTY_MOST * columns && !p->spec->more)
		diag(d, D_PAGE_HOLE, p->spec->at, diag_int(d, p->spec->number),
		     diag_int(d, n / columns), diag_int(d, (long)n * p->grid->column_em));
}

static bool
is_covered(const struct page *p, int column, int line)
{
	return p->covered[line * p->grid->columns + column];
}

/* Lines of COLUMN from LINE on that nothing covers; 0 too where they reach the foot of the page. */
static int
gap_at(const struct page *p, int column, int line)
{
	int n = 0;

	if (line > 0 && !is_covered(p, column, line - 1))
		return 0;
	while (line + n < p->grid->lines && !is_covered(p, column, line + n))
		n++;
	return line + n < p->grid->lines ? n : 0;
}

/* White between modules: one message for as many columns as it is wide. */
static void
report_gaps(struct page *p)
{
	struct diag *d = p->diag;

	for (int y = 0; y < p->grid->lines; y++) {
		for (int x = 0; x < p->grid->columns; x++) {
			int n = gap_at(p, x, y);

			if (n <= EMPTY_MOST + RULE_LINES || (x > 0 && gap_at(p, x - 1, y) == n))
				continue;
			diag(d, D_PAGE_GAP, p->spec->at, diag_int(d, p->spec->number),
			     diag_int(d, x + 1L), diag_int(d, y + 1L), diag_int(d, n));
		}
	}
}

/* --- Heads side by side (碰题) ---------------------------------------------------- */

/* The first line of the headline of B; NULL: it has none. */
static const struct placed *
headline(const struct block *b)
{
	for (const struct part *part = b->first; part; part = part->next)
		if (part->role == ROLE_HEADLINE && part->first &&
		    part->first->kind == PLACED_LINE && part->first->line.n > 0)
			return part->first;
	return NULL;
}

static mpt
foot_of(const struct block *b)
{
	for (const struct part *part = b->first; part; part = part->next)
		if (part->role == ROLE_HEADLINE)
			return part->last->y + part->last->h;
	return 0;
}

/* Whether the heads of A and of B, right of it, stand at one height and look the same. */
static bool
clash(const struct block *a, const struct block *b)
{
	const struct placed *x = headline(a), *y = headline(b);
	mpt large, small;

	if (!x || !y || x->turn || y->turn || a->article == b->article ||
	    a->column + a->columns != b->column || x->y >= foot_of(b) || y->y >= foot_of(a) ||
	    x->line.piece[0].face != y->line.piece[0].face)
		return false;
	large = x->line.size > y->line.size ? x->line.size : y->line.size;
	small = x->line.size > y->line.size ? y->line.size : x->line.size;
	return large < small * CLASH_PERCENT / 100;
}

static void
report_clashes(struct page *p)
{
	for (const struct block *a = p->first; a; a = a->next)
		for (const struct block *b = p->first; b; b = b->next)
			if (a->kind == BLOCK_STORY && b->kind == BLOCK_STORY && clash(a, b))
				diag(p->diag, D_HEADS_CLASH, p->spec->at,
				     diag_int(p->diag, p->spec->number), a->article->written_title,
				     b->article->written_title);
}

void
page_finish(struct page *p)
{
	report_empty(p);
	report_gaps(p);
	report_clashes(p);
	for (int i = 0; i < p->issue->narticle; i++) {
		const struct article *art = p->issue->article[i];
		int n = times_placed(p, art);

		if ((!art->filler && (art->page ? art->page : 1) == p->spec->number) || n > 1)
			report_count(p, art->title_at, art->written_title, n);
	}
}

/* What every issue that has it prints once, on whatever page. */
static void
report_kind(struct page *page, int npage, enum block_kind kind, struct pos at, str title)
{
	struct page *last = NULL;
	int n = 0;

	for (struct page *p = page; p < page + npage; p++) {
		for (const struct block *b = p->first; b; b = b->next) {
			if (b->kind == kind && b->frame == 0) {
				last = p;
				n++;
			}
		}
	}
	if (n == 0)
		diag(page->diag, D_NOT_PRINTED, at, title);
	else
		report_count(last, at, title, n);
}

void
pages_finish(struct page *p, int n)
{
	const struct honour_roll *roll = n ? p->issue->roll : NULL;

	if (roll && roll->n > 0)
		report_kind(p, n, BLOCK_HONOURS, (struct pos){.file = roll->file},
			    roll->written_title);
	if (n && page_note_lines(p, p->grid->columns) > 0)
		report_kind(p, n, BLOCK_NOTE, (struct pos){.file = p->issue->file},
			    label(LABEL_NOTE, SCRIPT_HANS));
	jumps_report(p, n);
}
