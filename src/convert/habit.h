/*
 * habit.h - what the Traditional print of the Mainland has instead of OpenCC's "t". Knows single
 * characters only. Seen by convert/ alone.
 */
#ifndef CONVERT_HABIT_H
#define CONVERT_HABIT_H

#include "base/arena.h"
#include "base/str.h"

/*
 * AFTER, which a dictionary made of BEFORE, with Mainland habits where the two differ; AFTER itself
 * if it has another number of characters. As many characters as AFTER.
 */
str habit_mainland(struct arena *a, str before, str after);

#endif
