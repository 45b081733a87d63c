#include "convert/lock.c" /* the .c: its statics are in reach */

#include "base/test.h"

/* What remains of TEXT, locked runs in [], then the faults. */
static str
read_back(struct arena *a, str text, enum script to)
{
	struct out o = {.mem = a};
	struct lock_text t;

	lock_read(a, text, to, &t);
	for (int i = 0; i < t.n; i++) {
		out_str(&o, t.run[i].locked ? STR("[") : STR(""));
		out_str(&o, str_sub(text, t.run[i].from, t.run[i].to));
		out_str(&o, t.run[i].locked ? STR("]") : STR(""));
	}
	for (int i = 0; i < t.nfault; i++)
		out_fmt(&o, " !" STR_FMT "@%d" STR_FMT, STR_ARG(diag_name(a, t.fault[i].id)),
			(int)t.fault[i].at,
			STR_ARG(t.fault[i].arg.n < 0 ? STR("") : t.fault[i].arg));
	return out_text(&o);
}

#define VARIANTS "a-{zh-hans:软件;zh-hant:軟體}-b"
#define REGIONS	 "-{zh-cn:出租车; zh-tw:計程車; zh-hk:的士;}-"

static const struct {
	const char *in;
	enum script to;
	const char *want;
} cases[] = {
    {"", SCRIPT_HANS, ""},
    {"康健", SCRIPT_HANS, "康健"},
    {"-{王寶和}-", SCRIPT_HANS, "[王寶和]"},
    {"食-{王寶和}-蟹", SCRIPT_HANS, "食[王寶和]蟹"},
    {"-{}-空", SCRIPT_HANS, "空"},
    {"-{ a -{b}- }-c", SCRIPT_HANS, "[ a ][b][ ]c"},
    {VARIANTS, SCRIPT_HANS, "a[软件]b"},
    {VARIANTS, SCRIPT_HANT, "a[軟體]b"},
    {VARIANTS, SCRIPT_HANT_TW, "a[軟體]b"},
    {REGIONS, SCRIPT_HANS, "[出租车]"},
    {REGIONS, SCRIPT_HANT, "[計程車]"},
    {REGIONS, SCRIPT_HANT_TW, "[計程車]"},
    {REGIONS, SCRIPT_HANT_HK, "[的士]"},
    {"-{ zh-hans : 软 件 ;\tzh-hant :軟體 ; }-", SCRIPT_HANS, "[软 件]"},
    {"-{zh-hans:甲;zh-hans:乙}-", SCRIPT_HANS, "[甲]"},
    {"-{zh-hans:;zh-hant:軟體}-x", SCRIPT_HANS, "x"},
    {"-{zh-hans:甲;乙;zh-hant:丙}-", SCRIPT_HANS, "[甲;乙]"},
    {"-{zh-hans:甲-{x;zh-hant:y}-乙;zh-hant:丙}-", SCRIPT_HANS, "[甲][x;zh-hant:y][乙]"},
    {"-{zh-hans:甲-{x;zh-hant:y}-乙;zh-hant:丙-{丁}-}-戊", SCRIPT_HANT, "[丙][丁]戊"},
    /* as an input method writes them */
    {"-{zh-hans：软件；zh-hant：軟體}-", SCRIPT_HANS, "[软件]"},
    {"-{zh-hans：软件；zh-hant：軟體}-", SCRIPT_HANT, "[軟體]"},
    {"-{zh-hans:甲；乙；zh-hant:丙；}-", SCRIPT_HANS, "[甲；乙]"},
    {"-{zh-hans:甲；乙；zh-hant:丙；}-", SCRIPT_HANT, "[丙；]"},
    /* by the names of the editions */
    {"-{zh-hans:里;zh-hant:裏;zh-hant-tw:裡}-", SCRIPT_HANT_TW, "[裡]"},
    {"-{zh-hans:里;zh-hant:裏;zh-hant-tw:裡}-", SCRIPT_HANT_HK, "[裏]"},
    {"-{zh-hans:台;zh-hant-hk:枱}-", SCRIPT_HANT, "[枱]"},
    /* the nearest of those that are there */
    {"-{zh-hk:港;zh-hant:繁;zh-hans:简}-", SCRIPT_HANT_TW, "[繁]"},
    {"-{zh-tw:台;zh-hant:繁;zh-hans:简}-", SCRIPT_HANT_HK, "[繁]"},
    {"-{zh-tw:台;zh-mo:澳;zh-hans:简}-", SCRIPT_HANT_HK, "[澳]"},
    {"-{zh-hant:繁;zh:中}-", SCRIPT_HANS, "[中]"},
    {"-{王:寶;和}-", SCRIPT_HANS, "[王:寶;和]"},
    {"-{zh-hant:軟體}-", SCRIPT_HANS, "[軟體] !lock-variant@0zh-hans"},
    {"-{T|王}-", SCRIPT_HANS, "[王] !lock-flag@0T"},
    {"-{A; D|zh-hans:软件;zh-hant:軟體}-", SCRIPT_HANT, "[軟體] !lock-flag@0A; D"},
    {"-{zh-hans|王}-", SCRIPT_HANS, "[王] !lock-flag@0zh-hans"},
    {"-{KTV|王}-", SCRIPT_HANS, "[KTV|王]"},
    {"-{|王}-", SCRIPT_HANS, "[|王]"},
    {"a-{王", SCRIPT_HANS, "a-{王 !lock-open@1"},
    {"a-{王-{和}-", SCRIPT_HANS, "a-{王[和] !lock-open@1"},
    {"a}-王-{和}-", SCRIPT_HANS, "a}-王[和] !lock-stray@1"},
    {"-{", SCRIPT_HANS, "-{ !lock-open@0"},
    {"-{a}-{b}-", SCRIPT_HANS, "[a]{b}- !lock-stray@7"},
    {"-{1-{2-{3-{4-{5-{6-{7-{8-{9}-}-}-}-}-}-}-}-}-", SCRIPT_HANS,
     "[1][2][3][4][5][6][7][8-{9}-] !lock-deep@24"},
    {"-{1}--{2}--{3}--{4}--{5}--{6}--{7}--{8}--{9}-", SCRIPT_HANS, "[1][2][3][4][5][6][7][8][9]"},
};

static void
marks_mean_what_they_mean_in_mediawiki(void **state)
{
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_str(read_back(&a, str_from(cases[i].in), cases[i].to), cases[i].want);
	arena_free(&a);
}

static str
repeated(struct arena *a, const char *unit, int n, const char *tail)
{
	struct out o = {.mem = a};

	while (n-- > 0)
		out_z(&o, unit);
	out_z(&o, tail);
	return out_text(&o);
}

/* Linear in the text: each of these took minutes if it were quadratic. */
static void
hostile_marks_are_read_quickly(void **state)
{
	static const struct {
		const char *unit, *tail;
	} hostile[] = {
	    {"-{", ""},		 {"}-", ""},	 {"-{a", "}-"},		{"-{zh:", "}-"},
	    {"-{zh:a}-", "}-"},	 {"-{A|", "}-"}, {"-{;zh-hans:", "}-"}, {"-{A;", "|}-"},
	    {";zh:-{a}-", "}-"},
	};
	struct arena a = {0};
	struct lock_text t;

	(void)state;
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		str s = repeated(&a, hostile[i].unit, 100000, hostile[i].tail);

		lock_read(&a, s, SCRIPT_HANS, &t);
		lock_read(&a, str_fmt(&a, "-{zh:" STR_FMT, STR_ARG(s)), SCRIPT_HANS, &t);
	}
	lock_read(&a,
		  str_fmt(&a, STR_FMT STR_FMT, STR_ARG(repeated(&a, "-{", 100000, "x")),
			  STR_ARG(repeated(&a, "}-", 100000, ""))),
		  SCRIPT_HANS, &t);
	assert_int_equal(t.n, 1);
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(marks_mean_what_they_mean_in_mediawiki),
	    cmocka_unit_test(hostile_marks_are_read_quickly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
