/*
 * engine_block.h - how the parts of the engine work together. Seen by engine*.c and trace.c
 * alone.
 *
 * A block of characters at a time, in three phases. First each character is converted on its own,
 * as if there were no words, into a buffer (read). Then a list is made of the characters that may
 * begin a word, by a filter that knows three characters (find). Last, words are looked up from left
 * to right, and what a word becomes is written over what its characters became; most words become
 * just that, and nothing is written (engine.c). Between words the stages of a configuration may
 * find words of their own (engine_gap.c).
 *
 * No word is begun in the last characters of a block, since it could go on: the next block starts
 * there. A block also ends before what is copied unseen; no word goes over that.
 */
#ifndef CONVERT_ENGINE_BLOCK_H
#define CONVERT_ENGINE_BLOCK_H

#include "convert/engine.h"
#include "convert/table.h"

enum { BLOCK = 1024, BLOCK_MORE = 64 /* who takes several at a time may write beyond */ };

struct block {
	const struct engine *e;
	str text; /* of the block and all after it */
	int n;
	bool open;			 /* text goes on after the last character, and words may */
	uint32_t cp[BLOCK + BLOCK_MORE]; /* as words have them: normalized */
	/* offsets of characters in text and buffer, and where the last one ends */
	uint16_t in[BLOCK + BLOCK_MORE], out[BLOCK + BLOCK_MORE];
	uint16_t start[BLOCK + BLOCK_MORE]; /* characters that may begin a word, in order */
	int nstart;
	uint16_t several[BLOCK]; /* those that become several by themselves */
	int nseveral;
	char buffer[(BLOCK + BLOCK_MORE) * TABLE_SINGLE_MAX];
};

/* What is written, and how far the buffer is. */
struct sink {
	struct out *o;
	struct engine_notes *notes;
	ptrdiff_t base;	 /* offset of the block in the text */
	uint32_t copied; /* of the buffer */
};

/* The first two phases, in one of several ways that give the same. */
struct engine_phases {
	void (*read)(struct block *b);
	void (*find)(struct block *b);
};

/* ORDER ENGINE_PATH */
void block_read(struct block *b);
void block_find(struct block *b);
void block_read_avx2(struct block *b);
void block_find_avx2(struct block *b);

/*
 * The plain way of reading: characters from B->n to TO (not included), as far as there are any.
 * False: what follows is copied unseen, or the text ends.
 */
bool block_read_to(struct block *b, int to);

/* The character at P, of which N bytes are left; its length, 0: none that is well-formed. */
int block_decode(const unsigned char *p, ptrdiff_t n, uint32_t *cp);
/* Characters that an operator of ideographic description takes: 0, it is none. */
int ids_operands(uint32_t cp);
/*
 * Write what CP becomes by itself by M; room for TABLE_SINGLE_MAX. Returns the bytes. *CP becomes
 * the character that words have.
 */
int block_single(const struct table_map *m, uint32_t *cp, char *out);

/* A value in the pool. */
static inline str
pooled(uint32_t place)
{
	return (str){(const char *)table_pool + place + TABLE_POOL_HEAD, table_pool[place]};
}

/*
 * The longest key of M in the characters CP, from FROM on: where it ends, and its number in *KEY;
 * FROM: none.
 */
int block_longest(const struct table_map *m, const uint32_t *cp, int from, int n, uint32_t *key);

/* The buffer up to TO is written. */
void block_copy(struct block *b, struct sink *s, uint32_t to);
/* A key of M, characters FROM to TO: what it becomes is written over what they became. */
void block_put(struct block *b, struct sink *s, const struct table_map *m, int from, int to,
	       uint32_t key);
/* Bytes IN of the text, at AT of the block, became those of the output from OUT on. */
void sink_note(struct sink *s, ptrdiff_t at, str in, ptrdiff_t out);
/*
 * The characters FROM to TO, which are between segments; from start K on they may begin something.
 * If the segment that ends them is NOT KNOWN, they go on, and their last ones may be left. Returns
 * the first that is left.
 */
int block_gap(struct block *b, struct sink *s, int k, int from, int to, bool known);

#endif
