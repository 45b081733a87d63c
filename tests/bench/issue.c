/*
 * issue.c - how quick an issue is set and written: "issue PROJECT LAYOUTS [TYPST]" makes the print
 * edition of the newest issue of a project, XHTML, fonts and PDF/X, in a new program for each
 * round. With TYPST, the script that runs it, others make a PDF of the same text (newspaper.c):
 * Typst, WeasyPrint and Chromium break lines into columns, which is less than what is done here;
 * then the last two do it with our XHTML, whose lines are placed already. CPU time; the best round
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
#include "build/kept.h"
#include "emit/composed.h"
#include "emit/pdf_edition.h"
#include "script/print.h"

enum {
	ROUNDS = 7,
	GOAL_MS = 150,
	GOAL_PLAIN_MS = 80,
	GOAL_AGAIN_MS = 20,
	GOAL_MB = 64,
	GOAL_TYPST = 5,
	GOAL_WEASYPRINT = 100
};

struct figures {
	double read, convert, print; /* ms */
	double all;		     /* and with what it takes to start and end */
	long memory;		     /* KB */
	int pages;
	long characters;
	bool kept; /* nothing was made: the issue was there (build/kept.h) */
};

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* The linker puts it in the place of the true one, so that an issue can be made without PDF. */
str __real_pdf_edition(struct arena *mem, struct sheet *s, const struct pdf_intent *intent);
str __wrap_pdf_edition(struct arena *mem, struct sheet *s, const struct pdf_intent *intent);

str
__wrap_pdf_edition(struct arena *mem, struct sheet *s, const struct pdf_intent *intent)
{
	return getenv("WITHOUT_PDF") ? (str){0} : __real_pdf_edition(mem, s, intent);
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

/* ISSUE in the first edition of the paper of E. */
static void
make(struct emit *e, const struct plan *p, const struct issue *issue, struct figures *f)
{
	struct composed *pages;
	struct summary sum = {0};
	double start = now();

	e->edition = p->paper.edition[0];
	e->paper = edition_paper(e->mem, e->diag, e->editions, &p->paper, e->edition);
	e->issue = edition_issue(e->mem, e->diag, e->editions, issue, e->edition);
	f->convert = now() - start;
	start = now();
	pages = emit_compose(e);
	emit_print(e, pages, &sum);
	emit_composed_free(pages);
	emit_close(e);
	f->print = now() - start;
	f->pages = sum.pages;
}

/* As the worker does it, without the site. False if there is nothing to make. */
static bool
make_newest(struct arena *a, struct diag *d, const struct plan *p, struct figures *f)
{
	int newest = p->nissue - 1;
	struct sender s = {.fd = open("/dev/null", O_WRONLY | O_CLOEXEC), .mem = a};
	double start = now();
	struct emit e = {.mem = a, .diag = d, .font_folder = p->fonts};
	const struct issue *issue;
	struct kept k;

	f->kept = kept_replay(p, newest, a, d, &s);
	if (f->kept)
		return true;
	e.files = files_new(a, d, p->staging);
	kept_begin(&k, p, newest, a, &s, e.files);
	e.root = &k.root;
	e.layouts = &k.layouts;
	e.print = print_new(a, &p->layouts);
	e.cache = &k.cache;
	e.desk = (struct picture_desk){d, e.root, e.cache, NEW(a, struct darkroom, 1)};
	issue = issue_read(a, d, e.root, &p->paper, p->job[newest].name);
	if (!issue || issue->npage == 0)
		return false;
	f->read = now() - start;
	f->characters = characters(issue);
	e.editions = edition_open(a, &p->paper, &p->glossary);
	make(&e, p, issue, f);
	edition_close(e.editions);
	send_files(&s, e.files, paper_root(&p->paper));
	kept_end(&k, d, &s, e.files, &(struct summary){.date = issue->date, .pages = f->pages});
	return f->pages > 0;
}

/* "issue --once PROJECT LAYOUTS FOLDER": one round into FOLDER, its figures to standard output. */
static int
once(char **argv)
{
	struct arena mem = {0};
	struct diag diag;
	struct plan plan;
	struct figures f = {0};
	char *layouts = realpath(argv[1], NULL);
	struct root folder = {.fd = open(argv[2], O_RDONLY | O_DIRECTORY)};
	bool ok = layouts && chdir(argv[0]) == 0;

	arena_large();
	diag_init(&diag, &mem);
	verify_init();
	if (ok && plan_open(&plan, &mem, &diag, layouts, NULL)) {
		plan.staging = folder.fd;
		plan.print = true;
		plan.cache = cache_open(&folder);
		plan.state = kept_state(&mem, &plan);
		ok = make_newest(&mem, &diag, &plan, &f);
		plan_close(&plan);
	}
	ok = ok && write(STDOUT_FILENO, &f, sizeof f) == (ssize_t)sizeof f;
	root_close(&folder);
	arena_free(&mem);
	free(layouts);
	return ok ? 0 : 1;
}

static double
ms(struct timeval t)
{
	return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

/* A new program, as a user starts one: what loading it takes counts. */
static bool
one_round(char **argv, char *folder, bool pdf, struct figures *f)
{
	int ends[2], status;
	struct rusage used;
	bool ok = pipe(ends) == 0;
	pid_t pid = fork();

	if (pid == 0) {
		dup2(ends[1], STDOUT_FILENO);
		if (!pdf)
			setenv("WITHOUT_PDF", "1", 1);
		execl("/proc/self/exe", argv[0], "--once", argv[1], argv[2], folder, (char *)NULL);
		_exit(127);
	}
	close(ends[1]);
	ok = ok && read(ends[0], f, sizeof *f) == (ssize_t)sizeof *f;
	close(ends[0]);
	ok = wait4(pid, &status, 0, &used) == pid && status == 0 && ok;
	f->all = ms(used.ru_utime) + ms(used.ru_stime);
	f->memory = used.ru_maxrss;
	return ok;
}

/* -- what others need for the same text ------------------------------------------------ */

/* CPU time of COMMAND and all that it runs, ms; 0 if it failed. The most memory so far, in KB. */
static double
time_of(const char *command, long *memory)
{
	struct rusage before, after;
	int status;

	getrusage(RUSAGE_CHILDREN, &before);
	status = system(command);
	getrusage(RUSAGE_CHILDREN, &after);
	*memory = after.ru_maxrss;
	return status == 0 ? ms(after.ru_utime) + ms(after.ru_stime) - ms(before.ru_utime) -
				 ms(before.ru_stime)
			   : 0;
}

static void
report_other(struct arena *a, const char *name, const char *folder, str command, double own,
	     double goal)
{
	str line = str_fmt(a, "cd %s && " STR_FMT " >other.log 2>&1", folder, STR_ARG(command));
	long memory;
	double took = time_of(line.p, &memory);

	if (took == 0)
		printf("%-40s      not there, or failed\n", name);
	else if (goal > 0)
		printf("%-40s %8.0f ms %6.1f x   goal %.0f x %s\n", name, took, took / own, goal,
		       took >= goal * own ? "met" : "NOT MET");
	else
		printf("%-40s %8.0f ms %6.1f x\n", name, took, took / own);
	fflush(stdout);
}

static str
chromium(struct arena *a, const char *page)
{
	return str_fmt(
	    a,
	    "chromium --headless --no-sandbox --disable-gpu --user-data-dir=$PWD/profile "
	    "--print-to-pdf=chromium.pdf file://$(echo %s)",
	    page);
}

static void
report_others(struct arena *a, const struct figures *f, const char *project, const char *folder,
	      const char *typst)
{
	report_other(a, "Typst, the same text in columns", folder,
		     str_fmt(a, "node %s %s/issue.typ typst.pdf", typst, project), f->all,
		     GOAL_TYPST);
	report_other(a, "WeasyPrint, the same text in columns", folder,
		     str_fmt(a, "weasyprint -q %s/issue.html weasyprint.pdf", project), f->all,
		     GOAL_WEASYPRINT);
	report_other(a, "Chromium, the same text in columns", folder,
		     chromium(a, str_fmt(a, "%s/issue.html", project).p), f->all, 0);
	report_other(a, "WeasyPrint, our XHTML", folder,
		     STR("weasyprint -q print/*/edition.xhtml weasyprint.pdf"), f->all, 0);
	report_other(a, "Chromium, our XHTML", folder, chromium(a, "$PWD/print/*/edition.xhtml"),
		     f->all, 0);
}

/* The best of all rounds; before each, REMOVE is removed from FOLDER. */
static bool
best_round(char **argv, char *folder, const char *remove, bool pdf, struct figures *best)
{
	struct arena mem = {0};
	str clear = str_fmt(&mem, "cd %s && rm -rf %s", folder, remove);
	bool ok = true;

	for (int r = 0; ok && r < ROUNDS; r++) {
		struct figures f;

		ok = system(clear.p) == 0 && one_round(argv, folder, pdf, &f);
		if (r == 0 || f.all < best->all)
			*best = f;
	}
	arena_free(&mem);
	return ok;
}

static void
report_goal(const char *name, double value, const char *unit, int goal)
{
	printf("%-40s %8.1f %s          goal %d %s %s\n", name, value, unit, goal, unit,
	       value <= goal ? "met" : "NOT MET");
}

static void
report(const struct figures *f, const struct figures *plain, const struct figures *again)
{
	printf("%d pages, %ld characters, one edition, cold\n", f->pages, f->characters);
	printf("%-40s %8.1f ms\n", "read and check the articles", f->read);
	printf("%-40s %8.1f ms\n", "convert", f->convert);
	printf("%-40s %8.1f ms\n", "lay out, XHTML, fonts, PDF/X, verify", f->print);
	report_goal("the whole program", f->all, "ms", GOAL_MS);
	report_goal("the same without PDF", plain->all, "ms", GOAL_PLAIN_MS);
	report_goal("again, the text unchanged", again->all, "ms", GOAL_AGAIN_MS);
	report_goal("memory, with the fonts it looks into", (double)f->memory / 1024, "MB",
		    GOAL_MB);
	if (!again->kept)
		puts("the issue was not kept");
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	/* in memory: how long a disk takes for what was just deleted says nothing */
	char memory[] = "/dev/shm/lilong-bench-XXXXXX", disk[] = "/tmp/lilong-bench-XXXXXX";
	char *folder = access("/dev/shm", W_OK) == 0 ? memory : disk;
	struct arena mem = {0};
	struct figures best, plain, again;
	bool ok = argc >= 3;

	if (argc == 5 && strcmp(argv[1], "--once") == 0)
		return once(argv + 2);
	ok = ok && mkdtemp(folder);
	ok = ok && best_round(argv, folder, "print* .cache", false, &plain) &&
	     best_round(argv, folder, "print* .cache", true, &best) &&
	     best_round(argv, folder, "print*", true, &again);
	if (ok)
		report(&best, &plain, &again);
	else
		fputs("issue: PROJECT LAYOUTS [TYPST]; there is no issue, or it cannot be made\n",
		      stderr);
	if (ok && argc > 3)
		report_others(&mem, &best, argv[1], folder, argv[3]);
	if (system(str_fmt(&mem, "rm -rf %s", folder).p) != 0)
		ok = false;
	arena_free(&mem);
	return ok ? 0 : 2;
}
