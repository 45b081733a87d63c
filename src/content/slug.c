#include "content/slug.h"

#include "base/icu.h"
#include "base/utf8.h"
#include "content/pinyin.h"

static bool
letter(uint32_t cp)
{
	if (cp < 0x80)
		return (cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9') || cp == '-';
	/* full-width Latin letters and digits would be a second way to write the same address */
	if (cp >= 0xFF01 && cp <= 0xFF5E)
		return false;
	return icu_cjk(cp) && icu_letter_or_digit(cp);
}

bool
slug_valid(str s)
{
	if (s.n == 0 || s.n > SLUG_BYTES_MAX || s.p[0] == '-' || s.p[s.n - 1] == '-')
		return false;
	for (ptrdiff_t i = 0; i < s.n;)
		if (!letter(utf8_next(s, &i)))
			return false;
	return true;
}

/* Letters of no script but ASCII: S can be an address as it is. */
static bool
ascii(str s)
{
	for (ptrdiff_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

static str
from_pinyin(struct arena *a, str text)
{
	str s = pinyin_slug(a, text);

	if (s.n > SLUG_PINYIN_MAX)
		s.n = SLUG_PINYIN_MAX;
	while (s.n > 0 && s.p[s.n - 1] == '-')
		s.n--;
	return slug_valid(s) ? s : (str){0};
}

str
slug_from_name(struct arena *a, str name)
{
	str s = icu_nfc(a, name);
	char *p = str_z(a, s);

	for (ptrdiff_t i = 0; i < s.n; i++) {
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] - 'A' + 'a');
		else if (p[i] == ' ' || p[i] == '_')
			p[i] = '-';
	}
	s.p = p;
	if (!slug_valid(s))
		return (str){0};
	return ascii(s) ? s : from_pinyin(a, s);
}

str
slug_from_title(struct arena *a, str title)
{
	return from_pinyin(a, title);
}
