#undef ARENA_BLOCK
#define ARENA_BLOCK 64
#include "base/arena.c" /* the .c: its statics are in reach */
#include "base/test.h"

static void
memory_is_aligned_and_zeroed(void **state)
{
	struct arena a = {0};
	double *d;

	(void)state;
	NEW(&a, char, 10);
	d = NEW(&a, double, 100); /* larger than a block */
	assert_int_equal((uintptr_t)d % _Alignof(double), 0);
	for (int i = 0; i < 100; i++)
		assert_true(d[i] == 0.0);
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal((uintptr_t)NEW(&a, long, i % 7) & 7, 0);
	arena_free(&a);
	assert_null(a.head);
}

static void
rewinding_gives_the_block_back(void **state)
{
	struct arena a = {0};
	char *first = NEW(&a, char, 10), *again;
	struct arena_mark m = arena_mark(&a);

	(void)state;
	memset(NEW(&a, char, 20), 0xff, 20);
	NEW(&a, char, 500);
	arena_rewind(&a, m);
	again = NEW(&a, char, 20);
	assert_true(again > first && again < first + 64);
	for (int i = 0; i < 20; i++)
		assert_int_equal(again[i], 0);
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(memory_is_aligned_and_zeroed),
	    cmocka_unit_test(rewinding_gives_the_block_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
