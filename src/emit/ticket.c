#include "emit/ticket.h"

#include "emit/json.h"
#include "emit/pdf_edition.h"
#include "emit/pdf_page.h"

/* A sheet's side, which is known in mm; an inch is 72 pt and 25.4 mm. */
static long
whole_mm(mpt length)
{
	return ((long)length * 254 + 360 * 1000) / (720 * 1000);
}

static void
write_grid(struct json *j, const struct grid *g)
{
	json_open(j, "size_mm", '{');
	json_int(j, "width", whole_mm(g->width));
	json_int(j, "height", whole_mm(g->height));
	json_close(j, '}');
	json_open(j, "grid", '{');
	json_int(j, "left_mpt", g->left);
	json_int(j, "top_mpt", g->top);
	json_int(j, "size_mpt", g->size);
	json_int(j, "pitch_mpt", g->pitch);
	json_int(j, "columns", g->columns);
	json_int(j, "characters", g->column_em);
	json_int(j, "gutter", g->gutter_em);
	json_int(j, "lines", g->lines);
	json_close(j, '}');
}

static void
write_page(struct json *j, const struct ticket *t, const struct ticket_page *p)
{
	bool colour = press_colour(&t->emit->paper->press, p->spec->number);

	json_open(j, NULL, '{');
	json_int(j, "number", p->spec->number);
	json_text(j, "name", p->spec->name);
	json_text(j, "file", p->file);
	json_text(j, "inks", colour ? STR("CMYK") : STR("K"));
	json_int(j, "empty_lines", p->empty);
	json_int(j, "empty_characters", (long)p->empty * t->grid->column_em);
	json_open(j, "stories", '[');
	for (const struct print_fit *f = p->fit; f; f = f->next) {
		json_open(j, NULL, '{');
		json_text(j, "slug", f->article->slug);
		json_text(j, "title", f->article->title);
		json_int(j, "lines", f->fit.lines);
		json_int(j, "overset", f->fit.overset);
		json_int(j, "overset_characters", f->fit.overset ? f->fit.characters : 0);
		json_int(j, "hole", f->fit.hole);
		json_int(j, "hole_characters", f->fit.room);
		if (f->fit.from_page)
			json_int(j, "from_page", f->fit.from_page);
		if (f->fit.to_page)
			json_int(j, "to_page", f->fit.to_page);
		json_close(j, '}');
	}
	json_close(j, ']');
	json_close(j, '}');
}

static void
write_fonts(struct json *j, const struct ticket *t)
{
	json_open(j, "fonts", '[');
	for (int i = 0; i < t->nfont; i++) {
		json_open(j, NULL, '{');
		json_text(j, "family", str_from(t->font[i].family));
		json_text(j, "file", str_from(t->font[i].file));
		json_close(j, '}');
	}
	json_close(j, ']');
}

/* x and y of the lower left, of the upper right corner, as they stand in the PDF. */
static void
write_box(struct json *j, const char *key, const struct pdf_cut *cut, mpt beyond)
{
	mpt box[4];

	pdf_cut_box(cut, beyond, box);
	json_open(j, key, '[');
	for (int i = 0; i < 4; i++)
		json_int(j, NULL, box[i]);
	json_close(j, ']');
}

static void
write_picture(struct json *j, const struct sheet_image *im)
{
	json_open(j, NULL, '{');
	json_text(j, "file", im->file);
	json_text(j, "source", im->placed->picture->path);
	json_int(j, "page", im->page->number);
	json_text(j, "inks", im->colour ? STR("CMYK") : STR("K"));
	json_int(j, "ink_percent", im->ink);
	json_int(j, "ppi_given", im->ppi_given);
	json_int(j, "ppi", im->ppi);
	json_close(j, '}');
}

static void
write_pdf_fonts(struct json *j, const struct ticket *t)
{
	json_open(j, "fonts", '[');
	for (int i = 0; i < FACE__N; i++) {
		if (!t->pdf.used[i])
			continue;
		json_next(j, NULL);
		json_string(j->out, font_postscript_name(t->emit->mem, t->pdf.fonts, (enum face)i));
	}
	json_close(j, ']');
}

static str
base_name(str path)
{
	while (str_find(path, STR("/")) >= 0)
		str_cut(&path, STR("/"));
	return path;
}

static void
write_pdf(struct json *j, const struct ticket *t)
{
	const struct ticket_pdf *pdf = &t->pdf;

	if (!pdf->file)
		return;
	json_open(j, "pdf", '{');
	json_text(j, "file",
		  str_fmt(t->emit->mem, "../" STR_FMT, STR_ARG(base_name(pdf->file->path))));
	json_int(j, "bytes", (long)pdf->file->bytes);
	json_text(j, "sha256", str_from(pdf->file->sha256));
	json_text(j, "standard", pdf_standard(&t->emit->paper->press));
	json_text(j, "condition", pdf->intent->condition);
	json_text(j, "condition_info", pdf->intent->info);
	json_text(j, "profile", pdf->intent->profile.n ? STR("embedded") : STR("none"));
	json_int(j, "ink_limit_percent", t->emit->paper->press.ink);
	write_box(j, "media_mpt", pdf->cut, pdf->cut->margin);
	write_box(j, "bleed_mpt", pdf->cut, pdf->cut->bleed);
	write_box(j, "trim_mpt", pdf->cut, 0);
	json_text(j, "marks", pdf->cut->mark_from > 0 ? STR("cut") : STR("none"));
	write_pdf_fonts(j, t);
	json_open(j, "pictures", '[');
	for (const struct sheet_image *im = pdf->image; im; im = im->next)
		if (im->file.n > 0)
			write_picture(j, im);
	json_close(j, ']');
	json_close(j, '}');
}

static void
write_files(struct json *j, const struct ticket *t)
{
	const struct files *files = t->emit->files;

	json_open(j, "files", '[');
	for (int i = t->first_file; i < files_count(files); i++) {
		const struct files_entry *f = files_at(files, i);

		if (f == t->pdf.file)
			continue;
		json_open(j, NULL, '{');
		json_text(j, "file", str_from_at(f->path, t->folder.n + 1));
		json_int(j, "bytes", (long)f->bytes);
		json_text(j, "sha256", str_from(f->sha256));
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void
write_finding(struct json *j, const struct diag_msg *m, struct arena *a)
{
	/* ORDER LEVEL */
	static const char *const level[] = {"", "note", "warning", "error", "error"};

	json_open(j, NULL, '{');
	json_text(j, "level", str_from(level[diag_level(m->id)]));
	json_text(j, "id", diag_name(a, m->id));
	json_text(j, "file", m->at.file);
	json_int(j, "line", m->at.line);
	json_text(j, "text", diag_text(a, m, LANG_ZH));
	json_close(j, '}');
}

/* What was found until now in this issue, without what is about other editions alone. */
static void
write_findings(struct json *j, const struct emit *e)
{
	size_t n;
	struct diag_msg **found = diag_sorted(e->mem, e->diag, &n);

	json_open(j, "findings", '[');
	for (size_t i = 0; i < n; i++)
		if (!found[i]->scopes || found[i]->scopes & 1u << e->edition)
			write_finding(j, found[i], e->mem);
	json_close(j, ']');
}

void
ticket_write(struct out *o, const struct ticket *t)
{
	const struct emit *e = t->emit;
	struct json j = {.out = o};

	json_open(&j, NULL, '{');
	json_text(&j, "paper", e->paper->name);
	json_text(&j, "variant", e->paper->variant);
	json_text(&j, "cn", e->paper->cn);
	json_text(&j, "date", date_iso(e->mem, e->issue->date));
	json_int(&j, "number", e->issue->number);
	json_text(&j, "edition", script_name(e->edition));
	json_text(&j, "language", script_tag(e->edition));
	write_grid(&j, t->grid);
	json_open(&j, "pages", '[');
	for (int i = 0; i < t->npage; i++)
		write_page(&j, t, &t->page[i]);
	json_close(&j, ']');
	write_fonts(&j, t);
	write_pdf(&j, t);
	write_files(&j, t);
	write_findings(&j, e);
	json_close(&j, '}');
	out_char(o, '\n');
}
