#include "base/utf8.h"
#include "convert/engine_block.h"

/* Words that overlap: characters FROM to TO of a block. */
struct chain {
	int from, to;
	bool crossed; /* one begins inside another and ends behind it */
};

static void
put_chain(const struct block *b, ptrdiff_t base, const struct chain *c, struct engine_overlap *out,
	  int *n)
{
	if (c->crossed)
		out[(*n)++] = (struct engine_overlap){base + b->in[c->from], base + b->in[c->to]};
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
		end = block_longest(&b->e->whole, b->cp, from, b->n, &key);
		if (from >= c->to) {
			put_chain(b, base, c, out, &n);
			*c = (struct chain){from, end, false};
		} else if (end > c->to) {
			c->to = end;
			c->crossed = true;
		}
	}
	return n;
}

static void
fill(struct block *b)
{
	b->n = b->nstart = b->nseveral = 0;
	b->in[0] = b->out[0] = 0;
	block_read(b);
	/* no pair and no three go beyond the end */
	b->cp[b->n] = b->cp[b->n + 1] = 0;
	block_find(b);
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
	fill(&b);
	/* what is not read yet may go on with a word that begins before LIMIT, but no further on */
	limit = b.n == BLOCK && b.in[b.n] < b.text.n ? b.n - TABLE_KEY : b.n;
	n = find_chains(&b, limit, *at, &c, out);
	if (c.to > limit && c.from > 0) {
		*at += b.in[c.from];
		return n;
	}
	put_chain(&b, *at, &c, out, &n);
	*at += b.in[c.to > limit ? c.to : limit];
	/* what the engine copies unseen begins here */
	if (limit == b.n && *at < text.n && b.n < BLOCK)
		utf8_next(text, at);
	return n;
}
