/*
 * web.h - web layouts. A layout is a Lua script that returns a function: it is
 * given data (script/data.h) and returns a page as a tree of elements,
 * which comes back as XHTML. What a layout may write is checked
 * (script/safe.h); it never writes bytes.
 */
#ifndef SCRIPT_WEB_H
#define SCRIPT_WEB_H

#include "base/diag.h"
#include "base/file.h"
#include "markup/known.h"
#include "script/data.h"

struct web; /* a state of Lua; opaque */

/* What layouts ask of the writer while they run. */
struct web_host {
	/* t"…": words of a layout, written in Simplified, in the script of the edition; AT: where.
	 */
	str (*text)(void *ctx, struct arena *a, struct diag *d, struct pos at, str words);
	/* ctx.link(path): the way from the page being made to a path of the edition. */
	str (*link)(void *ctx, struct arena *a, str path);
	/* ctx.asset(name): the way to a file that the site has once. */
	str (*asset)(void *ctx, struct arena *a, str name);
	/*
	 * What is told of a page of which no more is known than that it lies DEPTH folders deep,
	 * from 1 on, as pages of issues do; links are those of that page then. NULL: none lies so
	 * deep, and links are as before.
	 */
	struct data *(*somewhere)(void *ctx, struct arena *a, int depth);
	void *ctx;
};

/* The most that one page may hold. */
enum { WEB_NODES_MAX = 500 * 1000, WEB_BYTES_MAX = 32 << 20 };

/*
 * Layouts are read from the folder web/ below LAYOUTS, which must outlive it, as A must: one for a
 * process.
 */
struct web *web_new(struct arena *a, const struct root *layouts);
void web_free(struct web *w);
/*
 * For each issue and edition: nothing is left of what layouts did before. What is asked of LAYOUTS,
 * the same folder, is noted there. All must last until the next time.
 *
 * The scripts FIRST names, up to an empty name, are run before the first page. A process does that
 * once for each EDITION (below WEB_EDITIONS), in which t says the same, and HOST the same of pages
 * somewhere.
 */
enum { WEB_EDITIONS = 6 };
void web_begin(struct web *w, struct arena *a, struct diag *d, const struct root *layouts,
	       const struct web_host *host, const str *first, int edition);

/*
 * The page that LAYOUT ("article") makes of CTX, as XHTML: good until the next one is made; A is
 * for what is forgotten then. Empty, with a message that names script:line and WHAT was being made,
 * if it fails.
 */
struct known_text web_page(struct web *w, struct arena *a, str layout, struct data *ctx, str what);

#endif
