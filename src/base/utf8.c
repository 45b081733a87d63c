#include "base/utf8.h"

#include "base/blocks.h"

#include <assert.h>

int
utf8_decode(str s, uint32_t *cp)
{
	static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
	uint32_t c, v;
	int len;

	if (s.n <= 0)
		return 0;
	c = (unsigned char)s.p[0];
	if (c < 0x80) {
		*cp = c;
		return 1;
	}
	if ((c & 0xF0) == 0xE0 && s.n >= 3) { /* nearly all Chinese */
		uint32_t x = (unsigned char)s.p[1], y = (unsigned char)s.p[2];

		v = (c & 0xF) << 12 | (x & 0x3F) << 6 | (y & 0x3F);
		if ((x & 0xC0) != 0x80 || (y & 0xC0) != 0x80 || v < 0x800 || (v & 0xF800) == 0xD800)
			return 0;
		*cp = v;
		return 3;
	}
	len = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
	if (c < 0xC2 || c > 0xF4 || s.n < len)
		return 0;
	v = c & (0x7Fu >> len);
	for (int i = 1; i < len; i++) {
		uint32_t t = (unsigned char)s.p[i];

		if ((t & 0xC0) != 0x80)
			return 0;
		v = v << 6 | (t & 0x3F);
	}
	if (v < least[len] || v > 0x10FFFF || (v >= 0xD800 && v <= 0xDFFF))
		return 0;
	*cp = v;
	return len;
}

int
utf8_encode(uint32_t cp, char buf[4])
{
	if (cp < 0x80) {
		buf[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		buf[0] = (char)(0xC0 | cp >> 6);
		buf[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		buf[0] = (char)(0xE0 | cp >> 12);
		buf[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		buf[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	assert(cp <= 0x10FFFF);
	buf[0] = (char)(0xF0 | cp >> 18);
	buf[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	buf[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	buf[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

uint32_t
utf8_next_any(str s, ptrdiff_t *at)
{
	uint32_t cp = 0;
	int len = utf8_decode(str_from_at(s, *at), &cp);

	assert(len > 0);
	*at += len;
	return cp;
}

uint32_t
utf8_prev(str s, ptrdiff_t *at)
{
	ptrdiff_t i = *at - 1;
	uint32_t cp = 0;

	assert(i >= 0);
	while (i > 0 && ((unsigned char)s.p[i] & 0xC0) == 0x80)
		i--;
	utf8_decode(str_sub(s, i, *at), &cp);
	*at = i;
	return cp;
}

/* Unicode 15, table 3-7, by what stands before each byte. */
BLOCK_INLINE bool
well_formed(const unsigned char *p)
{
	unsigned char bad = 0;

	for (int i = 0; i < BLOCK; i++) {
		unsigned char c = p[i], last = p[i - 1];
		unsigned char led = (last >= 0xC0) | (p[i - 2] >= 0xE0) | (p[i - 3] >= 0xF0);

		bad |= led ^ ((c & 0xC0) == 0x80);
		bad |= (c == 0xC0) | (c == 0xC1) | (c > 0xF4);
		bad |= ((last == 0xE0) & (c < 0xA0)) | ((last == 0xED) & (c >= 0xA0));
		bad |= ((last == 0xF0) & (c < 0x90)) | ((last == 0xF4) & (c >= 0x90));
	}
	return !bad;
}

BLOCK_INLINE bool
plain(const unsigned char *p)
{
	unsigned char bad = 0;

	for (int i = 0; i < BLOCK; i++) {
		unsigned char c = p[i], last = p[i - 1];

		bad |= ((c < 0x20) & (c != '\t') & (c != '\n')) | (c == 0x7F);
		bad |= ((last == 0xC2) & (c < 0xA0)) | (c > 0xF4);
		bad |= (p[i - 2] == 0xEF) & (last == 0xBF) & (c >= 0xBE);
	}
	return !bad;
}

BLOCK_CLONES bool
utf8_plain(str s)
{
	return blocks_all(s, plain);
}

BLOCK_CLONES ptrdiff_t
utf8_count(str s)
{
	ptrdiff_t n = 0, i = 0;

	for (; s.n - i >= BLOCK; i += BLOCK) {
		unsigned char some = 0;

		for (int k = 0; k < BLOCK; k++)
			some = (unsigned char)(some + (((unsigned char)s.p[i + k] & 0xC0) != 0x80));
		n += some;
	}
	for (; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
	return n;
}

/* Bytes of ASCII that S begins with, not always all of them. */
static ptrdiff_t
ascii_at(str s)
{
	const uint64_t others = 0x8080808080808080;
	uint64_t some = others;

	if (s.n >= (ptrdiff_t)sizeof some)
		memcpy(&some, s.p, sizeof some);
	if ((some & others) == 0)
		return sizeof some;
	return (unsigned char)s.p[0] < 0x80;
}

BLOCK_CLONES static bool
surely_well_formed(str s)
{
	return blocks_all(s, well_formed);
}

ptrdiff_t
utf8_bad(str s)
{
	uint32_t cp;

	if (s.n >= BLOCK && surely_well_formed(s))
		return -1;
	for (ptrdiff_t at = 0, len; at < s.n; at += len) {
		str rest = str_from_at(s, at);

		len = utf8_chinese(rest) ? 3 : ascii_at(rest);
		if (len == 0)
			len = utf8_decode(rest, &cp);
		if (len == 0)
			return at;
	}
	return -1;
}
