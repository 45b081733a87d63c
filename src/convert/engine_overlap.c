#include "convert/engine_block.h"

/* Words that overlap, as bytes of the text. */
struct chain {
	ptrdiff_t from, to;
	bool crossed; /* one begins inside another and ends behind it */
};

struct search {
	const struct engine *e;
	str text;
	struct engine_overlap *out;
	int n;
};

/*
 * Where the characters end that words may go over, from byte AT on; *IS_LONG: there are three or
 * more, as two words that overlap have.
 */
static ptrdiff_t
stretch_end(const struct search *s, ptrdiff_t at, bool *is_long)
{
	int length, n = 1;
	uint32_t first = block_character(s->e, s->text, at, &length);

	for (at += length; at < s->text.n; at += length, n++) {
		uint32_t second = block_character(s->e, s->text, at, &length);

		if (!table_has(&s->e->inside, table_pair(first, second)))
			break;
		first = second;
	}
	*is_long = n > 2;
	return at;
}

static void
put_chain(struct search *s, const struct chain *c)
{
	if (c->crossed)
		s->out[s->n++] = (struct engine_overlap){c->from, c->to};
}

/* The chains of words from byte FROM to TO, or as many as there is room for. Returns where to go
 * on. */
static ptrdiff_t
find_chains(struct search *s, ptrdiff_t from, ptrdiff_t to)
{
	struct chain c = {from, from, false};
	int length;

	for (ptrdiff_t at = from; at < to; at += length) {
		ptrdiff_t word[ENGINE_WORDS];
		int n = engine_words(s->e, str_sub(s->text, at, to), word);
		ptrdiff_t end = n > 0 ? at + word[n - 1] : at;

		if (at >= c.to) {
			put_chain(s, &c);
			if (s->n == ENGINE_OVERLAPS)
				return at;
			c = (struct chain){at, end, false};
		} else if (end > c.to) {
			c.to = end;
			c.crossed = true;
		}
		block_character(s->e, s->text, at, &length);
	}
	put_chain(s, &c);
	return to;
}

int
engine_overlaps(const struct engine *e, str text, ptrdiff_t *at,
		struct engine_overlap out[ENGINE_OVERLAPS])
{
	struct search s = {.e = e, .text = text, .out = out};

	while (*at < text.n && s.n < ENGINE_OVERLAPS) {
		bool is_long;
		ptrdiff_t to = stretch_end(&s, *at, &is_long);

		*at = is_long ? find_chains(&s, *at, to) : to;
	}
	return s.n;
}
