#include "convert/engine.h"

#include "base/utf8.h"
#include "convert/engine_block.h"

enum { IDS_DEPTH = 15, IDS_LENGTH = 64 };

const struct engine *
engine_find(str name)
{
	if (str_ends(name, STR(".json")))
		name.n -= 5;
	for (int i = 0; i < table_engines; i++)
		if (str_eq(name, str_from(table_engine[i].name)))
			return &table_engine[i];
	return NULL;
}

const char *
engine_name(int i)
{
	return i < table_engines ? table_engine[i].name : NULL;
}

/* Bytes of the sequence of ideographic description that TEXT begins with; 0: it is not whole. */
static ptrdiff_t
ids_length(str text)
{
	int open[IDS_DEPTH + 1], depth = 0;
	ptrdiff_t at = 0;

	open[0] = 1;
	for (int n = 0; n < IDS_LENGTH; n++) {
		uint32_t cp;
		int length = utf8_decode(str_from_at(text, at), &cp), operands;

		if (length == 0)
			return 0;
		at += length;
		open[depth]--;
		operands = ids_operands(cp);
		if (operands > 0) {
			if (depth == IDS_DEPTH)
				return 0;
			open[++depth] = operands;
		}
		while (open[depth] == 0)
			if (depth-- == 0)
				return at;
	}
	return 0;
}

int
block_longest(const struct table_map *m, const uint32_t *cp, int from, int n, uint32_t *key)
{
	uint32_t base = m->root;
	int end = from;

	for (int i = from; i < n; i++) {
		uint32_t code = table_code(cp[i]), unit = m->unit[base + code];

		if (code == 0 || (unit & TABLE_CODE) != code)
			break;
		base = unit >> TABLE_NEXT;
		if (!(unit & TABLE_END))
			continue;
		end = i + 1;
		*key = unit & TABLE_LEAF ? base : m->unit[base] >> TABLE_NEXT;
		if (unit & TABLE_LEAF)
			break;
	}
	return end;
}

void
block_copy(struct block *b, struct sink *s, uint32_t to)
{
	out_str(s->o, (str){b->buffer + s->copied, (ptrdiff_t)(to - s->copied)});
	s->copied = to;
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

static void
note_bad(struct engine_notes *notes, ptrdiff_t at)
{
	if (notes->nbad == notes->bad_cap) {
		ptrdiff_t *old = notes->bad;

		notes->bad_cap = notes->bad_cap ? 2 * notes->bad_cap : 16;
		notes->bad = NEW(notes->mem, ptrdiff_t, (size_t)notes->bad_cap);
		for (int i = 0; i < notes->nbad; i++)
			notes->bad[i] = old[i];
	}
	notes->bad[notes->nbad++] = at;
}

void
sink_note(struct sink *s, ptrdiff_t at, str in, ptrdiff_t out)
{
	ptrdiff_t end = (ptrdiff_t)s->o->n;

	if (s->notes && utf8_count(in) != utf8_count((str){s->o->p + out, end - out}))
		note_shift(s->notes,
			   (struct engine_shift){s->base + at, s->base + at + in.n, out, end});
}

void
block_put(struct block *b, struct sink *s, const struct table_map *m, int from, int to,
	  uint32_t key)
{
	uint32_t place = key < m->nvalue ? m->value[key] & TABLE_PLACE : 0;
	ptrdiff_t out;
	str text;

	if (place == 0)
		return;
	text = pooled(place);
	if (text.n == b->out[to] - b->out[from] && table_pool[place + 1] == to - from) {
		memcpy(b->buffer + b->out[from], text.p, (size_t)text.n);
		return;
	}
	block_copy(b, s, b->out[from]);
	out = (ptrdiff_t)s->o->n;
	out_str(s->o, text);
	sink_note(s, b->in[from], str_sub(b->text, b->in[from], b->in[to]), out);
	s->copied = b->out[to];
}

/* Phase three. Returns the first character that is left for the next block. */
static int
put_block(struct block *b, struct sink *s)
{
	int limit = b->open ? b->n - TABLE_KEY : b->n, at = 0, before = 0;
	bool gaps = b->e->gap.unit != NULL;

	for (int k = 0; k < b->nstart; k++) {
		int from = b->start[k], end;
		uint32_t key = 0;

		if (from < at)
			continue;
		if (from >= limit)
			break;
		end = block_longest(&b->e->whole, b->cp, from, b->n, &key);
		if (end == from)
			continue;
		if (gaps)
			block_gap(b, s, before, at, from, true);
		block_put(b, s, &b->e->whole, from, end, key);
		at = end;
		before = k;
	}
	if (at < limit)
		at = gaps ? block_gap(b, s, before, at, limit, !b->open) : limit;
	block_copy(b, s, b->out[at]);
	return at;
}

/* Characters that become several are words of one character: they are started from as well. */
static void
add_several(struct block *b)
{
	uint16_t old[BLOCK + BLOCK_MORE];
	int k = 0, n = 0;

	memcpy(old, b->start, sizeof old);
	for (int i = 0; i < b->nstart || k < b->nseveral;) {
		bool both = i < b->nstart && k < b->nseveral && old[i] == b->several[k];

		if (k == b->nseveral || (i < b->nstart && old[i] < b->several[k]) || both)
			b->start[n++] = old[i++];
		else
			b->start[n++] = b->several[k];
		k += both || (n > 0 && k < b->nseveral && b->start[n - 1] == b->several[k]);
	}
	b->nstart = n;
}

static void
fill_block(struct block *b, const struct engine_phases *phases)
{
	b->n = b->nstart = b->nseveral = 0;
	b->in[0] = b->out[0] = 0;
	phases->read(b);
	/* no pair and no three go beyond the end */
	b->cp[b->n] = b->cp[b->n + 1] = 0;
	phases->find(b);
	if (b->nseveral > 0)
		add_several(b);
}

/* Bytes at the start of TEXT that are copied unseen; 0: not known before more text comes. */
static ptrdiff_t
put_unseen(str text, ptrdiff_t offset, bool last, struct sink *s)
{
	uint32_t cp;
	int length = utf8_decode(text, &cp);
	ptrdiff_t n = length ? ids_length(text) : 1;

	if (!last && ((length == 0 && text.n < 4) || (n == 0 && text.n < 4 * IDS_LENGTH)))
		return 0;
	if (length == 0 && s->notes)
		note_bad(s->notes, offset);
	n = n ? n : length;
	out_str(s->o, str_sub(text, 0, n));
	return n;
}

/* ORDER ENGINE_PATH */
static const struct engine_phases phases[ENGINE__PATHS] = {
    {block_read, block_find},
};

bool
engine_has(enum engine_path path)
{
	return path == ENGINE_PORTABLE;
}

ptrdiff_t
engine_run(const struct engine *e, str text, bool last, struct out *o, struct engine_notes *notes)
{
	return engine_run_by(ENGINE_PORTABLE, e, text, last, o, notes);
}

ptrdiff_t
engine_run_by(enum engine_path path, const struct engine *e, str text, bool last, struct out *o,
	      struct engine_notes *notes)
{
	struct block b;
	struct sink s = {.o = o, .notes = notes};
	ptrdiff_t at = 0;

	b.e = e;
	while (at < text.n) {
		ptrdiff_t used;
		int left;

		b.text = str_from_at(text, at);
		fill_block(&b, &phases[path]);
		used = b.in[b.n];
		/* a last character that is cut off goes on as well */
		b.open = b.n == BLOCK ? used < b.text.n || !last : b.text.n - used < 4 && !last;
		s.base = at;
		s.copied = 0;
		left = b.open && b.n <= 2 * TABLE_KEY ? 0 : put_block(&b, &s);
		if (left == 0 && b.n == BLOCK) {
			/* the stages meet nowhere in a whole block: no text does that, but none is
			 * lost */
			b.open = false;
			left = put_block(&b, &s);
		}
		at += b.in[left];
		if (left < b.n) {
			if (left == 0)
				break;
			continue;
		}
		if (at == text.n)
			break;
		if (b.n < BLOCK && (used = put_unseen(str_from_at(text, at), at, last, &s)) == 0)
			break;
		at += b.n < BLOCK ? used : 0;
	}
	return at;
}

int
engine_words(const struct engine *e, str text, ptrdiff_t end[ENGINE_WORDS])
{
	const struct table_map *m = &e->whole;
	const unsigned char *p = (const unsigned char *)text.p;
	uint32_t base = m->root;
	ptrdiff_t at = 0;
	int n = 0;

	while (at < text.n) {
		uint32_t cp, code, unit;
		char single[TABLE_SINGLE_MAX];
		int length = block_decode(p + at, text.n - at, &cp);

		if (length == 0)
			break;
		if (!table_plain(cp))
			block_single(m, &cp, single);
		code = table_code(cp);
		unit = m->unit[base + code];
		if (code == 0 || (unit & TABLE_CODE) != code)
			break;
		at += length;
		base = unit >> TABLE_NEXT;
		if (unit & TABLE_END)
			end[n++] = at;
		if (unit & TABLE_LEAF)
			break;
	}
	return n;
}
