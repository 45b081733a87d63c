#include "convert/convert.h"

#include "base/utf8.h"
#include "convert/script.h"

/* ORDER SCRIPT */
static const struct {
	str name, tag;
} script[SCRIPT__N] = {
    {STR_INIT("hans"), STR_INIT("zh-Hans")},
    {STR_INIT("hant"), STR_INIT("zh-Hant")},
    {STR_INIT("hant-tw"), STR_INIT("zh-Hant-TW")},
    {STR_INIT("hant-hk"), STR_INIT("zh-Hant-HK")},
};

/* What editors type besides name and tag, in either script. */
static const struct {
	str name;
	enum script script;
} alias[] = {
    {STR_INIT("zh-cn"), SCRIPT_HANS},	    {STR_INIT("简"), SCRIPT_HANS},
    {STR_INIT("简体"), SCRIPT_HANS},	    {STR_INIT("简体中文"), SCRIPT_HANS},
    {STR_INIT("简体字"), SCRIPT_HANS},	    {STR_INIT("大陆简体"), SCRIPT_HANS},
    {STR_INIT("簡"), SCRIPT_HANS},	    {STR_INIT("簡體"), SCRIPT_HANS},
    {STR_INIT("簡體中文"), SCRIPT_HANS},    {STR_INIT("簡體字"), SCRIPT_HANS},
    {STR_INIT("大陸簡體"), SCRIPT_HANS},    {STR_INIT("繁"), SCRIPT_HANT},
    {STR_INIT("繁体"), SCRIPT_HANT},	    {STR_INIT("繁体中文"), SCRIPT_HANT},
    {STR_INIT("繁体字"), SCRIPT_HANT},	    {STR_INIT("大陆繁体"), SCRIPT_HANT},
    {STR_INIT("繁體"), SCRIPT_HANT},	    {STR_INIT("繁體中文"), SCRIPT_HANT},
    {STR_INIT("繁體字"), SCRIPT_HANT},	    {STR_INIT("大陸繁體"), SCRIPT_HANT},
    {STR_INIT("zh-tw"), SCRIPT_HANT_TW},    {STR_INIT("台湾繁体"), SCRIPT_HANT_TW},
    {STR_INIT("臺灣繁體"), SCRIPT_HANT_TW}, {STR_INIT("台灣繁體"), SCRIPT_HANT_TW},
    {STR_INIT("臺灣正體"), SCRIPT_HANT_TW}, {STR_INIT("台灣正體"), SCRIPT_HANT_TW},
    {STR_INIT("zh-hk"), SCRIPT_HANT_HK},    {STR_INIT("香港繁体"), SCRIPT_HANT_HK},
    {STR_INIT("香港繁體"), SCRIPT_HANT_HK},
};

str
script_name(enum script s)
{
	return script[s].name;
}

str
script_tag(enum script s)
{
	return script[s].tag;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool
same_name(str a, str b)
{
	if (a.n != b.n)
		return false;
	for (ptrdiff_t i = 0; i < a.n; i++)
		if (lower(a.p[i] == '_' ? '-' : a.p[i]) != lower(b.p[i]))
			return false;
	return true;
}

bool
script_parse(str name, enum script *out)
{
	name = str_trim(name);
	for (enum script s = 0; s < SCRIPT__N; s++)
		if (same_name(name, script[s].name) || same_name(name, script[s].tag)) {
			*out = s;
			return true;
		}
	for (size_t i = 0; i < sizeof alias / sizeof *alias; i++)
		if (same_name(name, alias[i].name)) {
			*out = alias[i].script;
			return true;
		}
	return false;
}

enum { AT_ONCE = 8, THREE = 3 };

/* The next characters have three bytes each, which is one question of them all. */
static inline bool
are_three(const unsigned char *p)
{
	static const unsigned char half[] = {0xF0, 0, 0, 0xF0, 0, 0, 0xF0, 0, 0, 0xF0, 0, 0,
					     0xF0, 0, 0, 0xF0, 0, 0, 0xF0, 0, 0, 0xF0, 0, 0};
	static const unsigned char want[] = {0xE0, 0, 0, 0xE0, 0, 0, 0xE0, 0, 0, 0xE0, 0, 0,
					     0xE0, 0, 0, 0xE0, 0, 0, 0xE0, 0, 0, 0xE0, 0, 0};
	enum { WORDS = AT_ONCE * THREE / sizeof(uint64_t) };
	uint64_t is[WORDS], of[WORDS], be[WORDS], other = 0;

	memcpy(is, p, sizeof is);
	memcpy(of, half, sizeof of);
	memcpy(be, want, sizeof be);
	for (int i = 0; i < WORDS; i++)
		other |= (is[i] & of[i]) ^ be[i];
	return other == 0;
}

static inline unsigned
class_of_three(const unsigned char *p)
{
	unsigned two = p[0] | (unsigned)p[1] << 8;

	return script_class_table[script_three[two - 0x8000] + (p[2] & 63u)];
}

/* Those of the characters of three bytes that *P begins with; END is that of valid text. */
static unsigned
classes_of_threes(const unsigned char **p, const unsigned char *end)
{
	const unsigned char *at = *p;
	unsigned seen = 0;

	for (; end - at >= AT_ONCE * THREE && are_three(at); at += AT_ONCE * THREE)
		for (int i = 0; i < AT_ONCE; i++)
			seen |= class_of_three(at + THREE * i);
	for (; at < end && (*at & 0xF0) == 0xE0; at += THREE)
		seen |= class_of_three(at);
	*p = at;
	return seen;
}

unsigned
script_classes(str text)
{
	const unsigned char *p = (const unsigned char *)text.p, *end = p + text.n;
	unsigned seen = 0;

	while (p < end) {
		if (*p < 0x80) {
			p++; /* of no script */
		} else if ((*p & 0xF0) == 0xE0) {
			seen |= classes_of_threes(&p, end);
		} else {
			ptrdiff_t n = 0;

			seen |= script_class(utf8_step((const char *)p, &n));
			p += n;
		}
	}
	return seen;
}

bool
script_other_possible(enum script s, unsigned classes)
{
	return classes & script_foreign(s);
}

/* How many characters of TEXT only Simplified text has, less those that only Traditional has. */
static ptrdiff_t
ahead(str text)
{
	ptrdiff_t n = 0, at = 0;

	while (at < text.n) {
		unsigned class = script_class(utf8_step(text.p, &at));

		n += (class & SCRIPT_HANS_ONLY) != 0;
		n -= (class & SCRIPT_HANT_ONLY) != 0;
	}
	return n;
}

enum script
script_of_texts(const str *text, int n, unsigned classes, enum script fallback)
{
	bool hans = classes & SCRIPT_HANS_ONLY, hant = classes & SCRIPT_HANT_ONLY;
	ptrdiff_t lead = hans - hant;

	for (int i = 0; hans && hant && i < n; i++)
		lead += ahead(text[i]);
	if (lead == 0)
		return fallback;
	if (lead > 0)
		return SCRIPT_HANS;
	return fallback != SCRIPT_HANS ? fallback : SCRIPT_HANT;
}

enum script
script_detect(str text, enum script fallback)
{
	return script_of_texts(&text, 1, script_classes(text), fallback);
}
