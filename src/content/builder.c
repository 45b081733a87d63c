#include "content/builder.h"

#include "base/utf8.h"
#include "markup/sanitise.h"

static const struct {
	str name;
	enum node_type type;
	enum node_tag tag;
} tags[] = {
    {STR_INIT("ruby"), NODE_TAG, TAG_RUBY},    {STR_INIT("rt"), NODE_TAG, TAG_RT},
    {STR_INIT("rp"), NODE_TAG, TAG_RP},	       {STR_INIT("sub"), NODE_TAG, TAG_SUB},
    {STR_INIT("sup"), NODE_TAG, TAG_SUP},      {STR_INIT("u"), NODE_TAG, TAG_U},
    {STR_INIT("mark"), NODE_TAG, TAG_MARK},    {STR_INIT("small"), NODE_TAG, TAG_SMALL},
    {STR_INIT("s"), NODE_TAG, TAG_S},	       {STR_INIT("kbd"), NODE_TAG, TAG_KBD},
    {STR_INIT("b"), NODE_STRONG, TAG__N},      {STR_INIT("i"), NODE_EMPH, TAG__N},
    {STR_INIT("strong"), NODE_STRONG, TAG__N}, {STR_INIT("em"), NODE_EMPH, TAG__N},
};

/* XML 1.0, production 2, without controls and noncharacters, which no file has either. */
static bool
legal(uint32_t cp)
{
	return cp >= 0x20 && !(cp >= 0x7F && cp <= 0x9F) && (cp & 0xFFFE) != 0xFFFE &&
	       !(cp >= 0xFDD0 && cp <= 0xFDEF);
}

str
builder_clean(struct builder *b, struct pos at, str text, bool lines)
{
	struct out o = {.mem = b->mem};
	bool bad = false;

	if (b->sound && (lines || str_find(text, STR("\n")) < 0))
		return text;
	/* the bytes that cmark writes for U+FFFE and U+FFFF are ill-formed */
	for (ptrdiff_t i = 0; i < text.n;) {
		uint32_t cp = 0;
		int n = utf8_decode(str_from_at(text, i), &cp);

		if (n > 0 && (legal(cp) || (lines && cp == '\n') || cp == '\t'))
			out_str(&o, str_sub(text, i, i + n));
		else if (cp == '\n')
			out_char(&o, ' ');
		else
			bad = true;
		i += n > 0 ? n : 1;
	}
	if (bad)
		diag(b->diag, D_MARKDOWN_CHAR, at);
	return out_text(&o);
}

static bool
is_inline(enum node_type type)
{
	return type >= NODE_TEXT;
}

struct node *
builder_open(struct builder *b, enum node_type type, struct pos at)
{
	struct node *n;

	if (b->hidden.n > 0)
		return NULL;
	if (is_inline(type) && b->depth >= MARKDOWN_INLINE_MAX) {
		if (!b->too_deep)
			diag(b->diag, D_MARKDOWN_INLINE, at,
			     diag_int(b->diag, MARKDOWN_INLINE_MAX));
		b->too_deep = true;
		return NULL;
	}
	n = node_new(b->mem, type, at);
	node_append(b->at, n);
	b->at = n;
	b->depth += is_inline(type);
	return n;
}

/* Go out of the innermost node. */
static void
leave(struct builder *b)
{
	b->depth -= is_inline(b->at->type);
	b->at = b->at->parent;
}

static bool
tag_is_open(const struct builder *b)
{
	return b->ntag > 0 && b->tag[b->ntag - 1].node == b->at;
}

static bool
is_ruby_text(const struct node *n)
{
	return n->type == NODE_TAG && (n->tag == TAG_RT || n->tag == TAG_RP);
}

/* HTML lets </rt> and </rp> be left out. */
static void
leave_tag(struct builder *b, bool complete)
{
	if (!complete && !is_ruby_text(b->at))
		diag(b->diag, D_HTML_UNCLOSED, b->at->at, b->tag[b->ntag - 1].name);
	b->ntag--;
	leave(b);
}

void
builder_close(struct builder *b, struct node *n)
{
	while (b->at != n && tag_is_open(b))
		leave_tag(b, false);
	leave(b);
	if (!is_inline(n->type)) {
		b->hidden = (str){0};
		b->too_deep = false;
	}
}

struct node *
builder_leaf(struct builder *b, enum node_type type, struct pos at, str text)
{
	struct node *n;

	if (b->hidden.n > 0)
		return NULL;
	n = node_new(b->mem, type, at);
	n->text = builder_clean(b, at, text, type == NODE_CODE_BLOCK);
	node_append(b->at, n);
	return n;
}

static void
open_tag(struct builder *b, struct pos at, str name)
{
	size_t i = 0;
	struct node *n;

	while (!str_eq(tags[i].name, name))
		i++;
	if (tags[i].tag == TAG_RT || tags[i].tag == TAG_RP) {
		if (tag_is_open(b) && is_ruby_text(b->at))
			leave_tag(b, true);
		if (b->at->type != NODE_TAG || b->at->tag != TAG_RUBY) {
			diag(b->diag, D_HTML_RUBY, at, name);
			return;
		}
	}
	n = builder_open(b, tags[i].type, at);
	if (!n)
		return;
	n->tag = tags[i].tag;
	b->tag[b->ntag].node = n;
	b->tag[b->ntag++].name = name;
}

/* Tags that are open inside the one that ends are closed with it, if it is open here at all. */
static void
close_tag(struct builder *b, struct pos at, str name)
{
	const struct node *n = b->at;
	int i = b->ntag - 1;

	while (i >= 0 && b->tag[i].node == n && !str_eq(b->tag[i].name, name)) {
		n = n->parent;
		i--;
	}
	if (i < 0 || b->tag[i].node != n) {
		diag(b->diag, D_HTML_STRAY, at, name);
		return;
	}
	while (b->ntag > i + 1)
		leave_tag(b, false);
	leave_tag(b, true);
}

void
builder_tag(struct builder *b, struct pos at, str tag)
{
	struct sanitise_item item;

	if (b->hidden.n > 0) {
		if (str_starts(tag, STR("</")) && sanitise_tag(b->mem, b->diag, at, tag, &item) &&
		    item.event == SANITISE_SHOW && str_eq(item.name, b->hidden))
			b->hidden = (str){0};
		return;
	}
	if (!sanitise_tag(b->mem, b->diag, at, tag, &item))
		return;
	if (item.event == SANITISE_OPEN)
		open_tag(b, at, item.name);
	else if (item.event == SANITISE_CLOSE)
		close_tag(b, at, item.name);
	else if (item.event == SANITISE_VOID)
		builder_leaf(b, NODE_LINE_BREAK, at, (str){0});
	else if (item.event == SANITISE_HIDE)
		b->hidden = item.name;
}

/* Lines end as in Markdown; blanks at their ends mean nothing. */
static void
html_text(struct builder *b, struct pos at, str text)
{
	bool first = true;

	while (text.n > 0 || !first) {
		bool more = str_find(text, STR("\n")) >= 0;
		str line = str_cut(&text, STR("\n"));

		if (!first)
			builder_leaf(b, NODE_SOFT_BREAK, at, (str){0});
		if (line.n > 0)
			builder_leaf(b, NODE_TEXT, at, line);
		if (!more)
			return;
		first = false;
	}
}

static void
html_item(struct builder *b, struct pos at, const struct sanitise_item *item)
{
	if (item->event == SANITISE_OPEN)
		open_tag(b, at, item->name);
	else if (item->event == SANITISE_CLOSE && b->ntag > 0 &&
		 str_eq(b->tag[b->ntag - 1].name, item->name))
		leave_tag(b, true);
	else if (item->event == SANITISE_VOID)
		builder_leaf(b, NODE_LINE_BREAK, at, (str){0});
	else if (item->event == SANITISE_TEXT)
		html_text(b, at, item->text);
}

/* Where a paragraph ends inside an inline element, that element goes on after a line break. */
void
builder_html(struct builder *b, struct pos at, str html)
{
	struct sanitise_item *item;
	struct node *para;
	int n;

	sanitise_block(b->mem, b->diag, at, html, &item, &n);
	para = builder_open(b, NODE_PARA, at);
	for (int i = 0; i < n; i++) {
		if (item[i].event != SANITISE_PARA) {
			html_item(b, at, item + i);
		} else if (b->ntag > 0) {
			builder_leaf(b, NODE_LINE_BREAK, at, (str){0});
		} else if (para->first) {
			builder_close(b, para);
			para = builder_open(b, NODE_PARA, at);
		}
	}
	builder_close(b, para);
}
