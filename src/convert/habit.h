/*
 * habit.h - what the Traditional print of the Mainland has instead of OpenCC's "t". Knows single
 * characters only. Seen by convert/ alone.
 */
#ifndef CONVERT_HABIT_H
#define CONVERT_HABIT_H

#include "base/arena.h"
#include "base/str.h"

enum { HABIT_FORM = 3 /* bytes of each form in UTF-8 */ };

/*
 * The forms that are replaced: a bit for each by the last twelve bits of its code point; and each
 * in one of eight groups, which have a bit for each half of each byte that is in one of their
 * forms.
 */
struct habits {
	uint64_t set[64];
	unsigned char low[HABIT_FORM][16], high[HABIT_FORM][16];
};

void habit_init(struct habits *h);
/*
 * Give TEXT, which a dictionary made of BEFORE, Mainland habits where the two differ. Both have as
 * many characters; so many bytes are left.
 */
void habit_mainland(const struct habits *h, str before, char *text, ptrdiff_t n);
/* The same for a text of N bytes that has its characters at the same bytes as BEFORE. */
void habit_in_place(const struct habits *h, const char *before, char *text, ptrdiff_t n);
/* The same for the form that may stand at TEXT. */
void habit_put(const struct habits *h, const char *before, char *text);
#if defined __x86_64__
/* The same for the first bytes, most of N; returns how many. */
ptrdiff_t habit_avx2(const struct habits *h, const char *before, char *text, ptrdiff_t n);
#endif
/* As habit_mainland() for a copy of AFTER. */
str habit_copy(struct arena *a, str before, str after);

#endif
