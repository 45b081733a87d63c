#include "build/plan.h"

#include "check/rules.h"
#include "compose/font.h"
#include "content/issue.h"

#include <sys/stat.h>

static void
job_init(struct plan *p, struct job *job, str name)
{
	job->name = name;
	job->got.diag = NEW(p->mem, struct diag, 1);
	diag_init(job->got.diag, p->mem);
}

static bool
open_layouts(struct plan *p, const char *layouts)
{
	struct stat st;

	if (!layouts)
		layouts = stat("layouts", &st) == 0 ? "layouts" : LILONG_LAYOUTS;
	return root_open(&p->layouts, p->diag, layouts);
}

static void
read_glossary(struct plan *p)
{
	str path = STR("content/glossary.tsv");
	enum file_kind kind;

	if (file_kind(&p->root, path, &kind))
		glossary_read(p->mem, p->diag, source_read(p->mem, p->diag, &p->root, path),
			      &p->glossary);
}

static bool
list_issues(struct plan *p)
{
	struct strs folders = {0};

	if (!issue_list(p->mem, p->diag, &p->root, &folders))
		return false;
	p->nissue = folders.n;
	p->njob = folders.n + 1;
	p->job = NEW(p->mem, struct job, (size_t)folders.n * 2 + 1); /* a volume has an issue */
	for (int i = 0; i < folders.n; i++)
		job_init(p, &p->job[i], folders.v[i]);
	job_init(p, &p->job[folders.n], STR("site"));
	if (folders.n == 0)
		diag(p->diag, D_NO_ISSUE, ((struct pos){.file = STR("content")}));
	return folders.n > 0;
}

bool
plan_open(struct plan *p, struct arena *a, struct diag *d, const char *layouts, const char *fonts)
{
	bool paper;

	*p = (struct plan){.mem = a,
			   .diag = d,
			   .root = {.fd = -1},
			   .layouts = {.fd = -1},
			   .staging = -1,
			   .asked = {.mem = a}};
	p->spool = NEW(a, struct spool, 1);
	p->spool->fd = -1;
	p->cache = CACHE_NONE;
	p->fonts = str_from(fonts ? fonts : LILONG_FONTS);
	if (!root_open(&p->root, d, ".") || !open_layouts(p, layouts))
		return false;
	p->root.asked = &p->asked;
	read_glossary(p);
	paper = paper_read(a, d, &p->root, &p->paper);
	p->root.asked = NULL;
	if (!fonts_have_kai(p->fonts))
		diag(d, D_FONT_KAI, ((struct pos){.file = p->paper.file}));
	return list_issues(p) && paper;
}

bool
plan_in_feed(const struct plan *p, int i)
{
	enum { FEED_ISSUES = 10 };

	return i + FEED_ISSUES >= p->nissue;
}

/* content/2026-11-13: 2026-11-13 */
static str
issue_name(const struct job *job)
{
	str name = job->name;

	str_cut(&name, STR("/"));
	return name;
}

bool
plan_only(struct plan *p, const char *date)
{
	struct job *last = &p->job[p->nissue - 1], *job = last;

	while (date && job >= p->job && !str_eq(issue_name(job), str_from(date)))
		job--;
	if (job < p->job) {
		diag(p->diag, D_PRINT_ISSUE, ((struct pos){0}), str_from(date), issue_name(last));
		return false;
	}
	p->job = job;
	p->nissue = 1;
	p->njob = 1;
	return true;
}

void
plan_volumes(struct plan *p)
{
	int n;

	p->sum = NEW(p->mem, struct summary, (size_t)p->nissue + 1);
	for (int i = 0; i < p->nissue; i++)
		if (p->job[i].got.has_summary && p->job[i].got.summary.nedition > 0)
			p->sum[p->nsum++] = p->job[i].got.summary;
	if (p->staging < 0)
		return;
	p->volume = search_plan(p->mem, p->sum, p->nsum, &n);
	for (int i = 0; i < n; i++)
		job_init(p, &p->job[p->njob++],
			 str_fmt(p->mem, "search/" STR_FMT, STR_ARG(p->volume[i].name)));
}

void
plan_close(struct plan *p)
{
	spool_close(p->spool);
	cache_close(&p->cache);
	if (p->layouts.fd >= 0)
		root_close(&p->layouts);
	if (p->root.fd >= 0)
		root_close(&p->root);
}

bool
plan_ended(const struct plan *p, int n)
{
	for (int i = 0; i < n; i++)
		if (!p->job[i].got.ended)
			return false;
	return true;
}

/* Total numbers, over the issues that are published. */
static void
check_all_numbers(struct plan *p)
{
	struct check_number *v = NEW(p->mem, struct check_number, (size_t)p->nissue + 1);
	int n = 0;

	for (int i = 0; i < p->nissue; i++) {
		const struct summary *s = &p->job[i].got.summary;

		if (s->nedition > 0)
			v[n++] = (struct check_number){
			    str_fmt(p->mem, STR_FMT "/issue.md", STR_ARG(p->job[i].name)), s->date,
			    s->number};
	}
	check_numbers(p->diag, v, n);
}

void
plan_collect(struct plan *p)
{
	check_all_numbers(p);
	for (int i = 0; p->job && i < p->njob; i++)
		for (const struct diag_msg *m = p->job[i].got.diag->first; m; m = m->next)
			diag_copy(p->diag, m);
}
