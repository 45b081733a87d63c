/*
 * cutting.h - which story stands where on a page: the search for the best way to cut it. A page is
 * cut like a tree: a node is one story, two nodes on top of each other, or two side by side. The
 * layout says in which looks each story can stand and what it dislikes in them; this module
 * tries the trees, knows nothing of stories, and places nothing.
 */
#ifndef COMPOSE_CUTTING_H
#define COMPOSE_CUTTING_H

#include "base/arena.h"
#include "base/str.h"

enum {
	CUT_ITEMS = 64,		/* at most */
	CUT_COLUMNS = 16,	/* of a page, at most */
	CUT_LOOKS = 64,		/* of an item in a width, at most */
	CUT_WAYS = 16,		/* to cut a width in two, at most */
	CUT_LINES = 1000,	/* of a leaf, at most */
	CUT_GAP = 1,		/* lines between stacked nodes; a rule stands in it */
	CUT_COST = 10,		/* costs are tenths */
	CUT_COST_MAX = 1000000, /* of a leaf */
	CUT_ANY = 1 << 30
};

/* One look of an item. */
struct cut_leaf {
	int lines; /* it takes */
	int most;  /* that it can be made to take; LINES at least */
	int cost;  /* how much the layout dislikes it; may be below 0 */
};

/* Its looks by how many columns wide it stands; none where N is 0. */
struct cut_item {
	struct cut_looks {
		const struct cut_leaf *leaf;
		int n;
	} looks[CUT_COLUMNS + 1];
};

struct cut_task {
	const struct cut_item *item; /* in the order the editor wants, the lead first */
	int n;			     /* at least 1 */
	int columns;		     /* of the page */
	struct cut_ways {
		int left[CUT_WAYS]; /* columns; the rest stands right of them */
		int n;
	} ways[CUT_COLUMNS + 1]; /* by the width that is cut */
	int lines;		 /* no tree is higher; 0: however high */
	int below;		 /* what the tree must cost less than; CUT_ANY: whatever it costs */
	/* The lowest tree is wanted, else the one that costs least and leaves least of LINES. */
	bool lowest;
};

struct cut_node {
	int width, lines, most, cost;
	int left, right;	      /* columns of the items at its upper corners */
	int item, look;		      /* of a leaf */
	const struct cut_node *first; /* upper or left node; NULL: it is a leaf */
	const struct cut_node *second;
	bool stacked; /* one on top of the other */
};

/*
 * The best tree of all items, in A, with what it costs on this page in *COST; NULL if there is
 * none. The items behind the lead change places where that is better: all of few, one of more,
 * none of many. Where two trees are as good, the one nearer to the editor's order, then the one
 * found first. *TRIED: how many nodes were looked at.
 */
const struct cut_node *cut_best(struct arena *a, const struct cut_task *t, int *cost, long *tried);

#endif
