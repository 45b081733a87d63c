/*
 * print.c - the print edition: its pages laid out, their files, fonts, style sheet and
 * job ticket. How a page becomes XHTML is emit/sheet.c.
 */
#include "script/print.h"
#include "compose/drawn.h"
#include "compose/label.h"
#include "emit/composed.h"
#include "emit/emit.h"
#include "emit/pdf_edition.h"
#include "emit/pdf_page.h"
#include "emit/sheet.h"
#include "emit/site.h"
#include "markup/verify.h"
#include "markup/xhtml.h"

/* Where a page goes in a file without pages; no text is written like that. */
#define HOLE "<section></section>"

/* A file for N pages, with a hole for each. */
static str
file_frame(struct sheet *s, str title, int n)
{
	struct arena *a = s->e->mem;
	struct element *html = element_new(a, NULL, STR("html")), *head, *e;
	struct out o = {.mem = a};

	element_attr(a, html, STR("xmlns"), STR("http://www.w3.org/1999/xhtml"));
	element_attr(a, html, STR("lang"), script_tag(s->e->edition));
	element_attr(a, html, STR("xml:lang"), script_tag(s->e->edition));
	head = element_new(a, html, STR("head"));
	element_attr(a, element_new(a, head, STR("meta")), STR("charset"), STR("UTF-8"));
	element_with_text(a, head, STR("title"), title);
	e = element_new(a, head, STR("link"));
	element_attr(a, e, STR("rel"), STR("stylesheet"));
	element_attr(a, e, STR("href"), STR("edition.css"));
	e = element_new(a, html, STR("body"));
	for (int i = 0; i < n; i++)
		element_new(a, e, STR("section"));
	xhtml_page(&o, html);
	return out_text(&o);
}

/* The N pages of SECTION as a file, held against SCHEMA if it is not NULL. */
static void
write_pages(struct sheet *s, str name, str title, const str *section, int n,
	    const struct source *schema)
{
	struct arena mem = {0};
	struct out o = {.mem = &mem};
	str rest = file_frame(s, title, n);

	for (int i = 0; i < n; i++) {
		out_str(&o, str_cut(&rest, STR(HOLE)));
		sheet_put(&o, section[i], n > 1);
	}
	out_str(&o, rest);
	files_write_printed(
	    s->e->files, str_fmt(s->e->mem, STR_FMT "/" STR_FMT, STR_ARG(s->folder), STR_ARG(name)),
	    out_text(&o), schema);
	arena_free(&mem);
}

/* -- fonts and style sheet -------------------------------------------------------- */

/* ORDER FACE: names of families in the style sheet, and classes of lines. */
static const struct ticket_font face_files[FACE__N] = {
    {"Lilong Song", "fonts/song.otf"}, {"Lilong Song Bold", "fonts/song-bold.otf"},
    {"Lilong Hei", "fonts/hei.otf"},   {"Lilong Hei Bold", "fonts/hei-bold.otf"},
    {"Lilong Kai", "fonts/kai.ttf"},
};

/*
 * Everything stands on its page by left and top; text is never wrapped, spaced or kerned by the
 * renderer. A span has no height of its own, or it would move the line.
 */
static const char style_sheet[] =
    "body{margin:0}\n"
    ".page{position:relative;overflow:hidden;break-after:page;color:#000;background:#fff}\n"
    ".page:last-child{break-after:auto}\n"
    ".page *{margin:0;padding:0;font-weight:normal;font-style:normal}\n"
    ".l{position:absolute;white-space:pre;letter-spacing:0;font-kerning:none;"
    "font-variant-ligatures:none;text-spacing-trim:space-all;text-autospace:no-autospace}\n"
    ".page .q{line-height:0}\n"
    ".r{color:#fff}\n"
    "a{color:inherit;text-decoration:none}\n"
    ".v{font-feature-settings:\"vert\"}\n"
    ".c{transform-origin:0 0}\n"
    ".t{transform:rotate(90deg)}\n"
    ".rule,.box,.dot{position:absolute;display:block;box-sizing:border-box}\n"
    ".dot{border-radius:50%}\n"
    ".box{border:0 solid #000}\n"
    "img{position:absolute;display:block;object-fit:cover}\n";

/* The subset of FACE, if it can be from an earlier build. */
static str
subset(struct sheet *s, enum face face)
{
	struct arena *a = s->e->mem;
	str key = font_subset_key(a, s->fonts, face), bytes;

	if (cache_find(s->e->cache, a, key, &bytes))
		return bytes;
	bytes = font_subset(a, s->e->diag, s->fonts, face);
	if (bytes.n > 0)
		cache_keep(s->e->cache, key, bytes);
	return bytes;
}

static void
write_fonts(struct sheet *s, struct out *css)
{
	struct arena *a = s->e->mem;

	for (int i = 0; i < FACE__N; i++) {
		str bytes = {0};

		if (!s->used[i])
			continue;
		if (files_kept(s->e->files)) {
			bytes = subset(s, (enum face)i);
			if (bytes.n == 0)
				continue;
			s->subset[i] = bytes;
		}
		files_write(s->e->files,
			    str_fmt(a, STR_FMT "/%s", STR_ARG(s->folder), face_files[i].file),
			    bytes);
		s->font[s->nfont++] = face_files[i];
		out_fmt(css, "@font-face{font-family:\"%s\";src:url(%s) format(\"opentype\")}\n",
			face_files[i].family, face_files[i].file);
	}
}

static void
write_style(struct sheet *s)
{
	struct arena *a = s->e->mem;
	const struct grid *g = s->page->grid;
	struct out css = {.mem = a};

	write_fonts(s, &css);
	out_str(&css, STR("@page{margin:0;size:"));
	sheet_points(&css, g->width);
	out_char(&css, ' ');
	sheet_points(&css, g->height);
	out_str(&css, STR("}\n"));
	out_z(&css, style_sheet);
	out_str(&css, STR(".page{width:"));
	sheet_points(&css, g->width);
	out_str(&css, STR(";height:"));
	sheet_points(&css, g->height);
	out_str(&css, STR("}\n.l{font-family:\"Lilong Song\";font-size:"));
	sheet_points(&css, g->size);
	out_str(&css, STR(";line-height:"));
	sheet_points(&css, drawn_px(g->size));
	out_str(&css, STR("}\n"));
	for (int i = FACE_SONG + 1; i < FACE__N; i++)
		out_fmt(&css, "." STR_FMT "{font-family:\"%s\"}\n",
			STR_ARG(face_name((enum face)i)), face_files[i].family);
	out_str(&css, STR(".song{font-family:\"Lilong Song\"}\n"));
	files_write(s->e->files, str_fmt(a, STR_FMT "/edition.css", STR_ARG(s->folder)),
		    out_text(&css));
}

/* -- PDF ------------------------------------------------------------------------------- */

/* The ICC profile that paper.md names; empty, with a message, if it cannot be used. */
static str
read_profile(struct emit *e)
{
	str path = e->paper->press.profile, bytes = {0};

	if (path.n == 0 || !file_read(e->mem, e->diag, e->root, path, FILE_PICTURE_MAX, &bytes))
		return (str){0};
	if (picture_profile_ok(bytes))
		return bytes;
	diag(e->diag, D_PRESS_PROFILE, ((struct pos){.file = path}));
	return (str){0};
}

static bool
has_colour(const struct emit *e)
{
	for (int i = 0; i < e->issue->npage; i++)
		if (press_colour(&e->paper->press, e->issue->page[i].number))
			return true;
	return false;
}

/*
 * How colours are mixed, and what the PDF says of it: what is true. IFRA26 is the ICC's name for
 * coldset on newsprint (ISO 12647-3); that holds for black alone, whatever profile the press has.
 */
static void
open_press(struct sheet *s, struct pdf_intent *intent)
{
	struct emit *e = s->e;
	const struct press *press = &e->paper->press;

	s->press = (struct picture_press){.profile = read_profile(e), .ink = press->ink};
	*intent = (struct pdf_intent){.condition = press->condition, .profile = s->press.profile};
	if (s->press.profile.n > 0) {
		if (press->condition.n == 0)
			intent->condition = STR("Custom");
		intent->info = press->profile;
	} else if (has_colour(e) || press->standard == PRESS_X4) {
		intent->condition = STR("Custom");
		intent->info = STR("CMYK of no press in particular");
		if (files_kept(e->files))
			intent->profile = picture_kept_profile(e->mem, &e->desk);
		if (press->profile.n == 0)
			diag(e->diag, has_colour(e) ? D_PRESS_PROFILE_OWN : D_PRESS_PROFILE_X4,
			     ((struct pos){.file = e->paper->file}));
	} else {
		if (press->condition.n == 0)
			intent->condition = STR("IFRA26");
		intent->info = STR("black ink alone");
	}
}

/* What readers get: cut to the page. PRINTED is what the print shop gets. */
static void
write_readers_pdf(struct arena *mem, struct sheet *s, const struct pdf_intent *intent, str printed)
{
	struct emit *e = s->e, plain = *e;
	struct paper paper = *e->paper;
	str bytes = printed;

	if (paper.press.marks || paper.press.bleed > 0) {
		paper.press.marks = false;
		paper.press.bleed = 0;
		plain.paper = &paper;
		s->e = &plain;
		bytes = files_kept(e->files) ? pdf_edition(mem, s, intent) : printed;
		s->e = e;
	}
	files_write(e->files,
		    str_fmt(e->mem, "site/" STR_FMT STR_FMT,
			    STR_ARG(site_folder(e->mem, e->paper, e->edition)),
			    STR_ARG(site_pdf(e->mem, e->issue->date, e->edition))),
		    bytes);
}

/*
 * print/2024-07-17-hans.pdf, beside the folder; *BYTES live in MEM. NULL, with a message, if it
 * cannot be written.
 */
static const struct files_entry *
write_pdf(struct arena *mem, struct sheet *s, const struct pdf_intent *intent, str *bytes)
{
	struct files *files = s->e->files;
	str path = str_fmt(s->e->mem, STR_FMT ".pdf", STR_ARG(s->folder));
	bool ok = true;

	*bytes = (str){0};
	if (files_kept(files)) {
		*bytes = pdf_edition(mem, s, intent);
		ok = bytes->n > 0;
	}
	return ok && files_write(files, path, *bytes) ? files_at(files, files_count(files) - 1)
						      : NULL;
}

/* -- the edition ---------------------------------------------------------------------- */

enum { MORE_PAGES = 8 };

/* A proof on A4 has less room than the paper: pages that its stories may go on at. */
static void
add_pages(struct emit *e)
{
	const struct issue *own = e->issue;
	struct issue *issue = NEW(e->mem, struct issue, 1);
	int n = own->npage;

	if (e->paper->print != PRINT_A4 || n == 0)
		return;
	*issue = *own;
	issue->page = NEW(e->mem, struct issue_page, (size_t)n + MORE_PAGES);
	memcpy(issue->page, own->page, (size_t)n * sizeof *own->page);
	for (int i = 0; i < MORE_PAGES; i++)
		issue->page[n + i] = (struct issue_page){.number = own->page[n - 1].number + 1 + i,
							 .name = label(LABEL_MORE, e->edition),
							 .function = STR("news"),
							 .at = own->page[n - 1].at,
							 .more = true};
	issue->npage = n + MORE_PAGES;
	e->issue = issue;
}

/* Whether anything goes on at page N of C. */
static bool
is_awaited(const struct composed *c, int n, int number)
{
	for (int i = 0; i < n; i++)
		for (const struct block *b = c->page[i].first; b; b = b->next)
			if (b->to_page == number)
				return true;
	return false;
}

/* Those that nothing goes on at are none. */
static void
drop_pages(struct emit *e, struct composed *c, int n)
{
	struct issue *issue = NEW(e->mem, struct issue, 1);

	*issue = *e->issue;
	issue->npage = c->npage = n;
	e->issue = issue;
	for (int i = 0; i < n; i++)
		c->page[i].issue = issue;
}

/* Lay out all pages; what could not be placed is reported. */
static void
lay_out(struct emit *e, struct composed *c)
{
	bool done = true;

	add_pages(e);
	c->page = NEW(e->mem, struct page, (size_t)e->issue->npage + 1);
	c->ticket = NEW(e->mem, struct ticket_page, (size_t)e->issue->npage + 1);
	c->npage = e->issue->npage;
	for (int i = 0; i < c->npage; i++) {
		const struct issue_page *spec = &e->issue->page[i];

		if (spec->more && !is_awaited(c, i, spec->number)) {
			drop_pages(e, c, i);
			break;
		}
		page_init(&c->page[i], e->mem, e->diag, c->fonts, e->paper, e->issue, spec,
			  e->edition, grid_of(e->paper->print));
		c->page[i].before = i > 0 ? &c->page[i - 1] : NULL;
		if (print_page(e->print, &c->page[i]))
			page_finish(&c->page[i]);
		else
			done = false;
		c->ticket[i] = (struct ticket_page){spec,
						    str_fmt(e->mem, "page-%d.xhtml", spec->number),
						    print_fits(e->print), page_empty(&c->page[i])};
	}
	if (done)
		pages_finish(c->page, c->npage);
}

struct composed *
emit_compose(struct emit *e)
{
	struct composed *c = NEW(e->mem, struct composed, 1);

	e->begun = e->begun || print_begin(e->print, e->mem, e->diag, e->layouts, e->issue->layout);
	c->fonts = fonts_open(e->diag, e->font_folder, e->edition);
	if (!e->begun || !c->fonts)
		return c;
	fonts_set_kinsoku(c->fonts, e->paper->kinsoku, e->paper->tight);
	lay_out(e, c);
	return c;
}

void
emit_composed_free(struct composed *c)
{
	if (c->fonts)
		fonts_close(c->fonts);
}

void
emit_close(struct emit *e)
{
	darkroom_close(e->desk.room);
}

static void
write_edition(struct sheet *s, struct ticket_page *ticket, const struct source *schema)
{
	struct emit *e = s->e;
	struct out json = {.mem = e->mem};
	struct arena mem = {0};
	struct pdf_intent intent;
	struct pdf_cut cut;
	str pdf, *section = NEW(e->mem, str, (size_t)s->npage);
	struct ticket t = {.emit = e,
			   .grid = s->page->grid,
			   .folder = s->folder,
			   .page = ticket,
			   .npage = s->npage,
			   .first_file = files_count(e->files)};

	open_press(s, &intent);
	for (int i = 0; i < s->npage; i++) {
		section[i] = sheet_page(s, &s->page[i]);
		write_pages(s, ticket[i].file, sheet_title(s, ticket[i].spec), &section[i], 1,
			    schema);
	}
	/* The same once more need only be well-formed. */
	write_pages(s, STR("edition.xhtml"), sheet_title(s, NULL), section, s->npage, NULL);
	write_style(s);
	cut = pdf_cut(&e->paper->press, s->page->grid);
	t.pdf = (struct ticket_pdf){
	    write_pdf(&mem, s, &intent, &pdf), &cut, &intent, s->image, s->fonts, s->used};
	t.font = s->font;
	t.nfont = s->nfont;
	ticket_write(&json, &t);
	files_write(e->files, str_fmt(e->mem, STR_FMT "/edition.json", STR_ARG(s->folder)),
		    out_text(&json));
	if (e->site && t.pdf.file)
		write_readers_pdf(&mem, s, &intent, pdf);
	arena_free(&mem);
}

void
emit_print(struct emit *e, struct composed *c, struct summary *sum)
{
	struct sheet s = {.e = e, .fonts = c->fonts, .page = c->page, .npage = c->npage};
	const struct source *schema = source_read(e->mem, e->diag, e->layouts,
						  STR("print/edition.rng"));

	s.folder = str_fmt(e->mem, "print/" STR_FMT "-" STR_FMT,
			   STR_ARG(date_iso(e->mem, e->issue->date)),
			   STR_ARG(script_name(e->edition)));
	if (schema && s.npage > 0) {
		write_edition(&s, c->ticket, schema);
		sum->pages += s.npage;
	}
}
