#include "convert/stray.h"

#include "base/utf8.h"
#include "convert/script.h"
#include "convert/shape.h"

/* The class of what only the script other than OF has. */
static unsigned
foreign(enum script of)
{
	return of == SCRIPT_HANS ? SCRIPT_HANT_ONLY : SCRIPT_HANS_ONLY;
}

/* The class of what OF has, though not in all words. */
static unsigned
doubt(enum script of)
{
	return of == SCRIPT_HANS ? SCRIPT_HANS_DOUBT : SCRIPT_HANT_DOUBT;
}

/*
 * The class of CP in a text in OF. A shape that Traditional print has too (内) is of neither script
 * there; what is Simplified only as a name tells that a sentence is Traditional.
 */
static unsigned
class_in(uint32_t cp, enum script of)
{
	unsigned class = script_class(cp);

	switch (cp) {
	case 0x65BC: /* 於 */
	case 0x7955: /* 祕 */
	case 0x8490: /* 蒐 */
	case 0x91D0: /* 釐 */
	case 0x965E: /* 陞 */
		return SCRIPT_HANT_ONLY;
	default:
		return of != SCRIPT_HANS && class & SCRIPT_HANS_ONLY && shape_has_other(cp) ? 0
											    : class;
	}
}

static bool
ends(uint32_t cp, bool clause)
{
	switch (cp) {
	case '\n':
	case 0x3002: /* 。 */
	case 0xFF01: /* ！ */
	case 0xFF1F: /* ？ */
	case 0xFF1B: /* ； */
		return true;
	case 0xFF0C: /* ， */
	case 0x3001: /* 、 */
	case 0xFF1A: /* ： */
	case ' ':
	case 0x3000:
		return clause;
	default:
		return false;
	}
}

static enum stray
read_until(str text, enum script of, bool clause, ptrdiff_t *at)
{
	unsigned seen = 0;

	while (*at < text.n) {
		uint32_t cp = utf8_next(text, at);

		seen |= class_in(cp, of);
		if (ends(cp, clause))
			break;
	}
	if (!(seen & foreign(of)))
		return STRAY_NONE;
	return seen & (SCRIPT_HANS_ONLY | SCRIPT_HANT_ONLY) & ~foreign(of) ? STRAY_SOME : STRAY_ALL;
}

bool
stray_any(str text, enum script of)
{
	unsigned seen = 0;
	ptrdiff_t i = 0;

	while (i + 3 <= text.n) {
		const unsigned char *p = (const unsigned char *)text.p + i;

		if ((p[0] & 0xF0) == 0xE0) {
			seen |= script_class((p[0] & 0xFu) << 12 | (p[1] & 0x3Fu) << 6 |
					     (p[2] & 0x3Fu));
			i += 3;
		} else {
			i += p[0] < 0xF0 ? 1 : 4;
		}
	}
	return seen & (foreign(of) | doubt(of));
}

enum stray
stray_next(str text, enum script of, ptrdiff_t *at)
{
	ptrdiff_t start = *at;
	enum stray how = read_until(text, of, false, at);

	if (how != STRAY_SOME)
		return how;
	*at = start;
	return read_until(text, of, true, at);
}
