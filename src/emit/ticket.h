/*
 * ticket.h - edition.json: what the print shop is told of an edition (sizes, pages,
 * fonts, checksums, findings). For emit/print.c.
 */
#ifndef EMIT_TICKET_H
#define EMIT_TICKET_H

#include "compose/page.h"
#include "emit/emit.h"
#include "script/print.h"

struct ticket_page {
	const struct issue_page *spec;
	str file;
	const struct print_fit *fit;
	int empty; /* lines at its foot, over all columns: page_empty() */
};

struct ticket_font {
	const char *family; /* as the style sheet names it */
	const char *file;   /* fonts/song.otf */
};

struct pdf_cut;
struct pdf_intent;
struct sheet_image;

/* What the print shop gets beside the folder, and what was measured of it. */
struct ticket_pdf {
	const struct files_entry *file; /* NULL: it could not be made */
	const struct pdf_cut *cut;
	const struct pdf_intent *intent;
	const struct sheet_image *image; /* of all pages */
	struct fonts *fonts;
	const bool *used; /* by enum face */
};

struct ticket {
	const struct emit *emit;
	const struct grid *grid;
	str folder; /* print/2024-07-17-hans: what the names of files are cut by */
	const struct ticket_page *page;
	int npage;
	const struct ticket_font *font;
	int nfont;
	int first_file; /* of files_at(): the edition's own */
	struct ticket_pdf pdf;
};

/* The keys come in a fixed order: the same edition has the same bytes. */
void ticket_write(struct out *o, const struct ticket *t);

#endif
