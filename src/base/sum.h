/*
 * sum.h - whether bytes are the same as before, quickly: 64 bits that hang on every byte and its
 * place. The same on every machine. Who means harm can make two texts with one sum; against that
 * there is SHA-256.
 */
#ifndef BASE_SUM_H
#define BASE_SUM_H

#include "base/str.h"

/* H: 0, or the sum of what stands before S. */
uint64_t sum_add(uint64_t h, str s);

/* A sum as part of a file's name, in hexadecimal: 40 bits tell the versions of a file apart. */
enum { SUM_NAME = 10 };
void sum_name(uint64_t sum, char name[SUM_NAME + 1]);

#endif
