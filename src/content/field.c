#include "content/field.h"

#include "base/icu.h"
#include "base/out.h"
#include "base/utf8.h"

/* Keys that other programs keep in front matter and that mean nothing here. */
static bool
foreign(str key)
{
	static const str known[] = {STR_INIT("lastmod"), STR_INIT("weight"), STR_INIT("aliases")};
	static const str prefix = STR_INIT("typora-");

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (key.n == known[i].n && strncasecmp(key.p, known[i].p, (size_t)key.n) == 0)
			return true;
	return key.n > prefix.n && strncasecmp(key.p, prefix.p, (size_t)prefix.n) == 0;
}

void
field_collect(struct diag *d, const struct front *f, const struct field_keys *keys,
	      const struct front_entry **by_id)
{
	for (int i = 0; i < f->n; i++) {
		const struct front_entry *e = &f->entry[i];
		const struct front_entry **slot;
		int k = foreign(e->key) ? -1 : front_key(d, e, keys->key, keys->n);

		if (k < 0)
			continue;
		slot = &by_id[keys->id[k]];
		if (*slot)
			diag(d, D_FIELD_TWICE, e->at, e->key, (*slot)->key,
			     diag_int(d, (*slot)->at.line));
		else
			*slot = e;
	}
}

bool
field_written(const struct front_entry *e)
{
	return e && e->nvalue > 0;
}

str
field_text(struct arena *a, struct diag *d, const struct front_entry *e)
{
	struct out o = {.mem = a};
	str rest = e ? str_trim(front_text(d, e)) : (str){0};

	if (str_find(rest, STR("\n")) < 0)
		return rest;
	while (rest.n > 0) {
		str line = str_trim(str_cut(&rest, STR("\n")));

		if (o.n > 0 && line.n > 0)
			out_char(&o, ' ');
		out_str(&o, line);
	}
	return out_text(&o);
}

struct pos
field_at(const struct front_entry *e)
{
	struct pos at = e->nvalue > 0 ? e->value[0].at : e->at;

	if (e->nvalue > 0 && str_find(e->value[0].text, STR("\n")) < 0)
		at.width = (int)utf8_count(e->value[0].text);
	return at;
}

bool
field_bool(struct diag *d, const struct front_entry *e, bool *out)
{
	static const struct {
		str word;
		bool value;
	} words[] = {
	    {STR_INIT("true"), true},	{STR_INIT("yes"), true}, {STR_INIT("是"), true},
	    {STR_INIT("false"), false}, {STR_INIT("no"), false}, {STR_INIT("否"), false},
	};
	str s;

	if (!field_written(e))
		return false;
	s = str_trim(front_text(d, e));
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (s.n == words[i].word.n && strncasecmp(s.p, words[i].word.p, (size_t)s.n) == 0) {
			*out = words[i].value;
			return true;
		}
	}
	diag(d, D_FIELD_BOOL, field_at(e), e->key, s);
	return false;
}

/* "第3版", "8545期", "3mm": what may stand round a number. */
static str
bare_number(str s)
{
	static const str units[] = {STR_INIT("版"), STR_INIT("期"),   STR_INIT("号"),
				    STR_INIT("號"), STR_INIT("毫米"), STR_INIT("mm"),
				    STR_INIT("%"),  STR_INIT("ppi")};

	str_eat(&s, STR("总"));
	str_eat(&s, STR("總"));
	str_eat(&s, STR("第"));
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
		if (str_ends(s, units[i]))
			s.n -= units[i].n;
	return str_trim(s);
}

bool
field_digits(str s, int *out)
{
	struct arena scratch = {0};
	bool ok = str_number(bare_number(icu_fold(&scratch, s)), out);

	arena_free(&scratch);
	return ok;
}

bool
field_number(struct diag *d, const struct front_entry *e, int *out)
{
	str s;

	if (!field_written(e))
		return false;
	s = str_trim(front_text(d, e));
	if (field_digits(s, out))
		return true;
	diag(d, D_FIELD_NUMBER, field_at(e), e->key, s);
	return false;
}

str
field_scripts(struct arena *a)
{
	struct out o = {.mem = a};

	for (int i = 0; i < SCRIPT__N; i++) {
		if (i > 0)
			out_str(&o, STR("、"));
		out_str(&o, script_name((enum script)i));
	}
	return out_text(&o);
}

bool
field_script(struct diag *d, const struct front_entry *e, enum script *out)
{
	str s;

	if (!field_written(e))
		return false;
	s = str_trim(front_text(d, e));
	if (script_parse(s, out))
		return true;
	diag(d, D_FIELD_SCRIPT, field_at(e), s, field_scripts(d->mem));
	return false;
}

/* Bytes of the comma or line end at byte I of S; 0 if there is none. */
static ptrdiff_t
separator(str s, ptrdiff_t i)
{
	static const str marks[] = {STR_INIT("、"), STR_INIT("，"), STR_INIT(","), STR_INIT("\n")};

	for (size_t k = 0; k < sizeof marks / sizeof marks[0]; k++)
		if (str_starts(str_from_at(s, i), marks[k]))
			return marks[k].n;
	return 0;
}

/* The items of TEXT at AT; OUT may be NULL, to count. Columns are told where it is one line. */
static int
split(str text, struct pos at, struct front_value *out)
{
	bool one_line = str_find(text, STR("\n")) < 0;
	ptrdiff_t from = 0, counted = 0; /* bytes of TEXT that at.col has passed */
	int n = 0;

	while (from < text.n) {
		ptrdiff_t to = from, len = 0;
		str item;

		while (to < text.n && (len = separator(text, to)) == 0)
			utf8_next(text, &to);
		item = str_trim(str_sub(text, from, to));
		from = to + len;
		if (item.n == 0)
			continue;
		n++;
		if (!out)
			continue;
		if (one_line)
			at.col += (int)utf8_count(str_sub(text, counted, item.p - text.p));
		counted = item.p - text.p;
		at.width = (int)utf8_count(item);
		out[n - 1] = (struct front_value){item, at};
	}
	return n;
}

int
field_list(struct arena *a, const struct front_entry *e, struct front_value **out)
{
	int n;

	if (!field_written(e))
		return 0;
	if (e->list) {
		*out = e->value;
		return e->nvalue;
	}
	n = split(e->value[0].text, e->value[0].at, NULL);
	*out = NEW(a, struct front_value, (size_t)n + 1);
	return split(e->value[0].text, e->value[0].at, *out);
}

/* content/2026-11-13/a.md: 2026-11-13 */
static bool
issue_date(str file, struct date *out)
{
	return str_eat(&file, STR("content/")) && date_parse(str_cut(&file, STR("/")), out);
}

bool
field_day(struct diag *d, const struct front_entry *e, struct date *out)
{
	enum { ISO_DAY = 10 };
	str s, day;

	if (!field_written(e))
		return false;
	s = str_trim(front_text(d, e));
	day = str_sub(s, 0, s.n < ISO_DAY ? s.n : ISO_DAY);
	if (!date_form(day))
		diag(d, D_FIELD_DATE_FORM, field_at(e), s);
	else if (!date_parse(day, out))
		diag(d, D_FIELD_DATE, field_at(e), day);
	else
		return true;
	return false;
}

void
field_date(struct diag *d, const struct front_entry *e)
{
	struct date own, issue;

	if (field_day(d, e, &own) && issue_date(e->at.file, &issue) && date_cmp(own, issue) != 0)
		diag(d, D_FIELD_DATE_OTHER, field_at(e), date_iso(d->mem, own),
		     date_iso(d->mem, issue));
}

bool
field_updated(struct diag *d, const struct front_entry *e, struct date *out)
{
	struct date own, issue;

	if (!field_day(d, e, &own))
		return false;
	if (issue_date(e->at.file, &issue) && date_cmp(own, issue) < 0) {
		diag(d, D_FIELD_UPDATED, field_at(e), date_iso(d->mem, own),
		     date_iso(d->mem, issue));
		return false;
	}
	*out = own;
	return true;
}
