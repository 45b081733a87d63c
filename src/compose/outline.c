#include "compose/outline.h"

#include "compose/place.h"

#include <stdlib.h>

/*
 * The sides of all rectangles make a grid; edges of its cells that have the area on their right and
 * none on their left are the outline. Directions count clockwise, y grows downwards.
 */
enum direction { EAST, SOUTH, WEST, NORTH };

static const int step_x[] = {1, 0, -1, 0}; /* ORDER direction */
static const int step_y[] = {0, 1, 0, -1};

struct raster {
	mpt *x, *y;
	int nx, ny;
	bool *covered;	    /* cells: (nx - 1) * (ny - 1) */
	unsigned char *out; /* corners: nx * ny; bit D: an edge leaves in direction D */
};

struct outline_rect
outline_block(const struct page *p, const struct block *b)
{
	mpt half = p->grid->gutter_em * p->grid->size / 2;
	mpt left = place_x(p, b->column), top = place_y(p, b->line);

	return (struct outline_rect){left - half, top, left + place_width(p, b->columns) + half,
				     top + b->lines * p->grid->pitch};
}

static int
by_value(const void *a, const void *b)
{
	mpt x = *(const mpt *)a, y = *(const mpt *)b;

	return (x > y) - (x < y);
}

/* Sort the N values and drop what is there twice; how many are left. */
static int
distinct(mpt *v, int n)
{
	int kept = 0;

	qsort(v, (size_t)n, sizeof *v, by_value);
	for (int i = 0; i < n; i++)
		if (kept == 0 || v[i] != v[kept - 1])
			v[kept++] = v[i];
	return kept;
}

static void
cover(struct raster *r, const struct outline_rect *rect)
{
	for (int y = 0; y + 1 < r->ny; y++)
		for (int x = 0; x + 1 < r->nx; x++)
			if (rect->left <= r->x[x] && r->x[x] < rect->right &&
			    rect->top <= r->y[y] && r->y[y] < rect->bottom)
				r->covered[y * (r->nx - 1) + x] = true;
}

static bool
is_covered(const struct raster *r, int x, int y)
{
	return x >= 0 && y >= 0 && x + 1 < r->nx && y + 1 < r->ny &&
	       r->covered[y * (r->nx - 1) + x];
}

static void
add_edge(struct raster *r, int x, int y, enum direction d)
{
	r->out[y * r->nx + x] |= (unsigned char)(1u << d);
}

static void
find_edges(struct raster *r)
{
	for (int y = 0; y + 1 < r->ny; y++) {
		for (int x = 0; x + 1 < r->nx; x++) {
			if (!is_covered(r, x, y))
				continue;
			if (!is_covered(r, x, y - 1))
				add_edge(r, x, y, EAST);
			if (!is_covered(r, x + 1, y))
				add_edge(r, x + 1, y, SOUTH);
			if (!is_covered(r, x, y + 1))
				add_edge(r, x + 1, y + 1, WEST);
			if (!is_covered(r, x - 1, y))
				add_edge(r, x, y + 1, NORTH);
		}
	}
}

/* Where two areas meet in a corner, the sharpest turn to the right keeps them apart. */
static int
next_direction(unsigned out, int d)
{
	static const int turns[] = {1, 0, 3};

	for (size_t i = 0; i < sizeof turns / sizeof *turns; i++)
		if (out & 1u << ((d + turns[i]) % 4))
			return (d + turns[i]) % 4;
	return -1;
}

/* Follow edges from corner (X, Y) until none is left; they are used up. */
static struct outline *
trace(struct arena *a, struct raster *r, int x, int y)
{
	struct outline *o = NEW(a, struct outline, 1);
	int from = -1, d = r->out[y * r->nx + x] & 1u << EAST ? EAST : SOUTH;

	o->point = NEW(a, struct outline_point, (size_t)r->nx * (size_t)r->ny * 2);
	while (d >= 0) {
		if (d != from)
			o->point[o->n++] = (struct outline_point){r->x[x], r->y[y]};
		r->out[y * r->nx + x] &= (unsigned char)~(1u << d);
		x += step_x[d];
		y += step_y[d];
		from = d;
		d = next_direction(r->out[y * r->nx + x], d);
	}
	return o;
}

static struct raster
raster_of(struct arena *a, const struct outline_rect *rect, int n)
{
	struct raster r = {.x = NEW(a, mpt, (size_t)n * 2), .y = NEW(a, mpt, (size_t)n * 2)};

	for (int i = 0; i < n; i++) {
		r.x[2 * i] = rect[i].left;
		r.x[2 * i + 1] = rect[i].right;
		r.y[2 * i] = rect[i].top;
		r.y[2 * i + 1] = rect[i].bottom;
	}
	r.nx = distinct(r.x, 2 * n);
	r.ny = distinct(r.y, 2 * n);
	r.covered = NEW(a, bool, (size_t)r.nx *(size_t)r.ny);
	r.out = NEW(a, unsigned char, (size_t)r.nx *(size_t)r.ny);
	for (int i = 0; i < n; i++)
		cover(&r, &rect[i]);
	find_edges(&r);
	return r;
}

struct outline *
outline_of(struct arena *a, const struct outline_rect *rect, int n)
{
	struct outline *first = NULL, **last = &first;
	struct raster r;

	if (n == 0)
		return NULL;
	r = raster_of(a, rect, n);
	for (int y = 0; y < r.ny; y++)
		for (int x = 0; x < r.nx; x++)
			while (r.out[y * r.nx + x]) {
				*last = trace(a, &r, x, y);
				last = &(*last)->next;
			}
	return first;
}
