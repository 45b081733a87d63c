/*
 * options.h - the command line, for the program that is called and for the one it calls
 * (main.c, paper.c): options, their values, the text of --help.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "base/diag.h"
#include "convert/command.h"

enum { EXIT_FINE, EXIT_FINDINGS, EXIT_COULD_NOT };

struct options {
	const char *command;
	const char **operand; /* what stands after it and is no option */
	int noperand;
	const char *folder, *out, *fonts, *layouts;
	struct command convert;
	int jobs, limit;
	bool quiet, help, version, no_cache;
	bool site; /* the site alone, no print edition */
	enum diag_level fail;
	enum lang lang;
};

/*
 * The words of the command line, and what holds where none is given. False, with a message, if
 * they make no sense. What is stored points into ARGV, or lives in A.
 */
bool options_read(struct arena *a, struct options *o, int argc, char **argv);
/* Tell the user that ARG is not understood; EXIT_COULD_NOT. */
int options_misused(const struct options *o, const char *arg);
/* --help, also for one command; to FD. EXIT_FINE if that was what the user wanted. */
int options_help(const struct options *o, int fd);

/* The exit status after the messages of D. */
int options_status(const struct options *o, const struct diag *d);
/* Go where -C says. False after a message. */
bool options_enter(const struct options *o);
/*
 * What both programs begin with: descriptors 0 to 2 are taken, so that no file of ours is opened
 * as one of them; a reader that has gone away, and a file that is too long, are errors of write().
 */
void options_begin(void);

#endif
