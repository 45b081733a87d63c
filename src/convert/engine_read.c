#include "base/utf8.h"
#include "convert/engine_block.h"

enum { COMPATIBLE = 0xF900 }; /* no character before it has a normal form other than itself */

int
block_decode(const unsigned char *p, ptrdiff_t n, uint32_t *cp)
{
	if (p[0] < 0x80) {
		*cp = p[0];
		return 1;
	}
	/* the plain case of three bytes: not E0 and ED, of which some are not well-formed */
	if (n >= 3 && p[0] > 0xE0 && p[0] < 0xF0 && p[0] != 0xED && (p[1] & 0xC0) == 0x80 &&
	    (p[2] & 0xC0) == 0x80) {
		*cp = (p[0] & 15u) << 12 | (p[1] & 63u) << 6 | (p[2] & 63u);
		return 3;
	}
	return utf8_decode((str){(const char *)p, n}, cp);
}

int
ids_operands(uint32_t cp)
{
	if (cp < 0x2FF0 || cp > 0x2FFF)
		return 0;
	return cp == 0x2FF2 || cp == 0x2FF3 ? 3 : cp >= 0x2FFE ? 1 : 2;
}

/* CP as it is after normalization. */
static uint32_t
normal(const struct table_map *m, uint32_t cp)
{
	uint32_t is;
	int low = 0, high = m->nnormal;

	while (low < high) {
		int i = (low + high) / 2;

		if ((m->normal[i].cp & 0xFFFFFF) < cp)
			low = i + 1;
		else
			high = i;
	}
	if (low == m->nnormal || (m->normal[low].cp & 0xFFFFFF) != cp)
		return cp;
	utf8_decode(pooled(m->normal[low].values), &is);
	return is;
}

/* Where the pool has what CP becomes; 0: it stays. */
static uint32_t
rare(const struct table_map *m, uint32_t cp)
{
	int low = 0, high = m->nrare;

	while (low < high) {
		int i = (low + high) / 2;

		if (m->rare[i].cp < cp)
			low = i + 1;
		else
			high = i;
	}
	return low < m->nrare && m->rare[low].cp == cp ? m->rare[low].place : 0;
}

/* In the order of bytes that the tables have, whatever the machine's: one load, one store. */
static inline uint32_t
load4(const unsigned char *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static inline void
store4(char *out, uint32_t bytes)
{
	out[0] = (char)(bytes & 0xFF);
	out[1] = (char)(bytes >> 8 & 0xFF);
	out[2] = (char)(bytes >> 16 & 0xFF);
	out[3] = (char)(bytes >> 24);
}

int
block_single(const struct table_map *m, uint32_t *cp, char *out)
{
	uint32_t is = *cp = *cp < COMPATIBLE ? *cp : normal(m, *cp), place;
	str becomes;

	if (m->han && is - TABLE_HAN < TABLE_HANS && !(m->han[is - TABLE_HAN] & TABLE_RARE)) {
		store4(out, m->han[is - TABLE_HAN]);
		return 3;
	}
	place = table_plain(is) ? 0 : rare(m, is);
	if (place == 0)
		return utf8_encode(is, out);
	becomes = pooled(place);
	memcpy(out, becomes.p, (size_t)becomes.n);
	return (int)becomes.n;
}

uint32_t
block_other_character(const struct engine *e, str text, ptrdiff_t at, int *length)
{
	uint32_t cp = 0;

	*length = block_decode((const unsigned char *)text.p + at, text.n - at, &cp);
	return cp < COMPATIBLE ? cp : normal(&e->whole, cp);
}

int
block_out(const struct block *b, int at)
{
	for (int i = b->nmove - 1; i >= 0; i--)
		if (b->move[i].in <= at)
			return at + b->move[i].by;
	return at;
}

int
block_back(const struct block *b, int at, int n)
{
	while (at > 0 && n > 0)
		n -= ((unsigned char)b->text.p[--at] & 0xC0) != 0x80;
	return at;
}

/* The next character is none that table_map.han has. False: it is not to be read here. */
static bool
read_other(struct block *b)
{
	const unsigned char *p = (const unsigned char *)b->text.p + b->n;
	uint32_t cp, is;
	int length = block_decode(p, b->text.n - b->n, &cp), becomes;

	if (length == 0 || ids_operands(cp) > 0)
		return false;
	is = cp;
	becomes = length;
	if (table_plain(cp))
		memcpy(b->buffer + b->out, p, (size_t)length);
	else
		becomes = block_single(&b->e->whole, &is, b->buffer + b->out);
	if (!table_plain(is) && table_code(is) != 0)
		b->sure[b->nsure++] = (uint16_t)b->n;
	b->normal |= is != cp;
	b->n += length;
	b->out += becomes;
	if (becomes != length)
		b->move[b->nmove++] = (struct block_move){b->n, b->out - b->n};
	return b->nmove < BLOCK_MOVES;
}

static inline bool
is_letter(const struct engine *e, unsigned char c)
{
	return e->letter[c / 64] >> c % 64 & 1;
}

/*
 * What the three bytes W (and one more) become by HAN, with its flags; TABLE_RARE: see read_other.
 */
static inline uint32_t
han_of(const uint32_t *han, uint32_t w)
{
	uint32_t at = ((w & 15) << 12 | (w >> 2 & 0xFC0) | (w >> 16 & 63)) - TABLE_HAN;

	return (w & 0xC0C0F0) == 0x8080E0 && at < TABLE_HANS ? han[at] : TABLE_RARE;
}

bool
block_read_to(struct block *b, int to)
{
	const unsigned char *text = (const unsigned char *)b->text.p;
	const uint32_t *han = b->e->whole.han;
	/* four bytes are read at once */
	int end = b->text.n - 3 < to ? (int)b->text.n - 3 : to;

	for (;;) {
		const unsigned char *p = text + b->n;
		char *out = b->buffer + b->out;
		uint16_t *start = b->start + b->nstart;

		while (p < text + end) {
			uint32_t is = han_of(han, load4(p));

			if (is & TABLE_RARE) {
				if (*p >= 0x80)
					break;
				b->sure[b->nsure] = (uint16_t)(p - text);
				b->nsure += is_letter(b->e, *p);
				*out++ = (char)*p++;
				continue;
			}
			store4(out, is);
			*start = (uint16_t)(p - text);
			start += is >> 31;
			p += 3;
			out += 3;
		}
		b->n = (int)(p - text);
		b->out = (int)(out - b->buffer);
		b->nstart = (int)(start - b->start);
		if (b->n >= to)
			return true;
		if (b->n >= b->text.n || !read_other(b))
			return b->nmove == BLOCK_MOVES;
	}
}

void
block_read(struct block *b)
{
	b->full = block_read_to(b, BLOCK);
}

void
block_find(struct block *b)
{
	const unsigned char *text = (const unsigned char *)b->text.p;
	const struct table_filter *f = &b->e->filter;
	unsigned n = 0;
	int k = 0;

	for (; k < b->nstart && b->start[k] + 10 <= b->text.n; k++) {
		const unsigned char *p = text + b->start[k];
		uint64_t pair = table_pair(load4(p) | (uint64_t)load4(p + 4) << 32);
		uint32_t word = f->word[pair >> f->shift];

		b->start[n] = b->start[k];
		n += (word >> table_pair_bit(pair) | word >> table_third_bit(pair, load4(p + 6))) &
		     1;
	}
	/* no three go beyond the end */
	for (; k < b->nstart; k++)
		b->start[n++] = b->start[k];
	b->nstart = (int)n;
}
