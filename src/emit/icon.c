#include "emit/icon.h"

#include <assert.h>
#include <limits.h>

#include "base/out.h"
#include "emit/raster.h"

/* --red and --paper of layouts/web/style/base.css */
static const struct raster_colour ground = {0xA3, 0x21, 0x1B}, ink = {0xFB, 0xF9, 0xF4};

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
	out_fmt(&o, "<path fill=\"#%02x%02x%02x\" d=\"M0 0h%dv%dH0z\"/>", ground.red, ground.green,
		ground.blue, SIDE, SIDE);
	out_fmt(&o, "<path fill=\"#%02x%02x%02x\" d=\"", ink.red, ink.green, ink.blue);
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

/* -- files ------------------------------------------------------------------- */

str
icon_png(struct arena *a, const struct icon *i, int size, int percent)
{
	struct raster r = raster_new(a, size, size, 1);
	struct font_stroke *s = NEW(a, struct font_stroke, (size_t)i->n);
	struct font_point mid = middle(i);

	assert(0 < size && size <= ICON_LARGEST);
	for (int k = 0; k < i->n; k++) {
		s[k].kind = i->stroke[k].kind;
		for (int c = 0; c < 3; c++)
			s[k].at[c] = placed(i->stroke[k].at[c], mid, size * RASTER_UNIT, percent);
	}
	raster_fill(&r, s, i->n, 0);
	return raster_png(&r, ground, &ink);
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
