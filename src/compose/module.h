/*
 * module.h - the parts of a story's module: heads, figures, columns of text. For
 * module.c, head.c, figure.c, pull.c, flow.c, even.c, jump.c, honours.c and note.c alone. Sizes are
 * counted from the module's upper left corner until it is placed.
 */
#ifndef COMPOSE_MODULE_H
#define COMPOSE_MODULE_H

#include "compose/place.h"

enum { HEADS_MAX = 4, FIGURES_MAX = 4, TEXT_COLUMNS_MAX = 12 };

/* Kicker, headline, deck, byline above each other. */
struct heads {
	struct head {
		enum role role;
		struct lines lines;
		mpt y, pitch;
		enum ground ground, asked; /* that it has; that the layout asked for */
		mpt width;		   /* of its ground */
	} head[HEADS_MAX];
	int n;
	int lines; /* of the grid, with the white space around */
	/* Vertical ones, from right to left at the left of the text; Y is the right edge of each,
	 * from the left edge of all. */
	struct head upright[HEADS_MAX];
	int nupright;
	mpt width; /* of all of these */
	int depth; /* lines of the grid that they take */
};

/* The columns of text: N of MEASURE characters of SIZE. */
struct text_columns {
	int n, measure;
	mpt size, pitch; /* of the text; those of the grid unless a layout asks for others */
	bool own_grid;	 /* its lines stand at multiples of PITCH, as those beside it do (R21) */
	struct galley_look look;
	mpt left, width;	 /* of all of them */
	mpt x[TEXT_COLUMNS_MAX]; /* of each */
};

struct figure {
	const struct node *node;
	mpt x, width;
	int line, picture_lines, lines; /* within the text area; LINES with caption */
	struct lines caption, credit;
	bool credit_beside; /* in the caption's last line */
};

/* Words of the story set large, within its text (引语). */
struct pull {
	int column, columns; /* of the text; COLUMNS 0: there is none */
	mpt x, width;
	struct lines lines;
	int slots; /* of the text, that it takes from each of its columns */
	int at;	   /* slots of these above it */
};

struct setting {
	struct text_columns columns;
	struct heads heads;
	mpt stand; /* where the vertical heads begin, from the left edge of the text */
	struct figure figure[FIGURES_MAX];
	int nfigure;
	/* Lines of the grid that figures take at the top of each column. */
	int used[TEXT_COLUMNS_MAX];
	struct pull pull;
	const struct galley *galley;
	int above, below; /* lines of the module over and under its text */
	int depth;	  /* lines of the grid in its text area */
	int label;	  /* lines at the foot of the last column for 下转第N版: 0 or 1 */
	int from[TEXT_COLUMNS_MAX], to[TEXT_COLUMNS_MAX]; /* slots of each column */
	int placed;					  /* slots in all of them */
	mpt grid_pitch;
};

/* TYPE: size and pitch of the text, 0 in it: that of the grid; and how it looks beside that. */
struct text_type {
	mpt size, pitch;
	mpt loose; /* of PITCH or of that of the grid: more */
	struct galley_look look;
};

void columns_make(const struct page *p, int columns, int text_columns, bool boxed,
		  struct text_type type, struct text_columns *t);
/* BY at their left stays free. */
void columns_indent(const struct page *p, struct text_columns *t, mpt by);
/* BODY from a place on, in the columns T; made once. */
const struct galley *galley_at(struct page *p, const struct node *body, struct galley_place from,
			       const struct text_columns *t);
void frame_place(struct page *p, struct block *b);

/* Where words of TEXT end, as icu_word_ends() says; kept, and known by its address. */
const bool *words_of(struct page *p, str text);
/* The same of a text that was asked for before; NULL: it was not. */
const bool *words_known(const struct page *p, str text);
/* TEXT as a head of WIDTH; kept. */
const struct lines *head_lines(struct page *p, const struct head_line *how, str text, mpt width);
void heads_make(struct page *p, const struct module *m, mpt width, struct heads *out);
/* By DOWN, the first by less: white goes between them too. */
void heads_lower(struct heads *h, mpt down);
void heads_place(struct page *p, struct block *b, const struct heads *h, mpt left, mpt top);
/* The vertical heads of S stand at the top of its first columns, as many as they need. */
void heads_stand(struct setting *s);
/* What a press would not print as the layout asked for it. */
void heads_report(struct page *p, const struct article *art, const struct heads *h);
void heads_place_upright(struct page *p, struct block *b, const struct setting *s, mpt left,
			 mpt top);

void figures_make(struct page *p, const struct module *m, struct setting *s);
/* What of the article's figures is not in S. */
void figures_report(struct page *p, const struct article *art, const struct setting *s);
void figures_place(struct page *p, struct block *b, const struct setting *s, mpt left, mpt top);

/* Slots that DEPTH lines of the grid hold, wherever on the page they are. */
int flow_slots(const struct setting *s, int depth);
/* Slots of column I above its text; of text that it holds at DEPTH lines of the grid. */
int flow_above(const struct setting *s, int i);
int flow_room(const struct setting *s, int i, int depth);
/* The least depth, at most LIMIT, at which all text is placed; else all of LIMIT is filled. */
void flow_level(struct setting *s, int limit);
/* Fill the columns to DEPTH; what is left goes on elsewhere, so it does not begin inside a row. */
void flow_fill(struct setting *s, int depth);
/* White space before a subhead or around a table is dropped at the top of a column: from AT on. */
int flow_skip(const struct galley *g, int at);
/* R19: whether slot AT, first of a column, would be the last line of a paragraph. */
bool flow_widow(const struct galley *g, int at);
/* AT, or where to end so that no subhead stands over one line before its paragraph goes on. */
int flow_stranded(const struct galley *g, int at);
/* What is placed has its columns end so that none is short and nothing is torn apart, up to LIMIT
 * lines of the grid deep; false if that cannot be. */
bool flow_even(struct arena *scratch, struct setting *s, int limit);
/* Slots that column I ends early, though the text goes on. */
int flow_spare(const struct setting *s, int i);
/* How many of SPARE become white before SLOT, in column I. */
int flow_white(const struct setting *s, int i, int slot, int *spare);
void flow_place(struct page *p, struct block *b, const struct setting *s, mpt left, mpt top);

/* The lines of what M sets large; kept. NULL: nothing. */
const struct lines *pull_lines(struct page *p, const struct module *m,
			       const struct text_columns *t);
void pull_make(struct page *p, const struct module *m, struct setting *s);
bool pull_in(const struct setting *s, int column);
/* When the text has its place: where in it. */
void pull_settle(struct setting *s);
void pull_place(struct page *p, struct block *b, const struct setting *s, mpt left, mpt top);

/* "（上接第1版）", "（下转第2版）" */
str jump_from(struct page *p, int number);
str jump_to(struct page *p, int number);
/* 下转第N版 at the foot of the last column. */
void jump_place(struct page *p, struct block *b, const struct setting *s, mpt left, mpt top);
/* Which modules nothing goes on from as they say. */
void jumps_report(struct page *page, int n);

#endif
