/*
 * pinyin FILE - compile data/pinyin.tsv to the C source of the words in content/pinyin_table.h, on
 * standard output, in order of their bytes. A line that is not as the head of the file says ends
 * the program.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/out.h"
#include "base/utf8.h"
#include "convert/compile/dict.h"

enum { KIND, WORD, SOUND, CELLS };

/* ORDER pinyin_kind */
static const str kinds[] = {STR_INIT("词"), STR_INIT("姓"), STR_INIT("称")};
static const char *const names[] = {"PINYIN_WORD", "PINYIN_SURNAME", "PINYIN_ADDRESS"};

enum { KINDS = sizeof kinds / sizeof *kinds };

static int
kind_of(str name)
{
	for (int i = 0; i < KINDS; i++)
		if (str_eq(name, kinds[i]))
			return i;
	return -1;
}

static int
syllables(str sound)
{
	int n = sound.n > 0;

	for (ptrdiff_t i = 0; i < sound.n; i++) {
		n += sound.p[i] == ' ';
		if (sound.p[i] != ' ' && (sound.p[i] < 'a' || sound.p[i] > 'z'))
			return -1;
	}
	return n;
}

static void
print_row(struct out *o, struct dict *seen, str line)
{
	str rest = line, cell[CELLS];
	int kind;

	for (int i = 0; i < CELLS; i++)
		cell[i] = str_cut(&rest, STR("\t"));
	kind = kind_of(cell[KIND]);
	if (kind < 0 || cell[WORD].n == 0 ||
	    syllables(cell[SOUND]) != (kind == 2 ? 0 : utf8_count(cell[WORD])))
		die("pinyin: cells", line);
	rest = str_fmt(o->mem, "%d" STR_FMT, kind, STR_ARG(cell[WORD]));
	if (dict_find(seen, rest))
		die("pinyin: twice", line);
	dict_add(o->mem, seen, rest, line);
	out_fmt(o, "{%s, STR_INIT(\"" STR_FMT "\"), STR_INIT(\"" STR_FMT "\")},\n", names[kind],
		STR_ARG(cell[WORD]), STR_ARG(cell[SOUND]));
}

int
main(int argc, char **argv)
{
	struct arena a = {0};
	struct out o = {.mem = &a};
	struct dict seen = {0};
	str rest;

	if (argc != 2)
		die("usage", STR("pinyin FILE"));
	rest = read_file(&a, argv[1]);
	while (rest.n > 0) {
		str line = str_cut(&rest, STR("\n"));

		if (line.n > 0 && line.p[0] != '#' && !str_starts(line, STR("种类\t")))
			print_row(&o, &seen, line);
	}
	puts("#include \"content/pinyin_table.h\"\n\nconst struct pinyin_row pinyin_rows[] = {");
	fwrite(o.p, 1, o.n, stdout);
	printf("};\nconst int pinyin_count = %d;\n", seen.n);
	arena_free(&a);
	return ferror(stdout) || fflush(stdout) != 0;
}
