#include "emit/pdf_font.h"

enum {
	WIDTH = 1000, /* of most glyphs, in 1/1000 em */
	CIDS = 0x10000,
	BF_CHARS = 100, /* in one list of a CMap, at most */
	TAG = 6		/* capital letters before the name of a subset */
};

void
pdf_fonts_init(struct pdf_fonts *f, struct arena *a, struct fonts *fonts)
{
	*f = (struct pdf_fonts){.mem = a, .fonts = fonts};
}

unsigned
pdf_fonts_cid(struct pdf_fonts *f, enum face face, bool upright, uint32_t cp, bool *plain)
{
	unsigned cid = upright ? font_upright(f->fonts, face, cp).glyph
			       : font_glyph(f->fonts, face, cp);
	uint32_t **page = &f->face[face].character[cid / PDF_CID_PAGE], *known;

	if (!*page)
		*page = NEW(f->mem, uint32_t, PDF_CID_PAGE);
	known = &(*page)[cid % PDF_CID_PAGE];
	if (*known == 0)
		*known = cp;
	*plain = *known == cp;
	return cid;
}

int
pdf_fonts_object(struct pdf_fonts *f, struct pdf *p, enum face face)
{
	struct pdf_face *pf = &f->face[face];

	if (pf->object == 0)
		pf->object = pdf_object(p);
	return pf->object;
}

static uint32_t
character_of(const struct pdf_face *f, unsigned cid)
{
	const uint32_t *page = f->character[cid / PDF_CID_PAGE];

	return page ? page[cid % PDF_CID_PAGE] : 0;
}

/* The first CID from CID on that is used; CIDS: there is none. */
static unsigned
next_used(const struct pdf_face *f, unsigned cid)
{
	for (; cid < CIDS; cid++) {
		if (!f->character[cid / PDF_CID_PAGE])
			cid |= PDF_CID_PAGE - 1;
		else if (character_of(f, cid))
			break;
	}
	return cid;
}

static int
count_used(const struct pdf_face *f)
{
	int n = 0;

	for (unsigned cid = next_used(f, 0); cid < CIDS; cid = next_used(f, cid + 1))
		n++;
	return n;
}

/* -- CID to character (Adobe Technical Note 5411) ------------------------------- */

static void
write_to_unicode(struct pdf *p, int object, const struct pdf_face *f)
{
	struct arena mem = {0};
	struct out o = {.mem = &mem};
	int left = count_used(f), in_list = 0;

	out_str(&o, STR("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
			"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
			"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
			"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"));
	for (unsigned cid = next_used(f, 0); cid < CIDS; cid = next_used(f, cid + 1)) {
		uint32_t cp = character_of(f, cid);

		if (in_list == 0) {
			in_list = left < BF_CHARS ? left : BF_CHARS;
			out_fmt(&o, "%d beginbfchar\n", in_list);
		}
		out_char(&o, '<');
		pdf_utf16(&o, cid);
		out_str(&o, STR("><"));
		pdf_utf16(&o, cp);
		out_str(&o, STR(">\n"));
		left--;
		if (--in_list == 0)
			out_str(&o, STR("endbfchar\n"));
	}
	out_str(&o, STR("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n"));
	pdf_stream(p, object, (str){0}, out_text(&o));
	arena_free(&mem);
}

/* -- the font ------------------------------------------------------------------- */

/* "ABCDEF+NotoSerifCJKsc-Regular": letters that are the same for the same program. */
static str
subset_name(struct pdf_fonts *f, enum face face, str program)
{
	char tag[TAG];
	uint32_t h = 2166136261u; /* FNV-1a */

	for (ptrdiff_t i = 0; i < program.n; i++)
		h = (h ^ (unsigned char)program.p[i]) * 16777619u;
	for (int i = 0; i < TAG; i++, h /= 26)
		tag[i] = (char)('A' + h % 26);
	return str_fmt(f->mem, "%.*s+" STR_FMT, TAG, tag,
		       STR_ARG(font_postscript_name(f->mem, f->fonts, face)));
}

static int
number_at(str table, ptrdiff_t at)
{
	int n;

	if (at + 2 > table.n)
		return 0;
	n = (unsigned char)table.p[at] << 8 | (unsigned char)table.p[at + 1];
	return n < 0x8000 ? n : n - 0x10000;
}

/* FontFile2 of TrueType, which has its outlines in "glyf", FontFile3 of CFF. The em box of the
 * faces, as CLREQ has it, is 880 above the baseline and 120 below. */
static void
write_descriptor(struct pdf *p, int object, str name, enum face face, str subset, int program)
{
	str head = font_table(subset, "head"), os2 = font_table(subset, "OS/2");
	bool bold = face == FACE_SONG_BOLD || face == FACE_HEI_BOLD;
	bool serif = face == FACE_SONG || face == FACE_SONG_BOLD || face == FACE_KAI;

	pdf_open(p, object);
	out_fmt(&p->out,
		"<</Type/FontDescriptor/FontName/" STR_FMT "/Flags %d/FontBBox[%d %d %d %d]"
		"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight %d/StemV %d/FontFile%c %d 0 R>>",
		STR_ARG(name), serif ? 6 : 4, number_at(head, 36), number_at(head, 38),
		number_at(head, 40), number_at(head, 42), number_at(os2, 88), bold ? 140 : 80,
		font_table(subset, "glyf").n ? '2' : '3', program);
	pdf_close(p);
}

/* Widths that are not WIDTH: "17[256 591]300[500]". */
static void
write_widths(struct out *o, struct pdf_fonts *f, enum face face)
{
	unsigned last = 0;
	bool in_list = false;

	const struct pdf_face *pf = &f->face[face];

	for (unsigned cid = next_used(pf, 0); cid < CIDS; cid = next_used(pf, cid + 1)) {
		int width = font_advance(f->fonts, face, character_of(pf, cid));

		if (width == WIDTH)
			continue;
		if (in_list && cid == last + 1)
			out_fmt(o, " %d", width);
		else
			out_fmt(o, in_list ? "]%u[%d" : "%u[%d", cid, width);
		in_list = true;
		last = cid;
	}
	if (in_list)
		out_char(o, ']');
}

/* Two bytes for each CID: its glyph in the subset of a TrueType font, which counts them anew. */
static void
write_glyph_map(struct pdf_fonts *f, struct pdf *p, int object, enum face face, str subset)
{
	const struct pdf_face *pf = &f->face[face];
	int n = count_used(pf), k = 0;
	uint32_t *cp = NEW(f->mem, uint32_t, (size_t)n + 1);
	unsigned *glyph = NEW(f->mem, unsigned, (size_t)n + 1), last = 0;
	char *map;

	for (unsigned cid = 0; cid < 0x10000; cid++) {
		if (character_of(pf, cid) == 0)
			continue;
		cp[k++] = character_of(pf, cid);
		last = cid;
	}
	font_subset_glyphs(subset, cp, n, glyph);
	map = NEW(f->mem, char, 2 * ((size_t)last + 1));
	k = 0;
	for (unsigned cid = 0; cid <= last; cid++) {
		if (character_of(pf, cid) == 0)
			continue;
		map[2 * cid] = (char)(glyph[k] >> 8);
		map[2 * cid + 1] = (char)(glyph[k++] & 0xFF);
	}
	pdf_stream(p, object, (str){0}, (str){map, 2 * ((ptrdiff_t)last + 1)});
}

/* The font file: outlines of CFF alone, or a whole TrueType font. */
static void
write_program(struct pdf_fonts *f, struct pdf *p, int object, str subset, str program)
{
	str keys = STR("/Subtype/CIDFontType0C");

	if (program.n == subset.n)
		keys = str_fmt(f->mem, "/Length1 %td", subset.n);
	pdf_stream_outlines(p, object, keys, program);
}

static void
write_face(struct pdf_fonts *f, struct pdf *p, enum face face, str subset)
{
	str cff = font_table(subset, "CFF "), program = cff.n ? cff : subset;
	str name = subset_name(f, face, program);
	int descendant = pdf_object(p), descriptor = pdf_object(p), file = pdf_object(p),
	    map = pdf_object(p), glyphs = cff.n ? 0 : pdf_object(p);

	pdf_open(p, f->face[face].object);
	out_fmt(&p->out,
		"<</Type/Font/Subtype/Type0/BaseFont/" STR_FMT "%s/Encoding/Identity-H"
		"/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>",
		STR_ARG(name), cff.n ? "-Identity-H" : "", descendant, map);
	pdf_close(p);
	pdf_open(p, descendant);
	out_fmt(&p->out,
		"<</Type/Font/Subtype/CIDFontType%c/BaseFont/" STR_FMT
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
		"/FontDescriptor %d 0 R/DW %d/W[",
		cff.n ? '0' : '2', STR_ARG(name), descriptor, WIDTH);
	write_widths(&p->out, f, face);
	out_char(&p->out, ']');
	if (glyphs)
		out_fmt(&p->out, "/CIDToGIDMap %d 0 R", glyphs);
	out_str(&p->out, STR(">>"));
	pdf_close(p);
	write_descriptor(p, descriptor, name, face, subset, file);
	write_program(f, p, file, subset, program);
	if (glyphs)
		write_glyph_map(f, p, glyphs, face, subset);
	write_to_unicode(p, map, &f->face[face]);
}

void
pdf_fonts_write(struct pdf_fonts *f, struct pdf *p, const str subset[FACE__N])
{
	for (int i = 0; i < FACE__N; i++)
		if (f->face[i].object)
			write_face(f, p, (enum face)i, subset[i]);
}
