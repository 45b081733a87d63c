#include "base/asked.c" /* the .c: its statics are in reach */
#include "base/test.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

struct place {
	char path[TEST_FOLDER];
	struct root root;
	struct arena mem;
	struct diag diag;
	struct asked asked;
};

static void
put(const struct place *p, const char *name, const char *text)
{
	test_put(p->root.fd, name, str_from(text));
}

static void
begin(struct place *p)
{
	enum file_kind kind;
	struct file_entry *list;
	int n;
	str text;

	*p = (struct place){0};
	test_folder(p->path);
	diag_init(&p->diag, &p->mem);
	assert_true(root_open(&p->root, &p->diag, p->path));
	assert_int_equal(mkdirat(p->root.fd, "a", 0755), 0);
	put(p, "a/one.md", "一");
	put(p, "two.md", "二");
	p->asked.mem = &p->mem;
	p->root.asked = &p->asked;
	for (int i = 0; i < 2; i++) {
		assert_true(file_read(&p->mem, &p->diag, &p->root, STR("a/one.md"), 100, &text));
		assert_true(file_kind(&p->root, STR("two.md"), &kind));
		assert_false(file_kind(&p->root, STR("three.md"), &kind));
		assert_true(file_list(&p->mem, &p->diag, &p->root, STR("a"), &list, &n));
	}
	p->root.asked = NULL;
	asked_settle(&p->asked);
	assert_int_equal(p->asked.n, 4);
	assert_false(p->asked.unsure);
}

static void
end(struct place *p)
{
	assert_int_equal(system(str_fmt(&p->mem, "rm -r %s", p->path).p), 0);
	root_close(&p->root);
	arena_free(&p->mem);
}

/* What happens between two builds, as a shell says it in the folder; whether answers are the same.
 */
static const struct {
	const char *what;
	bool same;
} cases[] = {
    {":", true},
    {"touch a/one.md", true},
    {"printf 二二 >two.md", true}, /* only its kind was asked for */
    {"touch four.md", true},
    {"touch a/.hidden a/_draft.md", true},
    {"printf 一一 >a/one.md", false},
    {"rm a/one.md", false},
    {"touch three.md", false},
    {"mkdir three.md", false},
    {"rm two.md; mkdir two.md", false},
    {"rm two.md; ln -s a/one.md two.md", false},
    {"touch a/two.md", false},
    {"mv a b", false},
    {"mv a b; ln -s b a", false},
    {"mkdir a/b", false},
};

static void
other_answers_are_noticed(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct place p;

		begin(&p);
		assert_int_equal(system(str_fmt(&p.mem, "cd %s && %s", p.path, cases[i].what).p),
				 0);
		if (asked_same(&p.mem, &p.root, &p.asked) != cases[i].same)
			fail_msg("%s", cases[i].what);
		end(&p);
	}
}

static void
what_cannot_be_read_is_unsure(void **state)
{
	struct place p;
	struct file_entry *list;
	struct asked other;
	int n;
	str text;

	(void)state;
	begin(&p);
	other = (struct asked){.mem = &p.mem};
	p.root.asked = &other;
	assert_false(file_read(&p.mem, &p.diag, &p.root, STR("none.md"), 100, &text));
	assert_true(other.unsure);
	other.unsure = false;
	assert_false(file_list(&p.mem, &p.diag, &p.root, STR("none"), &list, &n));
	assert_true(other.unsure);
	other.unsure = false;
	put(&p, "a/bad\xFFname", "");
	assert_true(file_list(&p.mem, &p.diag, &p.root, STR("a"), &list, &n));
	assert_true(other.unsure);
	end(&p);
}

static void
two_answers_are_unsure(void **state)
{
	struct arena mem = {0};
	struct asked a = {.mem = &mem};

	(void)state;
	asked_note(&a, ASKED_BYTES, STR("a.md"), STR("before"));
	asked_note(&a, ASKED_KIND, STR("a.md"), STR("f"));
	asked_note(&a, ASKED_BYTES, STR("a.md"), STR("after"));
	asked_settle(&a);
	assert_true(a.unsure);
	arena_free(&mem);
}

static void
what_was_asked_is_written_and_read(void **state)
{
	struct place p;
	struct out o;
	struct asked got = {0};
	struct code c;

	(void)state;
	begin(&p);
	o = (struct out){.mem = &p.mem};
	c = (struct code){.out = &o, .ok = true};
	asked_code(&c, &p.asked);
	c = (struct code){.mem = &p.mem, .in = out_text(&o), .ok = true};
	asked_code(&c, &got);
	assert_true(c.ok && c.in.n == 0 && got.n == p.asked.n);
	assert_true(asked_same(&p.mem, &p.root, &got));
	for (size_t n = 0; n < o.n; n++) { /* cut short anywhere */
		c = (struct code){.mem = &p.mem, .in = {o.p, (ptrdiff_t)n}, .ok = true};
		asked_code(&c, &got);
		assert_false(c.ok);
	}
	end(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(other_answers_are_noticed),
	    cmocka_unit_test(what_cannot_be_read_is_unsure),
	    cmocka_unit_test(two_answers_are_unsure),
	    cmocka_unit_test(what_was_asked_is_written_and_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
