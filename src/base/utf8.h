/*
 * utf8.h - code points in bytes. Text inside the program is valid UTF-8: it is
 * checked once, where it comes in (base/encoding.h), and asserted afterwards.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

/*
 * Length in bytes (1 to 4) of the well-formed sequence at the start of S, its
 * code point in *CP; 0 if S is empty or begins with none: overlong forms,
 * surrogates, above U+10FFFF and cut-off sequences are not well-formed
 * (Unicode 15, table 3-7).
 */
int utf8_decode(str s, uint32_t *cp);
/*
 * True if S begins with a character from U+3000 to U+CFFF, which takes three bytes: nearly all
 * Chinese, and none of it forbidden anywhere.
 */
static inline bool
utf8_chinese(str s)
{
	const unsigned char *u = (const unsigned char *)s.p;

	return s.n >= 3 && u[0] >= 0xE3 && u[0] <= 0xEC && (u[1] & 0xC0) == 0x80 &&
	       (u[2] & 0xC0) == 0x80;
}
/* Bytes written to BUF, 1 to 4. CP is a scalar value. */
int utf8_encode(uint32_t cp, char buf[4]);
/* The code point at byte *AT of valid text; *AT moves on. Asserts *AT < s.n. */
uint32_t utf8_next_any(str s, ptrdiff_t *at);
static inline uint32_t
utf8_next(str s, ptrdiff_t *at)
{
	const unsigned char *u = (const unsigned char *)s.p + *at;

	if (!utf8_chinese(str_from_at(s, *at)))
		return utf8_next_any(s, at);
	*at += 3;
	return (u[0] & 0xFu) << 12 | (u[1] & 0x3Fu) << 6 | (u[2] & 0x3Fu);
}
/* The same for loops over all text of an issue: nothing is asserted. */
static inline uint32_t
utf8_step(const char *p, ptrdiff_t *at)
{
	const unsigned char *u = (const unsigned char *)p + *at;

	if (u[0] < 0x80) {
		*at += 1;
		return u[0];
	}
	if (u[0] < 0xE0) {
		*at += 2;
		return (u[0] & 0x1Fu) << 6 | (u[1] & 0x3Fu);
	}
	if (u[0] < 0xF0) {
		*at += 3;
		return (u[0] & 0x0Fu) << 12 | (u[1] & 0x3Fu) << 6 | (u[2] & 0x3Fu);
	}
	*at += 4;
	return (u[0] & 0x07u) << 18 | (u[1] & 0x3Fu) << 12 | (u[2] & 0x3Fu) << 6 | (u[3] & 0x3Fu);
}
/* The code point that ends before byte *AT of valid text; *AT moves back. Asserts *AT > 0. */
uint32_t utf8_prev(str s, ptrdiff_t *at);
/* Number of code points in valid text. */
ptrdiff_t utf8_count(str s);
/* Byte offset of the first byte that is not well-formed, or -1. */
ptrdiff_t utf8_bad(str s);
/*
 * True if S has no control but tab and line feed, no U+FFFE and U+FFFF, and no byte above 0xF4. If
 * it is well-formed otherwise is not looked at.
 */
bool utf8_plain(str s);

#endif
