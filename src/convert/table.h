/*
 * table.h - what convert/compile/tables.c makes of OpenCC's dictionaries: constants that the engine
 * reads. Seen by engine*.c, by those who explain, and by the compiler of the tables, alone.
 */
#ifndef CONVERT_TABLE_H
#define CONVERT_TABLE_H

#include <stdint.h>

enum {
	TABLE_LIMIT = 0x32400, /* characters from here on are in no dictionary */
	TABLE_PAGE = 64,       /* characters of a page of codes */
	TABLE_PAGES = TABLE_LIMIT / TABLE_PAGE,
	TABLE_HAN = 0x3000, /* the first character of table_map.han */
	TABLE_HANS = 0x7000,
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

/* A character that becomes what table_map.han has no room for. */
struct table_rare {
	uint32_t cp;
	uint32_t place; /* in the pool */
};

/* Letters, signs and full-width forms: no dictionary changes them. */
enum { TABLE_PLAIN_END = 0x2E80, TABLE_PLAIN_AGAIN = 0xFF00 };

static inline int
table_plain(uint32_t cp)
{
	return cp < TABLE_PLAIN_END || (cp >= TABLE_PLAIN_AGAIN && cp < 0x10000);
}

/* A map from keys to values, of which the longest key counts. */
struct table_map {
	/*
	 * What a character from TABLE_HAN on becomes. Bits 0-23: UTF-8 of three bytes, the first
	 * lowest; TABLE_RARE: see rare; TABLE_FIRST. NULL: see rare for all. Of other characters
	 * only those change that rare has (in order).
	 */
	const uint32_t *han;
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

#define TABLE_RARE  (UINT32_C(1) << 30)
#define TABLE_FIRST (UINT32_C(1) << 31) /* something may begin with it (struct table_filter) */

#define TABLE_OPEN  (UINT32_C(1) << 31) /* a word of the next stage may begin in the value */
#define TABLE_PLACE (TABLE_OPEN - 1)

/*
 * A filter that tells for nine bytes whether a key may begin with them, or be the first six or a
 * little more: a bit of the word at table_pair() >> shift. Keys that begin with a letter are not
 * in it.
 */
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
	struct table_filter filter; /* keys of whole and gap, and hot pairs */
	uint64_t letter[2];	    /* bit by letter with which one of them begins */
};

/* Odd numbers without a pattern. */
#define TABLE_MIX_PAIR	UINT64_C(0x9E3779B97F4A7C15)
#define TABLE_MIX_THIRD UINT32_C(0x85EBCA6B)

/* Of the first six of eight bytes, the first lowest. */
static inline uint64_t
table_pair(uint64_t bytes)
{
	return (bytes << 16) * TABLE_MIX_PAIR;
}

/* The bit of a pair in the word of the filter, and that of the pair with three more bytes. */
static inline uint32_t
table_pair_bit(uint64_t pair)
{
	return (uint32_t)(pair >> 40) & 31;
}

static inline uint32_t
table_third_bit(uint64_t pair, uint32_t third)
{
	return ((uint32_t)(pair >> 16) + (third << 8) * TABLE_MIX_THIRD) >> 27;
}

/* The bit of struct engine.hot for two code points. */
static inline uint32_t
table_hot(uint32_t first, uint32_t second)
{
	return ((first << 16) + second) * TABLE_MIX_THIRD >> 16;
}

extern const unsigned char table_pool[]; /* bytes, characters, then the bytes */
extern const char *const table_origin[]; /* names of dictionaries: "STPhrases" */
extern const struct engine table_engine[];
extern const int table_engines;

#endif
