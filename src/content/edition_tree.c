#include "content/edition_tree.h"

struct work {
	struct arena *mem;
	struct diag *d;
	struct convert *c;
};

/* The text of one paragraph, or of one rt: NODE[i] gave PIECE[i]. */
struct run {
	struct node **node;
	struct convert_piece *piece;
	int n;
};

/* What stands in a run for code, pictures and URLs: no word reaches over it, nothing changes it. */
static const str object = STR_INIT("\xEF\xBF\xBC");

static struct node *
copy_one(struct arena *a, const struct node *n)
{
	struct node *c = NEW(a, struct node, 1);

	*c = *n;
	c->first = c->last = c->next = c->parent = NULL;
	return c;
}

/* By a walk, not by recursion: emphasis nests as deep as somebody types it. */
static struct node *
copy_tree(struct arena *a, const struct node *root)
{
	struct node *top = copy_one(a, root), *to = top;
	const struct node *n = root, *next;

	for (; (next = node_walk(root, n)); n = next) {
		struct node *c = copy_one(a, next);

		for (; n != next->parent; n = n->parent)
			to = to->parent;
		node_append(to, c);
		to = c;
	}
	return top;
}

static bool
is_tag(const struct node *n, enum node_tag tag)
{
	return n->type == NODE_TAG && n->tag == tag;
}

/* A URL that shows itself: <https://…>, https://…, www.…, name@… */
static bool
is_shown_url(const struct node *n)
{
	static const str scheme[] = {STR_INIT("http://"), STR_INIT("https://"),
				     STR_INIT("mailto:")};
	const struct node *link = n->parent;
	str url;

	if (link->type != NODE_LINK)
		return false;
	url = link->url;
	for (size_t i = 0; i < sizeof scheme / sizeof *scheme; i++)
		if (str_eat(&url, scheme[i]))
			return str_eq(n->text, url) || str_eq(n->text, link->url);
	return false;
}

/* What N gives to its run; empty: nothing. */
static str
piece_text(const struct node *n)
{
	switch (n->type) {
	case NODE_TEXT:
		return is_shown_url(n) ? object : n->text;
	case NODE_CODE:
	case NODE_IMAGE:
		return object;
	case NODE_LINE_BREAK:
		return STR("\n");
	case NODE_SOFT_BREAK:
		return STR(" ");
	default:
		return (str){0};
	}
}

static int
count_below(const struct node *root)
{
	int n = 0;

	for (const struct node *k = node_walk(root, root); k; k = node_walk(root, k))
		n++;
	return n;
}

/* All below ROOT but ruby's rt, which is no part of the sentence, and rp. */
static struct run
collect(struct arena *a, struct node *root)
{
	size_t most = (size_t)count_below(root);
	struct run r = {NEW(a, struct node *, most), NEW(a, struct convert_piece, most), 0};
	struct node *n = node_walk(root, root);

	while (n) {
		str text = piece_text(n);

		if (is_tag(n, TAG_RT) || is_tag(n, TAG_RP)) {
			n = node_after(root, n);
			continue;
		}
		if (text.n > 0) {
			r.node[r.n] = n;
			r.piece[r.n++] = (struct convert_piece){text, n->at};
		}
		n = node_walk(root, n);
	}
	return r;
}

/* Take out the children of N that belong to nobody any more. */
static void
drop_children(struct node *n)
{
	struct node *next, *k = n->first;

	n->first = n->last = NULL;
	for (; k; k = next) {
		next = k->next;
		if (k->parent)
			node_append(n, k);
	}
}

/*
 * A mark that has no words for this edition leaves nodes without text: they go (their parent
 * is NULL), and what encloses nothing but them.
 */
static void
drop_empty(struct arena *a, struct node *root)
{
	int n = 0;
	struct node **all = NEW(a, struct node *, (size_t)count_below(root));

	for (struct node *k = node_walk(root, root); k; k = node_walk(root, k))
		all[n++] = k;
	while (n-- > 0) {
		struct node *k = all[n];

		if (!k->first)
			continue;
		drop_children(k);
		if (!k->first)
			k->parent = NULL;
	}
	drop_children(root);
}

static void
convert_run(const struct work *w, struct node *root)
{
	struct run r = collect(w->mem, root);
	bool dropped = false;

	convert_pieces(w->c, w->mem, w->d, root->at, r.piece, r.n);
	for (int i = 0; i < r.n; i++) {
		if (r.piece[i].text.n == 0) {
			r.node[i]->parent = NULL;
			dropped = true;
		} else if (r.node[i]->type == NODE_TEXT && !is_shown_url(r.node[i])) {
			r.node[i]->text = r.piece[i].text;
		}
	}
	if (dropped)
		drop_empty(w->mem, root);
}

/* Texts beside the sentence; the column of an attribute is not known. */
static void
convert_attributes(const struct work *w, struct node *n)
{
	struct pos at = n->at;

	at.col = 0;
	n->alt = convert_text(w->c, w->mem, w->d, at, n->alt);
	n->title = convert_text(w->c, w->mem, w->d, at, n->title);
}

struct node *
edition_tree(struct arena *a, struct diag *d, struct convert *c, const struct node *root)
{
	struct work w = {a, d, c};
	struct node *top = copy_tree(a, root);

	for (struct node *n = top; n; n = node_walk(top, n)) {
		if (node_holds_text(n) || is_tag(n, TAG_RT))
			convert_run(&w, n);
		convert_attributes(&w, n);
	}
	return top;
}
