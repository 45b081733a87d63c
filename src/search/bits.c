#include "search/bits.h"

void
bits_put(struct bits *b, uint32_t v, int n)
{
	b->held = b->held << n | (v & (uint32_t)((UINT64_C(1) << n) - 1));
	for (b->nheld += n; b->nheld >= 8; b->nheld -= 8)
		out_char(b->out, (char)(b->held >> (b->nheld - 8)));
}

static int
length(uint32_t v)
{
	int n = 0;

	for (; v > 0; v >>= 1)
		n++;
	return n;
}

void
bits_gamma(struct bits *b, uint32_t v, int k)
{
	uint32_t q = (v >> k) + 1;

	bits_put(b, 0, length(q) - 1);
	bits_put(b, q, length(q));
	bits_put(b, v, k);
}

void
bits_rice(struct bits *b, uint32_t v, int k)
{
	enum { RUN = 32 };
	uint32_t q = v >> k;

	for (; q >= RUN; q -= RUN)
		bits_put(b, UINT32_MAX, RUN);
	bits_put(b, UINT32_MAX, (int)q);
	bits_put(b, 0, 1);
	bits_put(b, v, k);
}

int
bits_rice_order(uint32_t of, uint32_t n)
{
	return length(of / n) > 0 ? length(of / n) - 1 : 0;
}

void
bits_end(struct bits *b)
{
	if (b->nheld > 0)
		bits_put(b, 0, 8 - b->nheld);
}

void
bits_varint(struct out *o, uint32_t v)
{
	for (; v >= 0x80; v >>= 7)
		out_char(o, (char)(v | 0x80));
	out_char(o, (char)v);
}
