#include "content/body.h"

#include "content/link.h"
#include "content/picture.h"
#include "markup/xhtml.h"

enum { ROOM = 4096 /* bytes: more than most texts have */ };

struct body {
	struct arena *mem;
	const struct body_links *links;
	struct out out;
	bool first; /* no picture was there yet */
	bool text;  /* a paragraph was */
};

/* ORDER TAG: enum node_tag */
static const str tag_names[TAG__N] = {
    STR_INIT("ruby"), STR_INIT("rt"),	STR_INIT("rp"),	   STR_INIT("sub"), STR_INIT("sup"),
    STR_INIT("u"),    STR_INIT("mark"), STR_INIT("small"), STR_INIT("s"),   STR_INIT("kbd"),
};

/* ORDER ALIGN: enum node_align */
static const str align_names[] = {STR_INIT(""), STR_INIT("left"), STR_INIT("center"),
				  STR_INIT("right")};

static const str heading_names[] = {STR_INIT("h0"), STR_INIT("h1"), STR_INIT("h2"), STR_INIT("h3"),
				    STR_INIT("h4"), STR_INIT("h5"), STR_INIT("h6")};

static void put_inlines(struct body *b, const struct node *n);
static void put_block(struct body *b, const struct node *n);

static void
begin_tag(struct body *b, str name)
{
	out_char(&b->out, '<');
	out_str(&b->out, name);
}

static void
attribute(struct body *b, str name, str value)
{
	xhtml_attr(&b->out, name, value);
}

static void
end_tag(struct body *b)
{
	out_char(&b->out, '>');
}

/* Of an element without content. */
static void
end_alone(struct body *b)
{
	out_str(&b->out, STR(" />"));
}

static void
open_element(struct body *b, str name)
{
	begin_tag(b, name);
	end_tag(b);
}

static void
close_element(struct body *b, str name)
{
	out_str(&b->out, STR("</"));
	out_str(&b->out, name);
	end_tag(b);
}

/* Where blocks stand in a block. */
static void
new_line(struct body *b)
{
	out_char(&b->out, '\n');
}

static void
put_line(struct body *b, str name, const struct node *n)
{
	open_element(b, name);
	put_inlines(b, n);
	close_element(b, name);
}

static void
put_text(struct body *b, str name, str text)
{
	open_element(b, name);
	xhtml_text(&b->out, text);
	close_element(b, name);
}

static str
target(struct body *b, const struct node *n)
{
	if (!b->links->target || link_absolute(n->url))
		return n->url;
	return b->links->target(b->links->ctx, b->mem, n);
}

static void
put_link(struct body *b, const struct node *n)
{
	str href = target(b, n);

	if (href.n == 0) {
		put_inlines(b, n);
		return;
	}
	begin_tag(b, STR("a"));
	attribute(b, STR("href"), href);
	if (n->title.n > 0)
		attribute(b, STR("title"), n->title);
	end_tag(b);
	put_inlines(b, n);
	close_element(b, STR("a"));
}

static void
put_set(struct body *b, str set, str sizes)
{
	if (set.n == 0)
		return;
	attribute(b, STR("srcset"), set);
	if (sizes.n > 0)
		attribute(b, STR("sizes"), sizes);
}

/* The first picture is asked for at once, before all others where no text stands above it. */
static void
put_loading(struct body *b)
{
	if (!b->first)
		attribute(b, STR("loading"), STR("lazy"));
	else if (!b->text)
		attribute(b, STR("fetchpriority"), STR("high"));
	b->first = false;
}

static void
put_img(struct body *b, const struct node *n, const struct body_picture *p)
{
	begin_tag(b, STR("img"));
	attribute(b, STR("src"), p->src);
	put_set(b, p->srcset, p->sizes);
	attribute(b, STR("alt"), n->alt);
	if (n->picture) {
		attribute(b, STR("width"), str_fmt(b->mem, "%d", n->picture->width));
		attribute(b, STR("height"), str_fmt(b->mem, "%d", n->picture->height));
	}
	put_loading(b);
	if (n->type == NODE_IMAGE && n->title.n > 0)
		attribute(b, STR("title"), n->title);
	end_alone(b);
}

/* In a <picture> if there is a set of the better format. */
static void
put_picture(struct body *b, const struct node *n, const struct body_picture *p)
{
	if (p->webp.n == 0) {
		put_img(b, n, p);
		return;
	}
	open_element(b, STR("picture"));
	begin_tag(b, STR("source"));
	attribute(b, STR("type"), STR("image/webp"));
	put_set(b, p->webp, p->sizes);
	end_alone(b);
	put_img(b, n, p);
	close_element(b, STR("picture"));
}

static struct body_picture
picture_of(struct body *b, const struct node *n)
{
	if (link_absolute(n->url) || !b->links->picture)
		return (struct body_picture){.src = n->url};
	return b->links->picture(b->links->ctx, b->mem, n);
}

static void
put_image(struct body *b, const struct node *n)
{
	struct body_picture p = picture_of(b, n);

	if (p.src.n > 0)
		put_picture(b, n, &p);
	else
		xhtml_text(&b->out, n->alt);
}

/* With the way to all of it, where it has one. */
static void
put_shown(struct body *b, const struct node *n, const struct body_picture *p)
{
	if (p->whole.n == 0) {
		put_picture(b, n, p);
		return;
	}
	begin_tag(b, STR("a"));
	attribute(b, STR("class"), STR("whole"));
	attribute(b, STR("href"), p->whole);
	if (n->alt.n == 0)
		attribute(b, STR("aria-label"), b->links->enlarge);
	end_tag(b);
	put_picture(b, n, p);
	close_element(b, STR("a"));
}

static void
put_span(struct body *b, str class, str text)
{
	if (text.n == 0)
		return;
	begin_tag(b, STR("span"));
	attribute(b, STR("class"), class);
	end_tag(b);
	xhtml_text(&b->out, text);
	close_element(b, STR("span"));
}

static void
put_caption(struct body *b, const struct node *n)
{
	open_element(b, STR("figcaption"));
	put_span(b, STR("caption"), n->alt);
	if (n->alt.n > 0 && n->title.n > 0)
		out_char(&b->out, ' ');
	put_span(b, STR("credit"), n->title);
	close_element(b, STR("figcaption"));
}

static void
put_figure(struct body *b, const struct node *n)
{
	struct body_picture p = picture_of(b, n);
	bool caption = n->alt.n > 0 || n->title.n > 0, alone = caption && p.src.n == 0;

	open_element(b, STR("figure"));
	if (p.src.n > 0)
		put_shown(b, n, &p);
	if (alone)
		new_line(b);
	if (caption)
		put_caption(b, n);
	if (alone)
		new_line(b);
	close_element(b, STR("figure"));
}

static void
put_heading(struct body *b, const struct node *n)
{
	str name = heading_names[n->level];

	begin_tag(b, name);
	if (n->id.n > 0 && !b->links->no_ids)
		attribute(b, STR("id"), n->id);
	end_tag(b);
	put_inlines(b, n);
	close_element(b, name);
}

static void
put_blocks(struct body *b, const struct node *n)
{
	for (const struct node *c = n->first; c; c = c->next) {
		new_line(b);
		put_block(b, c);
	}
	if (n->first)
		new_line(b);
}

/* Of a tight list, whose paragraphs are none. */
static void
put_tight(struct body *b, const struct node *item)
{
	for (const struct node *n = item->first; n; n = n->next) {
		if (n->type == NODE_PARA)
			put_inlines(b, n);
		else
			put_block(b, n);
	}
}

static bool
has_paragraph(const struct node *item)
{
	const struct node *n = item->first;

	while (n && n->type != NODE_PARA)
		n = n->next;
	return n;
}

static void
put_item(struct body *b, const struct node *item, bool tight)
{
	open_element(b, STR("li"));
	if (tight && has_paragraph(item))
		put_tight(b, item);
	else
		put_blocks(b, item);
	close_element(b, STR("li"));
}

static str
list_name(const struct node *n)
{
	return n->start > 0 ? STR("ol") : STR("ul");
}

static void
put_list(struct body *b, const struct node *n)
{
	str name = list_name(n);

	begin_tag(b, name);
	if (n->start > 1)
		attribute(b, STR("start"), str_fmt(b->mem, "%d", n->start));
	end_tag(b);
	for (const struct node *item = n->first; item; item = item->next) {
		new_line(b);
		put_item(b, item, n->tight);
	}
	if (n->first)
		new_line(b);
	close_element(b, name);
}

static void
put_cell(struct body *b, const struct node *n, bool head)
{
	str name = head ? STR("th") : STR("td");

	begin_tag(b, name);
	if (head)
		attribute(b, STR("scope"), STR("col"));
	if (n->align != ALIGN_NONE)
		attribute(b, STR("class"), align_names[n->align]);
	end_tag(b);
	put_inlines(b, n);
	close_element(b, name);
}

static void
put_row(struct body *b, const struct node *row)
{
	open_element(b, STR("tr"));
	for (const struct node *n = row->first; n; n = n->next) {
		new_line(b);
		put_cell(b, n, row->head);
	}
	if (row->first)
		new_line(b);
	close_element(b, STR("tr"));
}

/* The rows from ROW on that stand in one part of a table; the next one is returned. */
static const struct node *
put_rows(struct body *b, const struct node *row)
{
	bool head = row->head;
	str name = head ? STR("thead") : STR("tbody");

	open_element(b, name);
	for (; row && row->head == head; row = row->next) {
		new_line(b);
		put_row(b, row);
	}
	new_line(b);
	close_element(b, name);
	return row;
}

static void
put_table(struct body *b, const struct node *n)
{
	open_element(b, STR("table"));
	for (const struct node *row = n->first; row;) {
		new_line(b);
		row = put_rows(b, row);
	}
	if (n->first)
		new_line(b);
	close_element(b, STR("table"));
}

static void
put_code(struct body *b, const struct node *n)
{
	open_element(b, STR("pre"));
	put_text(b, STR("code"), n->text);
	close_element(b, STR("pre"));
}

static void
put_quote(struct body *b, const struct node *n)
{
	open_element(b, STR("blockquote"));
	put_blocks(b, n);
	close_element(b, STR("blockquote"));
}

static void
put_block(struct body *b, const struct node *n)
{
	switch (n->type) {
	case NODE_HEADING:
		put_heading(b, n);
		break;
	case NODE_QUOTE:
		put_quote(b, n);
		break;
	case NODE_LIST:
		put_list(b, n);
		break;
	case NODE_CODE_BLOCK:
		put_code(b, n);
		break;
	case NODE_BREAK:
		begin_tag(b, STR("hr"));
		end_alone(b);
		break;
	case NODE_FIGURE:
		put_figure(b, n);
		break;
	case NODE_TABLE:
		put_table(b, n);
		break;
	default:
		b->text = true;
		put_line(b, STR("p"), n);
		break;
	}
}

static void
put_inline(struct body *b, const struct node *n)
{
	switch (n->type) {
	case NODE_TEXT:
		xhtml_sound_text(&b->out, n->text);
		break;
	case NODE_EMPH:
		put_line(b, STR("em"), n);
		break;
	case NODE_STRONG:
		put_line(b, STR("strong"), n);
		break;
	case NODE_CODE:
		put_text(b, STR("code"), n->text);
		break;
	case NODE_LINK:
		put_link(b, n);
		break;
	case NODE_IMAGE:
		put_image(b, n);
		break;
	case NODE_LINE_BREAK:
		begin_tag(b, STR("br"));
		end_alone(b);
		break;
	case NODE_SOFT_BREAK:
		out_char(&b->out, ' ');
		break;
	default:
		put_line(b, tag_names[n->tag], n);
		break;
	}
}

static void
put_inlines(struct body *b, const struct node *n)
{
	for (n = n->first; n; n = n->next)
		put_inline(b, n);
}

static str
block_name(const struct node *n)
{
	switch (n->type) {
	case NODE_HEADING:
		return heading_names[n->level];
	case NODE_QUOTE:
		return STR("blockquote");
	case NODE_LIST:
		return list_name(n);
	case NODE_CODE_BLOCK:
		return STR("pre");
	case NODE_BREAK:
		return STR("hr");
	case NODE_FIGURE:
		return STR("figure");
	case NODE_TABLE:
		return STR("table");
	default:
		return STR("p");
	}
}

void
body_append(struct arena *a, struct element *parent, const struct node *doc,
	    const struct body_links *links)
{
	struct body b = {a, links, {.mem = a}, links->first_at_once, false};
	struct element *list, *e;
	const char *p;
	int n = 0;

	out_room(&b.out, ROOM);
	for (const struct node *c = doc->first; c; c = c->next)
		n++;
	e = list = NEW(a, struct element, (size_t)n + 1);
	for (const struct node *c = doc->first; c; c = c->next, e++) {
		size_t from = b.out.n;

		put_block(&b, c);
		e->name = block_name(c);
		e->text.n = (ptrdiff_t)(b.out.n - from);
		element_append(parent, e);
	}
	p = b.out.p;
	for (e = list; e < list + n; e++) {
		e->text.p = p;
		p += e->text.n;
	}
}
