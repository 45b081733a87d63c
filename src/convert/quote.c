#include "convert/quote.h"

#include "base/utf8.h"

enum { BYTES = 3, FORMS = 8 };

/* By style, then by depth: outer, inner. */
static const struct form {
	str text;
	enum quotes style;
	bool inner, closing;
} form[FORMS] = {
    {STR_INIT("“"), QUOTES_CURLY, false, false},   {STR_INIT("”"), QUOTES_CURLY, false, true},
    {STR_INIT("‘"), QUOTES_CURLY, true, false},	   {STR_INIT("’"), QUOTES_CURLY, true, true},
    {STR_INIT("「"), QUOTES_CORNER, false, false}, {STR_INIT("」"), QUOTES_CORNER, false, true},
    {STR_INIT("『"), QUOTES_CORNER, true, false},  {STR_INIT("』"), QUOTES_CORNER, true, true},
};

struct mark {
	ptrdiff_t at;
	const struct form *form;
	bool paired; /* or need not be */
};

struct reader {
	str text;
	struct mark *mark;
	int n;
	int *open; /* marks that wait for their other half, outermost first */
	int nopen;
	int waiting[FORMS]; /* of each form */
};

/* The mark that TEXT begins with; NULL: none. */
static const struct form *
form_at(str text)
{
	unsigned char lead = text.n >= BYTES ? (unsigned char)text.p[0] : 0;

	if ((lead != 0xE2 && lead != 0xE3) || (unsigned char)text.p[1] != 0x80)
		return NULL;
	for (int i = 0; i < FORMS; i++)
		if (text.p[0] == form[i].text.p[0] && text.p[2] == form[i].text.p[2])
			return &form[i];
	return NULL;
}

static bool
has_han(str text)
{
	for (ptrdiff_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] >= 0xE4 && (unsigned char)text.p[i] <= 0xE9)
			return true;
	return false;
}

bool
quote_any(str text, enum quotes style)
{
	/* the first two bytes of each form of the other style */
	str begin = style == QUOTES_CORNER ? STR("\xE2\x80") : STR("\xE3\x80"), rest = text;
	ptrdiff_t at;

	for (; (at = str_find(rest, begin)) >= 0; rest = str_from_at(rest, at + begin.n)) {
		const struct form *f = form_at(str_from_at(rest, at));

		if (f && f->style != style)
			return has_han(text);
	}
	return false;
}

bool
convert_begins_quoted(str text)
{
	const struct form *f = form_at(str_trim(text));

	return f && !f->closing;
}

static bool
latin(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       ((unsigned char)c >= 0xC3 && (unsigned char)c < 0xCE);
}

/* The last byte of a letter à to ɏ is no letter: what stands before it is looked at as well. */
static bool
latin_before(str text, ptrdiff_t at)
{
	return (at > 0 && latin(text.p[at - 1])) ||
	       (at > 1 && (text.p[at - 1] & 0xC0) == 0x80 && latin(text.p[at - 2]));
}

/* How many marks wait for the closing one F; its opening form stands before it. */
static int *
waiting(struct reader *r, const struct form *f)
{
	return &r->waiting[f - form - f->closing];
}

/* don’t; students’ and ’90s where no ‘ is open */
static bool
is_apostrophe(struct reader *r, const struct mark *m)
{
	bool before = latin_before(r->text, m->at);
	bool after = m->at + BYTES < r->text.n && latin(r->text.p[m->at + BYTES]);

	if (m->form->style != QUOTES_CURLY || !m->form->inner || !m->form->closing)
		return false;
	return (before && after) || ((before || after) && *waiting(r, m->form) == 0);
}

/* The innermost mark that the closing one F goes with, and there is one; what is in it stays
 * single. */
static struct mark *
other_half(struct reader *r, const struct form *f)
{
	struct mark *m;

	do {
		m = &r->mark[r->open[--r->nopen]];
		--*waiting(r, m->form);
	} while (waiting(r, m->form) != waiting(r, f));
	return m;
}

static void
read_mark(struct reader *r, ptrdiff_t at, const struct form *f)
{
	struct mark *m = &r->mark[r->n];

	*m = (struct mark){at, f, false};
	if (is_apostrophe(r, m))
		return;
	if (!f->closing) {
		r->open[r->nopen++] = r->n;
		++*waiting(r, f);
	} else if (*waiting(r, f) > 0) {
		other_half(r, f)->paired = m->paired = true;
	}
	r->n++;
}

static int
count_marks(str text)
{
	int n = 0;

	for (ptrdiff_t i = 0; i < text.n; i++)
		n += form_at(str_from_at(text, i)) != NULL;
	return n;
}

static void
read_marks(struct arena *a, struct reader *r, bool goes_on)
{
	int most = count_marks(r->text);

	r->mark = NEW(a, struct mark, (size_t)most);
	r->open = NEW(a, int, (size_t)most);
	for (ptrdiff_t i = 0; i < r->text.n; i++) {
		const struct form *f = form_at(str_from_at(r->text, i));

		if (f)
			read_mark(r, i, f);
	}
	for (int i = 0; goes_on && i < r->nopen; i++)
		r->mark[r->open[i]].paired = true;
}

/*
 * The marks FROM to TO (not included) are a quotation with all that is in it. It is left if a mark
 * of STYLE in it has no other half: the others, turned, could not be told from that one any more.
 */
static void
write_quotation(const struct reader *r, int from, int to, enum quotes style, char *out)
{
	int depth = 0;
	bool foreign = false, told = true;

	for (int i = from; i < to; i++) {
		foreign |= r->mark[i].paired && r->mark[i].form->style != style;
		told &= r->mark[i].paired || r->mark[i].form->style != style;
	}
	for (int i = from; foreign && told && i < to; i++) {
		const struct mark *m = &r->mark[i];
		const struct form *f = form;

		if (!m->paired)
			continue;
		depth -= m->form->closing;
		while (f->style != style || f->inner != (depth % 2 != 0) ||
		       f->closing != m->form->closing)
			f++;
		memcpy(out + m->at, f->text.p, BYTES);
		depth += !m->form->closing;
	}
}

static void
write_marks(const struct reader *r, enum quotes style, char *out)
{
	int start = 0, depth = 0;

	for (int i = 0; i < r->n; i++) {
		if (r->mark[i].paired)
			depth += r->mark[i].form->closing ? -1 : 1;
		if (depth == 0 || i + 1 == r->n) {
			write_quotation(r, start, i + 1, style, out);
			start = i + 1;
		}
	}
}

static int
list_faults(struct arena *a, const struct reader *r, struct quote_fault **fault)
{
	int n = 0;

	*fault = NEW(a, struct quote_fault, (size_t)r->n);
	for (int i = 0; i < r->n; i++)
		if (!r->mark[i].paired)
			(*fault)[n++] = (struct quote_fault){r->mark[i].at,
							     !r->mark[i].form->closing};
	return n;
}

int
quote_turn(struct arena *a, str text, enum quotes style, bool goes_on, char *out,
	   struct quote_fault **fault)
{
	struct reader r = {.text = text};

	read_marks(a, &r, goes_on);
	write_marks(&r, style, out);
	return list_faults(a, &r, fault);
}
