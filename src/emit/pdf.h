/*
 * pdf.h - a PDF file as numbered objects: syntax, streams, cross-references. What the objects
 * say is pdf_font.c's, pdf_page.c's and pdf_edition.c's. Nothing in it depends on the clock.
 */
#ifndef EMIT_PDF_H
#define EMIT_PDF_H

#include "base/out.h"
#include "compose/font.h"

struct pdf {
	struct out out; /* the file so far */
	size_t *at;	/* where objects begin; 0: not written yet */
	int n, room;	/* objects are numbered from 1 to N */
};

/* VERSION 4: PDF 1.4 */
void pdf_begin(struct pdf *p, struct arena *a, int version);

/* The number of an object that is written later, once. */
int pdf_object(struct pdf *p);
/* Between these two the object's value is written to P->out. */
void pdf_open(struct pdf *p, int object);
void pdf_close(struct pdf *p);
/*
 * A stream as object OBJECT. KEYS are those of its dictionary but for /Length and, but for the
 * last, /Filter: BYTES are deflated there. Outlines of letters repeat nothing, so no time is spent
 * on looking for it: a third of the time, 7 % larger. Plain: KEYS name the filter of BYTES, if any.
 */
void pdf_stream(struct pdf *p, int object, str keys, str bytes);
void pdf_stream_outlines(struct pdf *p, int object, str keys, str bytes);
void pdf_stream_plain(struct pdf *p, int object, str keys, str bytes);

/* What was written so far, as what a file identifier is made of: 32 hexadecimal digits. */
str pdf_identifier(struct arena *a, const struct pdf *p);
/* Cross-references and trailer. The whole file; it lives in P's arena. */
str pdf_end(struct pdf *p, int catalog, int info, str identifier);

/* N as a number of points, or N/1000 of whatever unit: "12.75". */
void pdf_number(struct out *o, mpt n);
/* "[1 2.5 3 4]" */
void pdf_numbers(struct out *o, const mpt *n, int count);
/* "12 0 R" */
void pdf_reference(struct out *o, int object);
/* A text string: in ASCII where that will do, else UTF-16. */
void pdf_text(struct out *o, str s);
/* Bytes as a string: "(a\)b)". */
void pdf_bytes(struct out *o, str s);
/* CP as hexadecimal digits of UTF-16BE. */
void pdf_utf16(struct out *o, uint32_t cp);

#endif
