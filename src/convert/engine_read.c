#include "base/utf8.h"
#include "convert/engine_block.h"

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

	/* only compatibility characters have another form */
	if (cp < 0xF900)
		return cp;
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

static inline void
put_three(char *out, uint32_t cp)
{
	out[0] = (char)(0xE0 | cp >> 12);
	out[1] = (char)(0x80 | (cp >> 6 & 63));
	out[2] = (char)(0x80 | (cp & 63));
}

int
block_single(const struct table_map *m, uint32_t *cp, char *out)
{
	uint32_t is = *cp = normal(m, *cp), place = 0;
	str becomes;

	if (is - TABLE_HAN < TABLE_HANS && m->han[is - TABLE_HAN])
		is = m->han[is - TABLE_HAN];
	else if (!table_plain(is))
		place = rare(m, is);
	if (place == 0)
		return utf8_encode(is, out);
	becomes = pooled(place);
	memcpy(out, becomes.p, (size_t)becomes.n);
	return (int)becomes.n;
}

/* The next character is no letter, and none that table_map.han has. False: it is not read here. */
static bool
read_other(struct block *b)
{
	const unsigned char *p = (const unsigned char *)b->text.p + b->in[b->n];
	uint32_t cp;
	int length = block_decode(p, b->text.n - b->in[b->n], &cp), becomes;
	char *out = b->buffer + b->out[b->n];

	if (length == 0 || ids_operands(cp) > 0)
		return false;
	if (table_plain(cp)) {
		memcpy(out, p, (size_t)length);
		becomes = length;
	} else {
		becomes = block_single(&b->e->whole, &cp, out);
		if (becomes > 4 || utf8_count((str){out, becomes}) > 1)
			b->several[b->nseveral++] = (uint16_t)b->n;
	}
	b->cp[b->n] = cp;
	b->n++;
	b->in[b->n] = (uint16_t)(b->in[b->n - 1] + length);
	b->out[b->n] = (uint16_t)(b->out[b->n - 1] + becomes);
	return true;
}

/* What the three bytes at P become by HAN, *AT: their place in it; 0: see read_other. */
static inline uint32_t
han_at(const uint16_t *han, const unsigned char *p, uint32_t *at)
{
	uint32_t second = p[1] ^ 0x80u, third = p[2] ^ 0x80u;

	*at = ((uint32_t)p[0] << 12 | second << 6 | third) - (0xE0u << 12) - TABLE_HAN;
	return *at < TABLE_HANS && (second | third) < 64 ? han[*at] : 0;
}

bool
block_read_to(struct block *b, int to)
{
	const unsigned char *start = (const unsigned char *)b->text.p, *p = start + b->in[b->n];
	const unsigned char *end = start + b->text.n;
	const uint16_t *han = b->e->whole.han;
	char *out = b->buffer + b->out[b->n];
	int n = b->n;

	while (n < to && p < end) {
		uint32_t at, is;

		b->in[n] = (uint16_t)(p - start);
		b->out[n] = (uint16_t)(out - b->buffer);
		if (end - p > 2 && (is = han_at(han, p, &at)) != 0) {
			put_three(out, is);
			b->cp[n++] = at + TABLE_HAN;
			p += 3;
			out += 3;
		} else if (*p < 0x80) {
			b->cp[n++] = *p;
			*out++ = (char)*p++;
		} else {
			b->n = n;
			if (!read_other(b))
				return false;
			n = b->n;
			p = start + b->in[n];
			out = b->buffer + b->out[n];
		}
	}
	b->n = n;
	b->in[n] = (uint16_t)(p - start);
	b->out[n] = (uint16_t)(out - b->buffer);
	return n == to;
}

void
block_read(struct block *b)
{
	block_read_to(b, BLOCK);
}

void
block_find(struct block *b)
{
	const struct table_filter *f = &b->e->filter;
	uint32_t first = b->cp[0], second = b->cp[1];
	int n = 0;

	for (int i = 0; i < b->n; i++) {
		uint32_t third = b->cp[i + 2], pair = table_pair(first, second);
		uint32_t word = f->word[pair >> f->shift], two = table_pair_bits(pair),
			 three = table_third_bits(pair, third);

		b->start[n] = (uint16_t)i;
		n += ((word & two) == two) | ((word & three) == three);
		first = second;
		second = third;
	}
	b->nstart = n;
}
