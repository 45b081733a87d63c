/*
 * map.h - the maps that a configuration is compiled to: what text becomes where it is one segment,
 * and between segments (table.h). Slow and plain; trie.c and tables.c write them down.
 */
#ifndef CONVERT_COMPILE_MAP_H
#define CONVERT_COMPILE_MAP_H

#include "convert/compile/dict.h"

struct map {
	const struct dict *keys;  /* as the dictionaries have them; NULL: made here */
	const struct dict *norm;  /* what comes before it; NULL: nothing */
	struct dict word, single; /* what keys and characters become */
	bool *open;		  /* by entry of word; NULL: none is TABLE_OPEN */
	const struct double_array *trie;
	uint32_t root;
	const uint32_t *number; /* of each entry of word */
	uint32_t changed;	/* keys with smaller numbers are not as their characters alone */
};

/* Code point of the first character; TEXT is not empty. */
uint32_t first_of(str text);
str first_character(str text);
bool is_word(str key); /* more than one character */
/* Order of struct dict_entry, for qsort. */
int by_key(const void *a, const void *b);

/* Every character that a dictionary of CONFIG has a rule for, or a longer key with. */
struct dict characters(struct arena *a, const struct config *config);
/*
 * KEYS as a map: what text is after the stages FROM to TO (not included) of CONFIG, where it is one
 * segment. Keys that normalization would change are never met.
 */
struct map map_of(struct arena *a, const struct config *config, const struct dict *keys, int from,
		  int to);

/*
 * What is found between the segments of CONFIG, which has two stages: keys of which one stage alone
 * decides, and the pairs of neighbours from which on both stages have to be run.
 */
struct gap {
	struct map map;
	struct dict pair; /* keys: two characters */
	struct dict
	    joint; /* the same: a key of the second stage may go over what is between them */
};
void gap_of(struct arena *a, const struct config *config, struct gap *out);

#endif
