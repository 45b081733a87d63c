#include "convert/stray.h"

#include "base/utf8.h"
#include "convert/script.h"
#include "convert/shape.h"

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

bool
stray_is(uint32_t cp, enum script of, enum script to)
{
	unsigned own = (of == SCRIPT_HANS) == (to == SCRIPT_HANS) ? script_doubt(of) : 0;

	return (class_in(cp, of) & script_foreign(of)) | (script_class(cp) & own);
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

/* All classes of the clause from byte *AT on, which moves to its end. */
static unsigned
read_clause(str text, enum script of, ptrdiff_t *at)
{
	unsigned seen = 0;

	while (*at < text.n) {
		uint32_t cp = utf8_next(text, at);

		seen |= class_in(cp, of);
		if (ends(cp, true))
			break;
	}
	return seen;
}

static void
read_sentence(struct stray_reader *r, ptrdiff_t at)
{
	const unsigned other = script_foreign(r->of), own = script_native(r->of);

	r->own_end = r->foreign_end = at;
	while (at < r->text.n) {
		uint32_t cp = utf8_next(r->text, &at);
		unsigned class = class_in(cp, r->of);

		if (class & other)
			r->foreign_end = at;
		if (class & own)
			r->own_end = at;
		if (ends(cp, false))
			break;
	}
	r->end = at;
}

uint32_t
stray_next_character(uint32_t cp, enum script of, enum script to)
{
	while (cp < SCRIPT_LIMIT) {
		/* a page of which nothing is in any dictionary, as that of the first characters */
		if (script_page[cp / SCRIPT_PAGE] == script_page[0])
			cp = (cp / SCRIPT_PAGE + 1) * SCRIPT_PAGE;
		else if (stray_is(cp, of, to))
			return cp;
		else
			cp++;
	}
	return 0;
}

static enum stray
how_written(bool own, bool other)
{
	if (!other)
		return STRAY_NONE;
	return own ? STRAY_SOME : STRAY_ALL;
}

enum stray
stray_next(struct stray_reader *r, ptrdiff_t *at)
{
	enum stray how;
	unsigned seen;

	/* once for all its clauses: there may be very many */
	if (*at >= r->end)
		read_sentence(r, *at);
	how = how_written(r->own_end > *at, r->foreign_end > *at);
	if (how == STRAY_SOME) {
		seen = read_clause(r->text, r->of, at);
		return how_written(seen & script_native(r->of), seen & script_foreign(r->of));
	}
	*at = r->end;
	return how;
}
