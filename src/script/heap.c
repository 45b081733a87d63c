#include "script/heap.h"

#include <string.h>
#include <sys/mman.h>

enum {
	RETURNED = 4 << 20, /* more than that, used by one issue, goes back to the system */
	GAP_LEAST = 256	    /* bytes; smaller ones are put back with what lies around them */
};

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

/* What is left at the end of a gap is lost: its blocks are small. */
static void *
take_of_gaps(struct heap *h, size_t n)
{
	struct heap_state *now = &h->now;

	for (; now->gap < h->ngap; now->gap++, now->taken = 0) {
		const struct heap_gap *gap = &h->gap[now->gap];

		if (n <= gap->n - now->taken) {
			now->taken += n;
			return h->base + gap->at + now->taken - n;
		}
	}
	return NULL;
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
	p = n <= HEAP_SMALL ? take_of_gaps(h, n) : NULL;
	if (p)
		return p;
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

/* The size of the blocks in list I: size_of() the other way. */
static size_t
size_in(int i)
{
	int large = i - HEAP_SMALL / HEAP_STEP;
	size_t power = HEAP_SMALL;

	if (large < 0)
		return (size_t)(i + 1) * HEAP_STEP;
	power <<= large / 4;
	return power + (size_t)(large % 4 + 1) * (power / 4);
}

/* Which steps of the heap hold nothing. */
static bool *
find_free(const struct heap *h, struct arena *a)
{
	bool *is_free = NEW(a, bool, h->now.top / HEAP_STEP + 1);
	size_t taken = h->now.taken;

	for (int i = 0; i < HEAP_SIZES; i++) {
		for (char *p = h->now.free[i]; p; memcpy(&p, p, sizeof p))
			memset(is_free + (size_t)(p - h->base) / HEAP_STEP, 1,
			       size_in(i) / HEAP_STEP);
	}
	for (int i = h->now.gap; i < h->ngap; i++, taken = 0)
		memset(is_free + (h->gap[i].at + taken) / HEAP_STEP, 1,
		       (h->gap[i].n - taken) / HEAP_STEP);
	return is_free;
}

/* The gaps between what is not free, in OUT if it is not NULL; their number. */
static int
find_gaps(const bool *is_free, size_t top, struct heap_gap *out)
{
	int n = 0;

	for (size_t at = 0, from; at < top; at += HEAP_STEP) {
		for (from = at; at < top && is_free[at / HEAP_STEP]; at += HEAP_STEP)
			;
		if (at - from < GAP_LEAST)
			continue;
		if (out)
			out[n] = (struct heap_gap){from, at - from};
		n++;
	}
	return n;
}

/* The bytes of H between the gaps, to the IMAGE or back. */
static void
copy_bytes(struct heap *h, const struct heap_image *image, bool back)
{
	char *kept = image->bytes;
	size_t at = 0;

	for (int i = 0; i <= image->ngap; i++) {
		bool last = i == image->ngap;
		size_t n = (last ? image->state.top : image->gap[i].at) - at;

		if (back)
			memcpy(h->base + at, kept, n);
		else
			memcpy(kept, h->base + at, n);
		kept += n;
		at += n + (last ? 0 : image->gap[i].n);
	}
}

void
heap_keep(struct heap *h, struct arena *a, struct heap_image *out)
{
	struct arena mem = {0};
	const bool *is_free = find_free(h, &mem);
	size_t size = h->now.top;

	out->ngap = find_gaps(is_free, h->now.top, NULL);
	out->gap = NEW(a, struct heap_gap, (size_t)out->ngap + 1);
	find_gaps(is_free, h->now.top, out->gap);
	arena_free(&mem);
	for (int i = 0; i < out->ngap; i++)
		size -= out->gap[i].n;
	h->now = out->state = (struct heap_state){.top = h->now.top};
	h->gap = out->gap;
	h->ngap = out->ngap;
	out->bytes = arena_bytes(a, size);
	copy_bytes(h, out, false);
}

void
heap_back(struct heap *h, const struct heap_image *image)
{
	if (h->now.top > image->state.top + RETURNED)
		madvise(h->base, h->room, MADV_DONTNEED);
	h->now = image->state;
	h->gap = image->gap;
	h->ngap = image->ngap;
	copy_bytes(h, image, true);
}
