#include "search/volume.h"

#include "search/bits.h"
#include "search/text.h"

#include <assert.h>

/*
 * One pair of neighbours in one article. All pairs with one first letter stand together, in order
 * of articles; then they are sorted by the second letter. A pair that occurs twice stands twice
 * until its entry is written.
 *
 *	bits 31-16 second letter, 0: the text ends or breaks off here
 *	bits 15-3  article
 *	bits 2-0   fields above the body
 */
typedef uint32_t pair;

enum { LETTERS = 0x10000, FIELD_BITS = 3, SECOND = 16 };

struct writer {
	struct arena *mem;
	struct volume *v;
	struct out shard;
	struct bits bits;
	int room, articles;
	uint32_t first, second; /* the key of the last entry */
	uint16_t *list;		/* the articles of one entry */
	unsigned char *fields;	/* in which fields each has it */
};

static uint32_t
article_of(pair p)
{
	return (p >> FIELD_BITS) & (VOLUME_ARTICLES - 1);
}

static uint32_t
hash(uint32_t h, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;

	for (size_t i = 0; i < n; i++)
		h = (h ^ p[i]) * 16777619u; /* FNV-1a */
	return h;
}

uint16_t
volume_section(const uint16_t *unit, int n)
{
	uint32_t h = 2166136261u;

	for (int i = 0; i < n; i++)
		h = (h ^ unit[i]) * 16777619u;
	h = (h ^ h >> 16) & 0xFFFF;
	return (uint16_t)(h ? h : 1);
}

/* Shards */

static void
end_shard(struct writer *w)
{
	struct volume *v = w->v;
	struct volume_shard *s = &v->shard[v->nshard - 1];

	bits_end(&w->bits);
	s->bytes = str_dup(w->mem, out_text(&w->shard));
	v->version = hash(v->version, s->bytes.p, (size_t)s->bytes.n);
	w->shard.n = 0;
	w->bits = (struct bits){.out = &w->shard};
}

static void
begin_shard(struct writer *w, uint32_t first, uint32_t second)
{
	struct volume *v = w->v;

	if (v->nshard == w->room) {
		int room = w->room ? 2 * w->room : 256;
		struct volume_shard *p = NEW(w->mem, struct volume_shard, (size_t)room);

		if (v->nshard > 0)
			memcpy(p, v->shard, (size_t)v->nshard * sizeof *p);
		v->shard = p;
		w->room = room;
	}
	v->shard[v->nshard++] = (struct volume_shard){.first = (uint16_t)first,
						      .second = (uint16_t)second};
}

/* The key of the next entry; one that begins a shard is known from the list of shards. */
static void
put_key(struct writer *w, uint32_t first, uint32_t second)
{
	enum { NEIGHBOUR = 6 }; /* second letters lie some hundred apart, or less */

	if (w->v->nshard > 0 && bits_bytes(&w->bits) < VOLUME_SHARD) {
		bits_put(&w->bits, first != w->first, 1);
		if (first != w->first)
			bits_gamma(&w->bits, first - w->first - 1, NEIGHBOUR);
		else
			bits_gamma(&w->bits, second - w->second - 1, NEIGHBOUR);
		assert(first == w->first || second == 0);
	} else {
		if (w->v->nshard > 0)
			end_shard(w);
		begin_shard(w, first, second);
	}
	w->first = first;
	w->second = second;
}

/* N numbers below OF, rising. */
static void
put_list(struct writer *w, const uint16_t *list, int n, int of)
{
	int order = bits_rice_order((uint32_t)of, (uint32_t)n);
	uint32_t next = 0;

	for (int i = 0; i < n; i++) {
		bits_rice(&w->bits, list[i] - next, order);
		next = list[i] + 1u;
	}
}

/* Articles with more than the body, by their places in the list before; mostly there are NONE. */
static void
put_fields(struct writer *w, int n, bool none)
{
	int heads = 0;

	for (int i = 0; !none && i < n; i++)
		if (w->fields[i])
			w->list[heads++] = (uint16_t)i;
	bits_gamma(&w->bits, (uint32_t)heads, 0);
	if (heads > 0)
		put_list(w, w->list, heads, n);
	for (int i = 0; i < heads; i++)
		bits_put(&w->bits, w->fields[w->list[i]], FIELD_BITS);
}

/*
 * The entry of N pairs, which stand in order of articles. Whether the next pair is of another
 * article cannot be foreseen: no branch hangs on it.
 */
static void
put_entry(struct writer *w, uint32_t first, uint32_t second, const pair *p, int n)
{
	uint16_t *list = w->list;
	unsigned char *fields = w->fields;
	uint32_t last = VOLUME_ARTICLES, in = 0, any = 0;
	int count = 0;

	for (int i = 0; i < n; i++) {
		uint32_t article = article_of(p[i]), now = p[i] & ((1u << FIELD_BITS) - 1);
		bool next = article != last;

		count += next;
		in = (next ? 0 : in) | now;
		any |= now;
		list[count - 1] = (uint16_t)article;
		fields[count - 1] = (unsigned char)in;
		last = article;
	}
	put_key(w, first, second);
	bits_gamma(&w->bits, (uint32_t)count - 1, 0);
	put_list(w, list, count, w->articles);
	put_fields(w, count, !any);
}

/* Pairs */

/* By the byte of each pair that ends at bit SHIFT + 8; equal ones keep their order. */
static void
sort_by(const pair *from, pair *to, int n, int shift)
{
	int start[257] = {0};

	for (int i = 0; i < n; i++)
		start[((from[i] >> shift) & 0xFF) + 1]++;
	for (int i = 0; i < 256; i++)
		start[i + 1] += start[i];
	for (int i = 0; i < n; i++)
		to[start[(from[i] >> shift) & 0xFF]++] = from[i];
}

/* A few pairs are put in order where they stand. */
static void
sort_few(pair *p, int n)
{
	for (int i = 1; i < n; i++) {
		pair x = p[i];
		int k = i;

		for (; k > 0 && p[k - 1] >> SECOND > x >> SECOND; k--)
			p[k] = p[k - 1];
		p[k] = x;
	}
}

/* All entries whose keys begin with FIRST: the letter alone, then with what stands behind it. */
static void
put_letter(struct writer *w, uint32_t first, pair *p, pair *spare, int n)
{
	enum { FEW = 48 };

	put_entry(w, first, 0, p, n);
	if (n <= FEW) {
		sort_few(p, n);
	} else {
		sort_by(p, spare, n, SECOND);
		sort_by(spare, p, n, SECOND + 8);
	}
	for (int i = 0, k; i < n; i = k) {
		for (k = i; k < n && p[k] >> SECOND == p[i] >> SECOND;)
			k++;
		if (p[i] >> SECOND)
			put_entry(w, first, p[i] >> SECOND, p + i, k - i);
	}
}

/* How many pairs begin with each letter. */
static void
count_pairs(const struct volume_article *article, int n, int *count)
{
	for (int i = 0; i < n; i++) {
		count[VOLUME_SECTION]++;
		for (int k = 0; k < article[i].ntext; k++) {
			const struct volume_text *t = &article[i].text[k];

			for (int j = 0; j < t->n; j++)
				count[t->unit[j]]++;
		}
	}
	count[SEARCH_BREAK] = 0;
}

static void
collect(const struct volume_article *article, int n, pair **end)
{
	for (int i = 0; i < n; i++) {
		uint32_t of = (uint32_t)i << FIELD_BITS;

		*end[VOLUME_SECTION]++ = (uint32_t)article[i].section << SECOND | of;
		for (int k = 0; k < article[i].ntext; k++) {
			const struct volume_text *t = &article[i].text[k];
			uint32_t rest = of | (t->field ? 1u << (t->field - 1) : 0);

			for (int j = 0; j < t->n; j++) {
				uint32_t second = j + 1 < t->n ? t->unit[j + 1] : 0;

				if (second == SEARCH_BREAK)
					second = 0;
				if (t->unit[j] != SEARCH_BREAK)
					*end[t->unit[j]]++ = second << SECOND | rest;
			}
		}
	}
}

void
volume_make(struct arena *a, const struct volume_article *article, int n, struct volume *out)
{
	struct writer w = {.mem = a, .v = out, .shard = {.mem = a}, .articles = n};
	int *count = NEW(a, int, LETTERS), total = 0, most = 0;
	pair **end = NEW(a, pair *, LETTERS), *all, *spare;

	assert(0 < n && n <= VOLUME_ARTICLES);
	*out = (struct volume){.version = 2166136261u};
	w.bits = (struct bits){.out = &w.shard};
	w.list = NEW(a, uint16_t, (size_t)n);
	w.fields = NEW(a, unsigned char, (size_t)n);
	count_pairs(article, n, count);
	for (int i = 0; i < LETTERS; i++) {
		total += count[i];
		most = count[i] > most ? count[i] : most;
	}
	all = NEW(a, pair, (size_t)total);
	spare = NEW(a, pair, (size_t)most);
	total = 0;
	for (int i = 0; i < LETTERS; i++) {
		end[i] = all + total;
		total += count[i];
	}
	collect(article, n, end);
	for (uint32_t i = 0; i < LETTERS; i++)
		if (count[i] > 0)
			put_letter(&w, i, end[i] - count[i], spare, count[i]);
	end_shard(&w);
}
