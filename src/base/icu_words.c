#include "base/icu.h"

#include "base/utf8.h"
#include "base/words.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>

static bool
numeral(uint32_t cp)
{
	return u_isdigit((UChar32)cp) ||
	       u_getIntPropertyValue((UChar32)cp, UCHAR_NUMERIC_TYPE) != U_NT_NONE;
}

/* What leans on the word before it: 亮了, 谁的, 孩子们. */
static bool
leaning(uint32_t cp)
{
	return cp == 0x4E86 || cp == 0x7684 || cp == 0x4EEC || cp == 0x5011 || cp == 0x5417 ||
	       cp == 0x55CE || cp == 0x5462 || cp == 0x5427;
}

/* Between two of one kind no word ends; between letters of WORD_HAN as the dictionary says, and
 * everywhere beside WORD_MARK. */
enum kind { WORD_MARK, WORD_HAN, WORD_LETTER, WORD_BLANK, WORD_OTHER };

static enum kind
kind_of(uint32_t cp)
{
	if ((cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z'))
		return WORD_LETTER;
	if (cp == ' ' || cp == 0x3000)
		return WORD_BLANK;
	return U_MASK(u_charType((UChar32)cp)) & (U_GC_P_MASK | U_GC_SM_MASK | U_GC_SC_MASK)
		   ? WORD_MARK
		   : WORD_OTHER;
}

/* END as UAX #29 has it, where TEXT is so simple that ICU need not be asked; false: it is not. */
static bool
divide_simple(struct arena *scratch, str text, bool *end)
{
	enum kind before = WORD_MARK;

	for (ptrdiff_t i = 0; i < text.n;) {
		ptrdiff_t from = i, run = words_run(text, i);
		enum kind kind = run > 0 ? WORD_HAN : kind_of(utf8_next(text, &i));

		if (kind == WORD_OTHER)
			return false;
		end[from] = kind != before || kind == WORD_MARK;
		if (kind == WORD_HAN)
			words_divide(scratch, str_sub(text, from, from + run), end + from);
		i += run;
		before = kind;
	}
	return true;
}

static void
divide(struct icu_words *words, struct arena *scratch, str text, bool *end)
{
	UErrorCode err = U_ZERO_ERROR;
	UChar *u = NEW(scratch, UChar, (size_t)text.n + 1);
	int n = 0, unit = 0;

	u_strFromUTF8(u, (int)text.n + 1, &n, text.p, (int)text.n, &err);
	if (!words->it)
		words->it = ubrk_open(UBRK_WORD, "zh", NULL, 0, &err);
	ubrk_setText(words->it, u, n, &err);
	for (ptrdiff_t i = 0; i < text.n;) {
		end[i] = U_SUCCESS(err) && ubrk_isBoundary(words->it, unit);
		unit += utf8_next(text, &i) > 0xFFFF ? 2 : 1;
	}
}

void
icu_words_close(struct icu_words *words)
{
	if (words->it)
		ubrk_close(words->it);
}

/* Of the ends of UAX #29 those that are none of a headline. */
static void
join_words(str text, bool *end)
{
	uint32_t before = 0;

	for (ptrdiff_t i = 0, next = 0; i < text.n; i = next) {
		uint32_t cp = utf8_next(text, &next);

		end[i] = end[i] && i > 0 && !numeral(before) && !icu_punct(before) &&
			 !icu_punct(cp) && !(leaning(cp) && end[next]);
		before = cp;
	}
}

void
icu_words_ends(struct icu_words *words, struct arena *scratch, str text, bool *end)
{
	memset(end, 0, ((size_t)text.n + 1) * sizeof *end);
	end[text.n] = true;
	if (!divide_simple(scratch, text, end))
		divide(words, scratch, text, end);
	join_words(text, end);
}

void
icu_word_ends(struct arena *scratch, str text, bool *end)
{
	struct icu_words words = {0};

	icu_words_ends(&words, scratch, text, end);
	icu_words_close(&words);
}
