/*
 * One line for each thing, indented by two spaces below what it belongs to; texts in
 * quotes; places as line:column at the end. Only what is there is written.
 */
#include "emit/emit.h"

/* ORDER node_type */
static const char *const type_name[] = {
    "document", "para",	  "heading", "quote", "list", "item", "code-block",
    "break",	"figure", "table",   "row",   "cell", "text", "emph",
    "strong",	"code",	  "link",    "image", "br",   "soft", "element",
};

/* ORDER node_tag */
static const char *const tag_name[] = {"ruby", "rt",   "rp",	"sub", "sup",
				       "u",    "mark", "small", "s",   "kbd"};

/* ORDER node_align */
static const char *const align_name[] = {"", "left", "center", "right"};

/* ORDER link_to */
static const char *const link_name[] = {"out",	   "here",  "article", "issue",
					"honours", "about", "file"};

static void
put_quoted(struct out *o, str s)
{
	out_char(o, '"');
	for (ptrdiff_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\n')
			out_str(o, STR("\\n"));
		else if (s.p[i] == '"' || s.p[i] == '\\')
			out_fmt(o, "\\%c", s.p[i]);
		else
			out_char(o, s.p[i]);
	}
	out_char(o, '"');
}

static void
put_field(struct out *o, const char *name, str value)
{
	if (value.n == 0)
		return;
	out_fmt(o, " %s=", name);
	put_quoted(o, value);
}

static void
put_number(struct out *o, const char *name, int value)
{
	if (value != 0)
		out_fmt(o, " %s=%d", name, value);
}

static void
indent(struct out *o, int depth)
{
	for (int i = 0; i < depth; i++)
		out_str(o, STR("  "));
}

static void
put_place(struct out *o, struct pos at)
{
	out_fmt(o, " %d:%d\n", at.line, at.col);
}

/* A line of its own for one text, if it is there. */
static void
put_text(struct out *o, int depth, const char *name, str value)
{
	if (value.n == 0)
		return;
	indent(o, depth);
	out_fmt(o, "%s ", name);
	put_quoted(o, value);
	out_char(o, '\n');
}

static void
put_link(struct out *o, const struct node *n)
{
	if (n->type != NODE_LINK || n->to == LINK_OUT)
		return;
	out_fmt(o, " to=%s", link_name[n->to]);
	put_field(o, "issue", n->target_issue);
	put_field(o, "slug", n->target_slug);
	put_field(o, "fragment", n->fragment);
}

static void
put_node_line(struct out *o, const struct node *n)
{
	out_z(o, n->type == NODE_TAG ? tag_name[n->tag] : type_name[n->type]);
	if (n->text.n > 0) {
		out_char(o, ' ');
		put_quoted(o, n->text);
	}
	put_number(o, "level", n->level);
	put_number(o, "start", n->start);
	if (n->head)
		out_str(o, STR(" head"));
	if (n->tight)
		out_str(o, STR(" tight"));
	if (n->align != ALIGN_NONE)
		out_fmt(o, " %s", align_name[n->align]);
	put_field(o, "id", n->id);
	put_field(o, "url", n->url);
	put_field(o, "alt", n->alt);
	put_field(o, "title", n->title);
	put_link(o, n);
	if (n->picture)
		out_fmt(o, " picture=" STR_FMT " %dx%d", STR_ARG(n->picture->path),
			n->picture->width, n->picture->height);
	put_place(o, n->at);
}

static void
put_tree(struct out *o, int depth, const struct node *root)
{
	for (const struct node *n = root->first; n; n = node_walk(root, n)) {
		int d = depth;

		for (const struct node *p = n->parent; p != root; p = p->parent)
			d++;
		indent(o, d);
		put_node_line(o, n);
	}
}

static void
put_byline(struct out *o, int depth, const struct byline *b)
{
	static const char *const kinds[] = {"person", "contributor", "photo", "source"};

	indent(o, depth);
	out_str(o, STR("byline"));
	put_field(o, "marker", b->marker);
	put_field(o, "credit", b->credit);
	out_char(o, '\n');
	for (int i = 0; i < b->n; i++) {
		const struct byline_name *n = &b->name[i];

		indent(o, depth + 1);
		out_fmt(o, "%s ", kinds[n->kind]);
		put_quoted(o, n->name);
		put_field(o, "of", n->of);
		put_field(o, "role", n->role);
		put_field(o, "after", n->after);
		out_char(o, '\n');
	}
}

static void
put_article(struct out *o, const struct article *a)
{
	indent(o, 1);
	out_fmt(o, "article " STR_FMT " slug=" STR_FMT " page=%d", STR_ARG(a->file),
		STR_ARG(a->slug), a->page);
	if (a->has_order)
		out_fmt(o, " order=%d", a->order);
	if (a->filler)
		out_str(o, STR(" filler"));
	if (a->updated.year > 0)
		put_field(o, "updated", date_iso(o->mem, a->updated));
	out_fmt(o, " script=" STR_FMT "\n", STR_ARG(script_name(a->script)));
	put_text(o, 2, "kicker", a->kicker);
	indent(o, 2);
	out_str(o, STR("title "));
	put_quoted(o, a->title);
	put_place(o, a->title_at);
	put_text(o, 2, "deck", a->deck);
	for (int i = 0; i < a->nbyline; i++)
		put_byline(o, 2, &a->byline[i]);
	put_text(o, 2, "source", a->source);
	put_text(o, 2, "section", a->section);
	put_text(o, 2, "summary", a->summary);
	put_text(o, 2, "pull", a->pull);
	for (int i = 0; i < a->tags.n; i++)
		put_text(o, 2, "tag", a->tags.v[i]);
	put_tree(o, 2, a->body);
}

static void
put_honour(struct out *o, const struct honour *h)
{
	static const char *const labels[] = {"", "business", "service", "product"};

	indent(o, 2);
	out_str(o, STR("organisation "));
	put_quoted(o, h->organisation);
	put_place(o, h->at);
	for (int i = 0; i < h->honours.n; i++)
		put_text(o, 3, "honour", h->honours.v[i]);
	put_text(o, 3, "certificate", h->certificate);
	put_text(o, 3, "tested-product", h->tested_product);
	put_text(o, 3, labels[h->label], h->business);
	put_text(o, 3, "brand", h->brand);
	put_text(o, 3, "credit-code", h->credit_code);
}

static void
put_roll(struct out *o, const struct honour_roll *roll)
{
	indent(o, 1);
	out_fmt(o, "honours " STR_FMT " ", STR_ARG(roll->file));
	put_quoted(o, roll->title);
	out_fmt(o, " script=" STR_FMT "%s\n", STR_ARG(script_name(roll->script)),
		roll->sponsored ? " sponsored" : "");
	for (int i = 0; i < roll->n; i++)
		put_honour(o, &roll->entry[i]);
}

static void
put_issue(struct out *o, const struct issue *issue)
{
	out_fmt(o, "issue " STR_FMT " " STR_FMT, STR_ARG(issue->folder),
		STR_ARG(date_iso(o->mem, issue->date)));
	put_number(o, "number", issue->number);
	put_field(o, "layout", issue->layout);
	put_field(o, "editor", issue->editor);
	out_fmt(o, " script=" STR_FMT "%s\n", STR_ARG(script_name(issue->script)),
		issue->draft ? " draft" : "");
	for (int i = 0; i < issue->npage; i++) {
		indent(o, 1);
		out_fmt(o, "page %d ", issue->page[i].number);
		put_quoted(o, issue->page[i].name);
		out_fmt(o, " " STR_FMT, STR_ARG(issue->page[i].function));
		put_place(o, issue->page[i].at);
	}
}

void
emit_tree(struct out *o, const struct issue *issue)
{
	put_issue(o, issue);
	if (issue->note && issue->note->first) {
		indent(o, 1);
		out_str(o, STR("note\n"));
		put_tree(o, 2, issue->note);
	}
	for (int i = 0; i < issue->narticle; i++)
		put_article(o, issue->article[i]);
	if (issue->roll)
		put_roll(o, issue->roll);
	for (int i = 0; i < issue->drafts.n; i++)
		put_text(o, 1, "draft", issue->drafts.v[i]);
	for (int i = 0; i < issue->files.n; i++)
		put_text(o, 1, "file", issue->files.v[i]);
}
