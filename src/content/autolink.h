/*
 * autolink.h - bare URLs in Chinese text, where no space ends them. A URL takes ASCII URL
 * characters only; anything else ends it, and stops at its end do not belong to it.
 */
#ifndef CONTENT_AUTOLINK_H
#define CONTENT_AUTOLINK_H

#include "base/str.h"

/* The first http:// or https:// URL in TEXT, as a slice of it; empty if there is none. */
str autolink_find(str text);

#endif
