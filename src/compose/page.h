/*
 * page.h - a printed page: a grid of columns and lines, and what stands on it, to
 * 1/1000 pt. Layouts decide (script/print.c); this module measures and places.
 */
#ifndef COMPOSE_PAGE_H
#define COMPOSE_PAGE_H

#include "compose/galley.h"
#include "content/issue.h"

/* The grid is counted in characters of the body size; one px (0.75 pt) divides all of it. */
struct grid {
	mpt width, height; /* of the trimmed page */
	mpt left, top;	   /* of the type area */
	mpt size;	   /* of the text: 9000, 小五 */
	mpt pitch;	   /* line pitch: 12750, 17 px */
	int columns;	   /* 6 基本栏 */
	int column_em;	   /* 11 */
	int gutter_em;	   /* 1 */
	int lines;	   /* of the type area */
};

extern const struct grid grid_tabloid;	  /* 四开 275 x 390 mm */
extern const struct grid grid_broadsheet; /* 对开 390 x 550 mm */
extern const struct grid grid_a4;

const struct grid *grid_of(enum print_size size);

enum placed_kind { PLACED_LINE, PLACED_RULE, PLACED_BOX, PLACED_IMAGE };

struct placed {
	struct placed *next;
	enum placed_kind kind;
	mpt x, y, w, h;	  /* from the page's upper left corner */
	struct line line; /* LINE: X is where its first piece begins, LINE.X is counted in */
	mpt pitch;	  /* LINE: height of its box from Y; drawn_baseline() */
	bool reversed;	  /* LINE: paper-white on a dark BOX */
	enum turn turn; /* LINE: a part of a vertical one; X and Y are where its baseline begins */
	int squash;	/* LINE with TURN: 1/1000 of the width it would have */
	int tint;	/* RULE, BOX: % of black; BOX 0: only its frame */
	mpt stroke;	/* BOX: width of its frame; 0: none */
	bool round;	/* BOX: a disc */
	const struct picture *picture; /* IMAGE: scaled to cover w x h, cropped at the centre */
	str alt;
};

/* Lines that belong together: one paragraph, one headline. */
struct part {
	struct part *next;
	enum role role;
	bool head; /* ROLE_CELL of a header row */
	int row;   /* ROLE_CELL: row of its table, from 0 */
	struct placed *first, *last;
};

enum block_kind {
	BLOCK_STORY,
	BLOCK_MASTHEAD,
	BLOCK_FOLIO,
	BLOCK_HONOURS,
	BLOCK_NOTE,
	BLOCK_HOUSE,
	BLOCK_EAR,
	BLOCK_RULE /* between modules: one part, one rule */
};

struct block {
	struct block *next;
	enum block_kind kind;
	str id; /* slug of the story, else masthead, folio, honours, note, house, ear, rule; unique
		 * on the page
		 */
	const struct article *article;
	int column, columns, line, lines; /* of the grid, from 0; what the block covers */
	int frame;			  /* STORY, HONOURS: which of its text, from 0 */
	int from_page,
	    to_page; /* STORY, HONOURS: that it goes on from, goes on at; 0: begins, ends here */
	struct galley_place rest; /* STORY with TO_PAGE: where it goes on in the text */
	int characters;		  /* that are left then */
	int entries;		  /* HONOURS: of the roll, in it and its frames before */
	struct part *first, *last;
};

struct page {
	const struct grid *grid;
	const struct issue *issue;
	const struct paper *paper;
	const struct issue_page *spec;
	enum script edition;
	const struct page *before; /* that was laid out before; NULL: none, or not known */
	struct block *first, *last;
	bool sends; /* one of its blocks goes on elsewhere */
	struct fonts *fonts;
	struct arena *mem;
	struct diag *diag;
	bool *covered;		     /* grid->columns x grid->lines: what modules cover already */
	struct page_galley *galleys; /* what was made for page_fit() is kept */
	struct items_shelf *shelf;   /* of their paragraphs; NULL: not yet */
	struct page_head *heads;
	struct page_words *words;
	struct page_pulled *pulled; /* words of its stories */
};

void page_init(struct page *p, struct arena *a, struct diag *d, struct fonts *f,
	       const struct paper *paper, const struct issue *issue, const struct issue_page *spec,
	       enum script edition, const struct grid *grid);

/* ORDER GROUND. What a head stands on. */
enum ground {
	GROUND_NONE,
	GROUND_GREY, /* a light tint */
	GROUND_BLACK /* reversed: white letters, of 10 pt at least, since ink closes smaller ones */
};

/* Looks of one line of a story's head. size 0: this line is not set even if there is text. */
struct head_line {
	mpt size;
	enum face face;
	enum set_align align;
	int max_lines; /* the size steps down, to 60 %, until the text is no longer than this */
	int vertical;  /* it runs down: lines of the grid that it may be long; 0: horizontal */
	enum ground ground; /* as wide as the module; of horizontal ones */
};

/* A module: a rectangle of the grid that holds one story. All counts in columns and lines. */
struct module {
	const struct article *article;
	int column, columns; /* from 0 */
	int line, lines;     /* from 0; lines 0 in a query */
	int text_columns;    /* the width is divided evenly: 12N-1 characters, 破栏 */
	/* Of its text; 0: as on the grid. Text of another pitch has a grid of its own on the page,
	 * the same in all modules: a module may take a line more for that. */
	mpt text_size, text_pitch;
	int text_loose;	   /* px more between lines, to fill it: such text keeps no grid */
	enum face initial; /* of its first paragraph; FACE_SONG: as the others */
	bool dots;	   /* emphasis is dots under characters, not another face */
	int head_space;	   /* lines of white around its heads, over what they need */
	struct head_line kicker, headline, deck, byline;
	bool boxed;  /* a frame round the module; the text keeps 1 em from it */
	int to_page; /* number of the page, this or a later one, where text goes on that does not
			fit; 0: nowhere */
	struct {
		int index;   /* which figure of the article, from 0; pictures of an article are all
				placed */
		int columns; /* of the text columns it spans */
		int lines;   /* of the picture alone; 0: from its proportions */
		bool right;  /* at the right edge, else left; always at the top, below the heads */
	} picture[4];
	int npicture;
	/* Words of the story (page_pull) that stand large within its text. */
	struct {
		int columns; /* of the text; 0: not set */
		int lines;   /* of the grid, more than they need */
	} pull;
};

struct module_fit {
	int head_lines; /* lines of the heads */
	mpt headline;	/* size it is set in; 0: none */
	int lines;	/* the module's height: as asked, or the least that holds the story */
	int overset;	/* lines that do not fit; 0: all does, or goes on */
	int jump;	/* lines, at this measure, that go on at TO_PAGE */
	/* that go on; that the lines hold which do not fit: with so many less, wherever, all does
	 */
	int characters;
	int hole;		/* lines left empty, over all text columns */
	int room;		/* characters that they hold */
	int from_page, to_page; /* as of struct block */
};

/*
 * A story that does not fit goes on, if M->to_page says so, in the next module that is given for
 * it: on this page, without heads, or on a later one, with 上接第N版 and its title. What
 * page_fit() and page_story() are asked is then about the rest of its text. The last line of a
 * module that another page continues is 下转第N版. Pictures stand in the first.
 */

/* Measure only. M->lines 0: the least height. The result is kept: a second question is cheap. */
void page_fit(struct page *p, const struct module *m, struct module_fit *out);
/*
 * Place the module. Overset is reported (D_OVERSET, error), a hole of more than
 * 3 lines too (D_HOLE, warning); a module outside the grid or on another one is D_MODULE_PLACE.
 * Where text does not fill the columns they end equal (R20).
 */
void page_story(struct page *p, const struct module *m, struct module_fit *out);

/*
 * The module of ART that is open on this page or one before: its story goes on. *ON, if not NULL:
 * the number of its page. NULL: it has not begun, or has ended. ART NULL: of the honour roll.
 */
const struct block *page_open(const struct page *p, const struct article *art, int *on);

/* What is set large of a story: what its editor chose, else the longest speech in it. */
str page_pull(const struct article *art);

/* Figures of an article, in order: NODE_FIGURE and NODE_IMAGE. */
int page_figures(const struct article *art, const struct node **out, int max);

/* The masthead at the top of page 1; LINES high (8 and more), COLUMNS wide from column COLUMN. */
void page_masthead(struct page *p, int column, int columns, int lines);
/* What issue.md has beside the masthead (报眼), in a frame; nothing if it has none. Lines that do
 * not fit are D_EAR_LONG. */
void page_ear(struct page *p, int column, int columns, int lines);
/* Folio (报眉) of an inner page: takes LINES (1 or 2) lines at the top, with a rule under it. */
void page_folio(struct page *p, int lines);
/* The editor's note of the issue in a box; 0 lines if there is none. */
int page_note_lines(struct page *p, int columns);
void page_note(struct page *p, int column, int columns, int line, int lines);
/* The paper's own advertisement, made of what paper.md says, to close a hole of any size. */
void page_house(struct page *p, int column, int columns, int line, int lines);
/* A rule between modules: horizontal in the middle of line LINE, or vertical in the gutter before
 * column COLUMN. */
void page_rule_across(struct page *p, int column, int columns, int line);
void page_rule_down(struct page *p, int column, int line, int lines);

/* Of the honour roll. */
struct honours_look {
	int across;   /* cells of a row */
	int percent;  /* of the usual size of type: 100 to 200 */
	bool grouped; /* entries with the same first honour stand together, under its name */
};

struct honours_area {
	int column, columns, line, lines; /* from 0 */
};

/*
 * Honour roll: a boxed grid, cells of equal height where there is room for that, a title above it
 * on each page. What does not fit goes on, in whole rows, at TO_PAGE (as for stories); 0: it is
 * D_HONOURS_OVERSET. Where the roll is open already, all this is about the rest of it.
 * page_honours_lines() gives the least, in *EQUAL those with all rows as high as the highest.
 */
int page_honours_left(const struct page *p, const struct honour_roll *roll); /* entries */
int page_honours_lines(struct page *p, const struct honour_roll *roll, int columns,
		       const struct honours_look *look, int *equal);
void page_honours(struct page *p, const struct honour_roll *roll, const struct honours_area *area,
		  const struct honours_look *look, int to_page);

/* Lines at the foot of the page that nothing covers, over all columns. */
int page_empty(const struct page *p);
/* When all is placed: which stories of the page are not on it (D_NOT_PLACED, error), whether more
 * than 3 lines are empty at its foot (D_PAGE_HOLE, warning) or between modules (D_PAGE_GAP), and
 * which heads of one look stand side by side (D_HEADS_CLASH). */
void page_finish(struct page *p);
/* When all N pages of an issue are: whether its note and its honour roll are on none
 * (D_NOT_PRINTED, error), or on more than one; whether stories go on where they say (D_JUMP_LOST,
 * error). */
void pages_finish(struct page *p, int n);

#endif
