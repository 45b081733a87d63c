#include "script/data.h"

#include <assert.h>

struct data *
data_new(struct arena *a)
{
	return NEW(a, struct data, 1);
}

struct data *
data_share(struct data *t)
{
	t->shared = true;
	return t;
}

static struct data_entry *
entry(struct arena *a, struct data *t, str key, enum data_type type)
{
	struct data_entry *e = NEW(a, struct data_entry, 1);

	assert(!t->shared);
	e->key = key;
	e->type = type;
	if (t->last)
		t->last->next = e;
	else
		t->first = e;
	t->last = e;
	return e;
}

void
data_text(struct arena *a, struct data *t, str key, str text)
{
	if (text.n > 0)
		entry(a, t, key, DATA_TEXT)->text = text;
}

void
data_number(struct arena *a, struct data *t, str key, int number)
{
	entry(a, t, key, DATA_NUMBER)->number = number;
}

void
data_flag(struct arena *a, struct data *t, str key, bool flag)
{
	if (flag)
		entry(a, t, key, DATA_TRUE);
}

void
data_table(struct arena *a, struct data *t, str key, struct data *table)
{
	if (table)
		entry(a, t, key, DATA_TABLE)->table = table;
}

void
data_content(struct arena *a, struct data *t, str key, struct element *content)
{
	if (content)
		entry(a, t, key, DATA_CONTENT)->content = content;
}
