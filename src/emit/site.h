/*
 * site.h - what the writers of the site share: paths, addresses, and the data
 * that layouts are given (docs/layout-api.md). For emit/site.c, whole.c, feed.c, sitemap.c and
 * pictures.c.
 *
 * A path is relative to the folder of an edition and names a folder ("2024-07-17/kangjian/",
 * "" is home) or a file ("feed.xml"). The default edition lies at the root of the site,
 * the others in folders of their own.
 */
#ifndef EMIT_SITE_H
#define EMIT_SITE_H

#include "base/icu.h"
#include "content/body.h"
#include "emit/emit.h"
#include "script/web.h"

enum {
	SITE_SIZES = 3,
	SITE_LARGE = 800, /* pixels: wider pictures are shown smaller than they are */
	SITE_PLAIN = 960  /* pixels: width of the picture for browsers that know no other sizes */
};

struct site {
	struct emit *e;
	struct arena *mem;
	struct web_host host;
	str here;	  /* path of the page being made */
	str before;	  /* the same, while there is none but "somewhere" (script/web.h) */
	uint64_t written; /* the sum of all pages so far (base/sum.h), if browsers keep pages */
	/* It is shown at any address: links begin where the site lies, no edition has its twin. */
	bool anywhere;
	/* No other edition may have the page: in these its twin is the issue. */
	bool alone;
	struct arena page; /* of its elements */
	/* the last lunar day that was asked for, in this script */
	struct date lunar_of;
	str lunar;
	bool has_script;	      /* there is a script.js beside the layouts */
	const struct composed *pages; /* of the issue being written; NULL: not laid out */
	struct data *paper, *card;    /* what all pages are told; NULL: none was yet */
	/* what lists say of the stories and pages of an edition; NULL: nothing yet */
	struct site_told {
		const struct summary_edition *of;
		struct data **story, **page;
	} told;
	/* what metadata say of all stories of an edition alike; NULL: nothing yet */
	struct site_alike {
		const struct summary_edition *of;
		str date, midnight; /* 2024-07-17, and when that began */
		str json;	    /* who publishes them, what they are part of */
	} alike;
};

/*
 * For one issue and edition, or for what all issues have; e->web begins anew, with the layouts
 * FIRST names, up to an empty name.
 */
void site_open(struct site *s, struct emit *e, const str *first);
void site_close(struct site *s);

/*
 * Write the page that LAYOUT makes of CTX, which was built with s->here set to its path: that of a
 * folder, or of a file "404.html". False if the layout failed: its other pages would fail alike.
 */
bool site_write(struct site *s, str layout, struct data *ctx);

/* WORDS of the site itself, written in Simplified, in the script of the edition. */
str site_words(struct site *s, str words);

/* The folder of edition SCRIPT below the root of the site: "", "hant/". */
str site_folder(struct arena *a, const struct paper *p, enum script script);
/* The way from folder FROM to path TO, both below one root; a folder's index.html is named. */
str site_way(struct arena *a, str from, str to);
str site_percent(struct arena *a, str path);
/* The address of PATH of edition SCRIPT on the paper's own server; empty if its url is not known.
 */
str site_address(struct arena *a, const struct paper *p, enum script script, str path);
/* The address of PATH of this edition, or the way to it from the page being made. */
str site_lead(struct site *s, str path);
/* A paper's day begins at midnight in Shanghai; no clock is asked. */
str site_midnight(struct arena *a, struct date date);

/* The PDF of an edition: "2026-11-13/2026-11-13-hant.pdf". */
str site_pdf(struct arena *a, struct date date, enum script script);
/*
 * The page that lists the articles of a section, a tag, an author: "tags/重阳/". Names that differ
 * in case, width or marks alone share one. NAME is that of the default edition, so that the page
 * lies at the same path in all of them.
 */
enum site_topic { TOPIC_SECTION, TOPIC_TAG, TOPIC_AUTHOR, TOPIC__N };
str site_topic(struct arena *a, enum site_topic kind, str name);
/* Article I of the issue in the default edition. */
const struct article *site_first(const struct emit *e, int i);

/* The way from the page being made to PATH of edition SCRIPT. */
str site_link(struct site *s, struct arena *a, enum script script, str path);
/*
 * The way from the page being made to a file that the site has once: pictures by their path, what
 * lies in layouts/web by its name, "style.css".
 */
str site_asset(struct site *s, str path);

/* Links of the body that stands at PATH, as seen from the page being made. */
struct site_links {
	struct site *s;
	str path;
	bool absolute; /* as addresses, where the server is known: in feeds */
};
struct body_links site_body_links(struct site_links *l);
/* -- pictures ------------------------------------------------------------------- */

/* Picture P of the issue in FOLDER; alt stays empty. */
struct summary_picture site_picture(struct arena *a, str folder, const struct picture *p);
/* The widths that a picture of WIDTH pixels is offered in, rising; their number. */
int site_widths(int width, int out[SITE_SIZES]);
/* True if it is an SVG: one file for all sizes. */
bool site_vector(const struct summary_picture *p);
/* Path of one size: "2024-07-17/kangjian/photo-jpg-0a1b2c3d4e-480.webp"; of an SVG, of all. */
str site_picture_file(struct arena *a, str date, const struct summary_picture *p, int width,
		      str suffix);
/* Its addresses as L sees them, for all browsers; where it is as large as it comes; where it is as
 * wide as MOST allows, or else the smallest. */
struct body_picture site_shown(struct site_links *l, str date, const struct summary_picture *p);
str site_within(struct site_links *l, str date, const struct summary_picture *p, int most,
		int *width);
str site_largest(struct site_links *l, str date, const struct summary_picture *p);
/* The address of the largest size of a picture of the issue, or the way to it; its media type. */
str site_picture_address(struct site *s, const struct picture *p);
str site_picture_type(const struct picture *p);

/* What is shown where the page is shared: a card with the paper's name; a picture. NULL: nothing.
 */
struct data *site_share_card(struct site *s);
struct data *site_share_picture(struct site *s, str date, const struct summary_picture *p);
/* The card of the edition; fonts that are missing are missed elsewhere. */
void site_share_write(struct site *s);

/* DOC as content for the page being made; NULL if there is none. */
struct element *site_body(struct site *s, const struct node *doc);

/* The day of ART: that of its issue, or a later one on which it was changed. */
struct date site_changed(const struct summary *sum, const struct summary_article *art);
/* Add to SUM what the whole site needs to know of the issue in this edition. */
struct summary_edition *site_fill(struct site *s, struct summary *sum);

/* What every layout is given: paper, editions, addresses. */
struct data *site_context(struct site *s);
struct data *site_issue_data(struct site *s, const struct summary *sum,
			     const struct summary_edition *ed);
/* Number, name, paths of a page; DATE as in paths, ZONE that of a story in its view, or empty. */
struct data *site_page_data(struct arena *a, str date, const struct summary_edition *ed,
			    const struct issue_page *p, str zone);
/* The same, shared by the pages of the issue being written, where one is. */
struct data *site_page_shared(struct site *s, str date, const struct summary_edition *ed,
			      const struct issue_page *p);
/* Only date, number and headlines: for long lists. */
struct data *site_issue_headlines(struct site *s, const struct summary *sum,
				  const struct summary_edition *ed);
struct data *site_article_data(struct site *s, const struct summary *sum,
			       const struct summary_edition *ed, const struct summary_article *a);
/* The same of article I, shared by the pages of its issue where it has no picture. */
struct data *site_story_data(struct site *s, const struct summary *sum,
			     const struct summary_edition *ed, int i);
/* Date and number alone. */
struct data *site_issue_date(struct site *s, const struct summary *sum,
			     const struct summary_edition *ed);
/* Words for what a name did (byline_work()). */
struct data *site_work_data(struct arena *a, unsigned work);
struct data *site_honour_data(struct arena *a, const struct honour *h);

/* E->assets, once for all editions. */
void site_assets_write(struct emit *e);
/* emit/site_app.c: icons, once for all editions; the web manifest of this one. */
void site_icons(struct emit *e);
void site_manifest(struct site *s);
/*
 * emit/site_offline.c: the service worker of this edition, which keeps the newest issue SUM (NULL:
 * none yet), and the page it shows for others; or one that goes, where the paper wants none.
 */
void site_offline(struct site *s, const struct summary *sum);

/* Pages of the site, for its map. */
struct site_place {
	str path;
	struct date changed;
};
struct site_places {
	struct site_place *v;
	int n;
};
/* Pages of topics, and of each kind of them; which topics there are. */
struct site_places site_topics(struct site *s, const struct summary *sum, int n);
/* The honour rolls of all issues, in an index of organisations. */
void site_honours(struct site *s, const struct summary *sum, int n);
/* The calendar of each year, the newest at archive/ too; the newest issue at latest/. */
void site_archive(struct site *s, const struct summary *sum, int n);
/* How names of this edition are indexed. */
enum icu_order site_order(const struct site *s);

/*
 * emit/metadata.c: what machines are told of a page, as content for its head. I: which article of
 * the issue.
 */
struct element *site_metadata_article(struct site *s, const struct summary *sum,
				      const struct summary_edition *ed, int i);
struct element *site_metadata_issue(struct site *s, const struct summary *sum,
				    const struct summary_edition *ed);
struct element *site_metadata_paper(struct site *s);

/*
 * emit/site_press.c: what 方正's systems and those that read their pages find in a comment of HEAD,
 * of article I of the issue of DATE (2024-07-17), whose first PICTURE is at that address; how a
 * printed story is cited (GB/T 7714-2015).
 */
void site_press_properties(struct site *s, struct element *head, const struct summary_edition *ed,
			   int i, str date, str picture);
/* 郭其、陆沉; empty: none is named. */
str site_photographers(struct arena *a, const struct article *art);
str site_citation(struct site *s, const struct summary *sum, const struct article *art);

/* emit/feed.c: the entry of article I, for both feeds; the feeds. */
void site_feed_entry(struct site *s, const struct summary *sum, struct summary_article *out, int i);
void site_feed(struct site *s, const struct summary *sum, int n);
/* emit/sitemap.c: what crawlers are told of all editions. */
void site_map(struct site *s, const struct summary *sum, int n, const struct site_places *topics);

/* The part of SUM for edition SCRIPT; NULL if the issue has none. */
struct summary_edition *site_part(const struct summary *sum, enum script script);

#endif
