#include "convert/engine.h"

#include "base/utf8.h"
#include "convert/engine_block.h"

enum {
	IDS_DEPTH = 15,
	IDS_LENGTH = 64,
	/* bytes: a block that is open has more, so that not all of it is left */
	OPEN_MIN = 2 * 4 * TABLE_KEY
};

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
	out_str(s->o, (str){b->buffer + s->copied, to - s->copied});
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
	str text, was = str_sub(b->text, from, to);
	ptrdiff_t out;
	int start;

	if (place == 0)
		return;
	text = pooled(place);
	start = block_out(b, from);
	if (text.n == block_out(b, to) - start &&
	    (!s->notes || table_pool[place + 1] == utf8_count(was))) {
		memcpy(b->buffer + start, text.p, (size_t)text.n);
		return;
	}
	block_copy(b, s, start);
	out = (ptrdiff_t)s->o->n;
	out_str(s->o, text);
	sink_note(s, from, was, out);
	s->copied = block_out(b, to);
}

/* Phase three. Returns the first place that is left for the next block. */
static int
put_block(struct block *b, struct sink *s)
{
	int limit = b->open ? block_back(b, b->n, TABLE_KEY) : b->n, at = 0, before = 0;
	bool gaps = b->e->gap.unit != NULL;

	for (int k = 0; k < b->nstart; k++) {
		int from = b->start[k], end;
		uint32_t key = 0;

		if (from < at)
			continue;
		if (from >= limit)
			break;
		end = block_longest(b, &b->e->whole, from, b->n, &key);
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
	block_copy(b, s, block_out(b, at));
	return at;
}

/* Starts that the filter does not know of are put among the others. */
static void
add_sure(struct block *b)
{
	uint16_t old[BLOCK + BLOCK_MORE];
	int i = 0, n = 0;

	memcpy(old, b->start, (size_t)b->nstart * sizeof *old);
	for (int k = 0; k < b->nsure; k++) {
		while (i < b->nstart && old[i] < b->sure[k])
			b->start[n++] = old[i++];
		b->start[n++] = b->sure[k];
	}
	while (i < b->nstart)
		b->start[n++] = old[i++];
	b->nstart = n;
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
#if defined __x86_64__
    {block_read_avx2, block_find},
#endif
};

bool
engine_has(enum engine_path path)
{
#if defined __x86_64__
	/* the first processors of AMD that have BMI2 are slow at it */
	if (path == ENGINE_AVX2)
		return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") &&
		       !__builtin_cpu_is("amdfam17h");
#endif
	return path == ENGINE_PORTABLE;
}

enum engine_path
engine_best(void)
{
	return engine_has(ENGINE_AVX2) ? ENGINE_AVX2 : ENGINE_PORTABLE;
}

void
block_fill(struct block *b, enum engine_path path)
{
	b->n = b->out = b->nmove = b->nstart = b->nsure = 0;
	b->normal = false;
	phases[path].read(b);
	if (!b->normal)
		phases[path].find(b);
	if (b->nsure > 0)
		add_sure(b);
}

ptrdiff_t
engine_run(const struct engine *e, str text, bool last, struct out *o, struct engine_notes *notes)
{
	return engine_run_by(engine_best(), e, text, last, o, notes);
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
		ptrdiff_t unseen;
		int left;

		b.text = str_from_at(text, at);
		block_fill(&b, path);
		/* a last character that is cut off goes on as well */
		b.open = b.full ? b.n < b.text.n || !last : b.text.n - b.n < 4 && !last;
		s.base = at;
		s.copied = 0;
		left = b.open && b.n <= OPEN_MIN ? 0 : put_block(&b, &s);
		if (left == 0 && b.full) {
			/* the stages meet nowhere in a whole block: no text does that, but none is
			 * lost */
			b.open = false;
			left = put_block(&b, &s);
		}
		at += left;
		if (left < b.n) {
			if (left == 0)
				break;
			continue;
		}
		if (b.full || at == text.n)
			continue;
		unseen = put_unseen(str_from_at(text, at), at, last, &s);
		if (unseen == 0)
			break;
		at += unseen;
	}
	return at;
}

int
engine_words(const struct engine *e, str text, ptrdiff_t end[ENGINE_WORDS])
{
	uint32_t base = e->whole.root;
	ptrdiff_t at = 0;
	int length, n = 0;

	while (at < text.n) {
		uint32_t unit = block_child(&e->whole, base, block_character(e, text, at, &length));

		if (unit == 0)
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
