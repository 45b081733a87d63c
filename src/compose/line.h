/*
 * line.h - a paragraph broken into lines: kinsoku (R1 to R7), squeezing of pairs (R10)
 * and of line ends (R11), justification (R13, R14). Rule numbers are those of
 * docs/composition.md.
 */
#ifndef COMPOSE_LINE_H
#define COMPOSE_LINE_H

#include "compose/font.h"

enum set_align { SET_JUSTIFIED, SET_LEFT, SET_CENTERED, SET_RIGHT };

/* What is drawn at text besides its glyphs (R22, R26). */
enum span_style {
	SPAN_PLAIN,
	SPAN_NAME,  /* a line under it */
	SPAN_FRAME, /* in a black frame */
	SPAN_DOTS   /* a dot under each character, none under marks */
};

/* Text of one look. */
struct span {
	str text;
	enum face face;
	enum span_style style;
};

/* ORDER TURN. How the text of a vertical line stands (R25). */
enum turn {
	TURN_NONE,    /* the line is horizontal */
	TURN_UPRIGHT, /* characters above each other, marks in their vertical forms */
	TURN_CELL,    /* two to four digits beside each other, in the place of one character */
	TURN_WORD     /* Western words, dashes: on their right side */
};

struct items_shelf; /* compose/item.h */

struct para_style {
	mpt size;	      /* type size */
	int indent;	      /* of the first line, in 1/1000 em */
	int hang;	      /* of the other lines, in 1/1000 em */
	enum set_align align; /* JUSTIFIED: last line flush left (R17) */
	int max_lines;	      /* 0: any; else the lines are balanced (heads) */
	bool rigid;	      /* marks give up blank in pairs and at line ends only: large type */
	bool solid;	      /* nothing between Han and Western (R15): labels */
	bool vertical;	      /* the measure runs down */
	bool bare;	      /* of lines only .characters is wanted: they have no pieces */
	/* Of a head of one span: by byte of its text, whether a word ends before it; NULL: not
	 * known. */
	const bool *word_end;
	/* Takes what the paragraph is made into, for other measures; NULL: nobody does. Its text
	 * stays as it is as long as the shelf. */
	struct items_shelf *shelf;
};

/* What is set without a change of face or spacing. */
struct piece {
	str text;
	enum face face;
	mpt before;  /* added left of the piece: negative at a squeezed opening mark */
	mpt spacing; /* added after each of its characters, the last too */
	mpt width;   /* advance of the piece, along its line, with BEFORE and SPACING */
	enum turn turn;
};

/* A stretch of a line that something is drawn at, one for each name, for each dot. */
struct line_mark {
	enum span_style style;
	mpt x, width; /* X from that of the line */
};

/* What a line of a head was broken at, the best first; END_MARK too for the last line. */
enum line_end {
	END_MARK, /* a space or mark */
	END_WORD, /* between words */
	END_PARTED
};

struct line {
	struct piece *piece;
	int n;
	mpt x;	   /* of the first piece from the left edge of the measure: indent, alignment */
	mpt width; /* of all pieces */
	mpt size;
	mpt gap;	/* what justification added at each gap: the looseness of the line */
	int characters; /* without spaces */
	enum line_end end;
	struct line_mark *mark;
	int nmark;
};

struct lines {
	struct line *line;
	int n;
};

/*
 * Break the N spans of one paragraph into lines of MEASURE. Every character of the spans is in the
 * result, in order, but for a space at which a line was broken. A span of "\n" is a forced break.
 * A is not fonts_scratch(F), which is as it was after.
 */
void line_break(struct arena *a, struct fonts *f, const struct span *span, int n, mpt measure,
		const struct para_style *style, struct lines *out);

/* How many lines line_break() would make. Nothing is kept. */
int line_count(struct fonts *f, const struct span *span, int n, mpt measure,
	       const struct para_style *style);

/* Set TEXT in one line, however wide; or high. */
struct line line_single(struct arena *a, struct fonts *f, str text, enum face face, mpt size);
struct line line_single_upright(struct arena *a, struct fonts *f, str text, enum face face,
				mpt size);

#endif
