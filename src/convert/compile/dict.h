/*
 * dict.h - OpenCC's text dictionaries and configurations as maps in which the longest key
 * counts (match_policy, normalization, segmentation, conversion_chain). Slow and plain;
 * tables.c makes tables of them. A fault in the data ends the program.
 */
#ifndef CONVERT_COMPILE_DICT_H
#define CONVERT_COMPILE_DICT_H

#include "base/arena.h"
#include "base/str.h"

struct dict {
	struct dict_entry {
		str key, value;
		str values; /* all that the dictionary has, separated by blanks */
		str origin; /* "STPhrases" */
	} * entry;	    /* in the order they were added */
	int n, cap;
	int *slot; /* hash table: number of the entry + 1 */
	int nslot;
	ptrdiff_t longest; /* bytes of the longest key */
};

enum { CONFIG_STAGES = 2 };

struct config {
	struct dict norm;    /* over the whole text, first */
	bool segmented;	     /* else the whole text is one segment */
	struct dict segment; /* only its keys count */
	struct dict stage[CONFIG_STAGES];
	int nstage;
};

void die(const char *what, str which) __attribute__((noreturn));
/* The whole text of a file, which is UTF-8. */
str read_file(struct arena *a, const char *path);

/* Of equal keys the first stays. */
void dict_put(struct arena *a, struct dict *d, struct dict_entry e);
void dict_add(struct arena *a, struct dict *d, str key, str value);
const struct dict_entry *dict_find(const struct dict *d, str key);
/* The longest key that TEXT begins with; NULL: none. */
const struct dict_entry *dict_match(const struct dict *d, str text);
/* TEXT converted: what no key matches is copied. */
str dict_run(struct arena *a, const struct dict *d, str text);
/* FOLDER/NAME, a text: "key<TAB>value value…" a line, of which the first value counts. */
void dict_read(struct arena *a, const char *folder, str name, struct dict *out);
/* FOLDER/NAME.json with the dictionaries it names. */
void config_read(struct arena *a, const char *folder, str name, struct config *out);
/* All stages, for text that is one segment. */
str config_run(struct arena *a, const struct config *c, str text);

#endif
