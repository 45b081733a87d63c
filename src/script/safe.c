#include "script/safe.h"

#include "base/blocks.h"

/* Lists of words, by their first letters (str_listed). */

/*
 * Left out: what embeds (iframe, object, embed), what changes all links (base), what
 * styles inline (style). A form has no action, so it asks for the page that it stands on.
 */
static const char *const elements[26] = {
    ['a' - 'a'] = " a abbr address article aside ",
    ['b' - 'a'] = " b bdi blockquote body br button ",
    ['c' - 'a'] = " caption cite code col colgroup ",
    ['d' - 'a'] = " data dd del details dfn dialog div dl dt ",
    ['e' - 'a'] = " em ",
    ['f' - 'a'] = " figcaption figure footer form ",
    ['h' - 'a'] = " h1 h2 h3 h4 h5 h6 head header hgroup hr html ",
    ['i' - 'a'] = " i img input ins ",
    ['k' - 'a'] = " kbd ",
    ['l' - 'a'] = " label li link ",
    ['m' - 'a'] = " main mark meta ",
    ['n' - 'a'] = " nav noscript ",
    ['o' - 'a'] = " ol option ",
    ['p' - 'a'] = " p picture pre ",
    ['q' - 'a'] = " q ",
    ['r' - 'a'] = " rp rt ruby ",
    ['s' - 'a'] = " s samp script search section select small source span strong sub summary sup ",
    ['t' - 'a'] = " table tbody td tfoot th thead time title tr ",
    ['u' - 'a'] = " u ul ",
    ['v' - 'a'] = " var ",
    ['w' - 'a'] = " wbr ",
};
static const char *const voids[26] = {
    ['b' - 'a'] = " br ",	 ['c' - 'a'] = " col ",	 ['h' - 'a'] = " hr ",
    ['i' - 'a'] = " img input ", ['l' - 'a'] = " link ", ['m' - 'a'] = " meta ",
    ['s' - 'a'] = " source ",	 ['w' - 'a'] = " wbr ",
};

/* Attributes that run, style, send or load something: no layout needs them. */
static const char *const refused[26] = {
    ['a' - 'a'] = " action ",	   ['b' - 'a'] = " background ",   ['d' - 'a'] = " data ",
    ['f' - 'a'] = " formaction ",  ['m' - 'a'] = " manifest ",	   ['n' - 'a'] = " nonce ",
    ['p' - 'a'] = " ping poster ", ['s' - 'a'] = " srcdoc style ", ['x' - 'a'] = " xmlns ",
};
static const char *const addresses[26] = {
    ['c' - 'a'] = " cite ",
    ['h' - 'a'] = " href ",
    ['s' - 'a'] = " src ",
};
static const char *const schemes[26] = {
    ['h' - 'a'] = " http https ", ['m' - 'a'] = " mailto ", ['t' - 'a'] = " tel "};

bool
safe_element(str name)
{
	return str_listed(name, elements);
}

bool
safe_void(str name)
{
	return str_listed(name, voids);
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
static half_block
odd_in_address(const unsigned char *p)
{
	half_block c = half_at(p);

	return (half_block)(c <= ' ') | (half_block)(c == 0x7F) | (half_block)(c == '\\');
}

static const char *
address_fault(str url, bool own)
{
	str scheme = scheme_of(url);

	if (halves_any(url, odd_in_address))
		return "has a space, a control character or \\ in its address";
	if (str_starts(url, STR(":")) || str_starts(url, STR("//")))
		return "is no address";
	if (scheme.n > 0 && !str_listed(scheme, schemes))
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

struct safe_name
safe_name(str name)
{
	struct safe_name is = {NULL, SAFE_ANY};

	if (!name_ok(name))
		is.fault = "is no name of an attribute";
	else if (str_starts(name, STR("on")))
		is.fault = "would run a script";
	else if (str_listed(name, refused))
		is.fault = "is not allowed in a layout";
	else if (str_eq(name, STR("http-equiv")))
		is.value = SAFE_POLICY;
	else if (str_eq(name, STR("srcset")))
		is.value = SAFE_SET;
	else if (str_eq(name, STR("id")))
		is.value = SAFE_ID;
	else if (str_listed(name, addresses))
		is.value = str_eq(name, STR("src")) ? SAFE_OWN_ADDRESS : SAFE_ADDRESS;
	return is;
}

const char *
safe_value(struct safe_name name, str value)
{
	switch (name.value) {
	case SAFE_POLICY:
		return str_eq(value, STR("Content-Security-Policy"))
			   ? NULL
			   : "may only be Content-Security-Policy";
	case SAFE_SET:
		return srcset_fault(value);
	case SAFE_ID:
		return id_fault(value);
	case SAFE_ADDRESS:
	case SAFE_OWN_ADDRESS:
		return address_fault(value, name.value == SAFE_OWN_ADDRESS);
	case SAFE_ANY:
		break;
	}
	return name.fault;
}
