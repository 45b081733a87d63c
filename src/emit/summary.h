/*
 * summary.h - what the rest of the site needs to know of an issue: home page,
 * archive, honours page, feeds and sitemap are made from these, never from articles.
 * A worker sends one over a pipe for each issue (summary_write, summary_read).
 */
#ifndef EMIT_SUMMARY_H
#define EMIT_SUMMARY_H

#include "base/out.h"
#include "content/issue.h"

/* A section, a tag, an author: what a page of its own lists the articles of. */
struct summary_topic {
	str path; /* site_topic() */
	str name;
	int work; /* of an author: byline_work() */
};

/* A picture as the site has it. */
struct summary_picture {
	/* of its files, below the issue's folder of the site: "qiao/photo-jpg-0a1b2c3d4e", then
	 * "-480.webp"; empty: none */
	str base;
	str suffix; /* of the format that all browsers show: "jpg", "png", "svg" */
	str alt;    /* its caption */
	int width, height;
};

struct summary_article {
	str slug, kicker, title, deck, byline, section, excerpt;
	struct summary_picture picture; /* the first one */
	int page, characters;
	struct date updated; /* year 0: not changed since it was printed */
	struct summary_topic *topic;
	int ntopic;
	/* In the feeds: an <entry> of Atom, an item of JSON Feed; empty where the issue is in none
	 */
	str feed, json_feed;
};

/* One edition of one issue. */
struct summary_edition {
	enum script edition;
	struct summary_article *article;
	int narticle;
	struct issue_page *page; /* number, name, function */
	int npage;
	str *small;    /* of each page: "1/small-0a1b2c3d4e.svg"; empty: it was not laid out */
	bool composed; /* the pages that have a function were laid out: a PDF shows them */
	struct honour_roll *roll; /* NULL: none */
	str version; /* another one if anything in its pages is; of papers that browsers keep */
};

struct summary {
	struct date date;
	int number;
	struct summary_edition *edition;
	int nedition;
	/* counts for the summary at the end of a build */
	int articles, pages, pictures, honours;
	struct strs drafts;
	/* its text for search, in the spool: high and low part of the place, length */
	int search_at[2], search_bytes;
	bool in_feed; /* asked for by the parent: among the newest issues */
};

void summary_write(struct out *o, const struct summary *s);
/* False if BYTES are not what summary_write made. Slices point into BYTES. */
bool summary_read(struct arena *a, str bytes, struct summary *out);

#endif
