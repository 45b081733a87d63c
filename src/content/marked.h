/*
 * marked.h - source text made ready for cmark, and the way back. Three things are put in, all
 * of them built from U+FFFE and U+FFFF, which no source may hold (base/file.h), so nothing an
 * editor types can be mistaken for them:
 *	U+FFFE			neither space nor punctuation to cmark: decides emphasis
 *	U+12474			punctuation nobody uses, where "_" must see one
 *	U+FFFF number U+FFFF	source bytes that cmark is to take as a letter: a table,
 *				a -{…}- mark, words that have no markup in them
 *
 * Every string that comes out of cmark goes through marked_strip().
 */
#ifndef CONTENT_MARKED_H
#define CONTENT_MARKED_H

#include "base/diag.h"
#include "base/out.h"

struct marked_span;

struct marked {
	struct arena *mem;
	str file, source;
	int line;   /* of the file, where SOURCE begins */
	bool words; /* may be held: no reference by number can write a mark that stands for them */
	bool stars; /* "＊＊" stands somewhere */
	struct out text; /* for cmark */

	struct marked_span *span; /* of TEXT, in its order: where they come from */
	int nspan, cap_span;
	str *held;
	int nheld, cap_held;

	ptrdiff_t *source_line, *text_line; /* byte offset of each line; made when first asked */
	int nsource_line, ntext_line;

	ptrdiff_t seen; /* the last byte that was asked for, and its place: columns are */
	struct pos at;	/* counted from there */
};

#define MARKED_LETTER "\xEF\xBF\xBE"	 /* U+FFFE */
#define MARKED_STOP   "\xF0\x92\x91\xB4" /* U+12474 */

void marked_init(struct marked *m, struct arena *mem, str file, str source, int line);
/* Source bytes FROM to TO, as they are. */
void marked_copy(struct marked *m, ptrdiff_t from, ptrdiff_t to);
/* Characters that the source does not have; they belong to its byte AT. */
void marked_insert(struct marked *m, ptrdiff_t at, str s);
/* Source bytes that cmark must not look into; the number they can be known by. */
int marked_hold(struct marked *m, ptrdiff_t from, ptrdiff_t to);

/* What S stands for, a string of cmark: a slice of the source, or a copy in A. */
str marked_strip(struct arena *a, const struct marked *m, str s);
/* The number of the held bytes if S is these and nothing else, or -1. */
int marked_held(const struct marked *m, str s);

/* The start of line LINE (from 1) of the text for cmark, or its end if there is no such line. */
ptrdiff_t marked_text_line(struct marked *m, int line);
/* Where the text of a line that begins at byte AT of S begins, inside QUOTES quotes. */
ptrdiff_t marked_content(str s, ptrdiff_t at, int quotes);
/* The byte of the source that byte AT of the text for cmark comes from. */
ptrdiff_t marked_origin(const struct marked *m, ptrdiff_t at);
/* The place in the file of byte AT of the source. */
struct pos marked_pos(struct marked *m, ptrdiff_t at);

#endif
