#include "content/edition_tree.h"

#include "content/run.h"

struct work {
	struct arena *mem;
	struct diag *d;
	struct convert *c;
};

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
	struct node **all = NEW(a, struct node *, (size_t)node_count(root));

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

/* Whether the paragraph after ROOT begins with an opening quotation mark; pictures do not count. */
static bool
quotation_goes_on(const struct node *root)
{
	const struct node *n = root->next;

	while (n && n->type == NODE_FIGURE)
		n = n->next;
	return root->type == NODE_PARA && n && n->type == NODE_PARA &&
	       convert_begins_quoted(run_first(n));
}

static void
take_results(struct arena *a, struct node *root, const struct run *r)
{
	bool dropped = false;

	for (int i = 0; i < r->n; i++) {
		if (r->piece[i].text.n == 0) {
			r->node[i]->parent = NULL;
			dropped = true;
		} else if (run_converts(r->node[i])) {
			r->node[i]->text = r->piece[i].text;
		}
	}
	if (dropped)
		drop_empty(a, root);
}

/* All runs of the tree in one go, which is much faster than one by one. */
static void
convert_runs(const struct work *w, struct node *top)
{
	size_t most = (size_t)node_count(top) + 1;
	struct node **root = NEW(w->mem, struct node *, most);
	struct run *run = NEW(w->mem, struct run, most);
	struct convert_paragraph *p = NEW(w->mem, struct convert_paragraph, most);
	int n = 0;

	for (struct node *k = top; k; k = node_walk(top, k)) {
		if (!run_begins(k))
			continue;
		root[n] = k;
		run[n] = run_collect(w->mem, k);
		p[n] = (struct convert_paragraph){run[n].piece, run[n].n, k->at,
						  quotation_goes_on(k)};
		n++;
	}
	convert_paragraphs(w->c, w->mem, w->d, p, n);
	for (int i = 0; i < n; i++)
		take_results(w->mem, root[i], &run[i]);
}

/* Texts beside the sentence. */
static void
convert_attributes(const struct work *w, struct node *n)
{
	str *text[] = {&n->alt, &n->title};

	for (int i = 0; i < 2; i++)
		if (text[i]->n > 0)
			*text[i] = convert_text(w->c, w->mem, w->d,
						diag_find(w->d, n->at, *text[i]), *text[i]);
}

struct node *
edition_tree(struct arena *a, struct diag *d, struct convert *c, const struct node *root)
{
	struct work w = {a, d, c};
	struct node *top = copy_tree(a, root);

	convert_runs(&w, top);
	for (struct node *n = top; n; n = node_walk(top, n))
		convert_attributes(&w, n);
	return top;
}
