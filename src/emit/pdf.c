#include "emit/pdf.h"

#include <assert.h>

#include "base/digest.h"
#include "base/utf8.h"
#include "emit/deflate.h"

enum { FIRST_ROOM = 64, ID_DIGITS = 32 };

void
pdf_begin(struct pdf *p, struct arena *a, int version)
{
	*p = (struct pdf){.out = {.mem = a}};
	/* The second line tells transfer programs that the file is binary (PDF 1.4, 3.4.1). */
	out_fmt(&p->out, "%%PDF-1.%d\n%%\xE2\xE3\xCF\xD3\n", version);
}

/* -- values ------------------------------------------------------------------ */

void
pdf_number(struct out *o, mpt n)
{
	unsigned u = n < 0 ? 0u - (unsigned)n : (unsigned)n, whole = u / 1000, part = u % 1000;
	char digits[16], *end = digits + sizeof digits, *at = end;

	if (part > 0) {
		for (int i = 0; i < 3; i++, part /= 10)
			*--at = (char)('0' + part % 10);
		while (end[-1] == '0')
			end--;
		*--at = '.';
	}
	do
		*--at = (char)('0' + whole % 10);
	while (whole /= 10);
	if (n < 0)
		*--at = '-';
	out_str(o, (str){at, end - at});
}

void
pdf_numbers(struct out *o, const mpt *n, int count)
{
	out_char(o, '[');
	for (int i = 0; i < count; i++) {
		if (i > 0)
			out_char(o, ' ');
		pdf_number(o, n[i]);
	}
	out_char(o, ']');
}

void
pdf_reference(struct out *o, int object)
{
	out_fmt(o, "%d 0 R", object);
}

void
pdf_bytes(struct out *o, str s)
{
	ptrdiff_t from = 0;

	out_char(o, '(');
	for (ptrdiff_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c != '(' && c != ')' && c != '\\' && c != '\r')
			continue;
		out_str(o, str_sub(s, from, i));
		out_char(o, '\\');
		out_char(o, c == '\r' ? 'r' : c);
		from = i + 1;
	}
	out_str(o, str_from_at(s, from));
	out_char(o, ')');
}

static void
out_hex_16(struct out *o, unsigned v)
{
	static const char digits[] = "0123456789ABCDEF";

	for (int shift = 12; shift >= 0; shift -= 4)
		out_char(o, digits[v >> shift & 15]);
}

void
pdf_utf16(struct out *o, uint32_t cp)
{
	if (cp >= 0x10000) {
		out_hex_16(o, 0xD800 + (unsigned)((cp - 0x10000) >> 10));
		cp = 0xDC00 + ((cp - 0x10000) & 0x3FF);
	}
	out_hex_16(o, (unsigned)cp);
}

static bool
is_ascii(str s)
{
	for (ptrdiff_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < 0x20 || (unsigned char)s.p[i] > 0x7E)
			return false;
	return true;
}

void
pdf_text(struct out *o, str s)
{
	if (is_ascii(s)) {
		pdf_bytes(o, s);
		return;
	}
	out_str(o, STR("<FEFF"));
	for (ptrdiff_t at = 0; at < s.n;)
		pdf_utf16(o, utf8_next(s, &at));
	out_char(o, '>');
}

/* -- objects ----------------------------------------------------------------- */

int
pdf_object(struct pdf *p)
{
	if (p->n == p->room) {
		int room = p->room ? 2 * p->room : FIRST_ROOM;
		size_t *at = NEW(p->out.mem, size_t, (size_t)room);

		if (p->n > 0)
			memcpy(at, p->at, (size_t)p->n * sizeof *at);
		p->at = at;
		p->room = room;
	}
	p->at[p->n] = 0;
	return ++p->n;
}

void
pdf_open(struct pdf *p, int object)
{
	assert(1 <= object && object <= p->n && p->at[object - 1] == 0);
	p->at[object - 1] = p->out.n;
	out_fmt(&p->out, "%d 0 obj\n", object);
}

void
pdf_close(struct pdf *p)
{
	out_str(&p->out, STR("\nendobj\n"));
}

void
pdf_stream_plain(struct pdf *p, int object, str keys, str bytes)
{
	pdf_open(p, object);
	out_str(&p->out, STR("<<"));
	out_str(&p->out, keys);
	out_fmt(&p->out, "/Length %td>>\nstream\n", bytes.n);
	out_str(&p->out, bytes);
	out_str(&p->out, STR("\nendstream"));
	pdf_close(p);
}

static void
stream_packed(struct pdf *p, int object, str keys, str bytes, enum deflate_kind kind)
{
	struct arena mem = {0};
	str filter = str_fmt(&mem, STR_FMT "/Filter/FlateDecode", STR_ARG(keys));

	pdf_stream_plain(p, object, filter, deflate_pack(&mem, bytes, kind));
	arena_free(&mem);
}

void
pdf_stream(struct pdf *p, int object, str keys, str bytes)
{
	stream_packed(p, object, keys, bytes, DEFLATE_ALL);
}

void
pdf_stream_outlines(struct pdf *p, int object, str keys, str bytes)
{
	stream_packed(p, object, keys, bytes, DEFLATE_LETTERS);
}

/* -- the end of the file ------------------------------------------------------ */

str
pdf_identifier(struct arena *a, const struct pdf *p)
{
	char hex[DIGEST_HEX];

	digest_hex((str){p->out.p, (ptrdiff_t)p->out.n}, hex);
	return str_dup(a, (str){hex, ID_DIGITS});
}

str
pdf_end(struct pdf *p, int catalog, int info, str identifier)
{
	struct out *o = &p->out;
	size_t start = o->n;

	out_fmt(o, "xref\n0 %d\n0000000000 65535 f \n", p->n + 1);
	for (int i = 0; i < p->n; i++) {
		assert(p->at[i] > 0);
		out_fmt(o, "%010zu 00000 n \n", p->at[i]);
	}
	out_fmt(o, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R", p->n + 1, catalog, info);
	out_fmt(o, "/ID[<" STR_FMT "><" STR_FMT ">]>>\n", STR_ARG(identifier), STR_ARG(identifier));
	out_fmt(o, "startxref\n%zu\n%%%%EOF\n", start);
	return out_text(o);
}
