#include "content/slug.h"

#include "base/icu.h"
#include "base/utf8.h"

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
	return slug_valid(s) ? s : (str){0};
}

str
slug_from_title(struct arena *a, str title)
{
	str s = icu_pinyin(a, title);

	if (s.n > SLUG_PINYIN_MAX)
		s.n = SLUG_PINYIN_MAX;
	while (s.n > 0 && s.p[s.n - 1] == '-')
		s.n--;
	while (str_eat(&s, STR("-")))
		;
	return slug_valid(s) ? s : (str){0};
}
