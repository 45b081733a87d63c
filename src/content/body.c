#include "content/body.h"

#include "content/link.h"
#include "content/picture.h"

struct body {
	struct arena *mem;
	const struct body_links *links;
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

static void append_children(struct body *b, struct element *parent, const struct node *n);
static void append(struct body *b, struct element *parent, const struct node *n);

static struct element *
with_children(struct body *b, struct element *parent, str name, const struct node *n)
{
	struct element *e = element_new(b->mem, parent, name);

	append_children(b, e, n);
	return e;
}

static str
target(struct body *b, const struct node *n)
{
	if (!b->links->target || link_absolute(n->url))
		return n->url;
	return b->links->target(b->links->ctx, b->mem, n);
}

static void
append_link(struct body *b, struct element *parent, const struct node *n)
{
	str href = target(b, n);
	struct element *e;

	if (href.n == 0) {
		append_children(b, parent, n);
		return;
	}
	e = element_new(b->mem, parent, STR("a"));
	element_attr(b->mem, e, STR("href"), href);
	if (n->title.n > 0)
		element_attr(b->mem, e, STR("title"), n->title);
	append_children(b, e, n);
}

static void
append_set(struct body *b, struct element *e, str set, str sizes)
{
	if (set.n == 0)
		return;
	element_attr(b->mem, e, STR("srcset"), set);
	if (sizes.n > 0)
		element_attr(b->mem, e, STR("sizes"), sizes);
}

/* Where <img> goes: into a <picture> if there is a set of the better format. */
static struct element *
open_picture(struct body *b, struct element *parent, const struct body_picture *p)
{
	struct element *picture, *source;

	if (p->webp.n == 0)
		return parent;
	picture = element_new(b->mem, parent, STR("picture"));
	source = element_new(b->mem, picture, STR("source"));
	element_attr(b->mem, source, STR("type"), STR("image/webp"));
	append_set(b, source, p->webp, p->sizes);
	return picture;
}

/* The first picture is asked for at once, before all others where no text stands above it. */
static void
set_loading(struct body *b, struct element *e)
{
	if (!b->first)
		element_attr(b->mem, e, STR("loading"), STR("lazy"));
	else if (!b->text)
		element_attr(b->mem, e, STR("fetchpriority"), STR("high"));
	b->first = false;
}

static void
append_img(struct body *b, struct element *parent, const struct node *n,
	   const struct body_picture *p)
{
	struct element *e = element_new(b->mem, open_picture(b, parent, p), STR("img"));

	element_attr(b->mem, e, STR("src"), p->src);
	append_set(b, e, p->srcset, p->sizes);
	element_attr(b->mem, e, STR("alt"), n->alt);
	if (n->picture) {
		element_attr(b->mem, e, STR("width"), str_fmt(b->mem, "%d", n->picture->width));
		element_attr(b->mem, e, STR("height"), str_fmt(b->mem, "%d", n->picture->height));
	}
	set_loading(b, e);
	if (n->type == NODE_IMAGE && n->title.n > 0)
		element_attr(b->mem, e, STR("title"), n->title);
}

static struct body_picture
picture_of(struct body *b, const struct node *n)
{
	if (link_absolute(n->url) || !b->links->picture)
		return (struct body_picture){.src = n->url};
	return b->links->picture(b->links->ctx, b->mem, n);
}

static void
append_image(struct body *b, struct element *parent, const struct node *n)
{
	struct body_picture p = picture_of(b, n);

	if (p.src.n > 0)
		append_img(b, parent, n, &p);
	else
		element_text(b->mem, parent, n->alt);
}

/* The way to all of a picture, around what is shown of it. */
static struct element *
open_whole(struct body *b, struct element *figure, const struct node *n,
	   const struct body_picture *p)
{
	struct element *e;

	if (p->whole.n == 0)
		return figure;
	e = element_new(b->mem, figure, STR("a"));
	element_attr(b->mem, e, STR("class"), STR("whole"));
	element_attr(b->mem, e, STR("href"), p->whole);
	if (n->alt.n == 0)
		element_attr(b->mem, e, STR("aria-label"), b->links->enlarge);
	return e;
}

static void
append_span(struct body *b, struct element *parent, str class, str text)
{
	struct element *e;

	if (text.n == 0)
		return;
	e = element_with_text(b->mem, parent, STR("span"), text);
	element_attr(b->mem, e, STR("class"), class);
}

static void
append_figure(struct body *b, struct element *parent, const struct node *n)
{
	struct element *figure = element_new(b->mem, parent, STR("figure")), *caption;
	struct body_picture p = picture_of(b, n);

	if (p.src.n > 0)
		append_img(b, open_whole(b, figure, n, &p), n, &p);
	if (n->alt.n == 0 && n->title.n == 0)
		return;
	caption = element_new(b->mem, figure, STR("figcaption"));
	append_span(b, caption, STR("caption"), n->alt);
	if (n->alt.n > 0 && n->title.n > 0)
		element_text(b->mem, caption, STR(" "));
	append_span(b, caption, STR("credit"), n->title);
}

static void
append_heading(struct body *b, struct element *parent, const struct node *n)
{
	struct element *e = element_new(b->mem, parent, str_fmt(b->mem, "h%d", n->level));

	if (n->id.n > 0)
		element_attr(b->mem, e, STR("id"), n->id);
	append_children(b, e, n);
}

/* The items of a tight list hold their text without paragraphs. */
static void
append_item(struct body *b, struct element *list, const struct node *item, bool tight)
{
	struct element *e = element_new(b->mem, list, STR("li"));

	for (const struct node *n = item->first; n; n = n->next) {
		if (tight && n->type == NODE_PARA)
			append_children(b, e, n);
		else
			append(b, e, n);
	}
}

static void
append_list(struct body *b, struct element *parent, const struct node *n)
{
	struct element *e = element_new(b->mem, parent, n->start > 0 ? STR("ol") : STR("ul"));

	if (n->start > 1)
		element_attr(b->mem, e, STR("start"), str_fmt(b->mem, "%d", n->start));
	for (const struct node *item = n->first; item; item = item->next)
		append_item(b, e, item, n->tight);
}

static void
append_row(struct body *b, struct element *parent, const struct node *row)
{
	struct element *tr = element_new(b->mem, parent, STR("tr"));

	for (const struct node *n = row->first; n; n = n->next) {
		struct element *cell = with_children(b, tr, row->head ? STR("th") : STR("td"), n);

		if (row->head)
			element_attr(b->mem, cell, STR("scope"), STR("col"));
		if (n->align != ALIGN_NONE)
			element_attr(b->mem, cell, STR("class"), align_names[n->align]);
	}
}

static void
append_table(struct body *b, struct element *parent, const struct node *n)
{
	struct element *table = element_new(b->mem, parent, STR("table")), *part = NULL;
	bool head = false;

	for (const struct node *row = n->first; row; row = row->next) {
		if (!part || row->head != head)
			part = element_new(b->mem, table, row->head ? STR("thead") : STR("tbody"));
		head = row->head;
		append_row(b, part, row);
	}
}

static void
append_code(struct body *b, struct element *parent, const struct node *n)
{
	element_with_text(b->mem, element_new(b->mem, parent, STR("pre")), STR("code"), n->text);
}

static void
append_block(struct body *b, struct element *parent, const struct node *n)
{
	switch (n->type) {
	case NODE_PARA:
		b->text = true;
		with_children(b, parent, STR("p"), n);
		break;
	case NODE_HEADING:
		append_heading(b, parent, n);
		break;
	case NODE_QUOTE:
		with_children(b, parent, STR("blockquote"), n);
		break;
	case NODE_LIST:
		append_list(b, parent, n);
		break;
	case NODE_CODE_BLOCK:
		append_code(b, parent, n);
		break;
	case NODE_BREAK:
		element_new(b->mem, parent, STR("hr"));
		break;
	case NODE_FIGURE:
		append_figure(b, parent, n);
		break;
	case NODE_TABLE:
		append_table(b, parent, n);
		break;
	default:
		append_children(b, parent, n);
		break;
	}
}

static void
append_inline(struct body *b, struct element *parent, const struct node *n)
{
	switch (n->type) {
	case NODE_TEXT:
		element_text(b->mem, parent, n->text);
		break;
	case NODE_EMPH:
		with_children(b, parent, STR("em"), n);
		break;
	case NODE_STRONG:
		with_children(b, parent, STR("strong"), n);
		break;
	case NODE_CODE:
		element_with_text(b->mem, parent, STR("code"), n->text);
		break;
	case NODE_LINK:
		append_link(b, parent, n);
		break;
	case NODE_IMAGE:
		append_image(b, parent, n);
		break;
	case NODE_LINE_BREAK:
		element_new(b->mem, parent, STR("br"));
		break;
	case NODE_SOFT_BREAK:
		element_text(b->mem, parent, STR(" "));
		break;
	default:
		with_children(b, parent, tag_names[n->tag], n);
		break;
	}
}

static void
append(struct body *b, struct element *parent, const struct node *n)
{
	if (node_is_inline(n))
		append_inline(b, parent, n);
	else
		append_block(b, parent, n);
}

static void
append_children(struct body *b, struct element *parent, const struct node *n)
{
	for (n = n->first; n; n = n->next)
		append(b, parent, n);
}

void
body_append(struct arena *a, struct element *parent, const struct node *doc,
	    const struct body_links *links)
{
	struct body b = {a, links, links->first_at_once, false};

	append_children(&b, parent, doc);
}
