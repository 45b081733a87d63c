/*
 * Content folders below tests/golden/content-…, read and checked, against want.tree and
 * want.diag beside them. GOLDEN=write writes what is seen instead: read the difference.
 */
#include <dirent.h>

#include "base/test.h"
#include "check/rules.h"
#include "check/texts.h"
#include "emit/emit.h"

static const char golden[] = "tests/golden";

/* Every issue of the paper at FOLDER as text: its tree, and what there is to say of it. */
static void
read_paper(struct arena *a, const char *folder, struct diag *d, struct out *tree)
{
	struct root r;
	struct paper paper;
	struct strs folders;
	struct check_number *number;
	int n = 0;

	if (!root_open(&r, d, folder))
		return;
	if (paper_read(a, d, &r, &paper) && issue_list(a, d, &r, &folders)) {
		struct proof *reader = proof_new(&paper, NULL);

		number = NEW(a, struct check_number, (size_t)folders.n + 1);
		for (int i = 0; i < folders.n; i++) {
			struct issue *issue = issue_read(a, d, &r, &paper, folders.v[i]);

			if (!issue)
				continue;
			check_issue(a, d, &r, &paper, issue);
			check_texts(reader, d, issue);
			emit_tree(tree, issue);
			number[n++] = (struct check_number){issue->file, issue->date,
							    issue->number};
		}
		check_numbers(d, number, n);
		check_paper(a, d, &r, &paper);
		check_paper_texts(reader, d, &paper);
		proof_free(reader);
	}
	root_close(&r);
}

static void
write_text(const char *path, str text)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(text.p, 1, (size_t)text.n, f), text.n);
	assert_int_equal(fclose(f), 0);
}

/* The number of the first line in which A and B differ. */
static int
first_difference(str a, str b)
{
	for (int line = 1;; line++)
		if (!str_eq(str_cut(&a, STR("\n")), str_cut(&b, STR("\n"))) || a.n + b.n == 0)
			return line;
}

static bool
compare(struct arena *a, const char *folder, const char *name, str seen)
{
	const char *mode = getenv("GOLDEN");
	str want = test_file(a, folder, name);

	if (mode && strcmp(mode, "write") == 0)
		write_text(str_z(a, str_fmt(a, "%s/%s", folder, name)), seen);
	else if (!str_eq(want, seen)) {
		print_error("%s/%s: line %d differs; seen:\n" STR_FMT "\n", folder, name,
			    first_difference(want, seen), STR_ARG(seen));
		return false;
	}
	return true;
}

static bool
folder_is_right(const char *folder)
{
	struct arena a = {0};
	struct out tree = {.mem = &a}, said = {.mem = &a};
	struct diag d;
	bool ok;

	diag_init(&d, &a);
	read_paper(&a, folder, &d, &tree);
	diag_print(&said, &d, LANG_ZH);
	ok = compare(&a, folder, "want.tree", out_text(&tree));
	ok &= compare(&a, folder, "want.diag", out_text(&said));
	arena_free(&a);
	return ok;
}

static void
content_becomes_trees_and_messages(void **state)
{
	DIR *dir = opendir(golden);
	const struct dirent *e;
	char path[512];
	int n = 0, wrong = 0;

	(void)state;
	assert_non_null(dir); /* tests run in the project's folder */
	while ((e = readdir(dir)) != NULL) {
		if (strncmp(e->d_name, "content-", 8) != 0)
			continue;
		snprintf(path, sizeof path, "%s/%s", golden, e->d_name);
		wrong += !folder_is_right(path);
		n++;
	}
	closedir(dir);
	assert_true(n >= 3);
	assert_int_equal(wrong, 0);
}

/* Four issues of real papers, from MATERIAL: no error, and every article and honour is there. */
static void
real_papers_are_read_without_error(void **state)
{
	struct arena a = {0};
	struct out tree = {.mem = &a}, said = {.mem = &a};
	struct diag d;
	const char *folder = getenv("MATERIAL");
	int articles = 0, organisations = 0;
	str rest;

	(void)state;
	if (test_file(&a, folder, "content/paper.md").n == 0) {
		print_message("MATERIAL is not there: own papers only\n");
		arena_free(&a);
		return;
	}
	diag_init(&d, &a);
	read_paper(&a, folder, &d, &tree);
	diag_print(&said, &d, LANG_ZH);
	rest = out_text(&tree);
	while (rest.n > 0) {
		str line = str_cut(&rest, STR("\n"));

		articles += str_starts(line, STR("  article "));
		organisations += str_starts(line, STR("    organisation "));
	}
	if (d.worst >= DIAG_ERROR)
		print_error(STR_FMT "\n", STR_ARG(out_text(&said)));
	assert_true(d.worst < DIAG_ERROR);
	assert_int_equal(articles, 12);
	assert_int_equal(organisations, 25);
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(content_becomes_trees_and_messages),
	    cmocka_unit_test(real_papers_are_read_without_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
