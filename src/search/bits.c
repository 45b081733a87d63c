#include "search/bits.h"

static int
length(uint32_t v)
{
	return v > 0 ? 32 - __builtin_clz(v) : 0;
}

int
bits_rice_order(uint32_t of, uint32_t n)
{
	return length(of / n) > 0 ? length(of / n) - 1 : 0;
}

void
bits_end(struct bits *b)
{
	bits_put(b, 0, -b->nheld & 7);
	for (; b->nheld > 0; b->nheld -= 8)
		out_char(b->out, (char)(b->held >> (b->nheld - 8)));
}

void
bits_varint(struct out *o, uint32_t v)
{
	for (; v >= 0x80; v >>= 7)
		out_char(o, (char)(v | 0x80));
	out_char(o, (char)v);
}
