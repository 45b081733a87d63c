#include "convert/align.h"

#include "base/utf8.h"

enum { CHUNK = 64 /* bytes; a loop over as many is done in registers */ };

static inline bool
goes_on(char c)
{
	return (signed char)c < -0x40;
}

ptrdiff_t
align_bytes(str s, ptrdiff_t n)
{
	ptrdiff_t i = 0;

	for (; n > 0 && i < s.n; n--)
		for (i++; i < s.n && goes_on(s.p[i]);)
			i++;
	return i;
}

/* Whether A and B have their characters at the same bytes, N of each. */
static bool
same_places(const char *a, const char *b, ptrdiff_t n)
{
	unsigned char other[CHUNK] = {0};
	unsigned sum = 0;

	for (; n >= CHUNK; a += CHUNK, b += CHUNK, n -= CHUNK)
		for (int i = 0; i < CHUNK; i++)
			other[i] |= goes_on(a[i]) ^ goes_on(b[i]);
	for (int i = 0; i < n; i++)
		other[i] |= goes_on(a[i]) ^ goes_on(b[i]);
	for (int i = 0; i < CHUNK; i++)
		sum += other[i];
	return sum == 0;
}

void
align_init(struct align *g, str before, str after, const struct engine_notes *notes)
{
	*g = (struct align){.before = before, .after = after, .notes = notes};
	g->same = (!notes || notes->nshift == 0) && before.n == after.n &&
		  same_places(before.p, after.p, before.n);
}

ptrdiff_t
align_to(struct align *g, ptrdiff_t in)
{
	if (g->same)
		return in;
	for (; g->notes && g->shift < g->notes->nshift && g->notes->shift[g->shift].in < in;
	     g->shift++) {
		g->in = g->notes->shift[g->shift].in_end;
		g->out = g->notes->shift[g->shift].out_end;
	}
	if (in > g->in) {
		g->out += align_bytes(str_from_at(g->after, g->out),
				      utf8_count(str_sub(g->before, g->in, in)));
		g->in = in;
	}
	return g->out;
}
