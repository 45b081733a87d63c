/*
 * mapped.h - a large file, of which little is read: the system reads what is looked at. For files
 * of the machine, such as fonts; those of a project come in through base/file.h.
 */
#ifndef BASE_MAPPED_H
#define BASE_MAPPED_H

#include "base/str.h"

/* The file at PATH, of 2 GB at most. False if it is empty or cannot be read; *OUT is left alone. */
bool mapped_open(const char *path, str *out);
/* An empty FILE is none. */
void mapped_close(str file);
/* What was read of FILE counts as memory of the process until this; it may be read again. */
void mapped_forget(str file);

#endif
