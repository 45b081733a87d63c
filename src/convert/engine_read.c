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

enum { COMPATIBLE = 0xF900 }; /* no character before it has a normal form other than itself */

/* CP as it is after normalization. */
static uint32_t
normal(const struct table_map *m, uint32_t cp)
{
	uint32_t is;
	int low = 0, high = m->nnormal;

	if (cp < COMPATIBLE || table_plain(cp))
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

/* In the order of bytes that the tables have, whatever the machine's: one load, one store. */
static inline uint32_t
load4(const unsigned char *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static inline uint32_t
load3(const unsigned char *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16;
}

static inline void
store3(char *out, uint32_t bytes)
{
	out[0] = (char)(bytes & 0xFF);
	out[1] = (char)(bytes >> 8 & 0xFF);
	out[2] = (char)(bytes >> 16 & 0xFF);
}

static inline void
store4(char *out, uint32_t bytes)
{
	store3(out, bytes);
	out[3] = (char)(bytes >> 24);
}

int
block_single(const struct table_map *m, uint32_t *cp, char *out)
{
	uint32_t is = *cp = normal(m, *cp), place;
	str becomes;

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
	return normal(&e->whole, cp);
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

/*
 * The entry of the character of three bytes that W begins with, the first lowest; TABLE_RARE if
 * that is not one.
 */
static inline uint32_t
entry_of(const struct engine *e, uint32_t w)
{
	const uint32_t *entry = table_entry[e->lead[w & 15]];

	return (w & 0xC0C0F0) == 0x8080E0 ? entry[(w >> 2 & 0xFC0) | (w >> 16 & 63)] : TABLE_RARE;
}

/* What *CP becomes in the words of the first map, and by itself; see block_single. */
static int
put_rare(const struct engine *e, uint32_t *cp, char *out)
{
	int n = block_single(&e->whole, cp, out);
	uint32_t w, entry;

	if (n != 3)
		return n;
	w = load3((const unsigned char *)out);
	entry = entry_of(e, w);
	if (!(entry & TABLE_RARE))
		store3(out, w ^ (entry & TABLE_CHANGE));
	return n;
}

/* The next character is none that has an entry. False: it is not to be read here. */
static bool
read_rare(struct block *b)
{
	const unsigned char *p = (const unsigned char *)b->text.p + b->n;
	uint32_t cp, is;
	int length = block_decode(p, b->text.n - b->n, &cp), becomes;

	if (length == 0 || ids_operands(cp) > 0)
		return false;
	is = cp;
	becomes = put_rare(b->e, &is, b->buffer + b->out);
	if (!table_plain(is) && table_code(is) != 0)
		b->rare[b->nrare++] = (uint16_t)b->n;
	b->n += length;
	b->out += becomes;
	if (becomes != length)
		b->move[b->nmove++] = (struct block_move){b->n, b->out - b->n};
	return b->nmove < BLOCK_MOVES;
}

/* The plain characters from B->n to END. */
static void
read_plain(struct block *b, int end)
{
	const unsigned char *text = (const unsigned char *)b->text.p, *p = text + b->n;
	char *out = b->buffer + b->out;
	uint16_t *place = b->place + b->nplace;
	uint32_t last = b->last, letter = block_letter(b->e);

	while (p < text + end) {
		uint32_t w = load4(p), entry;

		if (*p < 0x80) {
			*out++ = (char)*p++;
			last = letter;
			continue;
		}
		entry = entry_of(b->e, w);
		if (entry & TABLE_RARE)
			break;
		store4(out, w ^ (entry & TABLE_CHANGE));
		*place = (uint16_t)(p - text);
		place += table_meet(last, entry) != 0;
		last = entry;
		p += 3;
		out += 3;
	}
	b->n = (int)(p - text);
	b->out = (int)(out - b->buffer);
	b->nplace = (int)(place - b->place);
	b->last = last;
}

bool
block_read_to(struct block *b, int to)
{
	/* four bytes are read at once */
	int end = b->text.n - 3 < to ? (int)b->text.n - 3 : to;

	for (;;) {
		read_plain(b, end);
		if (b->n >= to)
			return true;
		if (b->n >= b->text.n || !read_rare(b))
			return b->nmove == BLOCK_MOVES;
		b->last = 0;
	}
}

void
block_read(struct block *b)
{
	b->full = block_read_to(b, BLOCK);
}

/* The two characters before P and at it, as table_pair() has them; *LETTER: 1, the first is one. */
static inline uint32_t
pair_around(const unsigned char *p, uint32_t *letter)
{
	uint32_t first = load4(p - 4), second = load4(p) & 0xFFFFFF;

	*letter = ~first >> 31;
	return table_pair(first >> 8, second);
}

/*
 * The character at P is the second one of a witness; of those that begin with a letter there are
 * few. No jumps: nobody could foretell them.
 */
static inline uint32_t
is_witness(const struct table_filter *near, const unsigned char *p)
{
	uint32_t letter, pair = pair_around(p, &letter);

	return table_has(near, pair) | letter;
}

/* The same, and this is all of a word, or there is a third character as in a word. */
static inline uint32_t
has_third(const struct table_filter *near, const unsigned char *p)
{
	uint32_t letter, pair = pair_around(p, &letter);
	uint32_t before = load4(p - 6) & 0xFFFFFF, behind = load4(p + 3) & 0xFFFFFF;

	return table_has(near, table_third(pair, 0)) | table_has(near, table_third(pair, before)) |
	       table_has(near, table_third(pair, behind)) | letter;
}

enum { BEFORE = 6, BEHIND = 7 }; /* bytes that are looked at around a place */

/* Places that do not PASS are taken from the list, but those at the ends of the text. */
static inline void
sift(struct block *b, uint32_t (*passes)(const struct table_filter *near, const unsigned char *p))
{
	const struct table_filter near = b->e->near;
	const unsigned char *text = (const unsigned char *)b->text.p;
	uint16_t *place = b->place;
	int k = 0, n = 0, end = b->nplace;

	while (k < end && place[k] < BEFORE)
		place[n++] = place[k++];
	while (end > k && place[end - 1] + BEHIND > b->text.n)
		end--;
	for (; k < end; k++) {
		int at = place[k];

		place[n] = (uint16_t)at;
		n += (int)passes(&near, text + at);
	}
	while (k < b->nplace)
		place[n++] = place[k++];
	b->nplace = n;
}

/* Rare characters are put among the places. */
static void
add_rare(struct block *b)
{
	uint16_t old[BLOCK + BLOCK_MORE];
	int i = 0, n = 0;

	memcpy(old, b->place, (size_t)b->nplace * sizeof *old);
	for (int k = 0; k < b->nrare; k++) {
		while (i < b->nplace && old[i] < b->rare[k])
			b->place[n++] = old[i++];
		b->place[n++] = b->rare[k];
	}
	while (i < b->nplace)
		b->place[n++] = old[i++];
	b->nplace = n;
}

/* ORDER ENGINE_PATH */
static void (*const read_by[ENGINE__PATHS])(struct block *b) = {
    block_read,
#if defined __x86_64__
    block_read_avx2,
#endif
};

void
block_fill(struct block *b, enum engine_path path)
{
	b->n = b->out = b->nmove = b->nplace = b->nrare = 0;
	b->last = 0;
	read_by[path](b);
	sift(b, is_witness);
	sift(b, has_third);
	if (b->nrare > 0)
		add_rare(b);
}
