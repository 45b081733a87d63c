#include "script/heap.c" /* the .c: its statics are in reach */

#include "base/test.h"

enum { ROOM = 1 << 20, BLOCKS = 200 };

static void
blocks_are_as_large_as_their_list_says(void **state)
{
	int last = -1;
	size_t at = 1;

	(void)state;
	while (at < (size_t)1 << 30) {
		size_t size = at, again;
		int list = size_of(&size);

		assert_true(list == last + 1 && list < HEAP_SIZES);
		assert_true(size >= at && size % HEAP_STEP == 0);
		again = size;
		assert_int_equal(size_of(&again), list);
		assert_int_equal(again, size);
		last = list;
		at = size + 1;
	}
}

/* Any blocks of any sizes, and each keeps what is written into it. */
static void
blocks_do_not_meet(void **state)
{
	struct heap h;
	unsigned char *block[BLOCKS] = {0};
	size_t size[BLOCKS] = {0};
	uint32_t random = 1;

	(void)state;
	assert_true(heap_open(&h, ROOM));
	for (int round = 0; round < 20000; round++) {
		int i;
		size_t n, least;
		unsigned char *p;

		random = random * 1664525u + 1013904223u;
		i = (int)(random >> 8) % BLOCKS;
		n = (random >> 16) % 7 == 0 ? (random >> 4) % 5000 : (random >> 4) % 90;
		p = heap_resize(&h, block[i], size[i], n);
		if (n > 0 && !p)
			continue;
		least = n < size[i] ? n : size[i];
		for (size_t k = 0; k < least; k++)
			assert_int_equal(p[k], i);
		if (p)
			memset(p, i, n);
		block[i] = p;
		size[i] = n;
	}
	heap_close(&h);
}

static void
a_full_heap_refuses(void **state)
{
	struct heap h;
	void *p;

	(void)state;
	assert_true(heap_open(&h, ROOM));
	p = heap_resize(&h, NULL, 0, ROOM / 2);
	assert_non_null(p);
	assert_null(heap_resize(&h, p, ROOM / 2, ROOM));
	assert_null(heap_resize(&h, NULL, 0, SIZE_MAX));
	assert_ptr_equal(heap_resize(&h, p, ROOM / 2, ROOM / 2 - 1), p);
	heap_close(&h);
}

static void
what_was_kept_comes_back(void **state)
{
	struct arena a = {0};
	struct heap h;
	struct heap_image image;
	char *first, *second;

	(void)state;
	assert_true(heap_open(&h, 64 << 20));
	first = heap_resize(&h, NULL, 0, 100);
	second = heap_resize(&h, NULL, 0, 50);
	memset(first, 1, 100);
	heap_resize(&h, second, 50, 0);
	heap_keep(&h, &a, &image);
	for (size_t more = 1000; more <= 20 << 20; more *= 1000) {
		memset(first, 2, 100);
		assert_ptr_equal(heap_resize(&h, NULL, 0, 50), second);
		memset(heap_resize(&h, NULL, 0, more), 3, more);
		heap_back(&h, &image);
		assert_int_equal(first[0], 1);
		assert_int_equal(first[99], 1);
	}
	assert_ptr_equal(heap_resize(&h, NULL, 0, 50), second);
	heap_close(&h);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(blocks_are_as_large_as_their_list_says),
	    cmocka_unit_test(blocks_do_not_meet),
	    cmocka_unit_test(a_full_heap_refuses),
	    cmocka_unit_test(what_was_kept_comes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
