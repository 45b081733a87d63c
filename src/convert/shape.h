/*
 * shape.h - characters that are one, in two shapes: Traditional papers print the one or the other,
 * and neither is wrong. Seen by convert/ alone.
 */
#ifndef CONVERT_SHAPE_H
#define CONVERT_SHAPE_H

#include "convert/convert.h"

/* Whether A and B are shapes of one character in texts of SCRIPT. */
bool shape_same(uint32_t a, uint32_t b, enum script script);

#endif
