/*
 * pdf_edition.h - the print edition as one file of PDF/X-1a:2003 (ISO 15930-4) or PDF/X-4 (ISO
 * 15930-7), whatever paper.md asks for: pages, outline, document information and XMP that agree,
 * the printing condition. The same edition has the same bytes. For emit/print.c.
 */
#ifndef EMIT_PDF_EDITION_H
#define EMIT_PDF_EDITION_H

#include "emit/sheet.h"

/* "PDF/X-1a:2003" */
str pdf_standard(const struct press *p);

/* What the file says it was made for. */
struct pdf_intent {
	str condition; /* its name in the registry of the ICC, else "Custom" */
	str info;      /* in words */
	str profile;   /* bytes; empty: none, the name is enough */
};

/*
 * The file, in A. S has been through sheet_page for all its pages, and its fonts are there. Empty,
 * with a message of who made them, if a font is missing.
 */
str pdf_edition(struct arena *a, const struct sheet *s, const struct pdf_intent *intent);

#endif
