/*
 * element.h - XML elements as data. Names are checked when they are set, and the
 * one writer (markup/xhtml.h) escapes by construction, so nothing ill-formed can
 * be written.
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
	str name; /* empty: a text node; "!--": a comment */
	str text; /* of a text node or comment; of an element: all of it, as xhtml_fragment() wrote
		     it */
	bool sound; /* of a text node: xhtml_sound_text() may write it */
	struct attr *attr, *last_attr;
	struct element *first, *last, *next;
};

/* Deeper trees are refused by the writer; libxml2 reads 256 levels. */
enum { ELEMENT_DEPTH_MAX = 200 };

/* True if S can be an element's or attribute's name (NCName, ASCII, with one optional prefix). */
bool element_name_ok(str s);

/* PARENT may be NULL. Asserts that NAME is one. NAME, texts and values are not copied. */
struct element *element_new(struct arena *a, struct element *parent, str name);
/* An attribute that is there already gets the new value: no element has one twice. */
void element_attr(struct arena *a, struct element *e, str name, str value);
/* The value of attribute NAME; empty if there is none. */
str element_value(const struct element *e, str name);
/* An empty TEXT adds nothing. What is no legal character of XML 1.0 is dropped by the writer. */
void element_text(struct arena *a, struct element *parent, str text);
void element_append(struct element *parent, struct element *child);
/* What TEXT has that no comment can hold is changed by the writer. */
void element_comment(struct arena *a, struct element *parent, str text);
bool element_is_comment(const struct element *e);
/* <NAME>TEXT</NAME> */
struct element *element_with_text(struct arena *a, struct element *parent, str name, str text);

#endif
