#include "script/heap.h"

#include <string.h>
#include <sys/mman.h>

enum { RETURNED = 4 << 20 }; /* more than that, used by one issue, goes back to the system */

bool
heap_open(struct heap *h, size_t room)
{
	*h = (struct heap){.room = room};
	h->base = mmap(NULL, room, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (h->base == MAP_FAILED)
		return false;
	madvise(h->base, room, MADV_HUGEPAGE); /* arena_large() */
	return true;
}

void
heap_close(struct heap *h)
{
	munmap(h->base, h->room);
	*h = (struct heap){0};
}

/* Which list blocks for N bytes are in; N becomes their true size. */
static int
size_of(size_t *n)
{
	size_t power = HEAP_SMALL;
	int i = HEAP_SMALL / HEAP_STEP;
	size_t quarters;

	if (*n <= HEAP_SMALL) {
		*n = (*n + HEAP_STEP - 1) / HEAP_STEP * HEAP_STEP;
		return (int)(*n / HEAP_STEP) - 1;
	}
	for (; *n > 2 * power; power *= 2)
		i += 4;
	quarters = (*n - power + power / 4 - 1) / (power / 4);
	*n = power + quarters * (power / 4);
	return i + (int)quarters - 1;
}

static void *
take(struct heap *h, size_t n)
{
	int i = size_of(&n);
	void *p = h->now.free[i];

	if (p) {
		memcpy(&h->now.free[i], p, sizeof p);
		return p;
	}
	if (n > h->room - h->now.top)
		return NULL;
	p = h->base + h->now.top;
	h->now.top += n;
	return p;
}

static void
give(struct heap *h, void *p, size_t n)
{
	int i = size_of(&n);

	memcpy(p, &h->now.free[i], sizeof p);
	h->now.free[i] = p;
}

void *
heap_resize(struct heap *h, void *p, size_t old, size_t size)
{
	size_t have = old, want = size;
	void *q;

	if (size > h->room)
		return NULL;
	if (p && size > 0 && size_of(&have) == size_of(&want))
		return p;
	q = size > 0 ? take(h, size) : NULL;
	if (!p)
		return q;
	if (size > 0 && !q)
		return size < old ? p : NULL;
	if (q)
		memcpy(q, p, old < size ? old : size);
	give(h, p, old);
	return q;
}

void
heap_keep(const struct heap *h, struct arena *a, struct heap_image *out)
{
	out->state = h->now;
	out->bytes = arena_bytes(a, h->now.top);
	memcpy(out->bytes, h->base, h->now.top);
}

void
heap_back(struct heap *h, const struct heap_image *image)
{
	if (h->now.top > image->state.top + RETURNED)
		madvise(h->base, h->room, MADV_DONTNEED);
	h->now = image->state;
	memcpy(h->base, image->bytes, image->state.top);
}
