#include "emit/iiif.h"

#include "compose/drawn.h"
#include "emit/composed.h"
#include "emit/json.h"
#include "emit/site_view.h"

/*
 * A canvas is the sheet of the page view in tenths of a point. Painted on it is page.svg, which
 * every viewer can show as it shows a photograph, and above it each picture where it is printed,
 * for viewers that know more than one.
 */

static const char *const context = "http://iiif.io/api/presentation/3/context.json";

struct box {
	int x, y, w, h;
};

struct manifest {
	struct site *s;
	struct arena *mem;
	const struct summary *sum;
	const struct summary_edition *ed;
	const char *tag; /* zh-Hans */
	struct json j;
};

static str
address(struct manifest *m, const struct page *p, const char *name)
{
	str date = date_iso(m->mem, m->sum->date);

	if (!p)
		return site_lead(m->s, str_fmt(m->mem, STR_FMT "/%s", STR_ARG(date), name));
	return site_lead(m->s,
			 str_fmt(m->mem, STR_FMT "/%d/%s", STR_ARG(date), p->spec->number, name));
}

/* -- JSON of IIIF ------------------------------------------------------------------ */

static void
open_typed(struct json *j, const char *key, const char *type, str id)
{
	json_open(j, key, '{');
	json_text(j, "id", id);
	json_text(j, "type", str_from(type));
}

/* {"zh-Hans": ["…"]} */
static void
put_words(struct json *j, const char *key, const char *tag, str words)
{
	json_open(j, key, '{');
	json_open(j, tag, '[');
	json_text(j, NULL, words);
	json_close(j, ']');
	json_close(j, '}');
}

static void
put_size(struct json *j, int w, int h)
{
	json_int(j, "width", w);
	json_int(j, "height", h);
}

static void
put_file(struct json *j, const char *key, const char *type, str id, str format)
{
	open_typed(j, key, type, id);
	json_text(j, "format", format);
}

static void
put_homepage(struct json *j, const char *tag, str id, str label)
{
	json_open(j, "homepage", '[');
	put_file(j, NULL, "Text", id, STR("text/html"));
	put_words(j, "label", tag, label);
	json_open(j, "language", '[');
	json_text(j, NULL, str_from(tag));
	json_close(j, ']');
	json_close(j, '}');
	json_close(j, ']');
}

static void
put_field(struct json *j, const char *tag, const char *label, str value)
{
	if (value.n == 0)
		return;
	json_open(j, NULL, '{');
	put_words(j, "label", tag, str_from(label));
	put_words(j, "value", "none", value);
	json_close(j, '}');
}

/* -- places ------------------------------------------------------------------------ */

static struct box
on_canvas(const struct page *p, struct outline_rect r)
{
	struct outline_rect sheet = site_view_box(p->grid);

	return (struct box){(r.left - sheet.left) / 100, (r.top - sheet.top) / 100,
			    (r.right - r.left) / 100, (r.bottom - r.top) / 100};
}

static struct box
whole(const struct page *p)
{
	return on_canvas(p, site_view_box(p->grid));
}

static str
part_of(struct manifest *m, const struct page *p, struct box b)
{
	return str_fmt(m->mem, STR_FMT "#xywh=%d,%d,%d,%d", STR_ARG(address(m, p, "canvas")), b.x,
		       b.y, b.w, b.h);
}

/* What the N modules of a story on P cover together. */
static struct outline *
area_of(struct manifest *m, const struct page *p, const struct block **block, int n,
	struct outline_rect *bounds)
{
	struct outline_rect *rect = NEW(m->mem, struct outline_rect, (size_t)n);

	for (int i = 0; i < n; i++) {
		struct outline_rect r = rect[i] = outline_block(p, block[i]);

		if (i == 0)
			*bounds = r;
		bounds->left = r.left < bounds->left ? r.left : bounds->left;
		bounds->top = r.top < bounds->top ? r.top : bounds->top;
		bounds->right = r.right > bounds->right ? r.right : bounds->right;
		bounds->bottom = r.bottom > bounds->bottom ? r.bottom : bounds->bottom;
	}
	return outline_of(m->mem, rect, n);
}

static str
path_of(struct manifest *m, const struct page *p, const struct outline *o)
{
	struct outline_rect sheet = site_view_box(p->grid);
	struct out d = {.mem = m->mem};

	for (; o; o = o->next) {
		for (int i = 0; i < o->n; i++)
			out_fmt(&d, "%c%d %d", i ? 'L' : 'M', (o->point[i].x - sheet.left) / 100,
				(o->point[i].y - sheet.top) / 100);
		out_char(&d, 'Z');
	}
	return out_text(&d);
}

/* The blocks of one zone among the N from BLOCK on. */
static int
in_zone(const struct block **block, int n)
{
	int same = 1;

	while (same < n && site_view_same(block[0], block[same]))
		same++;
	return same;
}

/* -- canvases ---------------------------------------------------------------------- */

static void
open_annotation(struct manifest *m, const struct page *p, const char *name, int i,
		const char *motivation)
{
	open_typed(&m->j, NULL, "Annotation",
		   address(m, p, str_z(m->mem, str_fmt(m->mem, "%s/%d", name, i))));
	json_text(&m->j, "motivation", str_from(motivation));
}

/* It covers W x H of the printed page and is cropped there; on the canvas it is shown whole. */
static struct box
shown_whole(struct box b, const struct picture *picture)
{
	struct box in = b;

	if ((int64_t)b.w * picture->height > (int64_t)b.h * picture->width)
		in.w = (int)((int64_t)b.h * picture->width / picture->height);
	else
		in.h = (int)((int64_t)b.w * picture->height / picture->width);
	in.x += (b.w - in.w) / 2;
	in.y += (b.h - in.h) / 2;
	return in;
}

static void
put_picture(struct manifest *m, const struct page *p, const struct placed *at, int i)
{
	const struct paper *paper = m->s->e->paper;
	struct json *j = &m->j;
	struct outline_rect r = {at->x, at->y, at->x + at->w, at->y + at->h};
	struct box b = shown_whole(on_canvas(p, r), at->picture);
	int width;
	str path = site_view_picture(m->s, at, p, &width);

	open_annotation(m, p, "painting", i, "painting");
	put_file(j, "body", "Image", site_address(m->mem, paper, paper->edition[0], path),
		 site_picture_type(at->picture));
	put_size(j, width, (int)((int64_t)width * at->picture->height / at->picture->width));
	json_close(j, '}');
	json_text(j, "target", part_of(m, p, b));
	json_close(j, '}');
}

static void
put_painting(struct manifest *m, const struct page *p)
{
	struct json *j = &m->j;
	struct outline_rect sheet = site_view_box(p->grid);
	int i = 1;

	json_open(j, "items", '[');
	open_typed(j, NULL, "AnnotationPage", address(m, p, "painting"));
	json_open(j, "items", '[');
	open_annotation(m, p, "painting", i++, "painting");
	put_file(j, "body", "Image", address(m, p, "page.svg"), STR("image/svg+xml"));
	put_size(j, site_view_pixels(sheet.right - sheet.left),
		 site_view_pixels(sheet.bottom - sheet.top));
	json_close(j, '}');
	json_text(j, "target", address(m, p, "canvas"));
	json_close(j, '}');
	for (const struct block *block = p->first; block; block = block->next)
		for (const struct part *part = block->first; part; part = part->next)
			for (const struct placed *at = part->first; at; at = at->next)
				if (at->kind == PLACED_IMAGE && at->picture)
					put_picture(m, p, at, i++);
	json_close(j, ']');
	json_close(j, '}');
	json_close(j, ']');
}

/* Where a story stands and which: its outline, and a link to it. */
static void
put_story(struct manifest *m, const struct page *p, const struct block **block, int n, int i)
{
	struct json *j = &m->j;
	struct site_view_zone z = site_view_zone(m->s, block[0], p);
	struct outline_rect bounds;
	struct outline *o = area_of(m, p, block, n, &bounds);

	open_annotation(m, p, "stories", i, "linking");
	open_typed(j, "body", "Text", site_lead(m->s, z.path));
	put_words(j, "label", m->tag, z.name);
	json_text(j, "format", STR("text/html"));
	json_text(j, "language", str_from(m->tag));
	json_close(j, '}');
	json_open(j, "target", '{');
	json_text(j, "type", STR("SpecificResource"));
	json_text(j, "source", address(m, p, "canvas"));
	json_open(j, "selector", '{');
	json_text(j, "type", STR("SvgSelector"));
	json_text(j, "value",
		  str_fmt(m->mem,
			  "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"" STR_FMT
			  "\"/></svg>",
			  STR_ARG(path_of(m, p, o))));
	json_close(j, '}');
	json_close(j, '}');
	json_close(j, '}');
}

static void
put_stories(struct manifest *m, const struct page *p)
{
	int n, k = 1;
	const struct block **block = drawn_order(m->mem, p, &n);

	json_open(&m->j, "annotations", '[');
	open_typed(&m->j, NULL, "AnnotationPage", address(m, p, "stories"));
	json_open(&m->j, "items", '[');
	for (int i = 0, same; i < n; i += same) {
		same = in_zone(&block[i], n - i);
		if (site_view_zone(m->s, block[i], p).path.n > 0)
			put_story(m, p, &block[i], same, k++);
	}
	json_close(&m->j, ']');
	json_close(&m->j, '}');
	json_close(&m->j, ']');
}

/* 第1版：要闻 */
static str
page_label(struct manifest *m, const struct page *p)
{
	str name = p->spec->name;

	return str_fmt(m->mem, "第%d版%s" STR_FMT, p->spec->number, name.n > 0 ? "：" : "",
		       STR_ARG(name));
}

static void
put_thumbnail(struct manifest *m, const struct page *p)
{
	const struct summary_edition *ed = m->ed;
	int i = 0;

	while (ed->page[i].number != p->spec->number)
		i++;
	json_open(&m->j, "thumbnail", '[');
	put_file(&m->j, NULL, "Image", address(m, NULL, str_z(m->mem, ed->small[i])),
		 STR("image/svg+xml"));
	put_size(&m->j, (p->grid->width + 500) / 1000, (p->grid->height + 500) / 1000);
	json_close(&m->j, '}');
	json_close(&m->j, ']');
}

static void
put_canvas(struct manifest *m, const struct page *p)
{
	struct box b = whole(p);

	open_typed(&m->j, NULL, "Canvas", address(m, p, "canvas"));
	put_words(&m->j, "label", m->tag, page_label(m, p));
	put_size(&m->j, b.w, b.h);
	put_thumbnail(m, p);
	put_homepage(&m->j, m->tag, address(m, p, ""), page_label(m, p));
	put_painting(m, p);
	put_stories(m, p);
	json_close(&m->j, '}');
}

/* -- ranges ------------------------------------------------------------------------ */

/* Where the zone of FIRST stands on P, if it does. */
static void
put_parts(struct manifest *m, const struct page *p, const struct block *first)
{
	int n;
	const struct block **block = drawn_order(m->mem, p, &n);

	for (int i = 0, same; i < n; i += same) {
		struct outline_rect bounds;

		same = in_zone(&block[i], n - i);
		if (!site_view_same(block[i], first))
			continue;
		area_of(m, p, &block[i], same, &bounds);
		open_typed(&m->j, NULL, "Canvas", part_of(m, p, on_canvas(p, bounds)));
		json_close(&m->j, '}');
	}
}

/* A story in the order of its pages; it is listed on the first. */
static void
put_range(struct manifest *m, int at, const struct block *first, int i)
{
	const struct composed *c = m->s->pages;
	const struct page *p = &c->page[at];

	open_typed(&m->j, NULL, "Range",
		   address(m, p, str_z(m->mem, str_fmt(m->mem, "range/%d", i))));
	put_words(&m->j, "label", m->tag, site_view_zone(m->s, first, p).name);
	json_open(&m->j, "items", '[');
	for (int k = at; k < c->npage; k++)
		put_parts(m, &c->page[k], first);
	json_close(&m->j, ']');
	json_close(&m->j, '}');
}

static bool
stood_before(const struct composed *c, int at, const struct block *b)
{
	for (int i = 0; i < at; i++)
		for (const struct block *o = c->page[i].first; o; o = o->next)
			if (site_view_same(o, b))
				return true;
	return false;
}

static void
put_page_range(struct manifest *m, int at)
{
	const struct composed *c = m->s->pages;
	const struct page *p = &c->page[at];
	int n, k = 1;
	const struct block **block = drawn_order(m->mem, p, &n);

	open_typed(&m->j, NULL, "Range", address(m, p, "range"));
	put_words(&m->j, "label", m->tag, page_label(m, p));
	json_open(&m->j, "items", '[');
	open_typed(&m->j, NULL, "Canvas", address(m, p, "canvas"));
	json_close(&m->j, '}');
	for (int i = 0, same; i < n; i += same) {
		same = in_zone(&block[i], n - i);
		if (site_view_zone(m->s, block[i], p).path.n > 0 && !stood_before(c, at, block[i]))
			put_range(m, at, block[i], k++);
	}
	json_close(&m->j, ']');
	json_close(&m->j, '}');
}

/* -- the manifest ------------------------------------------------------------------ */

static str
issue_label(struct arena *a, const struct paper *p, const struct summary *sum)
{
	str number = sum->number > 0 ? str_fmt(a, " 总第%d期", sum->number) : (str){0};

	return str_fmt(a, STR_FMT "%s" STR_FMT " " STR_FMT STR_FMT, STR_ARG(p->name),
		       p->variant.n > 0 ? " " : "", STR_ARG(p->variant),
		       STR_ARG(date_long(a, sum->date)), STR_ARG(number));
}

static void
put_metadata(struct manifest *m)
{
	const struct paper *p = m->s->e->paper;
	struct json *j = &m->j;

	json_open(j, "metadata", '[');
	put_field(j, m->tag, "日期", date_iso(m->mem, m->sum->date));
	if (m->sum->number > 0)
		put_field(j, m->tag, str_z(m->mem, site_words(m->s, STR("总期号"))),
			  str_fmt(m->mem, "%d", m->sum->number));
	put_field(j, m->tag, str_z(m->mem, site_words(m->s, STR("国内统一连续出版物号"))), p->cn);
	put_field(j, m->tag, "出版", p->publisher);
	json_close(j, ']');
}

static void
put_head(struct manifest *m)
{
	struct json *j = &m->j;
	struct site *s = m->s;
	str label = site_words(s, issue_label(m->mem, s->e->paper, m->sum));

	json_open(j, NULL, '{');
	json_text(j, "@context", str_from(context));
	json_text(j, "id", address(m, NULL, "manifest.json"));
	json_text(j, "type", STR("Manifest"));
	put_words(j, "label", m->tag, label);
	put_metadata(m);
	json_text(j, "navDate", site_midnight(m->mem, m->sum->date));
	json_open(j, "behavior", '[');
	json_text(j, NULL, STR("paged"));
	json_close(j, ']');
	put_thumbnail(m, &s->pages->page[0]);
	put_homepage(j, m->tag, address(m, NULL, ""), label);
	json_open(j, "rendering", '[');
	put_file(j, NULL, "Text", site_lead(s, site_pdf(m->mem, m->sum->date, s->e->edition)),
		 STR("application/pdf"));
	put_words(j, "label", "none", STR("PDF"));
	json_close(j, '}');
	json_close(j, ']');
	json_open(j, "partOf", '[');
	open_typed(j, NULL, "Collection", site_lead(s, STR("collection.json")));
	json_close(j, '}');
	json_close(j, ']');
}

str
iiif_manifest(struct site *s, const struct summary *sum, const struct summary_edition *ed)
{
	if (s->e->paper->url.n == 0 || !ed->composed)
		return (str){0};
	return site_lead(
	    s, str_fmt(s->mem, STR_FMT "/manifest.json", STR_ARG(date_iso(s->mem, sum->date))));
}

static void
write_file(struct site *s, str path, str bytes)
{
	str folder = site_folder(s->mem, s->e->paper, s->e->edition);

	files_write(s->e->files,
		    str_fmt(s->mem, "site/" STR_FMT STR_FMT, STR_ARG(folder), STR_ARG(path)),
		    bytes);
}

static void
write_pages(struct site *s, const struct composed *c, str date)
{
	for (int i = 0; i < c->npage; i++) {
		struct arena mem = {0};

		write_file(
		    s,
		    str_fmt(s->mem, STR_FMT "/%d/page.svg", STR_ARG(date), c->page[i].spec->number),
		    site_view_alone(&mem, &c->page[i]));
		arena_free(&mem);
	}
}

void
iiif_issue(struct site *s, const struct summary *sum, const struct summary_edition *ed)
{
	struct arena mem = {0};
	struct out o = {.mem = &mem};
	struct manifest m = {
	    s, &mem, sum, ed, str_z(&mem, script_tag(s->e->edition)), {.out = &o, .close = true}};
	str date = date_iso(&mem, sum->date);

	if (iiif_manifest(s, sum, ed).n > 0) {
		write_pages(s, s->pages, date);
		put_head(&m);
		json_open(&m.j, "items", '[');
		for (int i = 0; i < s->pages->npage; i++)
			put_canvas(&m, &s->pages->page[i]);
		json_close(&m.j, ']');
		json_open(&m.j, "structures", '[');
		for (int i = 0; i < s->pages->npage; i++)
			put_page_range(&m, i);
		json_close(&m.j, ']');
		json_close(&m.j, '}');
		out_char(&o, '\n');
		write_file(s, str_fmt(&mem, STR_FMT "/manifest.json", STR_ARG(date)), out_text(&o));
	}
	arena_free(&mem);
}

void
iiif_collection(struct site *s, const struct summary *sum, int n)
{
	const struct paper *p = s->e->paper;
	struct arena *a = s->mem;
	struct out o = {.mem = a};
	struct json j = {.out = &o, .close = true};
	const char *tag = str_z(a, script_tag(s->e->edition));

	if (p->url.n == 0)
		return;
	json_open(&j, NULL, '{');
	json_text(&j, "@context", str_from(context));
	json_text(&j, "id", site_lead(s, STR("collection.json")));
	json_text(&j, "type", STR("Collection"));
	put_words(&j, "label", tag, p->name);
	put_homepage(&j, tag, site_lead(s, STR("")), p->name);
	json_open(&j, "items", '[');
	for (int i = 0; i < n; i++) {
		const struct summary_edition *ed = site_part(&sum[i], s->e->edition);
		str manifest = ed ? iiif_manifest(s, &sum[i], ed) : (str){0};

		if (manifest.n == 0)
			continue;
		open_typed(&j, NULL, "Manifest", manifest);
		put_words(&j, "label", tag, site_words(s, issue_label(a, p, &sum[i])));
		json_text(&j, "navDate", site_midnight(a, sum[i].date));
		json_close(&j, '}');
	}
	json_close(&j, ']');
	json_close(&j, '}');
	out_char(&o, '\n');
	write_file(s, STR("collection.json"), out_text(&o));
}
