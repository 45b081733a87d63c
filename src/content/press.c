#include "content/press.h"

/*
 * 220: twice the 85 to 100 lpi of newsprint's screens, and a little. 240 %: of the limits that
 * print shops publish for newsprint (200 to 280 %) the most frequent.
 */
const struct press press_coldset = {.ppi = 220, .ink = 240};

enum { BLEED_MAX = 20, PPI_MIN = 170, PPI_MAX = 350, INK_MIN = 150, INK_MAX = 400 };

static void
read_number(struct diag *d, const struct front_entry *e, int least, int most, int *out)
{
	int n;

	if (!field_number(d, e, &n))
		return;
	if (least <= n && n <= most)
		*out = n;
	else
		diag(d, D_PRESS_RANGE, field_at(e), e->key, diag_int(d, least), diag_int(d, most));
}

/* "全部", "是", or the numbers of pages. */
static void
read_colour(struct arena *a, struct diag *d, const struct front_entry *e, struct press *p)
{
	static const str all[] = {STR_INIT("全部"), STR_INIT("all"), STR_INIT("是"),
				  STR_INIT("true"), STR_INIT("yes")};
	static const str none[] = {STR_INIT("否"), STR_INIT("false"), STR_INIT("no")};
	struct front_value *v = NULL;
	int n = field_list(a, e, &v), *page = NEW(a, int, (size_t)n + 1);

	for (size_t i = 0; n == 1 && i < sizeof all / sizeof *all; i++)
		p->colour_all |= str_eq(v[0].text, all[i]);
	for (size_t i = 0; n == 1 && i < sizeof none / sizeof *none; i++)
		if (str_eq(v[0].text, none[i]))
			return;
	for (int i = 0; !p->colour_all && i < n; i++) {
		if (field_digits(v[i].text, &page[p->ncolour]))
			p->ncolour++;
		else
			diag(d, D_PRESS_COLOUR, v[i].at, v[i].text);
	}
	p->colour = page;
}

/* "X-4", "PDF/X-1a:2003", "x4" */
static void
read_standard(struct arena *a, struct diag *d, const struct front_entry *e, struct press *p)
{
	str text = field_text(a, d, e), rest = text;

	if (text.n == 0)
		return;
	if (!str_eat(&rest, STR("PDF/")))
		str_eat(&rest, STR("pdf/"));
	if (!str_eat(&rest, STR("X")) && !str_eat(&rest, STR("x")))
		rest = text;
	str_eat(&rest, STR("-"));
	if (str_eq(rest, STR("4")))
		p->standard = PRESS_X4;
	else if (!str_eq(rest, STR("1a")) && !str_eq(rest, STR("1a:2003")))
		diag(d, D_PRESS_STANDARD, field_at(e), text);
}

void
press_read(struct arena *a, struct diag *d, const struct press_entries *e, struct press *out)
{
	*out = press_coldset;
	read_number(d, e->bleed, 0, BLEED_MAX, &out->bleed);
	field_bool(d, e->marks, &out->marks);
	read_colour(a, d, e->colour, out);
	read_number(d, e->ppi, PPI_MIN, PPI_MAX, &out->ppi);
	read_number(d, e->ink, INK_MIN, INK_MAX, &out->ink);
	out->profile = field_text(a, d, e->profile);
	out->condition = field_text(a, d, e->condition);
	read_standard(a, d, e->standard, out);
}

bool
press_colour(const struct press *p, int number)
{
	for (int i = 0; i < p->ncolour; i++)
		if (p->colour[i] == number)
			return true;
	return p->colour_all;
}
