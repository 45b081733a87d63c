#include <limits.h>

#include "base/utf8.h"
#include "compose/module.h"

enum {
	SIZE = 15000,
	LINES_MOST = 6,
	RULE_ABOVE = 2250,
	RULE_BELOW = 500,
	PAD = 6000, /* between a rule and what stands over or under it, at least */
	SPEECH_LEAST = 11,
	SPEECH_MOST = 40 /* characters of a speech that is set large */
};

/* --- Which words -------------------------------------------------------------- */

static bool
is_open(unsigned cp)
{
	return cp == 0x201C || cp == 0x300C; /* “ 「 */
}

static bool
is_close(unsigned cp)
{
	return cp == 0x201D || cp == 0x300D;
}

/* What makes of quoted words a speech, not a name: a mark within. */
static bool
is_mark(unsigned cp)
{
	return cp == 0xFF0C || cp == 0x3002 || cp == 0xFF01 || cp == 0xFF1F || cp == 0xFF1B;
}

/* The longest speech of TEXT that can be set large, with its quotation marks; empty: none. */
static str
longest_speech(str text, int *most)
{
	ptrdiff_t from = -1;
	int n = 0, marks = 0;
	str best = {0};

	for (ptrdiff_t at = 0; at < text.n;) {
		ptrdiff_t before = at;
		unsigned cp = utf8_next(text, &at);

		n++;
		marks += is_mark(cp);
		if (is_open(cp)) {
			from = before;
			n = marks = 0;
		} else if (is_close(cp) && from >= 0) {
			n--;
			if (marks > 0 && SPEECH_LEAST <= n && n <= SPEECH_MOST && n > *most) {
				*most = n;
				best = str_sub(text, from, at);
			}
			from = -1;
		}
	}
	return best;
}

str
page_pull(const struct article *art)
{
	str best = {0};
	int most = 0;

	if (art->pull.n)
		return art->pull;
	for (const struct node *n = art->body; n; n = node_walk(art->body, n)) {
		str found;

		if (n->type != NODE_TEXT || n->parent->type != NODE_PARA)
			continue;
		found = longest_speech(n->text, &most);
		if (found.n)
			best = found;
	}
	return best;
}

/* Words of a story that were looked for. */
struct page_pulled {
	struct page_pulled *next;
	const struct article *article;
	str text;
};

/* page_pull(), kept: page_fit() asks for it again and again. */
static str
pulled(struct page *p, const struct article *art)
{
	struct page_pulled *w = p->pulled;

	while (w && w->article != art)
		w = w->next;
	if (w)
		return w->text;
	w = NEW(p->mem, struct page_pulled, 1);
	*w = (struct page_pulled){p->pulled, art, page_pull(art)};
	p->pulled = w;
	return w->text;
}

/* --- Where ---------------------------------------------------------------------- */

/* The rightmost COLUMNS columns whose text begins at one height; false: there are none. */
static bool
find_columns(const struct setting *s, int columns, int *column)
{
	for (int i = s->columns.n - columns; i >= 0; i--) {
		int same = 1;

		while (same < columns && s->used[i + same] == s->used[i])
			same++;
		if (same == columns) {
			*column = i;
			return true;
		}
	}
	return false;
}

static mpt
line_pitch(const struct pull *u)
{
	return place_up(u->lines.line[0].size * 3 / 2);
}

/* Of COLUMNS columns with the least space that is between any two. */
static mpt
width_of(const struct text_columns *t, int columns)
{
	mpt text = t->measure * t->size;
	mpt gutter = t->n > 1 ? (t->width - t->n * text) / (t->n - 1) : 0;

	return columns * text + (columns - 1) * place_down(gutter);
}

const struct lines *
pull_lines(struct page *p, const struct module *m, const struct text_columns *t)
{
	const struct head_line how = {SIZE, FACE_SONG_BOLD, SET_CENTERED, LINES_MOST,
				      0,    GROUND_NONE};
	str text = m->pull.columns > 0 ? pulled(p, m->article) : (str){0};

	if (text.n == 0)
		return NULL;
	return head_lines(p, &how, text, width_of(t, place_clamp(m->pull.columns, 1, t->n)));
}

void
pull_make(struct page *p, const struct module *m, struct setting *s)
{
	const struct text_columns *t = &s->columns;
	const struct lines *lines = pull_lines(p, m, t);
	struct pull *u = &s->pull;
	int columns = place_clamp(m->pull.columns, 1, t->n), slots;
	mpt height;

	*u = (struct pull){0};
	if (!lines || lines->n == 0 || !find_columns(s, columns, &u->column))
		return;
	u->x = t->x[u->column];
	u->width = width_of(t, columns);
	u->lines = *lines;
	u->columns = columns;
	height = u->lines.n * line_pitch(u) + 4 * PAD + RULE_ABOVE + RULE_BELOW;
	slots = (height + t->pitch - 1) / t->pitch;
	u->slots = slots + place_clamp(m->pull.lines * p->grid->pitch / t->pitch, 0, slots);
}

/* Whether column I may be parted after N slots of it: no head over it, no line left alone. */
static bool
parts_well(const struct setting *s, int i, int n)
{
	const struct galley *g = s->galley;
	int at = s->from[i] + n;

	if (at <= s->from[i] || at >= s->to[i])
		return true;
	return !g->slot[at - 1].keep_next && g->slot[at].nline > 0 && galley_row_start(g, at) == at;
}

static bool
all_part_well(const struct setting *s, int n)
{
	for (int i = s->pull.column; i < s->pull.column + s->pull.columns; i++)
		if (!parts_well(s, i, n))
			return false;
	return true;
}

/* In the middle of the text, or as near to it as text can be parted. */
void
pull_settle(struct setting *s)
{
	const struct pull *u = &s->pull;
	int least = INT_MAX;

	if (u->columns == 0)
		return;
	for (int i = u->column; i < u->column + u->columns; i++)
		least = s->to[i] - s->from[i] < least ? s->to[i] - s->from[i] : least;
	s->pull.at = least / 2;
	for (int by = 0; by < least / 2; by++) {
		for (int side = -1; side <= 1; side += 2) {
			if (all_part_well(s, least / 2 + side * by)) {
				s->pull.at = least / 2 + side * by;
				return;
			}
		}
	}
}

bool
pull_in(const struct setting *s, int column)
{
	return s->pull.column <= column && column < s->pull.column + s->pull.columns;
}

/* Between a thick rule and a thin one. */
void
pull_place(struct page *p, struct block *b, const struct setting *s, mpt left, mpt top)
{
	const struct pull *u = &s->pull;
	mpt pitch = s->columns.pitch, height = u->slots * pitch, y, text;
	struct part *part;

	if (u->columns == 0)
		return;
	top += (flow_above(s, u->column) + u->at) * pitch;
	left += u->x;
	part = place_part(p, b, ROLE_RULE);
	place_rule(p, part, left, top + PAD, u->width, RULE_ABOVE);
	place_rule(p, part, left, top + height - PAD - RULE_BELOW, u->width, RULE_BELOW);
	text = u->lines.n * line_pitch(u);
	y = top + place_down((height - text + RULE_ABOVE) / 2);
	part = place_part(p, b, ROLE_PULL);
	for (int i = 0; i < u->lines.n; i++, y += line_pitch(u))
		place_line(p, b, part, &u->lines.line[i], left, y, line_pitch(u));
}
