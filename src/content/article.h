/* article.h - one story: its front matter and its text. */
#ifndef CONTENT_ARTICLE_H
#define CONTENT_ARTICLE_H

#include "content/byline.h"
#include "content/date.h"
#include "content/node.h"
#include "content/paper.h"
#include "content/picture.h"

struct article {
	str file; /* content/2024-07-17/kangjian/index.md */
	/* content/2024-07-17/kangjian, or the issue's: where its pictures are looked for */
	str folder;
	str slug; /* typed, else the file's or folder's name, else pinyin of the title */
	struct pos at, title_at, page_at, order_at, slug_at;
	/* of what is written; column 0: it has several lines */
	struct pos kicker_at, deck_at, source_at, section_at, summary_at, pull_at;
	str kicker, title, deck;
	str written_title; /* in every edition as it was written: for messages */
	struct byline *byline;
	int nbyline;
	str source, section;
	str summary; /* typed, else empty */
	str pull;    /* 引语: words to be set large in print; empty: the composer chooses */
	struct date updated; /* changed after it was printed; year 0: it was not */
	struct strs tags;
	struct pos *tags_at; /* NULL: not known */
	int page;	     /* 版; 1 where none was given (reported) */
	int order;	     /* 顺序; articles without one come after those with, by file name */
	bool has_order;
	enum script script;
	unsigned classes; /* of what its characters are, by script (convert/convert.h) */
	bool draft;
	bool filler; /* 补白: printed only where it closes a hole, on any page */
	struct node *body;
};

/*
 * Read PATH. NULL if there is nothing to go on with (unreadable, no title); every fault is
 * reported. SLUG is the name the folder or file gives. Drafts are read too.
 */
struct article *article_read(struct arena *a, struct diag *d, const struct root *r,
			     const struct paper *paper, str path, str folder, str slug);

/* The first words of the text, at most MAX characters, ended at a mark where one is near. */
str article_excerpt(struct arena *a, const struct article *art, int max);
/* Characters of the body: Han, kana, hangul and full-width marks one each, a Latin word one. */
int article_length(const struct article *art);

#endif
