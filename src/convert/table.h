/*
 * table.h - what convert/compile/tables.c makes of OpenCC's dictionaries: constants that engine.c
 * reads. Seen by engine.c, and by the compiler of the tables, alone.
 */
#ifndef CONVERT_TABLE_H
#define CONVERT_TABLE_H

#include <stdint.h>

enum {
	TABLE_LIMIT = 0x32400, /* characters from here on are in no dictionary */
	TABLE_PAGE = 32,       /* characters of a page */
	TABLE_PAGES = TABLE_LIMIT / TABLE_PAGE,
	TABLE_KEY = 16,	      /* a key has fewer characters */
	TABLE_SINGLE_MAX = 8, /* bytes that one character becomes, at most */
	TABLE_CODES = 1 << 13,
};

/*
 * A character, 0 if nothing is known of it: it is copied and in no key. Bits 0-23: what it becomes,
 * UTF-8, first byte lowest; 24-27: bytes of that, 0: it stays, TABLE_POOLED: bits 0-23 are a place
 * in the pool. 28-31: flags. 32-44: its code where it is in a key, not at the start; 45-63: base of
 * those that begin with it (0: none).
 */
enum { TABLE_POOLED = 15, TABLE_LENGTH = 15 << 24 };

#define TABLE_IDS (UINT32_C(1) << 28) /* an operator of ideographic description */
#define TABLE_NEUTRAL \
	(UINT32_C(1) << 29)		/* no stage has a longer key with it, or what it becomes */
#define TABLE_HOT   (UINT32_C(1) << 30) /* with some next character the stages must be run */
#define TABLE_ALONE (UINT32_C(1) << 31) /* with any */

/*
 * A double array: the child with code C of the node with base B is at B + C, and its parent is B.
 * Each node has a base of its own. The key that ends at an inner node is its child with code 0.
 */
struct table_unit {
	uint32_t parent; /* UINT32_MAX: free */
	uint32_t next;	 /* base, or at the end of a key its number; and flags */
};
#define TABLE_END  (UINT32_C(1) << 31) /* a key ends here */
#define TABLE_LEAF (UINT32_C(1) << 30) /* and none goes on */
#define TABLE_NEXT (TABLE_LEAF - 1)

/* A key of one character: its dictionary, and all its values there, for those who explain. */
struct table_char {
	uint32_t cp;	 /* bits 0-23; 24-31: number of the dictionary */
	uint32_t values; /* place in the pool; they are separated by blanks, the first one counts */
};

/* A map from keys to values, of which the longest key counts. */
struct table_map {
	const uint16_t *page;	       /* number of the page for each page of characters */
	const struct table_unit *unit; /* long enough for any base and code */
	const uint32_t *value; /* by number of key: place in the pool; 0: as its characters alone */
	const unsigned char *origin; /* by number of key: number of its dictionary */
	const struct table_char *character;
	int ncharacter; /* in order */
};

struct engine {
	const char *name;
	struct table_map
	    whole; /* segments: keys with what all stages make of them; and characters */
	/*
	 * What is between segments goes through the stages, but only where two neighbours are HOT
	 * is that anything else than character by character. NULL: there is one stage, nothing is
	 * hot.
	 */
	const uint64_t *hot; /* bit by table_pair() */
	struct table_map stage[2];
	const struct table_char *normal; /* what comes before all else, of single characters */
	int nnormal;
};

static inline uint32_t
table_pair(uint32_t first, uint32_t second)
{
	return (first * UINT32_C(0x9E3779B1) ^ second * UINT32_C(0x85EBCA6B)) >> 16;
}

extern const uint64_t table_page[][TABLE_PAGE];
extern const unsigned char table_pool[]; /* a length, then as many bytes */
extern const char *const table_origin[]; /* names of dictionaries: "STPhrases" */
extern const struct engine table_engine[];
extern const int table_engines;

#endif
