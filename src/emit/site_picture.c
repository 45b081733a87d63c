/*
 * site_picture.c - pictures as the site has them: names, sizes, addresses. What pictures are made
 * (emit/pictures.c) and what pages name (site_body.c, site_data.c, site_view.c) agree here.
 */
#include "base/sum.h"
#include "emit/site.h"

#include <limits.h>

static const int widths[SITE_SIZES] = {480, 960, 1600};

/* How files are made of a picture: another number, and they have other names. */
static const str way_made = STR_INIT("2");

/* A byte that stands in an address and in srcset as it is; letters of all scripts do. */
static bool
plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '-' || c == '_' || c == '.' || (unsigned char)c >= 0x80;
}

/* "content/2024-07-17/kangjian/photo.jpg" of the issue in FOLDER: "kangjian/photo-jpg". */
static str
stem(struct arena *a, str folder, str path)
{
	struct out o = {.mem = a};
	bool inside = str_starts(path, folder) && path.n > folder.n && path.p[folder.n] == '/';
	ptrdiff_t from = inside ? folder.n + 1 : 0, dot = path.n;

	while (dot > from && path.p[dot - 1] != '.' && path.p[dot - 1] != '/')
		dot--;
	for (ptrdiff_t i = from; i < path.n; i++) {
		bool keep = (path.p[i] == '/' && inside) || (plain(path.p[i]) && i != dot - 1);

		out_char(&o, keep ? path.p[i] : '-');
	}
	return out_text(&o);
}

struct summary_picture
site_picture(struct arena *a, str folder, const struct picture *p)
{
	char sum[SUM_NAME + 1];

	sum_name(sum_add(p->sum, way_made), sum);
	return (struct summary_picture){
	    .base = str_fmt(a, STR_FMT "-%s", STR_ARG(stem(a, folder, p->path)), sum),
	    .suffix = p->format == PICTURE_SVG ? STR("svg")
		      : p->drawing	       ? STR("png")
					       : STR("jpg"),
	    .width = p->width,
	    .height = p->height,
	};
}

int
site_widths(int width, int out[SITE_SIZES])
{
	int most = widths[SITE_SIZES - 1], n = 0;

	if (width <= most + most / 8) /* too little more to be worth shrinking */
		most = width;
	for (int i = 0; i < SITE_SIZES; i++) {
		int w = i == SITE_SIZES - 1 || widths[i] > most ? most : widths[i];

		if (n == 0 || w > out[n - 1])
			out[n++] = w;
	}
	return n;
}

bool
site_vector(const struct summary_picture *p)
{
	return str_eq(p->suffix, STR("svg"));
}

str
site_picture_file(struct arena *a, str date, const struct summary_picture *p, int width, str suffix)
{
	if (site_vector(p))
		return str_fmt(a, STR_FMT "/" STR_FMT ".svg", STR_ARG(date), STR_ARG(p->base));
	return str_fmt(a, STR_FMT "/" STR_FMT "-%d." STR_FMT, STR_ARG(date), STR_ARG(p->base),
		       width, STR_ARG(suffix));
}

/* -- addresses -------------------------------------------------------------------- */

static str
address(struct site_links *l, str path)
{
	const struct paper *paper = l->s->e->paper;
	str at = l->absolute ? site_address(l->s->mem, paper, paper->edition[0], path) : (str){0};

	return at.n > 0 ? at : site_asset(l->s, path);
}

/* The widest size of a picture of WIDTH that is no wider than MOST, else the narrowest. */
static int
widest(int width, int most)
{
	int w[SITE_SIZES], i = site_widths(width, w) - 1;

	while (i > 0 && w[i] > most)
		i--;
	return w[i];
}

str
site_within(struct site_links *l, str date, const struct summary_picture *p, int most, int *width)
{
	*width = widest(p->width, most);
	return address(l, site_picture_file(l->s->mem, date, p, *width, p->suffix));
}

static str
set(struct site_links *l, str date, const struct summary_picture *p, str suffix)
{
	struct out o = {.mem = l->s->mem};
	int w[SITE_SIZES], n = site_widths(p->width, w);

	for (int i = 0; i < n; i++) {
		str file = site_picture_file(l->s->mem, date, p, w[i], suffix);

		out_fmt(&o, "%s" STR_FMT " %dw", i ? ", " : "", STR_ARG(address(l, file)), w[i]);
	}
	return out_text(&o);
}

struct body_picture
site_shown(struct site_links *l, str date, const struct summary_picture *p)
{
	int width;

	if (site_vector(p))
		return (struct body_picture){.src = site_largest(l, date, p)};
	return (struct body_picture){
	    .src = site_within(l, date, p, SITE_PLAIN, &width),
	    .srcset = set(l, date, p, p->suffix),
	    .webp = set(l, date, p, STR("webp")),
	};
}

str
site_largest(struct site_links *l, str date, const struct summary_picture *p)
{
	int width;

	return site_within(l, date, p, INT_MAX, &width);
}

str
site_picture_type(const struct picture *p)
{
	if (p->format == PICTURE_SVG)
		return STR("image/svg+xml");
	return p->drawing ? STR("image/png") : STR("image/jpeg");
}

str
site_picture_address(struct site *s, const struct picture *p)
{
	struct site_links l = {s, s->here, true};
	struct summary_picture known = site_picture(s->mem, s->e->issue->folder, p);

	return site_largest(&l, date_iso(s->mem, s->e->issue->date), &known);
}
