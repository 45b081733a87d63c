/*
 * json.h - writes JSON (RFC 8259). Commas and nesting are its own work; that the values
 * make sense, and that keys are not there twice, is the caller's.
 */
#ifndef EMIT_JSON_H
#define EMIT_JSON_H

#include "base/out.h"

/* An object or list that is being written. Initialise with {.out = out}. */
struct json {
	struct out *out;
	bool close; /* all in one line, for what no one reads by eye */
	bool comma; /* what comes next needs one */
	int depth;
};

void json_string(struct out *o, str s);
/* Begin the next value, with its KEY where it has one: the caller writes it. */
void json_next(struct json *j, const char *key);
/* BRACKET: '{' or '[', and what closes it. KEY is NULL in a list. */
void json_open(struct json *j, const char *key, char bracket);
void json_close(struct json *j, char bracket);
void json_text(struct json *j, const char *key, str value);
/* The same, but nothing if VALUE is empty. */
void json_some(struct json *j, const char *key, str value);
void json_int(struct json *j, const char *key, long value);

#endif
