/* issue.h - a folder of content/ named by its date: one day's paper. */
#ifndef CONTENT_ISSUE_H
#define CONTENT_ISSUE_H

#include "content/article.h"
#include "content/date.h"
#include "content/honour.h"

enum { PAGE_MAX = 200 };

struct issue_page {
	int number;   /* 版次 */
	str name;     /* 版名 */
	str function; /* of the print layout: front, news, honours */
	struct pos at;
	bool more; /* none of the issue's own: a proof on small paper needs it (emit/print.c) */
};

struct issue {
	str folder; /* content/2024-07-17 */
	str file;   /* content/2024-07-17/issue.md */
	struct date date;
	int number; /* 总第N期; 0: not given */
	struct issue_page *page;
	int npage;
	str layout; /* print layout: "tabloid" */
	str editor; /* 责任编辑 */
	struct pos editor_at;
	struct strs ear; /* 报眼: lines beside the masthead; the first is their title */
	struct pos *ear_at;
	bool draft;
	enum script script;	  /* of page names and note */
	struct node *note;	  /* body of issue.md; may have no children */
	struct article **article; /* by page, order, file name; no drafts */
	int narticle;
	struct honour_roll *roll; /* NULL: none */
	struct strs drafts;	  /* files of drafts that were left out */
	struct strs files;	  /* what else lies in the folder: pictures, from the root */
};

/* The issue folders below content/, oldest first; folders that look like a date but are none are
 * reported. */
bool issue_list(struct arena *a, struct diag *d, const struct root *r, struct strs *folders);

/*
 * Read all of FOLDER. NULL if there is nothing to go on with; every fault of every file is
 * reported. A draft issue has only its front matter.
 */
struct issue *issue_read(struct arena *a, struct diag *d, const struct root *r,
			 const struct paper *paper, str folder);

#endif
