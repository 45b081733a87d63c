/*
 * code.h - records as bytes. One description of a record, field by field, serves
 * writing and reading, so that the two cannot differ. Numbers are four bytes, low
 * byte first; a text is its length and its bytes; a list is its length and its members.
 *
 * What is read may come from a worker that a hostile script has taken over: after the first
 * fault nothing more is read and OK stays false.
 */
#ifndef BASE_CODE_H
#define BASE_CODE_H

#include "base/arena.h"
#include "base/out.h"
#include "base/str.h"

struct code {
	struct out *out;   /* where the record is written; NULL: reading */
	struct arena *mem; /* reading: where lists live */
	str in;		   /* reading: what is left; texts are slices of it */
	bool ok;	   /* set it to true first */
};

/* 0 to INT_MAX. */
void code_int(struct code *c, int *v);
/* N of them; after a fault V stays as it is. */
void code_ints(struct code *c, int *v, int n);
/* A number from 0 to N - 1: an enum. */
int code_choice(struct code *c, int v, int n);
void code_bool(struct code *c, bool *v);
/* Valid UTF-8. */
void code_str(struct code *c, str *s);
/* Any bytes. */
void code_bytes(struct code *c, str *s);
void code_strs(struct code *c, struct strs *s);
/* The members of a list, SIZE bytes each; each takes at least MIN bytes of the record. */
void *code_list(struct code *c, void *list, int *n, size_t size, int min);

#endif
