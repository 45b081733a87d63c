/*
 * table.h - what convert/compile/tables.c makes of OpenCC's dictionaries: constants that the engine
 * reads. Seen by engine*.c, by those who explain, and by the compiler of the tables, alone.
 */
#ifndef CONVERT_TABLE_H
#define CONVERT_TABLE_H

#include <stdbool.h>
#include <stdint.h>

enum {
	TABLE_LIMIT = 0x32400, /* characters from here on are in no dictionary */
	TABLE_PAGE = 64,       /* characters of a page of codes */
	TABLE_PAGES = TABLE_LIMIT / TABLE_PAGE,
	TABLE_LEADS = 16,     /* leading bytes of three-byte characters, E0 to EF */
	TABLE_LEAD = 64 * 64, /* characters that begin with one of them */
	TABLE_KEY = 16,	      /* a key has fewer characters */
	TABLE_SINGLE_MAX = 8, /* bytes that one character becomes, at most */
	TABLE_POOL_HEAD = 2,  /* bytes of a value in the pool before its text */
	TABLE_CODES = 1 << 13,
	TABLE_UNITS = 1 << 17,
};

/*
 * Words are found by codes: each character that is in any key of any map has one, from 1 on.
 * table_code() is 0 for all others.
 */
extern const uint16_t table_code_page[TABLE_PAGES];
extern const uint16_t table_codes[][TABLE_PAGE];

static inline uint32_t
table_code(uint32_t cp)
{
	return cp < TABLE_LIMIT ? table_codes[table_code_page[cp / TABLE_PAGE]][cp % TABLE_PAGE]
				: 0;
}

/*
 * A unit of a double array: the child with code C of the node with base B is at B + C, and it is
 * that child if C is in it, since each node has a base of its own. Bits 0-12: code, 0: free, or the
 * key that ends at the node whose base this is; 13, 14: flags; 15-31: base, or the number of a key.
 */
#define TABLE_CODE (TABLE_CODES - UINT32_C(1))
#define TABLE_END  (UINT32_C(1) << 13) /* a key ends here */
#define TABLE_LEAF (UINT32_C(1) << 14) /* and none goes on */
enum { TABLE_NEXT = 15 };

/* A key of one character: its dictionary, and all its values there, for those who explain. */
struct table_char {
	uint32_t cp;	 /* bits 0-23; 24-31: number of the dictionary */
	uint32_t values; /* place in the pool; they are separated by blanks, the first one counts */
};

/* What a character becomes, where an entry of table_entry has no room for it. */
struct table_rare {
	uint32_t cp;
	uint32_t place; /* in the pool */
};

/*
 * What characters of three bytes become, by leading byte (struct engine.lead) and by the rest of
 * the code point. Bits of TABLE_CHANGE: the three bytes that it becomes, XOR its own, the first
 * lowest: 0 if it stays. Configurations may have blocks in common; in the first one all characters
 * stay.
 *
 * The bits that no change needs are classes of witnesses (struct engine.near), two bits each: the
 * lower one says that the character is the first of some witness of the class, the upper one that
 * it is the second.
 */
extern const uint32_t table_entry[][TABLE_LEAD];
#define TABLE_CHANGE UINT32_C(0x3F3F0F)
#define TABLE_RARE   (UINT32_C(1) << 31) /* not to be seen from here: see struct table_map.rare */
enum { TABLE_CLASSES = 7 };
#define TABLE_FIRST(i)	(UINT32_C(1) << ((i) < 2 ? 4 + 2 * (i) : (i) < 4 ? 8 * (i)-2 : 16 + 2 * (i)))
#define TABLE_SECOND(i) (TABLE_FIRST(i) << 1)
#define TABLE_SECONDS	UINT32_C(0x2A8080A0)

/* Not 0: of characters with these entries the one may be the first of a witness, the other the
 * second. */
static inline uint32_t
table_meet(uint32_t first, uint32_t second)
{
	return first << 1 & second & TABLE_SECONDS;
}

/* No character, but stands for all of one byte, as the first of a witness. */
enum { TABLE_LETTER = 0xFFFF };

/* Letters, signs and full-width forms: no dictionary changes them. */
enum { TABLE_PLAIN_END = 0x2E80, TABLE_PLAIN_AGAIN = 0xFF00 };

static inline int
table_plain(uint32_t cp)
{
	return cp < TABLE_PLAIN_END || (cp >= TABLE_PLAIN_AGAIN && cp < 0x10000);
}

/* A map from keys to values, of which the longest key counts. */
struct table_map {
	/* what characters become that have no entry, or are TABLE_RARE there; in order */
	const struct table_rare *rare;
	int nrare;
	const uint32_t *unit; /* long enough for any base and code */
	uint32_t root;	      /* base of the first characters */
	/*
	 * By number of key: place in the pool, with flags; 0, and for all later numbers: as its
	 * characters alone.
	 */
	const uint32_t *value;
	uint32_t nvalue;
	const unsigned char *origin; /* by number of key: number of its dictionary */
	const struct table_char *character;
	int ncharacter;			 /* in order */
	const struct table_char *normal; /* what comes before all else, of single characters */
	int nnormal;
};

#define TABLE_OPEN  (UINT32_C(1) << 31) /* a word of the next stage may begin in the value */
#define TABLE_PLACE (TABLE_OPEN - 1)

/* A set of pairs of characters, with a few more that are not meant (Bloom's filter). */
struct table_filter {
	const uint32_t *word;
	int shift;
};

struct engine {
	const char *name;
	struct table_map whole; /* segments: keys with what all stages make of them; characters */
	/*
	 * Between segments the stages find words of their own. In gap is what both stages make of
	 * those of which one stage alone decides. Where two neighbours are hot, by table_hot(), or
	 * a value is TABLE_OPEN, the stages have to be run. hot NULL: nowhere. gap.unit NULL: there
	 * is one stage only.
	 */
	struct table_map gap;
	const uint64_t *hot;
	struct table_map stage[2];
	unsigned char lead[TABLE_LEADS]; /* number of the block in table_entry: E0, E1 … */
	/*
	 * Each word that is not what its characters become one by one, and each hot pair, has a
	 * witness: two neighbours in it, as rare a pair as can be, that have a class in common.
	 * Near has the pair, as their bytes, and by table_third() the pair with a third character
	 * before it or behind it, or 0 where the word has none. Words with a character that is
	 * TABLE_RARE need none.
	 */
	struct table_filter near;
	/*
	 * Pairs of code points that are neighbours in any word of any map, or that a word of the
	 * second stage may go over: between all others segments and steps of stages end.
	 */
	struct table_filter inside;
};

/* Odd numbers without a pattern. */
#define TABLE_MIX_FIRST	 UINT32_C(0x9E3779B1)
#define TABLE_MIX_SECOND UINT32_C(0x85EBCA77)
#define TABLE_MIX_THIRD	 UINT32_C(0xC2B2AE3D)

/* Two characters in a filter: the word at table_pair() >> shift has them. */
static inline uint32_t
table_pair(uint32_t first, uint32_t second)
{
	return first * TABLE_MIX_FIRST + second * TABLE_MIX_SECOND;
}

/* The same for a pair and a third character. */
static inline uint32_t
table_third(uint32_t pair, uint32_t third)
{
	return (pair ^ third) * TABLE_MIX_THIRD;
}

/* From these bits of a pair on there are five that tell which bit of the word is set for it. */
enum { TABLE_LOW_BIT = 9, TABLE_HIGH_BIT = 14 };

/* 1: the filter has the pair; 0. */
static inline uint32_t
table_has(const struct table_filter *f, uint32_t pair)
{
	uint32_t word = f->word[pair >> f->shift];

	return word >> (pair >> TABLE_LOW_BIT & 31) & word >> (pair >> TABLE_HIGH_BIT & 31) & 1;
}

/* The bit of struct engine.hot for two code points. */
static inline uint32_t
table_hot(uint32_t first, uint32_t second)
{
	return ((first << 16) + second) * TABLE_MIX_SECOND >> 16;
}

extern const unsigned char table_pool[]; /* bytes, characters, then the bytes */
extern const char *const table_origin[]; /* names of dictionaries: "STPhrases" */
extern const struct engine table_engine[];
extern const int table_engines;

#endif
