#include "fuzz/fuzz.h"

#include "base/utf8.h"
#include "convert/ambiguity.h"
#include "convert/mixed.h"
#include "convert/quote.h"

/* FROM to TO of TEXT are whole characters, at least one. */
static bool
whole(str text, ptrdiff_t from, ptrdiff_t to)
{
	return from >= 0 && from < to && to <= text.n && utf8_bad(str_sub(text, from, to)) < 0;
}

/* Clusters are in order, and what should stand there is as long and something else. */
const char *
check_mixed(struct fuzz *f)
{
	struct glossary g = {0};
	str text = fuzz_inside(f, &g), name = STR("晚報");
	struct mixed *m = mixed_new(random_below(&f->random, SCRIPT__N), &g, &name, 1);
	struct mixed_cluster *c;
	int n = mixed_find(m, f->mem, text, &c);
	const char *fault = NULL;
	ptrdiff_t at = 0;

	for (int i = 0; i < n && !fault; at = c[i++].to) {
		str is = {0};

		if (c[i].from < at || !whole(text, c[i].from, c[i].to) || c[i].level >= MIXED__N) {
			fault = fuzz_fault(f, "has a cluster that is none", text);
			break;
		}
		is = str_sub(text, c[i].from, c[i].to);
		if (c[i].n < 1 || c[i].n > utf8_count(is) ||
		    utf8_count(c[i].instead) != utf8_count(is) || str_eq(c[i].instead, is))
			fault = fuzz_fault(f, "has a suggestion that is none", text);
	}
	mixed_free(m);
	return fault;
}

/* Places are in order, and their two readings differ. */
const char *
check_ambiguity(struct fuzz *f)
{
	enum script hant = 1 + random_below(&f->random, SCRIPT__N - 1);
	struct glossary g = {0};
	str text = fuzz_inside(f, &g);
	struct ambiguities *x = ambiguity_new(hant, &g, NULL, 0);
	struct ambiguity *a;
	int n = ambiguity_find(x, f->mem, text, &a);
	const char *fault = NULL;
	ptrdiff_t at = 0;

	for (int i = 0; i < n && !fault; at = a[i++].to)
		if (a[i].from < at || !whole(text, a[i].from, a[i].to) ||
		    a[i].text.p > text.p + a[i].from ||
		    a[i].text.p + a[i].text.n < text.p + a[i].to || utf8_bad(a[i].text) >= 0 ||
		    str_eq(a[i].taken, a[i].other))
			fault = fuzz_fault(f, "has an ambiguity that is none", text);
	ambiguity_free(x);
	return fault;
}

static bool
quotation_mark(str text)
{
	static const char *const marks[] = {"“", "”", "‘", "’", "「", "」", "『", "』"};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(text, str_from(marks[i])))
			return true;
	return false;
}

/*
 * Only marks change, into marks; faults lie on marks; nothing turns twice, but ’ between letters,
 * which is an apostrophe then, where a quotation with faults goes on.
 */
const char *
check_quotes(struct fuzz *f)
{
	str text = fuzz_inside(f, NULL), turned;
	enum quotes style = random_below(&f->random, 2) ? QUOTES_CURLY : QUOTES_CORNER;
	bool goes_on = random_below(&f->random, 2);
	struct quote_fault *fault;
	char *out = str_z(f->mem, text), *again;
	int n = quote_turn(f->mem, text, style, goes_on, out, &fault);

	turned = (str){out, text.n};
	for (ptrdiff_t i = 0, next = 0; i < text.n; i = next) {
		utf8_next(text, &next);
		if (!str_eq(str_sub(text, i, next), str_sub(turned, i, next)) &&
		    !(quotation_mark(str_from_at(text, i)) &&
		      quotation_mark(str_from_at(turned, i))))
			return fuzz_fault(f, "is changed where no mark is", text);
	}
	if (utf8_bad(turned) >= 0)
		return fuzz_fault(f, "has marks that become what is not UTF-8", text);
	for (int i = 0; i < n; i++)
		if (!whole(text, fault[i].at, fault[i].at + 3) ||
		    !quotation_mark(str_from_at(text, fault[i].at)))
			return fuzz_fault(f, "has a fault that is no mark", text);
	again = str_z(f->mem, turned);
	quote_turn(f->mem, turned, style, goes_on, again, &fault);
	if ((n == 0 || !goes_on) && !str_eq((str){again, text.n}, turned))
		return fuzz_fault(f, "has marks that turn twice", text);
	return NULL;
}
