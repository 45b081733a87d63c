/*
 * xhtml.h - the one writer of XHTML, XML and SVG. Polyglot: void elements as
 * <br />, all others with an end tag, so that a page is well-formed XML and valid HTML.
 */
#ifndef MARKUP_XHTML_H
#define MARKUP_XHTML_H

#include "base/out.h"
#include "markup/element.h"

/* <!DOCTYPE html> and E; lines are broken between blocks, never inside text. */
void xhtml_page(struct out *o, const struct element *e);
/* <?xml version="1.0" encoding="UTF-8"?> and E; empty elements are closed in their tag. */
void xhtml_xml(struct out *o, const struct element *e);
/* E alone, as in xhtml_page. */
void xhtml_fragment(struct out *o, const struct element *e);

#endif
