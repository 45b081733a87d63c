#include "compose/drawn.h"

/*
 * The middle of a line's box is the middle between ascent and descent, as CSS has it; the faces
 * rise 1.151 em and fall 0.286 em.
 */
enum { RISE_LESS_FALL = 865 };

mpt
drawn_px(mpt n)
{
	mpt half = n < 0 ? -DRAWN_PX / 2 : DRAWN_PX / 2;

	return (n + half) / DRAWN_PX * DRAWN_PX;
}

mpt
drawn_baseline(const struct placed *p)
{
	int64_t rise = (int64_t)p->line.size * RISE_LESS_FALL / 1000;

	if (p->turn)
		return drawn_px(p->y);
	return drawn_px((mpt)(p->y + (p->pitch + rise) / 2));
}

const struct block **
drawn_order(struct arena *a, const struct page *p, int *n)
{
	static const enum block_kind before[] = {BLOCK_MASTHEAD, BLOCK_EAR, BLOCK_FOLIO};
	static const enum block_kind after[] = {BLOCK_NOTE, BLOCK_HONOURS, BLOCK_HOUSE, BLOCK_RULE};
	const struct block **out;
	size_t count = 0;

	for (const struct block *b = p->first; b; b = b->next)
		count++;
	out = NEW(a, const struct block *, count + 1);
	*n = 0;
	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		for (const struct block *b = p->first; b; b = b->next)
			if (b->kind == before[i])
				out[(*n)++] = b;
	for (int i = 0; i < p->issue->narticle; i++)
		for (const struct block *b = p->first; b; b = b->next)
			if (b->kind == BLOCK_STORY && b->article == p->issue->article[i])
				out[(*n)++] = b;
	for (size_t i = 0; i < sizeof after / sizeof *after; i++)
		for (const struct block *b = p->first; b; b = b->next)
			if (b->kind == after[i])
				out[(*n)++] = b;
	return out;
}
