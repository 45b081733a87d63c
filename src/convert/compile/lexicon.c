/*
 * lexicon FILE - compile data/lexicon.tsv to the C source of the words in convert/lexicon.h, on
 * standard output. A line that is not as the head of the file says ends the program.
 */
#include <stdio.h>

#include "base/out.h"
#include "base/utf8.h"
#include "convert/compile/dict.h"

/* 简体 繁体 台湾 香港 用词 例句 缘由 */
enum { HANS, HANT, HANT_TW, HANT_HK, REGIONAL, EXAMPLE, REASON, CELLS };

static void
split(str line, str cell[CELLS])
{
	str rest = line;

	for (int i = 0; i < CELLS; i++)
		cell[i] = str_cut(&rest, STR("\t"));
	if (rest.n > 0 || cell[HANS].n == 0 || cell[HANT].n == 0 || cell[REASON].n == 0)
		die("lexicon: cells", line);
	if (str_find(cell[EXAMPLE], str_starts(cell[HANT], STR("←"))
					? str_from_at(cell[HANT], STR("←").n)
					: cell[HANS]) < 0)
		die("lexicon: the example does not have the word", line);
	for (ptrdiff_t i = 0; i < line.n; i++)
		if (line.p[i] == '"' || line.p[i] == '\\')
			die("lexicon: character", line);
}

static void
print_word(struct out *o, str cell[CELLS], int line)
{
	bool back = str_eat(&cell[HANT], STR("←"));

	out_z(o, "{{.form = {");
	for (int i = HANS; i <= HANT_HK; i++)
		out_fmt(o, "STR_INIT(\"" STR_FMT "\"), ", STR_ARG(cell[i]));
	out_fmt(o, "}, .way = %s, .line = %d}, STR_INIT(\"" STR_FMT "\")},\n",
		back ? "GLOSSARY_TO_HANS" : "GLOSSARY_TO_HANT", line, STR_ARG(cell[REGIONAL]));
}

int
main(int argc, char **argv)
{
	struct arena a = {0};
	struct out o = {.mem = &a};
	struct dict seen = {0};
	str rest, cell[CELLS];
	int n = 0;

	if (argc != 2)
		die("usage", STR("lexicon FILE"));
	rest = read_file(&a, argv[1]);
	for (int line = 1; rest.n > 0; line++) {
		str s = str_cut(&rest, STR("\n")), key;

		if (s.n == 0 || s.p[0] == '#' || str_starts(s, STR("简体\t")))
			continue;
		split(s, cell);
		key = str_starts(cell[HANT], STR("←")) ? cell[HANT] : cell[HANS];
		if (dict_find(&seen, key))
			die("lexicon: twice", s);
		dict_add(&a, &seen, key, s);
		print_word(&o, cell, line);
		n++;
	}
	puts("#include \"convert/lexicon.h\"\n\nconst struct lexicon_word lexicon_words[] = {");
	fwrite(o.p, 1, o.n, stdout);
	printf("};\nconst int lexicon_count = %d;\n", n);
	arena_free(&a);
	return ferror(stdout) || fflush(stdout) != 0;
}
