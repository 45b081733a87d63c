#include "base/icu.h"

#include "base/out.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <unicode/ucal.h>
#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

static bool
mark_of_chinese_text(uint32_t cp)
{
	return cp == 0x2018 || cp == 0x2019 || cp == 0x201C || cp == 0x201D || cp == 0x2014 ||
	       cp == 0x2026 || cp == 0xB7;
}

static int
east_asian_width(uint32_t cp)
{
	return u_getIntPropertyValue((UChar32)cp, UCHAR_EAST_ASIAN_WIDTH);
}

static bool
has_script(uint32_t cp, UScriptCode script)
{
	UErrorCode err = U_ZERO_ERROR;

	return uscript_getScript((UChar32)cp, &err) == script && U_SUCCESS(err);
}

bool
icu_wide(uint32_t cp)
{
	int w;

	if ((cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3001 && cp <= 0x303E) ||
	    (cp >= 0xFF01 && cp <= 0xFF60)) /* nearly all of Chinese text */
		return true;
	if (cp < 0x80)
		return false;
	w = east_asian_width(cp);
	return w == U_EA_WIDE || w == U_EA_FULLWIDTH;
}

bool
icu_hangul(uint32_t cp)
{
	return has_script(cp, USCRIPT_HANGUL);
}

bool
icu_cjk(uint32_t cp)
{
	int w;

	if (cp < 0x80)
		return false;
	if (mark_of_chinese_text(cp))
		return true;
	w = east_asian_width(cp);
	if (w == U_EA_WIDE || w == U_EA_FULLWIDTH || w == U_EA_HALFWIDTH)
		return !u_hasBinaryProperty((UChar32)cp, UCHAR_EMOJI_PRESENTATION);
	return icu_hangul(cp);
}

bool
icu_space(uint32_t cp)
{
	return cp == '\t' || cp == '\n' || cp == '\f' || cp == '\r' ||
	       (U_MASK(u_charType((UChar32)cp)) & U_GC_Z_MASK) != 0;
}

bool
icu_punct(uint32_t cp)
{
	return (U_MASK(u_charType((UChar32)cp)) & U_GC_P_MASK) != 0;
}

bool
icu_letter_or_digit(uint32_t cp)
{
	return (U_MASK(u_charType((UChar32)cp)) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

bool
icu_han(uint32_t cp)
{
	return has_script(cp, USCRIPT_HAN);
}

bool
icu_unusual(uint32_t cp)
{
	return (U_MASK(u_charType((UChar32)cp)) & (U_GC_CN_MASK | U_GC_CO_MASK | U_GC_CS_MASK)) !=
	       0;
}

/* TEXT as ICU wants it, with SPARE units of room after it; its length in *N. */
static UChar *
to_utf16(struct arena *a, str text, int spare, int *n)
{
	UErrorCode err = U_ZERO_ERROR;
	int cap = (int)text.n + 1 + spare;
	UChar *u = NEW(a, UChar, (size_t)cap);

	u_strFromUTF8(u, cap, n, text.p, (int)text.n, &err);
	return u;
}

static str
from_utf16(struct arena *a, const UChar *u, int n)
{
	UErrorCode err = U_ZERO_ERROR;
	int cap = n * 3 + 1, len = 0;
	char *p = NEW(a, char, (size_t)cap);

	u_strToUTF8(p, cap, &len, u, n, &err);
	return U_SUCCESS(err) ? (str){p, len} : (str){0};
}

void
icu_begin(void)
{
	struct arena a = {0};

	icu_fold(&a, STR("Ａ"));
	arena_free(&a);
}

static str
normalise(struct arena *a, const UNormalizer2 *form, str text)
{
	UErrorCode err = U_ZERO_ERROR;
	int n, m, cap;
	UChar *in = to_utf16(a, text, 0, &n), *out;

	m = unorm2_normalize(form, in, n, NULL, 0, &err);
	err = U_ZERO_ERROR;
	cap = m + 1;
	out = NEW(a, UChar, (size_t)cap);
	m = unorm2_normalize(form, in, n, out, cap, &err);
	return U_SUCCESS(err) ? from_utf16(a, out, m) : text;
}

str
icu_nfc(struct arena *a, str text)
{
	UErrorCode err = U_ZERO_ERROR;
	const UNormalizer2 *form = unorm2_getNFCInstance(&err);

	return U_SUCCESS(err) ? normalise(a, form, text) : text;
}

/* U+4E00 to U+9FFF, and ASCII without capitals: nearly all names and numbers. */
static bool
is_folded(str text)
{
	for (ptrdiff_t i = 0; i < text.n;) {
		uint32_t cp = utf8_step(text.p, &i);

		if (cp < 0x80 ? cp >= 'A' && cp <= 'Z' : cp < 0x4E00 || cp > 0x9FFF)
			return false;
	}
	return true;
}

str
icu_fold(struct arena *a, str text)
{
	UErrorCode err = U_ZERO_ERROR;
	const UNormalizer2 *form;

	if (is_folded(text))
		return text;
	form = unorm2_getNFKCCasefoldInstance(&err);
	return U_SUCCESS(err) ? normalise(a, form, text) : text;
}

int
icu_compatible(uint32_t cp, uint32_t parts[ICU_PARTS_MAX])
{
	UErrorCode err = U_ZERO_ERROR;
	const UNormalizer2 *form = unorm2_getNFKCInstance(&err);
	UChar u[2 * ICU_PARTS_MAX];
	int n = -1, count = 0;

	if (U_SUCCESS(err))
		n = unorm2_getDecomposition(form, (UChar32)cp, u, 2 * ICU_PARTS_MAX, &err);
	if (U_FAILURE(err) || n < 0) { /* it has none */
		n = 0;
		U16_APPEND_UNSAFE(u, n, cp);
	}
	for (int i = 0; i < n;) {
		uint32_t c = u[i++];

		if (U16_IS_LEAD(c) && i < n)
			c = (c << 10) + u[i++] - ((0xD800u << 10) + 0xDC00u - 0x10000u);
		if (!(U_MASK(u_charType((UChar32)c)) & U_GC_M_MASK) && count < ICU_PARTS_MAX)
			parts[count++] = (uint32_t)u_tolower((UChar32)c);
	}
	return count;
}

/* UNITS under transliteration ID, in place; false if ICU cannot. */
static bool
transliterate(const UChar *id, UChar *u, int *n, int room)
{
	UErrorCode err = U_ZERO_ERROR;
	UTransliterator *t = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &err);
	int limit = *n;

	if (U_FAILURE(err))
		return false;
	utrans_transUChars(t, u, n, room, 0, &limit, &err);
	utrans_close(t);
	return U_SUCCESS(err);
}

/* The ü of a syllable: l and n alone stand before both u and ü. Marks would take it for u. */
static void
spell_umlaut(UChar *u, int n)
{
	for (int i = 1; i < n; i++) {
		bool umlaut = u[i] == 0xFC || u[i] == 0x1D6 || u[i] == 0x1D8 || u[i] == 0x1DA ||
			      u[i] == 0x1DC;

		if (umlaut && (u[i - 1] == 'l' || u[i - 1] == 'n'))
			u[i] = 'v';
	}
}

str
icu_latin(struct arena *a, str text)
{
	enum { LETTERS = 8 }; /* a Han character becomes at most "zhuang " */
	int n, room = (int)text.n * (LETTERS + 1) + 1;
	UChar *u = to_utf16(a, text, room, &n);

	if (!transliterate(u"Han-Latin; NFC", u, &n, room))
		return (str){0};
	spell_umlaut(u, n);
	if (!transliterate(u"Any-Latin; Latin-ASCII; Lower", u, &n, room))
		return (str){0};
	return from_utf16(a, u, n);
}

/* -- index ------------------------------------------------------------------- */

enum { STROKES_MAX = 64, LETTERS = 26 };

/*
 * First characters of names that CLDR files under a reading they seldom have there: 长宁 under Z,
 * the surname 曾 under C. They go where another character of the right sound does, unless one of
 * EXCEPT follows (长者, 单位).
 */
static const struct {
	str first, sounds, except;
} readings[] = {
    {STR_INIT("长"), STR_INIT("常"), STR_INIT("者辈子老官女孙")},
    {STR_INIT("曾"), STR_INIT("增"), STR_INIT("经")},
    {STR_INIT("单"), STR_INIT("善"), STR_INIT("位独车元身")},
    {STR_INIT("仇"), STR_INIT("求"), STR_INIT("恨")},
    {STR_INIT("查"), STR_INIT("渣"), STR_INIT("询看")},
    {STR_INIT("翟"), STR_INIT("宅"), STR_INIT("")},
    {STR_INIT("厦"), STR_INIT("下"), STR_INIT("")},
    {STR_INIT("莘"), STR_INIT("新"), STR_INIT("")},
};

static str
as_read(struct arena *a, str text)
{
	for (size_t i = 0; i < sizeof readings / sizeof readings[0]; i++) {
		str rest = text, next;
		ptrdiff_t at = 0;

		if (!str_eat(&rest, readings[i].first))
			continue;
		if (rest.n > 0)
			utf8_next(rest, &at);
		next = str_sub(rest, 0, at);
		if (next.n > 0 && str_find(readings[i].except, next) >= 0)
			continue;
		return str_fmt(a, STR_FMT STR_FMT, STR_ARG(readings[i].sounds), STR_ARG(rest));
	}
	return text;
}

struct keyed {
	struct icu_entry entry;
	str key; /* bytes that compare as the texts do */
};

/* Where a label begins: CLDR's collations hold U+FDD0 and a letter, or U+2800 and the strokes. */
struct border {
	str key, label;
};

static str
sort_key(struct arena *a, const UCollator *c, str text)
{
	int n, size;
	UChar *u = to_utf16(a, text, 0, &n);
	uint8_t *key;

	size = ucol_getSortKey(c, u, n, NULL, 0);
	key = NEW(a, uint8_t, (size_t)size + 1);
	ucol_getSortKey(c, u, n, key, size);
	return (str){(const char *)key, size};
}

static int
borders(struct arena *a, const UCollator *c, enum icu_order order, struct border *out)
{
	int n = order == ICU_PINYIN ? LETTERS : STROKES_MAX;

	for (int i = 0; i < n; i++) {
		UChar at[] = {0xFDD0, (UChar)(order == ICU_PINYIN ? 'A' + i : 0x2801 + i)};

		out[i].key = sort_key(a, c, from_utf16(a, at, 2));
		out[i].label = order == ICU_PINYIN ? str_fmt(a, "%c", 'A' + i)
						   : str_fmt(a, "%d", i + 1);
	}
	return n;
}

static int
by_key(const void *x, const void *y)
{
	const struct keyed *a = x, *b = y;
	bool x_other = a->entry.label.n == 0, y_other = b->entry.label.n == 0;
	int c = x_other != y_other ? y_other - x_other : str_cmp(a->key, b->key);

	return c ? c : a->entry.at - b->entry.at;
}

static bool
begins_with_han(str text)
{
	ptrdiff_t at = 0;

	return text.n > 0 && icu_han(utf8_next(text, &at));
}

/* The last border before KEY. */
static str
label_of(const struct border *border, int n, str key)
{
	str label = {0};

	for (int i = 0; i < n; i++)
		if (str_cmp(border[i].key, key) <= 0)
			label = border[i].label;
	return label;
}

struct icu_entry *
icu_index(struct arena *a, enum icu_order order, const str *text, int n)
{
	struct icu_entry *out = NEW(a, struct icu_entry, (size_t)n + 1);
	struct keyed *keyed = NEW(a, struct keyed, (size_t)n + 1);
	struct border border[STROKES_MAX];
	UErrorCode err = U_ZERO_ERROR;
	/* said as of old: to read "zh-u-co-pinyin" ICU loads all there are, 15 ms */
	UCollator *c = ucol_open(
	    order == ICU_PINYIN ? "zh@collation=pinyin" : "zh@collation=stroke", &err);
	int nborder = U_SUCCESS(err) ? borders(a, c, order, border) : 0;

	for (int i = 0; i < n; i++) {
		str said = order == ICU_PINYIN ? as_read(a, text[i]) : text[i];
		str key = U_SUCCESS(err) ? sort_key(a, c, said) : text[i];
		str label = begins_with_han(text[i]) ? label_of(border, nborder, key) : STR("");

		keyed[i] = (struct keyed){{text[i], label, i}, key};
	}
	if (U_SUCCESS(err))
		ucol_close(c);
	if (n > 1)
		qsort(keyed, (size_t)n, sizeof *keyed, by_key);
	for (int i = 0; i < n; i++)
		out[i] = keyed[i].entry;
	return out;
}

/* Days from 1970-01-01 in the Gregorian calendar (Hinnant's civil day count). */
static int64_t
days_from_civil(int year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t of_era = y - era * 400;
	int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

bool
icu_lunar(int year, int month, int day, struct lunar *out)
{
	enum { HOURS_TO_NOON_IN_SHANGHAI = 4, MS_HOUR = 3600 * 1000 };
	UErrorCode err = U_ZERO_ERROR;
	UCalendar *c = ucal_open(u"Asia/Shanghai", -1, "zh@calendar=chinese", UCAL_DEFAULT, &err);
	int cycle_year;

	if (U_FAILURE(err))
		return false;
	ucal_setMillis(
	    c,
	    (double)((days_from_civil(year, month, day) * 24 + HOURS_TO_NOON_IN_SHANGHAI) *
		     MS_HOUR),
	    &err);
	cycle_year = ucal_get(c, UCAL_YEAR, &err);
	*out = (struct lunar){
	    .month = ucal_get(c, UCAL_MONTH, &err) + 1,
	    .day = ucal_get(c, UCAL_DATE, &err),
	    .leap = ucal_get(c, UCAL_IS_LEAP_MONTH, &err) != 0,
	    .stem = (cycle_year - 1) % 10,
	    .branch = (cycle_year - 1) % 12,
	};
	ucal_close(c);
	return U_SUCCESS(err);
}
