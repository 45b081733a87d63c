/*
 * paper.c - the program behind `lilong`: what makes and checks a newspaper, with all libraries that
 * takes. main.c, which a user calls, replaces itself by it.
 *
 * Prefixes: plan_ what a run works on; worker_ jobs in processes; issue_, site_ what
 * a worker does; links_ links inside the output; publish_ staging and the swap;
 * report_ what the user is told; command_ files of `lilong convert`; diag_ messages.
 */
#include "options.h"

#include "base/icu.h"
#include "base/write.h"
#include "build/issue.h"
#include "build/kept.h"
#include "build/links.h"
#include "build/proof.h"
#include "build/publish.h"
#include "build/report.h"
#include "content/create.h"
#include "content/rewrite.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

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
	const struct links **all;

	if (r->diag.worst >= DIAG_ERROR)
		return;
	all = NEW(&r->mem, const struct links *, (size_t)p->njob + 1);
	for (int i = 0; i < p->njob; i++)
		all[i] = &p->job[i].got.links;
	links_check(&r->mem, &r->diag, all, p->njob);
}

static void
make_whole(struct run *r)
{
	struct plan *p = &r->plan;

	plan_volumes(p);
	work(r, site_work, p->job + p->nissue, p->njob - p->nissue);
}

static void
make_pages(struct run *r)
{
	struct plan *p = &r->plan;

	report_progress(&r->report, 0, p->nissue);
	arena_large();
	work(r, issue_work, p->job, p->nissue);
	if (r->diag.worst < DIAG_FATAL && plan_ended(p, p->nissue))
		make_whole(r);
	plan_collect(p);
	check_links(r);
}

static const char *
output(const struct options *o)
{
	return o->out ? o->out : "out";
}

static const char *
proof_output(const struct options *o)
{
	return o->out ? o->out : "proof";
}

/* What earlier builds left to be used again, and what this one will. */
static void
use_cache(struct run *r)
{
	if (r->o->no_cache)
		return;
	r->plan.cache = cache_open(&r->plan.root);
	r->plan.state = kept_state(&r->mem, &r->plan);
}

static enum report_end
build(struct run *r)
{
	struct publish *pub = &r->publish;
	bool done;

	if (!publish_begin(pub, &r->mem, &r->diag, output(r->o), r->plan.root.fd))
		return REPORT_FAILED;
	r->plan.staging = pub->staging;
	spool_open(r->plan.spool, pub->staging);
	site_assets_read(&r->mem, &r->diag, &r->plan.layouts, &r->plan.assets);
	use_cache(r);
	make_pages(r);
	if (worker_interrupted(r->signals))
		diag(&r->diag, D_INTERRUPTED, ((struct pos){0}));
	done = options_status(r->o, &r->diag) == EXIT_FINE && publish_commit(pub);
	publish_end(pub);
	if (done)
		cache_trim(&r->plan.cache);
	return done ? REPORT_PUBLISHED : REPORT_FAILED;
}

/* What is wrong with the issue is to be seen, so only what stops the work stops the proof. */
static bool
make_proof(struct run *r)
{
	struct plan *p = &r->plan;

	p->print = true;
	p->staging = r->publish.staging;
	use_cache(r);
	report_progress(&r->report, 0, p->nissue);
	work(r, issue_work, p->job, p->nissue);
	plan_collect(p);
	if (worker_interrupted(r->signals))
		diag(&r->diag, D_INTERRUPTED, ((struct pos){0}));
	return r->diag.worst < DIAG_FATAL && proof_draw(p) && publish_commit(&r->publish);
}

static enum report_end
print(struct run *r)
{
	const char *date = r->o->noperand > 0 ? r->o->operand[0] : NULL;
	bool done;

	if (!plan_only(&r->plan, date) ||
	    !publish_begin(&r->publish, &r->mem, &r->diag, proof_output(r->o), r->plan.root.fd))
		return REPORT_FAILED;
	done = make_proof(r);
	publish_end(&r->publish);
	return done ? REPORT_PRINTED : REPORT_FAILED;
}

static enum report_end
check(struct run *r)
{
	site_assets_read(&r->mem, &r->diag, &r->plan.layouts, &r->plan.assets);
	make_pages(r);
	return options_status(r->o, &r->diag) == EXIT_FINE ? REPORT_CHECKED : REPORT_FAILED;
}

static int
run(const struct options *o, enum report_end (*command)(struct run *), const char *out)
{
	struct run r = {.o = o};
	enum report_end end = REPORT_FAILED;
	int exit_status;

	umask(022);
	diag_init(&r.diag, &r.mem);
	report_begin(&r.report, o->lang, o->quiet);
	r.signals = worker_signals();
	verify_init();
	icu_begin();
	if (plan_open(&r.plan, &r.mem, &r.diag, o->layouts, o->fonts)) {
		r.plan.site = o->site;
		end = command(&r);
	}
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

static int
run_print(const struct options *o)
{
	return run(o, print, proof_output(o));
}

/* -- lilong new ------------------------------------------------------------ */

static int
run_new(const struct options *o)
{
	struct arena mem = {0};
	struct out text = {.mem = &mem};
	struct diag d;
	struct root root;
	str title = o->noperand > 0 ? str_from(o->operand[0]) : (str){0}, path;
	int status;

	diag_init(&d, &mem);
	if (root_open(&root, &d, ".")) {
		if (create_article(&mem, &d, &root, title, o->noperand > 1 ? o->operand[1] : NULL,
				   &path))
			write_say(STDOUT_FILENO, str_fmt(&mem, STR_FMT "\n", STR_ARG(path)));
		root_close(&root);
	}
	diag_print(&text, &d, o->lang);
	write_say(STDERR_FILENO, out_text(&text));
	status = options_status(o, &d);
	arena_free(&mem);
	return status;
}

/* -- lilong convert --glossary, --markdown --------------------------------- */

/* The house terms in the file at PATH. */
static void
read_glossary(struct arena *a, struct diag *d, const char *path, struct glossary *out)
{
	const char *slash = strrchr(path, '/');
	str folder = slash ? str_sub(str_from(path), 0, slash + 1 - path) : STR(".");
	struct root root;

	if (root_open(&root, d, str_z(a, folder))) {
		str name = str_from(slash ? slash + 1 : path);

		glossary_read(a, d, source_read(a, d, &root, name), out);
		root_close(&root);
	}
}

struct markdown {
	struct convert *convert;
	enum script to;
};

/* All of IN, as far as a file of content may be long. False and errno. */
static bool
read_all(struct arena *a, int in, str *out)
{
	enum { BLOCK = 1 << 16 };
	struct out o = {.mem = a};
	char block[BLOCK];
	ssize_t n;

	while ((n = read(in, block, BLOCK)) != 0) {
		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0)
			out_str(&o, (str){block, n});
		if (o.n > FILE_TEXT_MAX) {
			errno = EFBIG;
			return false;
		}
	}
	*out = out_text(&o);
	return true;
}

/* FILE, read and written with memory of its own; D takes over what is said about it. */
static bool
convert_markdown(void *ctx, struct diag *d, str file, int in, int out)
{
	const struct markdown *m = ctx;
	struct arena mem = {0};
	struct diag own;
	struct diag_msg **said;
	struct pos at = {.file = file};
	size_t n;
	str text;
	bool ok;

	diag_init(&own, &mem);
	ok = read_all(&mem, in, &text);
	if (!ok)
		diag(&own, D_FILE_UNREADABLE, at, str_from(strerror(errno)));
	if (ok) {
		text = rewrite_markdown(&mem, &own, m->convert, m->to, file, text);
		ok = write_all(out, text);
		if (!ok && errno != EPIPE)
			diag(&own, D_CONVERT_WRITE, at, str_from(strerror(errno)));
	}
	said = diag_sorted(&mem, &own, &n);
	for (size_t i = 0; i < n; i++)
		diag_copy(d, said[i]);
	arena_free(&mem);
	return ok;
}

static int
run_convert(const struct options *o)
{
	struct arena mem = {0};
	struct out messages = {.mem = &mem};
	struct diag d;
	struct glossary terms = {0};
	struct convert_options how = command_options(&o->convert, &terms);
	int status;

	diag_init(&d, &mem);
	if (o->convert.glossary)
		read_glossary(&mem, &d, o->convert.glossary, &terms);
	if (d.worst < DIAG_ERROR && o->convert.markdown) {
		struct markdown m = {convert_new(&how), how.to};

		command_files(&o->convert, &d, convert_markdown, &m);
		convert_free(m.convert);
	} else if (d.worst < DIAG_ERROR) {
		command_text(&o->convert, &d, &terms);
	}
	diag_print(&messages, &d, o->lang);
	write_say(STDERR_FILENO, out_text(&messages));
	status = options_status(o, &d);
	arena_free(&mem);
	return status;
}

int
main(int argc, char **argv)
{
	struct arena mem = {0};
	struct options o;
	int status = EXIT_COULD_NOT;

	options_begin();
	if (options_read(&mem, &o, argc, argv) && o.command && options_enter(&o)) {
		if (strcmp(o.command, "build") == 0)
			status = run_build(&o);
		else if (strcmp(o.command, "check") == 0)
			status = run_check(&o);
		else if (strcmp(o.command, "print") == 0)
			status = run_print(&o);
		else if (strcmp(o.command, "new") == 0)
			status = run_new(&o);
		else if (strcmp(o.command, "convert") == 0)
			status = run_convert(&o);
	}
	arena_free(&mem);
	return status;
}
