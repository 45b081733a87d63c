#include "search/bits.h"

void
bits_varint(struct out *o, uint32_t v)
{
	for (; v >= 0x80; v >>= 7)
		out_char(o, (char)(v | 0x80));
	out_char(o, (char)v);
}
