/*
 * xhtml.h - the one writer of XHTML, XML and SVG. Polyglot: void elements as
 * <br />, all others with an end tag, so that a page is well-formed XML and valid HTML.
 *
 * Characters that XML 1.0 forbids, bytes that are not UTF-8 and the controls
 * U+0080 to U+009F are left out. Lines are broken between blocks, never
 * where a space would show.
 */
#ifndef MARKUP_XHTML_H
#define MARKUP_XHTML_H

#include "base/out.h"
#include "markup/element.h"

/* <!DOCTYPE html> and E, which gets the namespace of XHTML if it is <html> and names none. */
void xhtml_page(struct out *o, const struct element *e);
/* <?xml version="1.0" encoding="UTF-8"?> and E; empty elements are closed in their tag. */
void xhtml_xml(struct out *o, const struct element *e);
/* E alone, as in xhtml_xml. */
void xhtml_xml_part(struct out *o, const struct element *e);
/*
 * E alone, as in xhtml_page. In <script> and <style> "<" and "&" become escapes of
 * strings (\u003C, \3C): both are for data and plain rules, code belongs in a file of its own.
 */
void xhtml_fragment(struct out *o, const struct element *e);
/* What stands between the tags of E. */
void xhtml_inside(struct out *o, const struct element *e);

/*
 * For who writes elements that are nowhere held as data, as xhtml_fragment would write them: TEXT
 * between tags, not of a script or style; NAME="VALUE" with a blank before it. The names are good.
 * False if bytes that are no UTF-8 were left out.
 */
bool xhtml_text(struct out *o, str text);
bool xhtml_attr(struct out *o, str name, str value);
/* Of what is known to be UTF-8 without what is left out: all that was read from files is. */
void xhtml_sound_text(struct out *o, str text);
void xhtml_sound_attr(struct out *o, str name, str value);
/* Whether elements of that NAME stand in lines of text: a line break beside one would show. */
bool xhtml_in_line(str name);

#endif
