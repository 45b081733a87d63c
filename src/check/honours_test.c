#include "base/test.h"
#include "check/honours.c" /* the .c: its statics are in reach */

/* "org=A; honour=B; cert=C; code=D + org=…" as a roll; "uscc" is a credit code too. */
static struct honour_roll *
roll_of(struct arena *a, str text)
{
	struct honour_roll *roll = NEW(a, struct honour_roll, 1);

	roll->entry = NEW(a, struct honour, 8);
	while (text.n > 0) {
		str entry = str_cut(&text, STR(" + "));
		struct honour *h = &roll->entry[roll->n++];

		h->at = (struct pos){STR("honours.md"), roll->n, 4, 0};
		h->certificate_at = h->credit_code_at = h->at;
		h->honours.v = NEW(a, str, 8);
		while (entry.n > 0) {
			str value = str_cut(&entry, STR("; ")), name = str_cut(&value, STR("="));

			if (str_eq(name, STR("org")))
				h->organisation = value;
			else if (str_eq(name, STR("honour")))
				h->honours.v[h->honours.n++] = value;
			else if (str_eq(name, STR("cert")))
				h->certificate = value;
			else
				h->credit_code = value;
		}
	}
	return roll;
}

static const struct {
	const char *roll, *messages;
} cases[] = {
    {"org=里弄甲有限公司; honour=诚信单位", ""},
    {"org=里弄甲有限公司; honour=诚信单位; honour=星级单位; cert=CFCP-1683516138", ""},
    {"org=里弄甲有限公司", "honour-missing 1:4 里弄甲有限公司"},
    {"org=里弄甲有限公司; honour=甲; honour=甲", "honour-twice 1:4 里弄甲有限公司|甲"},
    {"org=里弄甲有限公司; honour=甲; cert=CFCP-168351613", "certificate-form 1:4 CFCP-168351613"},
    {"org=里弄甲有限公司; honour=甲; cert=CFCP—1683516138",
     "certificate-form-near 1:4 CFCP—1683516138|CFCP-1683516138"},
    {"org=里弄甲有限公司; honour=甲; cert=CFCP-l68351613O",
     "certificate-form-near 1:4 CFCP-l68351613O|CFCP-1683516130"},
    {"org=里弄甲有限公司; honour=甲; cert=ｃｆｃｐ－１６８３５１６１３８",
     "certificate-form-near 1:4 ｃｆｃｐ－１６８３５１６１３８|CFCP-1683516138"},
    {"org=里弄甲有限公司; honour=甲; cert=沪字第 12 号", "certificate-other 1:4 沪字第 12 号"},
    {"org=里弄甲有限公司; honour=全国11315立信单位", ""},
    {"org=里弄甲有限公司; honour=315优秀单位", "certificate-missing 1:4 里弄甲有限公司"},
    {"org=里弄甲有限公司; honour=3·15优秀单位", "certificate-missing 1:4 里弄甲有限公司"},
    {"org=里弄甲有限公司; honour=315优秀单位", "certificate-missing 1:4 里弄甲有限公司"},
    {"org=里弄甲有限公司; honour=全国11315立信单位", ""},
    {"org=里弄甲有限公司; honour=甲; cert=CFCP-1683516138 + org=里弄乙有限公司; honour=甲; "
     "cert=CFCP-1683516138",
     "certificate-twice 2:4 CFCP-1683516138|里弄甲有限公司|1"},
    {"org=里弄甲有限公司; honour=甲 + org=里弄甲有限公司; honour=乙",
     "organisation-twice 2:4 里弄甲有限公司|1"},
    {"org=寶和飯店; honour=甲 + org=宝和饭店; honour=乙", "organisation-twice 2:4 宝和饭店|1"},
    {"org=-{寶和}-饭店; honour=甲 + org=宝和饭店; honour=乙", "organisation-twice 2:4 宝和饭店|1"},
    {"org=「里弄甲有限公司」; honour=甲", "honour-marks 1:4 「里弄甲有限公司」"},
    {"org=里弄甲有限公司; honour=荣获甲", "honour-marks 1:4 荣获甲"},
    {"org=里弄甲; honour=甲", "legal-form 1:4 里弄甲"},
    {"org=里弄甲有限公司; honour=甲; code=17446818", ""},
    {"org=里弄甲有限公司; honour=甲; code=1744681", "credit-code-form 1:4 1744681"},
    {"org=里弄甲有限公司; honour=甲; uscc=91350100M000100Y43", ""},
    {"org=里弄甲有限公司; honour=甲; uscc=91350100M000100Y44",
     "credit-code-check 1:4 91350100M000100Y44"},
    {"org=里弄甲有限公司; honour=甲; uscc=9135010OM000100Y43",
     "credit-code-check 1:4 9135010OM000100Y43"},
};

static void
rolls_are_checked(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arena a = {0};
		struct diag d;

		diag_init(&d, &a);
		check_honours(&a, &d, roll_of(&a, str_from(cases[i].roll)));
		assert_str(test_messages(&a, &d), cases[i].messages);
		arena_free(&a);
	}
}

/* What CASES/honours.tsv calls a rule, and our message. */
static const struct {
	const char *rule, *message;
} rules[] = {
    {"honour-missing", "honour-missing"},    {"cert-form", "certificate-form"},
    {"cert-missing", "certificate-missing"}, {"cert-duplicate", "certificate-twice"},
    {"org-repeated", "organisation-twice"},  {"org-form", "honour-marks"},
    {"no legal form", "legal-form"},	     {"uscc-checksum", "credit-code-check"},
};

/* Rows that no rule of ours speaks of are passed over: a broken line cannot be told from a whole.
 */
static bool
row_is_right(str seen, str want)
{
	if (str_starts(want, STR("ok")))
		return seen.n == 0;
	for (size_t i = 0; i < COUNT(rules); i++)
		if (str_find(want, str_from(rules[i].rule)) >= 0)
			return str_find(seen, str_from(rules[i].message)) >= 0;
	return str_find(want, STR("broken honour line")) >= 0;
}

static void
rules_of_real_rolls(void **state)
{
	struct arena a = {0};
	str rest = test_file(&a, getenv("CASES"), "honours.tsv");
	int n = 0;

	(void)state;
	if (rest.n == 0)
		print_message("CASES is not set: own cases only\n");
	while (rest.n > 0) {
		str row = str_cut(&rest, STR("\n")), in = str_cut(&row, STR("\t"));
		struct diag d;

		if (row.n == 0 || str_starts(in, STR("# ")))
			continue;
		diag_init(&d, &a);
		check_honours(&a, &d, roll_of(&a, in));
		if (!row_is_right(test_messages(&a, &d), row))
			fail_msg(STR_FMT ": " STR_FMT, STR_ARG(in), STR_ARG(test_messages(&a, &d)));
		n++;
	}
	assert_true(n == 0 || n >= 14);
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rolls_are_checked),
	    cmocka_unit_test(rules_of_real_rolls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
