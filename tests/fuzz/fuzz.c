/*
 * fuzz [FOLDER] - check conversion on random input, against a reference that reads the dictionaries
 * in FOLDER (data/opencc). For SECONDS seconds (10), or ROUNDS inputs; from SEED on. A fault is
 * shown with the seed that repeats it: SEED=… ROUNDS=1. Where CASES names the folder of case
 * tables, the reference is held against OpenCC's own cases first. Prints TAP.
 */
#include "fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/test.h"
#include "base/utf8.h"

static const struct check {
	const char *name;
	const char *(*run)(struct fuzz *f);
	uint32_t share; /* of all inputs */
} check[] = {
    {"engine", check_engine, 8},       {"stream", check_stream, 1},   {"pieces", check_pieces, 3},
    {"glossary", check_glossary, 1},   {"locks", check_locks, 1},     {"mixed", check_mixed, 1},
    {"ambiguity", check_ambiguity, 1}, {"quotes", check_quotes, 1},   {"plain", check_plain, 1},
    {"trace", check_trace, 1},	       {"rewrite", check_rewrite, 1},
};
enum { CHECKS = sizeof check / sizeof *check };

enum { TEXT_MAX = 1 << 15, BLOCK = 1 << 13 /* bytes that the engine reads at once */ };

struct count {
	long inputs;
	ptrdiff_t bytes;
	bool failed;
};

/* So much of one sign that a block of the engine ends in the midst of what follows. */
static void
add_filler(struct out *o, struct random *r)
{
	static const char *const sign[] = {"x", "，", "一", "·"};
	const char *one = sign[random_below(r, sizeof sign / sizeof *sign)];
	size_t n = BLOCK - random_below(r, 128);

	while (o->n < n)
		out_z(o, one);
}

const struct fuzz_config *
fuzz_text(struct fuzz *f, str *text)
{
	struct random *r = &f->random;
	const struct fuzz_config *c = &f->config[random_below(r, FUZZ_CONFIGS)];
	struct out piece = {.mem = f->mem}, o = {.mem = f->mem};
	uint32_t times = random_below(r, 32) ? 1 : 1200;

	soup_add(&piece, &c->soup, r,
		 1 + random_below(r, times > 1		   ? 3
				     : random_below(r, 16) ? 24
							   : 1200));
	if (random_below(r, 16) == 0)
		add_filler(&o, r);
	/* what never comes to a rest, where many times */
	while (times-- > 0 && o.n < TEXT_MAX)
		out_str(&o, out_text(&piece));
	*text = out_text(&o);
	f->bytes += text->n;
	return c;
}

const char *
fuzz_fault(struct fuzz *f, const char *what, str text)
{
	struct out o = {.mem = f->mem};

	for (ptrdiff_t i = 0, good = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		uint32_t cp;
		bool bad;

		if (i == good)
			good += utf8_decode(str_from_at(text, i), &cp);
		bad = i == good;
		good += bad;

		if (c < 0x20 || c == 0x7F || bad)
			out_fmt(&o, "\\x%02X", c);
		else
			out_char(&o, (char)c);
	}
	return str_fmt(f->mem, "%s: " STR_FMT, what, STR_ARG(out_text(&o))).p;
}

static const struct check *
choose(struct random *r)
{
	uint32_t all = 0, k;

	for (int i = 0; i < CHECKS; i++)
		all += check[i].share;
	k = random_below(r, all);
	for (int i = 0;; k -= check[i++].share)
		if (k < check[i].share)
			return &check[i];
}

static void
one_input(struct fuzz *f, uint64_t seed, struct count *count)
{
	struct arena mem = {0};
	const struct check *c;
	const char *fault;

	f->random = (struct random){seed};
	f->mem = &mem;
	f->bytes = 0;
	c = choose(&f->random);
	fault = c->run(f);
	count[c - check].inputs++;
	count[c - check].bytes += f->bytes;
	if (fault) {
		printf("# SEED=%llu ROUNDS=1: %s: %s\n", (unsigned long long)seed, c->name, fault);
		count[c - check].failed = true;
	}
	arena_free(&mem);
}

/* Is the reference one? */
static bool
try_cases(struct fuzz *f, const char *data)
{
	struct arena mem = {0};
	str cases = test_file(&mem, getenv("CASES"), "opencc.tsv");
	const char *fault;
	int met = 0;

	f->mem = &mem;
	fault = check_cases(f, data, cases, &met);
	if (fault)
		printf("# %s\n", fault);
	printf("%s 1 - %d of OpenCC's cases, by the reference%s\n", fault ? "not ok" : "ok", met,
	       cases.n == 0 ? " # SKIP CASES is not set" : "");
	arena_free(&mem);
	return !fault;
}

static uint64_t
number(const char *name, uint64_t otherwise)
{
	const char *z = getenv(name);

	return z && *z ? strtoull(z, NULL, 10) : otherwise;
}

static void
prepare(struct arena *a, const char *data, struct fuzz *f)
{
	static const char *const names[FUZZ_CONFIGS] = {"s2t",	"s2tw",	 "s2twp", "s2hk", "t2s",
							"tw2s", "tw2sp", "hk2s",  "t2tw", "t2hk",
							"tw2t", "hk2t",	 "s2hkp", "hk2sp"};

	for (int i = 0; i < FUZZ_CONFIGS; i++) {
		struct fuzz_config *c = &f->config[i];

		c->name = names[i];
		c->engine = engine_find(str_from(names[i]));
		c->reference = reference_read(a, data, names[i], false);
		soup_init(a, c->reference, &c->soup);
	}
}

int
main(int argc, char **argv)
{
	const char *data = argc > 1 ? argv[1] : "data/opencc";
	uint64_t seed = number("SEED", (uint64_t)time(NULL) * 1000000);
	uint64_t rounds = number("ROUNDS", UINT64_MAX);
	time_t end = time(NULL) + (time_t)number("SECONDS", rounds == UINT64_MAX ? 10 : 86400);
	struct count count[CHECKS] = {{0}};
	struct arena mem = {0};
	struct fuzz f = {.mem = NULL};
	int failed = 0;

	setvbuf(stdout, NULL, _IOLBF, 0);
	prepare(&mem, data, &f);
	failed += !try_cases(&f, data);
	printf("# SEED=%llu\n", (unsigned long long)seed);
	for (uint64_t i = 0; i < rounds && time(NULL) < end; i++)
		one_input(&f, seed + i, count);
	for (int i = 0; i < CHECKS; i++) {
		printf("%s %d - %s: %ld inputs, %td bytes\n", count[i].failed ? "not ok" : "ok",
		       i + 2, check[i].name, count[i].inputs, count[i].bytes);
		failed += count[i].failed;
	}
	printf("%d passed, %d failed\n", CHECKS + 1 - failed, failed);
	arena_free(&mem);
	return failed > 0;
}
