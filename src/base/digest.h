/*
 * digest.h - SHA-256 (FIPS 180-4), by the processor's instructions where it has them, else by
 * libmd.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include "base/str.h"

enum { DIGEST_BYTES = 32, DIGEST_HEX = 2 * DIGEST_BYTES + 1 /* with NUL */ };

void digest_of(str bytes, unsigned char sum[DIGEST_BYTES]);
/* The same in hexadecimal. */
void digest_hex(str bytes, char hex[DIGEST_HEX]);

#endif
