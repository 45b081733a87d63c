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
	return seen & foreign(of);
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

/* Neighbours that another form of a text has otherwise. */
struct difference {
	ptrdiff_t from, to; /* of the text */
	ptrdiff_t other;    /* of its other form, where the first of them stands */
	bool out_of_place;
};

/* The next difference from *I in BEFORE and *K in AFTER on; false: there is none. */
static bool
next_difference(str before, str after, ptrdiff_t *i, ptrdiff_t *k, enum script of,
		struct difference *d)
{
	bool found = false;

	while (*i < before.n && *k < after.n) {
		ptrdiff_t at = *i, other = *k;
		uint32_t was = utf8_next(before, i), is = utf8_next(after, k);

		if (was == is && found)
			return true;
		if (was == is)
			continue;
		if (!found)
			*d = (struct difference){.from = at, .other = other};
		found = true;
		d->to = *i;
		d->out_of_place |= (class_in(was, of) & foreign(of)) != 0;
	}
	return found;
}

/*
 * Write AFTER for the characters of D, which begin it. KEPT, a class, are those that are in place
 * even beside others that are not.
 */
static void
write_difference(str before, str after, const struct difference *d, enum script of, char *out)
{
	/* to Simplified and back may have made 幹 of a 乾 that is right */
	const unsigned kept = of == SCRIPT_HANS ? 0 : SCRIPT_HANS_DOUBT;

	for (ptrdiff_t i = d->from, k = 0; i < d->to;) {
		ptrdiff_t at = i, from = k;
		uint32_t was = utf8_next(before, &i), is = utf8_next(after, &k);

		if (!(script_class(was) & kept) && i - at == k - from &&
		    (of == SCRIPT_HANS || !shape_same(was, is, of)))
			memcpy(out + at, after.p + from, (size_t)(k - from));
	}
}

str
stray_mend(struct arena *a, str before, str after, enum script of)
{
	char *text = NEW(a, char, (size_t)before.n + 1);
	struct difference d = {0};

	memcpy(text, before.p, (size_t)before.n);
	for (ptrdiff_t i = 0, k = 0; next_difference(before, after, &i, &k, of, &d);)
		if (d.out_of_place)
			write_difference(before, str_from_at(after, d.other), &d, of, text);
	return (str){text, before.n};
}
