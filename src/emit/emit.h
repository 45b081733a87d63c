/*
 * emit.h - the writers: one file each. They take an issue in one edition and
 * write its files through emit/files.h.
 */
#ifndef EMIT_EMIT_H
#define EMIT_EMIT_H

#include "content/edition.h"
#include "emit/cache.h"
#include "emit/files.h"
#include "emit/picture_kept.h"
#include "emit/site_assets.h"
#include "emit/spool.h"
#include "emit/summary.h"

/* What every writer of one issue in one edition works on. */
struct emit {
	struct arena *mem;
	struct diag *diag;
	const struct root *root;    /* of the project */
	const struct root *layouts; /* holds web/ and print/: the project's or the installed ones */
	const struct paper *paper;  /* in this edition */
	const struct issue *issue;  /* in this edition */
	/* In the default edition: paths of all editions are named by it. NULL: ISSUE is. */
	const struct issue *first;
	enum script edition;
	const struct site_assets *assets; /* of the site; NULL: there is none */
	struct files *files;		  /* below out/: paths begin with site/ or print/ */
	bool site;			  /* there is a site to which the printed pages go, too */
	str font_folder;		  /* as of fonts_open() */
	struct edition_set *editions;
	struct print *print; /* layouts for print, one for a process; NULL: there are no pages */
	bool begun;	     /* PRINT is that of the issue */
	struct web *web;     /* layouts of the site, one for a process; NULL: no site */
	struct spool *spool; /* for emit/search.c; NULL: nothing is kept */
	struct emit_search *search; /* of the editions made so far */
	const struct cache *cache;  /* NULL: none */
	struct picture_desk desk;   /* with the same cache */
	struct emit_image *image;   /* of the print editions, made so far: they share them */
};

struct composed;
/*
 * Lay out the pages of the print edition, once for the site and for the print shop. Never NULL: it
 * has no pages, with messages, where that failed.
 */
struct composed *emit_compose(struct emit *e);
void emit_composed_free(struct composed *c);
/* When all editions of the issue are written. */
void emit_close(struct emit *e);

/* out/site: issue, page and article pages. Fills the edition's part of SUM. PAGES may be NULL. */
void emit_site_issue(struct emit *e, const struct composed *pages, struct summary *sum);
/* out/print/DATE-EDITION/, the PDF beside it, and the readers' copy of that in out/site. */
void emit_print(struct emit *e, struct composed *pages, struct summary *sum);
/* Pictures of the issue for the site (sizes for the web): called once, with the default edition. */
void emit_pictures(struct emit *e);

/*
 * Home, archive, honours, about and feed of one edition, from the summaries of all issues,
 * oldest first; with the default edition also what the site has once: style sheet, sitemap.
 * e->issue is NULL.
 */
void emit_site_whole(struct emit *e, const struct summary *sum, int n);

/* The issue as a plain-text tree: what parser tests compare. */
void emit_tree(struct out *o, const struct issue *issue);

#endif
