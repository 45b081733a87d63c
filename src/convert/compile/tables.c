/*
 * tables FOLDER NAME… - compile OpenCC's configurations in FOLDER to the C source of the tables in
 * convert/table.h, on standard output. What is equal in several of them is written once.
 */
#include "convert/table.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/out.h"
#include "base/utf8.h"
#include "convert/compile/map.h"
#include "convert/compile/trie.h"

enum { CONFIGS_MAX = 32, MAPS = 2 + CONFIG_STAGES };

/* Arrays of a kind: equal ones are one. */
struct pieces {
	struct dict seen; /* their bytes: their name */
	const char *name;
};

struct compiler {
	struct arena mem;
	struct compiled {
		str name;
		struct config config;
		struct map whole, stage[CONFIG_STAGES];
		struct gap gap;
	} config[CONFIGS_MAX];
	int nconfig;
	struct tries tries;
	struct pieces han, rare, value, hot, filter, origin, character;
	struct dict origins; /* names of dictionaries, in the order of their numbers */
	struct out pool, arrays, engines;
	struct dict pooled; /* value: its place */
};

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
	out_char(&c->pool, (char)utf8_count(s));
	out_str(&c->pool, s);
	dict_add(&c->mem, &c->pooled, s, str_fmt(&c->mem, "%zu", place));
	return (uint32_t)place;
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

/* The same for numbers of 32 bits, which are written here. */
static str
array32(struct compiler *c, struct pieces *p, const uint32_t *number, size_t n)
{
	bool new;
	str name = array(c, p, "uint32_t", number, n * sizeof *number, &new);

	for (size_t i = 0; new &&i < n; i++)
		out_fmt(&c->arrays, "%#x,%s", number[i], i % 16 == 15 ? "\n" : "");
	out_z(&c->arrays, new ? "};\n" : "");
	return name;
}

/* What can be said in table_map.han: characters there that become one of three bytes. */
static bool
is_han(uint32_t cp, str becomes)
{
	return cp >= TABLE_HAN && cp < TABLE_HAN + TABLE_HANS && becomes.n == 3 &&
	       !is_word(becomes);
}

static uint32_t
three_bytes(str s)
{
	return (uint32_t)(unsigned char)s.p[0] | (uint32_t)(unsigned char)s.p[1] << 8 |
	       (uint32_t)(unsigned char)s.p[2] << 16;
}

/* The flag for the first character of each key. */
static void
mark_first(uint32_t *han, const struct dict *keys)
{
	for (int i = 0; i < keys->n; i++) {
		uint32_t cp = first_of(keys->entry[i].key);

		if (cp >= TABLE_HAN && cp < TABLE_HAN + TABLE_HANS)
			han[cp - TABLE_HAN] |= TABLE_FIRST;
	}
}

/* Configurations that share the large trie have one filter, and mark the same first characters. */
static bool
share(const struct compiler *c, const struct compiled *a, const struct compiled *b)
{
	return a == b || (a->whole.trie == &c->tries.large && b->whole.trie == &c->tries.large);
}

static str
han_of(struct compiler *c, const struct compiled *k)
{
	const struct dict *single = &k->whole.single;
	uint32_t *han = NEW(&c->mem, uint32_t, TABLE_HANS);
	char buf[4];

	for (uint32_t i = 0; i < TABLE_HANS; i++)
		han[i] = three_bytes((str){buf, utf8_encode(TABLE_HAN + i, buf)});
	for (int i = 0; i < single->n; i++) {
		uint32_t cp = first_of(single->entry[i].key);
		str becomes = single->entry[i].value;

		if (cp >= TABLE_HAN && cp < TABLE_HAN + TABLE_HANS)
			han[cp - TABLE_HAN] = is_han(cp, becomes) ? three_bytes(becomes)
								  : TABLE_RARE;
	}
	for (int i = 0; i < c->nconfig; i++) {
		if (!share(c, k, &c->config[i]))
			continue;
		mark_first(han, &c->config[i].whole.word);
		mark_first(han, &c->config[i].gap.map.word);
		mark_first(han, &c->config[i].gap.pair);
	}
	return array32(c, &c->han, han, TABLE_HANS);
}

/* An array and its length: two initialisers. Normalization is not in it, but comes before. */
static str
rare_of(struct compiler *c, const struct map *m, bool han)
{
	struct dict_entry *e = NEW(&c->mem, struct dict_entry, (size_t)m->single.n + 1);
	struct table_rare *rare = NEW(&c->mem, struct table_rare, (size_t)m->single.n + 1);
	int n = 0;
	bool new;
	str name;

	for (int i = 0; i < m->single.n; i++) {
		const struct dict_entry *s = &m->single.entry[i];
		bool same = str_eq(s->key, s->value) || (m->norm && dict_find(m->norm, s->key));

		if (s->value.n == 0 || s->value.n > TABLE_SINGLE_MAX)
			die("character becomes nothing, or too much", s->key);
		if (!same && table_plain(first_of(s->key)))
			die("sign that becomes something", s->key);
		if (!same && !(han && is_han(first_of(s->key), s->value)))
			e[n++] = *s;
	}
	qsort(e, (size_t)n, sizeof *e, by_key);
	for (int i = 0; i < n; i++)
		rare[i] = (struct table_rare){first_of(e[i].key), pool(c, e[i].value)};
	name = array(c, &c->rare, "struct table_rare", rare, ((size_t)n + 1) * sizeof *rare, &new);
	for (int i = 0; new &&i <= n; i++)
		out_fmt(&c->arrays, "{%#x,%u},\n", rare[i].cp, rare[i].place);
	out_z(&c->arrays, new ? "};\n" : "");
	return str_fmt(&c->mem, STR_FMT ", %d", STR_ARG(name), n);
}

/* An array and its length. */
static str
values_of(struct compiler *c, const struct map *m)
{
	/* one more, so that an empty map has an array as well */
	uint32_t *value = NEW(&c->mem, uint32_t, (size_t)m->changed + 1);

	for (int i = 0; i < m->word.n; i++) {
		const struct dict_entry *e = &m->word.entry[i];

		if (m->number[i] < m->changed && is_changed(&c->mem, m, i))
			value[m->number[i]] = pool(c, e->value) |
					      (m->open && m->open[i] ? TABLE_OPEN : 0);
	}
	return str_fmt(&c->mem, STR_FMT ", %u",
		       STR_ARG(array32(c, &c->value, value, (size_t)m->changed + 1)), m->changed);
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
		origin[m->number[i]] = (unsigned char)origin_number(c, m->word.entry[i].origin);
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

/* The initialiser of a struct table_map. HAN: a list by code point, "NULL": rare has all. */
static str
map_text(struct compiler *c, const struct map *m, str han)
{
	static const struct dict none = {0};

	return str_fmt(&c->mem,
		       "{" STR_FMT ", " STR_FMT ", %s, %u, " STR_FMT ", " STR_FMT ", " STR_FMT
		       ", " STR_FMT "}",
		       STR_ARG(han), STR_ARG(rare_of(c, m, !str_eq(han, STR("NULL")))),
		       m->trie == &c->tries.large ? "large" : "small", m->root,
		       STR_ARG(values_of(c, m)), STR_ARG(origins_of(c, m)),
		       STR_ARG(characters_of(c, m->keys ? m->keys : &none)),
		       STR_ARG(characters_of(c, m->norm ? m->norm : &none)));
}

static str
hot_of(struct compiler *c, const struct gap *g)
{
	enum { WORDS = 65536 / 64 };
	uint64_t *hot = NEW(&c->mem, uint64_t, WORDS);
	bool new;
	str name;

	if (g->pair.n == 0)
		return STR("NULL");
	for (int i = 0; i < g->pair.n; i++) {
		ptrdiff_t at = 0;
		uint32_t first = utf8_next(g->pair.entry[i].key, &at);
		uint32_t bit = table_hot(first, utf8_next(g->pair.entry[i].key, &at));

		hot[bit / 64] |= UINT64_C(1) << bit % 64;
	}
	name = array(c, &c->hot, "uint64_t", hot, WORDS * sizeof *hot, &new);
	for (int i = 0; new &&i < WORDS; i++)
		out_fmt(&c->arrays, "%#llx,\n", (unsigned long long)hot[i]);
	out_z(&c->arrays, new ? "};\n" : "");
	return name;
}

/* Keys that begin with a letter are not in it. */
static void
add_to_filter(uint32_t *word, int shift, const struct dict *keys)
{
	for (int i = 0; i < keys->n; i++) {
		str key = keys->entry[i].key;
		uint64_t pair;
		uint32_t bit;

		if (first_of(key) < 0x80 || !is_word(key))
			continue;
		if (key.n < 6 || table_plain(first_of(key)))
			die("key that the filter cannot have", key);
		pair = table_pair(three_bytes(key) | (uint64_t)three_bytes(str_from_at(key, 3))
							 << 24);
		bit = key.n < 9 ? table_pair_bit(pair)
				: table_third_bit(pair, three_bytes(str_from_at(key, 6)));
		word[pair >> shift] |= UINT32_C(1) << bit;
	}
}

static void
mark_letters(uint64_t letter[2], const struct dict *keys)
{
	for (int i = 0; i < keys->n; i++) {
		uint32_t cp = first_of(keys->entry[i].key);

		if (cp < 0x80)
			letter[cp / 64] |= UINT64_C(1) << cp % 64;
	}
}

/* The initialiser of struct engine.letter. */
static str
letters_of(struct compiler *c, const struct compiled *k)
{
	uint64_t letter[2] = {0};

	mark_letters(letter, &k->whole.word);
	mark_letters(letter, &k->gap.map.word);
	mark_letters(letter, &k->gap.pair);
	return str_fmt(&c->mem, "{%#llx, %#llx}", (unsigned long long)letter[0],
		       (unsigned long long)letter[1]);
}

/* So large that about one bit in twenty is set. */
static str
filter_of(struct compiler *c, const struct compiled *k)
{
	int n = 0, shift = 59;
	uint32_t *word;

	for (int i = 0; i < c->nconfig; i++)
		if (share(c, k, &c->config[i]))
			n += c->config[i].gap.map.word.n + c->config[i].gap.pair.n;
	while ((1 << (64 - shift)) < (k->whole.word.n + n) / 2)
		shift--;
	word = NEW(&c->mem, uint32_t, (size_t)1 << (64 - shift));
	for (int i = 0; i < c->nconfig; i++) {
		if (!share(c, k, &c->config[i]))
			continue;
		add_to_filter(word, shift, &c->config[i].whole.word);
		add_to_filter(word, shift, &c->config[i].gap.map.word);
		add_to_filter(word, shift, &c->config[i].gap.pair);
	}
	return str_fmt(&c->mem, "{" STR_FMT ", %d}",
		       STR_ARG(array32(c, &c->filter, word, (size_t)1 << (64 - shift))), shift);
}

static void
read_config(struct compiler *c, const char *folder, str name)
{
	struct arena *a = &c->mem;
	struct compiled *k = &c->config[c->nconfig++];

	if (c->nconfig > CONFIGS_MAX)
		die("too many configurations", name);
	k->name = name;
	config_read(a, folder, name, &k->config);
	k->whole = map_of(a, &k->config,
			  k->config.segmented ? &k->config.segment : &k->config.stage[0], 0,
			  k->config.nstage);
	if (!k->config.segmented)
		return;
	gap_of(a, &k->config, &k->gap);
	k->gap.map.single = k->whole.single;
	for (int i = 0; i < k->config.nstage; i++)
		k->stage[i] = map_of(a, &k->config, &k->config.stage[i], i, i + 1);
}

static void
build_tries(struct compiler *c)
{
	struct map *map[CONFIGS_MAX * MAPS];
	int n = 0;

	for (int i = 0; i < c->nconfig; i++) {
		struct compiled *k = &c->config[i];

		map[n++] = &k->whole;
		if (!k->config.segmented)
			continue;
		map[n++] = &k->gap.map;
		for (int s = 0; s < k->config.nstage; s++)
			map[n++] = &k->stage[s];
	}
	c->tries.mem = &c->mem;
	tries_build(&c->tries, map, n);
}

static void
compile(struct compiler *c, const struct compiled *k)
{
	str whole = map_text(c, &k->whole, han_of(c, k));
	str common = str_fmt(&c->mem, ".filter = " STR_FMT ", .letter = " STR_FMT "},\n",
			     STR_ARG(filter_of(c, k)), STR_ARG(letters_of(c, k)));

	out_fmt(&c->engines, "{.name = \"" STR_FMT "\", .whole = " STR_FMT ", ", STR_ARG(k->name),
		STR_ARG(whole));
	if (k->config.segmented) {
		out_fmt(&c->engines, ".gap = " STR_FMT ", .hot = " STR_FMT ", .stage = {",
			STR_ARG(map_text(c, &k->gap.map, STR("NULL"))),
			STR_ARG(hot_of(c, &k->gap)));
		for (int i = 0; i < k->config.nstage; i++)
			out_fmt(&c->engines, STR_FMT ", ",
				STR_ARG(map_text(c, &k->stage[i], STR("NULL"))));
		out_z(&c->engines, "}, ");
	}
	out_str(&c->engines, common);
}

static void
print(struct out *o)
{
	str s = out_text(o);

	fwrite(s.p, 1, (size_t)s.n, stdout);
}

static void
print_codes(const struct tries *t)
{
	static const uint16_t none[TABLE_PAGE];
	uint16_t page[TABLE_PAGES] = {0}, n = 1;

	puts("const uint16_t table_codes[][TABLE_PAGE] = {{0},");
	for (int i = 0; i < TABLE_PAGES; i++) {
		const uint16_t *code = t->code + i * TABLE_PAGE;

		if (memcmp(code, none, sizeof none) == 0)
			continue;
		page[i] = n++;
		putchar('{');
		for (int k = 0; k < TABLE_PAGE; k++)
			printf("%d,", code[k]);
		puts("},");
	}
	puts("};\nconst uint16_t table_code_page[TABLE_PAGES] = {");
	for (int i = 0; i < TABLE_PAGES; i++)
		printf("%d,%s", page[i], i % 16 == 15 ? "\n" : "");
	puts("};");
}

static void
print_units(const char *name, const struct double_array *d)
{
	printf("static const uint32_t %s[] = {\n", name);
	for (uint32_t i = 0; i < d->n; i++)
		printf("%#x,%s", d->unit[i], i % 16 == 15 ? "\n" : "");
	puts("};");
}

static void
print_pool(const struct out *o)
{
	puts("const unsigned char table_pool[] = {");
	for (size_t i = 0; i < o->n; i++)
		printf("%u,%s", (unsigned char)o->p[i], i % 16 == 15 ? "\n" : "");
	/* whoever copies 8 bytes at a time may read beyond the last value */
	puts("0,0,0,0,0,0,0,0};");
}

static struct compiler *
compiler_new(void)
{
	struct arena mem = {0};
	struct compiler *c = NEW(&mem, struct compiler, 1);

	c->mem = mem;
	c->pool.mem = c->arrays.mem = c->engines.mem = &c->mem;
	c->han.name = "han";
	c->rare.name = "rare";
	c->value.name = "value";
	c->hot.name = "hot";
	c->filter.name = "filter";
	c->origin.name = "origin";
	c->character.name = "character";
	out_char(&c->pool, 0); /* place 0 means none */
	return c;
}

int
main(int argc, char **argv)
{
	struct compiler *c = compiler_new();
	struct arena mem;

	for (int i = 2; i < argc; i++)
		read_config(c, argv[1], str_from(argv[i]));
	build_tries(c);
	for (int i = 0; i < c->nconfig; i++)
		compile(c, &c->config[i]);
	puts("#include \"convert/table.h\"\n\n#include <stddef.h>\n");
	print_codes(&c->tries);
	print_units("large", &c->tries.large);
	print_units("small", &c->tries.small);
	print_pool(&c->pool);
	print(&c->arrays);
	puts("const char *const table_origin[] = {");
	for (int i = 0; i < c->origins.n; i++)
		printf("\"" STR_FMT "\",\n", STR_ARG(c->origins.entry[i].key));
	puts("};\nconst struct engine table_engine[] = {");
	print(&c->engines);
	printf("};\nconst int table_engines = %d;\n", c->nconfig);
	mem = c->mem;
	arena_free(&mem);
	return ferror(stdout) || fflush(stdout) != 0;
}
