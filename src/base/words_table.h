/*
 * words_table.h - ICU's dictionary of Chinese words, as far as they are of the letters that nearly
 * all text is of: constants that convert/compile/words.c makes of it. Seen by words.c and by that
 * compiler alone.
 */
#ifndef BASE_WORDS_TABLE_H
#define BASE_WORDS_TABLE_H

#include <stdint.h>

enum {
	WORDS_FIRST = 0x4E00, /* letters from here on, */
	WORDS_LIMIT = 0xA000, /* below this one, */
	WORDS_BITS = 15,      /* so many bits */
	WORDS_STARTS = 1 << 17,
	WORDS_SLOTS = 1 << 19,
	WORDS_NEAR = 256,   /* no slot is as far from where it should be */
	WORDS_LONGEST = 20, /* letters: ICU looks for no longer word */
};

/*
 * What words begin with, their starts, have numbers; that of nothing at all is 0. A slot says of a
 * start and the letter behind it (bits 0-31: words_key()), at words_slot_of() or soon after it,
 * what the word costs that ends there (bits 32-39; 0: none does), and what start it is itself (from
 * bit 40 on; 0: no word goes on). 0: free.
 */
enum { WORDS_COST = 32, WORDS_START = 40 };
extern const uint64_t words_slot[];

static inline uint32_t
words_key(uint32_t start, uint32_t letter)
{
	return start << WORDS_BITS | (letter - WORDS_FIRST);
}

static inline uint32_t
words_slot_of(uint32_t key)
{
	return key * UINT32_C(0x9E3779B1) / (UINT32_MAX / WORDS_SLOTS + 1);
}

#endif
