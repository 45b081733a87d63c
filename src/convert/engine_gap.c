#include "base/utf8.h"
#include "convert/engine_block.h"

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
	uint32_t base = m->root, unit = 1, key = 0;
	ptrdiff_t at = 0, out = 0;

	step->used = 0;
	for (int n = 0; n < TABLE_KEY && at < text.n && unit && !(unit & TABLE_LEAF); n++) {
		uint32_t cp = 0;

		at += block_decode((const unsigned char *)text.p + at, text.n - at, &cp);
		out += block_single(m, &cp, step->single + out);
		unit = block_child(m, base, cp);
		base = unit >> TABLE_NEXT;
		if (n > 0 && !(unit & TABLE_END))
			continue;
		/* a character that is no key stands for itself */
		step->used = at;
		step->becomes.n = out;
		key = unit & TABLE_END ? block_key(m, unit) : m->nvalue;
	}
	step->becomes.p = step->single;
	if (key < m->nvalue && m->value[key])
		step->becomes = pooled(m->value[key] & TABLE_PLACE);
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
 * Run both stages over TEXT, which has no segment in it, and is at OFFSET of the block. Stage one
 * begins no word behind byte SETTLED. Returns how far both of them came: the last place where a
 * step of one and a step of the other ended together.
 */
static ptrdiff_t
run_stages(const struct engine *e, struct sink *s, str text, ptrdiff_t offset, ptrdiff_t settled)
{
	struct pipe p; /* large: only what was filled is ever read */
	ptrdiff_t in = 0, done = 0, out = (ptrdiff_t)s->o->n;
	struct step step;

	p.n = p.at = 0;
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
		sink_note(s, offset + done, str_sub(text, done, p.origin[p.at]), out);
		done = p.origin[p.at];
		out = (ptrdiff_t)s->o->n;
	}
	s->o->n = (size_t)out;
	return done;
}

/* No stage has a longer key with CP, or with what it becomes between them. */
static bool
is_neutral(const struct engine *e, uint32_t cp)
{
	char buffer[TABLE_SINGLE_MAX];
	str image = {buffer, block_single(&e->stage[0], &cp, buffer)};
	bool neutral = table_code(cp) == 0;

	for (ptrdiff_t i = 0; i < image.n;)
		neutral &= table_code(utf8_next(image, &i)) == 0;
	return neutral;
}

/*
 * The stages, from FROM to the next character that is in no word of theirs, or to TO. Returns the
 * first place that is left; FROM: more has to be known.
 */
static int
put_stages(struct block *b, struct sink *s, int from, int to, bool known)
{
	int end = from, settled, done, length;

	block_character(b->e, b->text, end, &length);
	for (end += length; end < to; end += length)
		if (is_neutral(b->e, block_character(b->e, b->text, end, &length)))
			break;
	known |= end < to;
	/* the next block begins here; if this one does, then as far as can be told */
	if (!known && from > 0)
		return from;
	settled = known ? end : block_back(b, end, TABLE_KEY);
	block_break(b, s, block_out(b, from));
	done = (int)run_stages(b->e, s, str_sub(b->text, from, end), from, settled - from);
	s->copied = block_out(b, from + done);
	return from + done;
}

static bool
is_hot(const struct block *b, int at, int to)
{
	int length;
	uint32_t first = block_character(b->e, b->text, at, &length), bit;

	if (!b->e->hot || at + length >= to)
		return false;
	bit = table_hot(first, block_character(b->e, b->text, at + length, &length));
	return b->e->hot[bit / 64] >> bit % 64 & 1;
}

int
block_gap(struct block *b, struct sink *s, int from, int to, bool known)
{
	const struct table_map *m = &b->e->gap;
	int last = known ? to : block_back(b, to, TABLE_KEY), starts = block_starts(b, to);
	int at = from, length;

	while (at < starts) {
		uint32_t key = 0;
		int end = block_longest(b, m, at, to, &key);

		if (!known && at > last)
			return at;
		if (is_hot(b, at, to) ||
		    (end > at && key < m->nvalue && m->value[key] & TABLE_OPEN)) {
			end = put_stages(b, s, at, to, known);
			if (!known && (end == at || at == 0))
				return end;
		} else if (end > at) {
			block_put_word(b, s, m, at, end, key);
		} else {
			block_character(b->e, b->text, at, &length);
			end = at + length;
		}
		at = end;
	}
	return known ? to : at;
}
