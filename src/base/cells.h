/*
 * cells.h - how wide text is on a terminal. From ranges of our own, so that a program that only
 * prints messages need not load ICU; exact where newspapers are: Han, kana, hangul, Chinese marks,
 * Latin, combining marks, emoji.
 */
#ifndef BASE_CELLS_H
#define BASE_CELLS_H

#include "base/str.h"

/* Cells of valid TEXT: wide 2 (UAX #11, W and F), combining and format 0, else 1. */
int cells(str text);

#endif
