/*
 * habit.h - what the Traditional print of the Mainland has instead of OpenCC's "t". Knows single
 * characters only. Seen by convert/ alone.
 */
#ifndef CONVERT_HABIT_H
#define CONVERT_HABIT_H

#include "base/arena.h"
#include "base/str.h"

/* A bit for each form that is replaced, by the last twelve bits of its code point. */
struct habits {
	uint64_t set[64];
};

void habit_init(struct habits *h);
/*
 * Give TEXT, which a dictionary made of BEFORE, Mainland habits where the two differ. Both have as
 * many characters; so many bytes are left.
 */
void habit_mainland(const struct habits *h, str before, char *text, ptrdiff_t n);
/* The same for a text of N bytes that has its characters at the same bytes as BEFORE. */
void habit_in_place(const struct habits *h, const char *before, char *text, ptrdiff_t n);
/* As habit_mainland() for a copy of AFTER. */
str habit_copy(struct arena *a, str before, str after);

#endif
