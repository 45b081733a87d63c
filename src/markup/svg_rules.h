/*
 * svg_rules.h - what a drawing may have in it: elements, attributes, values. For svg.c.
 */
#ifndef MARKUP_SVG_RULES_H
#define MARKUP_SVG_RULES_H

#include "base/arena.h"
#include "base/str.h"

enum svg_element {
	SVG_REFUSED, /* it goes, with what is in it */
	SVG_SILENT,  /* the same, without a word */
	SVG_UNWRAP,  /* it goes, what is in it stays */
	SVG_DRAWS,
	SVG_WORDS, /* the same, and text is text in it */
	SVG_STYLE
};

/* NAME of the namespace of SVG, or of none. */
enum svg_element svg_element(str name);

enum svg_attribute {
	SVG_ATTRIBUTE_REFUSED,
	SVG_ATTRIBUTE_SILENT,
	SVG_ATTRIBUTE_KEPT,
	SVG_ATTRIBUTE_HREF,
	SVG_ATTRIBUTE_STYLE,
	SVG_ATTRIBUTE_ID
};

enum svg_attribute svg_attribute(str name);

/*
 * True if VALUE, of an attribute or of <style>, loads nothing: no function but those of colours and
 * transforms and url(#id), no escape, no @rule.
 */
bool svg_value_ok(str value);
/* "#id", or for an <image> (IMAGE) PNG or JPEG data in base64. */
bool svg_href_ok(str value, bool image);
bool svg_id_ok(str value);
/*
 * The declarations of a style attribute that set how something is drawn; *WHOLE: that was all of
 * them.
 */
str svg_style(struct arena *a, str style, bool *whole);
/* The next #id that VALUE refers to by url(#id), without "#"; *VALUE is cut behind it. Empty: none.
 */
str svg_next_reference(str *value);

#endif
