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
enum safe_value { SAFE_ANY, SAFE_POLICY, SAFE_SET, SAFE_ID, SAFE_ADDRESS, SAFE_OWN_ADDRESS };
struct safe_name {
	const char *fault;     /* no value makes it good; NULL: that hangs on the value */
	enum safe_value value; /* what it must be */
};
struct safe_name safe_name(str name);
/* Why an attribute of that NAME must not have VALUE, for the designer; NULL: it may. */
const char *safe_value(struct safe_name name, str value);

#endif
