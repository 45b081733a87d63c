/*
 * composed.h - the pages of an issue as they were laid out: what the page views of the site and the
 * print edition are both drawn from. For emit/print.c and emit/site.c.
 */
#ifndef EMIT_COMPOSED_H
#define EMIT_COMPOSED_H

#include "emit/ticket.h"

struct composed {
	struct fonts *fonts; /* NULL: they could not be opened, then there are no pages */
	struct page *page;   /* as issue.md lists them */
	int npage;
	struct ticket_page *ticket; /* of each page */
};

#endif
