#include "convert/engine.c" /* the .c: its statics are in reach */

#include "base/test.h"

#include <sys/mman.h>
#include <unistd.h>

/*
 * What is asked of the engine by itself. It is held against a reference, on random texts, by
 * tests/fuzz.
 */

static struct arena mem;

static int
end(void **state)
{
	(void)state;
	arena_free(&mem);
	return 0;
}

static str
run(const char *name, str text, struct engine_notes *notes)
{
	struct out o = {.mem = &mem};

	assert_int_equal(engine_run(engine_find(str_from(name)), text, true, &o, notes), text.n);
	return out_text(&o);
}

static const struct {
	const char *name, *in, *want;
} cases[] = {
    {"s2t", "", ""},
    {"s2t", "头发发展", "頭髮發展"},
    {"s2t", "皇后以后\r\nabc", "皇后以後\r\nabc"},
    {"s2t", "徐汇", "徐匯"},
    {"s2tw", "为群众看着里面", "為群眾看著裡面"},
    {"s2hk", "为群众看着里面", "為羣眾看着裏面"},
    {"s2twp", "社区的软件", "社群的軟體"},
    {"s2twp", "用互联网理发，鼠标和闪存", "用網際網路理髮，滑鼠和快閃記憶體"},
    {"tw2sp", "滑鼠和快閃記憶體", "鼠标和闪存"},
    {"tw2s", "為群眾看著裡面", "为群众看着里面"},
    {"t2s", "頭髮", "头发"},
    /* compatibility characters are normalized, in words too */
    {"t2s", "\xEF\xA4\x82", "车"},
    /* an incomplete sequence of ideographic description hides nothing, a whole one all of it */
    {"s2t", "⿰头发头发", "⿰头发頭髮"},
    {"s2t", "⿱⿰头发发发", "⿱⿰头发发發"},
    {"s2t", "⿰头", "⿰頭"},
    /* of 15 operators inside each other, but not of 16 */
    {"s2t", "⿰发⿾⿾⿾⿾⿾⿾⿾⿾⿾⿾⿾⿾⿾⿾发",
     "⿰发⿾⿾⿾⿾⿾⿾⿾⿾⿾⿾⿾⿾⿾⿾发"},
    {"s2t", "⿰发⿾⿾⿾⿾⿾⿾⿾⿾⿾⿾⿾⿾⿾⿾⿾发",
     "⿰發⿾⿾⿾⿾⿾⿾⿾⿾⿾⿾⿾⿾⿾⿾⿾发"},
    /* bytes that are not UTF-8 stay, and no word goes over them */
    {"s2t", "头\xFF发\xE5\xA4", "頭\xFF發\xE5\xA4"},
    /* two bytes, in which what is read at once may end, with or without their second half */
    {"s2t", "米·头发·阿", "米·頭髮·阿"},
    {"s2t", "Да, это Москва, где живёт и наш товарищ: это его дом, а вот и сад, и два кота, 头发",
     "Да, это Москва, где живёт и наш товарищ: это его дом, а вот и сад, и два кота, 頭髮"},
    {"s2t", "头\xC2发，头发\xD0\xC0\x80\xC1\xBF头发\xDF",
     "頭\xC2發，頭髮\xD0\xC0\x80\xC1\xBF頭髮\xDF"},
    /* a word may begin with a letter */
    {"s2twp", "U盘做B超，PN结", "隨身碟做超音波，PN接面"},
    {"s2t", "\xED\xA0\x80头发\xF4\x90\x80\x80", "\xED\xA0\x80頭髮\xF4\x90\x80\x80"},
};

static void
own_cases_are_converted(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_str(run(cases[i].name, str_from(cases[i].in), NULL), cases[i].want);
}

/* All cases one after the other, shifted byte by byte against what is read at a time. */
static void
paths_agree(void **state)
{
	(void)state;
	for (int i = 0; i < 40; i++) {
		struct out in = {.mem = &mem};

		for (int k = 0; k < i; k++)
			out_char(&in, 'x');
		for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
			out_z(&in, cases[k].in);
		for (int k = 0; engine_name(k); k++) {
			const struct engine *e = engine_find(str_from(engine_name(k)));
			struct out plain = {.mem = &mem}, best = {.mem = &mem};

			engine_run_by(ENGINE_PORTABLE, e, out_text(&in), true, &plain, NULL);
			engine_run(e, out_text(&in), true, &best, NULL);
			assert_str(out_text(&best), out_text(&plain).p);
		}
	}
}

/* A page of memory between two that nobody may read. */
static char *
guarded_page(size_t page)
{
	char *p = mmap(NULL, 3 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	assert_true(p != MAP_FAILED);
	assert_int_equal(mprotect(p + page, page, PROT_READ | PROT_WRITE), 0);
	return p + page;
}

/* Texts of all lengths, at the very beginning and at the very end of what may be read. */
static void
nothing_beside_the_text_is_read(void **state)
{
	static const char sample[] = "xx头发的头发，x头发𠀀头发x的头发头发发的的头发头发的发展";
	const size_t page = (size_t)sysconf(_SC_PAGESIZE), most = sizeof sample - 1;
	const struct engine *e = engine_find(STR("s2t"));
	char *memory = guarded_page(page);

	(void)state;
	for (enum engine_path path = 0; path < ENGINE__PATHS; path++)
		for (size_t n = 1; engine_has(path) && n <= 2 * most; n++) {
			struct out first = {.mem = &mem}, last = {.mem = &mem};

			for (size_t i = 0; i < n; i++) {
				memory[i] = sample[i % most];
				memory[page - n + i] = sample[i % most];
			}
			engine_run_by(path, e, (str){memory, (ptrdiff_t)n}, true, &first, NULL);
			engine_run_by(path, e, (str){memory + page - n, (ptrdiff_t)n}, true, &last,
				      NULL);
			assert_true(str_eq(out_text(&first), out_text(&last)));
		}
	munmap(memory - page, 3 * page);
}

/* N times FILLER, then 头发, until it is more than two blocks; what that becomes in *WANT. */
static str
filled(const char *filler, int n, str *want)
{
	struct out in = {.mem = &mem}, out = {.mem = &mem};

	while (in.n < 2 * BLOCK + 100) {
		for (int i = 0; i < n; i++) {
			out_z(&in, filler);
			out_z(&out, filler);
		}
		out_z(&in, "头发");
		out_z(&out, "頭髮");
	}
	*want = out_text(&out);
	return out_text(&in);
}

/* Wherever what is read at a time ends: within a character, a word, a list of bits. */
static void
characters_of_all_lengths_go_over_all_ends(void **state)
{
	static const char *const filler[] = {"x", "д", "、", "𠀀", "xд", "д、"};

	(void)state;
	for (size_t i = 0; i < sizeof filler / sizeof *filler; i++)
		for (int n = 0; n < 70; n++) {
			struct arena_mark mark = arena_mark(&mem);
			str want, in = filled(filler[i], n, &want);

			for (int path = 0; path < ENGINE__PATHS; path++) {
				struct out o = {.mem = &mem};
				struct engine_notes notes = {.mem = &mem};

				if (!engine_has((enum engine_path)path))
					continue;
				engine_run_by((enum engine_path)path, engine_find(STR("s2t")), in,
					      true, &o, &notes);
				assert_int_equal(notes.nbad, 0);
				assert_true(str_eq(out_text(&o), want));
			}
			arena_rewind(&mem, mark);
		}
}

/* Words that could go on everywhere: no block knows where the last one ends. */
static void
words_go_over_the_ends_of_blocks(void **state)
{
	static const struct {
		const char *name, *word, *value;
	} word[] = {
	    {"s2twp", "一分钟", "一分鐘"},
	    {"s2twp", "串口", "序列埠"}, /* between segments */
	    {"tw2sp", "優先順序", "优先级"},
	    {"hk2sp", "奇連·伊士活", "克林特·伊斯特伍德"},
	    {"s2hk", "圭亚那衛詩", "圭亞那衛詩"}, /* one of the second stage between segments */
	};

	(void)state;
	for (size_t i = 0; i < sizeof word / sizeof *word; i++) {
		str all = str_from(word[i].word);

		/* the first one without its beginning, which moves all others */
		for (ptrdiff_t at = 0; at < all.n; utf8_next(all, &at)) {
			str head = at > 0 ? str_from_at(all, at) : (str){0};
			struct out in = {.mem = &mem}, want = {.mem = &mem};

			out_str(&in, head);
			out_str(&want, run(word[i].name, head, NULL));
			while (in.n < 3 * BLOCK) {
				out_str(&in, all);
				out_z(&want, word[i].value);
			}
			assert_str(run(word[i].name, out_text(&in), NULL), out_text(&want).p);
		}
	}
}

/* However much of the second character is there, the first one may begin a word. */
static void
a_word_waits_for_what_is_cut_off(void **state)
{
	str word = STR("周𫖮");

	(void)state;
	for (ptrdiff_t n = 3; n < word.n; n++) {
		struct out o = {.mem = &mem};

		assert_int_equal(
		    engine_run(engine_find(STR("s2t")), str_sub(word, 0, n), false, &o, NULL), 0);
	}
	assert_str(run("s2t", word, NULL), "周顗");
}

static void
configurations_are_found_by_either_name(void **state)
{
	(void)state;
	assert_ptr_equal(engine_find(STR("s2twp.json")), engine_find(STR("s2twp")));
	assert_non_null(engine_find(STR("hk2s")));
	assert_null(engine_find(STR("s2jp")));
}

static void
notes_tell_bad_bytes_and_changes_of_length(void **state)
{
	struct engine_notes notes = {.mem = &mem};

	(void)state;
	run("s2twp", STR("a\xFF用互联网\xE5"), &notes);
	assert_int_equal(notes.nbad, 2);
	assert_int_equal(notes.bad[0], 1);
	assert_int_equal(notes.bad[1], 14);
	assert_int_equal(notes.nshift, 1);
	assert_int_equal(notes.shift[0].in, 5);
	assert_int_equal(notes.shift[0].in_end, 14);
	assert_int_equal(notes.shift[0].out, 5);
	assert_int_equal(notes.shift[0].out_end, 17);
}

/* OpenCC's own cases, where they are given. */
static void
cases_of_opencc_are_met(void **state)
{
	/* these three want OpenCC's option for characters that few fonts have */
	static const char *const rare_case[] = {"殢", "剔团", "綦谿利跂"};
	str rest = test_file(&mem, getenv("CASES"), "opencc.tsv");
	int met = 0, missed = 0;

	(void)state;
	while (rest.n > 0) {
		str line = str_cut(&rest, STR("\n")), in;
		const struct engine *e = engine_find(str_cut(&line, STR("\t")));
		bool rare = false;

		in = str_cut(&line, STR("\t"));
		if (!e)
			continue;
		for (size_t i = 0; i < sizeof rare_case / sizeof *rare_case; i++)
			rare |= str_find(in, str_from(rare_case[i])) >= 0;
		if (str_eq(run(e->name, in, NULL), str_cut(&line, STR("\t"))))
			met++;
		else if (rare)
			missed++;
		else
			fail_msg("%s: " STR_FMT, e->name, STR_ARG(in));
	}
	print_message("%d of OpenCC's cases met, %d with rare signs\n", met, missed);
	assert_true(missed <= 3);
}

int
main(void)
{
#define test(f) cmocka_unit_test_teardown(f, end)
	static const struct CMUnitTest tests[] = {
	    test(own_cases_are_converted),
	    test(nothing_beside_the_text_is_read),
	    test(paths_agree),
	    test(characters_of_all_lengths_go_over_all_ends),
	    test(words_go_over_the_ends_of_blocks),
	    test(a_word_waits_for_what_is_cut_off),
	    test(configurations_are_found_by_either_name),
	    test(notes_tell_bad_bytes_and_changes_of_length),
	    test(cases_of_opencc_are_met),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
