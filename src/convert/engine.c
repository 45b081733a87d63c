#include "convert/engine.h"

#include "base/utf8.h"
#include "convert/engine_block.h"

enum {
	IDS_DEPTH = 15,
	IDS_LENGTH = 64,
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

/* TEXT begins with what no table knows: a byte that is no character, an operator of description. */
static bool
is_unseen(str text)
{
	uint32_t cp;

	return utf8_decode(text, &cp) == 0 || ids_operands(cp) > 0;
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

static enum engine_path
best_path(void)
{
	return engine_has(ENGINE_AVX2) ? ENGINE_AVX2 : ENGINE_PORTABLE;
}

ptrdiff_t
engine_run(const struct engine *e, str text, bool last, struct out *o, struct engine_notes *notes)
{
	return engine_run_by(best_path(), e, text, last, o, notes);
}

/* Bytes of the buffer for a block that TEXT begins with. */
static size_t
room(str text)
{
	return text.n < BLOCK ? (size_t)text.n * TABLE_SINGLE_MAX / 3 + BLOCK_MORE : BLOCK_BUFFER;
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
		b.buffer = out_room(o, room(b.text));
		block_fill(&b, path);
		if (notes && b.nmove > 0)
			notes->moved = true;
		/* a last character that is cut off goes on as well */
		b.open = b.full ? b.n < b.text.n || !last : b.text.n - b.n < 4 && !last;
		s.base = at;
		s.copied = 0;
		s.direct = true;
		left = block_put(&b, &s);
		if (left == 0 && b.full) {
			/* the stages meet nowhere in a whole block: no text does that, but none is
			 * lost */
			b.open = false;
			left = block_put(&b, &s);
		}
		at += left;
		if (left < b.n) {
			if (left == 0)
				break;
			continue;
		}
		if (b.full || at == text.n)
			continue;
		/* a block is read as a whole: not for each of many */
		do {
			unseen = put_unseen(str_from_at(text, at), at, last, &s);
			at += unseen;
		} while (unseen > 0 && at < text.n && is_unseen(str_from_at(text, at)));
		if (unseen == 0)
			break;
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
