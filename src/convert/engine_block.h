/*
 * engine_block.h - how the parts of the engine work together. Seen by engine*.c alone.
 *
 * Most words become what their characters become one by one. So the text is not cut into words; a
 * block of it at a time is converted character by character into a buffer, and places are listed
 * where neighbours may be a witness, as every other word has one (table.h): one character in thirty
 * or so. Of these, those are left that are one (engine_read.c). Only around them words are looked
 * for, exactly as OpenCC does, in a window that no word goes out of, and what a word becomes is
 * written over what its characters became (engine_window.c). Between words the stages of a
 * configuration may find words of their own (engine_gap.c).
 *
 * A block ends where no word can go on; the next one starts there. It also ends before what is
 * copied unseen.
 *
 * Places are offsets in the text of the block. Most characters become as many bytes as they have:
 * places in the buffer are the same, but for the moves.
 */
#ifndef CONVERT_ENGINE_BLOCK_H
#define CONVERT_ENGINE_BLOCK_H

#include "convert/engine.h"
#include "convert/table.h"

enum {
	BLOCK = 8192, /* bytes; a last character may be longer */
	BLOCK_MOVES = 256,
	BLOCK_MORE = 64, /* who takes several at a time may write beyond */
	/* a character of three bytes or more becomes TABLE_SINGLE_MAX at most */
	BLOCK_BUFFER = BLOCK * TABLE_SINGLE_MAX / 3 + BLOCK_MORE
};

struct block {
	const struct engine *e;
	str text;  /* of the block and all after it */
	int n;	   /* bytes that were read */
	int out;   /* bytes in the buffer */
	bool full; /* else what follows is copied unseen, or the text ends */
	bool open; /* text goes on, and words may */
	/* from place IN on, the buffer is BY bytes ahead of the text */
	struct block_move {
		int in, by;
	} move[BLOCK_MOVES];
	int nmove;
	uint32_t last; /* entry of the last character; 0: it has none, or there is none */
	uint16_t place[BLOCK + BLOCK_MORE]; /* of the second characters of witnesses, in order */
	int nplace;
	uint16_t rare[BLOCK]; /* of rare characters that words have, whatever is beside them */
	int nrare;
	char *buffer;		  /* what the characters become */
	char aside[BLOCK_BUFFER]; /* where the buffer moves when it must not lie in the output */
};

/* What is written, and how far the buffer is. */
struct sink {
	struct out *o;
	struct engine_notes *notes;
	ptrdiff_t base; /* offset of the block in the text */
	int copied;	/* of the buffer */
	bool direct;	/* the buffer lies in the output, right behind what was written */
};

/* Read the text of B from its beginning: what the characters become, and where to look closely. */
void block_fill(struct block *b, enum engine_path path);
/* The first part of it, in ways that do the same. */
void block_read(struct block *b);
#if defined __x86_64__
void block_read_avx2(struct block *b);
#endif
/* Convert what is left to do, but for an end that may go on. Returns the first place left. */
int block_put(struct block *b, struct sink *s);

/*
 * The plain way of reading: from B->n to TO, or a little more. False: what follows is copied
 * unseen, the text ends, or there are too many moves.
 */
bool block_read_to(struct block *b, int to);

/* The entry of each character of one byte. */
static inline uint32_t
block_letter(const struct engine *e)
{
	return table_entry[e->lead[TABLE_LETTER >> 12]][TABLE_LETTER % TABLE_LEAD];
}

/* The place in the buffer of place AT. */
int block_out(const struct block *b, int at);
/* The character at byte AT of TEXT as words have it; its length in *LENGTH, 0: none. */
uint32_t block_other_character(const struct engine *e, str text, ptrdiff_t at, int *length);

static inline uint32_t
block_character(const struct engine *e, str text, ptrdiff_t at, int *length)
{
	const unsigned char *p = (const unsigned char *)text.p + at;

	/* Han and most signs: not those that may be ill-formed or have a normal form */
	if (text.n - at > 2 && p[0] - 0xE1u < 12 && (p[1] & 0xC0) == 0x80 &&
	    (p[2] & 0xC0) == 0x80) {
		*length = 3;
		return (p[0] & 15u) << 12 | (p[1] & 63u) << 6 | (p[2] & 63u);
	}
	return block_other_character(e, text, at, length);
}

/* The character at P, of which N bytes are left; its length, 0: none that is well-formed. */
int block_decode(const unsigned char *p, ptrdiff_t n, uint32_t *cp);
/* Characters that an operator of ideographic description takes: 0, it is none. */
int ids_operands(uint32_t cp);
/*
 * Write what CP becomes by itself by M, which has no entries; room for TABLE_SINGLE_MAX. Returns
 * the bytes. *CP becomes the character that words have.
 */
int block_single(const struct table_map *m, uint32_t *cp, char *out);

/* A value in the pool. */
static inline str
pooled(uint32_t place)
{
	return (str){(const char *)table_pool + place + TABLE_POOL_HEAD, table_pool[place]};
}

/* One step in a double array: to the child of BASE with the character CP. 0: there is none. */
static inline uint32_t
block_child(const struct table_map *m, uint32_t base, uint32_t cp)
{
	uint32_t code = table_code(cp), unit = m->unit[base + code];

	return code != 0 && (unit & TABLE_CODE) == code ? unit : 0;
}

/* The number of the key that ends at UNIT, which has TABLE_END. */
static inline uint32_t
block_key(const struct table_map *m, uint32_t unit)
{
	return unit & TABLE_LEAF ? unit >> TABLE_NEXT : m->unit[unit >> TABLE_NEXT] >> TABLE_NEXT;
}

/*
 * The longest key of M in the text from place FROM to TO: where it ends, and its number in *KEY;
 * FROM: none.
 */
int block_longest(const struct block *b, const struct table_map *m, int from, int to,
		  uint32_t *key);

/*
 * Where in the text up to TO no word begins any more: they have two characters, or are one that is
 * rare.
 */
int block_starts(const struct block *b, int to);
/* The buffer up to TO is written. */
void block_copy(struct block *b, struct sink *s, int to);
/* The same; and what is written next does not lie in it. */
void block_break(struct block *b, struct sink *s, int to);
/* A key of M, FROM to TO: what it becomes is written over what its characters became. */
void block_put_word(struct block *b, struct sink *s, const struct table_map *m, int from, int to,
		    uint32_t key);
/* Bytes IN of the text, at place AT, became those of the output from OUT on. */
void sink_note(struct sink *s, ptrdiff_t at, str in, ptrdiff_t out);
/* The place N characters before AT; 0: there are fewer. */
int block_back(const struct block *b, int at, int n);

/* The same for one. */
static inline int
block_before(const struct block *b, int at)
{
	/* where characters of three bytes are read, there are no other bytes like their first */
	return at > 2 && ((unsigned char)b->text.p[at - 3] & 0xF0) == 0xE0 ? at - 3
									   : block_back(b, at, 1);
}

/*
 * The text FROM to TO, which is between segments. If the segment that ends it is NOT KNOWN, it goes
 * on, and the last characters may be left. Returns the first that is left.
 */
int block_gap(struct block *b, struct sink *s, int from, int to, bool known);

#endif
