#include "compose/module.h"

/*
 * R19, R20. Where the text is known to fit, the ends of its columns are chosen together: the least
 * sum of what is ugly at each. A column that ends early gets white over its subheads, so that it
 * is as deep as the others; lines that the last one is short of are shared by several.
 */
enum {
	SHORT_MOST = 4,	    /* slots that a column may end early */
	WHITE_MOST = 2,	    /* slots of white that a subhead takes */
	WHITE_COST = 1,	    /* of each */
	ONE_COST = 2,	    /* of one slot that is left, which nobody sees */
	SHORT_COST = 8,	    /* of the square of more slots */
	LAST_COST = 2,	    /* of their square where the story ends */
	WIDOW_COST = 24,    /* a paragraph's last line that opens a column */
	TABLE_COST = 40,    /* a table that goes on in the next column */
	STRAND_COST = 40,   /* a subhead over one line */
	SUBHEAD_COST = 198, /* a subhead that ends a column, an empty column */
	DEPTH_COST = 6,	    /* of each line that is deeper than it must be */
	DEPTH_MORE = 2,	    /* lines */
	COST_MOST = 1 << 20
};

/* How the text from a slot on is best shared by a column and those after it. */
struct share {
	bool known;
	int cost, to; /* TO: where the column ends */
};

/* The search for the ends of columns. */
struct even {
	const struct setting *set;
	int depth, end;	     /* slots before END are placed */
	struct share *share; /* by column and slot */
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

static bool
parts_table(const struct galley *g, int at)
{
	return g->slot[at].role == ROLE_CELL && g->slot[at - 1].role == ROLE_CELL &&
	       g->slot[at].row > 0;
}

/* What is ugly in a column from FROM to TO that others go on from. */
static int
column_cost(const struct galley *g, int from, int to, int room)
{
	int rest = room - (to - from), filled = white(g, from, to, rest), cost;
	int next = flow_skip(g, to);

	rest -= filled;
	cost = filled * WHITE_COST + (rest == 1 ? ONE_COST : rest * rest * SHORT_COST);
	if (to == from || g->slot[to - 1].keep_next)
		cost += SUBHEAD_COST;
	if (flow_stranded(g, to) < to)
		cost += STRAND_COST;
	if (to > from && parts_table(g, to))
		cost += TABLE_COST;
	if (flow_widow(g, next))
		cost += WIDOW_COST;
	return cost;
}

/* The same of any column, which may be the last one or have no room at all beside pictures. */
static int
end_cost(const struct even *e, int from, int to, int room)
{
	int rest = room - (to - from);

	if (room == 0)
		return 0;
	if (to == e->end)
		return to == from ? SUBHEAD_COST : rest * rest * LAST_COST;
	return column_cost(e->set->galley, from, to, room);
}

static int
next_start(const struct even *e, int to)
{
	int next = to < e->end ? flow_skip(e->set->galley, to) : to;

	return next < e->end ? next : e->end;
}

/* Column I and those after it from slot AT on; what is asked again is known. */
static struct share
share_of(struct even *e, int i, int at)
{
	struct share *s = &e->share[i * (e->end + 1) + at];
	int room, most;

	if (s->known)
		return *s;
	if (i == e->set->columns.n)
		return (struct share){.cost = at < e->end ? COST_MOST : 0};
	room = room_of(e->set, i, e->depth);
	most = at + room < e->end ? at + room : e->end;
	*s = (struct share){.known = true, .cost = COST_MOST, .to = most};
	for (int to = most; to >= at && to >= most - SHORT_MOST; to--) {
		int cost = end_cost(e, at, to, room);

		cost += share_of(e, i + 1, next_start(e, to)).cost;
		if (cost < s->cost)
			*s = (struct share){.known = true, .cost = cost, .to = to};
	}
	return *s;
}

/* The columns of SET are DEPTH lines deep and end so. */
static void
set_ends(struct even *e, struct setting *set)
{
	int at = set->from[0];

	set->depth = e->depth;
	for (int i = 0; i < set->columns.n; i++) {
		set->from[i] = at;
		set->to[i] = share_of(e, i, at).to;
		at = next_start(e, set->to[i]);
	}
}

bool
flow_even(struct arena *scratch, struct setting *s, int limit)
{
	struct setting tried = *s;
	struct arena_mark mark = arena_mark(scratch);
	int n = s->columns.n, end = s->to[n - 1], depth = s->depth, least = 0;
	struct even e = {.set = &tried, .depth = depth, .end = end};

	for (int i = 0; i < n; i++)
		least += end_cost(&e, s->from[i], s->to[i], room_of(s, i, depth));
	for (int more = 0; more <= DEPTH_MORE && depth + more <= limit; more++) {
		int cost;

		e.depth = depth + more;
		e.share = NEW(scratch, struct share, (size_t)(n + 1) * (size_t)(end + 1));
		cost = share_of(&e, 0, tried.from[0]).cost + more * DEPTH_COST;
		if (cost < least) {
			least = cost;
			set_ends(&e, s);
		}
	}
	arena_rewind(scratch, mark);
	return least < WIDOW_COST;
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
