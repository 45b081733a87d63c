/*
 * classes FOLDER - which script each character belongs to, from OpenCC's dictionaries in FOLDER, to
 * the C source of the tables in convert/script_table.h, on standard output.
 */
#include "convert/script.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "convert/compile/dict.h"

/* What the dictionaries say of a character. */
enum {
	S_KEY = 1,     /* it is converted to Traditional */
	S_OWN = 2,     /* and one of what it may become is itself */
	S_CHANGED = 4, /* mostly, or in some word, it becomes something else */
	S_VALUE = 8,   /* something Traditional may become it */
	T_KEY = 16,    /* the same of the other way */
	T_OWN = 32,
	T_CHANGED = 64,
	T_VALUE = 128,
	T_VARIANT = 256, /* a region writes it, or writes another one for it */
};

/* A way between the scripts, by the bits of its characters. */
struct way {
	const char *config;
	unsigned key, own, changed, value;
};

static const struct way ways[] = {
    {"s2t", S_KEY, S_OWN, S_CHANGED, T_VALUE},
    {"t2s", T_KEY, T_OWN, T_CHANGED, S_VALUE},
};

static const char *const regions[] = {"s2tw", "s2hk"};

static bool
is_character(str s)
{
	return utf8_count(s) == 1;
}

static unsigned *
said(unsigned *of, str c)
{
	ptrdiff_t at = 0;
	uint32_t cp = utf8_next(c, &at);

	if (cp >= SCRIPT_LIMIT)
		die("character that the tables cannot have", c);
	return &of[cp];
}

/* The characters of a word that it changes. */
static void
note_word(unsigned *of, str is, str becomes, unsigned changed)
{
	ptrdiff_t i = 0, k = 0;

	if (utf8_count(is) != utf8_count(becomes))
		return;
	while (i < is.n) {
		ptrdiff_t from = i;

		if (utf8_next(is, &i) != utf8_next(becomes, &k))
			*said(of, str_sub(is, from, i)) |= changed;
	}
}

static void
note_character(unsigned *of, const struct dict_entry *e, const struct way *w)
{
	str values = e->values;

	*said(of, e->key) |= w->key;
	if (!str_eq(e->key, e->value))
		*said(of, e->key) |= w->changed;
	while (values.n > 0) {
		str v = str_cut(&values, STR(" "));

		if (is_character(v))
			*said(of, v) |= w->value;
		if (str_eq(v, e->key))
			*said(of, e->key) |= w->own;
	}
}

static void
note_way(struct arena *a, const char *folder, const struct way *w, unsigned *of)
{
	struct config c;

	config_read(a, folder, str_from(w->config), &c);
	for (int i = 0; i < c.stage[0].n; i++) {
		const struct dict_entry *e = &c.stage[0].entry[i];

		if (is_character(e->key))
			note_character(of, e, w);
		else
			note_word(of, e->key, e->value, w->changed);
	}
}

/* The last stage towards a region changes Traditional characters to those of the region. */
static void
note_region(struct arena *a, const char *folder, str config, unsigned *of)
{
	struct config c;

	config_read(a, folder, config, &c);
	for (int i = 0; i < c.stage[1].n; i++) {
		const struct dict_entry *e = &c.stage[1].entry[i];
		str values = e->values;

		if (!is_character(e->key))
			continue;
		*said(of, e->key) |= T_VARIANT;
		while (values.n > 0)
			*said(of, str_cut(&values, STR(" "))) |= T_VARIANT;
	}
}

/* What Hong Kong writes, and t2s does not know: 衞 is not in Simplified text. */
static void
note_way_back(struct arena *a, const char *folder, unsigned *of)
{
	struct config c;

	config_read(a, folder, STR("hk2s"), &c);
	for (int i = 0; i < c.stage[0].n; i++) {
		str key = c.stage[0].entry[i].key;

		if (is_character(key) && !str_eq(config_run(a, &c, key), key))
			*said(of, key) |= T_KEY | T_CHANGED;
	}
}

/* A character for compatibility is what it is normalized to. */
static void
note_compatible(struct arena *a, const char *folder, unsigned *of)
{
	struct config c;

	config_read(a, folder, STR("s2t"), &c);
	for (int i = 0; i < c.norm.n; i++)
		*said(of, c.norm.entry[i].key) |= *said(of, c.norm.entry[i].value);
}

static unsigned
class_of(unsigned said)
{
	bool hans = said & (S_KEY | S_VALUE), hant = said & (T_KEY | T_VALUE | T_VARIANT);
	unsigned class = 0;

	if ((said & (S_KEY | S_OWN)) == S_KEY && !hant)
		return SCRIPT_HANS_ONLY;
	if ((said & (T_KEY | T_OWN)) == T_KEY && !hans)
		class |= SCRIPT_HANT_ONLY;
	if (said & (S_CHANGED | T_VARIANT))
		class |= SCRIPT_HANT_DOUBT;
	/* what Simplified text has of its own, such as 沈, is not in doubt there */
	if (said & T_CHANGED && !(said & S_KEY) && !(class & SCRIPT_HANT_ONLY))
		class |= SCRIPT_HANS_DOUBT;
	return class;
}

/* The page of what begins with the two bytes that have this number; 0 of what is no such byte. */
static int
page_of_three(int i)
{
	int first = i & 0xFF, second = i >> 8;

	return (first & 0xF0) == 0xE0 ? (first & 0xF) << 6 | second : 0;
}

static void
print(struct arena *a, const unsigned *of)
{
	struct dict page = {0};
	uint16_t begin[SCRIPT_PAGES];

	puts("#include \"convert/script.h\"\n");
	puts("const unsigned char script_class_table[] = {");
	for (int i = 0; i < SCRIPT_PAGES; i++) {
		char *class = NEW(a, char, SCRIPT_PAGE);
		const struct dict_entry *e;

		for (int k = 0; k < SCRIPT_PAGE; k++)
			class[k] = (char)class_of(of[i * SCRIPT_PAGE + k]);
		e = dict_find(&page, (str){class, SCRIPT_PAGE});
		begin[i] = (uint16_t)((e ? e - page.entry : page.n) * SCRIPT_PAGE);
		if (e)
			continue;
		if (page.n > UINT16_MAX / SCRIPT_PAGE)
			die("more different pages than 16 bits reach", (str){0});
		dict_add(a, &page, (str){class, SCRIPT_PAGE}, (str){0});
		for (int k = 0; k < SCRIPT_PAGE; k++)
			printf("%d,%s", class[k], k + 1 < SCRIPT_PAGE ? "" : "\n");
	}
	puts("};\nconst uint16_t script_page[SCRIPT_PAGES] = {");
	for (int i = 0; i < SCRIPT_PAGES; i++)
		printf("%d,%s", begin[i], i % 16 == 15 ? "\n" : "");
	puts("};\nconst uint16_t script_three[SCRIPT_THREES] = {");
	for (int i = 0; i < SCRIPT_THREES; i++)
		printf("%d,%s", begin[page_of_three(i)], i % 16 == 15 ? "\n" : "");
	puts("};");
}

int
main(int argc, char **argv)
{
	struct arena a = {0};
	unsigned *of = NEW(&a, unsigned, SCRIPT_LIMIT);

	if (argc != 2)
		die("one folder expected", (str){0});
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		note_way(&a, argv[1], &ways[i], of);
	for (size_t i = 0; i < sizeof regions / sizeof *regions; i++)
		note_region(&a, argv[1], str_from(regions[i]), of);
	note_way_back(&a, argv[1], of);
	note_compatible(&a, argv[1], of);
	print(&a, of);
	arena_free(&a);
	return ferror(stdout) || fflush(stdout) != 0;
}
