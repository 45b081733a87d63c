/*
 * site_share.c - what is shown of a page where somebody shares it (Open Graph): the first picture
 * of a story, else a card with the paper's name in the script of the edition. The card is drawn
 * from outlines, so that it looks the same whatever fonts a machine has.
 */
#include "base/utf8.h"
#include "compose/font.h"
#include "emit/site.h"

enum {
	WIDTH = 1200, /* what networks ask for */
	HEIGHT = 630,
	ROOM = 1040,  /* pixels that a line may take */
	LARGE = 190,  /* pixels of an em, at most: the name */
	SMALL = 46,   /* what stands below it */
	PRECISE = 100 /* of a pixel */
};

/* --paper, --red and --soft of layouts/web/style/base.css */
static const char ground[] = "#fbf9f4", red[] = "#a3211b", soft[] = "#5c554a";

/* -- the card --------------------------------------------------------------------- */

static int
advance(struct fonts *f, enum face face, str text)
{
	int sum = 0;

	for (ptrdiff_t at = 0; at < text.n;)
		sum += font_advance(f, face, utf8_next(text, &at));
	return sum;
}

/* The outline of CP, an em being SIZE pixels, from X, Y on, which are in PRECISE parts. */
static void
put_glyph(struct out *o, struct fonts *f, enum face face, uint32_t cp, int64_t x, int64_t y,
	  int size)
{
	int n;
	struct font_stroke *s = font_outline(o->mem, f, face, cp, &n);

	for (int i = 0; i < n; i++) {
		out_char(o, "MLC"[s[i].kind]); /* ORDER font_stroke_kind */
		for (int k = s[i].kind == FONT_CURVE ? 0 : 2; k < 3; k++)
			out_fmt(o, "%d %d%s",
				(int)(x + (int64_t)s[i].at[k].x * size * PRECISE / 1000),
				(int)(y - (int64_t)s[i].at[k].y * size * PRECISE / 1000),
				k < 2 ? " " : "");
	}
}

/* TEXT in the middle of a line, as large as there is room for; Y: pixels, its baseline. */
static void
put_line(struct out *o, struct fonts *f, enum face face, str text, int y, int size,
	 const char *colour)
{
	int wide = advance(f, face, text);
	int64_t x;

	if (wide == 0)
		return;
	if ((int64_t)wide * size > (int64_t)ROOM * 1000)
		size = (int)((int64_t)ROOM * 1000 / wide);
	x = ((int64_t)WIDTH * 1000 - (int64_t)wide * size) * PRECISE / 2000;
	out_fmt(o, "<path fill=\"%s\" d=\"", colour);
	for (ptrdiff_t at = 0; at < text.n;) {
		uint32_t cp = utf8_next(text, &at);

		put_glyph(o, f, face, cp, x, (int64_t)y * PRECISE, size);
		x += (int64_t)font_advance(f, face, cp) * size * PRECISE / 1000;
	}
	out_str(o, STR("\"/>"));
}

static void
put_box(struct out *o, int y, int height, const char *colour)
{
	int side = (WIDTH - ROOM) / 2;

	out_fmt(o, "<path fill=\"%s\" d=\"M%d %dh%dv%dh-%dz\"/>", colour, side * PRECISE,
		y * PRECISE, ROOM * PRECISE, height * PRECISE, ROOM * PRECISE);
}

/* The name between rules, as over a front page; below it what the paper says of itself. */
static str
card(struct arena *a, const struct paper *p, struct fonts *f)
{
	struct out o = {.mem = a};

	out_fmt(&o,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
		"viewBox=\"0 0 %d %d\"><path fill=\"%s\" d=\"M0 0h%dv%dH0z\"/>",
		WIDTH, HEIGHT, WIDTH * PRECISE, HEIGHT * PRECISE, ground, WIDTH * PRECISE,
		HEIGHT * PRECISE);
	put_box(&o, 96, 8, red);
	put_line(&o, f, FACE_SONG_BOLD, p->name, 340, LARGE, red);
	put_box(&o, 426, 8, red);
	put_box(&o, 440, 2, red);
	put_line(&o, f, FACE_HEI, p->slogan.n > 0 ? p->slogan : p->variant, 530, SMALL, soft);
	out_str(&o, STR("</svg>"));
	return out_text(&o);
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
	struct diag quiet; /* fonts are missed, if at all, where pages are set */
	struct fonts *f;
	struct picture p = {STR("share.png"), .format = PICTURE_SVG, .width = WIDTH,
			    .height = HEIGHT};
	struct picture_want want = {.width = WIDTH, .height = HEIGHT, .format = PICTURE_PNG};
	struct picture_desk desk = e->desk;
	str path = str_fmt(s->mem, "site/" STR_FMT, STR_ARG(card_path(s))), png = {0};

	if (e->paper->url.n == 0)
		return;
	diag_init(&quiet, &mem);
	desk.diag = &quiet;
	f = fonts_open(&quiet, e->font_folder, e->edition);
	if (f && files_kept(e->files)) {
		p.svg = card(&mem, e->paper, f);
		if (!picture_kept(&mem, &desk, &p, &want, 1, &png))
			diag(e->diag, D_SHARE_CARD, ((struct pos){0}), quiet.first->arg[0]);
		darkroom_close(desk.room);
	}
	if (f && (png.n > 0 || !files_kept(e->files)))
		files_write(e->files, path, png);
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
		s->card = data_share(share(s, site_address(s->mem, p, p->edition[0], card_path(s)),
					   WIDTH, HEIGHT, p->name));
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
