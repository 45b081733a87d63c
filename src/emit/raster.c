#include "emit/raster.h"

#include <assert.h>
#include <stdlib.h>

#include "base/out.h"
#include "emit/deflate.h"

enum {
	UNIT = RASTER_UNIT,
	ROWS = 16, /* lines of each pixel that are looked at */
	STEP = UNIT / ROWS,
	STEPS = 16, /* straight pieces that a curve is drawn with */
	SHADES = 256
};

struct raster
raster_new(struct arena *a, int width, int height, int inks)
{
	return (struct raster){a, width, height, inks,
			       NEW(a, unsigned char, (size_t)height *(size_t)width)};
}

/* -- outlines -------------------------------------------------------------------- */

struct edge {
	struct font_point from, to; /* downwards */
	int way;		    /* 1 if it was drawn so, -1 if upwards */
};

struct edges {
	struct edge *v;
	int n;
};

static void
add_edge(struct edges *e, struct font_point from, struct font_point to)
{
	if (from.y < to.y)
		e->v[e->n++] = (struct edge){from, to, 1};
	else if (from.y > to.y)
		e->v[e->n++] = (struct edge){to, from, -1};
}

static int
between(int a, int b, int c, int d, int64_t t)
{
	int64_t u = STEPS - t;

	return (int)((u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d) /
		     (STEPS * STEPS * STEPS));
}

static struct font_point
add_curve(struct edges *e, struct font_point from, const struct font_point p[3])
{
	struct font_point at = from;

	for (int t = 1; t < STEPS; t++) {
		struct font_point to = {between(from.x, p[0].x, p[1].x, p[2].x, t),
					between(from.y, p[0].y, p[1].y, p[2].y, t)};

		add_edge(e, at, to);
		at = to;
	}
	return at;
}

static struct edges
edges_of(struct arena *a, const struct font_stroke *s, int n)
{
	struct edges e = {NEW(a, struct edge, (size_t)n * (STEPS + 1) + 1), 0};
	struct font_point at = {0}, first = {0};

	for (int i = 0; i < n; i++) {
		if (s[i].kind == FONT_MOVE) {
			add_edge(&e, at, first);
			at = first = s[i].at[2];
			continue;
		}
		if (s[i].kind == FONT_CURVE)
			at = add_curve(&e, at, s[i].at);
		add_edge(&e, at, s[i].at[2]);
		at = s[i].at[2];
	}
	add_edge(&e, at, first);
	return e;
}

/* -- lines ----------------------------------------------------------------------- */

struct crossing {
	int x, way;
};

/* Where edges cross the lines FIRST to LAST - 1: those of line I from at[I - first] on. */
struct lines {
	int first, last;
	int *at; /* one more than lines: the end of the last one */
	struct crossing *v;
};

/* The first line at Y or below it: lines stand in the middle of a STEP. */
static int
line_at(const struct raster *r, int y)
{
	int last = r->height * ROWS;

	if (y <= STEP / 2)
		return 0;
	return y >= r->height * UNIT ? last : (y + STEP / 2 - 1) / STEP;
}

static struct lines
room_for(struct arena *a, const struct raster *r, const struct edges *e)
{
	struct lines l = {.first = r->height * ROWS};
	int sum = 0, n = 0;

	for (int i = 0; i < e->n; i++) {
		int from = line_at(r, e->v[i].from.y), to = line_at(r, e->v[i].to.y);

		l.first = from < l.first ? from : l.first;
		l.last = to > l.last ? to : l.last;
	}
	if (l.first >= l.last)
		l.first = l.last = 0;
	l.at = NEW(a, int, (size_t)(l.last - l.first) + 1);
	for (int i = 0; i < e->n; i++) {
		int from = line_at(r, e->v[i].from.y), to = line_at(r, e->v[i].to.y);

		if (from < to) {
			l.at[from - l.first]++; /* how many more than the line above */
			l.at[to - l.first]--;
		}
	}
	for (int i = 0; i <= l.last - l.first; i++) {
		n += l.at[i];
		l.at[i] = sum;
		sum += n;
	}
	l.v = NEW(a, struct crossing, (size_t)sum + 1);
	return l;
}

/* Among the N that line V has so far, from left to right. */
static void
add_crossing(struct crossing *v, int n, struct crossing new)
{
	for (; n > 0 && v[n - 1].x > new.x; n--)
		v[n] = v[n - 1];
	v[n] = new;
}

/* Where G crosses lines; N: how many crossings each line of L has so far. */
static void
cross(const struct raster *r, const struct edge *g, struct lines *l, int *n)
{
	int first = line_at(r, g->from.y), last = line_at(r, g->to.y);
	int64_t high = g->to.y - g->from.y, wide = abs(g->to.x - g->from.x);
	int side = g->to.x < g->from.x ? -1 : 1;
	int64_t down = (int64_t)first * STEP + STEP / 2 - g->from.y;
	/* from one line to the next, and what is left of a whole step: no division for each */
	int64_t step = wide * STEP / high, step_left = wide * STEP % high;
	int64_t x = wide * down / high, left = wide * down % high;

	for (int y = first - l->first; y < last - l->first; y++) {
		add_crossing(&l->v[l->at[y]], n[y]++,
			     (struct crossing){(int)(g->from.x + side * x), g->way});
		x += step;
		left += step_left;
		if (left >= high) {
			left -= high;
			x++;
		}
	}
}

static struct lines
crossings(struct arena *a, const struct raster *r, const struct edges *e)
{
	struct lines l = room_for(a, r, e);
	int *n = NEW(a, int, (size_t)(l.last - l.first) + 1);

	for (int i = 0; i < e->n; i++)
		cross(r, &e->v[i], &l, n);
	return l;
}

/* -- pixels ---------------------------------------------------------------------- */

/*
 * How much of a row of pixels is covered, in units of one line: what each pixel has more than the
 * one before it, so that a long span costs no more than a short one. It is 0 but between FROM and
 * TO.
 */
struct row {
	int *more;
	int from, to;
};

static void
add_span(struct row *row, int width, int left, int right)
{
	int from, to, first, last;

	left = left < 0 ? 0 : left;
	right = right > width * UNIT ? width * UNIT : right;
	if (left >= right)
		return;
	from = left / UNIT;
	to = right / UNIT;
	first = (from + 1) * UNIT - left; /* of pixel FROM, as if it went on to its end */
	last = right - to * UNIT;
	row->more[from] += first;
	row->more[from + 1] += UNIT - first;
	row->more[to] += last - UNIT;
	row->more[to + 1] -= last;
	row->from = from < row->from ? from : row->from;
	row->to = to + 2 > row->to ? to + 2 : row->to;
}

static void
add_line(struct row *row, int width, const struct crossing *v, int n)
{
	int wound = 0;

	for (int i = 0; i + 1 < n; i++) {
		wound += v[i].way;
		if (wound != 0)
			add_span(row, width, v[i].x, v[i + 1].x);
	}
}

/* ROW is empty afterwards. */
static void
ink_row(struct raster *r, int y, struct row *row, int ink)
{
	int shades = SHADES / r->ninks, base = ink * shades, covered = 0;
	unsigned char *p = r->pixel + (ptrdiff_t)y * r->width;

	for (int x = row->from; x < row->to && x < r->width; x++) {
		int shade, before = p[x] - base;

		covered += row->more[x];
		if (covered == 0)
			continue;
		shade = covered * (shades - 1) / (UNIT * ROWS);
		if (before > 0 && before < shades)
			shade = shade + before < shades ? shade + before : shades - 1;
		p[x] = (unsigned char)(base + shade);
	}
	if (row->from < row->to)
		memset(row->more + row->from, 0, (size_t)(row->to - row->from) * sizeof *row->more);
	*row = (struct row){row->more, r->width, 0};
}

void
raster_fill(struct raster *r, const struct font_stroke *s, int n, int ink)
{
	struct arena_mark mark = arena_mark(r->mem);
	struct edges e = edges_of(r->mem, s, n);
	struct lines l = crossings(r->mem, r, &e);
	struct row row = {NEW(r->mem, int, (size_t)r->width + 2), r->width, 0};

	assert(0 <= ink && ink < r->ninks);
	for (int y = l.first; y < l.last; y++) {
		int i = y - l.first;

		add_line(&row, r->width, &l.v[l.at[i]], l.at[i + 1] - l.at[i]);
		if ((y + 1) % ROWS == 0 || y + 1 == l.last)
			ink_row(r, y / ROWS, &row, ink);
	}
	arena_rewind(r->mem, mark);
}

/* -- files ----------------------------------------------------------------------- */

static void
put_32(struct out *o, uint32_t n)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		out_char(o, (char)(n >> shift & 0xFF));
}

/* PNG, 5.3: length, type, data, CRC of type and data. */
static void
put_chunk(struct out *o, str type, str data)
{
	size_t from = o->n + 4;

	put_32(o, (uint32_t)data.n);
	out_str(o, type);
	out_str(o, data);
	put_32(o, deflate_crc((str){o->p + from, (ptrdiff_t)(o->n - from)}));
}

static void
put_shade(struct out *o, int ground, int ink, int i, int shades)
{
	out_char(o, (char)(ground + (ink - ground) * i / (shades - 1)));
}

static str
palette(const struct raster *r, struct raster_colour ground, const struct raster_colour *ink)
{
	struct out o = {.mem = r->mem};
	int shades = SHADES / r->ninks;

	for (int k = 0; k < r->ninks; k++) {
		for (int i = 0; i < shades; i++) {
			put_shade(&o, ground.red, ink[k].red, i, shades);
			put_shade(&o, ground.green, ink[k].green, i, shades);
			put_shade(&o, ground.blue, ink[k].blue, i, shades);
		}
	}
	return out_text(&o);
}

/*
 * What each pixel has more than the one above it (PNG, 9.2: filter 2): nearly all is 0 then, and
 * runs of that are all there is to pack.
 */
static str
rows_filtered(const struct raster *r)
{
	size_t width = (size_t)r->width, size = (size_t)r->height * (width + 1);
	unsigned char *rows = (unsigned char *)arena_bytes(r->mem, size), *to = rows;
	const unsigned char *p = r->pixel, *above = NEW(r->mem, unsigned char, width);

	for (int y = 0; y < r->height; y++, above = p, p += width, to += width) {
		*to++ = 2;
		for (size_t x = 0; x < width; x++)
			to[x] = (unsigned char)(p[x] - above[x]);
	}
	return (str){(char *)rows, (ptrdiff_t)size};
}

str
raster_png(const struct raster *r, struct raster_colour ground, const struct raster_colour *ink)
{
	struct out o = {.mem = r->mem}, head = {.mem = r->mem};

	put_32(&head, (uint32_t)r->width);
	put_32(&head, (uint32_t)r->height);
	out_str(&head, (str){"\x08\x03\0\0\0", 5}); /* 8 bits, a palette */
	out_str(&o, STR("\x89PNG\r\n\x1A\n"));
	put_chunk(&o, STR("IHDR"), out_text(&head));
	put_chunk(&o, STR("PLTE"), palette(r, ground, ink));
	put_chunk(&o, STR("IDAT"), deflate_pack(r->mem, rows_filtered(r), DEFLATE_RUNS));
	put_chunk(&o, STR("IEND"), (str){0});
	return out_text(&o);
}
