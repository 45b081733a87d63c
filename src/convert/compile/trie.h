/*
 * trie.h - the keys of maps as double arrays (table.h). Maps with the same keys share one trie;
 * all small tries share one array. Codes are those of all maps together.
 */
#ifndef CONVERT_COMPILE_TRIE_H
#define CONVERT_COMPILE_TRIE_H

#include "convert/compile/map.h"
#include "convert/table.h"

struct double_array {
	uint32_t *unit;
	bool *used;  /* units */
	bool *taken; /* bases */
	uint32_t n;
	uint32_t from; /* where to look for room */
};

struct tries {
	struct arena *mem;
	uint16_t code[TABLE_LIMIT];
	struct double_array large, small;
};

/* What key I of M becomes is not just what its characters become, each alone. */
bool is_changed(struct arena *a, const struct map *m, int i);
/* Sets trie, root, number and changed of the N maps M. */
void tries_build(struct tries *t, struct map **m, int n);

#endif
