/*
 * scan_state.h - what the files of the reader share: scan.c reads XML, scan_known.c pieces that
 * are known, and what fills their gaps.
 */
#ifndef MARKUP_SCAN_STATE_H
#define MARKUP_SCAN_STATE_H

#include "markup/element.h"
#include "markup/marks.h"
#include "markup/scan.h"

enum {
	SCAN_BYTES = 8 << 20, /* larger files meet limits of libxml2 */
	SCAN_LINES = 65000,   /* it counts no further */
	SCAN_ATTRIBUTES = 32,
	WINDOW = 32, /* blocks that are marked at once */
	AHEAD = 4    /* blocks: the least of them */
};

struct scan {
	str bytes; /* the file, or a piece */
	const char *p;
	const char *end;   /* of what is looked at now: no tag and no text goes beyond */
	const char *limit; /* of what is read now: the file, or what fills a gap */
	int lines;	   /* line ends before P; while text is read: before where it began */
	/* of text that is read: the block in which P stands, its marks, and where blocks end that
	 * were marked */
	const char *block;
	struct marks *mark;
	const char *marked;
	struct marks *marks; /* WINDOW of them */
	bool unsure;	     /* a block was not sound by itself */
	bool xhtml;	     /* the prefix of that name is declared, for all of the file */
	int depth, floor;    /* elements below FLOOR were opened before what is read now */
	str open[ELEMENT_DEPTH_MAX];
	const struct known_place *place, *last_place; /* that are still to come */
	bool piece; /* is read, with these gaps still to come; else a file is */
	const struct known_gap *gap, *last_gap;
	const struct known_gap *next; /* of them that is no attribute, or one before it */
	struct found *found;
	struct printed *printed; /* NULL: any XML will do */
};

/* TEXT, to be read from its beginning; there is room for the marks of WINDOW blocks. */
struct scan scan_begin(str text, struct marks *marks, struct found *found);
/* TEXT follows, and is stepped over. */
static inline bool
scan_eat(struct scan *s, str text)
{
	if (s->end - s->p < text.n || memcmp(s->p, text.p, (size_t)text.n) != 0)
		return false;
	s->p += text.n;
	return true;
}

/* The blocks from P on, LINES behind the beginning, up to END: they are marked, some at once. */
void scan_mark(struct scan *s, const char *p, int lines);
/* Bytes that nobody knows begin at P, and are read next. */
static inline void
scan_look(struct scan *s)
{
	if (s->p >= s->marked)
		scan_mark(s, s->p, s->lines);
}

/*
 * Text is stepped over up to END, or to the first tag or reference in it, and then false; nothing
 * if a piece comes before END.
 */
bool scan_plain(struct scan *s, const char *end);
/* ="VALUE" of an attribute of that NAME. */
bool scan_value(struct scan *s, str name, str *value);
/*
 * Content up to END, in a piece with the next N gaps: what it opens, and nothing else, is closed in
 * it.
 */
bool scan_to(struct scan *s, const char *end, int n);

/* scan_known.c: a place comes next, with whatever fills its gaps. */
bool scan_place(struct scan *s);
/* While a piece is read: a gap that is no attribute comes next. */
bool scan_gap(struct scan *s);

#endif
