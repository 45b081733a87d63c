#include "compose/module.h"

enum { HAIRLINE = 250, TABLE_RULE = 750, BREAK_RULE = 500 };

int
flow_skip(const struct galley *g, int at)
{
	while (at < g->n && g->slot[at].nline == 0 &&
	       (g->slot[at].role == ROLE_SUBHEAD || g->slot[at].role == ROLE_PARA))
		at++;
	return at;
}

bool
flow_widow(const struct galley *g, int at)
{
	if (at <= 0 || at >= g->n || g->slot[at].role == ROLE_CELL ||
	    g->slot[at - 1].group != g->slot[at].group)
		return false;
	return at + 1 == g->n || g->slot[at + 1].group != g->slot[at].group;
}

/* The slot that the next column begins with, if this one begins with FROM and holds ROOM. */
static int
column_end(const struct galley *g, int from, int room, bool well)
{
	int end = room < g->n - from ? from + room : g->n, most = end;

	if (end == g->n || room <= 0)
		return end;
	if (well && end > from && flow_widow(g, end))
		end--;
	while (end > from && g->slot[end - 1].keep_next)
		end--;
	return end > from ? end : most;
}

int
flow_slots(const struct setting *s, int depth)
{
	mpt pitch = s->columns.pitch, lost = s->columns.own_grid ? pitch - PLACE_PX : 0;
	mpt room = depth * s->grid_pitch - lost;

	return room > 0 ? room / pitch : 0;
}

int
flow_above(const struct setting *s, int i)
{
	mpt pitch = s->columns.pitch;

	return (s->used[i] * s->grid_pitch + pitch - 1) / pitch;
}

int
flow_room(const struct setting *s, int i, int depth)
{
	int slots = flow_slots(s, depth) - flow_above(s, i);

	return pull_in(s, i) ? slots - s->pull.slots : slots;
}

/* Fill the columns to DEPTH lines; true if all text is placed. */
static bool
flow(struct setting *s, int depth, bool well)
{
	const struct galley *g = s->galley;
	int at = 0;

	for (int i = 0; i < s->columns.n; i++) {
		int room = flow_room(s, i, depth) - (i + 1 == s->columns.n ? s->label : 0);

		at = flow_skip(g, at);
		s->from[i] = at;
		if (room > 0)
			at = column_end(g, at, room, well);
		s->to[i] = at;
	}
	s->depth = depth;
	s->placed = at;
	return at >= g->n;
}

/* Lines of text area that hold all slots and figures if every column is full. */
static int
least_depth(const struct setting *s)
{
	int all = s->galley->n, most = 0;

	for (int i = 0; i < s->columns.n; i++) {
		all += s->used[i] * s->grid_pitch / s->columns.pitch;
		all += pull_in(s, i) ? s->pull.slots : 0;
		most = s->used[i] > most ? s->used[i] : most;
	}
	/* each column may have dropped white space before a subhead */
	all = (all - 2 * s->columns.n + s->columns.n - 1) / s->columns.n;
	all = all * s->columns.pitch / s->grid_pitch;
	return all > most ? all : most;
}

/* R20: columns end equal where the text does not fill them. */
void
flow_level(struct setting *s, int limit)
{
	int least = least_depth(s);

	for (int depth = least; depth <= limit; depth++)
		if (flow(s, depth, true))
			return;
	for (int depth = least; depth <= limit; depth++)
		if (flow(s, depth, false))
			return;
	flow(s, limit, false);
}

/* Take back the slots from AT on. */
static void
cut_columns(struct setting *s, int at)
{
	for (int i = 0; i < s->columns.n; i++) {
		s->from[i] = s->from[i] < at ? s->from[i] : at;
		s->to[i] = s->to[i] < at ? s->to[i] : at;
	}
	s->placed = at;
}

int
flow_stranded(const struct galley *g, int at)
{
	const struct slot *s = &g->slot[at];

	if (at < 2 || at >= g->n || s[-1].group != s->group || s[-2].group == s->group ||
	    !s[-2].keep_next)
		return at;
	for (at--; at > 0 && g->slot[at - 1].keep_next; at--)
		;
	return at;
}

void
flow_fill(struct setting *s, int depth)
{
	int at;

	flow(s, depth, true);
	at = galley_row_start(s->galley, flow_skip(s->galley, s->placed));
	at = flow_stranded(s->galley, at);
	if (at < s->placed)
		cut_columns(s, at);
	s->placed = flow_skip(s->galley, at);
}

/* --- Placing --------------------------------------------------------------- */

struct placer {
	struct page *page;
	struct block *block;
	const struct setting *set;
	struct part **part; /* that slots of GROUP go to: one, or one of each cell */
	int group, nparts;
};

static bool
is_table_end(const struct galley *g, int i)
{
	const struct slot *s = &g->slot[i];

	return i + 1 == g->n || s[1].role != ROLE_CELL || s[1].row < s->row;
}

static bool
is_row_end(const struct galley *g, int i)
{
	return i + 1 == g->n || g->slot[i + 1].group != g->slot[i].group;
}

static bool
is_table_start(const struct galley *g, int i)
{
	const struct slot *s = &g->slot[i];

	return i == 0 || s[-1].role != ROLE_CELL || s[-1].row > s->row;
}

/* Three rules of a table: over it and under it, and a hairline under its header. */
static void
place_table_rules(struct placer *r, int i, mpt x, mpt y)
{
	const struct galley *g = r->set->galley;
	const struct text_columns *t = &r->set->columns;
	mpt width = t->measure * t->size, end = y + t->pitch;
	bool head = g->slot[i].head, last = is_table_end(g, i);

	if (is_table_start(g, i))
		place_rule(r->page, place_part(r->page, r->block, ROLE_RULE), x, y, width,
			   TABLE_RULE);
	if (is_row_end(g, i) && (head || last))
		place_rule(r->page, place_part(r->page, r->block, ROLE_RULE), x,
			   end - (last ? TABLE_RULE : HAIRLINE), width,
			   last ? TABLE_RULE : HAIRLINE);
}

/* A rule for a thematic break; those of a table. */
static void
place_slot_rule(struct placer *r, int i, mpt x, mpt y)
{
	const struct galley *g = r->set->galley;
	const struct text_columns *t = &r->set->columns;
	mpt pitch = t->pitch, width = t->measure * t->size;

	if (g->slot[i].role == ROLE_RULE)
		place_rule(r->page, place_part(r->page, r->block, ROLE_RULE), x + width / 3,
			   y + place_down(pitch / 2), width / 3, BREAK_RULE);
	else if (g->slot[i].role == ROLE_CELL)
		place_table_rules(r, i, x, y);
}

static struct part *
slot_part(struct placer *r, const struct slot *slot, int cell)
{
	if (slot->group != r->group || slot->nline > r->nparts) {
		r->group = slot->group;
		r->nparts = slot->nline;
		r->part = NEW(r->page->mem, struct part *, (size_t)slot->nline);
	}
	if (!r->part[cell]) {
		r->part[cell] = place_part(r->page, r->block, slot->role);
		r->part[cell]->head = slot->head;
		r->part[cell]->row = slot->row;
	}
	return r->part[cell];
}

static void
place_slot(struct placer *r, int i, mpt x, mpt y)
{
	const struct slot *slot = &r->set->galley->slot[i];

	for (int k = 0; k < slot->nline; k++)
		if (slot->line[k].n > 0)
			place_line(r->page, r->block, slot_part(r, slot, k), &slot->line[k], x, y,
				   r->set->columns.pitch);
	place_slot_rule(r, i, x, y);
}

void
flow_place(struct page *p, struct block *b, const struct setting *s, mpt left, mpt top)
{
	struct placer r = {.page = p, .block = b, .set = s, .group = -1};
	mpt pitch = s->columns.pitch;

	for (int i = 0; i < s->columns.n; i++) {
		mpt y = top + flow_above(s, i) * pitch;
		int spare = flow_spare(s, i);

		for (int k = s->from[i]; k < s->to[i]; k++, y += pitch) {
			if (pull_in(s, i) && k - s->from[i] == s->pull.at)
				y += s->pull.slots * pitch;
			y += flow_white(s, i, k, &spare) * pitch;
			place_slot(&r, k, left + s->columns.x[i], y);
		}
	}
}
