/*
 * write.h - bytes to where the user wants them: all of them into a descriptor, or a file that
 * appears whole or not at all. What a build writes goes through emit/files.c.
 */
#ifndef BASE_WRITE_H
#define BASE_WRITE_H

#include "base/arena.h"
#include "base/str.h"

/* All BYTES into FD: signals and short writes are taken up again. False with errno. Pipes, too. */
bool write_all(int fd, str bytes);
/* The same for what is told to the user: a reader that has gone away is no fault. */
bool write_say(int fd, str bytes);

/*
 * A file while it is written. What is no regular file (a terminal, a pipe, /dev/null) is written
 * as it goes; a regular file under a name of its own, beside the old one, which it replaces in the
 * end. Links are followed, the mode of the old file is kept.
 */
struct write_file {
	int fd;
	char *path; /* of what is replaced; NULL: nothing is */
	char *own;  /* the name meanwhile */
};

/* False with errno. The names live in A. */
bool write_open(struct arena *a, struct write_file *w, const char *path);
/* Put the file where it belongs, or take it away unless it is GOOD. False with errno. */
bool write_close(struct write_file *w, bool good);

#endif
