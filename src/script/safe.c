#include "script/safe.h"

/* Lists of words, each with a space on both sides. */

/*
 * Left out: what embeds (iframe, object, embed), what changes all links (base), what
 * styles inline (style). A form has no action, so it asks for the page that it stands on.
 */
static const str elements = STR_INIT(
    " a abbr address article aside b bdi blockquote body br button caption cite code col "
    "colgroup data dd del details dfn div dl dt em figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 head header hgroup hr html i img input ins kbd label li link main mark meta "
    "nav noscript ol option p picture pre q rp rt ruby s samp script search section select small "
    "source span strong sub summary sup table tbody td tfoot th thead time title tr u ul "
    "var wbr ");
static const str voids = STR_INIT(" br col hr img input link meta source wbr ");

/* Attributes that run, style, send or load something: no layout needs them. */
static const str refused = STR_INIT(
    " action background data formaction manifest nonce ping poster srcdoc style xmlns ");
static const str addresses = STR_INIT(" cite href src ");
static const str schemes = STR_INIT(" http https mailto tel ");

static bool
listed(str word, str list)
{
	ptrdiff_t at = 0, found;

	if (word.n == 0 || str_find(word, STR(" ")) >= 0)
		return false;
	while (found = str_find(str_from_at(list, at), word), found >= 0) {
		at += found + word.n;
		if (list.p[at - word.n - 1] == ' ' && list.p[at] == ' ')
			return true;
	}
	return false;
}

bool
safe_element(str name)
{
	return listed(name, elements);
}

bool
safe_void(str name)
{
	return listed(name, voids);
}

/* Lower case only: XHTML knows no other, and ONCLICK is onclick to a browser. */
static bool
name_ok(str name)
{
	if (str_eq(name, STR("xml:lang")))
		return true;
	if (name.n == 0 || name.p[0] < 'a' || name.p[0] > 'z')
		return false;
	for (ptrdiff_t i = 1; i < name.n; i++) {
		char c = name.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
			return false;
	}
	return true;
}

/* RFC 3986, 3.1: what stands before the first ":" that comes before any "/", "?", "#". */
static str
scheme_of(str url)
{
	for (ptrdiff_t i = 0; i < url.n; i++) {
		if (url.p[i] == ':')
			return str_sub(url, 0, i);
		if (url.p[i] == '/' || url.p[i] == '?' || url.p[i] == '#')
			break;
	}
	return (str){0};
}

/* Browsers drop tabs and line ends inside an address and read "\" as "/": none may stand there. */
static const char *
address_fault(str url, bool own)
{
	str scheme = scheme_of(url);

	for (ptrdiff_t i = 0; i < url.n; i++)
		if ((unsigned char)url.p[i] <= ' ' || url.p[i] == 0x7F || url.p[i] == '\\')
			return "has a space, a control character or \\ in its address";
	if (str_starts(url, STR(":")) || str_starts(url, STR("//")))
		return "is no address";
	if (scheme.n > 0 && !listed(scheme, schemes))
		return "leads to an address that is not http, https, mailto or tel";
	if (scheme.n > 0 && own)
		return "must lead to a file of the site";
	return NULL;
}

/* "a.jpg 480w, b.jpg 960w" */
static const char *
srcset_fault(str set)
{
	while (set.n > 0) {
		str one = str_trim(str_cut(&set, STR(",")));
		const char *fault = address_fault(str_cut(&one, STR(" ")), true);

		if (fault)
			return fault;
	}
	return NULL;
}

static const char *
id_fault(str id)
{
	if (id.n == 0)
		return "is empty";
	for (ptrdiff_t i = 0; i < id.n; i++)
		if ((unsigned char)id.p[i] <= ' ')
			return "has a space in it";
	return NULL;
}

const char *
safe_attribute(str name, str value)
{
	if (!name_ok(name))
		return "is no name of an attribute";
	if (str_starts(name, STR("on")))
		return "would run a script";
	if (listed(name, refused))
		return "is not allowed in a layout";
	if (str_eq(name, STR("http-equiv")) && !str_eq(value, STR("Content-Security-Policy")))
		return "may only be Content-Security-Policy";
	if (str_eq(name, STR("srcset")))
		return srcset_fault(value);
	if (str_eq(name, STR("id")))
		return id_fault(value);
	if (listed(name, addresses))
		return address_fault(value, str_eq(name, STR("src")));
	return NULL;
}
