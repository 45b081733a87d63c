/*
 * paper.c - the program behind `lilong`: what makes and checks a newspaper, with all libraries that
 * takes. main.c, which a user calls, replaces itself by it.
 *
 * Prefixes: plan_ what a run works on; worker_ jobs in processes; issue_, site_ what
 * a worker does; links_ links inside the output; publish_ staging and the swap;
 * report_ what the user is told; diag_ messages.
 */
#include "options.h"

#include "build/issue.h"
#include "build/links.h"
#include "build/publish.h"
#include "build/report.h"

#include <sys/stat.h>

/* Data of a run, from the plan to the report. */
struct run {
	const struct options *o;
	struct arena mem;
	struct diag diag;
	struct plan plan;
	struct publish publish;
	struct report report;
	int signals;
};

static void
work(struct run *r, void (*what)(void *, int, struct sender *), struct job *job, int n)
{
	struct pool pool = {&r->mem, r->o->jobs, r->o->limit,	  r->signals,
			    what,    &r->plan,	 report_progress, &r->report};

	if (!worker_run(&pool, job, n))
		diag(&r->diag, D_INTERRUPTED, ((struct pos){0}));
}

/* Follow-up errors are spared: links are looked at when all files are there. */
static void
check_links(struct run *r)
{
	struct plan *p = &r->plan;
	struct files_entry *all;
	int n = 0;

	if (r->diag.worst >= DIAG_ERROR)
		return;
	for (int i = 0; i <= p->nissue; i++)
		n += p->job[i].got.nfile;
	all = NEW(&r->mem, struct files_entry, (size_t)n + 1);
	n = 0;
	for (int i = 0; i <= p->nissue; i++)
		for (int k = 0; k < p->job[i].got.nfile; k++)
			all[n++] = p->job[i].got.file[k];
	links_check(&r->mem, &r->diag, all, n);
}

static void
make_pages(struct run *r)
{
	struct plan *p = &r->plan;

	report_progress(&r->report, 0, p->nissue);
	work(r, issue_work, p->job, p->nissue);
	if (r->diag.worst < DIAG_FATAL && plan_ended(p, p->nissue))
		work(r, site_work, p->job + p->nissue, 1);
	plan_collect(p);
	check_links(r);
}

static const char *
output(const struct options *o)
{
	return o->out ? o->out : "out";
}

static enum report_end
build(struct run *r)
{
	struct publish *pub = &r->publish;
	bool done;

	if (!publish_begin(pub, &r->mem, &r->diag, output(r->o), r->plan.root.fd))
		return REPORT_FAILED;
	r->plan.staging = pub->staging;
	make_pages(r);
	if (worker_interrupted(r->signals))
		diag(&r->diag, D_INTERRUPTED, ((struct pos){0}));
	done = options_status(r->o, &r->diag) == EXIT_FINE && publish_commit(pub);
	publish_end(pub);
	return done ? REPORT_PUBLISHED : REPORT_FAILED;
}

static enum report_end
check(struct run *r)
{
	make_pages(r);
	return options_status(r->o, &r->diag) == EXIT_FINE ? REPORT_CHECKED : REPORT_FAILED;
}

static int
run(const struct options *o, enum report_end (*command)(struct run *), const char *out)
{
	struct run r = {.o = o};
	enum report_end end = REPORT_FAILED;
	int exit_status;

	diag_init(&r.diag, &r.mem);
	report_begin(&r.report, o->lang, o->quiet);
	r.signals = worker_signals();
	verify_init();
	if (plan_open(&r.plan, &r.mem, &r.diag, o->layouts, o->fonts))
		end = command(&r);
	plan_close(&r.plan);
	report_messages(&r.report, &r.mem, &r.diag);
	report_summary(&r.report, &r.plan, end, out);
	exit_status = options_status(o, &r.diag);
	arena_free(&r.mem);
	return exit_status;
}

static int
run_build(const struct options *o)
{
	return run(o, build, output(o));
}

static int
run_check(const struct options *o)
{
	return run(o, check, NULL);
}

int
main(int argc, char **argv)
{
	struct arena mem = {0};
	struct options o;
	int status = EXIT_COULD_NOT;

	options_begin();
	umask(022);
	if (options_read(&mem, &o, argc, argv) && o.command && options_enter(&o)) {
		if (strcmp(o.command, "build") == 0)
			status = run_build(&o);
		else if (strcmp(o.command, "check") == 0)
			status = run_check(&o);
	}
	arena_free(&mem);
	return status;
}
