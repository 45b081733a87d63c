/*
 * fold FOLDER - one character for all shapes of it, from OpenCC's dictionaries in FOLDER, to the C
 * source of the tables in convert/fold.h, on standard output.
 */
#include "convert/fold.h"

#include <stdio.h>

#include "base/utf8.h"
#include "convert/compile/dict.h"

/* What a character is taken for, step by step; 0: itself. */
struct shapes {
	uint16_t to[FOLD_LIMIT];
};

/* The one character of S below FOLD_LIMIT; 0: it is something else. */
static uint16_t
character(str s)
{
	ptrdiff_t at = 0;
	uint32_t cp = s.n > 0 ? utf8_next(s, &at) : 0;

	return (uint16_t)(at == s.n && cp < FOLD_LIMIT ? cp : 0);
}

static uint16_t
end_of(const struct shapes *s, uint16_t cp)
{
	while (s->to[cp])
		cp = s->to[cp];
	return cp;
}

static void
join(struct shapes *s, uint16_t from, uint16_t to)
{
	from = end_of(s, from);
	to = end_of(s, to);
	if (from && to && from != to)
		s->to[from] = to;
}

/* Traditional characters are taken for the Simplified ones. */
static void
join_scripts(struct arena *a, const char *folder, struct shapes *s)
{
	struct config c;

	config_read(a, folder, STR("t2s"), &c);
	for (int i = 0; i < c.stage[0].n; i++)
		join(s, character(c.stage[0].entry[i].key), character(c.stage[0].entry[i].value));
}

/* What a region writes is taken for what others write: 裡 for 裏, and so for 里. */
static void
join_region(struct arena *a, const char *folder, str config, struct shapes *s)
{
	struct config c;

	config_read(a, folder, config, &c);
	for (int i = 0; i < c.stage[1].n; i++)
		join(s, character(c.stage[1].entry[i].value), character(c.stage[1].entry[i].key));
}

static void
print(struct arena *a, const struct shapes *s)
{
	struct dict page = {0};
	int number[FOLD_PAGES];

	puts("#include \"convert/fold.h\"\n\nconst uint16_t fold_table[][FOLD_PAGE] = {");
	for (int i = 0; i < FOLD_PAGES; i++) {
		uint16_t *to = NEW(a, uint16_t, FOLD_PAGE);
		str bytes = {(const char *)to, FOLD_PAGE * (ptrdiff_t)sizeof *to};
		const struct dict_entry *e;

		for (int k = 0; k < FOLD_PAGE; k++)
			if (s->to[i * FOLD_PAGE + k])
				to[k] = end_of(s, (uint16_t)(i * FOLD_PAGE + k));
		e = dict_find(&page, bytes);
		number[i] = e ? (int)(e - page.entry) : page.n;
		if (e)
			continue;
		dict_add(a, &page, bytes, (str){0});
		for (int k = 0; k < FOLD_PAGE; k++)
			printf("%s%d,%s", k ? "" : "{", to[k], k + 1 < FOLD_PAGE ? "" : "},\n");
	}
	puts("};\nconst uint16_t fold_page[FOLD_PAGES] = {");
	for (int i = 0; i < FOLD_PAGES; i++)
		printf("%d,%s", number[i], i % 16 == 15 ? "\n" : "");
	puts("};\nconst uint16_t fold_han[FOLD_HAN_END - FOLD_HAN] = {");
	for (int i = FOLD_HAN; i < FOLD_HAN_END; i++)
		printf("%d,%s", end_of(s, (uint16_t)i), i % 16 == 15 ? "\n" : "");
	puts("};");
}

int
main(int argc, char **argv)
{
	struct arena a = {0};
	struct shapes *s = NEW(&a, struct shapes, 1);

	if (argc != 2)
		die("one folder expected", (str){0});
	join_scripts(&a, argv[1], s);
	join_region(&a, argv[1], STR("s2tw"), s);
	join_region(&a, argv[1], STR("s2hk"), s);
	print(&a, s);
	arena_free(&a);
	return ferror(stdout) || fflush(stdout) != 0;
}
