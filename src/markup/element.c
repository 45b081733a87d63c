#include "markup/element.h"

#include <assert.h>

static bool
name_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool
name_char(char c)
{
	return name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

static bool
ncname(str s)
{
	if (s.n == 0 || !name_start(s.p[0]))
		return false;
	for (ptrdiff_t i = 1; i < s.n; i++)
		if (!name_char(s.p[i]))
			return false;
	return true;
}

bool
element_name_ok(str s)
{
	bool prefixed = str_find(s, STR(":")) >= 0;

	return (!prefixed || ncname(str_cut(&s, STR(":")))) && ncname(s);
}

struct element *
element_new(struct arena *a, struct element *parent, str name)
{
	struct element *e = NEW(a, struct element, 1);

	assert(element_name_ok(name));
	e->name = name;
	if (parent)
		element_append(parent, e);
	return e;
}

void
element_attr(struct arena *a, struct element *e, str name, str value)
{
	struct attr *n;

	assert(element_name_ok(name));
	for (n = e->attr; n; n = n->next) {
		if (str_eq(n->name, name)) {
			n->value = value;
			return;
		}
	}
	n = NEW(a, struct attr, 1);
	*n = (struct attr){NULL, name, value};
	if (e->last_attr)
		e->last_attr->next = n;
	else
		e->attr = n;
	e->last_attr = n;
}

str
element_value(const struct element *e, str name)
{
	for (const struct attr *at = e->attr; at; at = at->next)
		if (str_eq(at->name, name))
			return at->value;
	return (str){0};
}

void
element_text(struct arena *a, struct element *parent, str text)
{
	struct element *e;

	if (text.n <= 0)
		return;
	e = NEW(a, struct element, 1);
	e->text = text;
	element_append(parent, e);
}

void
element_comment(struct arena *a, struct element *parent, str text)
{
	struct element *e = NEW(a, struct element, 1);

	e->name = STR("!--");
	e->text = text;
	element_append(parent, e);
}

bool
element_is_comment(const struct element *e)
{
	return e->name.n > 0 && e->name.p[0] == '!';
}

void
element_append(struct element *parent, struct element *child)
{
	assert(parent->name.n > 0 && !child->next);
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
}

struct element *
element_with_text(struct arena *a, struct element *parent, str name, str text)
{
	struct element *e = element_new(a, parent, name);

	element_text(a, e, text);
	return e;
}
