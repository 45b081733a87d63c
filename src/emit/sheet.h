/*
 * sheet.h - a printed page as XHTML of placed lines. Every line, rule, box and picture
 * has its place from the composer, so a renderer has nothing to decide: Chromium
 * and WeasyPrint show the same page. The conditions are those of composition.md 4.3:
 * lines on whole px, fonts without layout features, white space kept, squeezing by
 * letter-spacing and margins. For emit/print.c.
 */
#ifndef EMIT_SHEET_H
#define EMIT_SHEET_H

#include "compose/page.h"
#include "emit/emit.h"
#include "emit/ticket.h"
#include "markup/element.h"

/* One edition on its way out. */
struct sheet {
	struct emit *e;
	struct fonts *fonts;
	str folder; /* print/2024-07-17-hans */
	struct page *page;
	int npage;
	int pictures;			  /* files of them that were written */
	bool used[FACE__N];		  /* by lines that were appended */
	struct ticket_font font[FACE__N]; /* that were written */
	int nfont;
	struct sheet_image
	    *image; /* made so far: the page's own file and the whole edition show it */
};

/* Append PAGE to BODY. Its pictures are written, its characters noted for the fonts. */
void sheet_page(struct sheet *s, struct element *body, const struct page *page);

/* "汀浦晚报 2026-11-13 第1版 要闻"; SPEC NULL: of the whole edition. */
str sheet_title(struct sheet *s, const struct issue_page *spec);

/* N as points: "12.75pt". */
void sheet_points(struct out *o, mpt n);

#endif
