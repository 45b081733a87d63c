#include "emit/site.h"

/* An entry of a roll, and the issue it was printed in. */
struct won {
	const struct honour *honour;
	int issue;
};

/* All entries of all rolls, newest issue first. */
static struct won *
all_won(struct site *s, const struct summary *sum, int n, int *count)
{
	struct won *won;
	size_t all = 0;

	for (int i = 0; i < n; i++) {
		const struct summary_edition *ed = site_part(&sum[i], s->e->edition);

		all += ed && ed->roll ? (size_t)ed->roll->n : 0;
	}
	won = NEW(s->mem, struct won, all + 1);
	*count = 0;
	for (int i = n - 1; i >= 0; i--) {
		const struct summary_edition *ed = site_part(&sum[i], s->e->edition);

		for (int k = 0; ed && ed->roll && k < ed->roll->n; k++)
			won[(*count)++] = (struct won){&ed->roll->entry[k], i};
	}
	return won;
}

static struct data *
won_data(struct site *s, const struct summary *sum, const struct won *won)
{
	struct arena *a = s->mem;
	const struct summary *in = &sum[won->issue];
	const struct summary_edition *ed = site_part(in, s->e->edition);
	struct data *t = site_honour_data(a, won->honour);

	data_table(a, t, STR("issue"), site_issue_date(s, in, ed));
	data_flag(a, t, STR("sponsored"), ed->roll->sponsored);
	return t;
}

/* Lists within lists: letters, their organisations, what each has won. */
static struct data *
letters_data(struct site *s, const struct summary *sum, const struct won *won, int n)
{
	struct arena *a = s->mem;
	str *name = NEW(a, str, (size_t)n + 1);
	struct data *letters = data_new(a), *organisations = NULL, *list = NULL;
	struct icu_entry *entry;

	for (int i = 0; i < n; i++)
		name[i] = won[i].honour->organisation;
	entry = icu_index(a, site_order(s), name, n);
	for (int i = 0; i < n; i++) {
		struct data *t = data_new(a);

		if (i == 0 || !str_eq(entry[i].label, entry[i - 1].label)) {
			organisations = data_new(a);
			data_text(a, t, STR("label"), entry[i].label);
			data_table(a, t, STR("organisations"), organisations);
			data_table(a, letters, (str){0}, t);
			t = data_new(a);
		}
		if (i == 0 || !str_eq(entry[i].text, entry[i - 1].text)) {
			list = data_new(a);
			data_text(a, t, STR("name"), entry[i].text);
			data_table(a, t, STR("won"), list);
			data_table(a, organisations, (str){0}, t);
		}
		data_table(a, list, (str){0}, won_data(s, sum, &won[entry[i].at]));
	}
	return letters;
}

void
site_honours(struct site *s, const struct summary *sum, int n)
{
	int count;
	struct won *won = all_won(s, sum, n, &count);
	struct data *ctx;

	s->here = STR("honours/");
	ctx = site_context(s);
	data_table(s->mem, ctx, STR("letters"), letters_data(s, sum, won, count));
	site_write(s, STR("honours"), ctx);
}
