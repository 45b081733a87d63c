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
	uint32_t cp[TABLE_KEY], key = 0;
	ptrdiff_t end[TABLE_KEY + 1] = {0}, out[TABLE_KEY + 1] = {0};
	int n = 0, to;

	while (n < TABLE_KEY && end[n] < text.n) {
		const unsigned char *p = (const unsigned char *)text.p + end[n];

		end[n + 1] = end[n] + block_decode(p, text.n - end[n], &cp[n]);
		out[n + 1] = out[n] + block_single(m, &cp[n], step->single + out[n]);
		if (table_code(cp[n++]) == 0)
			break;
	}
	to = block_longest(m, cp, 0, n, &key);
	step->used = end[to > 0 ? to : 1];
	if (to > 0 && key < m->nvalue && m->value[key])
		step->becomes = pooled(m->value[key] & TABLE_PLACE);
	else
		step->becomes = (str){step->single, out[to > 0 ? to : 1]};
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
 * The stages, from character FROM to the next one that is in no word of theirs, or to TO. Returns
 * the first character that is left; FROM: more has to be known.
 */
static int
put_stages(struct block *b, struct sink *s, int from, int to, bool known)
{
	ptrdiff_t at = b->in[from], settled, done;
	int end = from + 1;

	while (end < to && !is_neutral(b->e, b->cp[end]))
		end++;
	known |= end < to;
	/* the next block begins here; if this one does, then as far as can be told */
	if (!known && from > 0)
		return from;
	settled = (known ? b->in[end] : b->in[end > TABLE_KEY ? end - TABLE_KEY : 0]) - at;
	block_copy(b, s, b->out[from]);
	done = run_stages(b->e, s, str_sub(b->text, at, b->in[end]), at, settled);
	while (b->in[end] - at > done)
		end--;
	s->copied = b->out[end];
	return end;
}

static bool
is_hot(const struct block *b, int i, int to)
{
	uint32_t bit;

	if (!b->e->hot || i + 1 >= to)
		return false;
	bit = table_hot(b->cp[i], b->cp[i + 1]);
	return b->e->hot[bit / 64] >> bit % 64 & 1;
}

int
block_gap(struct block *b, struct sink *s, int k, int from, int to, bool known)
{
	const struct table_map *m = &b->e->gap;

	for (; k < b->nstart && b->start[k] < to; k++) {
		int i = b->start[k], end;
		uint32_t key = 0;

		if (i < from)
			continue;
		if (!known && i > to - TABLE_KEY)
			return i;
		end = block_longest(m, b->cp, i, to, &key);
		if (is_hot(b, i, to) ||
		    (end > i && key < m->nvalue && m->value[key] & TABLE_OPEN)) {
			from = put_stages(b, s, i, to, known);
			if (!known && (from == i || i == 0))
				return from;
			continue;
		}
		if (end == i)
			continue;
		block_put(b, s, m, i, end, key);
		from = end;
	}
	return to;
}
