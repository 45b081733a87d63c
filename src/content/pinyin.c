#include "content/pinyin.h"

#include "base/icu.h"
#include "base/out.h"
#include "base/utf8.h"
#include "content/pinyin_table.h"

/* Between two syllables while ICU is at work; not in any slug. */
enum { JOINT = '|' };

static const struct pinyin_row *
longest(str text, enum pinyin_kind kind)
{
	const struct pinyin_row *best = NULL;

	for (int i = 0; i < pinyin_count; i++) {
		const struct pinyin_row *r = &pinyin_rows[i];

		if (r->kind == kind && (!best || r->word.n > best->word.n) &&
		    str_starts(text, r->word))
			best = r;
	}
	return best;
}

/* The row that holds for the beginning of TEXT; NULL: its first character is read alone. */
static const struct pinyin_row *
row_for(str text)
{
	const struct pinyin_row *r = longest(text, PINYIN_SURNAME);

	if (r && longest(str_from_at(text, r->word.n), PINYIN_ADDRESS))
		return r;
	return longest(text, PINYIN_WORD);
}

static void
put_sound(struct out *o, str sound)
{
	for (ptrdiff_t i = 0; i < sound.n; i++)
		out_char(o, sound.p[i] == ' ' ? JOINT : sound.p[i]);
	out_char(o, JOINT);
}

/* The words of the table by their sound, Han that stands alone, letters and digits; else blanks. */
static str
words_read(struct arena *a, str text)
{
	struct out o = {.mem = a};

	for (ptrdiff_t i = 0; i < text.n;) {
		ptrdiff_t from = i;
		uint32_t cp = utf8_next(text, &i);
		const struct pinyin_row *r = icu_han(cp) ? row_for(str_from_at(text, from)) : NULL;

		if (r) {
			put_sound(&o, r->sound);
			i = from + r->word.n;
		} else if (icu_han(cp)) {
			out_str(&o, str_sub(text, from, i));
			out_char(&o, JOINT);
		} else if (icu_letter_or_digit(cp)) {
			out_str(&o, str_sub(text, from, i));
		} else {
			out_char(&o, ' ');
		}
	}
	return out_text(&o);
}

str
pinyin_slug(struct arena *a, str text)
{
	str latin = icu_latin(a, words_read(a, text));
	struct out o = {.mem = a};

	for (ptrdiff_t i = 0; i < latin.n; i++) {
		char c = latin.p[i];

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			out_char(&o, c);
		else if (c != JOINT && o.n > 0 && o.p[o.n - 1] != '-')
			out_char(&o, '-');
	}
	while (o.n > 0 && o.p[o.n - 1] == '-')
		o.n--;
	return out_text(&o);
}
