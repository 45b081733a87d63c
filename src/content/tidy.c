#include "content/tidy.h"

#include "base/icu.h"
#include "base/out.h"
#include "base/utf8.h"
#include "content/autolink.h"

/* What stands before a soft break, inline nodes looked through. */
enum before { BEFORE_NOTHING, BEFORE_TEXT, BEFORE_IMAGE };

struct breaks {
	enum before before;
	uint32_t cp; /* the last character */
	struct node *pending;
};

/* CSS Text 3 draft: a break beside a wide character vanishes; Hangul has spaces. */
static bool
joins(uint32_t cp)
{
	return cp >= 0x80 && icu_cjk(cp) && !icu_hangul(cp);
}

/* Text as it will stand in print at its edge: the marks of -{…}- are not there. */
static str
edge(str s, bool end)
{
	if (end && str_ends(s, STR("}-"))) {
		s.n -= 2;
		while (s.n > 0 && (s.p[s.n - 1] == ';' || s.p[s.n - 1] == ' '))
			s.n--;
	} else if (!end && str_eat(&s, STR("-{")) && str_starts(s, STR("zh")) &&
		   str_find(s, STR(":")) > 0) {
		str_cut(&s, STR(":"));
	}
	return s;
}

static void
drop(struct node *n)
{
	n->type = NODE_TEXT;
	n->text = (str){0};
}

static void
end_of_break(struct breaks *b, bool goes)
{
	if (b->pending && goes)
		drop(b->pending);
	b->pending = NULL;
}

static void
text_after(struct breaks *b, str text)
{
	str head = edge(text, false), tail = edge(text, true);
	ptrdiff_t at = 0;

	if (text.n == 0)
		return;
	if (b->pending && head.n > 0) {
		uint32_t cp = utf8_next(head, &at);

		end_of_break(b, b->before == BEFORE_NOTHING ||
				    (b->before == BEFORE_TEXT && (joins(b->cp) || joins(cp))));
	}
	b->before = BEFORE_TEXT;
	at = tail.n;
	b->cp = tail.n > 0 ? utf8_prev(tail, &at) : ' ';
}

static bool
in_ruby_text(const struct node *n)
{
	for (; !node_holds_text(n) && n->parent; n = n->parent)
		if (n->type == NODE_TAG && (n->tag == TAG_RT || n->tag == TAG_RP))
			return true;
	return false;
}

static void
look_at(struct breaks *b, struct node *n)
{
	if (n->type == NODE_SOFT_BREAK) {
		if (b->pending)
			drop(b->pending);
		b->pending = n;
	} else if (n->type == NODE_LINE_BREAK) {
		end_of_break(b, true);
		b->before = BEFORE_NOTHING;
	} else if (n->type == NODE_IMAGE) {
		end_of_break(b, b->before == BEFORE_NOTHING);
		b->before = BEFORE_IMAGE;
	} else if ((n->type == NODE_TEXT || n->type == NODE_CODE) && !in_ruby_text(n)) {
		text_after(b, n->text);
	}
}

static struct node *
past(const struct node *root, const struct node *n)
{
	while (n != root && !n->next)
		n = n->parent;
	return n == root ? NULL : n->next;
}

/* Soft breaks below N, a block of text or an image (whose own text is a caption). */
static void
break_lines(struct node *root)
{
	struct breaks b = {0};
	struct node *n = root->first;

	while (n) {
		look_at(&b, n);
		if (n->type == NODE_IMAGE) {
			break_lines(n);
			n = past(root, n);
		} else {
			n = node_walk(root, n);
		}
	}
	end_of_break(&b, true);
}

/* U+3000 and the blanks that &emsp; and its kin write. */
static str
skip_blanks(str s)
{
	for (ptrdiff_t at = 0; at < s.n;) {
		ptrdiff_t from = at;

		if (!icu_space(utf8_next(s, &at)))
			return str_from_at(s, from);
	}
	return str_from_at(s, s.n);
}

/* An indent is typography: the layout makes it. */
static void
strip_indent(struct node *block)
{
	for (struct node *n = block->first; n; n = node_walk(block, n)) {
		if (n->type == NODE_TEXT) {
			n->text = skip_blanks(n->text);
			if (n->text.n > 0)
				return;
		} else if (n->type == NODE_SOFT_BREAK || n->type == NODE_LINE_BREAK) {
			drop(n);
		} else if (n->type == NODE_CODE || n->type == NODE_IMAGE) {
			return;
		}
	}
}

static struct node *
last_leaf(struct node *n)
{
	while (n->last)
		n = n->last;
	return n;
}

static void
strip_end(struct node *block)
{
	struct node *n = last_leaf(block);

	if (n->type == NODE_TEXT) {
		str trimmed = str_trim(n->text);

		n->text.n = trimmed.n > 0 ? trimmed.p + trimmed.n - n->text.p : 0;
	} else if (n->type == NODE_LINE_BREAK) {
		drop(n);
	}
}

/* An image's children are its caption. */
static void
name_images(struct arena *a, struct node *block)
{
	for (struct node *n = block->first; n; n = node_walk(block, n)) {
		if (n->type == NODE_IMAGE) {
			n->alt = str_trim(node_plain(a, n));
			n->first = n->last = NULL;
		}
	}
}

/* A text node at *AT, which moves on to the end of S. */
static struct node *
part(struct arena *a, struct pos *at, str s)
{
	struct node *n = node_new(a, NODE_TEXT, *at);

	n->text = s;
	if (at->col > 0)
		at->col += (int)utf8_count(s);
	return n;
}

static void
link_urls(struct arena *a, struct node *parent, struct node *text)
{
	struct pos at = text->at;
	str rest = text->text;

	if (rest.n > 0 && autolink_find(rest).n == 0) {
		node_append(parent, text);
		return;
	}
	while (rest.n > 0) {
		str url = autolink_find(rest);
		str before = url.n > 0 ? str_sub(rest, 0, url.p - rest.p) : rest;
		struct node *link, *name;

		if (before.n > 0)
			node_append(parent, part(a, &at, before));
		if (url.n == 0)
			return;
		name = part(a, &at, url);
		link = node_new(a, NODE_LINK, name->at);
		link->url = url;
		node_append(link, name);
		node_append(parent, link);
		rest = str_from_at(rest, before.n + url.n);
	}
}

/* Make the children of N anew: URLs linked, what is empty left out. */
static void
relink(struct arena *a, struct node *n, bool in_link)
{
	struct node *child = n->first, *next;

	n->first = n->last = NULL;
	for (; child; child = next) {
		next = child->next;
		if (child->type == NODE_TEXT && in_link && child->text.n > 0)
			node_append(n, child);
		else if (child->type == NODE_TEXT)
			link_urls(a, n, child);
		else
			node_append(n, child);
		if (node_is_inline(child))
			relink(a, child, in_link || child->type == NODE_LINK);
	}
}

static void
tidy_text(struct arena *a, struct node *block)
{
	bool only_text = block->first == block->last && block->first &&
			 block->first->type == NODE_TEXT;

	strip_indent(block);
	if (!only_text) {
		break_lines(block);
		name_images(a, block);
	}
	strip_end(block);
	relink(a, block, false);
}

static bool
only_images(const struct node *para)
{
	for (const struct node *n = para->first; n; n = n->next)
		if (n->type != NODE_IMAGE && n->type != NODE_SOFT_BREAK &&
		    (n->type != NODE_TEXT || str_trim(n->text).n > 0))
			return false;
	return para->first != NULL;
}

/* Each picture of the paragraph becomes a figure in its place. */
static void
add_figures(struct node *parent, struct node *para)
{
	struct node *next;

	for (struct node *n = para->first; n; n = next) {
		next = n->next;
		if (n->type == NODE_IMAGE) {
			n->type = NODE_FIGURE;
			node_append(parent, n);
		}
	}
}

static void
tidy_blocks(struct arena *a, struct node *parent)
{
	struct node *child = parent->first, *next;

	parent->first = parent->last = NULL;
	for (; child; child = next) {
		next = child->next;
		if (node_holds_text(child))
			tidy_text(a, child);
		else
			tidy_blocks(a, child);
		if (child->type == NODE_PARA && only_images(child))
			add_figures(parent, child);
		else if (child->type != NODE_PARA || child->first)
			node_append(parent, child);
	}
}

void
tidy(struct arena *a, struct node *doc)
{
	tidy_blocks(a, doc);
}
