/*
 * arena.h - memory that is freed all at once.
 *
 * Three lifetimes, three arenas: the build (paper, layouts, conversion
 * tables), the document (one article: source text, tree, messages), the
 * scratch (inside one function, between mark and rewind). A function that
 * allocates takes the arena as its first argument and returns memory that
 * lives as long as that arena. Nothing allocated here is ever freed alone.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena {
	struct arena_block *head; /* newest block; zero-initialise */
};

struct arena_mark {
	struct arena_block *block;
	size_t used;
};

/* N objects of SIZE bytes, zeroed. Never NULL: out of memory ends the process with status 2. */
void *arena_alloc(struct arena *a, size_t n, size_t size, size_t align);
/* N bytes that hold anything, for text that is written at once. */
char *arena_bytes(struct arena *a, size_t n);
#define NEW(a, T, n) ((T *)arena_alloc((a), (n), sizeof(T), _Alignof(T)))
/* The same, of what is written at once, or else never read: they hold anything. */
void *arena_rough(struct arena *a, size_t n, size_t size, size_t align);
#define NEW_ROUGH(a, T, n) ((T *)arena_rough((a), (n), sizeof(T), _Alignof(T)))

struct arena_mark arena_mark(const struct arena *a);
void arena_rewind(struct arena *a, struct arena_mark m);
/* Forget all, and keep one block for what comes. */
void arena_clear(struct arena *a);
void arena_free(struct arena *a);

/*
 * For a process that makes issues, or keeps what is known of them. Blocks lie in large pages of the
 * system, which hands them over one by one and clears each: 2 MB at once cost a sixth of 512 usual
 * pages. What is given back stays with the process for the next issue.
 */
void arena_large(void);

#endif
