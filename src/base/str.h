/*
 * str.h - text slices. A str borrows bytes: it never owns, never frees, and
 * need not end in NUL. Everything that reads text takes str by value.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
	const char *p;
	ptrdiff_t n; /* bytes; signed: a - b never wraps */
} str;

/* A list of slices. The array belongs to whoever made it. */
struct strs {
	str *v;
	int n;
};

#define STR(lit) ((str){"" lit "", (ptrdiff_t)sizeof(lit) - 1})
/* The same for the initialiser of a static table. */
#define STR_INIT(lit) \
	{ \
		"" lit "", (ptrdiff_t)sizeof(lit) - 1 \
	}
#define STR_FMT	   "%.*s"
#define STR_ARG(s) (int)(s).n, (s).p

struct arena;

static inline str
str_from(const char *z)
{
	return (str){z, z ? (ptrdiff_t)strlen(z) : 0};
}

static inline bool
str_eq(str a, str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, (size_t)a.n) == 0);
}

/* By bytes, so by code point: < 0, 0, > 0. */
int str_cmp(str a, str b);
/* S is one of the N of LIST, which str_cmp() has sorted. */
bool str_among(const str *list, ptrdiff_t n, str s);

/* The slice from byte FROM on; FROM may be s.n. */
static inline str
str_from_at(str s, ptrdiff_t from)
{
	return (str){s.p + from, s.n - from};
}

/* The slice of bytes FROM to TO (not included). */
static inline str
str_sub(str s, ptrdiff_t from, ptrdiff_t to)
{
	return (str){s.p + from, to - from};
}

static inline bool
str_starts(str s, str prefix)
{
	return s.n >= prefix.n && str_eq(str_sub(s, 0, prefix.n), prefix);
}

static inline bool
str_ends(str s, str suffix)
{
	return s.n >= suffix.n && str_eq(str_from_at(s, s.n - suffix.n), suffix);
}

/* If *S starts with PREFIX, step over it. */
static inline bool
str_eat(str *s, str prefix)
{
	if (!str_starts(*s, prefix))
		return false;
	*s = str_from_at(*s, prefix.n);
	return true;
}

/* Byte offset of the first NEEDLE in S, or -1. */
ptrdiff_t str_find(str s, str needle);
/* Cut *S at the first SEP; return what stood before it, or all of it. */
str str_cut(str *s, str sep);
/*
 * Whether WORD is in LIST, which has the words for each first letter from a to z in one text, with
 * a blank before and behind each: " b bdi ". NULL: there are none.
 */
bool str_listed(str word, const char *const list[26]);
/* How many lines S has: one more than its line feeds. */
int str_lines(str s);
/* Drop ASCII blanks, CR, LF and the ideographic space U+3000 from both ends. */
str str_trim(str s);
/* A decimal number of digits only, 0 to 999,999,999. False: *OUT is left alone. */
bool str_number(str s, int *out);

/* NUL-terminated copy in A: only for handing text to a library. */
char *str_z(struct arena *a, str s);
str str_dup(struct arena *a, str s);
/* printf into A. */
str str_fmt(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
