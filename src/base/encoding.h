/*
 * encoding.h - bytes to UTF-8, through iconv. Recognised: UTF-8 with or
 * without BOM, UTF-16 with BOM (or plainly UTF-16 without), GB18030, Big5.
 */
#ifndef BASE_ENCODING_H
#define BASE_ENCODING_H

#include "base/diag.h"

/*
 * BYTES of FILE as valid UTF-8 in A. Anything but UTF-8 gives a note that names
 * the encoding. Bytes that fit none of them: an error with line and byte
 * offset, and false; never a replacement character.
 */
bool encoding_decode(struct arena *a, struct diag *d, str file, str bytes, str *out);

#endif
