#include "search/volume.h"

#include "base/sum.h"
#include "search/bits.h"
#include "search/text.h"

#include <assert.h>
#include <stdlib.h>

/*
 * Letters of a volume are numbered in order; 0 is none: the text ends or breaks off here. A pair of
 * neighbours in one article stands with all that have the same first letter, in order of articles:
 *
 *	bits 31-16 number of the second letter
 *	bits 15-3  article
 *	bits 2-0   fields above the body
 *
 * Posts are the same without the second letter, in lists of their own, each of another article.
 */
typedef uint32_t pair;
typedef uint16_t post;

enum { LINE = 16 /* pairs in a line of memory */ };
enum { LETTERS = 0x10000, FIELD_BITS = 3, FIELDS = (1 << FIELD_BITS) - 1, SECOND = 16 };
static const uint32_t nowhere = UINT32_MAX; /* a post of no article */

/* A second letter, and where its posts lie. */
struct second {
	uint32_t number, begin;
};

struct writer {
	struct arena *mem;
	struct volume *v;
	unsigned char *shard, *end; /* the bytes of the one being written, the end of the room */
	struct bits bits;
	ptrdiff_t most; /* bytes that a shard may take, and BITS_ROOM */
	uint64_t sum;	/* of all shards */
	int room, articles;
	uint32_t first, second; /* the key of the last entry */
	post *head;		/* as in put_fields() */
};

/* The letters of a volume, and of each the pairs that it begins. */
struct letters {
	uint16_t *number; /* by letter */
	uint16_t *letter; /* by number */
	uint32_t *begin;  /* in PAIR; that of letter N is the end */
	int n;
	pair *pair;
};

/* What the pairs of one letter are made to. */
struct desk {
	post *post; /* as many as pairs, and the letter's own */
	struct last {
		uint32_t at;   /* how many pairs it has, then where its last post is, */
		uint32_t post; /* and which: to read it there takes long */
	} * last;	       /* by second letter */
	uint64_t *seen;	       /* one bit for each second letter */
	struct second *second;
};

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
	s->bytes = (str){(const char *)w->shard, w->bits.p - w->shard};
	w->sum = sum_add(w->sum, s->bytes);
	v->version = (uint32_t)w->sum;
	w->shard = w->bits.p;
}

/* Room for one more shard behind the last one, or elsewhere. */
static void
make_room(struct writer *w)
{
	enum { SHARDS = 64 };

	if (w->end - w->shard < w->most) {
		w->shard = NEW_ROUGH(w->mem, unsigned char, (size_t)w->most *SHARDS);
		w->end = w->shard + w->most * SHARDS;
	}
	w->bits = (struct bits){.p = w->shard};
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
	make_room(w);
	v->shard[v->nshard++] = (struct volume_shard){.first = (uint16_t)first,
						      .second = (uint16_t)second};
}

/* The key of the next entry; one that begins a shard is known from the list of shards. */
static void
put_key(struct writer *w, uint32_t first, uint32_t second)
{
	enum { APART = 6 }; /* second letters lie some hundred apart, or less */

	if (w->v->nshard > 0 && w->bits.p - w->shard < VOLUME_SHARD) {
		bool new = first != w->first;

		bits_put(&w->bits, new, 1);
		bits_gamma(&w->bits, (uint16_t)((new ? first - w->first : second - w->second) - 1),
			   APART);
		assert(!new || second == 0);
	} else {
		if (w->v->nshard > 0)
			end_shard(w);
		begin_shard(w, first, second);
	}
	w->first = first;
	w->second = second;
}

/* The articles of N posts, which are below OF, rising. */
static void
put_list(struct bits *b, const post *p, int n, int of)
{
	unsigned order = bits_rice_order((uint32_t)of, (uint32_t)n);
	struct bits to = *b; /* in registers */
	uint32_t next = 0;
	int i = 0;

	for (; i + 1 < n; i += 2) {
		uint32_t x = (uint32_t)p[i] >> FIELD_BITS, y = (uint32_t)p[i + 1] >> FIELD_BITS;

		bits_rice_two(&to, x - next, y - x - 1, order);
		next = y + 1;
	}
	if (i < n)
		bits_rice(&to, ((uint32_t)p[i] >> FIELD_BITS) - next, order);
	*b = to;
}

/* Posts with more than the body, by their places among the N; mostly there are none. */
static void
put_fields(struct writer *w, const post *p, int n)
{
	post any = 0;
	int heads = 0;

	for (int i = 0; i < n; i++)
		any |= p[i];
	for (int i = 0; any & FIELDS && i < n; i++) {
		w->head[heads] = (post)(i << FIELD_BITS | (p[i] & FIELDS));
		heads += (p[i] & FIELDS) != 0;
	}
	bits_gamma(&w->bits, (uint32_t)heads, 0);
	if (heads > 0)
		put_list(&w->bits, w->head, heads, n);
	for (int i = 0; i < heads; i++)
		bits_put(&w->bits, w->head[i] & FIELDS, FIELD_BITS);
}

/* One post, of the body alone, as most entries have it: what others are, in one piece. */
static void
put_one(struct bits *b, post p, int of)
{
	unsigned order = bits_rice_order((uint32_t)of, 1);
	uint32_t article = (uint32_t)p >> FIELD_BITS;

	bits_write(b, bits_after(b->held << 1 | 1, article, order) << 1 | 1,
		   (article >> order) + order + 3);
}

static void
put_entry(struct writer *w, uint32_t first, uint32_t second, const post *p, int n)
{
	put_key(w, first, second);
	if (n == 1 && !(*p & FIELDS)) {
		put_one(&w->bits, *p, w->articles);
		return;
	}
	bits_gamma(&w->bits, (uint32_t)n - 1, 0);
	put_list(&w->bits, p, n, w->articles);
	put_fields(w, p, n);
}

static int
compare(const void *x, const void *y)
{
	pair a = *(const pair *)x, b = *(const pair *)y;

	return (a > b) - (a < b);
}

/* A section is no letter, and has a number that may be one of a letter. */
static void
put_sections(struct writer *w, const struct volume_article *article, int n)
{
	pair *p = NEW(w->mem, pair, (size_t)n);
	post *all = NEW(w->mem, post, (size_t)n);

	for (int i = 0; i < n; i++) {
		all[i] = (post)(i << FIELD_BITS);
		p[i] = (uint32_t)article[i].section << SECOND | all[i];
	}
	put_entry(w, VOLUME_SECTION, 0, all, n);
	qsort(p, (size_t)n, sizeof *p, compare);
	for (int i = 0, k; i < n; i = k) {
		for (k = i; k < n && p[k] >> SECOND == p[i] >> SECOND; k++)
			all[k] = (post)p[k];
		if (p[i] >> SECOND)
			put_entry(w, VOLUME_SECTION, p[i] >> SECOND, all + i, k - i);
	}
}

/* Letters */

/* How often each letter stands there. A break stands before each text, too. */
static void
count_letters(const struct volume_article *article, int n, uint32_t *count)
{
	for (int i = 0; i < n; i++)
		for (int k = 0; k < article[i].ntext; k++) {
			const struct volume_text *t = &article[i].text[k];

			count[SEARCH_BREAK]++;
			for (const uint16_t *p = t->unit, *end = p + t->n; p < end; p++)
				count[*p]++;
		}
}

/* What has a number, and room for the pairs of each. */
static void
number_letters(struct arena *a, uint32_t *count, struct letters *l)
{
	uint32_t total = count[SEARCH_BREAK];

	l->number = NEW(a, uint16_t, LETTERS);
	l->letter = NEW(a, uint16_t, LETTERS);
	l->begin = NEW(a, uint32_t, LETTERS + 1);
	l->n = 1;
	count[SEARCH_BREAK] = 0;
	for (int i = 0; i < LETTERS; i++) {
		if (count[i] == 0)
			continue;
		l->number[i] = (uint16_t)l->n;
		l->letter[l->n] = (uint16_t)i;
		l->begin[l->n++] = total;
		total += count[i];
	}
	l->begin[l->n] = total;
	l->pair = NEW_ROUGH(a, pair, (size_t)total + LINE);
}

/*
 * The pairs of T of an article; END: where the next one of each letter goes. That is in some
 * thousand places: the line of memory behind each is asked for before it is needed.
 */
static void
collect(const struct volume_text *t, uint32_t article, const struct letters *l, uint32_t *end)
{
	uint32_t rest = article << FIELD_BITS | (t->field ? 1u << (t->field - 1) : 0), first = 0;
	const uint16_t *number = l->number;
	pair *all = l->pair;

	for (const uint16_t *p = t->unit, *last = p + t->n; p < last; p++) {
		uint32_t second = number[*p];

		__builtin_prefetch(&all[end[first] + LINE], 1);
		all[end[first]++] = second << SECOND | rest;
		first = second;
	}
	all[end[first]++] = rest;
}

static struct letters
letters_of(struct arena *a, const struct volume_article *article, int n)
{
	struct letters l;
	uint32_t *count = NEW(a, uint32_t, LETTERS), *end = count;

	count_letters(article, n, count);
	number_letters(a, count, &l);
	memcpy(end, l.begin, (size_t)l.n * sizeof *end);
	for (int i = 0; i < n; i++)
		for (int k = 0; k < article[i].ntext; k++)
			collect(&article[i].text[k], (uint32_t)i, &l, end);
	return l;
}

/*
 * The posts of the letter that N pairs begin, whatever stands behind; returns how many. Counts
 * second letters on the way. Whether a pair is of the same article as the last cannot be foreseen:
 * no branch hangs on it.
 */
static uint32_t
look_through(struct desk *d, const pair *p, const pair *end)
{
	uint32_t last = nowhere, n = 0;
	uint64_t *seen = d->seen;
	post *own = d->post;

	for (; p < end; p++) {
		uint32_t one = (post)*p, second = *p >> SECOND;
		bool next = (one ^ last) > FIELDS;

		d->last[second].at++;
		seen[second / 64] |= UINT64_C(1) << second % 64;
		n += next;
		last = one | (next ? 0 : last);
		own[n - 1] = (post)last;
	}
	return n;
}

/* Room for posts of each second letter, from AT on, as LAST counts them; returns how many. */
static int
divide(struct desk *d, int letters, uint32_t at)
{
	int n = 0;

	for (int i = 0; i <= letters / 64; i++) {
		for (uint64_t seen = d->seen[i]; seen; seen &= seen - 1) {
			uint32_t second = (uint32_t)(i * 64 + __builtin_ctzll(seen));
			struct last *last = &d->last[second];
			uint32_t times = last->at;

			d->second[n++] = (struct second){second, at};
			*last = (struct last){at - 1, nowhere};
			at += times;
		}
		d->seen[i] = 0;
	}
	return n;
}

static void
deal(struct desk *d, const pair *p, const pair *end)
{
	struct last *of = d->last;
	post *all = d->post;

	for (; p < end; p++) {
		struct last *last = &of[*p >> SECOND];
		uint32_t one = (post)*p;
		bool next = (one ^ last->post) > FIELDS;

		one |= next ? 0 : last->post;
		*last = (struct last){last->at + next, one};
		all[last->at] = (post)one;
	}
}

/* The entry of a letter, and all with a letter behind it. */
static void
put_letter(struct writer *w, const struct letters *l, int number, struct desk *d)
{
	const pair *p = l->pair + l->begin[number], *end = l->pair + l->begin[number + 1];
	uint32_t first = l->letter[number], own = look_through(d, p, end);
	int seconds = divide(d, l->n, own);

	deal(d, p, end);
	put_entry(w, first, 0, d->post, (int)own);
	for (int i = 0; i < seconds; i++) {
		const struct second *s = &d->second[i];
		uint32_t n = d->last[s->number].at - s->begin + 1;

		if (s->number)
			put_entry(w, first, l->letter[s->number], d->post + s->begin, (int)n);
		d->last[s->number].at = 0;
	}
}

static void
put_letters(struct writer *w, const struct volume_article *article, int n)
{
	struct letters l = letters_of(w->mem, article, n);
	struct desk d;
	uint32_t most = 0;

	for (int i = 1; i < l.n; i++)
		most = l.begin[i + 1] - l.begin[i] > most ? l.begin[i + 1] - l.begin[i] : most;
	d.post = NEW_ROUGH(w->mem, post, 2 * (size_t)most);
	d.last = NEW(w->mem, struct last, (size_t)l.n);
	d.seen = NEW(w->mem, uint64_t, (size_t)l.n / 64 + 1);
	d.second = NEW_ROUGH(w->mem, struct second, (size_t)l.n);
	for (int i = 1; i < l.n; i++)
		put_letter(w, &l, i, &d);
}

void
volume_make(struct arena *a, const struct volume_article *article, int n, struct volume *out)
{
	/* no list takes more than three bits for each article (a Rice code of order K: N / 2^K of
	 * them at most, and K + 3 bits each), and no entry more than two of them and all fields */
	enum { ENTRY_HEAD = 16, ENTRY_BITS = 3 + 3 + FIELD_BITS };
	ptrdiff_t most = VOLUME_SHARD + ENTRY_HEAD + ENTRY_BITS * n / 8 + BITS_ROOM;
	struct writer w = {.mem = a, .v = out, .articles = n, .most = most};

	assert(0 < n && n <= VOLUME_ARTICLES);
	*out = (struct volume){0};
	w.head = NEW(a, post, (size_t)n + 1);
	put_sections(&w, article, n);
	put_letters(&w, article, n);
	end_shard(&w);
}
