/*
 * tables FOLDER NAME… - compile OpenCC's configurations in FOLDER/opencc to the C source of the
 * tables in convert/table.h, on standard output. What is equal in several of them is written once.
 * FOLDER/frequency.tsv tells how often text has a character.
 */
#include "convert/table.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/out.h"
#include "base/utf8.h"
#include "convert/compile/map.h"
#include "convert/compile/trie.h"
#include "convert/compile/witness.h"

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
	uint32_t use[TABLE_LIMIT]; /* how often text has a character, of a million or so */
	struct pieces rare, value, hot, filter, origin, character;
	struct dict blocks;  /* of table_entry, by their bytes, in the order of their numbers */
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

static uint32_t
three_bytes(str s)
{
	return (uint32_t)(unsigned char)s.p[0] | (uint32_t)(unsigned char)s.p[1] << 8 |
	       (uint32_t)(unsigned char)s.p[2] << 16;
}

/* What can be said in table_entry: a character of three bytes becomes another one. */
static bool
has_entry(const struct map *m, uint32_t cp, str becomes)
{
	char buf[4];
	str c = {buf, utf8_encode(cp, buf)};

	return c.n == 3 && becomes.n == 3 && !is_word(becomes) &&
	       !(m->norm && dict_find(m->norm, c));
}

/* Entries by code point, all bytes of leading ones. */
static uint32_t *
entries_of(struct compiler *c, const struct map *m)
{
	uint32_t *entry = NEW(&c->mem, uint32_t, TABLE_LEADS * TABLE_LEAD);

	for (uint32_t cp = 0; cp < TABLE_LEADS * TABLE_LEAD; cp++)
		if (cp < 0x800 || (cp >= 0xD800 && cp < 0xE000) || (cp >= 0x2FF0 && cp < 0x3000))
			entry[cp] = TABLE_RARE;
	for (int i = 0; i < m->single.n; i++) {
		str key = m->single.entry[i].key, becomes = m->single.entry[i].value;
		uint32_t cp = first_of(key);

		if (cp < 0x800 || cp >= TABLE_LEADS * TABLE_LEAD)
			continue;
		entry[cp] = has_entry(m, cp, becomes) ? three_bytes(key) ^ three_bytes(becomes)
						      : TABLE_RARE;
	}
	return entry;
}

/* The initialiser of a struct table_filter with room for N pairs: WORDS words for four of them. */
static str
filter_text(struct compiler *c, const uint32_t *pair, int n, int words)
{
	int shift = 27;
	uint32_t *word;

	while ((int64_t)4 << (32 - shift) < (int64_t)n * words)
		shift--;
	word = NEW(&c->mem, uint32_t, (size_t)1 << (32 - shift));
	for (int i = 0; i < n; i++)
		word[pair[i] >> shift] |= UINT32_C(1) << (pair[i] >> TABLE_LOW_BIT & 31) |
					  UINT32_C(1) << (pair[i] >> TABLE_HIGH_BIT & 31);
	return str_fmt(&c->mem, "{" STR_FMT ", %d}",
		       STR_ARG(array32(c, &c->filter, word, (size_t)1 << (32 - shift))), shift);
}

/* Of pairs of three-byte characters and the third ones that go with them. */
static str
near_filter(struct compiler *c, const struct witnesses *w)
{
	uint32_t *pair = NEW(&c->mem, uint32_t, 2 * (size_t)w->n + 1);

	for (int i = 0; i < w->n; i++) {
		const str *near = w->near[i];

		pair[2 * i] = table_pair(three_bytes(near[0]), three_bytes(near[1]));
		pair[2 * i + 1] = table_third(pair[2 * i],
					      near[2].n > 0 ? three_bytes(near[2]) : 0);
	}
	return filter_text(c, pair, 2 * w->n, 1);
}

static void
add_changed(struct arena *a, const struct map *m, struct dict *out)
{
	for (int i = 0; i < m->word.n; i++)
		if (is_changed(a, m, i))
			dict_add(a, out, m->word.entry[i].key, (str){0});
}

/* The initialisers of struct engine.lead and near. */
static str
witnesses_of(struct compiler *c, const struct compiled *k)
{
	uint32_t *entry = entries_of(c, &k->whole);
	struct out lead = {.mem = &c->mem};
	struct dict words = {0};
	struct witnesses found;

	add_changed(&c->mem, &k->whole, &words);
	add_changed(&c->mem, &k->gap.map, &words);
	for (int i = 0; i < k->gap.pair.n; i++)
		dict_add(&c->mem, &words, k->gap.pair.entry[i].key, (str){0});
	witnesses_choose(&c->mem, &words, c->use, entry, &found);
	for (int i = 0; i < TABLE_LEADS; i++) {
		str block = {(const char *)(entry + i * TABLE_LEAD), TABLE_LEAD * sizeof *entry};

		dict_add(&c->mem, &c->blocks, block, (str){0});
		out_fmt(&lead, "%d, ", (int)(dict_find(&c->blocks, block) - c->blocks.entry));
	}
	return str_fmt(&c->mem, ".lead = {" STR_FMT "}, .near = " STR_FMT, STR_ARG(out_text(&lead)),
		       STR_ARG(near_filter(c, &found)));
}

/* An array and its length: two initialisers. Normalization is not in it, but comes before. */
static str
rare_of(struct compiler *c, const struct map *m, bool entries)
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
		if (!str_eq(s->key, s->value) && table_plain(first_of(s->key)))
			die("sign that becomes something", s->key);
		if (!same && !(entries && has_entry(m, first_of(s->key), s->value)))
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

/* The initialiser of a struct table_map. ENTRIES: rare has only what table_entry has not. */
static str
map_text(struct compiler *c, const struct map *m, bool entries)
{
	static const struct dict none = {0};

	return str_fmt(
	    &c->mem, "{" STR_FMT ", %s, %u, " STR_FMT ", " STR_FMT ", " STR_FMT ", " STR_FMT "}",
	    STR_ARG(rare_of(c, m, entries)), m->trie == &c->tries.large ? "large" : "small",
	    m->root, STR_ARG(values_of(c, m)), STR_ARG(origins_of(c, m)),
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

/* All neighbours in the keys of D, as code points. */
static void
add_neighbours(struct arena *a, const struct dict *d, struct dict *out)
{
	for (int i = 0; i < d->n; i++) {
		str key = d->entry[i].key;
		uint32_t pair[2] = {0, first_of(key)};

		for (ptrdiff_t at = first_character(key).n; at < key.n;) {
			pair[0] = pair[1];
			pair[1] = utf8_next(key, &at);
			dict_add(a, out, str_dup(a, (str){(char *)pair, sizeof pair}), (str){0});
		}
	}
}

/* The initialiser of struct engine.inside. Configurations that share the large trie have one. */
static str
inside_of(struct compiler *c, const struct compiled *k)
{
	struct dict pairs = {0};
	uint32_t *pair;

	for (int i = 0; i < c->nconfig; i++) {
		const struct compiled *other = &c->config[i];

		if (other != k &&
		    (k->whole.trie != &c->tries.large || other->whole.trie != &c->tries.large))
			continue;
		add_neighbours(&c->mem, &other->whole.word, &pairs);
		add_neighbours(&c->mem, &other->gap.map.word, &pairs);
		add_neighbours(&c->mem, &other->gap.joint, &pairs);
	}
	pair = NEW(&c->mem, uint32_t, (size_t)pairs.n + 1);
	for (int i = 0; i < pairs.n; i++) {
		uint32_t cp[2];

		memcpy(cp, pairs.entry[i].key.p, sizeof cp);
		pair[i] = table_pair(cp[0], cp[1]);
	}
	return filter_text(c, pair, pairs.n, 1);
}

static void
count_characters(uint32_t use[TABLE_LIMIT], str text)
{
	for (ptrdiff_t at = 0; at < text.n;) {
		uint32_t cp = utf8_next(text, &at);

		if (cp < TABLE_LIMIT)
			use[cp]++;
	}
}

/*
 * How often text has each character is known for the common ones; of others, those are commoner
 * that more words have.
 */
static void
guess_use(struct compiler *c, const char *folder)
{
	enum { RARE = 100, LETTERS = 50000, WORDS = 50000 };
	struct dict known = {0};
	uint64_t all = 1;

	for (int i = 0; i < c->nconfig; i++)
		for (int k = 0; k < c->config[i].whole.word.n; k++) {
			count_characters(c->use, c->config[i].whole.word.entry[k].key);
			count_characters(c->use, c->config[i].whole.word.entry[k].value);
		}
	for (int cp = 0; cp < TABLE_LIMIT; cp++)
		all += c->use[cp];
	for (int cp = 0; cp < TABLE_LIMIT; cp++)
		c->use[cp] = RARE + (uint32_t)((uint64_t)c->use[cp] * WORDS / all);
	c->use[TABLE_LETTER] = LETTERS;
	dict_read(&c->mem, folder, STR("frequency.tsv"), &known);
	for (int i = 0; i < known.n; i++)
		c->use[first_of(known.entry[i].key)] += (uint32_t)strtoul(known.entry[i].value.p,
									  NULL, 10);
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
	str whole = map_text(c, &k->whole, true);
	str common = str_fmt(&c->mem, STR_FMT ", .inside = " STR_FMT "},\n",
			     STR_ARG(witnesses_of(c, k)), STR_ARG(inside_of(c, k)));

	out_fmt(&c->engines, "{.name = \"" STR_FMT "\", .whole = " STR_FMT ", ", STR_ARG(k->name),
		STR_ARG(whole));
	if (k->config.segmented) {
		out_fmt(&c->engines, ".gap = " STR_FMT ", .hot = " STR_FMT ", .stage = {",
			STR_ARG(map_text(c, &k->gap.map, false)), STR_ARG(hot_of(c, &k->gap)));
		for (int i = 0; i < k->config.nstage; i++)
			out_fmt(&c->engines, STR_FMT ", ",
				STR_ARG(map_text(c, &k->stage[i], false)));
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
print_blocks(const struct dict *blocks)
{
	puts("const uint32_t table_entry[][TABLE_LEAD] = {");
	for (int i = 0; i < blocks->n; i++) {
		const uint32_t *entry = (const uint32_t *)(const void *)blocks->entry[i].key.p;

		for (int k = 0; k < TABLE_LEAD; k++)
			printf("%s%#x%s", k ? "" : "{", entry[k],
			       k + 1 < TABLE_LEAD ? "," : "},\n");
	}
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
	c->rare.name = "rare";
	c->value.name = "value";
	c->hot.name = "hot";
	c->filter.name = "filter";
	c->origin.name = "origin";
	c->character.name = "character";
	out_char(&c->pool, 0); /* place 0 means none */
	/* the first block: all characters stay */
	dict_add(&c->mem, &c->blocks,
		 (str){(char *)NEW(&c->mem, uint32_t, TABLE_LEAD), TABLE_LEAD * sizeof(uint32_t)},
		 (str){0});
	return c;
}

int
main(int argc, char **argv)
{
	struct compiler *c = compiler_new();
	struct arena mem;

	for (int i = 2; i < argc; i++)
		read_config(c, str_fmt(&c->mem, "%s/opencc", argv[1]).p, str_from(argv[i]));
	build_tries(c);
	guess_use(c, argv[1]);
	for (int i = 0; i < c->nconfig; i++)
		compile(c, &c->config[i]);
	puts("#include \"convert/table.h\"\n\n#include <stddef.h>\n");
	print_codes(&c->tries);
	print_blocks(&c->blocks);
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
