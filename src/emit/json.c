#include "emit/json.h"

#include "base/blocks.h"

#include <limits.h>

/* What does not stand as it is in a string. */
static half_block
half_escaped(const unsigned char *p)
{
	half_block c = half_at(p);

	return (half_block)(c < 0x20) | (half_block)(c == '"') | (half_block)(c == '\\') |
	       (half_block)(c == 0x7F);
}

/* The first byte of S from I on that does not stand as it is. */
static ptrdiff_t
next_escaped(str s, ptrdiff_t i)
{
	const unsigned char *p = (const unsigned char *)s.p;

	while (s.n - i >= BLOCK / 2 && !half_any(half_escaped(p + i)))
		i += BLOCK / 2;
	while (i < s.n && p[i] >= 0x20 && p[i] != '"' && p[i] != '\\' && p[i] != 0x7F)
		i++;
	return i;
}

static void
put_escape(struct out *o, unsigned char c)
{
	static const char hex[] = "0123456789abcdef";

	if (c == '"' || c == '\\')
		out_str(o, (str){(const char[]){'\\', (char)c}, 2});
	else
		out_str(o, (str){(const char[]){'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]}, 6});
}

void
json_string(struct out *o, str s)
{
	ptrdiff_t from = 0, at;

	out_char(o, '"');
	for (; at = next_escaped(s, from), at < s.n; from = at + 1) {
		out_str(o, str_sub(s, from, at));
		put_escape(o, (unsigned char)s.p[at]);
	}
	out_str(o, str_from_at(s, from));
	out_char(o, '"');
}

static void
line(struct json *j)
{
	if (j->close)
		return;
	out_char(j->out, '\n');
	for (int i = 0; i < j->depth; i++)
		out_char(j->out, '\t');
}

void
json_next(struct json *j, const char *key)
{
	if (j->comma)
		out_char(j->out, ',');
	line(j);
	if (key) {
		out_char(j->out, '"'); /* a key is ours: there is nothing to escape */
		out_z(j->out, key);
		out_str(j->out, j->close ? STR("\":") : STR("\": "));
	}
	j->comma = true;
}

void
json_open(struct json *j, const char *key, char bracket)
{
	if (j->depth > 0)
		json_next(j, key);
	out_char(j->out, bracket);
	j->comma = false;
	j->depth++;
}

void
json_close(struct json *j, char bracket)
{
	bool empty = !j->comma;

	j->depth--;
	if (!empty)
		line(j);
	out_char(j->out, bracket);
	j->comma = true;
}

void
json_text(struct json *j, const char *key, str value)
{
	json_next(j, key);
	json_string(j->out, value);
}

void
json_some(struct json *j, const char *key, str value)
{
	if (value.n > 0)
		json_text(j, key, value);
}

void
json_int(struct json *j, const char *key, long value)
{
	json_next(j, key);
	if (value >= 0 && value <= INT_MAX)
		out_uint(j->out, (unsigned)value);
	else
		out_fmt(j->out, "%ld", value);
}
