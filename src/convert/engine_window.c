/*
 * Where a word may stand that is not what its characters become, words are looked for.
 */
#include "base/utf8.h"
#include "convert/engine_block.h"

/* Bytes: in so many and fewer, where words may go over all places, nothing can be told. */
enum { OPEN_MIN = 2 * 4 * TABLE_KEY };

int
block_longest(const struct block *b, const struct table_map *m, int from, int to, uint32_t *key)
{
	uint32_t base = m->root;
	int end = from;

	for (int at = from, length; at < to; at += length) {
		uint32_t unit = block_child(m, base, block_character(b->e, b->text, at, &length));

		if (unit == 0)
			break;
		base = unit >> TABLE_NEXT;
		if (!(unit & TABLE_END))
			continue;
		end = at + length;
		*key = block_key(m, unit);
		if (unit & TABLE_LEAF)
			break;
	}
	return end;
}

void
block_copy(struct block *b, struct sink *s, int to)
{
	if (s->direct)
		s->o->n += (size_t)(to - s->copied);
	else
		out_str(s->o, (str){b->buffer + s->copied, to - s->copied});
	s->copied = to;
}

void
block_break(struct block *b, struct sink *s, int to)
{
	block_copy(b, s, to);
	if (s->notes)
		s->notes->moved = true;
	if (!s->direct)
		return;
	memcpy(b->aside + to, b->buffer + to, (size_t)(b->out - to));
	b->buffer = b->aside;
	s->direct = false;
}

static void
note_shift(struct engine_notes *notes, struct engine_shift shift)
{
	if (notes->nshift == notes->shift_cap) {
		struct engine_shift *old = notes->shift;

		notes->shift_cap = notes->shift_cap ? 2 * notes->shift_cap : 16;
		notes->shift = NEW(notes->mem, struct engine_shift, (size_t)notes->shift_cap);
		for (int i = 0; i < notes->nshift; i++)
			notes->shift[i] = old[i];
	}
	notes->shift[notes->nshift++] = shift;
}

void
sink_note(struct sink *s, ptrdiff_t at, str in, ptrdiff_t out)
{
	ptrdiff_t end = (ptrdiff_t)s->o->n;

	if (s->notes && utf8_count(in) != utf8_count((str){s->o->p + out, end - out}))
		note_shift(s->notes,
			   (struct engine_shift){s->base + at, s->base + at + in.n, out, end});
}

/* Whether A and B have characters of as many bytes each. */
static bool
same_places(str a, str b)
{
	bool same = a.n == b.n;

	for (ptrdiff_t i = 0; same && i < a.n; i++)
		same = ((a.p[i] & 0xC0) == 0x80) == ((b.p[i] & 0xC0) == 0x80);
	return same;
}

void
block_put_word(struct block *b, struct sink *s, const struct table_map *m, int from, int to,
	       uint32_t key)
{
	uint32_t place = key < m->nvalue ? m->value[key] & TABLE_PLACE : 0;
	str text, was = str_sub(b->text, from, to);
	ptrdiff_t out;
	int start;

	if (place == 0)
		return;
	text = pooled(place);
	start = block_out(b, from);
	if (text.n == block_out(b, to) - start && (!s->notes || same_places(text, was))) {
		memcpy(b->buffer + start, text.p, (size_t)text.n);
		return;
	}
	block_break(b, s, start);
	out = (ptrdiff_t)s->o->n;
	out_str(s->o, text);
	sink_note(s, from, was, out);
	s->copied = block_out(b, to);
}

/* The last place before AT, or at it, that no word goes over; FROM: there is none behind it. */
static int
sure_before(const struct block *b, int at, int from)
{
	int length;
	uint32_t first, second = block_character(b->e, b->text, at, &length);

	while (at > from) {
		int before = block_before(b, at);

		first = block_character(b->e, b->text, before, &length);
		if (!table_has(&b->e->inside, table_pair(first, second)))
			break;
		at = before;
		second = first;
	}
	return at;
}

/* The first place behind the character at AT that no word goes over; B->n: perhaps there is none.
 */
static int
sure_behind(const struct block *b, int at)
{
	int length;
	uint32_t first = block_character(b->e, b->text, at, &length), second;

	for (at += length; at < b->n; at += length) {
		second = block_character(b->e, b->text, at, &length);
		if (!table_has(&b->e->inside, table_pair(first, second)))
			break;
		first = second;
	}
	return at;
}

int
block_starts(const struct block *b, int to)
{
	return b->nrare > 0 ? to : block_before(b, to);
}

/*
 * The text FROM to TO as OpenCC cuts it. If it is NOT KNOWN that no word goes over TO, none is
 * begun in the last characters. Returns the first place that is left.
 */
static int
put_window(struct block *b, struct sink *s, int from, int to, bool known)
{
	int limit = known ? to : block_back(b, to, TABLE_KEY), length;
	int starts = known ? block_starts(b, to) : limit;
	bool gaps = b->e->gap.unit != NULL;

	for (int at = from; at < starts;) {
		uint32_t key = 0;
		int end = block_longest(b, &b->e->whole, at, to, &key);

		if (end == at) {
			block_character(b->e, b->text, at, &length);
			at += length;
			continue;
		}
		if (gaps)
			block_gap(b, s, from, at, true);
		block_put_word(b, s, &b->e->whole, at, end, key);
		at = from = end;
	}
	if (from < limit)
		from = gaps ? block_gap(b, s, from, limit, known) : limit;
	return from;
}

/* The block is written up to TO, where the next one begins. */
static int
end_block(struct block *b, struct sink *s, int to)
{
	block_copy(b, s, block_out(b, to));
	return to;
}

int
block_put(struct block *b, struct sink *s)
{
	int at = 0;

	for (int k = 0; k < b->nplace; k++) {
		int from, to;

		if (b->place[k] < at)
			continue;
		from = sure_before(b, b->place[k], at);
		to = sure_behind(b, b->place[k]);
		if (to == b->n && b->open) {
			at = from;
			break;
		}
		at = put_window(b, s, from, to, true);
	}
	if (!b->open)
		return end_block(b, s, b->n);
	if (at < b->n)
		at = sure_before(b, block_back(b, b->n, 1), at);
	if (at == 0 && b->n > OPEN_MIN)
		at = put_window(b, s, 0, b->n, false);
	return end_block(b, s, at);
}
