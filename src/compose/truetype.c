#include "compose/truetype.h"

enum {
	HEADER = 10, /* contours, then the box of the outline */
	WORDS = 0x1,
	SCALE = 0x8,
	MORE = 0x20,
	SCALES = 0x40,
	MATRIX = 0x80,
	INSTRUCTIONS = 0x100
};

/* 16 bits at AT; 0 beyond the end. */
static unsigned
word(str s, ptrdiff_t at)
{
	if (at < 0 || at + 2 > s.n)
		return 0;
	return (unsigned)(unsigned char)s.p[at] << 8 | (unsigned char)s.p[at + 1];
}

static void
put_word(struct out *o, unsigned v)
{
	out_char(o, (char)(v >> 8 & 0xFF));
	out_char(o, (char)(v & 0xFF));
}

static ptrdiff_t
place(const struct truetype *t, unsigned glyph)
{
	ptrdiff_t at = (ptrdiff_t)glyph * 4;

	if (!t->wide)
		return (ptrdiff_t)word(t->loca, at / 2) * 2;
	return (ptrdiff_t)word(t->loca, at) << 16 | (ptrdiff_t)word(t->loca, at + 2);
}

str
truetype_glyph(const struct truetype *t, unsigned glyph)
{
	ptrdiff_t from = place(t, glyph), to = place(t, glyph + 1);

	if (to - from < HEADER || to > t->glyf.n)
		return (str){0};
	return str_sub(t->glyf, from, to);
}

static bool
is_composite(str outline)
{
	return word(outline, 0) & 0x8000;
}

/* Bytes of the part at AT. */
static ptrdiff_t
part_size(str outline, ptrdiff_t at)
{
	unsigned flags = word(outline, at);
	ptrdiff_t n = flags & WORDS ? 8 : 6;

	return n + (flags & SCALE ? 2 : flags & SCALES ? 4 : flags & MATRIX ? 8 : 0);
}

int
truetype_parts(str outline, uint16_t part[TRUETYPE_PARTS])
{
	int n = 0;
	bool more = is_composite(outline);

	for (ptrdiff_t at = HEADER; more && n < TRUETYPE_PARTS && at + 4 <= outline.n;
	     at += part_size(outline, at)) {
		part[n++] = (uint16_t)word(outline, at + 2);
		more = word(outline, at) & MORE;
	}
	return n;
}

static void
put_parts(struct out *o, str outline, const uint16_t *number)
{
	uint16_t part[TRUETYPE_PARTS];
	int n = truetype_parts(outline, part);
	ptrdiff_t at = HEADER;

	out_str(o, str_sub(outline, 0, HEADER));
	for (int i = 0; i < n; i++) {
		ptrdiff_t end = at + part_size(outline, at);
		unsigned flags = word(outline, at) & ~(unsigned)(INSTRUCTIONS | MORE);

		put_word(o, i + 1 < n ? flags | MORE : flags);
		put_word(o, number[part[i]]);
		out_str(o, str_sub(outline, at + 4, end < outline.n ? end : outline.n));
		at = end;
	}
}

void
truetype_put(struct out *o, str outline, const uint16_t *number)
{
	ptrdiff_t at = HEADER + 2 * (ptrdiff_t)word(outline, 0),
		  rest = at + 2 + (ptrdiff_t)word(outline, at);

	if (is_composite(outline)) {
		put_parts(o, outline, number);
	} else if (rest <= outline.n) {
		out_str(o, str_sub(outline, 0, at));
		put_word(o, 0);
		out_str(o, str_from_at(outline, rest));
	}
	while (o->n % 4)
		out_char(o, 0);
}
