#include "base/test.h"
#include "build/publish.c"

#include <signal.h>
#include <sys/wait.h>

struct bench {
	struct arena mem;
	struct diag diag;
	char folder[TEST_FOLDER];
	int fd;
};

static void
bench_new(struct bench *b)
{
	*b = (struct bench){0};
	test_folder(b->folder);
	assert_int_equal(chdir(b->folder), 0);
	b->fd = open(".", O_RDONLY | O_DIRECTORY);
	diag_init(&b->diag, &b->mem);
	assert_int_equal(mkdir("content", 0777), 0);
}

static void
bench_free(struct bench *b)
{
	close(b->fd);
	assert_int_equal(chdir("/"), 0);
	assert_true(remove_tree(AT_FDCWD, b->folder, 0));
	arena_free(&b->mem);
}

static void
put(int folder, const char *name, const char *text)
{
	test_put(folder, name, str_from(text));
}

/* The text of out/edition, "" if there is none. */
static str
edition(struct bench *b)
{
	return test_file(&b->mem, "out", "edition");
}

/* The names in the working folder, sorted by hand: there are few. */
static int
names(void)
{
	DIR *dir = opendir(".");
	int n = 0;

	while (readdir(dir))
		n++;
	closedir(dir);
	return n - 2;
}

static bool
publish(struct bench *b, const char *text)
{
	struct publish p;
	bool ok = publish_begin(&p, &b->mem, &b->diag, "out", b->fd);

	if (!ok)
		return false;
	put(p.staging, "edition", text);
	mkdirat(p.staging, "deep", 0777);
	ok = publish_commit(&p);
	publish_end(&p);
	return ok;
}

static void
an_edition_takes_the_place_of_the_last(void **state)
{
	struct bench b;

	(void)state;
	bench_new(&b);
	assert_true(publish(&b, "1"));
	assert_str(edition(&b), "1");
	assert_true(publish(&b, "2"));
	assert_str(edition(&b), "2");
	assert_int_equal(names(), 2); /* content, out */
	assert_int_equal(b.diag.worst, DIAG_OK);
	bench_free(&b);
}

static void
a_build_given_up_leaves_nothing(void **state)
{
	struct bench b;
	struct publish p;

	(void)state;
	bench_new(&b);
	assert_true(publish(&b, "1"));
	assert_true(publish_begin(&p, &b.mem, &b.diag, "out", b.fd));
	put(p.staging, "edition", "2");
	publish_end(&p);
	assert_str(edition(&b), "1");
	assert_int_equal(names(), 2);
	bench_free(&b);
}

/* Killed between any two steps, the old edition is whole and the next build works. */
static void
a_killed_build_is_cleared_away(void **state)
{
	(void)state;
	for (int step = 0; step < 5; step++) {
		struct bench b;
		struct publish p;
		pid_t child;

		bench_new(&b);
		assert_true(publish(&b, "1"));
		child = fork();
		if (child == 0) {
			publish_begin(&p, &b.mem, &b.diag, "out", b.fd);
			if (step == 0)
				unlinkat(p.staging, marker, 0); /* killed before it was there */
			if (step >= 2)
				put(p.staging, "edition", "2");
			if (step == 3)
				renameat2(p.above, p.staging_name, p.above, p.name,
					  RENAME_EXCHANGE);
			if (step == 4)
				publish_commit(&p);
			raise(SIGKILL);
		}
		waitpid(child, NULL, 0);
		assert_str(edition(&b), step < 3 ? "1" : "2");
		assert_true(publish(&b, "3"));
		assert_str(edition(&b), "3");
		assert_int_equal(names(), 2);
		bench_free(&b);
	}
}

/* What cannot be removed as a whole keeps its marker: the next build may go on. */
static void
the_marker_is_removed_last(void **state)
{
	struct bench b;
	int fd;

	(void)state;
	bench_new(&b);
	assert_int_equal(mkdir("deep", 0777), 0);
	put(b.fd, "deep/.lilong", "");
	fd = open("deep", O_RDONLY | O_DIRECTORY);
	for (int i = 0; i <= DEPTH_MAX; i++) {
		int below;

		assert_int_equal(mkdirat(fd, "a", 0777), 0);
		below = openat(fd, "a", O_RDONLY | O_DIRECTORY);
		close(fd);
		fd = below;
	}
	close(fd);
	assert_false(remove_tree(b.fd, "deep", 0));
	assert_int_equal(access("deep/.lilong", F_OK), 0);
	assert_int_equal(rename("deep/a/a/a", "rest"), 0);
	assert_true(remove_tree(b.fd, "deep", 0) && remove_tree(b.fd, "rest", 0));
	bench_free(&b);
}

/* The place is taken, or gone, when the new edition is written. */
static void
an_edition_that_cannot_be_swapped_in_is_told(void **state)
{
	struct bench b;
	struct publish p;

	(void)state;
	bench_new(&b);
	assert_true(publish_begin(&p, &b.mem, &b.diag, "out", b.fd));
	assert_int_equal(mkdir("out", 0777), 0);
	assert_false(publish_commit(&p));
	publish_end(&p);
	assert_true(publish(&b, "1"));
	assert_true(publish_begin(&p, &b.mem, &b.diag, "out", b.fd));
	assert_true(remove_tree(b.fd, "out", 0));
	assert_false(publish_commit(&p));
	publish_end(&p);
	assert_str(test_messages(&b.mem, &b.diag),
		   "out-swap 0:0 File exists; out-swap 0:0 No such file or directory");
	assert_int_equal(names(), 1);
	bench_free(&b);
}

/* The new edition is there all the same. */
static void
an_old_edition_that_cannot_be_removed_is_told(void **state)
{
	struct bench b;
	char deep[3 + 2 * (DEPTH_MAX + 2)] = "out";

	(void)state;
	bench_new(&b);
	assert_true(publish(&b, "1"));
	for (int i = 0; i <= DEPTH_MAX; i++) {
		strcat(deep, "/a");
		assert_int_equal(mkdir(deep, 0777), 0);
	}
	assert_true(publish(&b, "2"));
	assert_str(edition(&b), "2");
	assert_int_equal(b.diag.worst, DIAG_WARNING);
	assert_int_equal(b.diag.first->id, D_OUT_LEFT);
	assert_int_equal(rename(".out.lilong-new/a/a", "rest"), 0);
	assert_true(remove_tree(b.fd, "rest", 0));
	assert_true(publish(&b, "3"));
	assert_int_equal(names(), 2);
	bench_free(&b);
}

static void
one_build_at_a_time(void **state)
{
	struct bench b;
	struct publish p;

	(void)state;
	bench_new(&b);
	assert_true(publish_begin(&p, &b.mem, &b.diag, "out", b.fd));
	assert_false(publish(&b, "2"));
	assert_str(test_messages(&b.mem, &b.diag), "out-locked 0:0");
	assert_true(publish_commit(&p));
	publish_end(&p);
	assert_true(publish(&b, "3"));
	bench_free(&b);
}

static void
what_is_not_ours_is_refused(void **state)
{
	static const struct {
		const char *out, *messages;
	} cases[] = {
	    {"foreign", "out-foreign 0:0"},
	    {"link", "out-link 0:0"},
	    {"file", "out-link 0:0"},
	    {".", "out-place 0:0"},
	    {"..", "out-place 0:0"},
	    {"/", "out-place 0:0"},
	    {"", "out-place 0:0"},
	    {"///", "out-place 0:0"},
	    {"content/out", "out-place 0:0"},
	    {"content/deep/out", "out-place 0:0"},
	    {"content", "out-place 0:0"},
	    {"missing/out", "out-staging 0:0 No such file or directory"},
	    {"file/out", "out-staging 0:0 Not a directory"},
	    {"empty", ""},
	    {"empty//", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bench b;
		struct publish p;

		bench_new(&b);
		assert_int_equal(mkdir("foreign", 0777) + mkdir("empty", 0777), 0);
		assert_int_equal(mkdir("content/deep", 0777), 0);
		put(b.fd, "foreign/letter", "dear");
		put(b.fd, "file", "");
		assert_int_equal(symlink("empty", "link"), 0);
		if (publish_begin(&p, &b.mem, &b.diag, cases[i].out, b.fd))
			publish_end(&p);
		assert_str(test_messages(&b.mem, &b.diag), cases[i].messages);
		assert_int_equal(names(), 5);
		assert_str(test_file(&b.mem, "foreign", "letter"), "dear");
		bench_free(&b);
	}
}

/* The folder that holds the project, seen from inside it, even if it has our marker. */
static void
the_project_is_never_replaced(void **state)
{
	struct bench b;
	struct publish p;
	char path[TEST_FOLDER];

	(void)state;
	bench_new(&b);
	put(b.fd, marker, "");
	assert_false(publish_begin(&p, &b.mem, &b.diag, b.folder, b.fd));
	assert_str(test_messages(&b.mem, &b.diag), "out-place 0:0");
	snprintf(path, sizeof path, "..%s", strrchr(b.folder, '/'));
	assert_false(publish_begin(&p, &b.mem, &b.diag, path, b.fd));
	bench_free(&b);
}

static void
a_foreign_staging_folder_is_left_alone(void **state)
{
	struct bench b;

	(void)state;
	bench_new(&b);
	assert_int_equal(mkdir(".out.lilong-new", 0777), 0);
	put(b.fd, ".out.lilong-new/letter", "dear");
	assert_false(publish(&b, "1"));
	assert_str(test_messages(&b.mem, &b.diag), "out-staging 0:0 File exists");
	assert_str(test_file(&b.mem, ".out.lilong-new", "letter"), "dear");
	bench_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_edition_takes_the_place_of_the_last),
	    cmocka_unit_test(a_build_given_up_leaves_nothing),
	    cmocka_unit_test(a_killed_build_is_cleared_away),
	    cmocka_unit_test(the_marker_is_removed_last),
	    cmocka_unit_test(an_edition_that_cannot_be_swapped_in_is_told),
	    cmocka_unit_test(an_old_edition_that_cannot_be_removed_is_told),
	    cmocka_unit_test(one_build_at_a_time),
	    cmocka_unit_test(what_is_not_ours_is_refused),
	    cmocka_unit_test(the_project_is_never_replaced),
	    cmocka_unit_test(a_foreign_staging_folder_is_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
