#include "emit/site_view.h"

#include "base/utf8.h"
#include "compose/drawn.h"
#include "markup/xhtml.h"

/*
 * Every piece of a line begins where it was composed, and textLength gives it its width in
 * whatever font the reader has. Looks (families, ink, paper, what is pointed at) are the style
 * sheet's: class names are those of faces.
 */

enum { MARGIN = 14000 /* mpt */ };

/*
 * N in tenths of a pt: what no eye tells from more on a screen. They are the unit of the drawing
 * because browsers that allow no type below 12 px look at the number before they draw to scale.
 */
int
site_view_tenths(mpt n)
{
	return (n + (n < 0 ? -50 : 50)) / 100;
}

static void
out_tenths(struct out *o, mpt n)
{
	out_fmt(o, "%d", site_view_tenths(n));
}

static void
set_length(struct arena *a, struct element *e, const char *name, mpt n)
{
	struct out o = {.mem = a};

	out_tenths(&o, n);
	element_attr(a, e, str_from(name), out_text(&o));
}

struct element *
site_view_svg(struct arena *a, mpt x, mpt y, mpt w, mpt h)
{
	struct element *svg = element_new(a, NULL, STR("svg"));
	struct out box = {.mem = a};

	out_tenths(&box, x);
	out_char(&box, ' ');
	out_tenths(&box, y);
	out_char(&box, ' ');
	out_tenths(&box, w);
	out_char(&box, ' ');
	out_tenths(&box, h);
	element_attr(a, svg, STR("xmlns"), STR("http://www.w3.org/2000/svg"));
	element_attr(a, svg, STR("viewBox"), out_text(&box));
	return svg;
}

struct outline_rect
site_view_box(const struct grid *g)
{
	mpt margin = g->left < MARGIN ? g->left : MARGIN;
	mpt x = g->left - margin, y = g->top - margin;

	return (struct outline_rect){x, y, g->width - x, y + g->lines * g->pitch + 2 * margin};
}

static struct element *
sheet(struct arena *a, const struct grid *g)
{
	struct outline_rect b = site_view_box(g);

	return site_view_svg(a, b.left, b.top, b.right - b.left, b.bottom - b.top);
}

struct element *
site_view_rect(struct arena *a, struct element *parent, const struct placed *p)
{
	struct element *e = element_new(a, parent, STR("rect"));

	set_length(a, e, "x", p->x);
	set_length(a, e, "y", p->y);
	set_length(a, e, "width", p->w);
	set_length(a, e, "height", p->h);
	return e;
}

/* -- lines ----------------------------------------------------------------------- */

/* From the first glyph to the end of the last: what textLength means. 0: nothing can be spread. */
static mpt
spread(const struct piece *p)
{
	return utf8_count(p->text) < 2 ? 0 : p->width - p->before - p->spacing;
}

/* Parts of vertical lines (R25): words lie on their side, the others may be squashed. */
static void
turn(struct arena *a, struct element *text, const struct placed *p)
{
	struct out o = {.mem = a};
	mpt x = p->x + p->line.piece->before;

	if (p->turn == TURN_WORD) {
		out_str(&o, STR("rotate(90 "));
		out_tenths(&o, x);
		out_char(&o, ' ');
		out_tenths(&o, drawn_baseline(p));
	} else if (p->turn && p->squash != 1000) {
		out_fmt(&o, "matrix(.%03d 0 0 1 ", p->squash);
		out_tenths(&o, (mpt)((int64_t)x * (1000 - p->squash) / 1000));
		out_str(&o, STR(" 0"));
	}
	if (o.n > 0) {
		out_char(&o, ')');
		element_attr(a, text, STR("transform"), out_text(&o));
	}
}

/* Names of the style sheet; empty: song, upright as all of the line. */
static str
line_class(struct arena *a, const struct placed *p)
{
	enum face face = p->line.piece->face;
	struct out o = {.mem = a};

	if (face != FACE_SONG || p->reversed)
		out_str(&o, face_name(face));
	if (p->reversed)
		out_str(&o, STR(" r"));
	if (p->turn == TURN_UPRIGHT)
		out_str(&o, o.n > 0 ? STR(" v") : STR("v"));
	return out_text(&o);
}

static void
put_piece(struct arena *a, struct element *e, const struct piece *p, mpt x, enum face usual)
{
	mpt width = p->turn == TURN_NONE || p->turn == TURN_WORD ? spread(p) : 0;

	set_length(a, e, "x", x);
	if (width > 0)
		set_length(a, e, "textLength", width);
	if (p->face != usual)
		element_attr(a, e, STR("class"), face_name(p->face));
	element_text(a, e, p->text);
}

static void
put_line(struct arena *a, struct element *parent, const struct placed *p, mpt usual)
{
	const struct line *l = &p->line;
	struct element *text;
	enum face face;
	mpt x = p->x;

	if (l->n == 0 || l->size <= 0)
		return;
	face = l->piece[0].face;
	text = element_new(a, parent, STR("text"));
	if (l->n == 1)
		put_piece(a, text, l->piece, x + l->piece->before, face);
	set_length(a, text, "y", drawn_baseline(p));
	if (l->size != usual)
		set_length(a, text, "font-size", l->size);
	if (line_class(a, p).n > 0)
		element_attr(a, text, STR("class"), line_class(a, p));
	turn(a, text, p);
	for (int i = 0; i < l->n && l->n > 1; i++) {
		put_piece(a, element_new(a, text, STR("tspan")), &l->piece[i],
			  x + l->piece[i].before, face);
		x += l->piece[i].width;
	}
}

/* -- rules, boxes, pictures -------------------------------------------------------- */

static void
put_box(struct arena *a, struct element *parent, const struct placed *p)
{
	if (p->tint > 0) {
		struct element *e = site_view_rect(a, parent, p);

		if (p->tint < 100)
			element_attr(a, e, STR("fill-opacity"), str_fmt(a, "%d%%", p->tint));
		if (p->round)
			set_length(a, e, "rx", p->w / 2);
	}
	if (p->kind == PLACED_BOX && p->stroke > 0) {
		struct placed inner = *p;
		struct element *e;

		inner.x += p->stroke / 2;
		inner.y += p->stroke / 2;
		inner.w -= p->stroke;
		inner.h -= p->stroke;
		e = site_view_rect(a, parent, &inner);
		element_attr(a, e, STR("class"), STR("frame"));
		set_length(a, e, "stroke-width", p->stroke);
	}
}

str
site_view_picture(struct site *s, const struct placed *p, const struct page *page, int *width)
{
	struct arena *a = s->mem;
	int w[SITE_SIZES], n = site_widths(p->picture->width, w), i = 0;
	struct summary_picture known = site_picture(a, s->e->issue->folder, p->picture);
	str date = date_iso(a, s->e->issue->date);
	int64_t shown = (int64_t)p->w * SITE_PAGE_PIXELS / page->grid->width;

	while (i + 1 < n && w[i] < shown)
		i++;
	*width = w[i];
	return site_picture_file(a, date, &known, w[i], known.suffix);
}

static void
put_picture(struct site *s, struct element *parent, const struct placed *p, const struct page *page)
{
	struct arena *a = s->mem;
	struct element *e;
	int width;

	if (!p->picture)
		return;
	e = site_view_rect(a, parent, p);
	e->name = STR("image");
	element_attr(a, e, STR("href"), site_asset(s, site_view_picture(s, p, page, &width)));
	element_attr(a, e, STR("preserveAspectRatio"), STR("xMidYMid slice"));
}

/* S NULL: pictures are grey. */
static void
put_block(struct arena *a, struct site *s, struct element *parent, const struct block *b,
	  const struct page *page)
{
	struct element *e;

	for (const struct part *part = b->first; part; part = part->next)
		for (const struct placed *p = part->first; p; p = p->next)
			switch (p->kind) {
			case PLACED_LINE:
				put_line(a, parent, p, page->grid->size);
				break;
			case PLACED_IMAGE:
				if (s) {
					put_picture(s, parent, p, page);
					break;
				}
				e = site_view_rect(a, parent, p);
				element_attr(a, e, STR("class"), STR("picture"));
				break;
			case PLACED_RULE:
			case PLACED_BOX:
				put_box(a, parent, p);
				break;
			}
}

/* -- zones -------------------------------------------------------------------------- */

/* Where two articles are given one slug, which is reported, the name is that of the first. */
static bool
is_named(const struct issue *issue, const struct article *art)
{
	int i = 0;

	while (!str_eq(issue->article[i]->slug, art->slug))
		i++;
	return issue->article[i] == art;
}

struct site_view_zone
site_view_zone(struct site *s, const struct block *b, const struct page *p)
{
	struct arena *a = s->mem;
	str date = date_iso(a, p->issue->date);
	struct site_view_zone z = {0};

	if (b->kind == BLOCK_STORY) {
		if (is_named(p->issue, b->article))
			z.id = site_zone(a, b->article->slug);
		z.name = b->article->title;
		z.path = str_fmt(a, STR_FMT "/" STR_FMT "/", STR_ARG(date),
				 STR_ARG(b->article->slug));
	} else if (b->kind == BLOCK_HONOURS) {
		z.name = p->issue->roll->title;
		z.path = str_fmt(a, STR_FMT "/#honours", STR_ARG(date));
	} else if (b->kind == BLOCK_NOTE) {
		z.name = site_words(s, STR("编者按"));
		z.path = str_fmt(a, STR_FMT "/#note", STR_ARG(date));
	}
	return z;
}

bool
site_view_same(const struct block *a, const struct block *b)
{
	return a->kind == b->kind && a->article == b->article;
}

static void
put_area(struct arena *a, struct element *parent, const struct page *p, const struct block **block,
	 int n)
{
	struct outline_rect *rect = NEW(a, struct outline_rect, (size_t)n);
	struct element *e = element_new(a, parent, STR("path"));
	struct out d = {.mem = a};

	for (int i = 0; i < n; i++)
		rect[i] = outline_block(p, block[i]);
	for (const struct outline *o = outline_of(a, rect, n); o; o = o->next) {
		for (int i = 0; i < o->n; i++) {
			bool across = i > 0 && o->point[i].y == o->point[i - 1].y;

			out_char(&d, i == 0 ? 'M' : across ? 'H' : 'V');
			if (i == 0 || across)
				out_tenths(&d, o->point[i].x);
			if (i == 0)
				out_char(&d, ' ');
			if (!across)
				out_tenths(&d, o->point[i].y);
		}
		out_char(&d, 'Z');
	}
	element_attr(a, e, STR("class"), STR("area"));
	element_attr(a, e, STR("d"), out_text(&d));
}

/* N blocks of one story as a link; what leads nowhere is for the eye alone. */
static void
put_zone(struct site *s, struct element *svg, const struct page *p, const struct block **block,
	 int n)
{
	struct arena *a = s->mem;
	struct site_view_zone z = site_view_zone(s, block[0], p);
	struct element *e = element_new(a, svg, z.path.n > 0 ? STR("a") : STR("g"));

	if (z.path.n > 0) {
		element_attr(a, e, STR("href"), site_way(a, s->here, z.path));
		element_attr(a, e, STR("aria-label"), z.name);
		if (z.id.n > 0)
			element_attr(a, e, STR("id"), z.id);
		put_area(a, e, p, block, n);
	} else {
		element_attr(a, e, STR("aria-hidden"), STR("true"));
		if (block[0]->kind == BLOCK_MASTHEAD)
			element_attr(a, e, STR("class"), STR("head"));
	}
	for (int i = 0; i < n; i++)
		put_block(a, s, e, block[i], p);
}

str
site_zone(struct arena *a, str slug)
{
	return str_fmt(a, "at-" STR_FMT, STR_ARG(slug));
}

struct element *
site_view(struct site *s, const struct page *p)
{
	struct arena *a = s->mem;
	struct element *view = element_new(a, NULL, STR("div")), *svg = sheet(a, p->grid);
	int n, same;
	const struct block **block = drawn_order(a, p, &n);

	element_append(view, svg);
	element_attr(a, svg, STR("class"), STR("sheet"));
	set_length(a, svg, "font-size", p->grid->size);
	for (int i = 0; i < n; i += same) {
		for (same = 1; i + same < n && site_view_same(block[i], block[i + same]);)
			same++;
		put_zone(s, svg, p, &block[i], same);
	}
	return view;
}

/* -- alone -------------------------------------------------------------------------- */

/* What the style sheet says of the view (style/view.css), by day. */
static const str looks = STR_INIT(
    "svg{fill:#1a1a1a;font-family:Noto Serif CJK SC,Source Han Serif SC,Songti SC,SimSun,serif}"
    "text{white-space:pre;font-kerning:none;font-variant-ligatures:none}"
    ".song,.hei{font-weight:400}.song-bold,.hei-bold{font-weight:700}"
    ".song,.song-bold{font-family:Noto Serif CJK SC,Source Han Serif SC,Songti SC,SimSun,serif}"
    ".hei,.hei-bold{font-family:Noto Sans CJK SC,Source Han Sans SC,PingFang SC,SimHei,sans-serif}"
    ".v{font-feature-settings:'vert'}.head .song-bold{fill:#b3261e}.r{fill:#fff}"
    ".frame{fill:none;stroke:#1a1a1a}.paper{fill:#fff}.picture{fill:#b8b4ac}");

int
site_view_pixels(mpt n)
{
	return n * 3 / 1000;
}

str
site_view_alone(struct arena *a, const struct page *p)
{
	struct outline_rect box = site_view_box(p->grid);
	struct element *svg = sheet(a, p->grid), *e;
	struct out o = {.mem = a};
	int n;
	const struct block **block = drawn_order(a, p, &n);

	element_attr(a, svg, STR("width"),
		     str_fmt(a, "%d", site_view_pixels(box.right - box.left)));
	element_attr(a, svg, STR("height"),
		     str_fmt(a, "%d", site_view_pixels(box.bottom - box.top)));
	set_length(a, svg, "font-size", p->grid->size);
	element_with_text(a, svg, STR("style"), looks);
	e = element_new(a, svg, STR("rect"));
	set_length(a, e, "x", box.left);
	set_length(a, e, "y", box.top);
	element_attr(a, e, STR("width"), STR("100%"));
	element_attr(a, e, STR("height"), STR("100%"));
	element_attr(a, e, STR("class"), STR("paper"));
	for (int i = 0; i < n; i++) {
		e = element_new(a, svg, STR("g"));
		if (block[i]->kind == BLOCK_MASTHEAD)
			element_attr(a, e, STR("class"), STR("head"));
		put_block(a, NULL, e, block[i], p);
	}
	xhtml_xml(&o, svg);
	return out_text(&o);
}
