/*
 * site_share.c - what is shown of a page where somebody shares it (Open Graph): the first picture
 * of a story, else a card with the paper's name in the script of the edition. The card is drawn
 * from outlines, so that it looks the same whatever fonts a machine has.
 */
#include "base/utf8.h"
#include "emit/raster.h"
#include "emit/site.h"

enum {
	WIDTH = 1200, /* what networks ask for */
	HEIGHT = 630,
	ROOM = 1040, /* pixels that a line may take */
	LARGE = 190, /* pixels of an em, at most: the name */
	SMALL = 46   /* what stands below it */
};

/* --paper, --red and --soft of layouts/web/style/base.css */
enum ink { RED, SOFT, INKS };
static const struct raster_colour ground = {0xFB, 0xF9, 0xF4},
				  inks[INKS] = {{0xA3, 0x21, 0x1B}, {0x5C, 0x55, 0x4A}};

/* -- the card --------------------------------------------------------------------- */

static int
advance(struct fonts *f, enum face face, str text)
{
	int sum = 0;

	for (ptrdiff_t at = 0; at < text.n;)
		sum += font_advance(f, face, utf8_next(text, &at));
	return sum;
}

/* The glyph of CP, an em being SIZE pixels, from X, Y on, which are in RASTER_UNIT. */
static void
put_glyph(struct raster *r, struct fonts *f, enum face face, uint32_t cp, struct font_point from,
	  int size, enum ink ink)
{
	struct arena_mark mark = arena_mark(r->mem);
	int n;
	struct font_stroke *s = font_outline(r->mem, f, face, cp, &n);

	for (int i = 0; i < n; i++) {
		for (int k = 0; k < 3; k++) {
			struct font_point *p = &s[i].at[k];

			p->x = from.x + (int)((int64_t)p->x * size * RASTER_UNIT / 1000);
			p->y = from.y - (int)((int64_t)p->y * size * RASTER_UNIT / 1000);
		}
	}
	raster_fill(r, s, n, (int)ink);
	arena_rewind(r->mem, mark);
}

/* TEXT in the middle of a line, as large as there is room for; Y: pixels, its baseline. */
static void
put_line(struct raster *r, struct fonts *f, enum face face, str text, int y, int size, enum ink ink)
{
	int wide = advance(f, face, text);
	struct font_point at = {.y = y * RASTER_UNIT};

	if (wide == 0)
		return;
	if ((int64_t)wide * size > (int64_t)ROOM * 1000)
		size = (int)((int64_t)ROOM * 1000 / wide);
	at.x = (int)(((int64_t)WIDTH * 1000 - (int64_t)wide * size) * RASTER_UNIT / 2000);
	for (ptrdiff_t i = 0; i < text.n;) {
		uint32_t cp = utf8_next(text, &i);

		put_glyph(r, f, face, cp, at, size, ink);
		at.x += (int)((int64_t)font_advance(f, face, cp) * size * RASTER_UNIT / 1000);
	}
}

static void
put_rule(struct raster *r, int y, int height)
{
	enum { LEFT = (WIDTH - ROOM) / 2 * RASTER_UNIT, RIGHT = LEFT + ROOM * RASTER_UNIT };
	int top = y * RASTER_UNIT, bottom = top + height * RASTER_UNIT;
	const struct font_stroke s[] = {
	    {FONT_MOVE, {[2] = {LEFT, top}}},
	    {FONT_LINE, {[2] = {RIGHT, top}}},
	    {FONT_LINE, {[2] = {RIGHT, bottom}}},
	    {FONT_LINE, {[2] = {LEFT, bottom}}},
	};

	raster_fill(r, s, sizeof s / sizeof *s, RED);
}

/* The name between rules, as over a front page; below it what the paper says of itself. */
static str
card(struct arena *a, const struct paper *p, struct fonts *f)
{
	struct raster r = raster_new(a, WIDTH, HEIGHT, INKS);

	put_rule(&r, 96, 8);
	put_line(&r, f, FACE_SONG_BOLD, p->name, 340, LARGE, RED);
	put_rule(&r, 426, 8);
	put_rule(&r, 440, 2);
	put_line(&r, f, FACE_HEI, p->slogan.n > 0 ? p->slogan : p->variant, 530, SMALL, SOFT);
	return raster_png(&r, ground, inks);
}

static str
card_path(struct site *s)
{
	return str_fmt(s->mem, STR_FMT "share.png",
		       STR_ARG(site_folder(s->mem, s->e->paper, s->e->edition)));
}

void
site_share_write(struct site *s)
{
	struct emit *e = s->e;
	struct arena mem = {0};
	struct diag without; /* fonts are missed, if at all, where pages are set */
	struct fonts *f;

	if (e->paper->url.n == 0)
		return;
	diag_init(&without, &mem);
	f = fonts_open(&without, e->font_folder, e->edition);
	if (f)
		files_write(e->files, str_fmt(s->mem, "site/" STR_FMT, STR_ARG(card_path(s))),
			    files_kept(e->files) ? card(&mem, e->paper, f) : (str){0});
	fonts_close(f);
	arena_free(&mem);
}

/* -- what pages say of it ---------------------------------------------------------- */

static struct data *
share(struct site *s, str address, int width, int height, str alt)
{
	struct arena *a = s->mem;
	struct data *t = data_new(a);

	data_text(a, t, STR("address"), address);
	data_number(a, t, STR("width"), width);
	data_number(a, t, STR("height"), height);
	data_text(a, t, STR("alt"), alt);
	return t;
}

struct data *
site_share_card(struct site *s)
{
	const struct paper *p = s->e->paper;

	if (p->url.n > 0 && !s->card)
		s->card = share(s, site_address(s->mem, p, p->edition[0], card_path(s)), WIDTH,
				HEIGHT, p->name);
	return s->card;
}

/* Networks show no SVG, nothing smaller than LEAST, and nothing wider than the card. */
struct data *
site_share_picture(struct site *s, str date, const struct summary_picture *p)
{
	enum { LEAST = 200 };
	struct site_links l = {s, s->here, true};
	int width, height;
	str address;

	if (s->e->paper->url.n == 0 || p->base.n == 0 || site_vector(p) || p->width < LEAST ||
	    p->height < LEAST)
		return NULL;
	address = site_within(&l, date, p, WIDTH, &width);
	height = (int)(((int64_t)p->height * width * 2 + p->width) / ((int64_t)p->width * 2));
	return share(s, address, width, height, p->alt);
}
