/* paper.h - content/paper.md: the newspaper, and its About page. */
#ifndef CONTENT_PAPER_H
#define CONTENT_PAPER_H

#include "base/diag.h"
#include "base/file.h"
#include "content/date.h"
#include "content/node.h"
#include "content/press.h"
#include "convert/convert.h"

/* The paper sizes that can be composed; their grids are in compose/page.h. */
enum print_size {
	PRINT_TABLOID,	  /* 四开 275 x 390 mm */
	PRINT_BROADSHEET, /* 对开 390 x 550 mm */
	PRINT_A4	  /* for proofs, and offices without a press */
};

/* How strictly lines may not begin or end with marks (docs/composition.md, R3). */
enum kinsoku_level {
	KINSOKU_USUAL, /* of the edition: basic in hant-tw and hant-hk, else gb */
	KINSOKU_NONE,
	KINSOKU_BASIC,
	KINSOKU_GB,
	KINSOKU_STRICT
};

struct paper {
	str file;
	str name;      /* 报名 */
	str variant;   /* 版别: 社区版; empty: none */
	str cn;	       /* 刊号 CN31-0062; empty: none */
	str sponsor;   /* 主管主办 */
	str publisher; /* 出版 */
	str slogan, contact;
	struct pos name_at, variant_at, sponsor_at, publisher_at, slogan_at, contact_at;
	str url; /* https://…/ with a slash at its end; empty: not known, links stay relative */
	struct date founded; /* 创刊; year 0: not given */
	/* Of whoever publishes it, in the ids of feeds (RFC 4151); typed, so that it outlives url
	 */
	str id_host;	     /* empty: that of url */
	struct date id_date; /* a day on which it had that host; year 0: not given */
	enum script script;  /* of texts that declare none */
	enum script edition[SCRIPT__N];
	int nedition;		 /* at least 1; the first is the default edition, at / */
	bool corner[SCRIPT__N];	 /* editions whose quotation marks are 「」 and 『』 */
	bool phrases[SCRIPT__N]; /* editions that have the words of their region: 軟體 */
	bool offline;		 /* browsers may keep the newest issue */
	enum print_size print;
	struct press press;
	enum kinsoku_level kinsoku;
	bool tight;	    /* in print, two marks beside each other take one em (R10) */
	bool dots;	    /* in print, emphasis is dots under characters (R22) */
	struct node *about; /* the body */
};

/* Where the site lies on its server: "/", "/liuxi/"; "/" if that is not known. */
str paper_root(const struct paper *p);

/* False, with messages, if there is no paper that could be published. */
bool paper_read(struct arena *a, struct diag *d, const struct root *r, struct paper *out);

#endif
