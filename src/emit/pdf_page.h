/*
 * pdf_page.h - a printed page as PDF: the same lines, rules, boxes and pictures at the same places
 * as in the XHTML (sheet.h), in the inks of a press. Text is black alone and prints over what is
 * below it; white letters and tints do not.
 */
#ifndef EMIT_PDF_PAGE_H
#define EMIT_PDF_PAGE_H

#include "emit/pdf_font.h"
#include "emit/sheet.h"

/* The sheet that a page is printed on: the page is cut out of it. All in 1/1000 pt. */
struct pdf_cut {
	mpt width, height; /* of the page */
	mpt bleed;	   /* what may stand beyond its edges */
	mpt margin;    /* from the edge of the sheet to that of the page: holds bleed and marks */
	mpt mark_from; /* where marks begin, from the page's edge; 0: there are none */
};

enum { PDF_MARK = 14173 }; /* 5 mm: the length of a mark */

/* As PRESS asks for, of a page of GRID. */
struct pdf_cut pdf_cut(const struct press *press, const struct grid *grid);
/* Corners of the boxes of a page: x and y of the lower left, of the upper right one. */
void pdf_cut_box(const struct pdf_cut *cut, mpt beyond, mpt box[4]);

/*
 * Write PAGE as object OBJECT, below PARENT. S has its pictures (sheet_page). Pictures become
 * objects of their own.
 */
void pdf_page(struct pdf *p, struct pdf_fonts *fonts, const struct sheet *s,
	      const struct page *page, int object, int parent);

#endif
