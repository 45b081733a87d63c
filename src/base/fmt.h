/*
 * fmt.h - printf for the formats that nearly all texts are made with, without what makes printf
 * slow; it is asked for all others. Seen by str.c and out.c alone.
 */
#ifndef BASE_FMT_H
#define BASE_FMT_H

#include <stdarg.h>
#include <stddef.h>

/* As vsnprintf(): at most SIZE bytes at P, NUL among them; the bytes it takes without that. */
int fmt_text(char *p, size_t size, const char *fmt, va_list ap)
    __attribute__((format(printf, 3, 0)));

#endif
