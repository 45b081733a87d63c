/*
 * issue.c - how quick an issue is set and written: "issue PROJECT" joins the issues of a project to
 * one of 8 pages and makes its print edition, XHTML, fonts and PDF/X, in a new process for each
 * round. Pictures are left out: how long they take is libvips'. WeasyPrint and Chromium, if they
 * are there, make PDFs of the same XHTML, whose lines are placed already. CPU time; the best round
 * counts.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/utf8.h"
#include "emit/emit.h"
#include "markup/verify.h"

enum { PAGES = 8, ARTICLES = 200, ROUNDS = 7, GOAL_MS = 150, GOAL_MB = 64 };

struct figures {
	double read, convert, print; /* ms */
	long memory;		     /* KB */
	int pages;
	long characters;
};

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* -- an issue of 8 pages -------------------------------------------------------- */

struct bench {
	struct arena mem;
	struct diag diag;
	struct root root, layouts;
	struct paper paper;
	struct glossary glossary;
	struct issue issue;
	struct strs folders;
};

static void
leave_pictures_out(struct node *n)
{
	struct node **link = &n->first;

	while (*link) {
		if ((*link)->type == NODE_FIGURE || (*link)->type == NODE_IMAGE) {
			*link = (*link)->next;
			continue;
		}
		leave_pictures_out(*link);
		link = &(*link)->next;
	}
}

/* The pages of FROM after those that are there, with their stories, as long as there is room. */
static void
join(struct bench *b, const struct issue *from)
{
	struct issue *to = &b->issue;
	int before = to->npage;

	for (int i = 0; i < from->npage && to->npage < PAGES; i++) {
		to->page[to->npage] = from->page[i];
		to->page[to->npage++].number = before + from->page[i].number;
	}
	for (int i = 0; i < from->narticle && to->narticle < ARTICLES; i++) {
		struct article *art = NEW(&b->mem, struct article, 1);

		*art = *from->article[i];
		art->page += before;
		art->slug = str_fmt(&b->mem, STR_FMT "-%d", STR_ARG(art->slug), art->page);
		if (art->page <= to->npage) {
			leave_pictures_out(art->body);
			to->article[to->narticle++] = art;
		}
	}
}

static bool
read_issue(struct bench *b, const char *project, const char *layouts)
{
	diag_init(&b->diag, &b->mem);
	if (!root_open(&b->root, &b->diag, project) || !root_open(&b->layouts, &b->diag, layouts) ||
	    !paper_read(&b->mem, &b->diag, &b->root, &b->paper) ||
	    !issue_list(&b->mem, &b->diag, &b->root, &b->folders) || b->folders.n == 0)
		return false;
	b->issue.page = NEW(&b->mem, struct issue_page, PAGES);
	b->issue.article = NEW(&b->mem, struct article *, ARTICLES);
	for (int i = 0; i < ARTICLES && b->issue.npage < PAGES; i++) {
		const struct issue *one = issue_read(&b->mem, &b->diag, &b->root, &b->paper,
						     b->folders.v[i % b->folders.n]);

		if (!one)
			return false;
		b->issue.date = one->date;
		b->issue.layout = one->layout;
		b->issue.file = one->file;
		b->issue.folder = one->folder;
		join(b, one);
	}
	return b->issue.npage == PAGES;
}

/* -- one round, in a process of its own -------------------------------------------- */

static long
characters(const struct issue *issue)
{
	long n = 0;

	for (int i = 0; i < issue->narticle; i++)
		for (const struct node *at = issue->article[i]->body; at;
		     at = node_walk(issue->article[i]->body, at))
			n += utf8_count(at->text);
	return n;
}

static void
make(struct bench *b, int staging, struct figures *f)
{
	struct edition_set *set = edition_open(&b->mem, &b->diag, &b->paper, &b->glossary);
	enum script to = b->paper.edition[0];
	struct composed *pages;
	struct summary sum = {0};
	double start = now();
	struct emit e = {.mem = &b->mem,
			 .diag = &b->diag,
			 .root = &b->root,
			 .layouts = &b->layouts,
			 .font_folder = STR(LILONG_FONTS),
			 .files = files_new(&b->mem, &b->diag, staging),
			 .edition = to,
			 .editions = set};

	e.paper = edition_paper(&b->mem, &b->diag, set, &b->paper, to);
	e.issue = edition_issue(&b->mem, &b->diag, set, &b->issue, to);
	f->convert = now() - start;
	start = now();
	pages = emit_compose(&e);
	emit_print(&e, pages, &sum);
	emit_composed_free(pages);
	f->print = now() - start;
	f->pages = sum.pages;
	edition_close(set);
}

static void
round_of(const char *project, const char *layouts, int staging, int to)
{
	struct bench b = {0};
	struct figures f = {0};
	struct rusage usage;
	double start = now();

	verify_init();
	if (read_issue(&b, project, layouts)) {
		f.read = now() - start;
		f.characters = characters(&b.issue);
		make(&b, staging, &f);
	}
	getrusage(RUSAGE_SELF, &usage);
	f.memory = usage.ru_maxrss;
	if (write(to, &f, sizeof f) != (ssize_t)sizeof f)
		_exit(1);
	_exit(0);
}

static bool
one_round(const char *project, const char *layouts, const char *folder, struct figures *f)
{
	int staging, ends[2];
	bool ok = pipe(ends) == 0;

	staging = open(folder, O_RDONLY | O_DIRECTORY);
	if (ok && fork() == 0)
		round_of(project, layouts, staging, ends[1]);
	close(ends[1]);
	ok = ok && read(ends[0], f, sizeof *f) == (ssize_t)sizeof *f && f->pages == PAGES;
	close(ends[0]);
	close(staging);
	wait(NULL);
	return ok;
}

/* -- what others need for the same pages ---------------------------------------------- */

/* ms of COMMAND and all that it runs; 0 if it failed. */
static double
time_of(const char *command)
{
	struct rusage before, after;
	int status;

	getrusage(RUSAGE_CHILDREN, &before);
	status = system(command);
	getrusage(RUSAGE_CHILDREN, &after);
	if (status != 0)
		return 0;
	return (double)(after.ru_utime.tv_sec + after.ru_stime.tv_sec - before.ru_utime.tv_sec -
			before.ru_stime.tv_sec) *
		   1e3 +
	       (double)(after.ru_utime.tv_usec + after.ru_stime.tv_usec - before.ru_utime.tv_usec -
			before.ru_stime.tv_usec) /
		   1e3;
}

static void
report_other(struct arena *a, const char *name, const char *folder, const char *command, double own)
{
	str line = str_fmt(a, "cd %s && %s >other.log 2>&1", folder, command);
	double ms = time_of(line.p);

	if (ms > 0)
		printf("%-34s %8.0f ms %6.0f x\n", name, ms, ms / own);
	else
		printf("%-34s        not there\n", name);
}

static void
report(struct arena *a, const struct figures *f, const char *folder)
{
	double all = f->read + f->convert + f->print;

	printf("%d pages, %ld characters, one edition, cold\n", f->pages, f->characters);
	printf("%-34s %8.1f ms\n", "read and check the articles", f->read);
	printf("%-34s %8.1f ms\n", "convert", f->convert);
	printf("%-34s %8.1f ms\n", "lay out, XHTML, fonts, PDF/X, verify", f->print);
	printf("%-34s %8.1f ms          goal %d ms %s\n", "all", all, GOAL_MS,
	       all <= GOAL_MS ? "met" : "NOT MET");
	printf("%-34s %8.1f MB          goal %d MB %s\n", "memory, with the fonts it looks into",
	       (double)f->memory / 1024, GOAL_MB, f->memory <= GOAL_MB * 1024 ? "met" : "NOT MET");
	report_other(a, "WeasyPrint, our XHTML to PDF", folder,
		     "weasyprint -q print/*/edition.xhtml weasyprint.pdf", all);
	report_other(a, "Chromium, our XHTML to PDF", folder,
		     "chromium --headless --no-sandbox --disable-gpu --user-data-dir=$PWD/profile "
		     "--print-to-pdf=chromium.pdf file://$(echo $PWD/print/*/edition.xhtml)",
		     all);
}

int
main(int argc, char **argv)
{
	char folder[] = "/tmp/lilong-bench-XXXXXX";
	struct arena mem = {0};
	struct figures f, best = {0};
	bool ok = argc == 3 && mkdtemp(folder);

	for (int r = 0; ok && r < ROUNDS; r++) {
		str clear = str_fmt(&mem, "rm -rf %s/print", folder);

		ok = system(clear.p) == 0 && one_round(argv[1], argv[2], folder, &f);
		if (r == 0 || f.read + f.convert + f.print < best.read + best.convert + best.print)
			best = f;
	}
	if (ok)
		report(&mem, &best, folder);
	else
		fputs("issue: PROJECT LAYOUTS; there is no issue, or it cannot be made\n", stderr);
	if (system(str_fmt(&mem, "rm -rf %s", folder).p) != 0)
		ok = false;
	arena_free(&mem);
	return ok ? 0 : 2;
}
