#include "content/heading.h"

#include "base/icu.h"
#include "base/out.h"
#include "base/utf8.h"

/* The ids of a text, in an open-addressed table of a power of two; at most half of it is used. */
struct ids {
	struct id {
		str name;
		int repeats;
	} * slot;
	uint32_t mask;
};

static struct id *
find(const struct ids *t, str name)
{
	uint32_t h = 2166136261; /* FNV-1a */

	for (ptrdiff_t i = 0; i < name.n; i++)
		h = (h ^ (unsigned char)name.p[i]) * 16777619;
	while (t->slot[h & t->mask].name.n > 0 && !str_eq(t->slot[h & t->mask].name, name))
		h++;
	return t->slot + (h & t->mask);
}

/* MediaWiki: -{text}-, -{zh-hans:a;zh-hant:b}-, with flags before "|". */
static str
first_variant(str mark)
{
	str flags = mark;

	if (str_find(mark, STR("|")) >= 0) {
		str_cut(&flags, STR("|"));
		mark = flags;
	}
	if (str_starts(mark, STR("zh")) && str_find(mark, STR(":")) > 0) {
		str_cut(&mark, STR(":"));
		mark = str_cut(&mark, STR(";"));
	}
	return str_trim(mark);
}

static str
without_marks(struct arena *a, str text)
{
	struct out o = {.mem = a};

	while (text.n > 0) {
		ptrdiff_t close = -1;

		out_str(&o, str_cut(&text, STR("-{")));
		if (text.n > 0)
			close = str_find(text, STR("}-"));
		if (close >= 0)
			out_str(&o, first_variant(str_cut(&text, STR("}-"))));
	}
	return out_text(&o);
}

static str
id_text(struct arena *a, str text)
{
	struct out o = {.mem = a};

	text = str_trim(text);
	for (ptrdiff_t at = 0; at < text.n;) {
		uint32_t cp = utf8_next(text, &at);

		if (icu_letter_or_digit(cp) || cp == '-' || cp == '_')
			out_utf8(&o, cp);
		else if (icu_space(cp) && o.n > 0 && o.p[o.n - 1] != '-')
			out_char(&o, '-');
	}
	while (o.n > 0 && o.p[o.n - 1] == '-')
		o.n--;
	return out_text(&o);
}

static str
unique(struct arena *a, struct ids *t, str name)
{
	struct id *first = find(t, name), *slot = first;
	str s = name;

	while (slot->name.n > 0) {
		first->repeats++;
		s = str_fmt(a, STR_FMT "-%d", STR_ARG(name), first->repeats + 1);
		slot = find(t, s);
	}
	slot->name = s;
	return s;
}

/* The block after N; none is in a block of text. */
static struct node *
next_block(const struct node *doc, const struct node *n)
{
	return node_holds_text(n) ? node_after(doc, n) : node_walk(doc, n);
}

void
heading_ids(struct arena *a, struct node *doc)
{
	struct ids t = {0};
	uint32_t size = 16;
	int n = 0;

	for (const struct node *h = doc; h; h = next_block(doc, h))
		n += h->type == NODE_HEADING;
	while (size < 2 * (uint32_t)n)
		size *= 2;
	t = (struct ids){NEW(a, struct id, size), size - 1};
	n = 0;
	for (struct node *h = doc; h; h = next_block(doc, h)) {
		str id;

		if (h->type != NODE_HEADING)
			continue;
		n++;
		id = id_text(a, without_marks(a, node_plain(a, h)));
		h->id = unique(a, &t, id.n > 0 ? id : str_fmt(a, "section-%d", n));
	}
}
