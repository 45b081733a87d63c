#include "convert/lanes.h"

#if defined __x86_64__

/*
 * Of four characters, by the mask of those that have three bytes, in hexadecimal: how the bytes
 * spread to lanes of four, and how they close up again.
 */
#define SPREAD_0 0, -1, -1, -1, 1, -1, -1, -1, 2, -1, -1, -1, 3, -1, -1, -1
#define SPREAD_1 0, 1, 2, -1, 3, -1, -1, -1, 4, -1, -1, -1, 5, -1, -1, -1
#define SPREAD_2 0, -1, -1, -1, 1, 2, 3, -1, 4, -1, -1, -1, 5, -1, -1, -1
#define SPREAD_3 0, 1, 2, -1, 3, 4, 5, -1, 6, -1, -1, -1, 7, -1, -1, -1
#define SPREAD_4 0, -1, -1, -1, 1, -1, -1, -1, 2, 3, 4, -1, 5, -1, -1, -1
#define SPREAD_5 0, 1, 2, -1, 3, -1, -1, -1, 4, 5, 6, -1, 7, -1, -1, -1
#define SPREAD_6 0, -1, -1, -1, 1, 2, 3, -1, 4, 5, 6, -1, 7, -1, -1, -1
#define SPREAD_7 0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, -1, -1, -1
#define SPREAD_8 0, -1, -1, -1, 1, -1, -1, -1, 2, -1, -1, -1, 3, 4, 5, -1
#define SPREAD_9 0, 1, 2, -1, 3, -1, -1, -1, 4, -1, -1, -1, 5, 6, 7, -1
#define SPREAD_A 0, -1, -1, -1, 1, 2, 3, -1, 4, -1, -1, -1, 5, 6, 7, -1
#define SPREAD_B 0, 1, 2, -1, 3, 4, 5, -1, 6, -1, -1, -1, 7, 8, 9, -1
#define SPREAD_C 0, -1, -1, -1, 1, -1, -1, -1, 2, 3, 4, -1, 5, 6, 7, -1
#define SPREAD_D 0, 1, 2, -1, 3, -1, -1, -1, 4, 5, 6, -1, 7, 8, 9, -1
#define SPREAD_E 0, -1, -1, -1, 1, 2, 3, -1, 4, 5, 6, -1, 7, 8, 9, -1
#define SPREAD_F 0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, 10, 11, -1

#define CLOSE_0 0, 4, 8, 12, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1
#define CLOSE_1 0, 1, 2, 4, 8, 12, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1
#define CLOSE_2 0, 4, 5, 6, 8, 12, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1
#define CLOSE_3 0, 1, 2, 4, 5, 6, 8, 12, -1, -1, -1, -1, -1, -1, -1, -1
#define CLOSE_4 0, 4, 8, 9, 10, 12, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1
#define CLOSE_5 0, 1, 2, 4, 8, 9, 10, 12, -1, -1, -1, -1, -1, -1, -1, -1
#define CLOSE_6 0, 4, 5, 6, 8, 9, 10, 12, -1, -1, -1, -1, -1, -1, -1, -1
#define CLOSE_7 0, 1, 2, 4, 5, 6, 8, 9, 10, 12, -1, -1, -1, -1, -1, -1
#define CLOSE_8 0, 4, 8, 12, 13, 14, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1
#define CLOSE_9 0, 1, 2, 4, 8, 12, 13, 14, -1, -1, -1, -1, -1, -1, -1, -1
#define CLOSE_A 0, 4, 5, 6, 8, 12, 13, 14, -1, -1, -1, -1, -1, -1, -1, -1
#define CLOSE_B 0, 1, 2, 4, 5, 6, 8, 12, 13, 14, -1, -1, -1, -1, -1, -1
#define CLOSE_C 0, 4, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1, -1, -1, -1, -1
#define CLOSE_D 0, 1, 2, 4, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1, -1, -1
#define CLOSE_E 0, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1, -1, -1
#define CLOSE_F 0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1

/* The same for all masks of eight, of which LOW are the first four. */
// clang-format off
#define EIGHT(low, high) {{SPREAD_##low, SPREAD_##high}, {CLOSE_##low, CLOSE_##high}}
#define SIXTEEN(high)                                                                    \
	EIGHT(0, high), EIGHT(1, high), EIGHT(2, high), EIGHT(3, high), EIGHT(4, high),  \
	EIGHT(5, high), EIGHT(6, high), EIGHT(7, high), EIGHT(8, high), EIGHT(9, high),  \
	EIGHT(A, high), EIGHT(B, high), EIGHT(C, high), EIGHT(D, high), EIGHT(E, high),  \
	EIGHT(F, high)
// clang-format on
const struct lanes_shuffle lanes_shuffle[1 << LANES] = {
    SIXTEEN(0), SIXTEEN(1), SIXTEEN(2), SIXTEEN(3), SIXTEEN(4), SIXTEEN(5), SIXTEEN(6), SIXTEEN(7),
    SIXTEEN(8), SIXTEEN(9), SIXTEEN(A), SIXTEEN(B), SIXTEEN(C), SIXTEEN(D), SIXTEEN(E), SIXTEEN(F)};

#endif
