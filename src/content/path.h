/*
 * path.h - names of files as editors write them in links and pictures, and
 * where they lead inside content/. Paths run from the project's root.
 */
#ifndef CONTENT_PATH_H
#define CONTENT_PATH_H

#include "base/file.h"

/* "content/a" of "content/a/b.md"; empty if there is no "/". */
str path_folder(str path);
/* "b.md" */
str path_name(str path);
/* The name's part after its last ".", without it; empty: none. */
str path_extension(str name);
/* ASCII case folded. */
bool path_has_extension(str name, str extension);
str path_join(struct arena *a, str folder, str name);

/*
 * URL as a relative path: %XX decoded, "\" as "/", "." and "x/.." gone, ".." only at its
 * beginning, NFC. False if it is none: empty, absolute, with a drive letter, not UTF-8, or with
 * a control character.
 */
bool path_clean(struct arena *a, str url, str *out);
/* RELATIVE (path_clean) as seen from FOLDER. False if it leads out of content/. */
bool path_resolve(struct arena *a, str folder, str relative, str *out);

/*
 * The file at PATH, also where its name is stored in another normal form (as macOS does).
 * False if there is no such regular file.
 */
bool path_find(struct arena *a, const struct root *r, str path, str *out);
/* The name in PATH's folder that is nearest to its own, empty if none is near. */
str path_nearest(struct arena *a, const struct root *r, str path);

#endif
