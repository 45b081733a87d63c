#include "base/test.h"
#include "build/worker.c"

#include "base/write.h"

enum { JOBS = 10 };

static void
say(struct sender *s, struct arena *a, struct diag *d, int i)
{
	diag_init(d, a);
	diag(d, D_FILE_MISSING, ((struct pos){STR("a.md"), i + 1, 0, 0}));
	send_messages(s, d);
}

/* What a hostile layout or a faulty library does: each job dies in its own way. */
static void
die(void *ctx, int i, struct sender *s)
{
	struct arena a = {0};
	struct diag d;

	(void)ctx;
	say(s, &a, &d, i);
	arena_free(&a);
	switch (i) {
	case 0:
		send_end(s);
		return;
	case 1:
		signal(SIGSEGV, SIG_DFL); /* without the report of a sanitizer */
		raise(SIGSEGV);
		break;
	case 2:
		fputs("assertion failed\n", stderr);
		abort();
	case 3:
		exit(0);
	case 4:
		for (;;)
			pause();
	case 5:
		fputs("out of memory\n", stderr);
		exit(2);
	case 6:
		write_all(s->fd, STR("\1\2\3garbage\n\n\n\n"));
		break;
	case 7:
		send_end(s);
		send_end(s);
		return;
	case 8:
		send_end(s);
		for (;;)
			pause();
	default:
		close(s->fd);
		for (;;)
			pause();
	}
	_exit(0);
}

static void
count_told(void *to, int done, int n)
{
	int *told = to;

	assert_int_equal(done, ++*told);
	assert_int_equal(n, JOBS);
}

static void
count_two(void *to, int done, int n)
{
	int *told = to;

	assert_int_equal(done, ++*told);
	assert_int_equal(n, 2);
}

static void
count_half(void *to, int done, int n)
{
	int *told = to;

	assert_int_equal(done, ++*told);
	assert_int_equal(n, JOBS / 2);
}

static const char *const found[JOBS] = {
    "file-missing 1:0",
    "file-missing 2:0; worker-signal 0:0 Segmentation fault|",
    "file-missing 3:0; worker-signal 0:0 Aborted|assertion failed",
    "file-missing 4:0; worker-garbage 0:0 ",
    "file-missing 5:0; worker-late 0:0 1",
    "file-missing 6:0; worker-memory 0:0",
    "file-missing 7:0; worker-garbage 0:0 ",
    "file-missing 8:0; worker-garbage 0:0 ",
    "file-missing 9:0; worker-late 0:0 1",
    "file-missing 10:0; worker-signal 0:0 Killed|",
};

static void
run_all(int jobs)
{
	struct arena a = {0};
	struct job job[JOBS] = {0};
	struct diag d[JOBS];
	int told = 0;
	struct pool pool = {&a, jobs, 1, -1, die, NULL, count_told, &told};

	for (int i = 0; i < JOBS; i++) {
		diag_init(&d[i], &a);
		job[i] = (struct job){STR("content/2024-07-17"), {.diag = &d[i]}};
	}
	assert_true(worker_run(&pool, job, JOBS));
	assert_int_equal(told, JOBS);
	for (int i = 0; i < JOBS; i++) {
		assert_str(test_messages(&a, &d[i]), found[i]);
		assert_int_equal(job[i].got.ended, i == 0);
	}
	arena_free(&a);
}

static void
a_worker_that_dies_is_one_error_of_its_job(void **state)
{
	(void)state;
	run_all(1);
	run_all(4);
}

/* A job that gets no process is an error of its own; what runs already is not disturbed. */
static void
a_worker_that_cannot_start_is_told(void **state)
{
	struct arena a = {0};
	struct job job[2] = {0};
	struct diag d[2];
	int told = 0, next = dup(0);
	struct rlimit most, none;
	struct pool pool = {&a, 1, 1, -1, die, NULL, count_two, &told};

	(void)state;
	close(next);
	for (int i = 0; i < 2; i++) {
		diag_init(&d[i], &a);
		job[i] = (struct job){STR("content/2024-07-17"), {.diag = &d[i]}};
	}
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &most), 0);
	none = most;
	none.rlim_cur = (rlim_t)next;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
	assert_true(worker_run(&pool, job, 2));
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &most), 0);
	assert_int_equal(told, 2);
	for (int i = 0; i < 2; i++)
		assert_str(test_messages(&a, &d[i]), "worker-start 0:0 Too many open files");
	arena_free(&a);
}

static void
take_a_while(void *ctx, int i, struct sender *s)
{
	(void)ctx, (void)i;
	poll(NULL, 0, 300);
	send_end(s);
}

/* One process does them, for longer than a job may take. */
static void
the_clock_is_that_of_one_job(void **state)
{
	struct arena a = {0};
	struct job job[JOBS / 2] = {0};
	struct diag d;
	int told = 0;
	struct pool pool = {&a, 1, 1, -1, take_a_while, NULL, count_half, &told};

	(void)state;
	diag_init(&d, &a);
	for (int i = 0; i < JOBS / 2; i++)
		job[i] = (struct job){STR("content/2024-07-17"), {.diag = &d}};
	assert_true(worker_run(&pool, job, JOBS / 2));
	for (int i = 0; i < JOBS / 2; i++)
		assert_true(job[i].got.ended);
	assert_str(test_messages(&a, &d), "");
	arena_free(&a);
}

static void
everything_sent_arrives(void **state)
{
	struct arena a = {0};
	struct diag d, got;
	struct received r = {.diag = &got};
	int ends[2];
	struct sender s = {.mem = &a};
	struct files *f;
	char buf[8192];
	ssize_t n;

	(void)state;
	diag_init(&d, &a);
	diag_init(&got, &a);
	verify_init();
	f = files_new(&a, &d, -1);
	files_write(f, STR("print/a.html"), STR("<html id=\"x\"><a href=\"b\"/></html>"));
	files_write(f, STR("../b"), STR("\xFF"));
	assert_int_equal(pipe(ends), 0);
	s.fd = ends[1];
	send_messages(&s, &d);
	send_messages(&s, &d);
	send_files(&s, f, STR("/"));
	send_summary(&s, &(struct summary){.date = {2024, 7, 17}, .articles = 3});
	send_messages(&s, &d);
	send_end(&s);
	send_next(&s);
	n = read(ends[0], buf, sizeof buf) - RECEIVED_NEXT;
	close(ends[0]);
	close(ends[1]);
	received_read(&r, &a, (str){buf, n});
	assert_true(r.ended && r.has_summary);
	assert_int_equal(r.summary.articles, 3);
	assert_str(test_messages(&a, &got), "out-name 0:0");
	assert_int_equal(r.links.nfile, 1);
	assert_str(r.links.file[0].path, "print/a.html");
	assert_int_equal(r.links.file[0].nid, 1);
	assert_int_equal(r.links.nto, 1);
	assert_str(r.links.to[0].target, "b");
	/* Cut off anywhere, or with one byte wrong, it is never taken for the whole. */
	for (ptrdiff_t cut = 0; cut < n; cut++) {
		struct received part = {.diag = &got};

		received_read(&part, &a, (str){buf, cut});
		assert_false(part.ended);
		memset(&part, 0, sizeof part);
		part.diag = &got;
		buf[cut] ^= (char)0x80;
		received_read(&part, &a, (str){buf, n});
		buf[cut] ^= (char)0x80;
	}
	arena_free(&a);
}

static void
a_quoted_line_that_is_no_text_ends_the_reading(void **state)
{
	struct arena a = {0};
	struct diag d, taken;
	struct sender s = {.fd = memfd_create("records", MFD_CLOEXEC), .mem = &a};
	struct received r = {.diag = &taken};
	char bytes[1000];

	(void)state;
	diag_init(&d, &a);
	diag_init(&taken, &a);
	diag_source(&d, STR("a.md"), STR("text\n\xFF\n"));
	diag(&d, D_FILE_MISSING, ((struct pos){STR("a.md"), 1, 1, 0}));
	diag(&d, D_FILE_MISSING, ((struct pos){STR("a.md"), 2, 1, 0}));
	send_messages(&s, &d);
	received_read(&r, &a, (str){bytes, pread(s.fd, bytes, sizeof bytes, 0)});
	assert_str(test_messages(&a, &taken), "file-missing 1:1");
	close(s.fd);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_worker_that_dies_is_one_error_of_its_job),
	    cmocka_unit_test(a_worker_that_cannot_start_is_told),
	    cmocka_unit_test(the_clock_is_that_of_one_job),
	    cmocka_unit_test(everything_sent_arrives),
	    cmocka_unit_test(a_quoted_line_that_is_no_text_ends_the_reading),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
