/*
 * iiif.h - what archives and viewers of other makers open: IIIF Presentation 3. An issue is a
 * manifest, its pages are canvases, stories are ranges with their outlines; the paper is a
 * collection. Nothing is written where the paper's url is not known: everything is named by its
 * address.
 */
#ifndef EMIT_IIIF_H
#define EMIT_IIIF_H

#include "emit/site.h"

/* manifest.json of the issue in s->pages, beside its page, and page.svg of each page. */
void iiif_issue(struct site *s, const struct summary *sum, const struct summary_edition *ed);
/* collection.json: all issues whose pages were laid out. */
void iiif_collection(struct site *s, const struct summary *sum, int n);
/* The address of the manifest; empty: there is none. */
str iiif_manifest(struct site *s, const struct summary *sum, const struct summary_edition *ed);

#endif
