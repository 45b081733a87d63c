/*
 * web.h - web layouts. A layout is a Lua script that returns a function: it is
 * given data (script/data.h) as tables and returns a page as a tree of elements,
 * which comes back as C elements. What a layout may write is checked
 * (script/safe.h); it never writes bytes.
 */
#ifndef SCRIPT_WEB_H
#define SCRIPT_WEB_H

#include "base/diag.h"
#include "base/file.h"
#include "script/data.h"

struct web; /* one state of Lua; opaque */

/* What layouts ask of the writer while they run. */
struct web_host {
	/* t"…": words of a layout, written in Simplified, in the script of the edition. */
	str (*text)(void *ctx, struct arena *a, str words);
	/* ctx.link(path): the way from the page being made to a path of the edition. */
	str (*link)(void *ctx, struct arena *a, str path);
	/* ctx.asset(name): the way to a file that the site has once. */
	str (*asset)(void *ctx, struct arena *a, str name);
	void *ctx;
};

/* The most that one page may hold. */
enum { WEB_NODES_MAX = 500 * 1000, WEB_BYTES_MAX = 32 << 20 };

/*
 * Layouts are read from the folder web/ below LAYOUTS. Open one for each issue and edition. NULL,
 * with a message, if it cannot be set up. Everything must outlive it.
 */
struct web *web_new(struct arena *a, struct diag *d, const struct root *layouts,
		    const struct web_host *host);
void web_free(struct web *w);

/*
 * The page that LAYOUT ("article") makes of CTX: an <html> element, in A. NULL, with a message that
 * names script:line and WHAT was being made, if it fails. Content of CTX moves into the page.
 */
struct element *web_page(struct web *w, struct arena *a, str layout, const struct data *ctx,
			 str what);

#endif
