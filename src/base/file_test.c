#include "base/file.c" /* the .c: its statics are in reach */
#include "base/test.h"

struct place {
	char path[TEST_FOLDER];
	struct root root;
	struct arena mem;
	struct diag diag;
};

static void
put(const struct place *p, const char *name, const char *text)
{
	test_put(p->root.fd, name, str_from(text));
}

static int
set_up(void **state)
{
	struct place *p = calloc(1, sizeof *p);

	test_folder(p->path);
	diag_init(&p->diag, &p->mem);
	if (!root_open(&p->root, &p->diag, p->path))
		return 1;
	mkdirat(p->root.fd, "a", 0755);
	mkfifoat(p->root.fd, "fifo", 0644);
	put(p, "a/text.md", "一二三\n");
	put(p, "a/_hidden", "");
	put(p, "a/.hidden", "");
	put(p, "a/b.md", "");
	put(p, "a/bad\xFFname", "");
	if (symlinkat("/etc/passwd", p->root.fd, "link") || symlinkat("a", p->root.fd, "folder"))
		return 1;
	*state = p;
	return 0;
}

static int
tear_down(void **state)
{
	static const char *const names[] = {"a/text.md",     "a/_hidden", "a/.hidden", "a/b.md",
					    "a/bad\xFFname", "fifo",	  "link",      "folder"};
	struct place *p = *state;

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		unlinkat(p->root.fd, names[i], 0);
	unlinkat(p->root.fd, "a", AT_REMOVEDIR);
	rmdir(p->path);
	root_close(&p->root);
	arena_free(&p->mem);
	free(p);
	return 0;
}

static void
only_regular_files_inside_are_read(void **state)
{
	static const struct {
		const char *path, *want;
	} cases[] = {
	    {"a/text.md", ""},
	    {"a/none.md", "file-missing 0:0"},
	    {"none/text.md", "file-missing 0:0"},
	    {"a/text.md/x", "file-missing 0:0"},
	    {"a", "file-special 0:0"},
	    {"fifo", "file-special 0:0"},
	    {"link", "file-link 0:0"},
	    {"folder/text.md", "file-link 0:0"},
	    {"../etc/passwd", "file-outside 0:0"},
	    {"/etc/passwd", "file-outside 0:0"},
	    {"a//text.md", "file-outside 0:0"},
	    {"./a/text.md", "file-outside 0:0"},
	};
	struct place *p = *state;

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct diag d;
		str out = {0};

		diag_init(&d, &p->mem);
		assert_int_equal(
		    file_read(&p->mem, &d, &p->root, str_from(cases[i].path), 100, &out),
		    cases[i].want[0] == '\0');
		assert_str(test_messages(&p->mem, &d), cases[i].want);
	}
}

static void
a_large_file_is_refused_from_its_size(void **state)
{
	struct place *p = *state;
	struct diag d;
	str out;

	diag_init(&d, &p->mem);
	assert_true(file_read(&p->mem, &d, &p->root, STR("a/text.md"), 10, &out));
	assert_str(out, "一二三\n");
	assert_false(file_read(&p->mem, &d, &p->root, STR("a/text.md"), 9, &out));
	assert_int_equal(d.first->id, D_FILE_LARGE);
}

static void
a_folder_is_listed_in_order(void **state)
{
	struct place *p = *state;
	struct file_entry *e;
	struct diag d;
	enum file_kind kind;
	int n;

	diag_init(&d, &p->mem);
	assert_true(file_list(&p->mem, &d, &p->root, STR("a"), &e, &n));
	assert_int_equal(n, 2);
	assert_str(e[0].name, "b.md");
	assert_str(e[1].name, "text.md");
	assert_int_equal(d.first->id, D_FILE_NAME);
	assert_false(file_list(&p->mem, &d, &p->root, STR("none"), &e, &n));
	assert_true(file_kind(&p->root, STR("a"), &kind) && kind == FILE_FOLDER);
	assert_true(file_kind(&p->root, STR("a/b.md"), &kind) && kind == FILE_REGULAR);
	assert_true(file_kind(&p->root, STR("fifo"), &kind) && kind == FILE_OTHER);
	assert_false(file_kind(&p->root, STR("folder/b.md"), &kind));
}

static void
text_is_cleaned_with_a_message(void **state)
{
	struct place *p = *state;
	struct diag d;
	const struct source *s;

	diag_init(&d, &p->mem);
	s = source_new(&p->mem, &d, STR("x.md"),
		       STR("一\r\n二\x01三\r四\xEF\xBF\xBE\n\xE2\x80\x8B五"));
	assert_str(s->text, "一\n二三\n四\n\xE2\x80\x8B五");
	assert_str(
	    test_messages(&p->mem, &d),
	    "text-forbidden 2:2 U+0001; text-forbidden 3:2 U+FFFE; text-suspicious 4:1 U+200B");
}

static void
no_doubtful_character_is_passed_over(void **state)
{
	(void)state;
	for (uint32_t cp = 1; cp <= 0x10FFFF; cp = cp == 0xD7FF ? 0xE000 : cp + 1) {
		char buf[4];
		str s = {buf, utf8_encode(cp, buf)};

		if (!allowed(cp) || suspicious(cp))
			assert_false(is_ready(s) || surely_clean(s));
	}
	assert_true(surely_clean(STR("一“里弄”——￥12……\n\t·")));
	assert_true(is_ready(STR("一“里弄”——＄12……\n·")));
}

static bool
may_stand(str s)
{
	for (ptrdiff_t i = 0; i < s.n;) {
		uint32_t cp = 0;
		int n = utf8_decode(str_from_at(s, i), &cp);

		if (n == 0 || !allowed(cp) || suspicious(cp))
			return false;
		i += n;
	}
	return true;
}

/* Four bytes of all kinds that matter, whole in a block and cut by its end. */
static void
no_bytes_that_are_no_text_are_passed_over(void **state)
{
	static const char kind[] = "\na\x7F\x80\x81\x8A\x90\x9F\xA0\xA9\xAA\xB7\xBC\xBF"
				   "\xC0\xC2\xE0\xE2\xE4\xED\xEE\xEF\xF0\xF4\xFF";
	const int n = (int)sizeof kind - 1;
	char buf[2 * BLOCK];
	str s = {buf, sizeof buf};

	(void)state;
	for (int at = BLOCK - 4; at <= BLOCK; at++) {
		memset(buf, 'x', sizeof buf);
		for (int k = 0; k < n * n * n * n; k++) {
			for (int i = 0, rest = k; i < 4; i++, rest /= n)
				buf[at + i] = kind[rest % n];
			if (is_ready(s) && !may_stand(s))
				fail_msg("%02X %02X %02X %02X at %d", buf[at] & 0xFF,
					 buf[at + 1] & 0xFF, buf[at + 2] & 0xFF, buf[at + 3] & 0xFF,
					 at);
		}
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(only_regular_files_inside_are_read, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_large_file_is_refused_from_its_size, set_up,
					    tear_down),
	    cmocka_unit_test_setup_teardown(a_folder_is_listed_in_order, set_up, tear_down),
	    cmocka_unit_test(no_doubtful_character_is_passed_over),
	    cmocka_unit_test(no_bytes_that_are_no_text_are_passed_over),
	    cmocka_unit_test_setup_teardown(text_is_cleaned_with_a_message, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
