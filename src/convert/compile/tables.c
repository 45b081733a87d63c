/*
 * tables FOLDER NAME… - compile OpenCC's configurations in FOLDER to the C source of the tables in
 * convert/table.h, on standard output. What is equal in several of them is written once.
 */
#include "convert/table.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/out.h"
#include "base/utf8.h"
#include "convert/compile/dict.h"

/* Arrays of a kind: equal ones are one. */
struct pieces {
	struct dict seen; /* their bytes: their name */
	const char *name;
};

struct compiler {
	struct arena mem;
	struct dict page; /* the bytes of each page, in the order of their numbers */
	struct pieces index, unit, value, hot, origin, character;
	struct dict origins; /* names of dictionaries, in the order of their numbers */
	struct out pages, pool, arrays, engines;
	struct dict pooled; /* value: its place */
	int engines_n;
};

/* One map on its way. Index: code point. */
struct map {
	const struct dict *keys; /* as the dictionaries have them */
	struct dict word;	 /* of two characters or more: values */
	struct dict single;	 /* characters: values */
	const struct dict *norm;
	uint32_t *flag;
	uint32_t *code, *base;
	struct table_unit *unit;
	int nunit;
	bool *taken; /* bases */
};

static uint32_t
first_of(str s)
{
	ptrdiff_t i = 0;

	return utf8_next(s, &i);
}

static str
first_character(str s)
{
	ptrdiff_t i = 0;

	utf8_next(s, &i);
	return str_sub(s, 0, i);
}

/* CP as it is after normalization. */
static uint32_t
normal(const struct dict *norm, str c)
{
	const struct dict_entry *e = norm ? dict_find(norm, c) : NULL;

	return first_of(e ? e->value : c);
}

static uint32_t
pool(struct compiler *c, str s)
{
	const struct dict_entry *e = dict_find(&c->pooled, s);
	size_t place = c->pool.n;

	if (e)
		return (uint32_t)strtoul(e->value.p, NULL, 10);
	if (s.n > 255 || place >= 1 << 24)
		die("pool: too long", s);
	out_char(&c->pool, (char)s.n);
	out_str(&c->pool, s);
	dict_add(&c->mem, &c->pooled, s, str_fmt(&c->mem, "%zu", place));
	return (uint32_t)place;
}

static int
by_key(const void *a, const void *b)
{
	const struct dict_entry *x = a, *y = b;

	return str_cmp(x->key, y->key);
}

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

/* Codes from 1 on, the most frequent first: their children lie close together. */
static void
number_codes(struct arena *a, struct map *m)
{
	struct use *use = NEW(a, struct use, TABLE_LIMIT);

	for (uint32_t cp = 0; cp < TABLE_LIMIT; cp++)
		use[cp].cp = cp;
	for (int i = 0; i < m->word.n; i++) {
		str key = m->word.entry[i].key;
		ptrdiff_t at = 0;

		if (utf8_count(key) >= TABLE_KEY)
			die("key too long", key);
		for (utf8_next(key, &at); at < key.n;)
			use[utf8_next(key, &at)].n++;
	}
	qsort(use, TABLE_LIMIT, sizeof *use, by_use);
	for (uint32_t i = 0; use[i].n > 0; i++) {
		if (i + 1 >= TABLE_CODES)
			die("too many characters in keys", (str){0});
		m->code[use[i].cp] = i + 1;
	}
}

/*
 * Room for children with the N codes: a base. FROM: where to look; it moves on, and leaves a few
 * holes behind, so that the search stays short.
 */
static uint32_t
place(struct map *m, const uint32_t *code, int n, uint32_t *from)
{
	enum { FAR = 2048 };

	while (m->unit[*from].parent != UINT32_MAX)
		++*from;
	for (uint32_t p = *from;; p++) {
		uint32_t base = p - code[0];
		int i = 0;

		if (p <= code[0] || m->taken[base])
			continue;
		while (i < n && m->unit[base + code[i]].parent == UINT32_MAX)
			i++;
		if (i < n)
			continue;
		m->taken[base] = true;
		if (p - *from > FAR)
			*from = p - FAR;
		for (i = 0; i < n; i++)
			m->unit[base + code[i]].parent = base;
		if (base + TABLE_CODES > (uint32_t)m->nunit)
			m->nunit = (int)base + TABLE_CODES;
		if (base >= 1 << 19)
			die("double array too long", (str){0});
		return base;
	}
}

/*
 * The keys LOW to HIGH (not included) agree in their first AT bytes: a node for their next
 * characters, and all below it. Returns its base; 0 where no key goes on.
 */
static uint32_t
build(struct arena *a, struct map *m, int low, int high, ptrdiff_t at, uint32_t *from)
{
	const struct dict_entry *e = m->word.entry;
	uint32_t *code = NEW(a, uint32_t, (size_t)(high - low) + 1), base;
	int *start = NEW(a, int, (size_t)(high - low) + 2), n = 0;
	ptrdiff_t *end = NEW(a, ptrdiff_t, (size_t)(high - low) + 1);

	for (int i = low; i < high; i++) {
		ptrdiff_t next = at;
		uint32_t c = e[i].key.n == at ? 0 : m->code[utf8_next(e[i].key, &next)];

		if (n > 0 && code[n - 1] == c)
			continue;
		code[n] = c;
		end[n] = next;
		start[n++] = i;
	}
	start[n] = high;
	base = place(m, code, n, from);
	for (int i = 0; i < n; i++) {
		struct table_unit *u = &m->unit[base + code[i]];
		bool ends = e[start[i]].key.n == end[i];

		if (code[i] == 0 || (ends && start[i] + 1 == start[i + 1]))
			u->next = (uint32_t)start[i] | (code[i] ? TABLE_END | TABLE_LEAF : 0);
		else
			u->next = build(a, m, start[i], start[i + 1], end[i], from) |
				  (ends ? TABLE_END : 0);
	}
	return base;
}

static void
build_trie(struct arena *a, struct map *m)
{
	uint32_t from = 1;
	int n;

	qsort(m->word.entry, (size_t)m->word.n, sizeof *m->word.entry, by_key);
	for (int i = 0; i < m->word.n; i = n) {
		str key = m->word.entry[i].key;
		ptrdiff_t at = 0;
		uint32_t cp = utf8_next(key, &at);

		for (n = i; n < m->word.n && first_of(m->word.entry[n].key) == cp; n++)
			continue;
		m->base[cp] = build(a, m, i, n, at, &from);
	}
}

/* What the character C becomes: the lower half of an entry, without flags. */
static uint32_t
outcome(struct compiler *c, str is, str becomes)
{
	uint32_t bytes = 0;

	if (str_eq(is, becomes))
		return 0;
	if (becomes.n == 0 || becomes.n > TABLE_SINGLE_MAX)
		die("character becomes nothing, or too much", is);
	if (becomes.n > 3)
		return (uint32_t)TABLE_POOLED << 24 | pool(c, becomes);
	for (ptrdiff_t i = 0; i < becomes.n; i++)
		bytes |= (uint32_t)(unsigned char)becomes.p[i] << 8 * i;
	return (uint32_t)becomes.n << 24 | bytes;
}

/* The name of an array with the N BYTES, which are its identity; *NEW: it has to be written. */
static str
array(struct compiler *c, struct pieces *p, const char *type, const void *bytes, size_t n,
      bool *new)
{
	str key = {bytes, (ptrdiff_t)n};
	const struct dict_entry *e = dict_find(&p->seen, key);
	str name;

	*new = !e;
	if (e)
		return e->value;
	name = str_fmt(&c->mem, "%s_%d", p->name, p->seen.n);
	out_fmt(&c->arrays, "static const %s " STR_FMT "[] = {\n", type, STR_ARG(name));
	dict_add(&c->mem, &p->seen, key, name);
	return name;
}

static int
page_number(struct compiler *c, const uint64_t *entry)
{
	str key = {(const char *)entry, TABLE_PAGE * sizeof *entry};
	const struct dict_entry *e = dict_find(&c->page, key);

	if (e)
		return (int)(e - c->page.entry);
	out_char(&c->pages, '{');
	for (int i = 0; i < TABLE_PAGE; i++)
		out_fmt(&c->pages, "%#llx,", (unsigned long long)entry[i]);
	out_z(&c->pages, "},\n");
	dict_add(&c->mem, &c->page, key, (str){0});
	return c->page.n - 1;
}

static uint64_t *
entries_of(struct compiler *c, const struct map *m)
{
	uint64_t *entry = NEW(&c->mem, uint64_t, TABLE_LIMIT);

	for (uint32_t cp = 0; cp < TABLE_LIMIT; cp++) {
		entry[cp] = (m->code[cp] | (uint64_t)m->base[cp] << 13) << 32;
		entry[cp] |= m->flag ? m->flag[cp] : 0;
		entry[cp] |= cp >= 0x2FF0 && cp <= 0x2FFF ? TABLE_IDS : 0;
	}
	for (int i = 0; i < m->single.n; i++) {
		const struct dict_entry *e = &m->single.entry[i];
		uint32_t cp = first_of(e->key), is = normal(m->norm, e->key);

		entry[cp] = (entry[cp] & UINT32_MAX) | (entry[is] & (uint64_t)UINT32_MAX << 32);
		entry[cp] |= outcome(c, e->key, e->value);
	}
	return entry;
}

static str
pages_of(struct compiler *c, const struct map *m)
{
	uint64_t *entry = entries_of(c, m);
	uint16_t *number = NEW(&c->mem, uint16_t, TABLE_PAGES);
	bool new;
	str name;

	for (int i = 0; i < TABLE_PAGES; i++)
		number[i] = (uint16_t)page_number(c, entry + i * TABLE_PAGE);
	name = array(c, &c->index, "uint16_t", number, TABLE_PAGES * sizeof *number, &new);
	for (int i = 0; new &&i < TABLE_PAGES; i++)
		out_fmt(&c->arrays, "%d,%s", number[i], i % 16 == 15 ? "\n" : "");
	out_z(&c->arrays, new ? "};\n" : "");
	return name;
}

static str
units_of(struct compiler *c, const struct map *m)
{
	bool new;
	str name = array(c, &c->unit, "struct table_unit", m->unit,
			 (size_t)m->nunit * sizeof *m->unit, &new);

	for (int i = 0; new &&i < m->nunit; i++)
		out_fmt(&c->arrays, "{%#x,%#x},\n", m->unit[i].parent, m->unit[i].next);
	out_z(&c->arrays, new ? "};\n" : "");
	return name;
}

static str
values_of(struct compiler *c, const struct map *m)
{
	uint32_t *value = NEW(&c->mem, uint32_t, (size_t)m->word.n + 1);
	bool new;
	str name;

	for (int i = 0; i < m->word.n; i++) {
		const struct dict_entry *e = &m->word.entry[i];

		if (!str_eq(dict_run(&c->mem, &m->single, e->key), e->value))
			value[i] = pool(c, e->value);
	}
	/* one more, so that an empty map has an array as well */
	name = array(c, &c->value, "uint32_t", value, ((size_t)m->word.n + 1) * sizeof *value,
		     &new);
	for (int i = 0; new &&i <= m->word.n; i++)
		out_fmt(&c->arrays, "%u,%s", value[i], i % 16 == 15 ? "\n" : "");
	out_z(&c->arrays, new ? "};\n" : "");
	return name;
}

static int
origin_number(struct compiler *c, str origin)
{
	dict_add(&c->mem, &c->origins, origin, (str){0});
	if (c->origins.n > 255)
		die("too many dictionaries", origin);
	return (int)(dict_find(&c->origins, origin) - c->origins.entry);
}

static str
origins_of(struct compiler *c, const struct map *m)
{
	unsigned char *origin = NEW(&c->mem, unsigned char, (size_t)m->word.n + 1);
	bool new;
	str name;

	for (int i = 0; i < m->word.n; i++)
		origin[i] = (unsigned char)origin_number(c, m->word.entry[i].origin);
	name = array(c, &c->origin, "unsigned char", origin, (size_t)m->word.n + 1, &new);
	for (int i = 0; new &&i <= m->word.n; i++)
		out_fmt(&c->arrays, "%d,%s", origin[i], i % 32 == 31 ? "\n" : "");
	out_z(&c->arrays, new ? "};\n" : "");
	return name;
}

/* The keys of one character in D as an array, and its length: two initialisers. */
static str
characters_of(struct compiler *c, const struct dict *d)
{
	struct dict_entry *e = NEW(&c->mem, struct dict_entry, (size_t)d->n + 1);
	struct table_char *list = NEW(&c->mem, struct table_char, (size_t)d->n + 1);
	int n = 0;
	bool new;
	str name;

	for (int i = 0; i < d->n; i++)
		if (utf8_count(d->entry[i].key) == 1)
			e[n++] = d->entry[i];
	qsort(e, (size_t)n, sizeof *e, by_key);
	for (int i = 0; i < n; i++) {
		list[i].cp = first_of(e[i].key) | (uint32_t)origin_number(c, e[i].origin) << 24;
		list[i].values = pool(c, e[i].values);
	}
	name = array(c, &c->character, "struct table_char", list, ((size_t)n + 1) * sizeof *list,
		     &new);
	for (int i = 0; new &&i <= n; i++)
		out_fmt(&c->arrays, "{%#x,%u},\n", list[i].cp, list[i].values);
	out_z(&c->arrays, new ? "};\n" : "");
	return str_fmt(&c->mem, STR_FMT ", %d", STR_ARG(name), n);
}

/* The initialiser of a struct table_map. */
static str
map_text(struct compiler *c, struct map *m)
{
	enum { UNITS = 1 << 20 };

	m->code = NEW(&c->mem, uint32_t, TABLE_LIMIT);
	m->base = NEW(&c->mem, uint32_t, TABLE_LIMIT);
	m->unit = NEW(&c->mem, struct table_unit, UNITS);
	m->taken = NEW(&c->mem, bool, UNITS);
	for (int i = 0; i < UNITS; i++)
		m->unit[i].parent = UINT32_MAX;
	m->nunit = TABLE_CODES;
	number_codes(&c->mem, m);
	build_trie(&c->mem, m);
	return str_fmt(&c->mem, "{" STR_FMT ", " STR_FMT ", " STR_FMT ", " STR_FMT ", " STR_FMT "}",
		       STR_ARG(pages_of(c, m)), STR_ARG(units_of(c, m)), STR_ARG(values_of(c, m)),
		       STR_ARG(origins_of(c, m)), STR_ARG(characters_of(c, m->keys)));
}

static void
note_characters(struct arena *a, struct dict *out, const struct dict *in)
{
	for (int i = 0; i < in->n; i++)
		for (ptrdiff_t at = 0; at < in->entry[i].key.n;) {
			ptrdiff_t from = at;

			utf8_next(in->entry[i].key, &at);
			dict_add(a, out, str_sub(in->entry[i].key, from, at), (str){0});
		}
}

/* Every character that a dictionary of CONFIG has a rule for, or a longer key with. */
static struct dict
characters(struct arena *a, const struct config *config)
{
	struct dict all = {0};

	note_characters(a, &all, &config->norm);
	note_characters(a, &all, &config->segment);
	for (int i = 0; i < config->nstage; i++)
		note_characters(a, &all, &config->stage[i]);
	for (int i = 0; i < all.n; i++) {
		uint32_t cp = first_of(all.entry[i].key);

		if (cp >= TABLE_LIMIT || (cp >= 0x2FF0 && cp <= 0x2FFF))
			die("character that the tables cannot have", all.entry[i].key);
	}
	return all;
}

/*
 * KEYS as a map: what text is after the stages FROM to TO (not included) of CONFIG, where it is one
 * segment. Keys that normalization would change are never met.
 */
static struct map
map_of(struct arena *a, const struct config *config, const struct dict *keys, int from, int to)
{
	struct config part = *config;
	struct map m = {.keys = keys, .norm = from == 0 ? &config->norm : NULL};
	struct dict all = characters(a, config);

	part.nstage = to - from;
	memmove(part.stage, part.stage + from, (size_t)part.nstage * sizeof *part.stage);
	for (int i = 0; i < keys->n; i++) {
		str key = keys->entry[i].key;

		if (utf8_count(key) < 2 && config->segmented && keys == &config->segment)
			die("segment of one character", key);
		if (utf8_count(key) < 2 || (m.norm && !str_eq(dict_run(a, m.norm, key), key)))
			continue;
		dict_put(a, &m.word,
			 (struct dict_entry){.key = key,
					     .value = config_run(a, &part, key),
					     .origin = keys->entry[i].origin});
	}
	for (int i = 0; i < all.n; i++) {
		str c = all.entry[i].key, is = m.norm ? dict_run(a, m.norm, c) : c;

		dict_add(a, &m.single, c, config_run(a, &part, is));
	}
	return m;
}

/* Which pairs of neighbours begin something longer in a stage, and which characters nothing. */
struct heat {
	struct arena *a;
	const struct config *config;
	struct dict all;
	str *is;    /* each of them after normalization */
	str *image; /* and after the first stage */
	uint64_t bit[65536 / 64];
	uint32_t *flag;
};

static void
mark_pair(struct heat *h, str first, str second)
{
	uint32_t u = first_of(first), bit = table_pair(u, first_of(second));

	h->bit[bit / 64] |= UINT64_C(1) << bit % 64;
	h->flag[u] |= TABLE_HOT;
}

/* Keys of the first stage that can match between segments. */
static bool
between_segments(const struct heat *h, str key)
{
	return utf8_count(key) > 1 && !dict_find(&h->config->segment, key);
}

/* All characters C of which a token begins that becomes something that begins with WANT. */
static void
note_beginnings(struct heat *h, str want, struct dict *out)
{
	const struct dict *first = &h->config->stage[0];
	struct dict base = {0};

	for (int i = 0; i < h->all.n; i++)
		if (str_starts(h->image[i], want))
			dict_add(h->a, out, h->all.entry[i].key, (str){0});
	for (int i = 0; i < first->n; i++)
		if (str_starts(first->entry[i].value, want) &&
		    between_segments(h, first->entry[i].key))
			dict_add(h->a, &base, first_character(first->entry[i].key), want);
	for (int i = 0; base.n > 0 && i < h->all.n; i++)
		if (dict_find(&base, h->is[i]))
			dict_add(h->a, out, h->all.entry[i].key, (str){0});
}

static void
mark_later_key(struct heat *h, str key)
{
	struct dict second = {0};
	str first = first_character(key);

	note_beginnings(h, first_character(str_from_at(key, first.n)), &second);
	for (int i = 0; i < h->all.n; i++)
		if (str_ends(h->image[i], first))
			for (int k = 0; k < second.n; k++)
				mark_pair(h, h->all.entry[i].key, second.entry[k].key);
}

static void
mark_first_key(struct heat *h, str key)
{
	str u = first_character(key), v = first_character(str_from_at(key, u.n));

	for (int i = 0; i < h->all.n; i++)
		for (int k = 0; str_eq(h->is[i], u) && k < h->all.n; k++)
			if (str_eq(h->is[k], v))
				mark_pair(h, h->all.entry[i].key, h->all.entry[k].key);
}

static bool
in_any(const struct dict *characters, str text)
{
	for (ptrdiff_t at = 0, from = 0; at < text.n; from = at) {
		utf8_next(text, &at);
		if (dict_find(characters, str_sub(text, from, at)))
			return true;
	}
	return false;
}

static void
mark_neutral(struct heat *h)
{
	const struct config *c = h->config;
	struct dict longer[CONFIG_STAGES] = {{0}};

	for (int s = 0; s < c->nstage; s++) {
		struct dict keys = {0};

		for (int i = 0; i < c->stage[s].n; i++)
			if (utf8_count(c->stage[s].entry[i].key) > 1 &&
			    (s > 0 || between_segments(h, c->stage[s].entry[i].key)))
				dict_add(h->a, &keys, c->stage[s].entry[i].key, (str){0});
		note_characters(h->a, &longer[s], &keys);
	}
	for (uint32_t cp = 0; cp < TABLE_LIMIT; cp++)
		h->flag[cp] |= TABLE_NEUTRAL;
	for (int i = 0; i < h->all.n; i++)
		if (in_any(&longer[0], h->is[i]) || in_any(&longer[1], h->image[i]))
			h->flag[first_of(h->all.entry[i].key)] &= ~TABLE_NEUTRAL;
}

static struct heat *
heat_of(struct arena *a, const struct config *c)
{
	struct heat *h = NEW(a, struct heat, 1);

	*h = (struct heat){.a = a, .config = c, .all = characters(a, c)};
	h->flag = NEW(a, uint32_t, TABLE_LIMIT);
	h->is = NEW(a, str, (size_t)h->all.n);
	h->image = NEW(a, str, (size_t)h->all.n);
	for (int i = 0; i < h->all.n; i++) {
		h->is[i] = dict_run(a, &c->norm, h->all.entry[i].key);
		h->image[i] = dict_run(a, &c->stage[0], h->is[i]);
		if (utf8_count(h->image[i]) > 1)
			h->flag[first_of(h->all.entry[i].key)] |= TABLE_HOT | TABLE_ALONE;
	}
	for (int i = 0; i < c->stage[0].n; i++)
		if (between_segments(h, c->stage[0].entry[i].key))
			mark_first_key(h, c->stage[0].entry[i].key);
	for (int i = 0; i < c->stage[1].n; i++)
		if (utf8_count(c->stage[1].entry[i].key) > 1)
			mark_later_key(h, c->stage[1].entry[i].key);
	mark_neutral(h);
	return h;
}

static str
hot_of(struct compiler *c, const struct heat *h)
{
	bool new;
	str name = array(c, &c->hot, "uint64_t", h->bit, sizeof h->bit, &new);

	for (size_t i = 0; new &&i < sizeof h->bit / sizeof *h->bit; i++)
		out_fmt(&c->arrays, "%#llx,\n", (unsigned long long)h->bit[i]);
	out_z(&c->arrays, new ? "};\n" : "");
	return name;
}

static void
compile(struct compiler *c, const char *folder, str name)
{
	struct arena *a = &c->mem;
	struct config config;
	struct map whole, stage;
	struct heat *heat;
	str hot = STR("NULL"), text;

	config_read(a, folder, name, &config);
	whole = map_of(a, &config, config.segmented ? &config.segment : &config.stage[0], 0,
		       config.nstage);
	if (config.segmented) {
		heat = heat_of(a, &config);
		whole.flag = heat->flag;
		hot = hot_of(c, heat);
	}
	text = map_text(c, &whole);
	out_fmt(&c->engines, "{\"" STR_FMT "\", " STR_FMT ", " STR_FMT ", {%s", STR_ARG(name),
		STR_ARG(text), STR_ARG(hot), config.segmented ? "" : "{0}");
	for (int i = 0; config.segmented && i < config.nstage; i++) {
		stage = map_of(a, &config, &config.stage[i], i, i + 1);
		out_fmt(&c->engines, STR_FMT ", ", STR_ARG(map_text(c, &stage)));
	}
	out_fmt(&c->engines, "}, " STR_FMT "},\n", STR_ARG(characters_of(c, &config.norm)));
	c->engines_n++;
}

static void
print(struct out *o)
{
	str s = out_text(o);

	fwrite(s.p, 1, (size_t)s.n, stdout);
}

int
main(int argc, char **argv)
{
	struct compiler c = {.index = {.name = "index"},
			     .unit = {.name = "unit"},
			     .value = {.name = "value"},
			     .hot = {.name = "hot"},
			     .origin = {.name = "origin"},
			     .character = {.name = "character"}};

	c.pages.mem = c.pool.mem = c.arrays.mem = c.engines.mem = &c.mem;
	out_char(&c.pool, 0); /* place 0 means none */
	for (int i = 2; i < argc; i++)
		compile(&c, argv[1], str_from(argv[i]));
	puts("#include \"convert/table.h\"\n\n#include <stddef.h>\n");
	puts("const uint64_t table_page[][TABLE_PAGE] = {");
	print(&c.pages);
	puts("};\nconst unsigned char table_pool[] = {");
	for (size_t i = 0; i < c.pool.n; i++)
		printf("%u,%s", (unsigned char)c.pool.p[i], i % 16 == 15 ? "\n" : "");
	/* whoever copies 8 bytes at a time may read beyond the last value */
	puts("0,0,0,0,0,0,0,0};");
	print(&c.arrays);
	puts("const char *const table_origin[] = {");
	for (int i = 0; i < c.origins.n; i++)
		printf("\"" STR_FMT "\",\n", STR_ARG(c.origins.entry[i].key));
	puts("};\nconst struct engine table_engine[] = {");
	print(&c.engines);
	printf("};\nconst int table_engines = %d;\n", c.engines_n);
	arena_free(&c.mem);
	return ferror(stdout) || fflush(stdout) != 0;
}
