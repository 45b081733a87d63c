/*
 * command.h - what `lilong convert` does with its files: opens each, has it converted, and puts the
 * result where the user wants it. How text is converted is said in stream.h (OpenCC's way), plain.h
 * (the newspaper's way) and explain.h; Markdown is content/rewrite.h.
 */
#ifndef CONVERT_COMMAND_H
#define CONVERT_COMMAND_H

#include "base/diag.h"
#include "convert/convert.h"

struct command {
	const char *config; /* OpenCC's name of a configuration; NULL: the newspaper's way */
	enum script from, to;
	bool has_from, has_to;
	enum quotes quotes;
	bool has_quotes; /* else as editions are made: corners in Taiwan and Hong Kong */
	bool phrases;
	const char *glossary; /* path of house terms, or NULL */
	bool markdown, explain;
	enum lang lang; /* of explanations */

	const char **file;  /* "-": standard input */
	int nfile;	    /* 0: standard input */
	const char *out;    /* all results into this file, or NULL */
	const char *folder; /* each result into this folder, or NULL */
	bool in_place;	    /* each result into its own file */
};

/* Convert IN, named FILE in messages, into OUT. False, with a message, if that has to end. */
typedef bool command_fn(void *ctx, struct diag *d, str file, int in, int out);

/* Each file of C through FN; a file that cannot be opened is reported, and the others go on. */
void command_files(const struct command *c, struct diag *d, command_fn *fn, void *ctx);

/*
 * Convert text as C wants it. FORM: what `--glossary` has been read to, or NULL. False if there
 * is no such conversion; nothing has been read or written then.
 */
bool command_text(const struct command *c, struct diag *d, const struct glossary *glossary);

/* Scripts and options of the newspaper's way. */
struct convert_options command_options(const struct command *c, const struct glossary *glossary);

/* Why C makes no sense, by enum lang; NULL: it does. */
const str *command_fault(const struct command *c);
/* The names that -c takes, one line. */
str command_names(struct arena *a);

#endif
