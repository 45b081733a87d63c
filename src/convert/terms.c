#include "convert/terms.h"

#include <stdlib.h>

#include "base/utf8.h"

/*
 * What keys are found by: their first two characters; where more than a FEW begin with these, by
 * three; what is shorter by one.
 */
enum { WINDOW_LONG = 9, WINDOW_PAIR = 6, EIGHT = sizeof(uint64_t), FEW = 4 };
enum { AHEAD = 64 /* places of a block: seldom more */ };

/* The first eight bytes of TEXT, which has as many. */
static inline uint64_t
eight(const char *text)
{
	const unsigned char *p = (const unsigned char *)text;

	return (uint64_t)p[0] << 56 | (uint64_t)p[1] << 48 | (uint64_t)p[2] << 40 |
	       (uint64_t)p[3] << 32 | (uint64_t)p[4] << 24 | (uint64_t)p[5] << 16 |
	       (uint64_t)p[6] << 8 | (uint64_t)p[7];
}

/* The first nine; a few have one in common, and then keys between them are looked at in vain. */
static inline uint64_t
long_window(str text)
{
	return eight(text.p) ^ (uint64_t)(unsigned char)text.p[EIGHT] << 56;
}

/* The first six. */
static inline uint64_t
pair_window(str text)
{
	const unsigned char *p = (const unsigned char *)text.p;

	return (uint64_t)p[0] << 40 | (uint64_t)p[1] << 32 | (uint64_t)p[2] << 24 |
	       (uint64_t)p[3] << 16 | (uint64_t)p[4] << 8 | (uint64_t)p[5];
}

/* The first character. */
static uint64_t
one_window(str text)
{
	ptrdiff_t at = 0;

	return ~(uint64_t)utf8_step(text.p, &at);
}

void
terms_tell(struct terms *t, uint32_t cp)
{
	filter_tell(&t->filter, cp);
}

/* What the term T is in S; empty: it has no form there. */
static str
form(const struct glossary_term *t, enum script s)
{
	return t->form[s].n == 0 && s > SCRIPT_HANT ? t->form[SCRIPT_HANT] : t->form[s];
}

static bool
leads(const struct glossary_term *t, enum script from, enum script to)
{
	switch (t->way) {
	case GLOSSARY_TO_HANT:
		return from == SCRIPT_HANS && to != SCRIPT_HANS;
	case GLOSSARY_TO_HANS:
		return from != SCRIPT_HANS && to == SCRIPT_HANS;
	default:
		return true;
	}
}

static int
by_key(const void *a, const void *b)
{
	const struct term *x = a, *y = b;
	int c = str_cmp(x->from, y->from);

	return c ? c : x->rank - y->rank;
}

/*
 * In sorted order the keys that a key begins with stand before it, and its predecessor
 * begins with them too: so they are the predecessor or in the chain behind it.
 */
static void
link_prefixes(struct term *key, int n)
{
	for (int i = 0; i < n; i++) {
		int p = i - 1;

		while (p >= 0 && !str_starts(key[i].from, key[p].from))
			p = key[p].prefix;
		key[i].prefix = p;
	}
}

/* Where the slot of W is, or one of the next. */
static inline struct terms_slot *
slot_near(const struct terms *t, uint64_t w)
{
	return &t->slot[w * UINT64_C(0x9E3779B97F4A7C15) >> 40 & (t->nslot - 1)];
}

/* The slot of keys that begin with W, or the empty one where it belongs. */
static inline struct terms_slot *
slot_of(const struct terms *t, uint64_t w)
{
	struct terms_slot *s = slot_near(t, w);

	while (s->low != s->high && s->window != w)
		s = s + 1 < t->slot + t->nslot ? s + 1 : t->slot;
	return s;
}

/* Key I begins with W, as those beside it do. */
static void
note_beginning(struct terms *t, uint64_t w, int i)
{
	struct terms_slot *s = slot_of(t, w);

	if (s->low == s->high)
		*s = (struct terms_slot){.window = w, .low = i};
	s->high = i + 1;
}

static bool
is_crowded(const struct terms_slot *s)
{
	return s->high - s->low > FEW;
}

static void
note_beginnings(struct arena *a, struct terms *t)
{
	filter_init(a, &t->filter, t->n);
	for (t->nslot = 4; t->nslot < 3 * (uint32_t)t->n; t->nslot *= 2)
		continue;
	t->slot = NEW(a, struct terms_slot, t->nslot);
	for (int i = 0; i < t->n; i++) {
		str key = t->key[i].from;

		filter_add(&t->filter, key);
		t->shorter |= key.n < WINDOW_PAIR;
		note_beginning(t, key.n < WINDOW_PAIR ? one_window(key) : pair_window(key), i);
	}
	for (int i = 0; i < t->n; i++) {
		str key = t->key[i].from;

		if (key.n >= WINDOW_LONG && is_crowded(slot_of(t, pair_window(key))))
			note_beginning(t, long_window(key), i);
	}
}

/* KEY has room for two to a term. Returns how many there are. */
static int
list_keys(const struct terms_list *list, int n, enum script from, enum script to, struct term *key)
{
	int all = 0, rank = 0;

	for (int k = 0; k < n; rank += 2 * list[k++].n)
		for (int i = 0; i < list[k].n; i++) {
			const struct glossary_term *t = &list[k].term[i];
			str is = form(t, from), becomes = form(t, to);

			if (!leads(t, from, to) || is.n == 0 || becomes.n == 0)
				continue;
			key[all++] = (struct term){is, becomes, -1, k, .rank = rank + i};
			key[all++] = (struct term){becomes, becomes, -1, k,
						   .rank = rank + list[k].n + i};
		}
	return all;
}

static void
compare_places(struct term *t)
{
	ptrdiff_t i = 0, k = 0;

	t->still = t->from.n == t->to.n;
	while (i < t->from.n && k < t->to.n) {
		utf8_step(t->from.p, &i);
		utf8_step(t->to.p, &k);
		t->still &= i == k;
	}
	t->aligned = i == t->from.n && k == t->to.n;
}

void
terms_index(struct arena *a, const struct terms_list *list, int n, enum script from, enum script to,
	    struct terms *out)
{
	size_t most = 0;
	int all;

	*out = (struct terms){.lists = n};
	for (int k = 0; k < n; k++)
		most += 2 * (size_t)list[k].n;
	out->key = NEW(a, struct term, most);
	while (out->first < n && list[out->first].n == 0)
		out->first++;
	all = list_keys(list, n, from, to, out->key);
	if (all > 0)
		qsort(out->key, (size_t)all, sizeof *out->key, by_key);
	for (int i = 0; i < all; i++)
		if (out->n == 0 || !str_eq(out->key[out->n - 1].from, out->key[i].from))
			out->key[out->n++] = out->key[i];
	link_prefixes(out->key, out->n);
	for (int i = 0; i < out->n; i++)
		compare_places(&out->key[i]);
	note_beginnings(a, out);
}

/* Bytes of the character that begins with byte C. */
static inline ptrdiff_t
step(char c)
{
	unsigned char u = (unsigned char)c;

	if (u >= 0xE0 && u < 0xF0)
		return 3;
	return u < 0xC0 ? 1 : u < 0xE0 ? 2 : 4;
}

void
terms_begin(struct terms_scan *s, const struct terms *t, str text, ptrdiff_t at)
{
	s->t = t;
	s->text = text;
	s->next = s->places.n = s->places.read = 0;
	s->places.base = at;
}

/*
 * List more places. What the keys there are compared with is asked for before the first of them is
 * looked up: it is seldom in the nearest cache.
 */
static void
read_places(struct terms_scan *s)
{
	const struct terms *t = s->t;
	const struct terms_slot *slot[AHEAD];
	struct filter_places *p = &s->places;
	int n = 0;

	filter_read(&t->filter, s->text, p);
	s->next = 0;
	for (; n < p->n && n < AHEAD; n++) {
		str text = str_from_at(s->text, p->base + p->place[n]);

		if (text.n < WINDOW_PAIR)
			break;
		slot[n] = slot_near(t, pair_window(text));
		__builtin_prefetch(slot[n]);
	}
	for (int i = 0; i < n; i++)
		__builtin_prefetch(&t->key[slot[i]->low]);
	for (int i = 0; i < n; i++)
		if (slot[i]->low < slot[i]->high)
			__builtin_prefetch(t->key[slot[i]->low].from.p);
}

ptrdiff_t
terms_next(struct terms_scan *s, ptrdiff_t at, ptrdiff_t to)
{
	struct filter_places *p = &s->places;

	for (;;) {
		for (; s->next < p->n; s->next++) {
			ptrdiff_t place = p->base + p->place[s->next];

			if (place >= at)
				return place < to ? place : to;
		}
		if (p->base + p->read >= s->text.n)
			return to;
		read_places(s);
	}
}

/* Whether TEXT begins with KEY; the first KNOWN bytes are the same. */
static inline bool
begins(str text, str key, ptrdiff_t known)
{
	ptrdiff_t last = key.n - EIGHT;

	if (text.n < key.n)
		return false;
	if (key.n == known)
		return true;
	if (last < 0)
		return memcmp(text.p, key.p, (size_t)key.n) == 0;
	for (ptrdiff_t i = known; i < last; i += EIGHT)
		if (eight(text.p + i) != eight(key.p + i))
			return false;
	return eight(text.p + last) == eight(key.p + last);
}

/* The first of the keys LOW to HIGH (not included) that is after TEXT; HIGH: none. */
static int
first_after(const struct terms *t, str text, int low, int high)
{
	while (low < high) {
		int mid = low + (high - low) / 2;

		if (str_cmp(t->key[mid].from, text) <= 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* The longest key in S that TEXT begins with, if it has the first KNOWN bytes of them; -1: none. */
static inline int
longest(const struct terms *t, str text, const struct terms_slot *s, ptrdiff_t known)
{
	int last = s->high - 1;

	/* a look at each of a few is quicker than a search */
	if (!is_crowded(s)) {
		while (last >= s->low && !begins(text, t->key[last].from, known))
			last--;
		return last < s->low ? -1 : last;
	}
	/* the last key that is not after TEXT; see link_prefixes */
	last = first_after(t, text, s->low, s->high) - 1;
	while (last >= 0 && !str_starts(text, t->key[last].from))
		last = t->key[last].prefix;
	return last;
}

/* The longest key that TEXT, which is not empty, begins with; -1: none. */
static int
find_key(const struct terms *t, str text)
{
	const struct terms_slot *s;
	int found = -1;

	if (text.n >= WINDOW_PAIR) {
		s = slot_of(t, pair_window(text));
		if (is_crowded(s) && text.n >= WINDOW_LONG)
			found = longest(t, text, slot_of(t, long_window(text)), WINDOW_PAIR);
		if (found < 0)
			found = longest(t, text, s, WINDOW_PAIR);
	}
	if (found < 0 && t->shorter)
		found = longest(t, text, slot_of(t, one_window(text)), 0);
	return found;
}

/* The first byte, behind the first character and before END, of a term of a list before LIST. */
static ptrdiff_t
next_of_earlier(const struct terms *t, str text, ptrdiff_t end, int list)
{
	for (ptrdiff_t at = step(text.p[0]); at < end; at += step(text.p[at])) {
		int k = filter_has(&t->filter, text, at) ? find_key(t, str_from_at(text, at)) : -1;

		while (k >= 0 && t->key[k].list >= list)
			k = t->key[k].prefix;
		if (k >= 0)
			return at;
	}
	return end;
}

const struct term *
terms_find(const struct terms *t, str text)
{
	int key = find_key(t, text);

	for (int list = 0; key >= 0 && list < t->lists; list++) {
		ptrdiff_t end = text.n;
		int k = key;

		while (k >= 0 && t->key[k].list != list)
			k = t->key[k].prefix;
		if (k >= 0 && t->first < list)
			end = next_of_earlier(t, text, t->key[k].from.n, list);
		while (k >= 0 && (t->key[k].from.n > end || t->key[k].list != list))
			k = t->key[k].prefix;
		if (k >= 0)
			return &t->key[k];
	}
	return NULL;
}
