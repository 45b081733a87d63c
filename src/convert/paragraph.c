#include "convert/paragraph.h"

#include <errno.h>
#include <unistd.h>

enum { BLOCK = 1 << 16 /* bytes read at a time */ };

void
paragraph_init(struct paragraph_reader *r, int in)
{
	*r = (struct paragraph_reader){.in = in, .line = 1};
}

void
paragraph_free(struct paragraph_reader *r)
{
	arena_free(&r->mem);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* Bytes of the first paragraph of S; 0: its end is not there yet. *SEEN: what need not be read
 * again. */
static ptrdiff_t
find_end(str s, ptrdiff_t *seen)
{
	for (ptrdiff_t i = *seen; i < s.n; i++) {
		ptrdiff_t k = i + 1;

		if (s.p[i] != '\n')
			continue;
		while (k < s.n && is_blank(s.p[k]))
			k++;
		if (k == s.n) {
			*seen = i;
			return 0;
		}
		if (s.p[k] == '\n')
			return k + 1;
	}
	*seen = s.n;
	return 0;
}

/* Where S, which is too long, is cut. */
static ptrdiff_t
cut(str s)
{
	ptrdiff_t n = s.n;

	while (n > 0 && s.p[n - 1] != '\n')
		n--;
	if (n > 0)
		return n;
	for (n = s.n - 1; n > s.n - 4 && ((unsigned char)s.p[n] & 0xC0) == 0x80;)
		n--;
	return n;
}

/* Read another block behind what is left. */
static void
read_more(struct paragraph_reader *r)
{
	ssize_t n;

	if (r->n > r->taken)
		memmove(r->buf, r->buf + r->taken, (size_t)(r->n - r->taken));
	r->n -= r->taken;
	r->taken = 0;
	if (r->cap - r->n < BLOCK) {
		char *old = r->buf;

		r->cap = 2 * r->cap + 2 * BLOCK;
		r->buf = NEW(&r->mem, char, (size_t)r->cap);
		if (r->n > 0)
			memcpy(r->buf, old, (size_t)r->n);
	}
	do
		n = read(r->in, r->buf + r->n, BLOCK);
	while (n < 0 && errno == EINTR);
	r->error = n < 0 ? errno : 0;
	r->ended = n <= 0;
	r->n += n > 0 ? n : 0;
}

/* Bytes of the next paragraph; 0: there is none. */
static ptrdiff_t
next_length(struct paragraph_reader *r)
{
	for (;;) {
		str rest = {r->buf ? r->buf + r->taken : NULL, r->n - r->taken};
		ptrdiff_t n = rest.n > 0 ? find_end(rest, &r->seen) : 0;

		if (n > 0 || r->ended)
			return n > 0 ? n : rest.n;
		if (rest.n >= PARAGRAPH_MAX)
			return cut(rest);
		read_more(r);
	}
}

bool
paragraph_next(struct paragraph_reader *r, str *text)
{
	ptrdiff_t n = r->error ? 0 : next_length(r);

	r->offset += r->length;
	r->line += r->lines;
	*text = (str){n > 0 ? r->buf + r->taken : NULL, n};
	r->length = n;
	r->lines = n > 0 ? str_lines(*text) - 1 : 0;
	r->taken += n;
	r->seen = 0;
	return n > 0 && r->error == 0;
}
