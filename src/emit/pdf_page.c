#include "emit/pdf_page.h"

#include "base/utf8.h"
#include "compose/drawn.h"

/* mm to 1/1000 pt: an inch is 25.4 mm and 72 pt. */
static mpt
from_mm(int mm)
{
	return (mpt)(((int64_t)mm * 720000 + 127) / 254);
}

enum {
	MARK_GAP_MM = 3,
	HAIRLINE = 250, /* 1/4 pt */
	RUN_MAX = 16000 /* bytes of one string: readers need take no more than 32,767 */
};

struct pdf_cut
pdf_cut(const struct press *press, const struct grid *grid)
{
	int gap = press->bleed > MARK_GAP_MM ? press->bleed : MARK_GAP_MM;
	mpt bleed = from_mm(press->bleed), from = press->marks ? from_mm(gap) : 0;

	return (struct pdf_cut){.width = grid->width,
				.height = grid->height,
				.bleed = bleed,
				.margin = press->marks ? from + PDF_MARK : bleed,
				.mark_from = from};
}

void
pdf_cut_box(const struct pdf_cut *cut, mpt beyond, mpt box[4])
{
	box[0] = box[1] = cut->margin - beyond;
	box[2] = cut->margin + cut->width + beyond;
	box[3] = cut->margin + cut->height + beyond;
}

/* -- the stream of a page ------------------------------------------------------- */

/* What is set now is not set again. Ink and size 0 are not set yet. */
struct stream {
	struct out out;
	struct out run; /* CIDs that are not written yet, two bytes each */
	struct pdf *pdf;
	struct pdf_fonts *fonts;
	const struct sheet *sheet;
	struct pdf_cut cut;
	int ink; /* % of black, and 1 more */
	enum face face;
	mpt size, spacing;
	bool used[FACE__N];
	struct picture_use {
		struct picture_use *next;
		const struct sheet_image *image;
		int object;
	} * picture;
};

static void
put(struct stream *s, mpt n)
{
	pdf_number(&s->out, n);
	out_char(&s->out, ' ');
}

/* From the page's upper left corner, down, to the sheet's lower left one, up. */
static void
put_place(struct stream *s, mpt x, mpt y)
{
	put(s, s->cut.margin + x);
	put(s, s->cut.margin + s->cut.height - y);
}

/* PERCENT of black. Only the full ink prints over what is below. */
static void
set_ink(struct stream *s, int percent)
{
	bool over = percent == 100;

	if (s->ink == percent + 1)
		return;
	if (s->ink == 0 || over != (s->ink == 101))
		out_str(&s->out, over ? STR("/Over gs ") : STR("/Knockout gs "));
	out_str(&s->out, STR("0 0 0 "));
	put(s, percent * 10);
	out_str(&s->out, STR("k\n"));
	s->ink = percent + 1;
}

/* -- text -------------------------------------------------------------------------- */

static void
set_face(struct stream *s, enum face face, mpt size, mpt spacing)
{
	if (s->size != size || s->face != face) {
		out_fmt(&s->out, "/F%d ", (int)face);
		put(s, size);
		out_str(&s->out, STR("Tf "));
		s->face = face;
		s->size = size;
		s->used[face] = true;
	}
	if (s->spacing != spacing) {
		put(s, spacing);
		out_str(&s->out, STR("Tc "));
		s->spacing = spacing;
	}
}

static void
flush_run(struct stream *s)
{
	if (s->run.n == 0)
		return;
	pdf_bytes(&s->out, out_text(&s->run));
	out_str(&s->out, STR("Tj "));
	s->run.n = 0;
}

/* A glyph that several characters have would be read back as the first of them. */
static void
show_ambiguous(struct stream *s, uint32_t cp, const char cid[2])
{
	flush_run(s);
	out_str(&s->out, STR("/Span<</ActualText<FEFF"));
	pdf_utf16(&s->out, cp);
	out_str(&s->out, STR(">>>BDC"));
	pdf_bytes(&s->out, (str){cid, 2});
	out_str(&s->out, STR("Tj EMC "));
}

static void
show(struct stream *s, enum face face, bool upright, str text)
{
	for (ptrdiff_t at = 0; at < text.n;) {
		uint32_t cp = utf8_next(text, &at);
		bool plain;
		unsigned cid = pdf_fonts_cid(s->fonts, face, upright, cp, &plain);
		char two[2] = {(char)(cid >> 8), (char)(cid & 0xFF)};

		if (s->run.n >= RUN_MAX)
			flush_run(s);
		if (plain)
			out_str(&s->run, (str){two, 2});
		else
			show_ambiguous(s, cp, two);
	}
	flush_run(s);
}

/* Move right by N within a line: a number of thousandths of the size, to the left. */
static void
move_right(struct stream *s, mpt n)
{
	out_char(&s->out, '[');
	pdf_number(&s->out, (mpt)(-(int64_t)n * 1000 * 1000 / s->size));
	out_str(&s->out, STR("]TJ "));
}

/* The first four numbers of a matrix of text that is N thousandths as wide. */
static void
put_squash(struct stream *s, int n)
{
	put(s, n);
	out_str(&s->out, STR("0 0 1 "));
}

static void
draw_line(struct stream *s, const struct placed *p)
{
	const struct line *l = &p->line;

	if (l->n == 0 || l->size <= 0)
		return;
	set_ink(s, p->reversed ? 0 : 100);
	out_str(&s->out, STR("BT "));
	if (p->turn == TURN_WORD)
		out_str(&s->out, STR("0 -1 1 0 "));
	else if (p->turn)
		put_squash(s, p->squash);
	put_place(s, p->x + l->piece[0].before, drawn_baseline(p));
	out_str(&s->out, p->turn ? STR("Tm ") : STR("Td "));
	for (int i = 0; i < l->n; i++) {
		const struct piece *piece = &l->piece[i];

		set_face(s, piece->face, l->size, piece->spacing);
		if (i > 0 && piece->before != 0)
			move_right(s, piece->before);
		show(s, piece->face, p->turn == TURN_UPRIGHT, piece->text);
	}
	out_str(&s->out, STR("ET\n"));
}

/* -- rules, boxes, pictures ---------------------------------------------------------- */

static void
put_rectangle(struct stream *s, mpt x, mpt y, mpt w, mpt h)
{
	put_place(s, x, y + h);
	put(s, w);
	put(s, h);
	out_str(&s->out, STR("re "));
}

/* A line of no length with round caps. */
static void
draw_dot(struct stream *s, const struct placed *p)
{
	mpt x = p->x + p->w / 2, y = p->y + p->h / 2;

	set_ink(s, 100);
	put(s, p->w);
	out_str(&s->out, STR("w 1 J "));
	put_place(s, x, y);
	out_str(&s->out, STR("m "));
	put_place(s, x, y);
	out_str(&s->out, STR("l S 0 J\n"));
}

/* The frame lies within the box, as CSS has it. */
static void
draw_box(struct stream *s, const struct placed *p)
{
	if (p->round) {
		draw_dot(s, p);
	} else if (p->tint > 0) {
		set_ink(s, p->tint);
		put_rectangle(s, p->x, p->y, p->w, p->h);
		out_str(&s->out, STR("f\n"));
	}
	if (p->kind == PLACED_BOX && p->stroke > 0) {
		set_ink(s, 100);
		put(s, p->stroke);
		out_str(&s->out, STR("w "));
		put_rectangle(s, p->x + p->stroke / 2, p->y + p->stroke / 2, p->w - p->stroke,
			      p->h - p->stroke);
		out_str(&s->out, STR("S\n"));
	}
}

static void
draw_picture(struct stream *s, const struct placed *p)
{
	const struct sheet_image *im = sheet_image(s->sheet, p);
	struct picture_use *use;

	if (!im || im->printed.n == 0)
		return;
	use = NEW(s->out.mem, struct picture_use, 1);
	*use = (struct picture_use){s->picture, im, pdf_object(s->pdf)};
	s->picture = use;
	out_str(&s->out, STR("q /Knockout gs "));
	put(s, p->w);
	out_str(&s->out, STR("0 0 "));
	put(s, p->h);
	put_place(s, p->x, p->y + p->h);
	out_fmt(&s->out, "cm /P%d Do Q\n", use->object);
}

static void
draw_block(struct stream *s, const struct block *b)
{
	for (const struct part *part = b->first; part; part = part->next)
		for (const struct placed *p = part->first; p; p = p->next)
			switch (p->kind) {
			case PLACED_LINE:
				draw_line(s, p);
				break;
			case PLACED_IMAGE:
				draw_picture(s, p);
				break;
			case PLACED_RULE:
			case PLACED_BOX:
				draw_box(s, p);
				break;
			}
}

/* -- marks ----------------------------------------------------------------------------- */

static void
draw_mark(struct stream *s, mpt x, mpt y, mpt dx, mpt dy)
{
	put_place(s, x, y);
	out_str(&s->out, STR("m "));
	put_place(s, x + dx, y + dy);
	out_str(&s->out, STR("l S\n"));
}

/* At each corner one across and one down; on all plates where there are several. */
static void
draw_marks(struct stream *s, bool colour)
{
	mpt from = s->cut.mark_from, w = s->cut.width, h = s->cut.height;

	if (from == 0)
		return;
	out_str(&s->out, colour ? STR("/All CS 1 SCN ") : STR("0 0 0 1 K "));
	put(s, HAIRLINE);
	out_str(&s->out, STR("w\n"));
	for (int i = 0; i < 4; i++) {
		mpt x = i & 1 ? w : 0, y = i & 2 ? h : 0;
		mpt right = i & 1 ? 1 : -1, down = i & 2 ? 1 : -1;

		draw_mark(s, x + right * from, y, right * PDF_MARK, 0);
		draw_mark(s, x, y + down * from, 0, down * PDF_MARK);
	}
}

/* -- the page ---------------------------------------------------------------------------- */

/* What stands beyond the bleed is cut off, marks come after. */
static void
draw_page(struct stream *s, const struct page *page)
{
	mpt bleed = s->cut.bleed;
	int n;
	const struct block **order = drawn_order(s->out.mem, page, &n);

	out_str(&s->out, STR("q "));
	put_rectangle(s, -bleed, -bleed, s->cut.width + 2 * bleed, s->cut.height + 2 * bleed);
	out_str(&s->out, STR("W n 0 0 0 1 K\n"));
	for (int i = 0; i < n; i++)
		draw_block(s, order[i]);
	out_str(&s->out, STR("Q\n"));
	draw_marks(s, press_colour(&s->sheet->e->paper->press, page->spec->number));
}

static void
write_boxes(struct out *o, const struct pdf_cut *cut)
{
	mpt box[4];

	out_str(o, STR("/MediaBox"));
	pdf_cut_box(cut, cut->margin, box);
	pdf_numbers(o, box, 4);
	out_str(o, STR("/BleedBox"));
	pdf_cut_box(cut, cut->bleed, box);
	pdf_numbers(o, box, 4);
	out_str(o, STR("/TrimBox"));
	pdf_cut_box(cut, 0, box);
	pdf_numbers(o, box, 4);
}

static void
write_resources(struct out *o, struct stream *s)
{
	out_str(o, STR("/Resources<</Font<<"));
	for (int i = 0; i < FACE__N; i++)
		if (s->used[i])
			out_fmt(o, "/F%d %d 0 R", i,
				pdf_fonts_object(s->fonts, s->pdf, (enum face)i));
	out_str(o, STR(">>/ExtGState<</Over<</OP true/op true/OPM 1>>"
		       "/Knockout<</OP false/op false/OPM 0>>>>"));
	if (s->cut.mark_from > 0)
		out_str(o, STR("/ColorSpace<</All[/Separation/All/DeviceCMYK<</FunctionType 2"
			       "/Domain[0 1]/C0[0 0 0 0]/C1[1 1 1 1]/N 1>>]>>"));
	if (s->picture)
		out_str(o, STR("/XObject<<"));
	for (const struct picture_use *use = s->picture; use; use = use->next)
		out_fmt(o, "/P%d %d 0 R", use->object, use->object);
	out_str(o, s->picture ? STR(">>>>") : STR(">>"));
}

/* The values of CMYK in a JPEG are those of Adobe: upside down. */
static void
write_picture(struct pdf *p, const struct picture_use *use)
{
	const struct sheet_image *im = use->image;
	str keys = str_fmt(p->out.mem,
			   "/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8"
			   "/ColorSpace/%s/Filter/DCTDecode%s",
			   im->width, im->height, im->colour ? "DeviceCMYK" : "DeviceGray",
			   im->colour ? "/Decode[1 0 1 0 1 0 1 0]" : "");

	pdf_stream_plain(p, use->object, keys, im->printed);
}

void
pdf_page(struct pdf *p, struct pdf_fonts *fonts, const struct sheet *s, const struct page *page,
	 int object, int parent)
{
	struct arena mem = {0};
	struct stream stream = {.out = {.mem = &mem},
				.run = {.mem = &mem},
				.pdf = p,
				.fonts = fonts,
				.sheet = s,
				.cut = pdf_cut(&s->e->paper->press, page->grid)};
	int contents = pdf_object(p);

	draw_page(&stream, page);
	pdf_stream(p, contents, (str){0}, out_text(&stream.out));
	pdf_open(p, object);
	out_fmt(&p->out, "<</Type/Page/Parent %d 0 R/Contents %d 0 R", parent, contents);
	write_boxes(&p->out, &stream.cut);
	write_resources(&p->out, &stream);
	out_str(&p->out, STR(">>"));
	pdf_close(p);
	for (const struct picture_use *use = stream.picture; use; use = use->next)
		write_picture(p, use);
	arena_free(&mem);
}
