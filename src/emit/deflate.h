/*
 * deflate.h - bytes made smaller as RFC 1950 says, for streams of PDFs and for PNGs. The door to
 * zlib.
 */
#ifndef EMIT_DEFLATE_H
#define EMIT_DEFLATE_H

#include "base/arena.h"
#include "base/str.h"

/*
 * DEFLATE_LETTERS: no time is spent on looking for repetitions; DEFLATE_RUNS: but for those of one
 * byte.
 */
enum deflate_kind { DEFLATE_ALL, DEFLATE_LETTERS, DEFLATE_RUNS };

/* BYTES, packed, in A. */
str deflate_pack(struct arena *a, str bytes, enum deflate_kind kind);
/* The CRC-32 that PNG wants behind each chunk. */
uint32_t deflate_crc(str bytes);

#endif
