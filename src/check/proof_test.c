#include "check/proof.c" /* the .c: its statics are in reach */

#include "base/test.h"
#include "check/texts.h"
#include "content/markdown.h"

static struct paper
paper(void)
{
	static const enum script editions[] = {SCRIPT_HANS, SCRIPT_HANT};
	struct paper p = {.name = STR("-{新民晚報}-"), .nedition = 2};

	p.edition[0] = editions[0];
	p.edition[1] = editions[1];
	return p;
}

/* The messages about a file that is TEXT, as Markdown. */
static str
said(struct arena *a, enum script script, const struct glossary *g, const char *text)
{
	struct paper p = paper();
	struct article art = {.script = script};
	struct article *list[] = {&art};
	struct issue issue = {.script = script, .article = list, .narticle = 1};
	struct proof *reader = proof_new(&p, g);
	struct diag d;

	diag_init(&d, a);
	/* so much of its own script that it is not taken for the other one */
	art.body = markdown_parse(a, &d, STR("a.md"),
				  str_fmt(a, "%s\n\n%s", text,
					  script == SCRIPT_HANS ? "社区举办艺术节，记者来过"
								: "社區舉辦藝術節，記者來過"),
				  1);
	art.classes = script_classes(str_from(text));
	issue.note = node_new(a, NODE_DOCUMENT, (struct pos){0});
	check_texts(reader, &d, &issue);
	proof_free(reader);
	for (const struct diag_msg *m = d.first; m; m = m->next)
		assert_true(m->at.width >= 0);
	return test_messages(a, &d);
}

static const struct {
	enum script script;
	const char *text, *want;
} cases[] = {
    {SCRIPT_HANS, "康健街道为居民办实事", ""},
    {SCRIPT_HANT, "康健街道為居民辦實事", ""},
    /* one message for a cluster, at its place, over markup and lines */
    {SCRIPT_HANT, "本报讯：記者", "mixed-hans 1:2 报讯|報訊"},
    {SCRIPT_HANT, "居民**报**讯：記者來訊", "mixed-hans 1:5 报讯|報訊"},
    {SCRIPT_HANT, "社會上的報告\n說报[讯](https://例.cn/体)了", "mixed-hans 2:2 报讯|報訊"},
    {SCRIPT_HANS, "品牌王寶和", "mixed-hant 1:4 寶|宝"},
    {SCRIPT_HANT, "一簇簇郁金香開了", "mixed-word 1:4 郁|鬱"},
    /* exempt: marks, the paper's name, code, URLs, pictures' files */
    {SCRIPT_HANS, "-{王寶和}-的《新民晚報》", ""},
    {SCRIPT_HANS, "-{**王寶和**}-", ""},
    {SCRIPT_HANS, "`報` <https://example.org/訊> [说明](https://example.org/報)", ""},
    {SCRIPT_HANS, "![说明](報.jpg)", ""},
    {SCRIPT_HANS, "![報](a.jpg)", "mixed-hant 1:0 報|报"},
    /* lines of raw HTML are all where it begins */
    {SCRIPT_HANS, "<pre>\n社区居民和記\n寫", "html-dropped 1:1 pre; mixed-hant 1:6 記寫|记写"},
    /* a paragraph of the other script is one message */
    {SCRIPT_HANT,
     "社區舉辦藝術節，居民來觀賞。\n\n说：这些们，两报，还时，没过。\n\n記者來過了，報導說這個很難"
     "寫",
     "mixed-paragraph 3:1 hant|hans"},
    /* doubt counts where the file is mixed, or has the other character too */
    {SCRIPT_HANT, "党建引領", ""},
    {SCRIPT_HANT, "党建引領，黨員", "mixed-character 1:1 党|黨"},
    {SCRIPT_HANT, "党建、讯", "mixed-hans 1:4 讯|訊; mixed-character 1:1 党|黨"},
    {SCRIPT_HANT, "于先生在於家", ""},
    {SCRIPT_HANT, "党建、党建、帘、党建、党建、黨", "mixed-characters 1:1 4|党/黨 4"},
    {SCRIPT_HANT, "内容的内容和內部", "mixed-shape 1:1 内|2|內|1"},
    {SCRIPT_HANT, "内容的内容", ""},
    {SCRIPT_HANT, "剃刀刮了五十年", ""},
    /* ambiguity: once a file */
    {SCRIPT_HANS, "江秋屋里巷和**屋里**巷外", "ambiguous 1:4 屋里巷|屋裏巷|屋里巷"},
    {SCRIPT_HANS, "带头发挥作用，走上新征程", ""},
};

static void
a_file_is_told_what_is_out_of_place(void **state)
{
	struct arena a = {0};
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		str seen = said(&a, cases[i].script, NULL, cases[i].text);

		if (str_eq(seen, str_from(cases[i].want)))
			continue;
		print_error("%s: %s; seen: " STR_FMT "\n", cases[i].text, cases[i].want,
			    STR_ARG(seen));
		wrong++;
	}
	arena_free(&a);
	assert_int_equal(wrong, 0);
}

static void
house_terms_decide(void **state)
{
	struct glossary_term term[] = {
	    {.form = {STR("屋里巷"), STR("屋里巷")}},
	    {.form = {STR("王寶和"), STR("王寶和")}},
	};
	struct glossary g = {term, 2};
	struct arena a = {0};

	(void)state;
	assert_str(said(&a, SCRIPT_HANS, &g, "屋里巷的王寶和"), "");
	arena_free(&a);
}

/* Where an edition has nothing to convert there is nothing to read wrongly. */
static void
papers_of_one_script_have_no_ambiguity(void **state)
{
	struct paper p = paper();
	struct arena a = {0};
	struct diag d;
	struct proof *one;

	(void)state;
	p.nedition = 1;
	diag_init(&d, &a);
	one = proof_new(&p, NULL);
	proof_begin(one, &d, SCRIPT_HANS, SCRIPT_ANY);
	proof_text(one, PROOF_TEXT, (struct pos){0}, STR("屋里巷"));
	proof_end(one);
	proof_free(one);
	assert_null(d.first);
	arena_free(&a);
}

static void
names_are_only_told_what_is_sure(void **state)
{
	struct paper p = paper();
	struct arena a = {0};
	struct diag d;
	struct proof *one;

	(void)state;
	diag_init(&d, &a);
	one = proof_new(&p, NULL);
	proof_begin(one, &d, SCRIPT_HANT, SCRIPT_ANY);
	proof_text(one, PROOF_TEXT, (struct pos){0}, STR("黨讯"));
	proof_text(one, PROOF_NAME, (struct pos){STR("a.md"), 3, 9, 0}, STR("党郁金香 讯"));
	proof_end(one);
	proof_free(one);
	assert_str(test_messages(&a, &d), "mixed-hans 0:0 讯|訊; mixed-hans 3:14 讯|訊");
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_file_is_told_what_is_out_of_place),
	    cmocka_unit_test(house_terms_decide),
	    cmocka_unit_test(papers_of_one_script_have_no_ambiguity),
	    cmocka_unit_test(names_are_only_told_what_is_sure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
