#include "content/run.h"

static const str object = STR_INIT("\xEF\xBF\xBC");

static bool
is_tag(const struct node *n, enum node_tag tag)
{
	return n->type == NODE_TAG && n->tag == tag;
}

bool
run_begins(const struct node *n)
{
	return node_holds_text(n) || is_tag(n, TAG_RT);
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

bool
run_converts(const struct node *n)
{
	return n->type == NODE_TEXT && !is_shown_url(n);
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

str
run_first(const struct node *root)
{
	for (const struct node *n = node_walk(root, root); n; n = node_walk(root, n))
		if (piece_text(n).n > 0)
			return piece_text(n);
	return (str){0};
}

struct run
run_collect(struct arena *a, struct node *root)
{
	size_t most = (size_t)node_count(root);
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
