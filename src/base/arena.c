#include "base/arena.h"

#include <assert.h>
#include <malloc.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#ifndef ARENA_BLOCK /* the unit tests build with 64, so blocks spill */
#define ARENA_BLOCK (256u << 10)
#endif

struct arena_block {
	struct arena_block *prev;
	size_t used, cap;
	alignas(max_align_t) unsigned char mem[];
};

enum { LARGE_PAGE = 2 << 20 };

/* Of large pages as far as it has whole ones: all of it will be written. */
static void
make_large(unsigned char *p, size_t n)
{
	size_t begin = -(uintptr_t)p % LARGE_PAGE, end = n - ((uintptr_t)p + n) % LARGE_PAGE;

	madvise(p + begin, end - begin, MADV_HUGEPAGE);
}

static struct arena_block *
block_new(size_t need, struct arena_block *prev)
{
	size_t cap = need > ARENA_BLOCK ? need : ARENA_BLOCK;
	struct arena_block *b = malloc(sizeof *b + cap);

	if (!b) {
		fputs("out of memory\n", stderr);
		exit(2);
	}
	if (cap >= 2 * LARGE_PAGE)
		make_large(b->mem, cap);
	b->prev = prev;
	b->used = 0;
	b->cap = cap;
	return b;
}

static unsigned char *
take(struct arena *a, size_t total, size_t align)
{
	struct arena_block *b = a->head;
	size_t at = b ? (b->used + align - 1) & ~(align - 1) : 0;
	if (!b || at > b->cap || total > b->cap - at) {
		b = a->head = block_new(total, b);
		at = 0;
	}
	b->used = at + total;
	return b->mem + at;
}

void *
arena_rough(struct arena *a, size_t n, size_t size, size_t align)
{
	if (size != 0 && n > (SIZE_MAX / 2) / size) {
		fputs("out of memory: size overflow\n", stderr);
		exit(2);
	}
	return take(a, n * size, align);
}

void *
arena_alloc(struct arena *a, size_t n, size_t size, size_t align)
{
	return memset(arena_rough(a, n, size, align), 0, n * size);
}

char *
arena_bytes(struct arena *a, size_t n)
{
	return (char *)take(a, n, 1);
}

struct arena_mark
arena_mark(const struct arena *a)
{
	return (struct arena_mark){a->head, a->head ? a->head->used : 0};
}

void
arena_rewind(struct arena *a, struct arena_mark m)
{
	while (a->head != m.block) {
		struct arena_block *b = a->head;

		assert(b); /* the mark is from another arena */
		a->head = b->prev;
		free(b);
	}
	if (a->head)
		a->head->used = m.used;
}

void
arena_clear(struct arena *a)
{
	struct arena_block *first = a->head;

	while (first && first->prev)
		first = first->prev;
	if (first)
		arena_rewind(a, (struct arena_mark){first, 0});
}

void
arena_free(struct arena *a)
{
	arena_rewind(a, (struct arena_mark){NULL, 0});
}

/*
 * Room that malloc takes from the system at once: marked as of large pages, and free again. A piece
 * as large as all of it would be none of malloc's heap.
 */
void
arena_large(void)
{
	enum { ROOM = 24 << 20, ROOMS = 2, KEPT = 64 << 20 };
	void *room[ROOMS];

	mallopt(M_MMAP_THRESHOLD, 32 << 20);
	mallopt(M_TRIM_THRESHOLD, KEPT);
	for (int i = 0; i < ROOMS; i++) {
		room[i] = aligned_alloc(LARGE_PAGE, ROOM);
		if (room[i])
			madvise(room[i], ROOM, MADV_HUGEPAGE);
	}
	for (int i = 0; i < ROOMS; i++)
		free(room[i]);
}
