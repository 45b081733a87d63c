#include "build/issue.h"

#include "build/kept.h"
#include "check/rules.h"
#include "check/texts.h"
#include "script/print.h"
#include "script/web.h"

/* What the writers need that is the same in all editions. */
static struct emit
emit_init(struct plan *p, struct arena *a, struct diag *d)
{
	struct emit e;

	if (!p->own.editions)
		p->own.editions = edition_open(&p->own.mem, &p->paper, &p->glossary);
	e = (struct emit){
	    .mem = a,
	    .diag = d,
	    .root = &p->root,
	    .layouts = &p->layouts,
	    .assets = &p->assets,
	    .font_folder = p->fonts,
	    .cache = &p->cache,
	    .desk = {d, &p->root, &p->cache, NEW(a, struct darkroom, 1)},
	    .files = files_new(a, d, p->staging),
	    .site = !p->print,
	    .editions = p->own.editions,
	    .spool = p->spool,
	};

	return e;
}

static struct proof *
use_proof(struct plan *p)
{
	if (!p->own.proof)
		p->own.proof = proof_new(&p->paper, &p->glossary);
	return p->own.proof;
}

/* A worker reads layouts once, however many issues it makes. */
static void
use_layouts(struct plan *p, struct emit *e)
{
	if (e->site && !p->own.web)
		p->own.web = web_new(&p->own.mem, &p->layouts);
	e->web = p->own.web;
}

static void
use_print_layouts(struct plan *p, struct emit *e)
{
	if (!p->site && !p->own.print)
		p->own.print = print_new(&p->own.mem, &p->layouts);
	e->print = p->own.print;
}

static int
count_pictures(const struct issue *issue)
{
	int n = 0;

	for (int i = 0; i < issue->narticle; i++)
		for (const struct node *at = issue->article[i]->body; at;
		     at = node_walk(issue->article[i]->body, at))
			n += at->picture != NULL;
	return n;
}

/* Each edition adds its part (emit_site_issue). */
static struct summary
summary_of(const struct plan *p, const struct issue *issue, int i)
{
	return (struct summary){
	    .date = issue->date,
	    .number = issue->number,
	    .in_feed = plan_in_feed(p, i),
	    .drafts = issue->drafts,
	    .articles = issue->narticle,
	    .pictures = count_pictures(issue),
	    .honours = issue->roll ? issue->roll->n : 0,
	};
}

/* One edition: convert, then write what the site and the print shop get. */
static void
edition_work(const struct plan *p, struct emit *e, const struct issue *issue, int i,
	     struct summary *sum)
{
	enum script to = p->paper.edition[i];
	struct composed *pages = NULL;

	e->edition = to;
	e->paper = edition_paper(e->mem, e->diag, e->editions, &p->paper, to);
	e->issue = edition_issue(e->mem, e->diag, e->editions, issue, to);
	if (i == 0)
		e->first = e->issue;
	if (e->site && i == 0)
		emit_pictures(e);
	e->diag->scopes = p->paper.nedition > 1 ? 1u << to : 0;
	if (!p->site)
		pages = emit_compose(e);
	e->diag->scopes = 0;
	if (e->site)
		emit_site_issue(e, pages, sum);
	e->diag->scopes = p->paper.nedition > 1 ? 1u << to : 0;
	if (pages)
		emit_print(e, pages, sum);
	e->diag->scopes = 0;
	if (pages)
		emit_composed_free(pages);
}

/* The passes over an issue that is to be published. */
static void
editions_work(struct plan *p, struct emit *e, struct issue *issue, struct sender *s,
	      struct summary *sum)
{
	check_issue(e->mem, e->diag, e->root, &p->paper, issue);
	check_texts(use_proof(p), e->diag, issue);
	send_messages(s, e->diag);
	for (int k = 0; k < p->paper.nedition; k++) {
		edition_work(p, e, issue, k, sum);
		send_messages(s, e->diag);
	}
	search_keep(e, sum);
}

/* Issue I as its files are now. */
static void
make_issue(struct plan *p, int i, struct arena *a, struct diag *d, struct sender *s)
{
	struct emit e = emit_init(p, a, d);
	struct kept k;
	struct summary sum;
	struct issue *issue;

	kept_begin(&k, p, i, a, s, e.files);
	e.root = e.desk.root = &k.root;
	e.layouts = &k.layouts;
	e.cache = e.desk.cache = &k.cache;
	use_layouts(p, &e);
	use_print_layouts(p, &e);
	issue = issue_read(a, d, e.root, &p->paper, p->job[i].name);
	send_messages(s, d);
	if (issue && issue->draft) {
		issue->drafts = (struct strs){&issue->file, 1};
		sum = (struct summary){.date = issue->date, .drafts = issue->drafts};
	} else if (issue) {
		sum = summary_of(p, issue, i);
		editions_work(p, &e, issue, s, &sum);
	}
	emit_close(&e);
	send_files(s, e.files, paper_root(&p->paper));
	send_messages(s, d);
	kept_end(&k, d, s, e.files, issue ? &sum : NULL);
	if (issue)
		send_summary(s, &sum);
}

void
issue_work(void *plan, int i, struct sender *s)
{
	struct plan *p = plan;
	struct arena a = {0};
	struct diag d;

	diag_init(&d, &a);
	if (!kept_replay(p, i, &a, &d, s))
		make_issue(p, i, &a, &d, s);
	send_end(s);
	arena_free(&a);
}

/* Volume I of the search index. */
static void
volume_work(struct plan *p, int i, struct sender *s)
{
	struct arena a = {0};
	struct diag d;
	struct emit e;

	diag_init(&d, &a);
	e = emit_init(p, &a, &d);
	search_volume_write(&e, p->sum, &p->volume[i]);
	send_files(s, e.files, paper_root(&p->paper));
	send_messages(s, &d);
	send_end(s);
	arena_free(&a);
}

void
site_work(void *plan, int i, struct sender *s)
{
	struct plan *p = plan;
	struct arena a = {0};
	struct diag d;
	struct emit e;

	if (i > 0) {
		volume_work(p, i - 1, s);
		return;
	}
	diag_init(&d, &a);
	e = emit_init(p, &a, &d);
	use_layouts(p, &e);
	check_paper(&a, &d, &p->root, &p->paper);
	check_paper_texts(use_proof(p), &d, &p->paper);
	for (int k = 0; k < p->paper.nedition; k++) {
		e.edition = p->paper.edition[k];
		e.paper = edition_paper(&a, &d, e.editions, &p->paper, e.edition);
		emit_site_whole(&e, p->sum, p->nsum);
		send_messages(s, &d);
	}
	send_files(s, e.files, paper_root(&p->paper));
	send_messages(s, &d);
	send_end(s);
	arena_free(&a);
}
