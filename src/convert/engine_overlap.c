#include "base/utf8.h"
#include "convert/engine_block.h"

/* Words that overlap: places FROM to TO of a block. */
struct chain {
	int from, to;
	bool crossed; /* one begins inside another and ends behind it */
};

static void
put_chain(ptrdiff_t base, const struct chain *c, struct engine_overlap *out, int *n)
{
	if (c->crossed)
		out[(*n)++] = (struct engine_overlap){base + c->from, base + c->to};
}

/* The chains of the words that begin before LIMIT; the last one is left in *C. */
static int
find_chains(const struct block *b, int limit, ptrdiff_t base, struct chain *c,
	    struct engine_overlap *out)
{
	int n = 0;

	for (int k = 0; k < b->nstart; k++) {
		int from = b->start[k], end;
		uint32_t key;

		if (from >= limit && from >= c->to)
			break;
		end = block_longest(b, &b->e->whole, from, b->n, &key);
		if (from >= c->to) {
			put_chain(base, c, out, &n);
			*c = (struct chain){from, end, false};
		} else if (end > c->to) {
			c->to = end;
			c->crossed = true;
		}
	}
	return n;
}

int
engine_overlaps(const struct engine *e, str text, ptrdiff_t *at,
		struct engine_overlap out[ENGINE_OVERLAPS])
{
	struct block b;
	struct chain c = {0, 0, false};
	int limit, n;

	b.e = e;
	b.text = str_from_at(text, *at);
	block_fill(&b, engine_best());
	/* what is not read yet may go on with a word that begins before LIMIT, but no further on */
	limit = b.full && b.n < b.text.n ? block_back(&b, b.n, TABLE_KEY) : b.n;
	n = find_chains(&b, limit, *at, &c, out);
	if (c.to > limit && c.from > 0) {
		*at += c.from;
		return n;
	}
	put_chain(*at, &c, out, &n);
	*at += c.to > limit ? c.to : limit;
	/* what the engine copies unseen begins here */
	if (limit == b.n && *at < text.n && !b.full)
		utf8_next(text, at);
	return n;
}
