#include "content/link.h"

#include "base/out.h"
#include "base/utf8.h"

static const struct {
	str name;
	bool picture;
} schemes[] = {
    {STR_INIT("http"), true},
    {STR_INIT("https"), true},
    {STR_INIT("mailto"), false},
    {STR_INIT("tel"), false},
};

static bool
letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* RFC 3986, 3.1. Empty if there is none: then the address is relative. */
static str
scheme_of(str url)
{
	ptrdiff_t n = 0;

	while (n < url.n && (letter(url.p[n]) || (n > 0 && url.p[n] >= '0' && url.p[n] <= '9') ||
			     (n > 0 && strchr("+-.", url.p[n]))))
		n++;
	return n > 0 && n < url.n && url.p[n] == ':' ? str_sub(url, 0, n) : (str){0};
}

static bool
same_scheme(str a, str lower)
{
	if (a.n != lower.n)
		return false;
	for (ptrdiff_t i = 0; i < a.n; i++)
		if ((a.p[i] | 0x20) != lower.p[i])
			return false;
	return true;
}

/* WHATWG URL, 4.4: controls at the ends, and TAB, LF and CR anywhere, are taken out first. */
static bool
overlooked(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp <= 0x9F) || cp == 0xFEFF || cp == 0xFFFE ||
	       cp == 0xFFFF || (cp >= 0x200B && cp <= 0x200F) || cp == 0xAD;
}

static str
clean(struct arena *a, str url)
{
	struct out o = {.mem = a};

	for (ptrdiff_t i = 0; i < url.n;) {
		uint32_t cp = 0;
		int n = utf8_decode(str_from_at(url, i), &cp);

		if (n > 0 && !overlooked(cp))
			out_str(&o, str_sub(url, i, i + n));
		i += n > 0 ? n : 1;
	}
	return str_trim(out_text(&o));
}

bool
link_absolute(str url)
{
	return scheme_of(url).n > 0;
}

bool
link_check(struct arena *a, str url, bool picture, str *out)
{
	str scheme;

	url = clean(a, url);
	*out = scheme = scheme_of(url);
	if (scheme.n == 0) {
		*out = str_starts(url, STR("//")) ? str_fmt(a, "https:" STR_FMT, STR_ARG(url))
						  : url;
		return true;
	}
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
		if (same_scheme(scheme, schemes[i].name) && (schemes[i].picture || !picture)) {
			*out = url;
			return true;
		}
	}
	return false;
}
