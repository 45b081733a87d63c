#include "search/text.h"

#include "base/icu.h"
#include "base/utf8.h"
#include "convert/fold.h"

/* What stood between two letters. */
enum gap { GAP_NONE, GAP_SPACE, GAP_BREAK };

/* Room for MORE letters. */
static void
grow(struct search_text *t, int more)
{
	enum { FIRST_ROOM = 1024 };
	int cap = t->cap ? t->cap : FIRST_ROOM;
	uint16_t *p;

	while (cap - t->n < more)
		cap *= 2;
	p = NEW_ROUGH(t->mem, uint16_t, (size_t)cap);
	if (t->n > 0)
		memcpy(p, t->unit, (size_t)t->n * sizeof *p);
	t->unit = p;
	t->cap = cap;
}

static void
put(struct search_text *t, uint32_t unit)
{
	if (t->n == t->cap)
		grow(t, 1);
	t->unit[t->n++] = (uint16_t)unit;
}

/*
 * What stands between the last letter and CP. Blanks count between words of letters such as Latin
 * ones only: 图 1 and 图1 are the same.
 */
static void
end_gap(struct search_text *t, enum gap *gap, uint32_t cp)
{
	if (t->n > 0 && (*gap == GAP_BREAK || (*gap == GAP_SPACE && cp < SEARCH_WIDE &&
					       t->unit[t->n - 1] < SEARCH_WIDE)))
		put(t, SEARCH_BREAK);
	*gap = GAP_NONE;
}

static void
put_letter(struct search_text *t, enum gap *gap, uint32_t cp)
{
	cp = fold_character(cp);
	end_gap(t, gap, cp);
	if (cp < 0x10000) {
		put(t, cp);
	} else {
		put(t, 0xD7C0 + (cp >> 10));
		put(t, 0xDC00 | (cp & 0x3FF));
	}
}

static void
put_gap(enum gap *gap, uint32_t cp)
{
	if (!icu_space(cp))
		*gap = GAP_BREAK;
	else if (*gap == GAP_NONE)
		*gap = GAP_SPACE;
}

enum { HAN = 3 /* bytes of one of these letters, from E4 B8 80 to E9 BF BF */ };

/* True if the HAN bytes at P are a letter from U+4E00 to U+9FFF. Those of the extensions are rare.
 */
static inline bool
is_han(const unsigned char *p)
{
	return ((unsigned)p[0] << 8 | p[1]) - 0xE4B8 < 0xEA00 - 0xE4B8;
}

/* Marks that stand in every line: no need to ask. None is a blank. */
static bool
is_mark(uint32_t cp)
{
	return (cp >= 0x2010 && cp <= 0x2027) || (cp >= 0x3001 && cp <= 0x3003) ||
	       (cp >= 0x3008 && cp <= 0x3011) || cp == 0xFF0C || cp == 0xFF1A;
}

/* CP as what it is compatible with, small letters: Ａ and ａ are a, ㎡ is m2. */
static void
put_compatible(struct search_text *t, enum gap *gap, uint32_t cp)
{
	uint32_t parts[ICU_PARTS_MAX];
	int n = icu_compatible(cp, parts);

	for (int i = 0; i < n; i++) {
		if (icu_letter_or_digit(parts[i]))
			put_letter(t, gap, parts[i]);
		else
			put_gap(gap, parts[i]);
	}
}

/* The Han letters that TEXT goes on with at *AT, one behind the other: most of a text. */
static void
put_han(struct search_text *t, str text, ptrdiff_t *at)
{
	const unsigned char *p = (const unsigned char *)text.p + *at;
	const unsigned char *last = (const unsigned char *)text.p + text.n - HAN;
	uint16_t *to;

	if (t->cap - t->n <= (last - p) / HAN)
		grow(t, (int)((last - p) / HAN) + 1);
	to = t->unit + t->n;
	for (; p <= last && is_han(p); p += HAN) {
		uint32_t lead = (uint32_t)p[0] << 8 | p[1];

		*to++ =
		    fold_han[((lead & 0xF00) << 4 | (lead & 0x3F) << 6 | (p[2] & 0x3F)) - FOLD_HAN];
	}
	t->n = (int)(to - t->unit);
	*at = p - (const unsigned char *)text.p;
}

void
search_text_add(struct search_text *t, str text)
{
	const unsigned char *p = (const unsigned char *)text.p;
	enum gap gap = GAP_BREAK;

	for (ptrdiff_t i = 0; i < text.n;) {
		uint32_t cp;

		if (text.n - i >= HAN && is_han(p + i)) {
			end_gap(t, &gap, SEARCH_WIDE);
			put_han(t, text, &i);
			continue;
		}
		cp = utf8_step(text.p, &i);
		if ((cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z'))
			put_letter(t, &gap, cp);
		else if (cp >= 'A' && cp <= 'Z')
			put_letter(t, &gap, cp - 'A' + 'a');
		else if (is_mark(cp))
			gap = GAP_BREAK;
		else if (cp < 0x80)
			put_gap(&gap, cp);
		else
			put_compatible(t, &gap, cp);
	}
}
