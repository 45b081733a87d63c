#include "base/test.h"
#include "compose/drawn.c"

static void
baselines_stand_on_whole_px(void **state)
{
	static const struct {
		mpt y, pitch, size, want;
	} cases[] = {
	    {0, 12750, 9000, 10500}, /* (17 px + .865 x 12 px) / 2 = 13.69 px: 14 */
	    {55500, 75750, 58269, 118500},
	    {375, 12750, 9000, 10500},
	    {-12750, 12750, 9000, -2250},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct placed p = {.y = cases[i].y, .pitch = cases[i].pitch};

		p.line.size = cases[i].size;
		assert_int_equal(drawn_baseline(&p), cases[i].want);
	}
	assert_int_equal(drawn_px(1124), 750);
	assert_int_equal(drawn_px(1125), 1500);
	assert_int_equal(drawn_px(-1125), -1500);
}

static void
blocks_are_read_by_their_meaning(void **state)
{
	struct arena a = {0};
	struct article one = {0}, two = {0};
	struct article *articles[] = {&one, &two};
	struct issue issue = {.article = articles, .narticle = 2};
	struct block folio = {.kind = BLOCK_FOLIO};
	struct block first = {.next = &folio, .kind = BLOCK_STORY, .article = &one};
	struct block rule = {.next = &first, .kind = BLOCK_RULE};
	struct block second = {.next = &rule, .kind = BLOCK_STORY, .article = &two};
	struct block honours = {.next = &second, .kind = BLOCK_HONOURS};
	struct block note = {.next = &honours, .kind = BLOCK_NOTE};
	struct page page = {.issue = &issue, .first = &note};
	const struct block *want[] = {&folio, &first, &second, &note, &honours, &rule};
	const struct block **got;
	int n;

	(void)state;
	got = drawn_order(&a, &page, &n);
	assert_int_equal(n, 6);
	for (int i = 0; i < n; i++)
		assert_ptr_equal(got[i], want[i]);
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(baselines_stand_on_whole_px),
	    cmocka_unit_test(blocks_are_read_by_their_meaning),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
