/* What is true of the conversion of any text: where it is cut, and that it is done once. */
#include "convert/convert.c"

#include "convert/convert_world.h"

static const char *const sentences[] = {
    "康健街道党建服务中心里，志愿者发挥带头作用，理发、修伞、磨刀，样样都干。",
    "以后每周三下午两点，皇后公园的台阶前都有人表演，只见老人们把头发梳得干干净净。",
    "干部们走进里弄，了解邻里纠纷，复制“一公里服务圈”的经验；面粉、面条价格不变。",
    "𠀀字〇一𠮷𪜎，Wi-Fi 覆盖 3 公里。",
};

/* A fixed sequence of numbers: the same cuts each time. */
static unsigned
next_number(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 16;
}

static int
cut_at_random(str s, unsigned *seed, struct convert_piece *piece, int max)
{
	ptrdiff_t from = 0;
	int n = 0;

	for (ptrdiff_t i = 0; i < s.n;) {
		utf8_next(s, &i);
		if (n < max - 1 && next_number(seed) % 3 == 0) {
			piece[n++] = (struct convert_piece){.text = str_sub(s, from, i)};
			from = i;
		}
	}
	piece[n++] = (struct convert_piece){.text = str_from_at(s, from)};
	return n;
}

/* However S is cut, the pieces joined are S converted whole, each as long as it was. */
static void
cuts_change_nothing(struct convert *c, str s, unsigned *seed)
{
	enum { CUTS = 64 };
	struct convert_piece piece[CUTS];
	ptrdiff_t length[CUTS];
	struct out o = {.mem = &mem};
	str whole = convert_text(c, &mem, &found, line3, s);
	int n = cut_at_random(s, seed, piece, CUTS);

	for (int i = 0; i < n; i++)
		length[i] = utf8_count(piece[i].text);
	convert_pieces(c, &mem, &found, line3, piece, n);
	for (int i = 0; i < n; i++) {
		out_str(&o, piece[i].text);
		assert_int_equal(utf8_count(piece[i].text), length[i]);
	}
	assert_str(out_text(&o), str_z(&mem, whole));
}

static void
cuts_change_nothing_in_any_sentence(void **state)
{
	str rest = test_file(&mem, getenv("CASES"), "opencc.tsv");
	unsigned seed = 7;

	(void)state;
	for (enum script to = SCRIPT_HANT; to < SCRIPT__N; to++) {
		struct convert *there = convert_new(&(struct convert_options){.from = S, .to = to});
		struct convert *back = convert_new(&(struct convert_options){.from = to, .to = S});

		for (size_t i = 0; i < 100 * sizeof sentences / sizeof *sentences; i++)
			cuts_change_nothing(there, str_from(sentences[i / 100]), &seed);
		for (str r = rest; r.n > 0;) {
			str line = str_cut(&r, STR("\n"));

			str_cut(&line, STR("\t"));
			line = str_cut(&line, STR("\t"));
			if (lock_next(line, 0) < line.n)
				continue;
			cuts_change_nothing(there, line, &seed);
			cuts_change_nothing(back, line, &seed);
		}
		convert_free(there);
		convert_free(back);
	}
	assert_null(found.first);
}

static void
converting_twice_changes_nothing(void **state)
{
	static const struct {
		const char *file;
		enum script script;
	} papers[] = {
	    {"raw/000.txt", S},
	    {"raw/001.txt", S},
	    {"raw/002.txt", T},
	    {"raw/003.txt", S},
	};

	(void)state;
	for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
		all_lines_twice(str_from(sentences[i]), S);
	for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
		all_lines_twice(test_file(&mem, getenv("MATERIAL"), papers[i].file),
				papers[i].script);
}

static void
converting_cases_twice_changes_nothing(void **state)
{
	static const struct {
		str name;
		enum script script;
	} configs[] = {
	    {STR_INIT("s2"), S}, {STR_INIT("t2"), T}, {STR_INIT("tw2"), TW}, {STR_INIT("hk2"), HK}};
	str rest = test_file(&mem, getenv("CASES"), "opencc.tsv");

	(void)state;
	while (rest.n > 0) {
		str line = str_cut(&rest, STR("\n")), name = str_cut(&line, STR("\t"));

		for (size_t i = 0; i < sizeof configs / sizeof *configs; i++)
			if (str_starts(name, configs[i].name))
				all_lines_twice(str_cut(&line, STR("\t")), configs[i].script);
	}
}

/*
 * Single characters that are one word here and another one there (幺 么 麼 麽, 苎 苧 薴), words of
 * which one half is written as nobody does, and a street for which Hong Kong's dictionary has two
 * ways that change places.
 */
static bool
has_two_readings(str s)
{
	static const str words[] = {
	    STR_INIT("么"),	STR_INIT("幺"),	  STR_INIT("麼"),   STR_INIT("麽"),
	    STR_INIT("苎"),	STR_INIT("苧"),	  STR_INIT("薴"),   STR_INIT("么麽"),
	    STR_INIT("坏戶"),	STR_INIT("脫坏"), STR_INIT("衹得"), STR_INIT("合群街"),
	    STR_INIT("合羣街"),
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_eq(s, words[i]))
			return true;
	return false;
}

/* The words of the dictionaries, SOME of them in a line. */
static void
all_words_twice(const char *path, int some)
{
	str rest = test_file(&mem, ".", path);
	struct out lines = {.mem = &mem};

	assert_true(rest.n > 0);
	for (int i = 1; rest.n > 0; i++) {
		str line = str_cut(&rest, STR("\n")), word = str_cut(&line, STR("\t"));

		if (!str_starts(word, STR("#")) && !has_two_readings(word))
			out_str(&lines, word);
		out_str(&lines, i % some ? STR("") : STR("\n"));
	}
	all_lines_twice(out_text(&lines), S);
	all_lines_twice(out_text(&lines), T);
}

static void
converting_words_twice_changes_nothing(void **state)
{
	static const char *const alone[] = {
	    "data/opencc/STCharacters.txt",
	    "data/opencc/TSCharacters.txt",
	    "data/opencc/TSPhrases.txt",
	    "data/opencc/TWVariants.txt",
	    "data/opencc/TWVariantsPhrases.txt",
	    "data/opencc/TWVariantsRev.txt",
	    "data/opencc/TWVariantsRevPhrases.txt",
	    "data/opencc/TWPhrases.txt",
	    "data/opencc/TWPhrasesRev.txt",
	    "data/opencc/HKVariants.txt",
	    "data/opencc/HKVariantsPhrases.txt",
	    "data/opencc/HKVariantsRev.txt",
	    "data/opencc/HKVariantsRevPhrases.txt",
	    "data/opencc/HKPhrases.txt",
	    "data/opencc/CJK_Compatibility_Ideographs.txt",
	};

	(void)state;
	for (size_t i = 0; i < sizeof alone / sizeof *alone; i++)
		all_words_twice(alone[i], 1);
	all_words_twice("data/opencc/STPhrases.txt", 16);
}

int
main(void)
{
#define test(f) cmocka_unit_test_setup_teardown(f, begin, end)
	static const struct CMUnitTest tests[] = {
	    test(cuts_change_nothing_in_any_sentence),
	    test(converting_twice_changes_nothing),
	    test(converting_cases_twice_changes_nothing),
	    test(converting_words_twice_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
