/*
 * icu.h - what the program asks of Unicode and of calendars. The only files
 * that include ICU are icu.c and, for words, icu_words.c.
 */
#ifndef BASE_ICU_H
#define BASE_ICU_H

#include "base/arena.h"
#include "base/str.h"

/* East Asian Width W or F (UAX #11): two cells on a terminal. */
bool icu_wide(uint32_t cp);
/*
 * A "CJK character" of the emphasis rule (reference: markdown-cjk-friendly,
 * ranges of East Asian Width W/F/H without Emoji_Presentation, or
 * Script=Hangul), and the seven marks “”‘’—…· that a Chinese paper counts too.
 */
bool icu_cjk(uint32_t cp);
bool icu_hangul(uint32_t cp);
/* General category Z*, or TAB LF FF CR. */
bool icu_space(uint32_t cp);
/* General category P*. */
bool icu_punct(uint32_t cp);
bool icu_letter_or_digit(uint32_t cp);
/* Han script (UAX #24). */
bool icu_han(uint32_t cp);
/* Unassigned, private use, noncharacter, surrogate. */
bool icu_unusual(uint32_t cp);

/*
 * END[i], for i from 0 to text.n: whether a word ends before byte i (UAX #29, Chinese by ICU's
 * dictionary). A numeral and what it counts are one word (第二季), so are 亮了 and 谁的; beside
 * punctuation nothing ends, the rules of line breaking do. END has text.n + 1 elements.
 */
void icu_word_ends(struct arena *scratch, str text, bool *end);
/* For many texts, one after the other: what ICU needs is opened when a text is first met that the
 * dictionary of base/words.h is not enough for. Initialise with {0}. */
struct icu_words {
	void *it;
};
void icu_words_close(struct icu_words *words);
void icu_words_ends(struct icu_words *words, struct arena *scratch, str text, bool *end);
/* Load what takes long to load, before processes fork that need it. */
void icu_begin(void);
/* Normalisation form C. */
str icu_nfc(struct arena *a, str text);
/* NFKC with case folded: to compare names. TEXT itself if that is how it is written. */
str icu_fold(struct arena *a, str text);
enum { ICU_PARTS_MAX = 24 };
/* CP in normalisation form KD, as small letters without marks; how many parts there are. */
int icu_compatible(uint32_t cp, uint32_t parts[ICU_PARTS_MAX]);
/*
 * TEXT in Latin letters without marks, small; Han in pinyin, ü as v. What has no letters stays.
 * Empty if ICU cannot.
 */
str icu_latin(struct arena *a, str text);

/* How an index is ordered: 社区 under S, or under the strokes of its first character. */
enum icu_order { ICU_PINYIN, ICU_STROKE };

struct icu_entry {
	str text;
	str label; /* "A" to "Z", or a number of strokes; empty: it begins with no Han character,
			and stands before the others */
	int at;	   /* which of the texts it was */
};

/*
 * The N texts in the order of an index, those that compare equal as they were; N of them. The
 * orders and the borders between labels are those of CLDR.
 */
struct icu_entry *icu_index(struct arena *a, enum icu_order order, const str *text, int n);

/*
 * Traditional Chinese date of a Gregorian day (ICU's Chinese calendar, zone Asia/Shanghai). It
 * takes as long as writing a page: content/date.h has a table of it.
 */
struct lunar {
	int month; /* 1 to 12 */
	int day;   /* 1 to 30 */
	bool leap;
	int stem;   /* of the year: 0 甲 … 9 癸 */
	int branch; /* of the year: 0 子 … 11 亥 */
};
/* False if ICU cannot tell. */
bool icu_lunar(int year, int month, int day, struct lunar *out);

#endif
