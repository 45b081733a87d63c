#include "base/utf8.h"
#include "compose/maker.h"

enum { CELL_MOST = 4 }; /* digits in the place of one character */

static uint32_t
first_of(const struct item *it)
{
	ptrdiff_t at = 0;

	return utf8_next(item_text(it), &at);
}

/* R25: 12, 365, 85%, and a letter alone. */
static bool
fits_cell(const struct maker *m, const struct item *it)
{
	str text = item_text(it);
	int digits = 0;

	if (it->characters == 1)
		return it->first & (KIN_LETTER | KIN_DIGIT);
	for (ptrdiff_t at = 0; at < text.n;) {
		uint32_t cp = utf8_next(text, &at);

		if (kinsoku(m->table, cp)->flags & KIN_DIGIT)
			digits++;
		else if (cp != '%' || at < text.n)
			return false;
	}
	return digits > 0 && it->characters <= CELL_MOST;
}

/* A place for all of IT, as wide as one character. */
static void
make_cell(struct item *it)
{
	it->turn = TURN_CELL;
	it->advance = ITEM_EM;
	it->head = it->tail = it->inner = it->left = it->right = 0;
	it->kerned = false;
	if (it->first & KIN_WORD)
		it->first = it->last = KIN_HAN;
}

/* ’ within a word is no mark any more. */
static bool
is_apostrophe(const struct item *it)
{
	return first_of(it) == 0x2019 && !(it->first & KIN_MARK);
}

/* The t of don’t. */
static bool
is_part(const struct maker *m, const struct item *it)
{
	return (it > m->v && is_apostrophe(it - 1)) ||
	       (it + 1 < m->v + m->n && is_apostrophe(it + 1));
}

/* These have no vertical form. */
static bool
lies(const struct item *it)
{
	uint32_t cp = first_of(it);

	return cp == 0x2013 || cp == 0x2014 || cp == 0x2E3A || is_apostrophe(it);
}

/* These have no blank half above or below. */
static bool
is_tall(const struct item *it)
{
	uint32_t cp = first_of(it);

	return cp == 0xFF01 || cp == 0xFF1F || cp == 0xFF1A || cp == 0xFF1B;
}

static void
stand_upright(const struct maker *m, struct item *it)
{
	int width = item_width(it), advance = 0;
	str text = item_text(it);

	it->turn = TURN_UPRIGHT;
	if (it->first & KIN_SPACE)
		return;
	for (ptrdiff_t at = 0; at < text.n;)
		advance += font_upright(m->fonts, (enum face)it->face, utf8_next(text, &at))
			       .advance;
	it->advance = advance;
	if (it->head || it->tail)
		item_fix_width(it, width);
	if (is_tall(it))
		it->left = it->right = 0;
}

static void
stand(const struct maker *m, struct item *it)
{
	if ((it->first & KIN_WORD) && fits_cell(m, it) && !is_part(m, it))
		make_cell(it);
	else if ((it->first & KIN_WORD) || lies(it))
		it->turn = TURN_WORD;
	else if (it->characters == 1 || (it->first & KIN_PAIR))
		stand_upright(m, it);
	else
		make_cell(it);
}

void
items_stand(struct maker *m)
{
	for (int i = 0; i < m->n; i++)
		stand(m, &m->v[i]);
}
