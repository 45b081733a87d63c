/*
 * words_table.h - ICU's dictionary of Chinese words, as far as they are of the letters that nearly
 * all text is of: constants that convert/compile/words.c makes of it. Seen by words.c and by that
 * compiler alone. Letters are counted from WORDS_FIRST.
 */
#ifndef BASE_WORDS_TABLE_H
#define BASE_WORDS_TABLE_H

#include <stdint.h>

enum {
	WORDS_FIRST = 0x4E00, /* letters from here on, */
	WORDS_LIMIT = 0xA000, /* below this one, */
	WORDS_LETTERS = WORDS_LIMIT - WORDS_FIRST,
	WORDS_BITS = 15,    /* so many bits */
	WORDS_LONGEST = 20, /* letters: ICU looks for no longer word */
	WORDS_PAIRS = 1 << 18,
	WORDS_MORE = 1 << 18,
	WORDS_LONGER = 1 << 19, /* starts from here on have more than two letters */
	WORDS_NEAR = 256,	/* no slot is as far behind where it should be */
};

/* What each letter costs that is a word; 0: it is none. */
extern const uint8_t words_letter[WORDS_LETTERS];

/*
 * A slot for each pair of letters that words begin with, where the high bits of words_mixed() say
 * or soon behind it. Bits 0-11: the low bits of that; 12-19: how far behind; 20-27: what the word
 * costs that is no longer, 0: there is none; 28: longer words begin so. 0: free.
 */
extern const uint32_t words_pair[WORDS_PAIRS + WORDS_NEAR];
enum { WORDS_LOW = 1 << 12, WORDS_PAIR_NEAR = 12, WORDS_PAIR_COST = 20, WORDS_PAIR_MORE = 1 << 28 };

/* A number for each pair of letters, which are 30 bits, and another one for each. */
static inline uint32_t
words_mixed(uint32_t pair)
{
	return pair * UINT32_C(0x9E3779B1) % (UINT32_C(1) << 2 * WORDS_BITS);
}

/*
 * A slot for each longer start of words. A start is known by the place of its slot, a pair's in
 * words_pair, others, from WORDS_LONGER on, here: bits 0-34 are the start without the last letter
 * and that letter (words_key()); 40-47: what the word costs that is no longer; 48: longer words
 * begin so. It is at words_more_at() or soon behind. 0: free.
 */
extern const uint64_t words_more[WORDS_MORE + WORDS_NEAR];
enum { WORDS_COST = 40 };
#define WORDS_KEY     (UINT64_C(1) << WORDS_COST) /* above it */
#define WORDS_GOES_ON (UINT64_C(1) << 48)

static inline uint64_t
words_key(uint32_t start, uint32_t letter)
{
	return (uint64_t)start << WORDS_BITS | letter;
}

static inline uint32_t
words_more_at(uint64_t key)
{
	return (uint32_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> (64 - 18));
}

#endif
