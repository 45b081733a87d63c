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

void out_str(struct out *o, str s);
void out_char(struct out *o, char c);
/* Room for MORE bytes behind what was written; whoever writes there adds to o->n. */
char *out_room(struct out *o, size_t more);
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
