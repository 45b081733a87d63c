#include "fuzz/fuzz.h"

#include "convert/lock.h"

/* A text with marks, and what is to remain of it. */
struct marked {
	struct out text, want;
	enum script to;
};

static void add_marked(struct random *r, struct marked *m, bool kept, int depth);

/* -{zh-hans:…;zh-tw:…}-: the first value that the edition takes, else the first of all. */
static void
add_variants(struct random *r, struct marked *m, bool kept, int depth)
{
	static const char *const name[SCRIPT__N] = {"zh-hans", "zh-hant", "zh-tw", "zh-hk"};
	static const enum script taken[SCRIPT__N][SCRIPT__N] = {
	    {SCRIPT_HANS, SCRIPT__N},
	    {SCRIPT_HANT, SCRIPT_HANT_TW, SCRIPT_HANT_HK, SCRIPT__N},
	    {SCRIPT_HANT_TW, SCRIPT_HANT, SCRIPT_HANT_HK, SCRIPT__N},
	    {SCRIPT_HANT_HK, SCRIPT_HANT, SCRIPT_HANT_TW, SCRIPT__N},
	};
	unsigned there = 1 + random_below(r, 15);
	unsigned first = there & -there, wins = first;

	for (int i = SCRIPT__N - 1; i >= 0; i--)
		if (taken[m->to][i] != SCRIPT__N && there >> taken[m->to][i] & 1)
			wins = 1u << taken[m->to][i];
	for (unsigned i = 0; i < SCRIPT__N; i++) {
		if (!(there >> i & 1))
			continue;
		out_z(&m->text, 1u << i == first ? "" : random_below(r, 2) ? ";" : "；");
		out_z(&m->text, name[i]);
		out_z(&m->text, random_below(r, 2) ? ":" : "：");
		add_marked(r, m, kept && 1u << i == wins, depth);
	}
}

static void
add_marked(struct random *r, struct marked *m, bool kept, int depth)
{
	static const char *const plain[] = {"头发", "a",      "社区", "，", "{",
					    "-",    "王寶和", "}",    ";",  "里"};

	for (uint32_t n = 1 + random_below(r, 3); n > 0; n--) {
		const char *s = plain[random_below(r, sizeof plain / sizeof *plain)];

		/* neither half a mark at the edge of one */
		out_z(&m->text, "发");
		out_z(&m->text, s);
		out_z(&m->text, "发");
		if (kept) {
			out_z(&m->want, "发");
			out_z(&m->want, s);
			out_z(&m->want, "发");
		}
		if (depth == LOCK_DEPTH - 1 || random_below(r, 2))
			continue;
		out_z(&m->text, "-{");
		if (random_below(r, 2))
			add_variants(r, m, kept, depth + 1);
		else
			add_marked(r, m, kept, depth + 1);
		out_z(&m->text, "}-");
	}
}

static str
remaining(struct fuzz *f, str text, const struct lock_text *t)
{
	struct out o = {.mem = f->mem};

	for (int i = 0; i < t->n; i++)
		out_str(&o, str_sub(text, t->run[i].from, t->run[i].to));
	return out_text(&o);
}

/* Marks that are closed leave what they are made for. */
static const char *
check_marks(struct fuzz *f)
{
	struct marked m = {{.mem = f->mem}, {.mem = f->mem}, random_below(&f->random, SCRIPT__N)};
	struct lock_text t;
	str text;

	add_marked(&f->random, &m, true, 0);
	text = out_text(&m.text);
	f->bytes += text.n;
	lock_read(f->mem, text, m.to, &t);
	return str_eq(remaining(f, text, &t), out_text(&m.want))
		   ? NULL
		   : fuzz_fault(f, "leaves something else of its marks", text);
}

/* What remains of any text is in it, in its order. */
const char *
check_locks(struct fuzz *f)
{
	struct out o = {.mem = f->mem};
	struct lock_text t;
	ptrdiff_t at = 0;
	str text;

	if (random_below(&f->random, 2))
		return check_marks(f);
	soup_bytes(&o, &f->random, random_below(&f->random, 200));
	text = out_text(&o);
	f->bytes += text.n;
	lock_read(f->mem, text, random_below(&f->random, SCRIPT__N), &t);
	for (int i = 0; i < t.n; at = t.run[i++].to)
		if (t.run[i].from < at || t.run[i].to <= t.run[i].from || t.run[i].to > text.n)
			return fuzz_fault(f, "is cut wrongly at its marks", text);
	for (int i = 0; i < t.nfault; i++)
		if (t.fault[i].at < 0 || t.fault[i].at >= text.n)
			return fuzz_fault(f, "has a fault beyond its end", text);
	if (!fuzz_has_mark(text) && text.n > 0 && (t.n != 1 || t.run[0].locked || t.nfault > 0))
		return fuzz_fault(f, "is taken for one with marks", text);
	return NULL;
}
