#include "base/out.h"

#include "base/fmt.h"
#include "base/utf8.h"

enum { OUT_FIRST = 256, OUT_LEAST = 32 /* bytes that are tried first when formatting */ };

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
out_uint(struct out *o, unsigned n)
{
	char digits[3 * sizeof n];
	size_t at = sizeof digits;

	do
		digits[--at] = (char)('0' + n % 10);
	while (n /= 10);
	out_str(o, (str){digits + at, (ptrdiff_t)(sizeof digits - at)});
}

void
out_fmt(struct out *o, const char *fmt, ...)
{
	va_list ap;
	size_t room;
	int n;

	out_room(o, OUT_LEAST);
	room = o->cap - o->n;
	va_start(ap, fmt);
	n = fmt_text(o->p + o->n, room, fmt, ap);
	va_end(ap);
	if (n <= 0)
		return;
	if ((size_t)n >= room) {
		out_room(o, (size_t)n + 1);
		va_start(ap, fmt);
		fmt_text(o->p + o->n, (size_t)n + 1, fmt, ap);
		va_end(ap);
	}
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
