/*
 * arguments.h - what a layout gives to the methods of a page: tables with named fields.
 * What is missing, too large or of another type raises an error that names the
 * method and the field. For script/print_*.c.
 */
#ifndef SCRIPT_ARGUMENTS_H
#define SCRIPT_ARGUMENTS_H

#include <lua.h>

#include "compose/page.h"

/* What is being read, for messages: "page:fit", "headline". */
struct arguments {
	lua_State *L;
	int table;	   /* index on the stack */
	const char *call;  /* "fit" */
	const char *outer; /* "headline."; "" at the top */
};

/* The table at TABLE, which may hold the fields NAMES (a list that ends with NULL) and no others.
 */
struct arguments arguments_open(lua_State *L, int table, const char *call, const char *outer,
				const char *const *names);

/* A whole number from MIN to MAX; missing: FALLBACK, or an error where that is below MIN. */
int arguments_int(const struct arguments *a, const char *name, int min, int max, int fallback);
/* A size of type, in points or by its name (R27); missing: FALLBACK. */
mpt arguments_points(const struct arguments *a, const char *name, mpt fallback);
/* Missing: FALLBACK. */
bool arguments_bool(const struct arguments *a, const char *name, bool fallback);
/* The name of a face; missing: *OUT stays as it is. */
void arguments_face(const struct arguments *a, const char *name, enum face *out);
/* One line of the head: a table, false (not set), or nothing: *OUT stays as it is. */
void arguments_head(const struct arguments *a, const char *name, struct head_line *out);
/* The field to_page: number of page P or a later one of its issue, or 0. */
int arguments_to_page(const struct arguments *a, const struct page *p);

#endif
