/*
 * files.h - the one way out: a worker's files go below the staging folder, checked
 * on their way. Names are relative, "/" between them. What has been written is
 * made durable and visible by build/publish.c.
 */
#ifndef EMIT_FILES_H
#define EMIT_FILES_H

#include "base/code.h"
#include "base/diag.h"
#include "base/digest.h"
#include "markup/verify.h"

struct files; /* opaque: staging folder, names written, what verify found */

/*
 * Files below folder FD (of the staging tree), which stays open as long as the result is used.
 * FD -1: everything is checked and listed, nothing is written ("lilong check").
 */
struct files *files_new(struct arena *a, struct diag *d, int fd);

/*
 * False in a check: bytes that are not looked into (pictures, fonts) need not be made then, their
 * names are enough.
 */
bool files_kept(const struct files *f);

/*
 * What is written from now on goes to TO as well (emit/cache.h), each file as its path and its
 * bytes, for files_again(); NULL ends that.
 */
struct cache_writer;
void files_copy(struct files *f, struct cache_writer *to);
/*
 * Write the files that FROM begins with, N of them, which were copied in an earlier build and
 * verified in it; FROM moves past them. False, with a message, if the system refuses.
 */
bool files_again(struct files *f, struct code *from, int n);

/*
 * Write BYTES as PATH; folders are made. .xhtml .html .xml .svg are verified first
 * (markup/verify.h) and not written if they do not pass. False, with a message, then and
 * when the system refuses. The same path twice is an error.
 */
bool files_write(struct files *f, str path, str bytes);
/* The same where pieces stand in it that are known (markup/known.h). */
struct known_text;
bool files_write_known(struct files *f, str path, const struct known_text *text);
/* The same for a page of the print edition, held against its schema. */
bool files_write_printed(struct files *f, str path, str bytes, const struct source *schema);

struct files_entry {
	str path;
	size_t bytes;
	char sha256[DIGEST_HEX];   /* of files below print/, which the job ticket lists; else empty
				    */
	struct verify_result seen; /* empty for what is neither XML nor CSS */
};

/* What was written, in that order. */
int files_count(const struct files *f);
const struct files_entry *files_at(const struct files *f, int i);

/* True if PATH can be written: relative, no "." or "..", no empty or overlong name, no controls. */
bool files_path_ok(str path);

#endif
