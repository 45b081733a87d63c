#include "content/node.h"

#include "base/out.h"

struct node *
node_new(struct arena *a, enum node_type type, struct pos at)
{
	struct node *n = NEW(a, struct node, 1);

	n->type = type;
	n->at = at;
	return n;
}

void
node_append(struct node *parent, struct node *child)
{
	child->parent = parent;
	child->next = NULL;
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
}

struct node *
node_after(const struct node *root, const struct node *n)
{
	for (; n && n != root; n = n->parent)
		if (n->next)
			return n->next;
	return NULL;
}

struct node *
node_walk(const struct node *root, const struct node *n)
{
	return n->first ? n->first : node_after(root, n);
}

int
node_count(const struct node *root)
{
	int n = 0;

	for (const struct node *k = node_walk(root, root); k; k = node_walk(root, k))
		n++;
	return n;
}

bool
node_holds_text(const struct node *n)
{
	return n->type == NODE_PARA || n->type == NODE_HEADING || n->type == NODE_CELL;
}

str
node_plain(struct arena *a, const struct node *root)
{
	struct out o = {.mem = a};
	const struct node *n = root;

	while (n) {
		if (n->type == NODE_TAG && (n->tag == TAG_RT || n->tag == TAG_RP)) {
			n = node_after(root, n);
			continue;
		}
		if (n->type == NODE_TEXT || n->type == NODE_CODE)
			out_str(&o, n->text);
		else if (n->type == NODE_SOFT_BREAK || n->type == NODE_LINE_BREAK)
			out_char(&o, ' ');
		else if (n->type == NODE_IMAGE)
			out_str(&o, n->alt);
		n = node_walk(root, n);
	}
	return out_text(&o);
}
