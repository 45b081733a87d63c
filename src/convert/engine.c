#include "convert/engine.h"

#include "base/utf8.h"
#include "convert/table.h"

/*
 * A block of characters at a time, in three phases. First each character is converted on its own,
 * as if there were no words, into a buffer. Then a list is made of the characters that begin a
 * word, going by the next character alone. Last, words are looked up from left to right, and what a
 * word becomes is written over what its characters became; most words become just that, and nothing
 * is written. Between words the stages of a configuration may find words of their own: that is
 * tried where the table of pairs says that it may be so (hot), from there to the next character
 * that is in no such word (neutral).
 *
 * No word is begun in the last characters of a block, since it could go on: the next block starts
 * there. A block also ends before what is copied unseen; no word goes over that.
 */
enum { BLOCK = 1024, IDS_DEPTH = 15, IDS_LENGTH = 64 };

struct block {
	const struct engine *e;
	str text; /* of the block and all after it */
	int n;
	bool open; /* text goes on after the last character, and words may */
	uint32_t cp[BLOCK + 1];
	uint32_t in[BLOCK + 1], out[BLOCK + 1]; /* offsets of characters in text and buffer */
	uint32_t link[BLOCK + 1];		/* code, base << 13 */
	uint32_t flags[BLOCK + 1];
	int start[BLOCK]; /* characters that may begin a word */
	int nstart;
	char buffer[BLOCK * TABLE_SINGLE_MAX];
};

/* What is written, and how far the buffer is. */
struct sink {
	struct out *o;
	struct engine_notes *notes;
	ptrdiff_t base;	 /* offset of the block in the text */
	uint32_t copied; /* of the buffer */
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

static inline uint64_t
entry(const struct table_map *m, uint32_t cp)
{
	return cp < TABLE_LIMIT ? table_page[m->page[cp / TABLE_PAGE]][cp % TABLE_PAGE] : 0;
}

static str
pooled(uint32_t place)
{
	return (str){(const char *)table_pool + place + 1, table_pool[place]};
}

/* The character at P, of which N bytes are left; its length, 0: none. */
static inline int
decode(const unsigned char *p, ptrdiff_t n, uint32_t *cp)
{
	if (p[0] < 0x80) {
		*cp = p[0];
		return 1;
	}
	/* the plain case of three bytes: not E0 and ED, of which some are not well-formed */
	if (n >= 3 && p[0] > 0xE0 && p[0] < 0xF0 && p[0] != 0xED && (p[1] & 0xC0) == 0x80 &&
	    (p[2] & 0xC0) == 0x80) {
		*cp = (p[0] & 15u) << 12 | (p[1] & 63u) << 6 | (p[2] & 63u);
		return 3;
	}
	return utf8_decode((str){(const char *)p, n}, cp);
}

/* Write what the character of LENGTH bytes at P becomes by itself; room for TABLE_SINGLE_MAX. */
static inline uint32_t
put_single(char *out, uint32_t low, const unsigned char *p, uint32_t length)
{
	uint32_t n = low >> 24 & 15, place = low & 0xFFFFFF;

	if (n == TABLE_POOLED) {
		memcpy(out, table_pool + place + 1, TABLE_SINGLE_MAX);
		return table_pool[place];
	}
	if (n == 0) {
		for (n = 0; n < length; n++)
			out[n] = (char)p[n];
		return n;
	}
	out[0] = (char)(place & 0xFF);
	out[1] = (char)(place >> 8 & 0xFF);
	out[2] = (char)(place >> 16);
	return n;
}

/* Characters that an operator of ideographic description takes: 0, it is none. */
static int
ids_operands(uint32_t cp)
{
	if (cp < 0x2FF0 || cp > 0x2FFF)
		return 0;
	return cp == 0x2FF2 || cp == 0x2FF3 ? 3 : cp >= 0x2FFE ? 1 : 2;
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

/* Phase one. Returns the bytes that were read. */
static ptrdiff_t
read_characters(struct block *b)
{
	const unsigned char *start = (const unsigned char *)b->text.p, *p = start;
	const unsigned char *end = start + b->text.n;
	uint32_t out = 0;
	int n = 0;

	while (n < BLOCK && p < end) {
		uint32_t cp = 0;
		int length = decode(p, end - p, &cp);
		uint64_t e = entry(&b->e->whole, cp);

		if (length == 0 || e & TABLE_IDS)
			break;
		b->cp[n] = cp;
		b->in[n] = (uint32_t)(p - start);
		b->out[n] = out;
		b->link[n] = (uint32_t)(e >> 32);
		b->flags[n] = (uint32_t)e;
		out += put_single(b->buffer + out, (uint32_t)e, p, (uint32_t)length);
		p += length;
		n++;
	}
	b->n = n;
	b->in[n] = (uint32_t)(p - start);
	b->out[n] = out;
	b->cp[n] = b->link[n] = b->flags[n] = 0;
	return p - start;
}

/* Phase two. */
static void
find_starts(struct block *b)
{
	const struct table_unit *unit = b->e->whole.unit;
	int n = 0;

	for (int i = 0; i + 1 < b->n; i++) {
		uint32_t base = b->link[i] >> 13;

		b->start[n] = i;
		n += unit[base + (b->link[i + 1] & (TABLE_CODES - 1))].parent == base;
	}
	b->nstart = n;
}

/*
 * The longest key of M in the characters that LINK is of, from FROM on: where it ends, and its
 * number in *KEY; FROM: none.
 */
static int
longest(const struct table_map *m, const uint32_t *link, int from, int n, uint32_t *key)
{
	uint32_t base = link[from] >> 13;
	int end = from;

	for (int i = from + 1; i < n && base != 0; i++) {
		uint32_t code = link[i] & (TABLE_CODES - 1);
		const struct table_unit *u = &m->unit[base + code];

		if (code == 0 || u->parent != base)
			break;
		base = u->next & TABLE_NEXT;
		if (!(u->next & TABLE_END))
			continue;
		end = i + 1;
		if (u->next & TABLE_LEAF) {
			*key = base;
			break;
		}
		*key = m->unit[base].next;
	}
	return end;
}

static void
copy_to(struct block *b, struct sink *s, uint32_t to)
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

/* The bytes FROM to TO of the block became TEXT. */
static void
put_changed(struct sink *s, str was, ptrdiff_t from, str text)
{
	ptrdiff_t out = (ptrdiff_t)s->o->n;

	out_str(s->o, text);
	if (s->notes && utf8_count(was) != utf8_count(text))
		note_shift(s->notes, (struct engine_shift){s->base + from, s->base + from + was.n,
							   out, out + text.n});
}

/* A word, characters FROM to TO. */
static void
put_word(struct block *b, struct sink *s, int from, int to, uint32_t key)
{
	uint32_t place = b->e->whole.value[key];
	str text;

	if (place == 0)
		return;
	text = pooled(place);
	if (text.n == (ptrdiff_t)(b->out[to] - b->out[from]) && !s->notes) {
		memcpy(b->buffer + b->out[from], text.p, (size_t)text.n);
		return;
	}
	copy_to(b, s, b->out[from]);
	put_changed(s, str_sub(b->text, b->in[from], b->in[to]), b->in[from], text);
	s->copied = b->out[to];
}

/* What a stage makes of the beginning of a text. */
struct step {
	ptrdiff_t used;
	str becomes;
	char single[TABLE_KEY * TABLE_SINGLE_MAX];
};

/* The first word of TEXT, or its first character, by the map of one stage. */
static void
take_step(const struct table_map *m, str text, struct step *step)
{
	const unsigned char *p = (const unsigned char *)text.p;
	uint32_t link[TABLE_KEY], low[TABLE_KEY], key = 0;
	ptrdiff_t end[TABLE_KEY + 1] = {0};
	int n = 0, to;

	while (n < TABLE_KEY && end[n] < text.n) {
		uint32_t cp;
		int length = decode(p + end[n], text.n - end[n], &cp);
		uint64_t e = entry(m, cp);

		low[n] = (uint32_t)e;
		link[n] = (uint32_t)(e >> 32);
		end[n + 1] = end[n] + length;
		n++;
		if (link[0] >> 13 == 0 || (n > 1 && (link[n - 1] & (TABLE_CODES - 1)) == 0))
			break;
	}
	to = longest(m, link, 0, n, &key);
	if (to > 0 && m->value[key]) {
		*step = (struct step){.used = end[to], .becomes = pooled(m->value[key])};
		return;
	}
	to = to > 0 ? to : 1;
	step->used = end[to];
	step->becomes = (str){step->single, 0};
	for (int i = 0; i < to; i++)
		step->becomes.n += put_single(step->single + step->becomes.n, low[i], p + end[i],
					      (uint32_t)(end[i + 1] - end[i]));
}

/* The text between two stages: what the first has made, and the second has not taken. */
struct pipe {
	char text[1024];
	ptrdiff_t n, at;
	ptrdiff_t origin[1024 + 1]; /* offset of the input where a step ended here, else 0 */
};

/* What one step makes is shorter than PIPE_STEP; a word of the next has fewer bytes than PIPE_KEY.
 */
enum { PIPE_STEP = 256, PIPE_KEY = 4 * TABLE_KEY };

static void
fill(struct pipe *p, str becomes, ptrdiff_t origin)
{
	if (p->n > (ptrdiff_t)sizeof p->text - PIPE_STEP) {
		memmove(p->text, p->text + p->at, (size_t)(p->n - p->at));
		memmove(p->origin, p->origin + p->at,
			(size_t)(p->n - p->at + 1) * sizeof *p->origin);
		p->n -= p->at;
		p->at = 0;
	}
	memcpy(p->text + p->n, becomes.p, (size_t)becomes.n);
	memset(p->origin + p->n + 1, 0, (size_t)becomes.n * sizeof *p->origin);
	p->n += becomes.n;
	p->origin[p->n] = origin;
}

/*
 * Run both stages over TEXT, which has no segment in it, to S. Stage one begins no word behind byte
 * SETTLED. Returns how far both of them came: the last place where a step of one and a step of the
 * other ended together.
 */
static ptrdiff_t
run_stages(const struct engine *e, struct sink *s, str text, ptrdiff_t offset, ptrdiff_t settled)
{
	struct pipe p = {.n = 0};
	ptrdiff_t in = 0, done = 0, out = (ptrdiff_t)s->o->n;
	struct step step;

	for (;;) {
		while (p.n - p.at < PIPE_KEY && in < text.n && in <= settled) {
			take_step(&e->stage[0], str_from_at(text, in), &step);
			in += step.used;
			fill(&p, step.becomes, in);
		}
		if (p.at == p.n || (in < text.n && p.n - p.at < PIPE_KEY))
			break;
		take_step(&e->stage[1], (str){p.text + p.at, p.n - p.at}, &step);
		p.at += step.used;
		out_str(s->o, step.becomes);
		if (p.origin[p.at] == 0)
			continue;
		if (s->notes && utf8_count(str_sub(text, done, p.origin[p.at])) !=
				    utf8_count((str){s->o->p + out, (ptrdiff_t)s->o->n - out}))
			note_shift(s->notes,
				   (struct engine_shift){offset + done, offset + p.origin[p.at],
							 out, (ptrdiff_t)s->o->n});
		done = p.origin[p.at];
		out = (ptrdiff_t)s->o->n;
	}
	s->o->n = (size_t)out;
	return done;
}

static bool
hot(const struct block *b, int i, int to)
{
	uint32_t pair;

	if (!(b->flags[i] & TABLE_HOT))
		return false;
	if (b->flags[i] & TABLE_ALONE)
		return true;
	pair = table_pair(b->cp[i], b->cp[i + 1]);
	return i + 1 < to && b->e->hot[pair / 64] >> pair % 64 & 1;
}

/*
 * The characters FROM to TO, which are between segments. If the segment that ends them is NOT
 * KNOWN, they go on, and their last ones may be left. Returns the first that is left.
 */
static int
put_gap(struct block *b, struct sink *s, int from, int to, bool known)
{
	/* one that is hot with a character that is not known yet is left */
	int pairs = known ? to : to + 1;

	for (int i = from, end; i < to; i = end) {
		ptrdiff_t settled, done;
		bool whole;

		end = i + 1;
		if (!hot(b, i, pairs))
			continue;
		while (end < to && !(b->flags[end] & TABLE_NEUTRAL))
			end++;
		whole = known || end < to || (i == 0 && to <= TABLE_KEY);
		settled = (ptrdiff_t)b->in[whole	     ? end
					   : end > TABLE_KEY ? end - TABLE_KEY
							     : 0] -
			  (ptrdiff_t)b->in[i];
		copy_to(b, s, b->out[i]);
		done = run_stages(b->e, s, str_sub(b->text, b->in[i], b->in[end]),
				  s->base + b->in[i], settled);
		while (!whole && b->in[end] - b->in[i] > done)
			end--;
		s->copied = b->out[end];
		if (!whole)
			return end;
	}
	return to;
}

/* Phase three. Returns the first character that is left for the next block. */
static int
put_block(struct block *b, struct sink *s)
{
	int limit = b->open ? b->n - TABLE_KEY : b->n, at = 0;

	for (int k = 0; k < b->nstart; k++) {
		int from = b->start[k], end;
		uint32_t key = 0;

		if (from < at)
			continue;
		if (from >= limit)
			break;
		end = longest(&b->e->whole, b->link, from, b->n, &key);
		if (end == from)
			continue;
		if (b->e->hot)
			put_gap(b, s, at, from, true);
		put_word(b, s, from, end, key);
		at = end;
	}
	if (at < limit && b->e->hot)
		at = put_gap(b, s, at, limit, !b->open);
	else if (at < limit)
		at = limit;
	copy_to(b, s, b->out[at]);
	return at;
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

ptrdiff_t
engine_run(const struct engine *e, str text, bool last, struct out *o, struct engine_notes *notes)
{
	struct block b;
	struct sink s = {.o = o, .notes = notes};
	ptrdiff_t at = 0;

	b.e = e;
	while (at < text.n) {
		ptrdiff_t used;
		int left;

		b.text = str_from_at(text, at);
		used = read_characters(&b);
		/* a last character that is cut off goes on as well */
		b.open = b.n == BLOCK ? used < b.text.n || !last : b.text.n - used < 4 && !last;
		find_starts(&b);
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
	uint32_t cp = 0, base;
	ptrdiff_t at = text.n > 0 ? decode(p, text.n, &cp) : 0;
	int n = 0;

	base = (uint32_t)(entry(m, cp) >> 32) >> 13;
	while (base != 0 && at < text.n) {
		int length = decode(p + at, text.n - at, &cp);
		uint32_t code = (uint32_t)(entry(m, cp) >> 32) & (TABLE_CODES - 1);
		const struct table_unit *u = &m->unit[base + code];

		if (length == 0 || code == 0 || u->parent != base)
			break;
		at += length;
		base = u->next & TABLE_NEXT;
		if (u->next & TABLE_END)
			end[n++] = at;
		if (u->next & TABLE_LEAF)
			break;
	}
	return n;
}
