/*
 * digest.h - SHA-256 (FIPS 180-4) by the processor's instructions, where it has them. For
 * emit/files.c, which takes libmd elsewhere.
 */
#ifndef EMIT_DIGEST_H
#define EMIT_DIGEST_H

#include "base/str.h"

enum { DIGEST_BYTES = 32 };

/* False, and nothing is done, where the processor has none. */
bool digest_quick(str bytes, unsigned char sum[DIGEST_BYTES]);

#endif
