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
#include "emit/picture.h"
#include "emit/ticket.h"
#include "markup/element.h"

/* A picture at its place, in the size it is printed in. */
struct sheet_image {
	struct sheet_image *next;
	const struct placed *placed;
	const struct issue_page *page;
	str file;	   /* of the XHTML: images/1.jpg; empty: it could not be made */
	int width, height; /* pixels of it */
	int ppi_given;	   /* what the picture has at its place, before it is made smaller */
	int ppi;	   /* and as it is printed */
	str printed;	   /* JPEG in the inks of its page; empty in a check */
	bool colour;	   /* they are four, else black alone */
	int ink;	   /* % of all inks at the place that has most; black alone: 100 */
};

/* One edition on its way out. */
struct sheet {
	struct emit *e;
	struct fonts *fonts;
	str folder; /* print/2024-07-17-hans */
	struct page *page;
	int npage;
	struct picture_press press;	  /* for pages with colour */
	int pictures;			  /* files of them that were written */
	bool used[FACE__N];		  /* by lines that were appended */
	str subset[FACE__N];		  /* their fonts, once they are written */
	struct ticket_font font[FACE__N]; /* that were written */
	int nfont;
	/* made so far: the page's own file, the whole edition and the PDF show it */
	struct sheet_image *image, *last_image;
	const struct issue_page *now; /* the page that is being appended */
	struct arena *mem;	      /* of its elements */
	struct out style;	      /* of one of them */
};

/*
 * The section of PAGE, for sheet_put(). Its pictures are written, its characters noted for the
 * fonts.
 */
str sheet_page(struct sheet *s, const struct page *page);
/* Links to other pages lead to their files, or, WHOLE, to places in the same one. */
void sheet_put(struct out *o, str section, bool whole);

/* "汀浦晚报 2026-11-13 第1版 要闻"; SPEC NULL: of the whole edition. */
str sheet_title(const struct sheet *s, const struct issue_page *spec);

/* What stands at PLACED, a PLACED_IMAGE of a page that was appended; NULL if it was not made. */
const struct sheet_image *sheet_image(const struct sheet *s, const struct placed *placed);

/* N as points: "12.75pt". */
void sheet_points(struct out *o, mpt n);

#endif
