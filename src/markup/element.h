/*
 * element.h - XML elements as data. Names, attributes and text are checked when
 * they are set, and the one writer (markup/xhtml.h) escapes by construction, so
 * nothing ill-formed can be written.
 */
#ifndef MARKUP_ELEMENT_H
#define MARKUP_ELEMENT_H

#include "base/arena.h"
#include "base/str.h"

struct attr {
	struct attr *next;
	str name, value;
};

struct element {
	str name; /* empty: a text node */
	str text; /* of a text node */
	struct attr *attr, *last_attr;
	struct element *first, *last, *next;
};

enum { ELEMENT_DEPTH_MAX = 200 };

/*
 * NAME: [a-z][a-z0-9-]*(:…)? or any XML name the feed and SVG vocabularies need; asserts it is one.
 * Text holds valid UTF-8 of legal XML 1.0 characters; others are dropped by the writer.
 */
struct element *element_new(struct arena *a, struct element *parent, str name);
void element_attr(struct arena *a, struct element *e, str name, str value);
void element_text(struct arena *a, struct element *parent, str text);
void element_append(struct element *parent, struct element *child);
/* True if S can be an element's or attribute's name (NCName, ASCII, with one optional prefix). */
bool element_name_ok(str s);
/* <NAME>TEXT</NAME> */
struct element *element_with_text(struct arena *a, struct element *parent, str name, str text);

#endif
