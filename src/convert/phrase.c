#include "convert/phrase.h"

#include "base/utf8.h"
#include "convert/align.h"

enum { WORD = 16 /* characters; the longest word of the dictionaries has 15 */ };

/* A text, cut between all its characters, and where the cuts went on one way. */
struct way {
	str text;
	ptrdiff_t *cut; /* one more than characters */
};

struct comparison {
	struct arena *mem;
	const struct engine *plain, *regional;
	struct way is, stays, becomes;
	int n; /* characters */
};

static str
convert(struct arena *a, const struct engine *e, str text, struct engine_notes *notes)
{
	struct out o = {.mem = a};

	engine_run(e, text, true, &o, notes);
	return out_text(&o);
}

static struct way
go(const struct comparison *c, const struct engine *e)
{
	struct engine_notes notes = {.mem = c->mem};
	struct way w = {convert(c->mem, e, c->is.text, &notes),
			NEW(c->mem, ptrdiff_t, (size_t)c->n + 1)};
	struct align g;

	align_init(&g, c->is.text, w.text, &notes);
	for (int i = 0; i <= c->n; i++)
		w.cut[i] = align_to(&g, c->is.cut[i]);
	return w;
}

static struct way
cut_all(struct arena *a, str text, int n)
{
	struct way w = {text, NEW(a, ptrdiff_t, (size_t)n + 1)};
	ptrdiff_t at = 0;

	for (int i = 0; i < n; i++) {
		w.cut[i] = at;
		at += align_bytes(str_from_at(text, at), 1);
	}
	w.cut[n] = text.n;
	return w;
}

static str
part(const struct way *w, int from, int to)
{
	return str_sub(w->text, w->cut[from], w->cut[to]);
}

static bool
differs(const struct comparison *c, int from, int to)
{
	return !str_eq(part(&c->stays, from, to), part(&c->becomes, from, to));
}

/* Whether the characters FROM to TO become on their own what they became, and that by a phrase. */
static bool
is_word(const struct comparison *c, int from, int to)
{
	struct arena_mark m = arena_mark(c->mem);
	str word = part(&c->is, from, to);
	str becomes = convert(c->mem, c->regional, word, NULL);
	bool ok = str_eq(becomes, part(&c->becomes, from, to)) &&
		  !str_eq(becomes, convert(c->mem, c->plain, word, NULL));

	arena_rewind(c->mem, m);
	return ok;
}

/* The shortest word around character AT, from *FROM; returns its end. */
static int
find_word(const struct comparison *c, int after, int at, int *from)
{
	for (int length = 1; length <= WORD; length++) {
		for (*from = at; *from >= after && *from > at - length; --*from)
			if (*from + length <= c->n && is_word(c, *from, *from + length))
				return *from + length;
	}
	*from = at;
	return at + 1;
}

static int
list(const struct comparison *c, struct phrase_use *use)
{
	int n = 0;

	for (int at = 0, from, to = 0; at < c->n; at++) {
		if (!differs(c, at, at + 1))
			continue;
		to = find_word(c, to, at, &from);
		use[n++] = (struct phrase_use){c->is.cut[from], c->is.cut[to],
					       part(&c->becomes, from, to)};
		at = to - 1;
	}
	return n;
}

int
phrase_uses(struct arena *a, const struct engine *plain, const struct engine *regional, str text,
	    struct phrase_use **use)
{
	struct comparison c = {.mem = a, .plain = plain, .regional = regional};

	if (str_eq(convert(a, plain, text, NULL), convert(a, regional, text, NULL)))
		return 0;
	c.n = (int)utf8_count(text);
	c.is = cut_all(a, text, c.n);
	c.stays = go(&c, plain);
	c.becomes = go(&c, regional);
	*use = NEW(a, struct phrase_use, (size_t)c.n);
	return list(&c, *use);
}
