/*
 * plan.h - what a run works on: the project's folder, the paper, the layouts, the
 * issues. The parent reads no more than this; articles, scripts and pictures are for workers.
 */
#ifndef BUILD_PLAN_H
#define BUILD_PLAN_H

#include "base/asked.h"
#include "build/worker.h"
#include "content/paper.h"
#include "emit/cache.h"
#include "emit/search.h"

/* What a worker reads or makes once, for one issue after the other. */
struct own {
	struct arena mem;
	struct web *web;     /* layouts of the site; NULL: not read yet */
	struct print *print; /* and of the pages */
	struct edition_set *editions;
	struct proof *proof; /* NULL: nothing was read yet */
};

struct plan {
	struct arena *mem;
	struct diag *diag;
	struct root root;	   /* of the project */
	struct root layouts;	   /* holds web/ and print/ */
	struct site_assets assets; /* of layouts, when pages of the site are made */
	str fonts;		   /* folders of fonts, as of fonts_open() */
	struct paper paper;
	struct glossary glossary;
	struct asked asked; /* what was asked of files for the two */
	bool print;	    /* the print edition alone, not the site */
	bool site;	    /* the site alone */
	int staging; /* the folder files are written below; -1: a check, nothing is written */
	struct spool *spool; /* what issues leave for search */
	/*
	 * One job for each issue, oldest first, one for what the whole site has, and, as soon as
	 * the issues are done, one for each volume of the search index.
	 */
	struct job *job;
	int nissue, njob;
	struct summary
	    *sum; /* of the issues that are published, oldest first, when they are done */
	int nsum;
	struct search_volume *volume;
	struct cache cache;
	str state; /* kept_state() */
	struct own own;
};

/*
 * Fill P for the project in the working folder. LAYOUTS and FONTS may be NULL: layouts/ of the
 * project, else the installed ones. False, with messages, if there is nothing to build.
 */
bool plan_open(struct plan *p, struct arena *a, struct diag *d, const char *layouts,
	       const char *fonts);
void plan_close(struct plan *p);

/*
 * Work on one issue alone, DATE ("2026-11-13"), or on the newest if DATE is NULL. False, with a
 * message, if there is none.
 */
bool plan_only(struct plan *p, const char *date);

/* True if issue I is among the newest, which the feed has. */
bool plan_in_feed(const struct plan *p, int i);

/* True if every worker of the first N jobs came to its end. */
bool plan_ended(const struct plan *p, int n);
/* When the issues are done: their summaries, and jobs for what is made of them. */
void plan_volumes(struct plan *p);
/* Take over the messages of the jobs, in their order, and check what lies between issues. */
void plan_collect(struct plan *p);

#endif
