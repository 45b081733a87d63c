#include "fuzz/fuzz.h"

#include "base/utf8.h"

/*
 * The engine, on every path that this processor can go, against the reference: in one go, with
 * notes and without, in parts as a stream has them; and what the notes say.
 */

static bool
same(const struct reference_text *want, struct out *o)
{
	return str_eq((str){want->p, want->n}, out_text(o));
}

/* The text cut at random places. */
static bool
right_in_parts(struct fuzz *f, enum engine_path path, const struct engine *e, str text,
	       const struct reference_text *want)
{
	struct out o = {.mem = f->mem};
	uint32_t most = random_below(&f->random, 4) ? 4000 : 1 + random_below(&f->random, 8);
	ptrdiff_t at = 0, to = 0;

	while (at < text.n) {
		to += 1 + random_below(&f->random, most);
		to = to < text.n ? to : text.n;
		at += engine_run_by(path, e, str_sub(text, at, to), to == text.n, &o, NULL);
	}
	return same(want, &o);
}

static bool
bad_are_told(const struct engine_notes *notes, const struct reference_text *want)
{
	if (notes->nbad != want->nbad)
		return false;
	for (int i = 0; i < want->nbad; i++)
		if (notes->bad[i] != want->bad[i])
			return false;
	return true;
}

/* The next character, or a byte that is none. */
static ptrdiff_t
step(str text, ptrdiff_t at)
{
	uint32_t cp;
	int n = utf8_decode(str_from_at(text, at), &cp);

	return at + (n ? n : 1);
}

/*
 * Going along the input and the output character by character, and over each shift at once, every
 * place of the output whose origin is known must lie beside it; at the same byte if nothing moved.
 */
static bool
aligned(str text, const struct engine_notes *notes, const struct reference_text *want)
{
	str to = {want->p, want->n};
	ptrdiff_t in = 0, out = 0;

	for (int k = 0; in < text.n || out < to.n || k < notes->nshift;) {
		const struct engine_shift *s = k < notes->nshift ? &notes->shift[k] : NULL;

		if (want->origin[out] != REFERENCE_NONE && want->origin[out] != in)
			return false;
		if (in != out && !notes->moved)
			return false;
		if (s && (s->in < in || s->out < out || s->in_end < s->in || s->out_end < s->out))
			return false;
		if (s && s->in == in) {
			if (s->out != out || want->origin[out] != in)
				return false;
			in = s->in_end;
			out = s->out_end;
			k++;
			continue;
		}
		if (in >= text.n || out >= to.n)
			return false;
		in = step(text, in);
		out = step(to, out);
	}
	return in == text.n && out == to.n;
}

/* What is wrong with TEXT on one path; NULL: nothing. */
static const char *
fault_on(struct fuzz *f, enum engine_path path, const struct engine *e, str text,
	 const struct reference_text *want)
{
	struct engine_notes notes = {.mem = f->mem};
	struct out plain = {.mem = f->mem}, noted = {.mem = f->mem};

	if (engine_run_by(path, e, text, true, &plain, NULL) != text.n || !same(want, &plain))
		return "is not converted as by the reference";
	if (engine_run_by(path, e, text, true, &noted, &notes) != text.n || !same(want, &noted))
		return "is converted differently with notes";
	if (!right_in_parts(f, path, e, text, want))
		return "is converted differently in parts";
	if (!bad_are_told(&notes, want))
		return "has other bad bytes than those that are told";
	if (!aligned(text, &notes, want))
		return "is not aligned as the notes say";
	return NULL;
}

/* On any. */
static const char *
fault_of(struct fuzz *f, const struct fuzz_config *c, str text)
{
	struct reference_text want = reference_run(f->mem, c->reference, text);
	const char *fault = NULL;

	for (enum engine_path path = 0; path < ENGINE__PATHS && !fault; path++) {
		if (engine_has(path))
			fault = fault_on(f, path, c->engine, text, &want);
		if (fault)
			fault = str_fmt(f->mem, "%s, path %d: %s", c->name, (int)path, fault).p;
	}
	return fault;
}

/* The faulty TEXT without what the fault does not need, cut out by halves, quarters and so on. */
static str
shrink(struct fuzz *f, const struct fuzz_config *c, str text)
{
	struct random start = f->random;

	for (ptrdiff_t part = text.n / 2; part > 0; part /= 2)
		for (ptrdiff_t at = 0; at + part <= text.n;) {
			struct out less = {.mem = f->mem};

			out_str(&less, str_sub(text, 0, at));
			out_str(&less, str_from_at(text, at + part));
			f->random = start;
			if (fault_of(f, c, out_text(&less)))
				text = out_text(&less);
			else
				at += part;
		}
	f->random = start;
	return text;
}

const char *
check_engine(struct fuzz *f)
{
	str text;
	const struct fuzz_config *c = fuzz_text(f, &text);
	struct random start = f->random;
	const char *fault = fault_of(f, c, text);

	if (!fault)
		return NULL;
	f->random = start;
	text = shrink(f, c, text);
	return fuzz_fault(f, fault_of(f, c, text), text);
}
