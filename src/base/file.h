/*
 * file.h - the one gate: every file of content comes in here. Only regular
 * files below the project's root are read: no symbolic link on the way, no
 * FIFO, no device (nothing blocks), a size limit before the first byte.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

struct asked;

/* An open folder that paths are resolved below, and never above. */
struct root {
	int fd;
	struct asked *asked; /* takes note of what is read (base/asked.h); NULL: nobody does */
};

enum { FILE_TEXT_MAX = 8 << 20, FILE_PICTURE_MAX = 64 << 20 }; /* bytes */

enum file_kind { FILE_REGULAR, FILE_FOLDER, FILE_OTHER };

struct file_entry {
	str name;
	enum file_kind kind;
};

/* False, with a message, if PATH cannot be opened as a folder. */
bool root_open(struct root *r, struct diag *d, const char *path);
void root_close(struct root *r);

/*
 * The bytes of PATH (relative, "/" between names, no ".." and no empty name).
 * False, with a message, if it is missing, not a regular file, larger than
 * LIMIT bytes, or cannot be read whole. The bytes live in A, NUL after them.
 */
bool file_read(struct arena *a, struct diag *d, const struct root *r, str path, size_t limit,
	       str *out);
/* Whether PATH is there, and what it is. No message. */
bool file_kind(const struct root *r, str path, enum file_kind *out);
/*
 * The entries of folder PATH in order of their bytes, without those that begin
 * with "." or "_" and those that end in "~". Names that are not valid UTF-8 or hold control
 * characters are reported and left out. False, with a message, if PATH cannot be listed.
 */
bool file_list(struct arena *a, struct diag *d, const struct root *r, str path,
	       struct file_entry **out, int *n);

/* A text file, decoded and checked: what the readers of content work on. */
struct source {
	str path; /* from the root */
	str text; /* valid UTF-8, lines end in LF, no BOM, only legal XML 1.0 characters */
};

/*
 * Read PATH, decode it (base/encoding.h), report and remove what no text may
 * hold, and tell D its lines. NULL, with a message, if there is no text.
 */
const struct source *source_read(struct arena *a, struct diag *d, const struct root *r, str path);
/* The same for text that is already in memory (tests). */
const struct source *source_new(struct arena *a, struct diag *d, str path, str bytes);

#endif
