#include "fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>

/* Those of OpenCC's cases that it meets only with the characters few fonts have; t2s. */
static const char *const rare[] = {"殢 殢云尤雨", "剔团𪢮月儿初淡", "綦谿利跂 谿工"};
enum { RARE = sizeof rare / sizeof *rare };

static bool
is_rare(const struct fuzz_config *c, str in)
{
	for (int i = 0; str_eq(str_from(c->name), STR("t2s")) && i < RARE; i++)
		if (str_starts(in, str_from(rare[i])))
			return true;
	return false;
}

static bool
meets(struct arena *a, const struct reference *v, str in, str want)
{
	struct reference_text t = reference_run(a, v, in);

	return str_eq((str){t.p, t.n}, want);
}

static const struct fuzz_config *
config_named(const struct fuzz *f, str name)
{
	for (int i = 0; i < FUZZ_CONFIGS; i++)
		if (str_eq(str_from(f->config[i].name), name))
			return &f->config[i];
	return NULL;
}

const char *
check_cases(struct fuzz *f, const char *data, str rest, int *met)
{
	const struct reference *with_rare = reference_read(f->mem, data, "t2s", true);

	while (rest.n > 0) {
		str line = str_cut(&rest, STR("\n"));
		const struct fuzz_config *c = config_named(f, str_cut(&line, STR("\t")));
		str in = str_cut(&line, STR("\t")), want = str_cut(&line, STR("\t"));

		if (!c)
			continue;
		if (!meets(f->mem, is_rare(c, in) ? with_rare : c->reference, in, want))
			return fuzz_fault(f, "the reference fails OpenCC's case", in);
		if (is_rare(c, in) && meets(f->mem, c->reference, in, want))
			return fuzz_fault(f, "no rare character any more", in);
		++*met;
	}
	return NULL;
}
