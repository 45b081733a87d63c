/*
 * data.h - what C tells a layout: tables of named or listed values, built by a
 * writer and seen by Lua as plain tables (script/web.h). Knows nothing of Lua.
 */
#ifndef SCRIPT_DATA_H
#define SCRIPT_DATA_H

#include "markup/element.h"

enum data_type { DATA_TEXT, DATA_NUMBER, DATA_TRUE, DATA_TABLE, DATA_CONTENT };

struct data_entry {
	struct data_entry *next;
	str key; /* empty: the next member of the list */
	enum data_type type;
	str text;
	int number;
	struct data *table;
	struct element *content; /* its children are what the layout places */
};

struct data {
	struct data_entry *first, *last;
	bool shared;
};

struct data *data_new(struct arena *a);
/*
 * T is the same on several pages of an issue and edition and has no content in it: it is handed to
 * Lua once. Nothing may be set in it any more, and it must last as long as the issue. Returns T.
 */
struct data *data_share(struct data *t);
/*
 * Set KEY of table T; an empty KEY appends to its list. What is not there is nil for the layout:
 * an empty text, a false flag and a NULL table or content are not set.
 */
void data_text(struct arena *a, struct data *t, str key, str text);
void data_number(struct arena *a, struct data *t, str key, int number);
void data_flag(struct arena *a, struct data *t, str key, bool flag);
void data_table(struct arena *a, struct data *t, str key, struct data *table);
void data_content(struct arena *a, struct data *t, str key, struct element *content);

#endif
