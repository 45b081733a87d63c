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

void
script_sample(struct script_sample *s, str text)
{
	/* by class: how many of either script, the Simplified ones in the low half */
#define WEIGHTS 0, 1, UINT64_C(1) << 32, UINT64_C(1) << 32 | 1
	static const uint64_t weights[] = {WEIGHTS, WEIGHTS, WEIGHTS, WEIGHTS};
	const unsigned char *p = (const unsigned char *)text.p, *end = p + text.n;
	unsigned seen = 0;
	uint64_t n = 0;

	/* most characters have three bytes, and valid text needs no look at each */
	while (p < end) {
		unsigned class = 0, lead = *p - 0xE0u;

		if (lead < 16) {
			/* SCRIPT_PAGE characters differ in their last byte alone */
			class = script_class_table[script_page[lead << 6 | (p[1] & 63u)]]
						  [p[2] & 63u];
			p += 3;
		} else if (*p < 0x80) {
			p++;
		} else {
			ptrdiff_t at = p - (const unsigned char *)text.p;

			class = script_class(utf8_next(text, &at));
			p = (const unsigned char *)text.p + at;
		}
		seen |= class;
		n += weights[class];
	}
	s->classes |= seen;
	s->hans += n & UINT32_MAX;
	s->hant += n >> 32;
}

bool
script_other_possible(enum script s, unsigned classes)
{
	return classes & script_foreign(s);
}

enum script
script_sampled(const struct script_sample *s, enum script fallback)
{
	if (s->hans == s->hant)
		return fallback;
	if (s->hans > s->hant)
		return SCRIPT_HANS;
	return fallback != SCRIPT_HANS ? fallback : SCRIPT_HANT;
}

unsigned
script_classes(str text)
{
	struct script_sample s = {0};

	script_sample(&s, text);
	return s.classes;
}

enum script
script_detect(str text, enum script fallback)
{
	struct script_sample s = {0};

	script_sample(&s, text);
	return script_sampled(&s, fallback);
}
