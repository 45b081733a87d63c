#include "script/safe.h"

/* Lists of words, each in order of its letters. */

/*
 * Left out: what embeds (iframe, object, embed), what changes all links (base), what
 * styles inline (style). A form has no action, so it asks for the page that it stands on.
 */
static const str elements[] = {
    STR_INIT("a"),	STR_INIT("abbr"),     STR_INIT("address"),    STR_INIT("article"),
    STR_INIT("aside"),	STR_INIT("b"),	      STR_INIT("bdi"),	      STR_INIT("blockquote"),
    STR_INIT("body"),	STR_INIT("br"),	      STR_INIT("button"),     STR_INIT("caption"),
    STR_INIT("cite"),	STR_INIT("code"),     STR_INIT("col"),	      STR_INIT("colgroup"),
    STR_INIT("data"),	STR_INIT("dd"),	      STR_INIT("del"),	      STR_INIT("details"),
    STR_INIT("dialog"), STR_INIT("dfn"),      STR_INIT("div"),	      STR_INIT("dl"),
    STR_INIT("dt"),	STR_INIT("em"),	      STR_INIT("figcaption"), STR_INIT("figure"),
    STR_INIT("footer"), STR_INIT("form"),     STR_INIT("h1"),	      STR_INIT("h2"),
    STR_INIT("h3"),	STR_INIT("h4"),	      STR_INIT("h5"),	      STR_INIT("h6"),
    STR_INIT("head"),	STR_INIT("header"),   STR_INIT("hgroup"),     STR_INIT("hr"),
    STR_INIT("html"),	STR_INIT("i"),	      STR_INIT("img"),	      STR_INIT("input"),
    STR_INIT("ins"),	STR_INIT("kbd"),      STR_INIT("label"),      STR_INIT("li"),
    STR_INIT("link"),	STR_INIT("main"),     STR_INIT("mark"),	      STR_INIT("meta"),
    STR_INIT("nav"),	STR_INIT("noscript"), STR_INIT("ol"),	      STR_INIT("option"),
    STR_INIT("p"),	STR_INIT("picture"),  STR_INIT("pre"),	      STR_INIT("q"),
    STR_INIT("rp"),	STR_INIT("rt"),	      STR_INIT("ruby"),	      STR_INIT("s"),
    STR_INIT("samp"),	STR_INIT("script"),   STR_INIT("search"),     STR_INIT("section"),
    STR_INIT("select"), STR_INIT("small"),    STR_INIT("source"),     STR_INIT("span"),
    STR_INIT("strong"), STR_INIT("sub"),      STR_INIT("summary"),    STR_INIT("sup"),
    STR_INIT("table"),	STR_INIT("tbody"),    STR_INIT("td"),	      STR_INIT("tfoot"),
    STR_INIT("th"),	STR_INIT("thead"),    STR_INIT("time"),	      STR_INIT("title"),
    STR_INIT("tr"),	STR_INIT("u"),	      STR_INIT("ul"),	      STR_INIT("var"),
    STR_INIT("wbr")};
static const str voids[] = {STR_INIT("br"),   STR_INIT("col"),	  STR_INIT("hr"),
			    STR_INIT("img"),  STR_INIT("input"),  STR_INIT("link"),
			    STR_INIT("meta"), STR_INIT("source"), STR_INIT("wbr")};

/* Attributes that run, style, send or load something: no layout needs them. */
static const str refused[] = {STR_INIT("action"),     STR_INIT("background"), STR_INIT("data"),
			      STR_INIT("formaction"), STR_INIT("manifest"),   STR_INIT("nonce"),
			      STR_INIT("ping"),	      STR_INIT("poster"),     STR_INIT("srcdoc"),
			      STR_INIT("style"),      STR_INIT("xmlns")};
static const str addresses[] = {STR_INIT("cite"), STR_INIT("href"), STR_INIT("src")};
static const str schemes[] = {STR_INIT("http"), STR_INIT("https"), STR_INIT("mailto"),
			      STR_INIT("tel")};

static bool
listed(str word, const str *list, size_t n)
{
	size_t low = 0;

	while (low < n) {
		size_t mid = low + (n - low) / 2;
		int c = str_cmp(list[mid], word);

		if (c == 0)
			return true;
		if (c < 0)
			low = mid + 1;
		else
			n = mid;
	}
	return false;
}

#define LISTED(word, list) listed(word, list, sizeof(list) / sizeof *(list))

bool
safe_element(str name)
{
	return LISTED(name, elements);
}

bool
safe_void(str name)
{
	return LISTED(name, voids);
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
	if (scheme.n > 0 && !LISTED(scheme, schemes))
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
	if (LISTED(name, refused))
		return "is not allowed in a layout";
	if (str_eq(name, STR("http-equiv")) && !str_eq(value, STR("Content-Security-Policy")))
		return "may only be Content-Security-Policy";
	if (str_eq(name, STR("srcset")))
		return srcset_fault(value);
	if (str_eq(name, STR("id")))
		return id_fault(value);
	if (LISTED(name, addresses))
		return address_fault(value, str_eq(name, STR("src")));
	return NULL;
}
