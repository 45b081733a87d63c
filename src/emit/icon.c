#include "emit/icon.h"

#include <assert.h>
#include <limits.h>

#include "base/out.h"
#include "emit/deflate.h"

enum {
	UNIT = 256, /* of a pixel, where edges lie */
	ROWS = 4,   /* of each pixel that are looked at */
	STEPS = 16, /* lines that a curve is drawn with */
	SHADES = 256
};

/* --red and --paper of layouts/web/style/base.css */
static const unsigned char ground[3] = {0xA3, 0x21, 0x1B}, ink[3] = {0xFB, 0xF9, 0xF4};

/* -- outline ----------------------------------------------------------------- */

static void
add_box(struct icon *i, int left, int bottom, int right, int top)
{
	const struct font_point corner[] = {
	    {left, bottom}, {right, bottom}, {right, top}, {left, top}};

	for (int k = 0; k < 4; k++)
		i->stroke[i->n++] = (struct font_stroke){k ? FONT_LINE : FONT_MOVE,
							 {[2] = corner[k]}};
}

static struct icon
printed_page(struct arena *a)
{
	static const struct {
		int left, bottom, right, top;
	} boxes[] = {
	    {100, 640, 900, 800}, {100, 200, 460, 540}, {540, 420, 900, 540}, {540, 200, 900, 320}};
	enum { N = sizeof boxes / sizeof *boxes };
	struct icon i = {NEW(a, struct font_stroke, 4 * N), 0};

	for (int k = 0; k < N; k++)
		add_box(&i, boxes[k].left, boxes[k].bottom, boxes[k].right, boxes[k].top);
	return i;
}

struct icon
icon_new(struct arena *a, struct fonts *f, uint32_t cp)
{
	struct icon i = {0};

	if (f)
		i.stroke = font_outline(a, f, FACE_SONG_BOLD, cp, &i.n);
	return i.n > 0 ? i : printed_page(a);
}

/* Twice the middle of what is drawn, so that it stays whole. */
static struct font_point
middle(const struct icon *i)
{
	int left = INT_MAX, right = INT_MIN, low = INT_MAX, high = INT_MIN;

	for (int k = 0; k < i->n; k++) {
		struct font_point p = i->stroke[k].at[2];

		left = p.x < left ? p.x : left;
		right = p.x > right ? p.x : right;
		low = p.y < low ? p.y : low;
		high = p.y > high ? p.y : high;
	}
	return (struct font_point){left + right, low + high};
}

/* P of an outline whose MIDDLE is that of a square of SIDE units; y downwards. */
static struct font_point
placed(struct font_point p, struct font_point mid, int side, int percent)
{
	int64_t x = (int64_t)(2 * p.x - mid.x) * side * percent / (2 * 100 * 1000);
	int64_t y = (int64_t)(2 * p.y - mid.y) * side * percent / (2 * 100 * 1000);

	return (struct font_point){side / 2 + (int)x, side / 2 - (int)y};
}

str
icon_svg(struct arena *a, const struct icon *i)
{
	enum { SIDE = 1000 };
	struct font_point mid = middle(i);
	struct out o = {.mem = a};

	out_fmt(&o, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\">", SIDE, SIDE);
	out_fmt(&o, "<path fill=\"#%02x%02x%02x\" d=\"M0 0h%dv%dH0z\"/>", ground[0], ground[1],
		ground[2], SIDE, SIDE);
	out_fmt(&o, "<path fill=\"#%02x%02x%02x\" d=\"", ink[0], ink[1], ink[2]);
	for (int k = 0; k < i->n; k++) {
		const struct font_stroke *s = &i->stroke[k];

		out_char(&o, "MLC"[s->kind]); /* ORDER font_stroke_kind */
		for (int c = s->kind == FONT_CURVE ? 0 : 2; c < 3; c++) {
			struct font_point p = placed(s->at[c], mid, SIDE, ICON_PERCENT);

			out_fmt(&o, "%d %d%s", p.x, p.y, c < 2 ? " " : "");
		}
	}
	out_str(&o, STR("\"/></svg>\n"));
	return out_text(&o);
}

/* -- pixels ------------------------------------------------------------------ */

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

static struct edges
edges_of(struct arena *a, const struct icon *i, int side, int percent)
{
	struct edges e = {NEW(a, struct edge, (size_t)i->n * (STEPS + 1) + 1), 0};
	struct font_point mid = middle(i), at = {0}, first = {0};

	for (int k = 0; k < i->n; k++) {
		const struct font_stroke *s = &i->stroke[k];
		struct font_point p[3], from = at;

		for (int c = 0; c < 3; c++)
			p[c] = placed(s->at[c], mid, side, percent);
		if (s->kind == FONT_MOVE) {
			add_edge(&e, at, first);
			first = p[2];
		}
		for (int t = 1; s->kind == FONT_CURVE && t < STEPS; t++) {
			struct font_point to = {between(from.x, p[0].x, p[1].x, p[2].x, t),
						between(from.y, p[0].y, p[1].y, p[2].y, t)};

			add_edge(&e, at, to);
			at = to;
		}
		if (s->kind != FONT_MOVE)
			add_edge(&e, at, p[2]);
		at = p[2];
	}
	add_edge(&e, at, first);
	return e;
}

struct crossing {
	int x, way;
};

/* Where edges cross the line Y, from left to right. */
static int
crossings(const struct edges *e, int y, struct crossing *out)
{
	int n = 0;

	for (int k = 0; k < e->n; k++) {
		const struct edge *g = &e->v[k];
		int x, at = n;

		if (y < g->from.y || y >= g->to.y)
			continue;
		x = g->from.x +
		    (int)((int64_t)(g->to.x - g->from.x) * (y - g->from.y) / (g->to.y - g->from.y));
		for (; at > 0 && out[at - 1].x > x; at--)
			out[at] = out[at - 1];
		out[at] = (struct crossing){x, g->way};
		n++;
	}
	return n;
}

/* Add what lies between LEFT and RIGHT to COVER, the units of each of SIZE pixels. */
static void
add_span(int *cover, int size, int left, int right)
{
	left = left < 0 ? 0 : left;
	right = right > size * UNIT ? size * UNIT : right;
	while (left < right) {
		int end = (left / UNIT + 1) * UNIT, to = end < right ? end : right;

		cover[left / UNIT] += to - left;
		left = to;
	}
}

/* How much of each pixel is covered, 0 to SHADES - 1, each row behind the 0 of PNG's "no filter".
 */
static str
pixels(struct arena *a, const struct edges *e, int size)
{
	char *out = NEW(a, char, (size_t)size *((size_t)size + 1));
	struct crossing *at = NEW(a, struct crossing, (size_t)e->n + 1);
	int *cover = NEW(a, int, (size_t)size);

	for (int row = 0; row < size; row++) {
		char *line = out + (ptrdiff_t)row * (size + 1) + 1;

		memset(cover, 0, (size_t)size * sizeof *cover);
		for (int k = 0; k < ROWS; k++) {
			int y = row * UNIT + (2 * k + 1) * UNIT / (2 * ROWS);
			int n = crossings(e, y, at), wound = 0;

			for (int i = 0; i + 1 < n; i++) {
				wound += at[i].way;
				if (wound != 0)
					add_span(cover, size, at[i].x, at[i + 1].x);
			}
		}
		for (int x = 0; x < size; x++)
			line[x] = (char)(unsigned char)(cover[x] * (SHADES - 1) / (UNIT * ROWS));
	}
	return (str){out, (ptrdiff_t)size * (size + 1)};
}

/* -- files ------------------------------------------------------------------- */

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

static str
palette(struct arena *a)
{
	struct out o = {.mem = a};

	for (int i = 0; i < SHADES; i++)
		for (int c = 0; c < 3; c++)
			out_char(&o, (char)(ground[c] + (ink[c] - ground[c]) * i / (SHADES - 1)));
	return out_text(&o);
}

str
icon_png(struct arena *a, const struct icon *i, int size, int percent)
{
	struct edges e = edges_of(a, i, size * UNIT, percent);
	struct out o = {.mem = a}, head = {.mem = a};

	assert(0 < size && size <= ICON_LARGEST);
	put_32(&head, (uint32_t)size);
	put_32(&head, (uint32_t)size);
	out_str(&head, (str){"\x08\x03\0\0\0", 5}); /* 8 bits, a palette */
	out_str(&o, STR("\x89PNG\r\n\x1A\n"));
	put_chunk(&o, STR("IHDR"), out_text(&head));
	put_chunk(&o, STR("PLTE"), palette(a));
	put_chunk(&o, STR("IDAT"), deflate_pack(a, pixels(a, &e, size), DEFLATE_ALL));
	put_chunk(&o, STR("IEND"), (str){0});
	return out_text(&o);
}

str
icon_ico(struct arena *a, str png, int size)
{
	enum { HEADER = 22 };
	const char fixed[] = {0, 0, 1, 0, 1, 0, (char)size, (char)size, 0, 0, 1, 0, 8, 0};
	struct out o = {.mem = a};

	out_str(&o, (str){fixed, sizeof fixed});
	for (int shift = 0; shift < 32; shift += 8)
		out_char(&o, (char)((uint32_t)png.n >> shift & 0xFF));
	out_str(&o, (str){"\x16\0\0\0", 4}); /* where it begins: behind this, HEADER */
	assert(o.n == HEADER);
	out_str(&o, png);
	return out_text(&o);
}
