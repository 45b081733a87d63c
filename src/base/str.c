#include "base/str.h"

#include "base/arena.h"
#include "base/fmt.h"

#include <stdarg.h>

enum { FIND_SHORT = 6 }; /* bytes of what is looked for without preparation */
enum { FMT_MOST = 200 }; /* bytes that most formatted texts have room in */

static const str ideographic_space = STR_INIT("\xE3\x80\x80");

int
str_cmp(str a, str b)
{
	ptrdiff_t n = a.n < b.n ? a.n : b.n;
	int c = n > 0 ? memcmp(a.p, b.p, (size_t)n) : 0;

	return c ? c : (a.n > b.n) - (a.n < b.n);
}

bool
str_among(const str *list, ptrdiff_t n, str s)
{
	ptrdiff_t low = 0, high = n;

	while (low < high) {
		ptrdiff_t middle = low + (high - low) / 2;
		int c = str_cmp(list[middle], s);

		if (c == 0)
			return true;
		if (c < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

/* By its last byte: in Chinese the first one stands in every third place. */
static const char *
find_short(str s, str needle)
{
	size_t before = (size_t)needle.n - 1;
	const char *end = s.p + s.n, *at = s.p + before;

	while ((at = memchr(at, needle.p[before], (size_t)(end - at))) != NULL) {
		if (memcmp(at - before, needle.p, before) == 0)
			return at - before;
		at++;
	}
	return NULL;
}

ptrdiff_t
str_find(str s, str needle)
{
	const char *at;

	if (needle.n == 0)
		return 0;
	if (s.n < needle.n)
		return -1;
	if (needle.n == 1)
		at = memchr(s.p, needle.p[0], (size_t)s.n);
	else
		at = needle.n <= FIND_SHORT ? find_short(s, needle)
					    : memmem(s.p, (size_t)s.n, needle.p, (size_t)needle.n);
	return at ? at - s.p : -1;
}

str
str_cut(str *s, str sep)
{
	ptrdiff_t at = str_find(*s, sep);
	str head = *s;

	if (at < 0) {
		*s = str_from_at(*s, s->n);
		return head;
	}
	head.n = at;
	*s = str_from_at(*s, at + sep.n);
	return head;
}

bool
str_listed(str word, const char *const list[26])
{
	const char *at;

	if (word.n == 0 || word.p[0] < 'a' || word.p[0] > 'z')
		return false;
	for (at = list[word.p[0] - 'a']; at && at[1]; at = strchr(at + 1, ' '))
		if (strncmp(at + 1, word.p, (size_t)word.n) == 0 && at[1 + word.n] == ' ')
			return !memchr(word.p, ' ', (size_t)word.n);
	return false;
}

static bool
blank_byte(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

int
str_lines(str s)
{
	int n = 1;
	const char *end = s.p + s.n, *at = s.n > 0 ? s.p : NULL;

	while (at && (at = memchr(at, '\n', (size_t)(end - at)))) {
		at++;
		n++;
	}
	return n;
}

str
str_trim(str s)
{
	for (;;) {
		if (s.n > 0 && blank_byte(s.p[0]))
			s = str_from_at(s, 1);
		else if (!str_eat(&s, ideographic_space))
			break;
	}
	for (;;) {
		if (s.n > 0 && blank_byte(s.p[s.n - 1]))
			s.n -= 1;
		else if (str_ends(s, ideographic_space))
			s.n -= ideographic_space.n;
		else
			return s;
	}
}

bool
str_number(str s, int *out)
{
	int v = 0;

	if (s.n < 1 || s.n > 9)
		return false;
	for (ptrdiff_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		v = v * 10 + (s.p[i] - '0');
	}
	*out = v;
	return true;
}

char *
str_z(struct arena *a, str s)
{
	size_t n = s.n > 0 ? (size_t)s.n : 0;
	char *z = arena_bytes(a, n + 1);

	if (n > 0)
		memcpy(z, s.p, n);
	z[n] = '\0';
	return z;
}

str
str_dup(struct arena *a, str s)
{
	return (str){str_z(a, s), s.n};
}

str
str_fmt(struct arena *a, const char *fmt, ...)
{
	char few[FMT_MOST], *buf;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = fmt_text(few, sizeof few, fmt, ap);
	va_end(ap);
	if (n <= 0)
		return (str){0};
	if (n < FMT_MOST)
		return str_dup(a, (str){few, n});
	buf = arena_bytes(a, (size_t)n + 1);
	va_start(ap, fmt);
	fmt_text(buf, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return (str){buf, n};
}
