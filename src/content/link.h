/* link.h - where a link may lead: http, https, mailto, tel, a file of the paper, or "#id". */
#ifndef CONTENT_LINK_H
#define CONTENT_LINK_H

#include "base/arena.h"
#include "base/str.h"

/*
 * The address as the tree holds it: without the control characters and the blanks round it that
 * a browser would overlook too; "//host" is read as https. Only http and https for a PICTURE.
 * False: not allowed, and *OUT is the scheme.
 */
bool link_check(struct arena *a, str url, bool picture, str *out);
/* Whether URL has a scheme: it leads out of the paper. */
bool link_absolute(str url);

#endif
