/*
 * out.h - a growing byte buffer. The bytes lie in an arena; when the buffer
 * grows the old block stays there until the arena is rewound.
 */
#ifndef BASE_OUT_H
#define BASE_OUT_H

#include "base/arena.h"
#include "base/str.h"

struct out {
	struct arena *mem; /* initialise with {.mem = arena} */
	char *p;
	size_t n, cap; /* bytes */
};

/* Room for MORE bytes behind what was written, and one: the bytes move if there is none. */
void out_grow(struct out *o, size_t more);
/* The same; whoever writes there adds to o->n. */
static inline char *
out_room(struct out *o, size_t more)
{
	if (more >= o->cap - o->n)
		out_grow(o, more);
	return o->p + o->n;
}

static inline void
out_str(struct out *o, str s)
{
	if (s.n <= 0)
		return;
	memcpy(out_room(o, (size_t)s.n), s.p, (size_t)s.n);
	o->n += (size_t)s.n;
}

static inline void
out_char(struct out *o, char c)
{
	*out_room(o, 1) = c;
	o->n++;
}

void out_uint(struct out *o, unsigned n);
void out_fmt(struct out *o, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* One code point as UTF-8. */
void out_utf8(struct out *o, uint32_t cp);

static inline void
out_z(struct out *o, const char *z)
{
	out_str(o, str_from(z));
}

/* What was written so far; NUL-terminated; valid until the next write. */
str out_text(struct out *o);

#endif
