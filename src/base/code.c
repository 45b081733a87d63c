#include "base/code.h"

#include "base/utf8.h"

#include <endian.h>
#include <limits.h>

void
code_int(struct code *c, int *v)
{
	uint32_t u = (uint32_t)*v;

	if (c->out) {
		u = htole32(u);
		out_str(c->out, (str){(const char *)&u, sizeof u});
		return;
	}
	*v = 0;
	if (c->in.n < 4)
		c->ok = false;
	if (!c->ok)
		return;
	memcpy(&u, c->in.p, sizeof u);
	u = le32toh(u);
	if (u > INT_MAX)
		c->ok = false;
	else
		*v = (int)u;
	c->in = str_from_at(c->in, 4);
}

static void
write_ints(struct out *o, const int *v, int n)
{
	char *to = out_room(o, (size_t)n * 4);

	for (int i = 0; i < n; i++) {
		uint32_t u = htole32((uint32_t)v[i]);

		memcpy(to + (size_t)i * 4, &u, sizeof u);
	}
	o->n += (size_t)n * 4;
}

void
code_ints(struct code *c, int *v, int n)
{
	uint32_t all = 0, u;

	if (c->out) {
		write_ints(c->out, v, n);
		return;
	}
	if (n > c->in.n / 4)
		c->ok = false;
	if (!c->ok)
		return;
	for (int i = 0; i < n; i++) {
		memcpy(&u, c->in.p + (ptrdiff_t)i * 4, sizeof u);
		u = le32toh(u);
		all |= u;
		v[i] = (int)(u & INT_MAX);
	}
	c->ok = all <= INT_MAX;
	c->in = str_from_at(c->in, (ptrdiff_t)n * 4);
}

int
code_choice(struct code *c, int v, int n)
{
	code_int(c, &v);
	if (v >= n) {
		c->ok = false;
		v = 0;
	}
	return v;
}

void
code_bool(struct code *c, bool *v)
{
	*v = code_choice(c, *v, 2) != 0;
}

void
code_bytes(struct code *c, str *s)
{
	int n = (int)s->n;

	code_int(c, &n);
	if (c->out) {
		out_str(c->out, *s);
		return;
	}
	if (n > c->in.n)
		c->ok = false;
	*s = c->ok ? str_sub(c->in, 0, n) : (str){0};
	c->in = str_from_at(c->in, s->n);
}

void
code_str(struct code *c, str *s)
{
	code_bytes(c, s);
	if (!c->out && utf8_bad(*s) >= 0)
		c->ok = false;
}

void *
code_list(struct code *c, void *list, int *n, size_t size, int min)
{
	code_int(c, n);
	if (c->out)
		return list;
	if (!c->ok || *n > c->in.n / min) {
		c->ok = false;
		*n = 0;
		return NULL;
	}
	return arena_alloc(c->mem, (size_t)*n, size, _Alignof(max_align_t));
}

void
code_strs(struct code *c, struct strs *s)
{
	s->v = code_list(c, s->v, &s->n, sizeof *s->v, 4);
	for (int i = 0; i < s->n; i++)
		code_str(c, &s->v[i]);
}
