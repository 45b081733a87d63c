/*
 * galley.h - a story as a stream of lines at a given measure (小样), before it is
 * placed. One slot is one line of the page's grid.
 */
#ifndef COMPOSE_GALLEY_H
#define COMPOSE_GALLEY_H

#include "compose/line.h"
#include "content/node.h"

/* ORDER ROLE. What a run of lines is: becomes its element and class in the print edition. */
enum role {
	ROLE_PARA,
	ROLE_SUBHEAD,
	ROLE_QUOTE,
	ROLE_ITEM,
	ROLE_CODE,
	ROLE_CELL, /* of a table */
	ROLE_RULE, /* a thematic break: an empty slot with a rule */
	ROLE_KICKER,
	ROLE_HEADLINE,
	ROLE_DECK,
	ROLE_BYLINE,
	ROLE_CAPTION,
	ROLE_CREDIT,
	ROLE_PULL,  /* words of the story, set large within it */
	ROLE_LABEL, /* furniture: masthead, folio, honours */
	ROLE_JUMP,
	ROLE__N
};

struct slot {
	struct line *line; /* CELL: one of each cell of the row, in order; it may be empty */
	int nline;	   /* 0: an empty slot (space before a subhead or beside a table, a rule) */
	enum role role;
	int group; /* slots of one paragraph (one table row) carry the same number, from 0 */
	int row;   /* CELL: row of its table, from 0 */
	/* It is a line of, or stands before: galley_place(); -1: a table's header that is said
	 * again. */
	int unit;
	bool head;	/* CELL of a header row */
	bool keep_next; /* must not be the last of a column */
};

/*
 * A place in a story, the same at any measure. A unit is a paragraph, a subhead, a line of code, a
 * row of a table or a thematic break.
 */
struct galley_place {
	int unit;	/* from 0, through the whole story */
	int characters; /* of the unit before the place, without spaces */
};

/* How text is set beside its size. Nothing but 0: 宋, its emphasis in 黑. */
struct galley_look {
	enum face face;	   /* of its paragraphs */
	enum face initial; /* of the first one, if it is not FACE_SONG */
	bool dots;	   /* emphasis is dots under characters (着重号) */
	bool bare;	   /* to be measured only: lines have no pieces (struct para_style) */
};

struct galley {
	struct slot *slot;
	int n;
	int measure;		  /* characters */
	struct galley_place from; /* where it begins */
};

/*
 * The text of BODY (converted; figures left out, they are placed by the layout) at MEASURE
 * characters of SIZE. Subheads and space take whole slots (R21).
 */
void galley_make(struct arena *a, struct fonts *f, const struct node *body, int measure, mpt size,
		 struct galley *out);

/*
 * The same from a place on: what a story goes on with in its next frame. A paragraph that is taken
 * up has no indent of its first line. SHELF may be NULL (struct para_style).
 */
void galley_make_from(struct arena *a, struct fonts *f, struct items_shelf *shelf,
		      const struct node *body, struct galley_place from, int measure, mpt size,
		      const struct galley_look *look, struct galley *out);

/* Where the text of slot AT begins; it is not inside a row of a table: galley_row_start(). */
struct galley_place galley_place(const struct galley *g, int at);

/* AT, or the first slot of the row of a table that AT would part. */
int galley_row_start(const struct galley *g, int at);

/* Characters of SIZE that a measure must have for the tables in BODY to be set well; 0: there is
 * none. */
int galley_table_em(struct fonts *f, const struct node *body, mpt size);

/* Report the lines, counted from 1, with more than a quarter of an em added at each gap; and
 * tables that are too narrow. */
void galley_report(const struct galley *g, struct diag *d, struct pos at, str title, int page);

/* Characters in the slots from FROM on. */
int galley_characters(const struct galley *g, int from);
/* Characters to cut if LINES, the slots from FROM on, do not fit: wherever they go, it fits then.
 */
int galley_over(const struct galley *g, int from, int lines);

#endif
