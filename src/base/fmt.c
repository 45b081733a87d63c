#include "base/fmt.h"

#include <stdio.h>
#include <string.h>

enum { DIGITS = 12 };

struct sink {
	char *p;
	size_t size, n; /* N may pass SIZE: what has no room is counted only */
};

static void
put(struct sink *s, const char *text, size_t n)
{
	if (s->n < s->size) {
		size_t room = s->size - s->n;

		memcpy(s->p + s->n, text, n < room ? n : room);
	}
	s->n += n;
}

/* With zeros in front if it has fewer digits than WIDTH. */
static void
put_int(struct sink *s, int value, int width)
{
	char digits[DIGITS];
	unsigned u = value < 0 ? 0u - (unsigned)value : (unsigned)value;
	int i = DIGITS;

	do
		digits[--i] = (char)('0' + u % 10);
	while (u /= 10, u > 0);
	while (DIGITS - i < width)
		digits[--i] = '0';
	if (value < 0)
		digits[--i] = '-';
	put(s, digits + i, (size_t)(DIGITS - i));
}

/* The conversion after "%" at F; its end, or NULL: it is for printf. */
static const char *
convert(struct sink *s, const char *f, va_list *ap)
{
	if (f[0] == '.' && f[1] == '*' && f[2] == 's') {
		int n = va_arg(*ap, int);
		const char *text = va_arg(*ap, const char *);

		if (n > 0)
			put(s, text, (size_t)n);
		return f + 3;
	}
	if (f[0] == 's') {
		const char *text = va_arg(*ap, const char *);

		put(s, text, strlen(text));
		return f + 1;
	}
	if (f[0] == 'd') {
		put_int(s, va_arg(*ap, int), 0);
		return f + 1;
	}
	if (f[0] == '0' && (f[1] == '2' || f[1] == '4') && f[2] == 'd') {
		int value = va_arg(*ap, int), width = f[1] - '0';

		put_int(s, value, value < 0 ? width - 1 : width);
		return f + 3;
	}
	if (f[0] == 'c' || f[0] == '%') {
		char c = f[0] == 'c' ? (char)va_arg(*ap, int) : '%';

		put(s, &c, 1);
		return f + 1;
	}
	return NULL;
}

int
fmt_text(char *p, size_t size, const char *fmt, va_list ap)
{
	struct sink s = {p, size, 0};
	va_list rest;
	int n = 0;

	va_copy(rest, ap);
	while (*fmt) {
		const char *percent = strchrnul(fmt, '%'), *after;

		put(&s, fmt, (size_t)(percent - fmt));
		fmt = percent;
		if (!*fmt)
			break;
		after = convert(&s, fmt + 1, &rest);
		if (!after) {
			size_t room = s.n < size ? size - s.n : 0;

			n = vsnprintf(room ? p + s.n : NULL, room, fmt, rest);
			break;
		}
		fmt = after;
	}
	va_end(rest);
	if (size > 0 && (n == 0 || s.n >= size))
		p[s.n < size ? s.n : size - 1] = '\0';
	return n < 0 ? n : (int)s.n + n;
}
