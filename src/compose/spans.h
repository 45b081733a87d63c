/*
 * spans.h - the inlines of a paragraph as spans: emphasis becomes a face, u and mark a style,
 * ruby stands in brackets after its base, 1 to 4 are raised in sup, pictures are left to the
 * layout.
 */
#ifndef COMPOSE_SPANS_H
#define COMPOSE_SPANS_H

#include "compose/line.h"
#include "content/node.h"

struct spans {
	struct arena *mem; /* initialise with {.mem = arena} */
	struct span *v;
	int n, room;
	enum span_style style; /* of what is added */
	bool dots;	       /* emphasis is dots, not another face */
};

void spans_add(struct spans *o, str text, enum face face);
/* What is below PARENT, in FACE where nothing else is said. */
void spans_collect(struct spans *o, const struct node *parent, enum face face);

#endif
