#include "base/out.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

enum { OUT_FIRST = 256 };

void
out_grow(struct out *o, size_t more)
{
	size_t cap = o->cap ? o->cap : OUT_FIRST;
	char *p;

	while (cap - o->n <= more)
		cap *= 2;
	p = arena_bytes(o->mem, cap);
	if (o->n > 0)
		memcpy(p, o->p, o->n);
	o->p = p;
	o->cap = cap;
}

void
out_fmt(struct out *o, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n <= 0)
		return;
	out_room(o, (size_t)n + 1);
	va_start(ap, fmt);
	vsnprintf(o->p + o->n, (size_t)n + 1, fmt, ap);
	va_end(ap);
	o->n += (size_t)n;
}

void
out_utf8(struct out *o, uint32_t cp)
{
	char buf[4];

	out_str(o, (str){buf, utf8_encode(cp, buf)});
}

str
out_text(struct out *o)
{
	*out_room(o, 1) = '\0';
	return (str){o->p, (ptrdiff_t)o->n};
}
