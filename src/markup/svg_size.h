/*
 * svg_size.h - how large a drawing is shown where nobody says otherwise. For svg.c.
 */
#ifndef MARKUP_SVG_SIZE_H
#define MARKUP_SVG_SIZE_H

#include "markup/element.h"

/*
 * Set width, height and viewBox of ROOT from what it has of them; *WIDTH and *HEIGHT: pixels of
 * CSS, 1 at least. False if it does not say.
 */
bool svg_size(struct arena *a, struct element *root, int *width, int *height);

#endif
