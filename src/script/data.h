/*
 * data.h - what C tells a layout: tables of named or listed values, built by a
 * writer and seen by scripts as they are (script/web.h). Knows nothing of Lua.
 */
#ifndef SCRIPT_DATA_H
#define SCRIPT_DATA_H

#include "markup/element.h"

enum data_type { DATA_TEXT, DATA_NUMBER, DATA_TRUE, DATA_TABLE, DATA_CONTENT };

struct data_entry {
	const char *name;
	int n; /* bytes of the name; 0: a member of the list */
	enum data_type type;
	union {
		str text;
		int number;
		struct data *table;
		struct element *content; /* its children are what the layout places; NULL: placed */
	};
};

/* It has names, or it is a list. */
struct data {
	struct data_entry *entry;
	int n, room;
	bool calls;	 /* script/web.h: scripts find functions in it, too */
	uintptr_t shown; /* what scripts know it by */
	uint64_t names;	 /* bit data_slot(name) of each name that it has, or had */
};

struct data *data_new(struct arena *a);
/*
 * Texts are sound (xhtml_sound_text). Set KEY of table T, which has none of that name; an empty KEY
 * appends to its list. What is not there is nil for the layout: an empty text, a false flag and a
 * NULL table or content are not set.
 */
void data_text(struct arena *a, struct data *t, str key, str text);
void data_number(struct arena *a, struct data *t, str key, int number);
void data_flag(struct arena *a, struct data *t, str key, bool flag);
void data_table(struct arena *a, struct data *t, str key, struct data *table);
void data_content(struct arena *a, struct data *t, str key, struct element *content);
/* T has no KEY from now on. */
void data_unset(struct data *t, str key);

/* A number that KEY gives, below DATA_SLOTS; few other names give the same. */
enum { DATA_SLOTS = 64 };
int data_slot(str key);
static inline bool
data_has(const struct data_entry *e, str key)
{
	return e->n == key.n && memcmp(e->name, key.p, (size_t)key.n) == 0;
}
/*
 * The value of KEY, NULL if there is none. *HINT is where it was in a table like T, and becomes
 * where it is; data_seek() does not look there.
 */
struct data_entry *data_seek(const struct data *t, str key, int *hint);
static inline struct data_entry *
data_find(const struct data *t, str key, int *hint)
{
	if (key.n > 0 && *hint < t->n && data_has(&t->entry[*hint], key))
		return &t->entry[*hint];
	return data_seek(t, key, hint);
}
/* How many members the list T has; member AT, from 1 on. */
int data_length(const struct data *t);
struct data_entry *data_member(const struct data *t, int64_t at);

#endif
