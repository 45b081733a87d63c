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
		assert_int_equal(size_in(list), size);
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
	char *first, *second, *third;

	(void)state;
	assert_true(heap_open(&h, 64 << 20));
	first = heap_resize(&h, NULL, 0, 100);
	second = heap_resize(&h, NULL, 0, 500);
	third = heap_resize(&h, NULL, 0, 100);
	memset(first, 1, 100);
	memset(third, 4, 100);
	heap_resize(&h, second, 500, 0);
	heap_keep(&h, &a, &image);
	for (size_t more = 1000; more <= 20 << 20; more *= 1000) {
		memset(first, 2, 100);
		memset(third, 5, 100);
		assert_ptr_equal(heap_resize(&h, NULL, 0, 50), second);
		memset(heap_resize(&h, NULL, 0, more), 3, more);
		heap_back(&h, &image);
		assert_int_equal(first[0], 1);
		assert_int_equal(first[99], 1);
		assert_int_equal(third[0], 4);
		assert_int_equal(third[99], 4);
	}
	assert_ptr_equal(heap_resize(&h, NULL, 0, 50), second);
	heap_close(&h);
	arena_free(&a);
}

struct block {
	unsigned char *p;
	size_t n;
};

/* Blocks of any sizes come and go; each that is there holds its number. */
static void
change_blocks(struct heap *h, struct block *block, int rounds, uint32_t *random)
{
	while (rounds-- > 0) {
		int i = (int)((*random = *random * 1664525u + 1013904223u) >> 8) % BLOCKS;
		size_t n = *random % 5 == 0 ? 0 : *random % 7 == 0 ? *random % 5000 : *random % 90;
		struct block *b = &block[i];
		unsigned char *p = heap_resize(h, b->p, b->n, n);

		if (n > 0 && !p)
			continue;
		*b = (struct block){p, n};
		if (p)
			memset(p, i, n);
	}
}

static void
check_blocks(const struct block *block)
{
	for (int i = 0; i < BLOCKS; i++)
		for (size_t k = 0; k < block[i].n; k++)
			assert_int_equal(block[i].p[k], i);
}

/* Kept one after the other, each goes on from where it was, and its gaps meet no block. */
static void
states_are_kept_on_each_other(void **state)
{
	enum { KEPT = 3 };
	struct arena a = {0};
	struct heap h;
	struct heap_image image[KEPT];
	struct block block[KEPT][BLOCKS] = {0}, now[BLOCKS] = {0};
	uint32_t random = 1;

	(void)state;
	assert_true(heap_open(&h, ROOM));
	for (int i = 0; i < KEPT; i++) {
		change_blocks(&h, now, 2000, &random);
		heap_keep(&h, &a, &image[i]);
		memcpy(block[i], now, sizeof now);
	}
	for (int round = 0; round < 20; round++) {
		int i = round % KEPT;

		heap_back(&h, &image[i]);
		memcpy(now, block[i], sizeof now);
		check_blocks(now);
		change_blocks(&h, now, 3000, &random);
		check_blocks(now);
	}
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
	    cmocka_unit_test(states_are_kept_on_each_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
