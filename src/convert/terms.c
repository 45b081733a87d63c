#include "convert/terms.h"

#include <stdlib.h>

#include "base/utf8.h"

enum { TERMS_WINDOW = 6, TERMS_NEXT = 8, PAIR_BITS = 17, BRIEF_BITS = 16, FEW = 4 };

static inline uint64_t
window(const char *p)
{
	uint32_t low;
	uint16_t high;

	memcpy(&low, p, sizeof low);
	memcpy(&high, p + sizeof low, sizeof high);
	return (uint64_t)high << 32 | low;
}

static inline uint64_t
hash(uint64_t w)
{
	return w * UINT64_C(0x9E3779B97F4A7C15);
}

static inline bool
bit(const uint64_t *set, uint64_t n)
{
	return set[n / 64] >> n % 64 & 1;
}

static void
add_bit(uint64_t *set, uint64_t n)
{
	set[n / 64] |= UINT64_C(1) << n % 64;
}

static uint32_t
brief_bit(str text)
{
	uint32_t cp = 0;

	utf8_decode(text, &cp);
	return cp & ((1u << BRIEF_BITS) - 1);
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

static inline uint64_t
next_bit(str text)
{
	return UINT64_C(1) << (text.p[TERMS_NEXT] & 63);
}

/* The slot of W, or the empty one where it belongs. */
static struct terms_slot *
slot_of(const struct terms *t, uint64_t w)
{
	uint32_t i = (uint32_t)(hash(w) >> 32);

	for (;; i++) {
		struct terms_slot *s = &t->slot[i & (t->nslot - 1)];

		if (s->low == s->high || s->window == w)
			return s;
	}
}

static void
note_beginnings(struct arena *a, struct terms *t)
{
	t->pair = NEW(a, uint64_t, (1u << PAIR_BITS) / 64);
	for (t->nslot = 4; t->nslot < 2 * (uint32_t)t->n; t->nslot *= 2)
		continue;
	t->slot = NEW(a, struct terms_slot, t->nslot);
	for (int i = 0; i < t->n; i++) {
		str key = t->key[i].from;
		struct terms_slot *s;

		if (key.n < TERMS_WINDOW) {
			if (!t->brief)
				t->brief = NEW(a, uint64_t, (1u << BRIEF_BITS) / 64);
			add_bit(t->brief, brief_bit(key));
			continue;
		}
		add_bit(t->pair, hash(window(key.p)) >> (64 - PAIR_BITS));
		s = slot_of(t, window(key.p));
		if (s->low == s->high)
			*s = (struct terms_slot){.window = window(key.p), .low = i};
		s->next |= key.n > TERMS_NEXT ? next_bit(key) : UINT64_MAX;
		s->high = i + 1;
	}
}

void
terms_index(struct arena *a, const struct glossary_term *term, int n, enum script from,
	    enum script to, struct terms *out)
{
	struct term *key = NEW(a, struct term, 2 * (size_t)n);
	int all = 0, kept = 0;

	*out = (struct terms){.key = key};
	for (int i = 0; i < n; i++) {
		str is = form(&term[i], from), becomes = form(&term[i], to);

		if (!leads(&term[i], from, to) || is.n == 0 || becomes.n == 0)
			continue;
		key[all++] = (struct term){is, becomes, -1, i};
		key[all++] = (struct term){becomes, becomes, -1, n + i};
	}
	if (all == 0)
		return;
	qsort(key, (size_t)all, sizeof *key, by_key);
	for (int i = 0; i < all; i++)
		if (kept == 0 || !str_eq(key[kept - 1].from, key[i].from))
			key[kept++] = key[i];
	out->n = kept;
	link_prefixes(key, kept);
	note_beginnings(a, out);
}

/* Bytes of the character that begins with byte C; 1 within one. */
static inline ptrdiff_t
step(char c)
{
	unsigned char u = (unsigned char)c;

	if (u >= 0xE0 && u < 0xF0)
		return 3;
	return u < 0xC0 ? 1 : u < 0xE0 ? 2 : 4;
}

ptrdiff_t
terms_next(const struct terms *t, str text, ptrdiff_t at)
{
	if (t->n == 0)
		return text.n;
	for (; at + TERMS_WINDOW <= text.n; at += step(text.p[at])) {
		if (bit(t->pair, hash(window(text.p + at)) >> (64 - PAIR_BITS)))
			return at;
		if (t->brief && bit(t->brief, brief_bit(str_from_at(text, at))))
			return at;
	}
	for (; t->brief && at < text.n; at += step(text.p[at]))
		if (bit(t->brief, brief_bit(str_from_at(text, at))))
			return at;
	return text.n;
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

/* The longest of the keys LOW to HIGH (not included) that TEXT begins with; NULL: none. */
static const struct term *
longest(const struct terms *t, str text, int low, int high)
{
	int last = high - 1;

	/* a look at each of a few is quicker than a search */
	for (; high - low <= FEW && last >= low; last--)
		if (str_starts(text, t->key[last].from))
			return &t->key[last];
	if (high - low <= FEW)
		return NULL;
	last = first_after(t, text, low, high) - 1;
	/* the last key that is not after TEXT; see link_prefixes */
	for (int i = last; i >= 0; i = t->key[i].prefix)
		if (str_starts(text, t->key[i].from))
			return &t->key[i];
	return NULL;
}

const struct term *
terms_find(const struct terms *t, str text)
{
	const struct term *found = NULL;

	if (t->n > 0 && text.n >= TERMS_WINDOW) {
		const struct terms_slot *s = slot_of(t, window(text.p));

		if (text.n <= TERMS_NEXT || s->next & next_bit(text))
			found = longest(t, text, s->low, s->high);
	}
	if (!found && t->brief && bit(t->brief, brief_bit(text)))
		found = longest(t, text, 0, t->n);
	return found;
}
