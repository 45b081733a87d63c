/*
 * print.h - print layouts. A layout is a Lua script that returns a table of
 * functions (front, news, honours); a page of an issue names one of them. It is
 * called with the page, asks the composer how many lines a story needs, and says
 * what stands where on the grid. Measuring and placing is compose/page.h's.
 */
#ifndef SCRIPT_PRINT_H
#define SCRIPT_PRINT_H

#include "base/file.h"
#include "compose/page.h"

struct print; /* one state of Lua; opaque */

/* The scripts of the folder print/ below LAYOUTS, compiled: once for a process. Both outlive it. */
struct print *print_new(struct arena *a, const struct root *layouts);
void print_free(struct print *p);

/*
 * For an issue, of which everything is in A: LAYOUT ("tabloid") is run. What it keeps of a page is
 * there when it lays out the next edition of the issue, and gone with the next print_begin().
 * False, with a message, if it fails.
 */
bool print_begin(struct print *p, struct arena *a, struct diag *d, const struct root *layouts,
		 str layout);

/*
 * Lay out PAGE (after page_init) by the function its spec names. False, with a message: what was
 * placed until then stays. page_finish() is the caller's.
 */
bool print_page(struct print *p, struct page *page);

/* How the stories of the page that was laid out last came to fit, in the order they were placed. */
struct print_fit {
	struct print_fit *next;
	const struct article *article;
	struct module_fit fit;
};
const struct print_fit *print_fits(const struct print *p);

#endif
