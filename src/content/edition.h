/*
 * edition.h - an issue in one script. The source is left as it is; the result is
 * a copy in which every text a reader sees is converted (titles, kickers, captions,
 * credits, bylines, tags, page names, honours, body) and no -{…}- is left. Never
 * converted: code, URLs, ids, slugs, file names, certificate numbers and credit codes.
 * What is not text (pictures, places, dates) is the source's: it must outlive the copy; so are
 * articles in which nothing changes. A copy's own script is that of the edition.
 */
#ifndef CONTENT_EDITION_H
#define CONTENT_EDITION_H

#include "content/issue.h"

struct edition_set; /* the converters of one worker, opened as they are needed */

/* PAPER says which marks and words an edition has; it and GLOSSARY must outlive the result. */
struct edition_set *edition_open(struct arena *a, const struct paper *paper,
				 const struct glossary *glossary);
void edition_close(struct edition_set *s);

struct issue *edition_issue(struct arena *a, struct diag *d, struct edition_set *s,
			    const struct issue *in, enum script to);
struct paper *edition_paper(struct arena *a, struct diag *d, struct edition_set *s,
			    const struct paper *in, enum script to);
/* The quotation marks of texts in script FROM in the edition TO. */
enum quotes edition_quotes(const struct paper *p, enum script from, enum script to);
/* A text of a layout or a list of messages, in script FROM, which stands AT. */
str edition_text(struct arena *a, struct diag *d, struct edition_set *s, struct pos at, str text,
		 enum script from, enum script to);

#endif
