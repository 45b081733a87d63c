/* test.h - what every unit test includes: cmocka, and slices compared as text. */
#ifndef BASE_TEST_H
#define BASE_TEST_H

#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

/* A is a str, B a C string. */
#define assert_str(a, b) test_str_((a), (b), __FILE__, __LINE__)

static inline void
test_str_(str a, const char *b, const char *file, int line)
{
	if (str_eq(a, str_from(b)))
		return;
	print_error("%s:%d: \"" STR_FMT "\" is not \"%s\"\n", file, line, STR_ARG(a), b);
	_fail(file, line);
}

enum { TEST_FOLDER = 256 }; /* bytes of its path */

/* A new folder, in the one for temporary files (TMPDIR). */
static inline void
test_folder(char folder[TEST_FOLDER])
{
	const char *above = getenv("TMPDIR");
	int n = snprintf(folder, TEST_FOLDER, "%s/lilong-XXXXXX", above ? above : "/tmp");

	assert_in_range(n, 1, TEST_FOLDER - 1);
	assert_non_null(mkdtemp(folder));
}

/* The file NAME in the folder open as FOLDER is BYTES. */
static inline void
test_put(int folder, const char *name, str bytes)
{
	int fd = openat(folder, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes.p, (size_t)bytes.n), bytes.n);
	close(fd);
}

static inline int
test_remove_(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

/* FOLDER is taken away, with all that is in it. */
static inline void
test_folder_gone(const char *folder)
{
	assert_int_equal(nftw(folder, test_remove_, 8, FTW_DEPTH | FTW_PHYS), 0);
}

/* Messages as "id line:col arg|arg; …", in the order they came. */
static inline str
test_messages(struct arena *a, const struct diag *d)
{
	struct out o = {.mem = a};

	for (const struct diag_msg *m = d->first; m; m = m->next) {
		if (o.n)
			out_str(&o, STR("; "));
		out_str(&o, diag_name(a, m->id));
		out_fmt(&o, " %d:%d", m->at.line, m->at.col);
		for (int i = 0; i < m->narg; i++)
			out_fmt(&o, "%c" STR_FMT, i ? '|' : ' ', STR_ARG(m->arg[i]));
	}
	return out_text(&o);
}

/* The text of a file outside the project (CASES, MATERIAL), whole; empty if it is not there. */
static inline str
test_file(struct arena *a, const char *folder, const char *name)
{
	char path[1024];
	FILE *f;
	long n;
	char *p;

	if (!folder)
		return (str){0};
	snprintf(path, sizeof path, "%s/%s", folder, name);
	f = fopen(path, "rb");
	if (!f)
		return (str){0};
	fseek(f, 0, SEEK_END);
	n = ftell(f);
	rewind(f);
	p = NEW(a, char, (size_t)n + 1);
	if (fread(p, 1, (size_t)n, f) != (size_t)n)
		n = 0;
	fclose(f);
	return (str){p, n};
}

#endif
