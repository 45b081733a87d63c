/*
 * size.h - the names that printers call sizes of type by (字号, R27): 初号, 小五 …
 */
#ifndef COMPOSE_SIZE_H
#define COMPOSE_SIZE_H

#include "compose/font.h"

/* True if NAME, with 号 or 號 or without, is one: "小五", "五号". */
bool size_parse(str name, mpt *out);

/* SIZE in points, as one writes it: "9", "10.5". */
str size_points(struct arena *a, mpt size);

#endif
