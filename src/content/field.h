/*
 * field.h - the values of front matter as paper, issue and article know them:
 * which key is which, and texts, numbers, yes and no, lists, scripts, dates. Every
 * function but field_at takes an entry that may be NULL: the key was not written. A key with
 * nothing behind it ("order:", "order: null") is not written either.
 */
#ifndef CONTENT_FIELD_H
#define CONTENT_FIELD_H

#include "base/front.h"
#include "content/date.h"
#include "convert/convert.h"

/* The keys of one kind of file; several rows may have one id: a key and its Traditional alias. */
struct field_keys {
	const struct front_key *key;
	const unsigned char *id;
	int n;
};

/* For X-macro tables X(ID, "name", "别名"). */
#define FIELD_KEY(id, name, alias) {STR_INIT(name), STR_INIT(alias)},
#define FIELD_ID(id, name, alias)  KEY_##id,

/*
 * The entries of F by the id of their key; E has room for each id. Unknown keys and a second
 * key of the same id are reported; keys of other programs (Typora, Hugo) are passed over.
 */
void field_collect(struct diag *d, const struct front *f, const struct field_keys *keys,
		   const struct front_entry **e);

bool field_written(const struct front_entry *e);
/* One line of text, line breaks as spaces; empty if not written. */
str field_text(struct arena *a, struct diag *d, const struct front_entry *e);
/* Where the value begins, or the key if there is no value. */
struct pos field_at(const struct front_entry *e);

/* False if not written or, with a message, not what it should be; *OUT is left alone then. */
bool field_bool(struct diag *d, const struct front_entry *e, bool *out);
/* Digits of either width; also "第3版", "第8545期", "3 毫米", "240%". */
bool field_number(struct diag *d, const struct front_entry *e, int *out);
/* The same for a value of a list; no message. */
bool field_digits(str s, int *out);
bool field_script(struct diag *d, const struct front_entry *e, enum script *out);
/* "hans、hant": the scripts that can be named, for messages. */
str field_scripts(struct arena *a);

/* The items of a list, or of a plain value "a, b、c"; each with its place. */
int field_list(struct arena *a, const struct front_entry *e, struct front_value **out);

/* A day, behind which a time may stand. False as above, or if there is no such day. */
bool field_day(struct diag *d, const struct front_entry *e, struct date *out);
/* The day an article was changed after it was printed: not before that of its issue. */
bool field_updated(struct diag *d, const struct front_entry *e, struct date *out);
/*
 * The date in a file of an issue, as other programs write it, only repeats the issue's: reported
 * if it is no day or another one.
 */
void field_date(struct diag *d, const struct front_entry *e);

#endif
