/*
 * locate.h - where the characters of a text that was read (content/node.h, base/front.h) stand in
 * the bytes of its file: behind a backslash, as an entity, after the marks of a quote or tags that
 * lie between. Changes nothing; content/rewrite.c does.
 */
#ifndef CONTENT_LOCATE_H
#define CONTENT_LOCATE_H

#include "base/arena.h"
#include "base/diag.h"

struct locate {
	str raw;	 /* the file, valid UTF-8 */
	ptrdiff_t *line; /* where each begins; a byte order mark is before the first */
	int nline;
};

/* What may stand between the characters, besides blanks, quote marks and tags. */
enum locate_kind {
	LOCATE_TEXT,
	LOCATE_ALT,   /* inline markup: an image's caption is plain */
	LOCATE_FRONT, /* quotes, and signs of a block */
};

/* Bytes FROM to TO (not included) of the file. */
struct locate_span {
	ptrdiff_t from, to;
};

void locate_init(struct arena *a, struct locate *l, str raw);
/* The byte of the place AT, which has a line; the end of the line if it is shorter. */
ptrdiff_t locate_byte(const struct locate *l, struct pos at);
/*
 * Find the characters of TEXT one after the other from byte FROM on, SPAN[i] each. Returns where
 * the last one ends; -1: they do not stand there.
 */
ptrdiff_t locate_text(const struct locate *l, ptrdiff_t from, str text, enum locate_kind kind,
		      struct locate_span *span);
/*
 * FROM is at the "[" or "!" of a link or an image: *CLOSE is the byte of its "]", *TITLE where
 * its title begins, after the quote; -1: it has none of its own. False: nothing of the kind is
 * there.
 */
bool locate_link(const struct locate *l, ptrdiff_t from, ptrdiff_t *close, ptrdiff_t *title);

/* [label]: address "title" */
struct locate_definition {
	str label;	 /* as they are compared */
	ptrdiff_t title; /* where it begins, after the quote; -1: it has none */
	bool used;	 /* for the caller */
};
struct locate_definitions {
	struct locate_definition *of; /* by label, then as they stand in the file */
	int n;
};
/*
 * What may be a definition, at the left or in a quote, outside of fences and where no paragraph can
 * go on: few that are one are left out, and the link that uses one tells if it has that title.
 */
void locate_definitions(struct arena *a, const struct locate *l, struct locate_definitions *out);
/*
 * That of the link whose "[" and "]" are at bytes FROM and CLOSE, without an address of its own;
 * NULL: none.
 */
struct locate_definition *locate_definition(struct arena *a, const struct locate *l,
					    const struct locate_definitions *all, ptrdiff_t from,
					    ptrdiff_t close);

#endif
