#include "compose/module.h"

/*
 * R19, R20. Where the text is known to fit, the ends of its columns are chosen together: the least
 * sum of what is ugly at each. A column that ends early gets white over its subheads, so that it
 * is as deep as the others.
 */
enum {
	SHORT_MOST = 4,	   /* slots that a column may end early */
	WHITE_MOST = 2,	   /* slots of white that a subhead takes */
	WHITE_COST = 1,	   /* of each */
	SHORT_COST = 4,	   /* of the square of the slots that are left */
	WIDOW_COST = 12,   /* a paragraph's last line that opens a column */
	STRAND_COST = 20,  /* a subhead over one line */
	SUBHEAD_COST = 99, /* a subhead that ends a column, an empty column */
	DEPTH_COST = 3,	   /* of each line that is deeper than it must be */
	DEPTH_MORE = 2,	   /* lines */
	STEPS_MOST = 20000 /* columns that are tried */
};

/* The search for the ends of columns; TO: as tried, BEST: the cheapest. */
struct even {
	const struct setting *set;
	int depth, end; /* slots before END are placed */
	int to[TEXT_COLUMNS_MAX], best[TEXT_COLUMNS_MAX];
	int cost, steps;
};

static bool
takes_white(const struct galley *g, int i)
{
	return g->slot[i].nline == 0 && g->slot[i].role == ROLE_SUBHEAD;
}

/* Slots of white that subheads from FROM to TO take, of REST. */
static int
white(const struct galley *g, int from, int to, int rest)
{
	int room = 0;

	for (int i = from + 1; i < to; i++)
		room += takes_white(g, i) ? WHITE_MOST : 0;
	return rest < room ? rest : room;
}

static int
room_of(const struct setting *s, int i, int depth)
{
	int room = flow_room(s, i, depth) - (i + 1 == s->columns.n ? s->label : 0);

	return room > 0 ? room : 0;
}

/* What is ugly in a column from FROM to TO that others go on from. */
static int
column_cost(const struct galley *g, int from, int to, int room)
{
	int rest = room - (to - from), filled = white(g, from, to, rest), cost;
	int next = flow_skip(g, to);

	rest -= filled;
	cost = filled * WHITE_COST + rest * rest * SHORT_COST;
	if (to == from || g->slot[to - 1].keep_next)
		cost += SUBHEAD_COST;
	if (flow_stranded(g, to) < to)
		cost += STRAND_COST;
	if (flow_widow(g, next))
		cost += WIDOW_COST;
	return cost;
}

/* The same of column I, which may be the last one or have no room at all beside pictures. */
static int
end_cost(const struct even *e, int from, int to, int room)
{
	if (room == 0)
		return 0;
	if (to == e->end)
		return to == from ? SUBHEAD_COST : 0;
	return column_cost(e->set->galley, from, to, room);
}

/* Column I and those after it from slot AT on, where those before cost COST. */
static void
try_column(struct even *e, int i, int at, int cost)
{
	const struct setting *s = e->set;
	int room, most;

	if (cost >= e->cost || ++e->steps > STEPS_MOST)
		return;
	if (i == s->columns.n) {
		if (at < e->end)
			return;
		e->cost = cost;
		memcpy(e->best, e->to, sizeof e->best);
		return;
	}
	room = room_of(s, i, e->depth);
	most = at + room < e->end ? at + room : e->end;
	for (int to = most; to >= at && to >= most - SHORT_MOST; to--) {
		e->to[i] = to;
		try_column(e, i + 1, to < e->end ? flow_skip(s->galley, to) : to,
			   cost + end_cost(e, at, to, room));
	}
}

bool
flow_even(struct setting *s, int limit)
{
	int depth = s->depth, n = s->columns.n, at = s->from[0];
	struct even e = {.set = s, .end = s->to[n - 1]};

	for (int i = 0; i < n; i++)
		e.cost += end_cost(&e, s->from[i], s->to[i], room_of(s, i, depth));
	memcpy(e.best, s->to, sizeof e.best);
	for (int more = 0; more <= DEPTH_MORE && s->depth + more <= limit; more++) {
		int before = e.cost;

		e.steps = 0;
		e.depth = s->depth + more;
		try_column(&e, 0, at, more * DEPTH_COST);
		depth = e.cost < before ? e.depth : depth;
	}
	s->depth = depth;
	for (int i = 0; i < n; i++) {
		s->from[i] = at;
		s->to[i] = e.best[i];
		at = s->to[i] < e.end ? flow_skip(s->galley, s->to[i]) : e.end;
	}
	return e.cost < WIDOW_COST;
}

int
flow_spare(const struct setting *s, int i)
{
	if (s->to[i] == s->from[i] || s->to[i] >= s->galley->n)
		return 0;
	return room_of(s, i, s->depth) - (s->to[i] - s->from[i]);
}

int
flow_white(const struct setting *s, int i, int slot, int *spare)
{
	int n = *spare < WHITE_MOST ? *spare : WHITE_MOST;

	if (slot == s->from[i] || !takes_white(s->galley, slot))
		return 0;
	if (pull_in(s, i) && slot - s->from[i] < s->pull.at) /* what is above it keeps its lines */
		return 0;
	*spare -= n;
	return n;
}
