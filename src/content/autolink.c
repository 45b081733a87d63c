#include "content/autolink.h"

static bool
alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* RFC 3986, 2.2 and 2.3, and "%". */
static bool
url_char(char c)
{
	return alnum(c) || (c != '\0' && strchr("-._~:/?#[]@!$&'()*+,;=%", c));
}

/* Closing brackets belong to the URL only if they were opened in it. */
static str
trim_end(str url)
{
	int round = 0, square = 0;

	for (ptrdiff_t i = 0; i < url.n; i++) {
		round += (url.p[i] == '(') - (url.p[i] == ')');
		square += (url.p[i] == '[') - (url.p[i] == ']');
	}
	while (url.n > 0) {
		char c = url.p[url.n - 1];

		if (c == ')' && round < 0)
			round++;
		else if (c == ']' && square < 0)
			square++;
		else if (!strchr(".,;:!?'", c))
			break;
		url.n--;
	}
	return url;
}

/* The URL at the start of S. */
static str
url_at(str s)
{
	str rest = s;
	ptrdiff_t n;

	if (!str_eat(&rest, STR("http://")) && !str_eat(&rest, STR("https://")))
		return (str){0};
	if (rest.n == 0 || !alnum(rest.p[0]))
		return (str){0};
	for (n = s.n - rest.n; n < s.n && url_char(s.p[n]);)
		n++;
	return trim_end(str_sub(s, 0, n));
}

str
autolink_find(str text)
{
	ptrdiff_t at = 0, step;

	while ((step = str_find(str_from_at(text, at), STR("http"))) >= 0) {
		at += step;
		if (at == 0 || !alnum(text.p[at - 1])) {
			str url = url_at(str_from_at(text, at));

			if (url.n > 0)
				return url;
		}
		at += 4;
	}
	return (str){0};
}
