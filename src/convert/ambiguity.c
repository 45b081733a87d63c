#include "convert/ambiguity.h"

#include <assert.h>

#include "base/utf8.h"
#include "convert/engine.h"
#include "convert/mask.h"
#include "convert/stream.h"

enum { CONTEXT = 2 }; /* characters that are shown at either side */

struct ambiguities {
	struct arena mem; /* this object, and above it what one call needs */
	struct mask mask, lexicon;
	const struct engine *words;
	struct convert *convert;
};

struct ambiguities *
ambiguity_new(enum script to, const struct glossary *glossary, const str *exempt, int n)
{
	struct arena mem = {0};
	struct ambiguities *x = NEW(&mem, struct ambiguities, 1);

	assert(to != SCRIPT_HANS);
	mask_init(&mem, &x->mask, SCRIPT_HANS, glossary, exempt, n);
	mask_init_lexicon(&mem, &x->lexicon, to);
	x->words = stream_engine(SCRIPT_HANS, to);
	x->convert = convert_new(&(struct convert_options){.to = to, .pure = true});
	x->mem = mem;
	return x;
}

void
ambiguity_free(struct ambiguities *x)
{
	struct arena mem;

	if (!x)
		return;
	convert_free(x->convert);
	mem = x->mem;
	arena_free(&mem);
}

/* Words of a text that overlap. */
struct chain {
	str text;
	ptrdiff_t from, to; /* bytes of it */
};

/*
 * A chain cut into words and characters: for each byte where a part begins, where it ends; else 0.
 * All are offsets in the chain.
 */
struct cut {
	ptrdiff_t *end;
};

static void
cut_both_ways(const struct ambiguities *x, struct arena *a, const struct chain *c, struct cut *left,
	      struct cut *right)
{
	str text = str_sub(c->text, c->from, c->to);
	ptrdiff_t *longest = NEW(a, ptrdiff_t, (size_t)text.n + 1); /* from each byte on */
	ptrdiff_t *start = NEW(a, ptrdiff_t, (size_t)text.n + 1);   /* of the longest up to each */
	ptrdiff_t end[ENGINE_WORDS];

	for (ptrdiff_t at = 0, from = 0; at < text.n; from = at) {
		int n = engine_words(x->words, str_from_at(text, from), end);

		utf8_next(text, &at);
		longest[from] = n > 0 ? from + end[n - 1] : at;
		start[at] = start[at] ? start[at] : from + 1; /* one more: 0 is none */
		for (int i = 0; i < n; i++)
			if (start[from + end[i]] == 0)
				start[from + end[i]] = from + 1;
	}
	left->end = NEW(a, ptrdiff_t, (size_t)text.n + 1);
	right->end = NEW(a, ptrdiff_t, (size_t)text.n + 1);
	for (ptrdiff_t at = 0; at < text.n; at = longest[at])
		left->end[at] = longest[at];
	for (ptrdiff_t at = text.n; at > 0; at = start[at] - 1)
		right->end[start[at] - 1] = at;
}

static bool
same_cut(const struct chain *c, const struct cut *a, const struct cut *b)
{
	return memcmp(a->end, b->end, (size_t)(c->to - c->from) * sizeof *a->end) == 0;
}

/* What the parts of a chain become, each for itself. */
static str
read_parts(const struct ambiguities *x, struct arena *a, const struct chain *c,
	   const struct cut *cut)
{
	str text = str_sub(c->text, c->from, c->to);
	struct out o = {.mem = a};

	for (ptrdiff_t at = 0; at < text.n; at = cut->end[at])
		engine_run(x->words, str_sub(text, at, cut->end[at]), true, &o, NULL);
	return out_text(&o);
}

static str
convert_parts(const struct ambiguities *x, struct arena *a, const struct chain *c,
	      const struct cut *cut)
{
	str text = str_sub(c->text, c->from, c->to);
	struct out o = {.mem = a};
	struct diag quiet; /* there is no mark left that could be reported */

	diag_init(&quiet, a);
	for (ptrdiff_t at = 0; at < text.n; at = cut->end[at])
		out_str(&o, convert_text(x->convert, a, &quiet, (struct pos){0},
					 str_sub(text, at, cut->end[at])));
	return out_text(&o);
}

/* The bytes of S that its characters FROM to TO have. */
static str
characters(str s, ptrdiff_t from, ptrdiff_t to)
{
	ptrdiff_t start = 0, end;

	for (ptrdiff_t i = 0; i < from; i++)
		utf8_next(s, &start);
	end = start;
	for (ptrdiff_t i = from; i < to; i++)
		utf8_next(s, &end);
	return str_sub(s, start, end);
}

/* Which characters of two texts differ: from *FIRST to *LAST, not included. */
static bool
find_difference(str a, str b, ptrdiff_t *first, ptrdiff_t *last)
{
	ptrdiff_t i = 0, k = 0;

	*last = 0;
	for (ptrdiff_t n = 0; i < a.n && k < b.n; n++) {
		if (utf8_next(a, &i) == utf8_next(b, &k))
			continue;
		*first = *last > 0 ? *first : n;
		*last = n + 1;
	}
	return *last > 0;
}

/* The readings of chain C, if they are different. */
static bool
describe(const struct ambiguities *x, struct arena *a, const struct chain *c, struct arena *scratch,
	 struct ambiguity *out)
{
	str text = str_sub(c->text, c->from, c->to), taken, other, seen;
	struct cut left, right;
	ptrdiff_t first = 0, last = 0, n = utf8_count(text), from, to;

	cut_both_ways(x, scratch, c, &left, &right);
	if (same_cut(c, &left, &right) ||
	    str_eq(read_parts(x, scratch, c, &left), read_parts(x, scratch, c, &right)))
		return false;
	taken = convert_parts(x, scratch, c, &left);
	other = convert_parts(x, scratch, c, &right);
	/* no dictionary changes the number of characters (conversion.md 1.4) */
	if (utf8_count(taken) != n || utf8_count(other) != n ||
	    !find_difference(taken, other, &first, &last))
		return false;
	seen = characters(text, first, last);
	from = first > CONTEXT ? first - CONTEXT : 0;
	to = last + CONTEXT < n ? last + CONTEXT : n;
	*out = (struct ambiguity){.from = seen.p - c->text.p,
				  .to = seen.p + seen.n - c->text.p,
				  .text = characters(text, from, to),
				  .taken = str_dup(a, characters(taken, from, to)),
				  .other = str_dup(a, characters(other, from, to))};
	return true;
}

/* Append V to the list *LIST of N, which has room for powers of two. */
static void
append(struct arena *a, struct ambiguity **list, int n, struct ambiguity v)
{
	if ((n & (n - 1)) == 0) {
		struct ambiguity *old = *list;

		*list = NEW(a, struct ambiguity, n ? 2 * (size_t)n : 1);
		for (int i = 0; i < n; i++)
			(*list)[i] = old[i];
	}
	(*list)[n] = v;
}

/* Those of TEXT as it is MASKED. */
static int
find(struct ambiguities *x, struct arena *a, str text, str masked, struct ambiguity **out)
{
	struct engine_overlap over[ENGINE_OVERLAPS];
	struct ambiguity v;
	int n = 0;

	*out = NULL;
	for (ptrdiff_t at = 0; at < masked.n;) {
		int found = engine_overlaps(x->words, masked, &at, over);

		for (int i = 0; i < found; i++) {
			struct chain c = {masked, over[i].from, over[i].to};
			struct arena_mark inner = arena_mark(&x->mem);

			if (describe(x, a, &c, &x->mem, &v)) {
				v.text = str_sub(text, v.text.p - masked.p,
						 v.text.p + v.text.n - masked.p);
				append(a, out, n++, v);
			}
			arena_rewind(&x->mem, inner);
		}
	}
	return n;
}

int
ambiguity_find(struct ambiguities *x, struct arena *a, str text, struct ambiguity **out)
{
	struct arena_mark mark = arena_mark(&x->mem);
	str masked = mask_text(&x->mask, &x->mem, text);
	int n = find(x, a, text, masked, out);

	/* so few texts have any that the lexicon need not be looked up for the others */
	if (n > 0)
		n = find(x, a, text, mask_text(&x->lexicon, &x->mem, masked), out);
	arena_rewind(&x->mem, mark);
	return n;
}
