#include "convert/compile/trie.h"

#include <stdlib.h>

#include "base/utf8.h"

/* More keys than that are an array of their own: what is small stays in few pages of memory. */
enum { LARGE = 1 << 14 };

struct use {
	uint32_t cp;
	int n;
};

static int
by_use(const void *a, const void *b)
{
	const struct use *x = a, *y = b;

	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return x->cp < y->cp ? -1 : x->cp > y->cp;
}

static void
count_characters(struct use *use, const struct map *m)
{
	for (int i = 0; i < m->word.n; i++) {
		str key = m->word.entry[i].key;

		if (utf8_count(key) >= TABLE_KEY)
			die("key too long", key);
		for (ptrdiff_t at = 0; at < key.n;)
			use[utf8_next(key, &at)].n++;
	}
}

/* Codes from 1 on, the most frequent first: their children lie close together. */
static void
number_codes(struct tries *t, struct map **m, int n)
{
	struct use *use = NEW(t->mem, struct use, TABLE_LIMIT);

	for (uint32_t cp = 0; cp < TABLE_LIMIT; cp++)
		use[cp].cp = cp;
	for (int i = 0; i < n; i++)
		count_characters(use, m[i]);
	qsort(use, TABLE_LIMIT, sizeof *use, by_use);
	for (uint32_t i = 0; use[i].n > 0; i++) {
		if (i + 1 >= TABLE_CODES)
			die("too many characters in keys", (str){0});
		t->code[use[i].cp] = (uint16_t)(i + 1);
	}
}

/*
 * Room for children with the N codes, in rising order: a base. The place to look from moves on, and
 * leaves a few holes behind, so that the search stays short.
 */
static uint32_t
place(struct double_array *d, const uint32_t *code, int n)
{
	enum { FAR = 4096 };

	while (d->used[d->from])
		d->from++;
	for (uint32_t p = d->from;; p++) {
		uint32_t base = p - code[0];
		int i = 0;

		if (p <= code[0] || d->taken[base])
			continue;
		if (base >= TABLE_UNITS)
			die("double array too long", (str){0});
		while (i < n && !d->used[base + code[i]])
			i++;
		if (i < n)
			continue;
		d->taken[base] = true;
		for (i = 0; i < n; i++)
			d->used[base + code[i]] = true;
		if (p - d->from > FAR)
			d->from = p - FAR;
		if (base + TABLE_CODES > d->n)
			d->n = base + TABLE_CODES;
		return base;
	}
}

/* A trie on its way into an array. */
struct builder {
	struct arena *mem;
	const struct tries *tries;
	const struct map *map;
	struct double_array *array;
};

/* One child of a node: a character, or the end of a key (code 0), and the keys that have it. */
struct child {
	uint32_t code;
	int low, high;
	ptrdiff_t end; /* bytes of the keys up to here */
};

static int
by_code(const void *a, const void *b)
{
	const struct child *x = a, *y = b;

	return x->code < y->code ? -1 : x->code > y->code;
}

/* What the keys LOW to HIGH (not included), which agree in their first AT bytes, go on with. */
static int
children(const struct builder *b, int low, int high, ptrdiff_t at, struct child *child)
{
	const struct dict_entry *e = b->map->word.entry;
	int n = 0;

	for (int i = low; i < high; i++) {
		ptrdiff_t end = at;
		uint32_t code = e[i].key.n == at ? 0 : b->tries->code[utf8_next(e[i].key, &end)];

		if (n == 0 || child[n - 1].code != code)
			child[n++] = (struct child){code, i, i, end};
		child[n - 1].high = i + 1;
	}
	qsort(child, (size_t)n, sizeof *child, by_code);
	return n;
}

/* A node for the next characters of those keys, and all below it. Returns its base. */
static uint32_t
build(struct builder *b, int low, int high, ptrdiff_t at)
{
	struct child *child = NEW(b->mem, struct child, (size_t)(high - low));
	uint32_t *code = NEW(b->mem, uint32_t, (size_t)(high - low)), base;
	const struct dict_entry *e = b->map->word.entry;
	int n = children(b, low, high, at, child);

	for (int i = 0; i < n; i++)
		code[i] = child[i].code;
	base = place(b->array, code, n);
	for (int i = 0; i < n; i++) {
		const struct child *c = &child[i];
		bool ends = e[c->low].key.n == c->end, leaf = ends && c->low + 1 == c->high;
		uint32_t next = leaf || c->code == 0 ? b->map->number[c->low]
						     : build(b, c->low, c->high, c->end);

		b->array->unit[base + c->code] = c->code | next << TABLE_NEXT |
						 (ends && c->code ? TABLE_END : 0) |
						 (leaf && c->code ? TABLE_LEAF : 0);
	}
	return base;
}

static bool
same_keys(const struct map *a, const struct map *b)
{
	if (a->word.n != b->word.n)
		return false;
	for (int i = 0; i < a->word.n; i++)
		if (!str_eq(a->word.entry[i].key, b->word.entry[i].key))
			return false;
	return true;
}

/* As entries of a map are sorted, so are their flags. */
static void
sort_words(struct arena *a, struct map *m)
{
	bool *open = m->open ? NEW(a, bool, (size_t)m->word.n + 1) : NULL;
	struct dict_entry *old = NEW(a, struct dict_entry, (size_t)m->word.n + 1);

	for (int i = 0; i < m->word.n; i++)
		old[i] = m->word.entry[i];
	for (int i = 0; i < m->word.n; i++)
		old[i].values = (str){m->open && m->open[i] ? "!" : "", 1};
	qsort(old, (size_t)m->word.n, sizeof *old, by_key);
	for (int i = 0; i < m->word.n; i++) {
		m->word.entry[i] = old[i];
		if (open)
			open[i] = *old[i].values.p == '!';
	}
	m->open = open;
}

bool
is_changed(struct arena *a, const struct map *m, int i)
{
	const struct dict_entry *e = &m->word.entry[i];
	struct arena_mark mark = arena_mark(a);
	bool changed = !str_eq(dict_run(a, &m->single, e->key), e->value) ||
		       utf8_count(e->key) != utf8_count(e->value) || (m->open && m->open[i]);

	arena_rewind(a, mark);
	return changed;
}

/* Numbers for the keys of M and of all later maps with the same: first those changed in any. */
static void
number_keys(struct tries *t, struct map **m, int n)
{
	uint32_t *number = NEW(t->mem, uint32_t, (size_t)m[0]->word.n + 1), next = 0;
	bool *changed = NEW(t->mem, bool, (size_t)m[0]->word.n + 1);

	for (int k = 0; k < n; k++)
		if (same_keys(m[0], m[k]))
			for (int i = 0; i < m[0]->word.n; i++)
				changed[i] |= is_changed(t->mem, m[k], i);
	for (int i = 0; i < m[0]->word.n; i++)
		if (changed[i])
			number[i] = next++;
	m[0]->changed = next;
	for (int i = 0; i < m[0]->word.n; i++)
		if (!changed[i])
			number[i] = next++;
	if (next >= TABLE_UNITS)
		die("too many keys", (str){0});
	m[0]->number = number;
}

static void
array_new(struct arena *a, struct double_array *d)
{
	/* a node may begin before the limit and end after it */
	enum { ROOM = TABLE_UNITS + TABLE_CODES };

	d->unit = NEW(a, uint32_t, ROOM);
	d->used = NEW(a, bool, ROOM);
	d->taken = NEW(a, bool, ROOM);
	d->n = TABLE_CODES;
	d->from = 1;
}

static void
build_trie(struct tries *t, struct map *m)
{
	struct double_array *d = m->word.n > LARGE ? &t->large : &t->small;
	struct builder b = {t->mem, t, m, d};

	m->trie = d;
	m->root = m->word.n > 0 ? build(&b, 0, m->word.n, 0) : 0;
}

void
tries_build(struct tries *t, struct map **m, int n)
{
	array_new(t->mem, &t->large);
	array_new(t->mem, &t->small);
	number_codes(t, m, n);
	for (int i = 0; i < n; i++)
		sort_words(t->mem, m[i]);
	for (int i = 0; i < n; i++) {
		int same = 0;

		while (!same_keys(m[same], m[i]))
			same++;
		if (same == i) {
			number_keys(t, m + i, n - i);
			build_trie(t, m[i]);
			continue;
		}
		m[i]->trie = m[same]->trie;
		m[i]->root = m[same]->root;
		m[i]->number = m[same]->number;
		m[i]->changed = m[same]->changed;
	}
}
