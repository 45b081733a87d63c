#include "emit/sheet.h"

#include "compose/drawn.h"
#include "markup/xhtml.h"

enum { PPI_LEAST = 170, PICTURE_QUALITY = 88 };

/* Round the number of a page in a link: no text has them (base/file.c), so no text is a link. */
#define PAGE_BEGINS "\uFDD0"
#define PAGE_ENDS   "\uFDD1"

/* A picture in a size and in some inks: none where BYTES are empty. */
struct emit_image {
	struct emit_image *next;
	str path;
	int width, height;
	bool colour;
	str shown, printed; /* to browsers, by the press; of black alone the same */
	int ink;
};

/* -- style: points from 1/1000 pt ------------------------------------------- */

void
sheet_points(struct out *o, mpt n)
{
	unsigned u = n < 0 ? 0u - (unsigned)n : (unsigned)n;

	if (n < 0)
		out_char(o, '-');
	out_uint(o, u / 1000);
	if (u % 1000) {
		char f[4] = {'.', (char)('0' + u % 1000 / 100), (char)('0' + u % 100 / 10),
			     (char)('0' + u % 10)};

		out_str(o, (str){f, f[3] != '0' ? 4 : f[2] != '0' ? 3 : 2});
	}
	out_str(o, STR("pt"));
}

static void
out_length(struct out *o, const char *property, mpt n)
{
	if (o->n)
		out_char(o, ';');
	out_z(o, property);
	out_char(o, ':');
	sheet_points(o, n);
}

/* One buffer serves the styles of all elements. */
static struct out *
new_style(struct sheet *s)
{
	s->style.mem = s->e->mem;
	s->style.n = 0;
	return &s->style;
}

static void
set_style(struct sheet *s, struct element *e)
{
	if (s->style.n)
		element_attr(s->mem, e, STR("style"), str_dup(s->mem, out_text(&s->style)));
}

static void
out_place(struct out *o, const struct placed *p)
{
	out_length(o, "left", p->x);
	out_length(o, "top", p->y);
}

/* -- lines ------------------------------------------------------------------- */

/* What most of the characters of a line have stands on the line, the rest in spans of it. */
struct common {
	enum face face;
	mpt spacing;
};

static struct common
common_of(const struct line *l)
{
	struct common best = {FACE_SONG, 0};
	ptrdiff_t most = -1;

	for (int i = 0; i < l->n; i++) {
		ptrdiff_t n = 0;

		for (int k = 0; k < l->n; k++)
			if (l->piece[k].face == l->piece[i].face &&
			    l->piece[k].spacing == l->piece[i].spacing)
				n += l->piece[k].text.n;
		if (n > most) {
			most = n;
			best = (struct common){l->piece[i].face, l->piece[i].spacing};
		}
	}
	return best;
}

static void
append_piece(struct sheet *s, struct element *line, const struct piece *p, mpt before,
	     struct common common)
{
	struct arena *a = s->mem;
	struct out *style;
	struct element *q;

	if (p->face == common.face && p->spacing == common.spacing && before == 0) {
		element_text(a, line, p->text);
		return;
	}
	q = element_with_text(a, line, STR("span"), p->text);
	if (p->face == common.face)
		element_attr(a, q, STR("class"), STR("q"));
	else
		element_attr(a, q, STR("class"),
			     str_fmt(a, "q " STR_FMT, STR_ARG(face_name(p->face))));
	style = new_style(s);
	if (before != 0)
		out_length(style, "margin-left", before);
	if (p->spacing != common.spacing)
		out_length(style, "letter-spacing", p->spacing);
	set_style(s, q);
}

/* ORDER TURN: enum turn */
static const str turn_class[] = {
    [TURN_NONE] = STR_INIT(""),
    [TURN_UPRIGHT] = STR_INIT(" v"),
    [TURN_CELL] = STR_INIT(" c"),
    [TURN_WORD] = STR_INIT(" t"),
};

/* A box HEIGHT high, at the foot of which the baseline is, turns round the start of that. */
static void
out_transform(struct out *o, const struct placed *p, mpt height)
{
	if (p->turn == TURN_WORD) {
		out_str(o, STR(";transform-origin:0 "));
		sheet_points(o, height);
	} else if (p->turn && p->squash != 1000) {
		out_fmt(o, ";transform:scaleX(.%03d)", p->squash);
	}
}

static str
line_class(struct sheet *s, const struct placed *p, enum face face)
{
	if (face == FACE_SONG && !p->reversed && p->turn == TURN_NONE)
		return STR("l");
	return str_fmt(s->mem, "l%s" STR_FMT "%s" STR_FMT, face != FACE_SONG ? " " : "",
		       STR_ARG(face != FACE_SONG ? face_name(face) : (str){0}),
		       p->reversed ? " r" : "", STR_ARG(turn_class[p->turn]));
}

/*
 * The shipped fonts rise one em and fall none (font_subset), so the baseline is the foot of a box
 * as high as the type; browsers round its height to px. A squeezed mark at the start moves the line
 * instead of its piece.
 */
static void
append_line(struct sheet *s, struct element *parent, const struct placed *p)
{
	const struct line *l = &p->line;
	struct element *e = element_new(s->mem, parent, STR("span"));
	struct common common = common_of(l);
	struct out *style = new_style(s);
	mpt first = l->n ? l->piece[0].before : 0, height = drawn_px(l->size);

	element_attr(s->mem, e, STR("class"), line_class(s, p, common.face));
	out_length(style, "left", p->x + first);
	out_length(style, "top", drawn_baseline(p) - height);
	if (l->size != s->page->grid->size)
		out_length(style, "font-size", l->size);
	if (height != drawn_px(s->page->grid->size))
		out_length(style, "line-height", height);
	if (common.spacing != 0)
		out_length(style, "letter-spacing", common.spacing);
	out_transform(style, p, height);
	set_style(s, e);
	for (int i = 0; i < l->n; i++) {
		append_piece(s, e, &l->piece[i], i ? l->piece[i].before : 0, common);
		font_use(s->fonts, l->piece[i].face, l->piece[i].text);
		s->used[l->piece[i].face] = true;
	}
}

/* -- rules, boxes, pictures -------------------------------------------------- */

/* Decoration: of no meaning to who listens. Greys are of one ink, black. */
static void
append_box(struct sheet *s, struct element *parent, const struct placed *p)
{
	struct arena *a = s->mem;
	struct element *e = element_new(a, parent, STR("span"));
	struct out *style = new_style(s);

	element_attr(a, e, STR("class"),
		     p->round		      ? STR("dot")
		     : p->kind == PLACED_RULE ? STR("rule")
					      : STR("box"));
	element_attr(a, e, STR("aria-hidden"), STR("true"));
	out_place(style, p);
	out_length(style, "width", p->w);
	out_length(style, "height", p->h);
	if (p->kind == PLACED_BOX && p->stroke > 0)
		out_length(style, "border-width", p->stroke);
	if (p->tint > 0) {
		int grey = 255 - (p->tint * 255 + 50) / 100;

		out_fmt(style, ";background:#%02x%02x%02x", grey, grey, grey);
	}
	set_style(s, e);
}

/* How many pixels PIC has an inch at P's place, cropped as it is. */
static int
resolution(const struct picture *pic, const struct placed *p)
{
	int64_t across = (int64_t)pic->width * 72000 / p->w;
	int64_t down = (int64_t)pic->height * 72000 / p->h;

	return (int)(across < down ? across : down);
}

static void
report_resolution(struct sheet *s, const struct picture *pic, int given)
{
	struct diag *d = s->e->diag;
	struct pos at = {.file = pic->path};

	if (given < PPI_LEAST)
		diag(d, D_PICTURE_COARSE, at, diag_int(d, given), diag_int(d, PPI_LEAST));
}

/* Decode P once for browsers and for the press. */
static bool
make_image(struct sheet *s, const struct picture *p, struct emit_image *im)
{
	struct picture_want want[2] = {{.width = im->width,
					.height = im->height,
					.cover = true,
					.format = PICTURE_JPEG,
					.quality = PICTURE_QUALITY}};
	str made[2] = {0};
	int n = 1;

	im->ink = 100;
	want[1] = want[0];
	if (im->colour) {
		want[1].ink = PICTURE_CMYK;
		want[1].press = &s->press;
		want[1].ink_found = &im->ink;
		n = 2;
	} else {
		want[0].ink = PICTURE_GREY;
	}
	if (!picture_kept(s->e->mem, &s->e->desk, p, want, n, made))
		return false;
	im->shown = made[0];
	im->printed = made[n - 1];
	return true;
}

/* P in a size, as the editions of the issue share it. */
static const struct emit_image *
shared_image(struct sheet *s, const struct picture *p, int width, int height, bool colour)
{
	struct emit *e = s->e;
	struct emit_image *im;

	for (im = e->image; im; im = im->next)
		if (str_eq(im->path, p->path) && im->width == width && im->height == height &&
		    im->colour == colour)
			return im;
	im = NEW(e->mem, struct emit_image, 1);
	*im = (struct emit_image){
	    .next = e->image, .path = p->path, .width = width, .height = height, .colour = colour};
	e->image = im;
	if (files_kept(e->files))
		make_image(s, p, im);
	return im;
}

/* Fill IM for its place; its file stays empty, with a message, if it cannot be made. */
static void
place_image(struct sheet *s, struct sheet_image *im)
{
	const struct placed *p = im->placed;
	int ppi = s->e->paper->press.ppi;
	struct picture_want want = {
	    .width = (int)(((int64_t)p->w * ppi + 36000) / 72000),
	    .height = (int)(((int64_t)p->h * ppi + 36000) / 72000),
	    .cover = true,
	};
	const struct emit_image *made;

	if (want.width < 1 || want.height < 1)
		return;
	made = shared_image(s, p->picture, want.width, want.height, im->colour);
	if (made->shown.n == 0 && files_kept(s->e->files))
		return;
	im->ppi_given = p->picture->format == PICTURE_SVG ? ppi : resolution(p->picture, p);
	im->ppi = im->ppi_given < ppi ? im->ppi_given : ppi;
	report_resolution(s, p->picture, im->ppi_given);
	picture_size(p->picture, &want, &im->width, &im->height);
	im->printed = made->printed;
	im->ink = made->ink;
	im->file = str_fmt(s->e->mem, "images/%d.jpg", ++s->pictures);
	files_write(s->e->files,
		    str_fmt(s->e->mem, STR_FMT "/" STR_FMT, STR_ARG(s->folder), STR_ARG(im->file)),
		    made->shown);
}

static struct sheet_image *
find_image(const struct sheet *s, const struct placed *p)
{
	struct sheet_image *im = s->image;

	while (im && im->placed != p)
		im = im->next;
	return im;
}

const struct sheet_image *
sheet_image(const struct sheet *s, const struct placed *p)
{
	const struct sheet_image *im = find_image(s, p);

	return im && im->file.n ? im : NULL;
}

/* The picture at P, made when it is first asked for. NULL, with a message, if it cannot be. */
static const struct sheet_image *
image_of(struct sheet *s, const struct placed *p)
{
	struct sheet_image *im;

	if (find_image(s, p))
		return sheet_image(s, p);
	im = NEW(s->e->mem, struct sheet_image, 1);
	*im = (struct sheet_image){.placed = p,
				   .page = s->now,
				   .colour = press_colour(&s->e->paper->press, s->now->number)};
	if (s->last_image)
		s->last_image->next = im;
	else
		s->image = im;
	s->last_image = im;
	place_image(s, im);
	return sheet_image(s, p);
}

static void
append_image(struct sheet *s, struct element *parent, const struct placed *p)
{
	struct arena *a = s->mem;
	const struct sheet_image *im = p->picture ? image_of(s, p) : NULL;
	struct out *style;
	struct element *e;

	if (!im)
		return;
	e = element_new(a, parent, STR("img"));
	element_attr(a, e, STR("src"), im->file);
	element_attr(a, e, STR("alt"), p->alt);
	element_attr(a, e, STR("width"), str_fmt(a, "%d", im->width));
	element_attr(a, e, STR("height"), str_fmt(a, "%d", im->height));
	style = new_style(s);
	out_place(style, p);
	out_length(style, "width", p->w);
	out_length(style, "height", p->h);
	set_style(s, e);
}

static void
append_placed(struct sheet *s, struct element *parent, const struct placed *p)
{
	switch (p->kind) {
	case PLACED_LINE:
		append_line(s, parent, p);
		break;
	case PLACED_IMAGE:
		append_image(s, parent, p);
		break;
	case PLACED_RULE:
	case PLACED_BOX:
		append_box(s, parent, p);
		break;
	}
}

static bool
part_has(const struct part *part, enum placed_kind kind)
{
	for (const struct placed *p = part->first; p; p = p->next)
		if (p->kind == kind)
			return true;
	return false;
}

/* -- parts and blocks --------------------------------------------------------- */

/* ORDER ROLE: enum role. The element of a run of lines, and its class; empty: none. */
static const struct {
	str element, class;
} role_markup[ROLE__N] = {
    [ROLE_PARA] = {STR_INIT("p"), STR_INIT("")},
    [ROLE_SUBHEAD] = {STR_INIT("h3"), STR_INIT("")},
    [ROLE_QUOTE] = {STR_INIT("p"), STR_INIT("quote")},
    [ROLE_ITEM] = {STR_INIT("p"), STR_INIT("item")},
    [ROLE_CODE] = {STR_INIT("p"), STR_INIT("code")},
    [ROLE_CELL] = {STR_INIT("div"), STR_INIT("cell")},
    [ROLE_RULE] = {STR_INIT("div"), STR_INIT("break")},
    [ROLE_KICKER] = {STR_INIT("p"), STR_INIT("kicker")},
    [ROLE_HEADLINE] = {STR_INIT("h2"), STR_INIT("headline")},
    [ROLE_DECK] = {STR_INIT("p"), STR_INIT("deck")},
    [ROLE_BYLINE] = {STR_INIT("p"), STR_INIT("byline")},
    [ROLE_CAPTION] = {STR_INIT("p"), STR_INIT("caption")},
    [ROLE_CREDIT] = {STR_INIT("p"), STR_INIT("credit")},
    [ROLE_PULL] = {STR_INIT("p"), STR_INIT("pull")},
    [ROLE_LABEL] = {STR_INIT("p"), STR_INIT("label")},
    [ROLE_JUMP] = {STR_INIT("p"), STR_INIT("jump")},
};

/* The frame of the story of B that is BY after it; *PAGE: where it stands. NULL: there is none. */
static const struct block *
other_frame(const struct sheet *s, const struct block *b, int by, const struct page **page)
{
	for (*page = s->page; *page < s->page + s->npage; ++*page)
		for (const struct block *o = (*page)->first; o; o = o->next)
			if (o->kind == b->kind && o->article == b->article &&
			    o->frame == b->frame + by)
				return o;
	return NULL;
}

/* Whether nothing of B is read before PART. */
static bool
opens(const struct block *b, const struct part *part)
{
	for (const struct part *p = b->first; p != part; p = p->next)
		if (p->role != ROLE_RULE)
			return false;
	return true;
}

/* 上接第N版 opens its block and leads to the frame before, 下转第N版 to the next. */
static void
append_jump(struct sheet *s, struct element *parent, const struct block *b, const struct part *part)
{
	struct arena *a = s->mem;
	const struct page *page;
	const struct block *to = other_frame(s, b, opens(b, part) ? -1 : 1, &page);
	struct element *p = element_new(a, parent, role_markup[ROLE_JUMP].element), *link = p;

	element_attr(a, p, STR("class"), role_markup[ROLE_JUMP].class);
	if (to) {
		link = element_new(a, p, STR("a"));
		element_attr(a, link, STR("href"),
			     str_fmt(a, PAGE_BEGINS "%d" PAGE_ENDS "#story-" STR_FMT,
				     page->spec->number, STR_ARG(to->id)));
	}
	for (const struct placed *l = part->first; l; l = l->next)
		append_placed(s, link, l);
}

static struct element *
append_part(struct sheet *s, struct element *parent, const struct part *part)
{
	struct arena *a = s->mem;
	bool decoration = !part_has(part, PLACED_LINE); /* rules, boxes, pictures alone */
	str name = decoration ? STR("div") : role_markup[part->role].element;
	str class = decoration ? STR("art") : role_markup[part->role].class;
	struct element *e = element_new(a, parent, name);

	if (class.n)
		element_attr(a, e, STR("class"), class);
	if (part->role == ROLE_CELL && !decoration)
		element_attr(a, e, STR("role"), part->head ? STR("columnheader") : STR("cell"));
	for (const struct placed *p = part->first; p; p = p->next)
		append_placed(s, e, p);
	return e;
}

/*
 * Cells stand in rows and rows in a table, for who listens; a table of XHTML is no place for lines
 * with a place of their own (WeasyPrint).
 */
static const struct part *
append_table(struct sheet *s, struct element *parent, const struct part *part)
{
	struct arena *a = s->mem;
	struct element *table = element_new(a, parent, STR("div")), *row = NULL;
	int last = -1;

	element_attr(a, table, STR("role"), STR("table"));
	for (; part && part->role == ROLE_CELL; part = part->next) {
		if (!row || part->row != last) {
			if (row && part->row < last) /* the next table */
				break;
			row = element_new(a, table, STR("div"));
			element_attr(a, row, STR("role"), STR("row"));
			last = part->row;
		}
		append_part(s, row, part);
	}
	return part;
}

static void
append_parts(struct sheet *s, struct element *parent, const struct block *b)
{
	for (const struct part *part = b->first; part;) {
		if (part->role == ROLE_CELL && part_has(part, PLACED_LINE)) {
			part = append_table(s, parent, part);
		} else if (part->role == ROLE_JUMP) {
			append_jump(s, parent, b, part);
			part = part->next;
		} else {
			append_part(s, parent, part);
			part = part->next;
		}
	}
}

/* ORDER BLOCK: enum block_kind, without the rules at its end */
static const struct {
	str element, class;
} block_markup[] = {
    {STR_INIT("article"), STR_INIT("story")}, {STR_INIT("header"), STR_INIT("masthead")},
    {STR_INIT("header"), STR_INIT("folio")},  {STR_INIT("section"), STR_INIT("honours")},
    {STR_INIT("aside"), STR_INIT("note")},    {STR_INIT("aside"), STR_INIT("house")},
    {STR_INIT("aside"), STR_INIT("ear")},
};

static void
append_block(struct sheet *s, struct element *parent, const struct block *b)
{
	struct arena *a = s->mem;
	struct element *e;

	if (b->kind == BLOCK_RULE) {
		append_parts(s, parent, b);
		return;
	}
	e = element_new(a, parent, block_markup[b->kind].element);
	if (b->kind == BLOCK_STORY)
		element_attr(a, e, STR("id"), str_fmt(a, "story-" STR_FMT, STR_ARG(b->id)));
	element_attr(a, e, STR("class"), block_markup[b->kind].class);
	append_parts(s, e, b);
}

/* -- pages --------------------------------------------------------------------- */

str
sheet_title(const struct sheet *s, const struct issue_page *spec)
{
	struct arena *a = s->e->mem;
	str date = date_iso(a, s->e->issue->date);

	if (!spec)
		return str_fmt(a, STR_FMT " " STR_FMT, STR_ARG(s->e->paper->name), STR_ARG(date));
	return str_fmt(a, STR_FMT " " STR_FMT " 第%d版 " STR_FMT, STR_ARG(s->e->paper->name),
		       STR_ARG(date), spec->number, STR_ARG(spec->name));
}

/* The section of page P. */
static struct element *
section_of(struct sheet *s, const struct page *p)
{
	struct arena *a = s->mem;
	struct element *section = element_new(a, NULL, STR("section"));
	const struct block **order;
	int n;

	element_attr(a, section, STR("class"), STR("page"));
	element_attr(a, section, STR("id"), str_fmt(a, "page-%d", p->spec->number));
	element_attr(a, section, STR("aria-label"), sheet_title(s, p->spec));
	s->now = p->spec;
	order = drawn_order(a, p, &n);
	for (int i = 0; i < n; i++)
		append_block(s, section, order[i]);
	return section;
}

str
sheet_page(struct sheet *s, const struct page *p)
{
	struct arena mem = {0};
	struct out o = {.mem = s->e->mem};

	s->mem = &mem;
	xhtml_fragment(&o, section_of(s, p));
	s->mem = NULL;
	arena_free(&mem);
	return out_text(&o);
}

void
sheet_put(struct out *o, str section, bool whole)
{
	while (str_find(section, STR(PAGE_BEGINS)) >= 0) {
		str number;

		out_str(o, str_cut(&section, STR(PAGE_BEGINS)));
		number = str_cut(&section, STR(PAGE_ENDS));
		if (!whole)
			out_fmt(o, "page-" STR_FMT ".xhtml", STR_ARG(number));
	}
	out_str(o, section);
}
