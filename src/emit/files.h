/*
 * files.h - the one way out: a worker's files go below the staging folder, checked
 * on their way. Names are relative, "/" between them. What has been written is
 * made durable and visible by build/publish.c.
 */
#ifndef EMIT_FILES_H
#define EMIT_FILES_H

#include "base/diag.h"
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
 * Write BYTES as PATH; folders are made. .xhtml .html .xml .svg are verified first
 * (markup/verify.h) and not written if they do not pass. False, with a message, then and
 * when the system refuses. The same path twice is an error.
 */
bool files_write(struct files *f, str path, str bytes);
/* The same for a page of the print edition, held against its schema. */
bool files_write_against(struct files *f, str path, str bytes, const struct verify_schema *schema);

enum { FILES_DIGEST = 65 }; /* a SHA-256 in hexadecimal, NUL after it */

struct files_entry {
	str path;
	size_t bytes;
	char sha256[FILES_DIGEST]; /* of files below print/, which the job ticket lists; else empty
				    */
	struct verify_result seen; /* empty for what is neither XML nor CSS */
};

/* What was written, in that order. */
int files_count(const struct files *f);
const struct files_entry *files_at(const struct files *f, int i);

/* True if PATH can be written: relative, no "." or "..", no empty or overlong name, no controls. */
bool files_path_ok(str path);

/* The SHA-256 of BYTES. */
void files_digest(str bytes, char hex[FILES_DIGEST]);

#endif
