#include "emit/pdf_edition.h"

#include "compose/drawn.h"
#include "emit/pdf_page.h"

/* Objects of the file that others refer to. */
struct book {
	struct arena *mem;
	struct pdf pdf;
	const struct sheet *sheet;
	const struct pdf_intent *intent;
	str title, author, date, identifier;
	int pages, outline;
	int *page; /* of each page */
};

#define CREATOR "Lilong"

/* ORDER PRESS_STANDARD. The version of PDF: 1.4, 1.6. */
static const struct {
	str name;
	int version;
} standards[] = {{STR_INIT("PDF/X-1a:2003"), 4}, {STR_INIT("PDF/X-4"), 6}};

str
pdf_standard(const struct press *p)
{
	return standards[p->standard].name;
}

static bool
is_x4(const struct book *b)
{
	return b->sheet->e->paper->press.standard == PRESS_X4;
}

/* -- outline: pages, and their stories below them ------------------------------------ */

struct entry {
	int object;
	str title;
	const struct page
	    *page; /* what it leads to: the block's upper left corner, or the page's */
	const struct block *block;
	int page_object;
	struct entry *below; /* NBELOW stories */
	int nbelow;
};

static void
write_destination(struct out *o, const struct sheet *s, const struct entry *e)
{
	struct pdf_cut cut = pdf_cut(&s->e->paper->press, e->page->grid);
	const struct placed *at = NULL;
	mpt box[4];

	pdf_cut_box(&cut, 0, box);
	for (const struct part *p = e->block ? e->block->first : NULL; p && !at; p = p->next)
		at = p->first;
	out_str(o, STR("/Dest["));
	pdf_reference(o, e->page_object);
	out_str(o, STR("/XYZ "));
	pdf_number(o, box[0] + (at ? at->x : 0));
	out_char(o, ' ');
	pdf_number(o, box[3] - (at ? at->y : 0));
	out_str(o, STR(" null]"));
}

/* N entries beside each other, below object PARENT. */
static void
write_entries(struct book *b, const struct entry *e, int n, int parent)
{
	struct out *o = &b->pdf.out;

	for (int i = 0; i < n; i++) {
		pdf_open(&b->pdf, e[i].object);
		out_str(o, STR("<</Title"));
		pdf_text(o, e[i].title);
		out_fmt(o, "/Parent %d 0 R", parent);
		if (i > 0)
			out_fmt(o, "/Prev %d 0 R", e[i - 1].object);
		if (i + 1 < n)
			out_fmt(o, "/Next %d 0 R", e[i + 1].object);
		if (e[i].nbelow > 0)
			out_fmt(o, "/First %d 0 R/Last %d 0 R/Count %d", e[i].below[0].object,
				e[i].below[e[i].nbelow - 1].object, e[i].nbelow);
		write_destination(o, b->sheet, &e[i]);
		out_str(o, STR(">>"));
		pdf_close(&b->pdf);
		write_entries(b, e[i].below, e[i].nbelow, e[i].object);
	}
}

/* The stories of PAGE in the order they are read. */
static void
add_stories(struct book *b, struct entry *e)
{
	int n;
	const struct block **order = drawn_order(b->mem, e->page, &n);

	e->below = NEW(b->mem, struct entry, (size_t)n + 1);
	for (int i = 0; i < n; i++)
		if (order[i]->kind == BLOCK_STORY && order[i]->article)
			e->below[e->nbelow++] = (struct entry){.object = pdf_object(&b->pdf),
							       .title = order[i]->article->title,
							       .page = e->page,
							       .block = order[i],
							       .page_object = e->page_object};
}

static void
write_outline(struct book *b)
{
	const struct sheet *s = b->sheet;
	struct entry *e = NEW(b->mem, struct entry, (size_t)s->npage + 1);
	struct out *o = &b->pdf.out;
	int count = s->npage;

	b->outline = pdf_object(&b->pdf);
	for (int i = 0; i < s->npage; i++) {
		const struct issue_page *spec = s->page[i].spec;

		e[i] = (struct entry){
		    .object = pdf_object(&b->pdf),
		    .title = str_fmt(b->mem, "第%d版 " STR_FMT, spec->number, STR_ARG(spec->name)),
		    .page = &s->page[i],
		    .page_object = b->page[i]};
		add_stories(b, &e[i]);
		count += e[i].nbelow;
	}
	pdf_open(&b->pdf, b->outline);
	out_fmt(o, "<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>", e[0].object,
		e[s->npage - 1].object, count);
	pdf_close(&b->pdf);
	write_entries(b, e, s->npage, b->outline);
}

/* -- what the file says of itself ------------------------------------------------------ */

static int
write_info(struct book *b)
{
	struct out *o = &b->pdf.out;
	int object = pdf_object(&b->pdf);

	pdf_open(&b->pdf, object);
	out_str(o, STR("<</Title"));
	pdf_text(o, b->title);
	out_str(o, STR("/Author"));
	pdf_text(o, b->author);
	out_str(o, STR("/Creator(" CREATOR ")/Producer(" CREATOR ")/Trapped/False"));
	if (!is_x4(b))
		out_str(o, STR("/GTS_PDFXVersion(PDF/X-1a:2003)"));
	out_fmt(o, "/CreationDate(D:%.4s%.2s%.2s000000Z)/ModDate(D:%.4s%.2s%.2s000000Z)>>",
		b->date.p, b->date.p + 5, b->date.p + 8, b->date.p, b->date.p + 5, b->date.p + 8);
	pdf_close(&b->pdf);
	return object;
}

static void
out_escaped(struct out *o, str s)
{
	for (ptrdiff_t i = 0; i < s.n; i++) {
		if (s.p[i] == '&')
			out_str(o, STR("&amp;"));
		else if (s.p[i] == '<')
			out_str(o, STR("&lt;"));
		else if (s.p[i] == '>')
			out_str(o, STR("&gt;"));
		else
			out_char(o, s.p[i]);
	}
}

/* The same as in write_info, as RDF (Adobe, XMP Specification). */
static int
write_xmp(struct book *b)
{
	struct out x = {.mem = b->mem};
	str id = b->identifier, day = b->date;
	str standard = pdf_standard(&b->sheet->e->paper->press);
	const char *version = is_x4(b) ? "pdfxid:GTS_PDFXVersion" : "pdfx:GTS_PDFXVersion";
	int object = pdf_object(&b->pdf);

	out_str(&x, STR("<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
			"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
			"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
			"<rdf:Description rdf:about=\"\"\n"
			" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
			" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
			" xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"\n"
			" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
			" xmlns:pdfx=\"http://ns.adobe.com/pdfx/1.3/\"\n"
			" xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">\n"
			"<dc:format>application/pdf</dc:format>\n"
			"<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">"));
	out_escaped(&x, b->title);
	out_str(&x, STR("</rdf:li></rdf:Alt></dc:title>\n<dc:creator><rdf:Seq><rdf:li>"));
	out_escaped(&x, b->author);
	out_fmt(&x,
		"</rdf:li></rdf:Seq></dc:creator>\n"
		"<dc:language><rdf:Bag><rdf:li>" STR_FMT "</rdf:li></rdf:Bag></dc:language>\n",
		STR_ARG(script_tag(b->sheet->e->edition)));
	out_fmt(&x,
		"<xmp:CreateDate>" STR_FMT "T00:00:00Z</xmp:CreateDate>\n"
		"<xmp:ModifyDate>" STR_FMT "T00:00:00Z</xmp:ModifyDate>\n"
		"<xmp:MetadataDate>" STR_FMT "T00:00:00Z</xmp:MetadataDate>\n"
		"<xmp:CreatorTool>" CREATOR "</xmp:CreatorTool>\n",
		STR_ARG(day), STR_ARG(day), STR_ARG(day));
	out_fmt(&x,
		"<xmpMM:DocumentID>uuid:%.8s-%.4s-%.4s-%.4s-%.12s</xmpMM:DocumentID>\n"
		"<xmpMM:VersionID>1</xmpMM:VersionID>\n"
		"<xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n"
		"<pdf:Producer>" CREATOR "</pdf:Producer>\n"
		"<pdf:Trapped>False</pdf:Trapped>\n"
		"<%s>" STR_FMT "</%s>\n"
		"</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>",
		id.p, id.p + 8, id.p + 12, id.p + 16, id.p + 20, version, STR_ARG(standard),
		version);
	pdf_stream_plain(&b->pdf, object, STR("/Type/Metadata/Subtype/XML"), out_text(&x));
	return object;
}

static int
write_intent(struct book *b)
{
	const struct pdf_intent *in = b->intent;
	struct out *o = &b->pdf.out;
	int profile = 0, object;

	if (in->profile.n > 0) {
		profile = pdf_object(&b->pdf);
		pdf_stream(&b->pdf, profile, STR("/N 4"), in->profile);
	}
	object = pdf_object(&b->pdf);
	pdf_open(&b->pdf, object);
	out_str(o, STR("<</Type/OutputIntent/S/GTS_PDFX/OutputConditionIdentifier"));
	pdf_text(o, in->condition);
	if (!str_eq(in->condition, STR("Custom")))
		out_str(o, STR("/RegistryName(http://www.color.org)"));
	out_str(o, STR("/Info"));
	pdf_text(o, in->info);
	if (profile)
		out_fmt(o, "/DestOutputProfile %d 0 R", profile);
	out_str(o, STR(">>"));
	pdf_close(&b->pdf);
	return object;
}

static int
write_catalog(struct book *b, int metadata, int intent)
{
	int object = pdf_object(&b->pdf);
	str language = script_tag(b->sheet->e->edition);

	pdf_open(&b->pdf, object);
	out_fmt(&b->pdf.out,
		"<</Type/Catalog/Version/1.%d/Pages %d 0 R/Outlines %d 0 R/PageMode/UseOutlines"
		"/Lang(" STR_FMT ")/ViewerPreferences<</DisplayDocTitle true>>"
		"/Metadata %d 0 R/OutputIntents[%d 0 R]>>",
		standards[b->sheet->e->paper->press.standard].version, b->pages, b->outline,
		STR_ARG(language), metadata, intent);
	pdf_close(&b->pdf);
	return object;
}

/* -- pages ------------------------------------------------------------------------------ */

static void
write_pages(struct book *b)
{
	const struct sheet *s = b->sheet;
	struct pdf_fonts *fonts = NEW(b->mem, struct pdf_fonts, 1);
	struct out *o = &b->pdf.out;

	pdf_fonts_init(fonts, b->mem, s->fonts);
	b->pages = pdf_object(&b->pdf);
	b->page = NEW(b->mem, int, (size_t)s->npage);
	for (int i = 0; i < s->npage; i++)
		b->page[i] = pdf_object(&b->pdf);
	for (int i = 0; i < s->npage; i++)
		pdf_page(&b->pdf, fonts, s, &s->page[i], b->page[i], b->pages);
	pdf_open(&b->pdf, b->pages);
	out_str(o, STR("<</Type/Pages/Kids["));
	for (int i = 0; i < s->npage; i++)
		out_fmt(o, "%d 0 R ", b->page[i]);
	out_fmt(o, "]/Count %d>>", s->npage);
	pdf_close(&b->pdf);
	pdf_fonts_write(fonts, &b->pdf, s->subset);
}

str
pdf_edition(struct arena *a, const struct sheet *s, const struct pdf_intent *intent)
{
	struct book b = {.mem = a, .sheet = s, .intent = intent};
	int info, in, catalog;

	for (int i = 0; i < FACE__N; i++)
		if (s->used[i] && s->subset[i].n == 0)
			return (str){0};
	b.title = sheet_title(s, NULL);
	b.author = s->e->paper->publisher.n ? s->e->paper->publisher : s->e->paper->name;
	b.date = date_iso(a, s->e->issue->date);
	pdf_begin(&b.pdf, a, standards[s->e->paper->press.standard].version);
	write_pages(&b);
	write_outline(&b);
	info = write_info(&b);
	in = write_intent(&b);
	b.identifier = pdf_identifier(a, &b.pdf);
	catalog = write_catalog(&b, write_xmp(&b), in);
	return pdf_end(&b.pdf, catalog, info, b.identifier);
}
