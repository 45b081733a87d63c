/*
 * shape.h - characters that are one, in two shapes: Traditional papers print the one or the other,
 * and neither is wrong. Seen by convert/ alone.
 */
#ifndef CONVERT_SHAPE_H
#define CONVERT_SHAPE_H

#include "convert/convert.h"

/* Whether A and B are shapes of one character in texts of SCRIPT. */
bool shape_same(uint32_t a, uint32_t b, enum script script);
/* Whether CP is one of two shapes of which every Traditional paper has the one or the other: 内. */
bool shape_has_other(uint32_t cp);

#endif
