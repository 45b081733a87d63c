/*
 * front.h - front matter: "key: value" lines between two "---" lines. Not
 * YAML: a plain value is the rest of the line, literally. Quoted strings,
 * [a, b] lists, "- item" lists and | > blocks are read as js-yaml writes them
 * (docs/content.zh.md has the grammar for editors). Knows nothing of which keys there are.
 */
#ifndef BASE_FRONT_H
#define BASE_FRONT_H

#include "base/diag.h"
#include "base/file.h"

struct front_value {
	str text;
	struct pos at; /* of the first character of the value */
};

struct front_entry {
	str key; /* as typed, trimmed */
	struct pos at;
	bool list; /* written as a list, even of one */
	struct front_value *value;
	int nvalue; /* 0: nothing after the colon */
};

struct front {
	struct front_entry *entry;
	int n;
	str body;      /* what follows the front matter; a slice of the source */
	int body_line; /* line of the file where body begins, from 1 */
};

/*
 * Split SRC. A file without front matter has n = 0 and all its text as body.
 * Faults of form (no closing line, a line that is no entry, a quote that is not
 * closed, a key twice, full-width --- or ： ) are reported and read on past.
 */
void front_read(struct arena *a, struct diag *d, const struct source *src, struct front *out);

/* The keys that a kind of file knows. */
struct front_key {
	str name;  /* "title" */
	str alias; /* "标题"; empty: none */
};

/*
 * Index in KEYS of the entry's key (name or alias, ASCII case folded; Traditional
 * forms of an alias are listed as keys of their own); -1 if unknown, after a warning
 * that names the nearest known key.
 */
int front_key(struct diag *d, const struct front_entry *e, const struct front_key *keys, int n);

/* The one value of E as text, empty if none; a list is reported and its first item taken. */
str front_text(struct diag *d, const struct front_entry *e);

/*
 * The nearest of WORDS to WORD by edit distance in characters (Damerau), empty
 * if none is near: at most a third of the length, at least 1.
 */
str front_nearest(struct arena *scratch, str word, const struct strs *words);

#endif
