#include "base/encoding.h"

#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>

enum { REPORTS_MAX = 20 }; /* bad bytes of one file that are listed */

/* Encodings of Chinese text that need iconv, with the lead bytes of their common characters. */
static const struct legacy {
	const char *name;
	unsigned char common_from, common_to;
} legacy[] = {
    {"GB18030", 0xB0, 0xD7}, /* GB 2312 level 1: 3,755 characters */
    {"BIG5", 0xA4, 0xC6},    /* Big5 level 1: 5,401 characters */
};

enum { NLEGACY = sizeof legacy / sizeof legacy[0] };

static struct pos
place(str file, str bytes, ptrdiff_t at)
{
	return (struct pos){file, str_lines(str_sub(bytes, 0, at)), 0, 0};
}

/*
 * BYTES through iconv. True: all of it is in *OUT. False: *BAD is the offset
 * of the first byte that is not text.
 */
static bool
through_iconv(struct arena *a, const char *from, str bytes, str *out, ptrdiff_t *bad)
{
	iconv_t cd = iconv_open("UTF-8", from);
	size_t left = (size_t)bytes.n, room = (size_t)bytes.n * 4 + 4, cap = room;
	char *in = (char *)bytes.p, *buf, *to; /* iconv's signature; it does not write there */
	size_t rc;

	*bad = 0;
	if (cd == (iconv_t)-1)
		return false;
	buf = to = NEW(a, char, cap);
	rc = iconv(cd, &in, &left, &to, &room);
	iconv_close(cd);
	*bad = in - bytes.p;
	*out = (str){buf, (ptrdiff_t)(cap - room)};
	return rc != (size_t)-1 && left == 0;
}

/* How like a newspaper BYTES read in E: per mille of two-byte characters that are common ones. */
static int
likeness(const struct legacy *e, str bytes)
{
	int common = 0, all = 0;

	for (ptrdiff_t i = 0; i + 1 < bytes.n; i++) {
		unsigned char c = (unsigned char)bytes.p[i];

		if (c < 0x80)
			continue;
		all++;
		common += c >= e->common_from && c <= e->common_to;
		i++;
	}
	return all ? common * 1000 / all : 0;
}

/* Two places of every three-byte sequence are not a coincidence: this was meant to be UTF-8. */
static bool
meant_as_utf8(str bytes)
{
	int good = 0, bad = 0;
	uint32_t cp;

	for (ptrdiff_t i = 0; i < bytes.n;) {
		int len = utf8_decode(str_from_at(bytes, i), &cp);

		good += len >= 3;
		bad += len == 0;
		i += len ? len : 1;
	}
	return good > 4 * bad;
}

static void
report_utf8(struct diag *d, str file, str bytes)
{
	uint32_t cp;
	int reports = 0;

	for (ptrdiff_t i = 0; i < bytes.n && reports < REPORTS_MAX;) {
		int len = utf8_decode(str_from_at(bytes, i), &cp);

		if (len == 0) {
			diag(d, D_ENCODING_BAD, place(file, bytes, i), diag_int(d, (long)i),
			     STR("UTF-8"));
			reports++;
		}
		while (len == 0 && i + 1 < bytes.n &&
		       utf8_decode(str_from_at(bytes, i + 1), &cp) == 0)
			i++; /* one message for a run of bad bytes */
		i += len ? len : 1;
	}
}

/* "UTF-16LE" or "UTF-16BE" by where the zero bytes of line ends and ASCII stand; NULL: neither. */
static const char *
utf16_order(str bytes)
{
	ptrdiff_t zeros[2] = {0, 0};

	if (str_starts(bytes, STR("\xFF\xFE")))
		return "UTF-16LE";
	if (str_starts(bytes, STR("\xFE\xFF")))
		return "UTF-16BE";
	if (bytes.n == 0 || bytes.n % 2 != 0 || !memchr(bytes.p, '\0', (size_t)bytes.n))
		return NULL;
	for (ptrdiff_t i = 0; i < bytes.n; i++)
		zeros[i % 2] += bytes.p[i] == '\0';
	if (zeros[1] > 2 && zeros[1] > 8 * zeros[0])
		return "UTF-16LE";
	return zeros[0] > 2 && zeros[0] > 8 * zeros[1] ? "UTF-16BE" : NULL;
}

static bool
decode_utf16(struct arena *a, struct diag *d, str file, str bytes, const char *name, str *out)
{
	ptrdiff_t bad;

	if (!through_iconv(a, name, bytes, out, &bad)) {
		diag(d, D_ENCODING_BAD, (struct pos){.file = file}, diag_int(d, (long)bad),
		     str_from(name));
		return false;
	}
	str_eat(out, STR("\xEF\xBB\xBF"));
	diag(d, D_ENCODING_OTHER, (struct pos){.file = file}, str_from(name));
	return true;
}

static bool
decode_legacy(struct arena *a, struct diag *d, str file, str bytes, str *out)
{
	ptrdiff_t bad[NLEGACY];
	str text[NLEGACY];
	bool whole[NLEGACY];
	int best = 0, like[NLEGACY];

	for (int i = 0; i < NLEGACY; i++) {
		whole[i] = through_iconv(a, legacy[i].name, bytes, &text[i], &bad[i]);
		like[i] = likeness(&legacy[i], bytes) + (whole[i] ? 1000 : 0);
		if (like[i] > like[best])
			best = i;
	}
	if (whole[best]) {
		diag(d, D_ENCODING_OTHER, (struct pos){.file = file}, str_from(legacy[best].name));
		*out = text[best];
		return true;
	}
	if (like[best] > 500)
		diag(d, D_ENCODING_BAD, place(file, bytes, bad[best]), diag_int(d, (long)bad[best]),
		     str_from(legacy[best].name));
	else
		diag(d, D_ENCODING_UNKNOWN, place(file, bytes, utf8_bad(bytes)),
		     diag_int(d, (long)utf8_bad(bytes)));
	return false;
}

bool
encoding_decode(struct arena *a, struct diag *d, str file, str bytes, str *out)
{
	const char *utf16 = utf16_order(bytes);

	if (utf16)
		return decode_utf16(a, d, file, bytes, utf16, out);
	if (utf8_bad(bytes) < 0) {
		*out = bytes;
		str_eat(out, STR("\xEF\xBB\xBF"));
		return true;
	}
	if (meant_as_utf8(bytes)) {
		report_utf8(d, file, bytes);
		return false;
	}
	return decode_legacy(a, d, file, bytes, out);
}
