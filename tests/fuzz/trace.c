#include "fuzz/fuzz.h"

#include "base/utf8.h"
#include "convert/trace.h"

/* Without operators of ideographic description, which a trace does not look for. */
static str
traceable(struct fuzz *f, str text)
{
	struct out o = {.mem = f->mem};
	ptrdiff_t n;

	for (ptrdiff_t at = 0; at < text.n; at += n) {
		uint32_t cp = 0;

		n = utf8_decode(str_from_at(text, at), &cp);
		if (n > 0 && (cp < 0x2FF0 || cp > 0x2FFF))
			out_utf8(&o, cp);
		n = n > 0 ? n : 1;
	}
	return out_text(&o);
}

/* The parts of a trace are the text, and what becomes of them is its conversion. */
const char *
check_trace(struct fuzz *f)
{
	str text;
	const struct fuzz_config *c = fuzz_text(f, &text);
	struct out want = {.mem = f->mem}, parts = {.mem = f->mem}, becomes = {.mem = f->mem};
	struct trace t;

	text = traceable(f, str_sub(text, 0, text.n < 2000 ? text.n : 2000));
	engine_run(c->engine, text, true, &want, NULL);
	trace_run(f->mem, c->engine, text, &t);
	for (int i = 0; i < t.n; i++) {
		out_str(&parts, t.part[i].text);
		out_str(&becomes, t.part[i].stage[t.nstage - 1].becomes);
	}
	if (!str_eq(out_text(&parts), text))
		return fuzz_fault(f, str_fmt(f->mem, "%s: is not its parts", c->name).p, text);
	if (!str_eq(out_text(&becomes), out_text(&want)))
		return fuzz_fault(f, str_fmt(f->mem, "%s: is explained as another", c->name).p,
				  text);
	return NULL;
}
