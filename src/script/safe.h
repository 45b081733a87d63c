/*
 * safe.h - which elements, attributes and URLs a web layout may write. An
 * allow-list of elements; no script in attributes, no inline style, no URL that runs.
 */
#ifndef SCRIPT_SAFE_H
#define SCRIPT_SAFE_H

#include "base/str.h"

/* An element of HTML that layouts may use. */
bool safe_element(str name);
/* One without children: br, img … */
bool safe_void(str name);
/* Why attribute NAME must not have VALUE, for the designer; NULL: it may. */
const char *safe_attribute(str name, str value);

#endif
