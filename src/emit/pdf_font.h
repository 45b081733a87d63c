/*
 * pdf_font.h - the faces of an edition in its PDF: composite fonts over CFF and TrueType subsets,
 * addressed by CID, with a map back to characters, so that text can be searched, copied and
 * compared.
 */
#ifndef EMIT_PDF_FONT_H
#define EMIT_PDF_FONT_H

#include "emit/pdf.h"

enum { PDF_CID_PAGE = 256 };

struct pdf_fonts {
	struct arena *mem;
	struct fonts *fonts;
	struct pdf_face {
		/* by CID: the first character that was set with it; 0: not used */
		uint32_t *character[0x10000 / PDF_CID_PAGE];
		int object; /* of the font, once it is asked for; 0: not used */
	} face[FACE__N];
};

void pdf_fonts_init(struct pdf_fonts *f, struct arena *a, struct fonts *fonts);

/*
 * The CID of CP in FACE, in its vertical form if UPRIGHT, which counts as used. *PLAIN is false if
 * it will be read back as another character that has the same glyph.
 */
unsigned pdf_fonts_cid(struct pdf_fonts *f, enum face face, bool upright, uint32_t cp, bool *plain);

/* The font object of FACE; in resources it is called "/F" and FACE's number. */
int pdf_fonts_object(struct pdf_fonts *f, struct pdf *p, enum face face);

/* Write all that were asked for; SUBSET are their OpenType fonts (font_subset). */
void pdf_fonts_write(struct pdf_fonts *f, struct pdf *p, const str subset[FACE__N]);

#endif
