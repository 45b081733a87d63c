/*
 * reference.h - OpenCC's way of converting, as literally and slowly as it can be written: the
 * configurations and the text of the dictionaries are read when it runs, groups of dictionaries are
 * asked one after the other, and the stages follow each other over whole strings. It shares no code
 * with the engine and the compiler of its tables, so that a fault there shows as a difference.
 */
#ifndef FUZZ_REFERENCE_H
#define FUZZ_REFERENCE_H

#include "base/arena.h"
#include "base/str.h"

struct reference_rule {
	str key, value;
};

/* A value of a configuration: an object or a list; with the rules of the dictionary it names. */
struct reference {
	struct reference *child, *next;
	str name; /* of the member it is the value of */
	str type, file, match_policy, may_output_tofu;
	struct reference_rule *rule; /* in order of keys */
	int n;
};

/*
 * FOLDER/NAME.json and the dictionaries that it names, in A. RARE: with the characters that few
 * fonts have, which OpenCC leaves out unless asked. Ends the program if they cannot be read.
 */
struct reference *reference_read(struct arena *a, const char *folder, const char *name, bool rare);

/* The member NAME of V; NULL: there is none. */
const struct reference *reference_member(const struct reference *v, const char *name);

struct reference_text {
	char *p;
	ptrdiff_t n, cap;
	ptrdiff_t *origin; /* by byte, and one for the end: where in the input it comes from */
	ptrdiff_t *bad;	   /* offsets of bytes of the input that are not UTF-8 */
	int nbad;
};
/* Within what took several characters, or became several, no byte has an origin. */
enum { REFERENCE_NONE = -1 };

/*
 * TEXT through configuration V, as OpenCC 1.4.2 does it but for three things. It refuses text that
 * is not UTF-8; here such bytes stay, and what is between them is converted as if they were the
 * ends of a text. It loses what follows a NUL where it cuts segments. And an operator of
 * ideographic description that lacks operands at the end of a text, such as in 「⿲簡埠」, may find
 * them in what an earlier stage has made (⿲簡端口), and then hides that from a later one; here it
 * never does.
 */
struct reference_text reference_run(struct arena *a, const struct reference *v, str text);

#endif
