/*
 * tree_html.h - a tree of Markdown as HTML in the words of cmark, so that tests can say what came
 * of a text. For the tests of src/content alone.
 */
#ifndef CONTENT_TREE_HTML_H
#define CONTENT_TREE_HTML_H

#include "base/out.h"
#include "base/test.h"
#include "content/markdown.h"

static inline void
put_text(struct out *o, str s)
{
	for (ptrdiff_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '&' || c == '<' || c == '>' || c == '"')
			out_z(o, c == '&'   ? "&amp;"
				 : c == '<' ? "&lt;"
				 : c == '>' ? "&gt;"
					    : "&quot;");
		else
			out_char(o, c);
	}
}

static inline void put_node(struct out *o, const struct node *n);

static inline void
put_children(struct out *o, const char *open, const struct node *n, const char *close)
{
	out_z(o, open);
	for (const struct node *c = n->first; c; c = c->next)
		put_node(o, c);
	out_z(o, close);
}

static inline void
put_attribute(struct out *o, const char *name, str value)
{
	if (value.n == 0)
		return;
	out_fmt(o, " %s=\"", name);
	put_text(o, value);
	out_char(o, '"');
}

static inline void
put_image(struct out *o, const struct node *n, const char *name)
{
	out_fmt(o, "<%s", name);
	put_attribute(o, "src", n->url);
	put_attribute(o, "alt", n->alt);
	put_attribute(o, "title", n->title);
	out_z(o, " />");
}

static inline void
put_link(struct out *o, const struct node *n)
{
	out_z(o, "<a");
	put_attribute(o, "href", n->url);
	put_attribute(o, "title", n->title);
	put_children(o, ">", n, "</a>");
}

static inline void
put_named(struct out *o, const char *name, const struct node *n)
{
	out_fmt(o, "<%s>", name);
	put_children(o, "", n, "");
	out_fmt(o, "</%s>", name);
}

static inline void
put_leaf(struct out *o, const char *open, const struct node *n, const char *close)
{
	out_z(o, open);
	put_text(o, n->text);
	out_z(o, close);
}

static inline void
put_heading(struct out *o, const struct node *n)
{
	out_fmt(o, "<h%d", n->level);
	put_attribute(o, "id", n->id);
	put_children(o, ">", n, "");
	out_fmt(o, "</h%d>", n->level);
}

static inline void
put_node(struct out *o, const struct node *n)
{
	static const char *const name[] = {
	    [NODE_DOCUMENT] = "doc", [NODE_PARA] = "p",	 [NODE_QUOTE] = "blockquote",
	    [NODE_ITEM] = "li",	     [NODE_ROW] = "tr",	 [NODE_TABLE] = "table",
	    [NODE_CELL] = "td",	     [NODE_EMPH] = "em", [NODE_STRONG] = "strong",
	};
	static const char *const tag[] = {"ruby", "rt",	  "rp",	   "sub", "sup",
					  "u",	  "mark", "small", "s",	  "kbd"};

	switch (n->type) {
	case NODE_TEXT:
		put_leaf(o, "", n, "");
		break;
	case NODE_CODE:
		put_leaf(o, "<code>", n, "</code>");
		break;
	case NODE_CODE_BLOCK:
		put_leaf(o, "<pre>", n, "</pre>");
		break;
	case NODE_SOFT_BREAK:
		out_char(o, '\n');
		break;
	case NODE_LINE_BREAK:
		out_z(o, "<br />\n");
		break;
	case NODE_BREAK:
		out_z(o, "<hr />");
		break;
	case NODE_HEADING:
		put_heading(o, n);
		break;
	case NODE_LIST:
		out_fmt(o, n->start ? "<ol %d%s>" : "<ul%.0d%s>", n->start,
			n->tight ? "" : " loose");
		put_children(o, "", n, n->start ? "</ol>" : "</ul>");
		break;
	case NODE_LINK:
		put_link(o, n);
		break;
	case NODE_IMAGE:
		put_image(o, n, "img");
		break;
	case NODE_FIGURE:
		put_image(o, n, "figure");
		break;
	case NODE_TAG:
		put_named(o, tag[n->tag], n);
		break;
	default:
		put_named(o, name[n->type], n);
		break;
	}
}

static inline str
html(struct arena *a, struct diag *d, str markdown)
{
	struct out o = {.mem = a};
	const struct node *doc;

	diag_init(d, a);
	doc = markdown_parse(a, d, STR("a.md"), markdown, 1);
	put_children(&o, "", doc, "");
	return out_text(&o);
}

#endif
